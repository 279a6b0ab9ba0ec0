"""The configurations of deploy/: filled in safely, and served by the real nginx and Caddy where they are installed."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser

import browsing
from portal.corpus.load import load_portal
from portal.publish.hosting.compress import compress
from portal.publish.hosting.configuration import HEADERS, Host, WrongHostError, caddy, moved, nginx
from portal.publish.html.policy import policy

DEPLOY = browsing.REPOSITORY / "deploy"
BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
BASE = "/portal/"

# --- Without a server --------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"name": "a b"}, {"name": "x;return 200"}, {"name": "{"}, {"root": "/srv/../x y"}, {"root": "srv"},
        {"base": "portal"}, {"base": "/portal"}, {"base": "/a/{b}/"}, {"listen": "80; include /etc/passwd"},
    ],
)  # fmt: skip
def test_what_is_no_host_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(WrongHostError):
        Host(**{"name": "portal.example.kg", "root": "/srv/www", **values})


@pytest.mark.parametrize(("fill", "name"), [(nginx, "nginx.conf"), (caddy, "Caddyfile")])
def test_nothing_is_left_to_fill_in(fill: Callable[..., str], name: str) -> None:
    host = Host("portal.example.kg", "/srv/www", BASE)
    text = fill((DEPLOY / name).read_text(encoding="utf-8"), host, {"practices/old": "practices/new"})
    assert "portal.example.kg" in text and "/srv/www" in text
    assert "/portal/ru/practices/old.html /portal/ru/practices/new.html" in text
    assert all(header in text and value in text for header, value in HEADERS.items())
    assert text.count("{") == text.count("}") and not any(f"@{key}@" in text for key in ("HOST", "BASE", "MOVED"))


@pytest.mark.slow
def test_redirects_are_those_of_the_ledger() -> None:
    redirects = load_portal(browsing.REPOSITORY)[0].redirects
    found = moved(Host("_", "/srv/www", BASE), redirects)
    assert len(found) == 2 * len(redirects) > 0
    assert found["/portal/ru/acts/kg-law-state-language.html"] == "/portal/ru/acts/kg-constlaw-2023-140.html"


def test_the_header_forbids_nothing_that_a_page_may_do() -> None:
    """The policy of a page and that of the header both hold: the header names what is the same for all pages."""
    pages = dict(part.split(" ", 1) for part in policy().split("; "))
    for part in HEADERS["Content-Security-Policy"].split("; "):
        name, sources = part.split(" ", 1)
        if name in pages:
            assert set(sources.split()) == set(pages[name].split()) - {"file:"}, name
        else:
            assert name in {"frame-ancestors", "object-src"}


def test_files_are_compressed_once_and_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>суу" * 1000, encoding="utf-8")
    (tmp_path / "small.js").write_text("1", encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"x" * 5000)
    (tmp_path / "gone.html.gz").write_bytes(b"of an edition before")
    compress(tmp_path, brotli.compress)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(first) == {"a.html", "a.html.gz", "a.html.br", "small.js", "photo.png"}
    assert gzip.decompress(first["a.html.gz"]) == brotli.decompress(first["a.html.br"]) == first["a.html"]
    compress(tmp_path, brotli.compress)
    assert first == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


# --- The real servers --------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Served:
    """A running server."""

    name: str
    port: int
    root: Path

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.root / BASE.strip("/")

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})
            found = connection.getresponse()
            return Answer(found.status, {key.lower(): value for key, value in found.getheaders()}, found.read())
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _nginx(work: Path, root: Path, port: int) -> list[str]:
    host = Host("_", str(root), BASE, f"127.0.0.1:{port}", brotli=BROTLI_MODULE.exists())
    text = nginx(
        (DEPLOY / "nginx.conf").read_text(encoding="utf-8"), host, load_portal(browsing.REPOSITORY)[0].redirects
    )
    (work / "portal.conf").write_text(text, encoding="utf-8")
    places = "".join(
        f"{kind}_temp_path {work}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    module = f"load_module {BROTLI_MODULE};\n" if host.brotli else ""
    user = "user root;\n" if getattr(os, "geteuid", lambda: 1)() == 0 else ""
    (work / "nginx.conf").write_text(
        f"{module}{user}daemon off; pid {work}/pid; error_log {work}/error.log;\nevents {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {places}\ninclude {work}/portal.conf; }}\n",
        encoding="utf-8",
    )
    return ["nginx", "-p", str(work), "-c", str(work / "nginx.conf")]


def _caddy(work: Path, root: Path, port: int) -> list[str]:
    host = Host("_", str(root), BASE, str(port))
    text = caddy(
        (DEPLOY / "Caddyfile").read_text(encoding="utf-8"), host, load_portal(browsing.REPOSITORY)[0].redirects
    )
    (work / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    return ["caddy", "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]


@contextmanager
def run(name: str, work: Path, root: Path) -> Iterator[Served]:
    """Start a server, and end it."""
    program = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip(f"{name} is not installed: apt-get install {name}")
    port = _free_port()
    command = {"nginx": _nginx, "caddy": _caddy}[name](work, root, port)
    environment = {**os.environ, "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work), "HOME": str(work)}
    with (work / "log").open("wb") as log:
        process = subprocess.Popen([program, *command[1:]], env=environment, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + browsing.PATIENCE
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > deadline:
                        pytest.fail(f"{name} does not start: {(work / 'log').read_text()}", pytrace=False)
                    time.sleep(0.05)
            yield Served(name, port, root)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def served(
    request: pytest.FixtureRequest, built_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The real site below a folder of the host."""
    work = tmp_path_factory.mktemp(request.param)
    site = work / "www/portal"
    shutil.copytree(built_site, site)
    for folder in ("acts", "practices"):  # enough to see; all of it takes a minute
        compress(site / folder, brotli.compress)
    compress(site / "assets/javascripts", brotli.compress)
    with run(request.param, work, work / "www") as found:
        yield found


PAGE = BASE + "acts/index.html"


@pytest.mark.long
def test_every_answer_has_the_headers(served: Served) -> None:
    for path, status in (
        (PAGE, 200),
        (BASE + browsing.built(served.site, "portal.js"), 200),
        (BASE + "ru/no.html", 404),
        (BASE + "worker.js", 200),
    ):
        found = served.get(path)
        assert found.status == status, path
        assert {name: found.headers.get(name.lower()) for name in HEADERS} == dict(HEADERS), path
        assert "strict-transport-security" not in found.headers, "by plain HTTP it would be a promise to nobody"
        assert not any(sign.isdigit() for sign in found.headers.get("server", "")), "no version"


@pytest.mark.long
def test_caching_fits_what_may_change(served: Served) -> None:
    def rule(path: str) -> str:
        return served.get(BASE + path).headers["cache-control"]

    named = [browsing.built(served.site, name) for name in ("portal.js", "portal.css", "golos-text-400.woff2")]
    named.append(f"assets/search/ky/{next((served.site / 'assets/search/ky').glob('t0.*')).name}")
    assert {rule(path) for path in named} == {"public, max-age=31536000, immutable"}
    assert rule("acts/index.html") == rule("") == rule("ru/") == "public, max-age=60"
    fixed = (
        "worker.js",
        "manifest.webmanifest",
        "ru/manifest.webmanifest",
        "assets/edition-data.js",
        "assets/edition.css",
        "assets/search/ky/manifest.js",
    )
    assert {path: rule(path) for path in (*fixed, "assets/offline/packs.json")} == dict.fromkeys(
        (*fixed, "assets/offline/packs.json"), "no-cache"
    )
    tag = served.get(BASE + "worker.js").headers["etag"]
    assert served.get(BASE + "worker.js", If_None_Match=tag).status == 304


@pytest.mark.long
def test_compressed_files_are_sent_to_who_takes_them(served: Served) -> None:
    plain = (served.root / PAGE[1:]).read_bytes()
    assert served.get(PAGE).body == plain
    answer = served.get(PAGE, Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip" and gzip.decompress(answer.body) == plain
    assert "accept-encoding" in answer.headers["vary"].lower()
    if served.name == "caddy" or BROTLI_MODULE.exists():
        answer = served.get(PAGE, Accept_Encoding="gzip, br")
        assert answer.headers["content-encoding"] == "br" and brotli.decompress(answer.body) == plain
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.long
def test_types_are_named(served: Served) -> None:
    types = {
        "manifest.webmanifest": "application/manifest+json", "ru/manifest.webmanifest": "application/manifest+json",
        browsing.built(served.site, "golos-text-400.woff2"): "font/woff2", "assets/images/icon.svg": "image/svg+xml",
        "data/acts.json": "application/json",
    }  # fmt: skip
    found = {path: served.get(BASE + path).headers["content-type"].partition(";")[0] for path in types}
    assert found == types
    assert "javascript" in served.get(BASE + "worker.js").headers["content-type"]


@pytest.mark.long
def test_errors_speak_the_language_of_the_address(served: Served) -> None:
    for path, lang in (("no.html", "ky"), ("practices/no/deeper.html", "ky"), ("ru/practices/no.html", "ru")):
        answer = served.get(BASE + path)
        assert answer.status == 404 and f'<html lang="{lang}"' in answer.body.decode(), path
    assert served.get("/elsewhere.html").status == 404
    assert served.get(BASE + "%2e%2e/secret").status in {400, 404}


@pytest.mark.long
def test_old_addresses_lead_on(served: Served) -> None:
    pairs = moved(Host("_", "/srv/www", BASE), load_portal(browsing.REPOSITORY)[0].redirects)
    for old, new in pairs.items():
        answer = served.get(old)
        assert answer.status == 301 and answer.headers["location"] == new
        assert served.get(new).status == 200


@pytest.mark.long
def test_the_portal_works_in_a_browser_and_in_no_foreign_frame(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    root = f"http://127.0.0.1:{served.port}{BASE}"
    with browsing.open_page(browser, workers=True, **browsing.PHONE) as page:
        page.goto(root + "search.html?q=суу")
        page.wait_for_selector(".p-hit")
        page.goto(root + "ru/offline.html")
        page.wait_for_selector("[data-offline-app]:not([hidden])")
        assert browsing.foreign_requests(page, root) == []
        assert browsing.script_errors(page) == []
        (tmp_path / "index.html").write_text(f"<iframe src='{root}about.html'></iframe>", encoding="utf-8")
        with browsing.serve(tmp_path) as other:
            page.goto(other.replace("127.0.0.1", "localhost"))
            browsing.settled(page)
            assert any("frame" in line.lower() for line in browsing.script_errors(page))
