"""A site that is served: what is looked at is made first, nothing old is given out, and in the end all is as built."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

import warm_builds
from portal.core.built import is_hashed
from portal.core.caching import Store
from portal.core.cells import Cells
from portal.generator.failures import template_error
from portal.publish.html import previous
from portal.publish.html.answers import Answers, reloading
from portal.publish.html.policy import PagePolicy, digest
from portal.publish.html.printing import Printer
from portal.publish.html.waiting import Waiting, WantedError
from portal.words import interface
from test_build_cache import ECH, EDITS, change
from warm_builds import clean, make, tree

pytestmark = pytest.mark.slow

PAGE = "practices/suu.html"
ALL = "of-all-pages"
"""No file of the site: who asks for it waits for everything."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that has been built, and a copy of both."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "home"))
        patch.setenv("PORTAL_PROCESSES", "1")
        # As if all had been written just now: a file of a copy has another number, and is told by its content alone. A
        # build that takes seconds would remember the number of what it wrote first.
        patch.setattr(previous, "COARSE", float("inf"))
        make(warm_builds.lay_out_project(folder / "work/project"), folder / "work/site")
    shutil.copytree(folder / "work", folder / "copy")
    return folder


@pytest.fixture
def root(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project as it was then."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(built / "home"))
    monkeypatch.setenv("PORTAL_PROCESSES", "1")
    shutil.rmtree(built / "work")
    shutil.copytree(built / "copy", built / "work")
    return built / "work/project"


@pytest.fixture
def site(built: Path) -> Path:
    return built / "work/site"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are printed, in order."""
    found: list[str] = []
    html = Printer.html

    def noted(self: Printer, page: Any, description: str = "") -> str:
        found.append(page.address)
        return html(self, page, description)

    monkeypatch.setattr(Printer, "html", noted)
    return found


def no_failure(address: str, error: Exception) -> None:
    raise AssertionError(address) from error


def finish(waiting: Waiting, failed: Callable[[str, Exception], Any] = no_failure) -> None:
    waiting.start(failed)
    waiting.settle(ALL)
    waiting.close()


def template(root: Path, text: str) -> None:
    """Write the same to the head of the page of the glossary."""
    change("overrides/portal/glossary.html", "{% block content %}", f"{{% block content %}}\n{text}")(root)


@pytest.fixture
def words() -> Iterator[None]:
    yield
    interface.forget_strings()


SOME = (
    "text", "title", "template", "topic's title", "act's title", "word of the interface", "new document", "deleted",
    "deleted page", "part of a template", "settings", "old address",
)  # fmt: skip


@pytest.mark.long
@pytest.mark.usefixtures("words")
def test_in_the_end_the_site_is_that_of_a_build(root: Path, site: Path, tmp_path: Path) -> None:
    for number, name in enumerate(SOME):
        EDITS[name](root)
        expected = clean(root, tmp_path / "clean")[1]
        waiting = warm_builds.begin(root, site, [PAGE], style=f"{number // 3}" * 8 if number > 8 else "")
        now = tree(site)
        if number > 8:
            waiting.close()  # of another style
            waiting = warm_builds.begin(root, site, [PAGE])
            now = tree(site)
        assert now[PAGE] == expected[PAGE], name
        for path in ("ru/index.html", "search.html", "assets/search/ru/manifest.js"):
            waiting.settle(path)
            assert (site / path).read_bytes() == expected[path], (name, path)
        if number % 3:  # else the next save comes first
            finish(waiting)
            assert tree(site) == expected, name
        waiting.close()
    finish(warm_builds.begin(root, site))
    assert tree(site) == expected
    assert make(root, site).counts == {}, "the next build knows it all"


def test_a_page_is_made_when_it_is_asked_for(root: Path, site: Path, printed: list[str]) -> None:
    template(root, "<i>new</i>")
    before = tree(site)
    waiting = warm_builds.begin(root, site, ["glossary.html"])
    assert printed == ["glossary.html"] and "<i>new</i>" in (site / "glossary.html").read_text(encoding="utf-8")
    assert not waiting.settle("glossary.html")
    assert waiting.settle(PAGE) and not waiting.settle(PAGE)
    assert printed == ["glossary.html", PAGE]
    after = tree(site)
    assert {path for path in before if after[path] != before[path]} == {"glossary.html"}, "no other page shows it"
    waiting.close()
    waiting = warm_builds.begin(root, site)
    assert not waiting.settle(PAGE) and printed == ["glossary.html", PAGE], "what was made is kept"
    finish(waiting)
    assert len(printed) == len(set(printed)) > 50
    printed.clear()
    finish(warm_builds.begin(root, site))
    assert [page for page in printed if not page.endswith("search.html")] == []


def test_a_changed_style_prints_nothing(root: Path, site: Path, tmp_path: Path, printed: list[str]) -> None:
    waiting = warm_builds.begin(root, site, style="0" * 8)
    assert waiting.settle(PAGE)
    assert "portal.00000000.css" in (site / PAGE).read_text(encoding="utf-8")
    waiting.close()
    finish(warm_builds.begin(root, site, style="1" * 8))
    assert printed == []
    make(root, tmp_path / "whole", style="1" * 8)
    assert tree(site) == tree(tmp_path / "whole")


def test_a_deleted_page_is_gone_at_once(root: Path, site: Path) -> None:
    EDITS["deleted"](root)
    waiting = warm_builds.begin(root, site)
    assert not (site / "practices/jalgyz.html").exists() and (site / PAGE).exists()
    waiting.close()


def test_a_slip_in_a_template_is_told_with_its_place(root: Path, site: Path) -> None:
    template(root, "{{ nothing.at_all }}")
    line = (root / "overrides/portal/glossary.html").read_text(encoding="utf-8").split("\n").index(
        "{{ nothing.at_all }}"
    ) + 1  # fmt: skip
    with pytest.raises(Exception, match="nothing") as looked_at:
        warm_builds.begin(root, site, ["glossary.html"])
    told: list[tuple[str, Exception]] = []
    waiting = warm_builds.begin(root, site)
    with pytest.raises(Exception, match="nothing"):
        finish(waiting, lambda address, error: told.append((address, error)))
    assert [address for address, _ in told] == ["glossary.html", "ru/glossary.html"], "and no consequences"
    with pytest.raises(Exception, match="nothing"):
        warm_builds.begin(root, site).settle("glossary.html")
    for error in (looked_at.value, told[0][1]):
        found = template_error(root, error)
        assert found and (found.path, found.line) == ("overrides/portal/glossary.html", line)
        assert "nothing" in found.message("en") and found.code == "template-error"
    template(root, "{% if %}")
    with pytest.raises(Exception, match="Expected") as slip:
        warm_builds.begin(root, site, ["glossary.html"])
    found = template_error(root, slip.value)
    assert found and (found.path, found.line) == ("overrides/portal/glossary.html", line)
    assert template_error(root, ValueError()) is None


def test_the_next_build_stops_the_work(root: Path, site: Path, printed: list[str]) -> None:
    """A save while pages are made: no page is made for the state before, and none is lost."""
    template(root, "<i>first</i>")
    waiting = warm_builds.begin(root, site)
    begun, go_on = threading.Event(), threading.Event()
    settled = Waiting._settled

    def held(self: Waiting, task: str) -> bool:
        begun.set()
        go_on.wait()
        return settled(self, task)

    waiting._settled = held.__get__(waiting)  # type: ignore[method-assign]
    waiting.start(no_failure)
    begun.wait()
    closing = threading.Thread(target=waiting.close)
    closing.start()
    while not waiting.closed:
        pass
    go_on.set()
    closing.join()
    assert printed == []
    assert not waiting.settle(PAGE)
    change(ECH, "кыскача баян", "узун баян")(root)
    finish(warm_builds.begin(root, site))
    assert "узун баян" in (site / "practices/ekinchi.html").read_text(encoding="utf-8")
    assert "<i>first</i>" in (site / "glossary.html").read_text(encoding="utf-8")


def test_who_asks_breaks_off_the_search(root: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EDITS["text"](root)
    wanted = iter([False, True])
    monkeypatch.setattr(Waiting, "is_wanted", lambda _: next(wanted, False))
    broken = []
    keep = Waiting._write_search

    def noted(self: Waiting, *of: Any) -> None:
        try:
            keep(self, *of)
        except WantedError:
            broken.append(of)
            raise

    monkeypatch.setattr(Waiting, "_write_search", noted)
    waiting = warm_builds.begin(root, site)
    finish(waiting)
    assert len(broken) == 1, "and then it is made"
    assert make(root, site).counts == {}


class Server:
    """Reads files as MkDocs' server does, and lets something happen before that."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.meanwhile: list[Callable[[], None]] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if self.meanwhile:
            self.meanwhile.pop()()
        file = self.site / environ["PATH_INFO"].removeprefix("/portal/")
        found = file.is_file()
        start("200 OK" if found else "404 Not Found", [("Content-Type", "text/html"), ("Content-Length", "0")])
        return [(file if found else self.site / "404.html").read_bytes()]


def ask(answers: Answers, path: str) -> tuple[str, str]:
    said: list[str] = []
    body = b"".join(answers({"PATH_INFO": f"/portal/{path}"}, lambda status, headers: said.append(status)))
    return said[0], body.decode("utf-8")


def test_answers_are_of_the_last_build(root: Path, site: Path) -> None:
    server = Server(site)
    answers = Answers(server, "/portal/", lambda path, error: f"{path}: {error}")
    assert ask(answers, "glossary.html")[0] == "200 OK"
    template(root, "<i>first</i>")
    answers.waiting = warm_builds.begin(root, site)
    assert "<i>first</i>" in ask(answers, "glossary.html")[1]
    assert answers.looked_at == ["glossary.html"]

    def build() -> None:
        assert answers.waiting
        answers.waiting.close()
        change("overrides/portal/glossary.html", "first", "second")(root)
        answers.waiting = warm_builds.begin(root, site)

    server.meanwhile.append(build)
    status, text = ask(answers, "glossary.html")
    assert status == "200 OK" and "<i>second</i>" in text, "what was read before it is not given out"
    change("overrides/portal/notfound.html", "{% block content %}", "{% block content %}<i>third</i>")(root)
    EDITS["deleted"](root)
    answers.waiting.close()
    answers.waiting = warm_builds.begin(root, site)
    answers.waiting.start(no_failure)
    status, text = ask(answers, "practices/jalgyz.html")
    assert status.startswith("404") and "<i>third</i>" in text
    answers.waiting.close()


def test_a_page_that_fails_is_an_error(root: Path, site: Path) -> None:
    answers = Answers(Server(site), "/portal/", lambda path, error: f"{path}: {error}")
    template(root, "{{ nothing.at_all }}")
    answers.waiting = warm_builds.begin(root, site)
    for _ in range(2):
        status, text = ask(answers, "glossary.html")
        assert status.startswith("500") and text == "glossary.html: 'nothing' is undefined"
    assert ask(answers, PAGE)[0] == "200 OK"
    assert ask(answers, "assets/stylesheets/portal.00000000.css")[0].startswith("404"), "without waiting"
    assert is_hashed("assets/stylesheets/portal.00000000.css")


def test_the_script_that_loads_a_page_again_may_run() -> None:
    """The content policy lets no script run that does not stand in it."""
    policy = PagePolicy()
    page = policy.fill(f'<meta content="{policy.mark}"><body>{policy.script("own()")}</body>').encode()
    served = LiveReloadServer._inject_js_into_html(None, page, 1)
    code = served.rpartition(b"<script>")[2].partition(b"</script>")[0].decode()
    assert "livereload" in code
    assert digest(code) not in served.decode() and digest(code) in reloading(served).decode()
    assert reloading(b"<p>no script</p>") == b"<p>no script</p>"


def test_what_is_known_without_being_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))

    def cells(number: int) -> Cells:
        found = Cells(b"", Store(tmp_path, "cells", "pages"))
        source = found.source("number", {"a": number, "b": 1})
        half = found.derived("half", lambda key: source[key] // 2)
        sum_ = found.derived("sum", lambda _: half("a") + half("b"), heavy=True)
        found.derived("page", lambda key: half(key), kept=False)
        found.derived("page of sum", lambda _: sum_(""))
        return found

    first = cells(2)
    assert first.known("page", "a") is None and first.made == {}
    digests = {name: first.digest(*name) for name in (("page", "a"), ("page", "b"), ("page of sum", ""))}
    first.save()
    again = cells(2)
    assert again.known("page", "a") == digests["page", "a"] and again.made == {}
    assert again.known("page of sum", "") == digests["page of sum", ""], "nothing has changed"
    other = cells(3)
    assert other.known("page", "a") == digests["page", "a"], "the half is the same"
    assert other.known("page of sum", "") is None, "it would have to look at what is heavy"
    assert other.digest("sum", "") and other.known("page of sum", "") == digests["page of sum", ""]
    assert other.made == {"half": 1}
    assert cells(4).known("page", "a") is None and cells(4).known("page", "b") == digests["page", "b"]
