"""Make what a web server needs: ``python scripts/make_deploy.py --host portal.example.kg [--base /portal/] …``.

Fills deploy/nginx.conf and deploy/Caddyfile in for the host, below dist/deploy/, and with --site compresses the files
of a built site beforehand. How to use it: deploy/README.md.
"""

import argparse
import sys
from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.corpus.load import load_portal
from portal.publish.hosting.compress import compress
from portal.publish.hosting.configuration import Host, WrongHostError, caddy, nginx

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="_", help="the host's name; without it every name, by plain HTTP")
    parser.add_argument("--base", default="/", help="the path of the site on the host, with slashes around")
    parser.add_argument(
        "--root", default="/srv/www", help="the folder of the host's files: the site lies in root + base"
    )
    parser.add_argument("--listen", default="80")
    parser.add_argument("--no-brotli", action="store_true", help="for an nginx without the module")
    parser.add_argument("--site", type=Path, help="compress the files of this built site")
    parser.add_argument("--out", type=Path, default=ROOT / "dist/deploy")
    options = parser.parse_args()
    try:
        host = Host(options.host, options.root, options.base, options.listen, not options.no_brotli)
    except WrongHostError as error:
        parser.error(f"not to be written into a configuration: {error}")
    portal, _ = load_portal(ROOT)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, fill in (("nginx.conf", nginx), ("Caddyfile", caddy)):
        template = (ROOT / "deploy" / name).read_text(encoding="utf-8")
        (options.out / name).write_text(fill(template, host, portal.redirects), encoding="utf-8", newline="\n")
        print(options.out / name)
    if options.site:
        try:
            import brotli
        except ModuleNotFoundError:
            brotli = None  # type: ignore[assignment]
            print("no package brotli: gzip alone (pip install --require-hashes -r requirements/release.txt)")
        count, size = compress(options.site, brotli.compress if brotli else None)
        print(f"{options.site}: {count} compressed files, {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may not be UTF-8
    raise SystemExit(main())
