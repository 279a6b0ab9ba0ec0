"""What a page may load and run: its content security policy, in a meta element so that it holds on a stick too.

Nothing foreign, no script in the page but those of our own templates, by their hash. A template writes such a script
with ``{% call policy.script() %} … {% endcall %}``; one that stands in the page in any other way, in the text of a
document for instance, gets no hash and does not run. Blocks of data (JSON-LD and other ``application/json``) are not
run and need none.

A page type that needs more says so anywhere in its template and with a word on why::

    {{ policy.allow(connect_src="https://api.github.com") }}
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping

MARK = "portal-policy"
"""Stands in the place of the policy while the page is made: what the page needs is known at its end only."""

_DEFAULT: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # Material's style sheet has icons as data
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "manifest-src": ("'self'",),
    "worker-src": ("'self'",),
    # On file:// a form of Firefox goes to no 'self' (tried with 153); elsewhere no form can lead to a file.
    "form-action": ("'self'", "file:"),
    "base-uri": ("'self'",),
}


def policy(scripts: Iterable[str] = (), more: Mapping[str, Iterable[str]] | None = None) -> str:
    """The text of a policy. ``scripts`` are the texts of scripts in the page, ``more`` sources by directive."""
    found = {name: list(sources) for name, sources in _DEFAULT.items()}
    for name, sources in (more or {}).items():
        found[name] = [one for one in found.get(name, []) if one != "'none'"] + list(sources)
    found["script-src"] += dict.fromkeys(digest(code) for code in scripts)
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in found.items())


def digest(code: str) -> str:
    """The hash of a script or style in a page, as a source of a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


class PagePolicy:
    """Collects what one page needs while its template runs."""

    def __init__(self) -> None:
        self._scripts: list[str] = []
        self._more: dict[str, list[str]] = {}
        self.mark = MARK

    def script(self, code: str = "", caller: Callable[[], str] | None = None) -> str:
        """A script element with this text, which will run."""
        text = (caller() if caller else code).strip()
        self._scripts.append(text)
        return f"<script>{text}</script>"

    def allow(self, **directives: str) -> str:
        """Allow more sources: ``connect_src="https://api.github.com"``. Gives nothing to show."""
        for name, sources in directives.items():
            self._more.setdefault(name.replace("_", "-"), []).extend(sources.split())
        return ""

    def fill(self, html: str) -> str:
        """The finished page with its policy."""
        return html.replace(MARK, policy(self._scripts, self._more), 1)
