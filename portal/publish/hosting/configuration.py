"""The configurations of ``deploy/`` filled in for one host: its name, the folder of its files, the path of the site."""

from __future__ import annotations

import re
from collections.abc import Mapping

from portal.core.records import dataclass
from portal.core.urls import address
from portal.model.values import LANGS

HSTS = "max-age=31536000"

# Beside the policy in each page (portal/publish/html/policy.py), which is stricter and works on a stick too: a meta
# element cannot say who may frame the page, and pictures and data have none.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "frame-ancestors 'self'; base-uri 'self'; object-src 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Of every answer, pages of errors too."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|_")
_BASE = re.compile(r"/([a-zA-Z0-9_-]+/)*")
_ROOT = re.compile(r"/[\w./-]*[\w-]")
_LISTEN = re.compile(r"(\[?[0-9a-f:.]+\]?:)?\d{1,5}( ssl)?( http2)?", re.ASCII)


class WrongHostError(ValueError):
    """A value that would not stand in a configuration as what it is."""


@dataclass(frozen=True)
class Host:
    """Where the site is served. It lies in ``root`` + ``base``: ``/srv/www`` and ``/portal/``, or ``/``."""

    name: str
    root: str
    base: str = "/"
    listen: str = "80"
    brotli: bool = True

    def __post_init__(self) -> None:
        """Refuse what would end a directive or begin another."""
        for value, shape in ((self.name, _HOST), (self.base, _BASE), (self.root, _ROOT), (self.listen, _LISTEN)):
            if not shape.fullmatch(value):
                raise WrongHostError(value)


def moved(host: Host, redirects: Mapping[str, str]) -> dict[str, str]:
    """Old path → new path on the host, in all languages."""
    pairs = ((lang, old, new) for lang in LANGS for old, new in sorted(redirects.items()))
    return {host.base + address(lang, old): host.base + address(lang, new) for lang, old, new in pairs}


def _folders() -> list[str]:
    """The folders of the languages that have one."""
    found = (address(lang, "404").removesuffix("404.html") for lang in LANGS)
    return [folder for folder in found if folder]


def nginx(template: str, host: Host, redirects: Mapping[str, str]) -> str:
    """``deploy/nginx.conf`` for this host."""
    base = host.base
    languages = [
        f"    location = {base}{folder}manifest.webmanifest {{\n        types {{ }}\n"
        f"        default_type application/manifest+json;\n    }}\n"
        f"    location {base}{folder} {{\n        error_page 404 {base}{folder}404.html;\n    }}"
        for folder in _folders()
    ]
    return _fill(
        template,
        {
            "HOST": host.name,
            "LISTEN": host.listen,
            "ROOT": host.root,
            "BASE": base,
            "HSTS": HSTS,
            "BROTLI": "brotli_static on;" if host.brotli else "# brotli_static on;",
            "MOVED": "\n".join(f"    {old} {new};" for old, new in moved(host, redirects).items()),
            "HEADERS": "\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items()),
            "LANGUAGES": "\n".join(languages),
        },
    )


def caddy(template: str, host: Host, redirects: Mapping[str, str]) -> str:
    """``deploy/Caddyfile`` for this host; by plain HTTP where the host has no name."""
    base = host.base
    languages = [
        f"\t\t@in-{folder.strip('/')} path {base}{folder}*\n\t\trewrite @in-{folder.strip('/')} {base}{folder}404.html"
        for folder in _folders()
    ]
    others = " ".join(f"{base}{folder}*" for folder in _folders())
    languages.append(f"\t\t@in-first not path {others}\n\t\trewrite @in-first {base}404.html")
    return _fill(
        template,
        {
            "ADDRESS": f"http://:{host.listen}" if host.name == "_" else host.name,
            "ROOT": host.root,
            "BASE": base,
            "HSTS": HSTS,
            "MOVED": "\n".join(f"\tredir {old} {new} 301" for old, new in moved(host, redirects).items()),
            "HEADERS": "\n".join(f'\t\t{name} "{value}"' for name, value in HEADERS.items()),
            "LANGUAGES": "\n".join(languages),
        },
    )


def _fill(template: str, values: Mapping[str, str]) -> str:
    return re.sub("@([A-Z]+)@", lambda name: values[name[1]], template)
