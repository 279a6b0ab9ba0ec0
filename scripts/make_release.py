"""What is kept with a release, in dist/release/: the sticks, the bill of materials, the hashes of all.

Run by ``make release`` after ``make publish``. ``portal.cdx.json`` (CycloneDX 1.6) names every package that the build
may install, with the hashes of requirements/build.txt; ``site.sha256`` every file of the site, ``SHA256SUMS`` the rest.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.core.problems import message_lang, problem, render
from portal.corpus.settings import PATH, load_settings
from portal.publish.offline.hashes import as_text, hash_folder

ROOT = Path(__file__).resolve().parent.parent
MATERIALS = "portal.cdx.json"


def write_materials(target: Path) -> None:
    """The same bytes for the same lock."""
    command = ["-m", "cyclonedx_py", "requirements", "requirements/build.txt", "--pyproject", "pyproject.toml"]
    command += ["--spec-version", "1.6", "--output-reproducible", "--validate", "--output-file", str(target)]
    subprocess.run([sys.executable, "-W", "ignore", *command], cwd=ROOT, check=True)


def main() -> int:
    """Write the folder anew; none where readers would have nobody to write to."""
    out = ROOT / "dist/release"
    if not load_settings(ROOT)[0].mail:
        print(render((problem("site-contact", PATH),), message_lang()), file=sys.stderr)
        return 1
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for archive in sorted((ROOT / "dist/downloads").glob("*.zip")):
        shutil.copyfile(archive, out / archive.name)
    write_materials(out / MATERIALS)
    (out / "site.sha256").write_text(as_text(hash_folder(ROOT / "site")), encoding="utf-8", newline="\n")
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in sorted(out.iterdir())]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{out}: {len(lines)} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
