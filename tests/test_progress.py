"""What long work says of how far it is: a bar on a terminal, lines in CI, nothing where it is short or nobody looks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from browsing import REPOSITORY
from portal.commands.main import main
from portal.core import progress
from portal.core.problems import MESSAGE_LANGS, MessageLang
from portal.core.processes import spread
from small_tree import ORIGINAL, current, lay_out

WORDS = yaml.safe_load((REPOSITORY / "portal/core/progress.yml").read_text(encoding="utf-8"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Each look at it is so many seconds later."""

    def __init__(self, seconds: float) -> None:
        self.now, self.seconds = 0.0, seconds

    def __call__(self) -> float:
        self.now += self.seconds
        return self.now


@pytest.fixture(autouse=True)
def _silent_again() -> Iterator[None]:
    yield
    progress.stop()


def shown(*, bar: bool, seconds: float, stages: dict[str, int], lang: MessageLang = "ru") -> str:
    stream = io.StringIO()
    with progress.reporting(progress.Reporter(lang, stream, bar=bar, clock=Clock(seconds))):
        for stage, count in stages.items():
            assert list(progress.over(range(count), stage)) == list(range(count))
    return stream.getvalue()


@pytest.mark.parametrize("bar", [True, False])
def test_short_work_says_nothing(bar: bool) -> None:
    assert shown(bar=bar, seconds=0.01, stages={"reading": 60, "pages": 60}) == ""


def test_lines_say_each_stage_and_now_and_then_how_far_it_is() -> None:
    lines = shown(bar=False, seconds=1.0, stages={"reading": 30, "pages": 5}).splitlines()
    assert lines[0].startswith("Чтение документов: ")
    assert [line.partition(":")[0] for line in lines] == ["Чтение документов"] * 3 + ["Запись страниц"]
    assert lines[-1].endswith(" / 5")


def test_a_bar_stays_on_its_line_and_goes_away() -> None:
    text = shown(bar=True, seconds=0.5, stages={"reading": 12})
    assert "\n" not in text
    states = [state for state in text.split("\r") if state.strip()]
    assert len(states) > 5
    assert states[0].startswith("Чтение документов [")
    assert states[-1].count("#") > states[0].count("#")
    assert text.endswith("\r")
    assert not text.split("\r")[-2].strip(), "what was written is written over"


@pytest.mark.parametrize("lang", MESSAGE_LANGS)
def test_every_stage_has_words_in_every_language(lang: MessageLang) -> None:
    for stage in WORDS:
        assert WORDS[stage][lang] in shown(bar=False, seconds=3.0, stages={stage: 2}, lang=lang)
    assert len({WORDS[stage][lang] for stage in WORDS}) == len(WORDS)


@pytest.mark.parametrize(
    ("stream", "environ", "form"),
    [
        (Terminal(), {}, "bar"),
        (Terminal(), {"TERM": "dumb"}, None),
        (Terminal(), {"PORTAL_PROGRESS": "off"}, None),
        (io.StringIO(), {}, None),
        (io.StringIO(), {"CI": "true"}, "lines"),
        (io.StringIO(), {"PORTAL_PROGRESS": "bar"}, "bar"),
    ],
)
def test_surroundings_choose_the_form(stream: io.StringIO, environ: dict[str, str], form: str | None) -> None:
    reporter = progress.chosen("ky", stream, environ)
    assert (reporter and ("bar" if reporter._bar else "lines")) == form


def test_a_stream_that_is_closed_stops_no_work() -> None:
    stream = io.StringIO()
    stream.close()
    with progress.reporting(progress.Reporter("en", stream, bar=True, clock=Clock(3.0))):
        assert list(progress.over("суу", "pages")) == list("суу")


def test_of_several_processes_one_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_PROCESSES", "2")
    stream = io.StringIO()
    with progress.reporting(progress.Reporter("en", stream, bar=False, clock=Clock(11.0))):
        assert spread(str, range(10), 2) == [str(number) for number in range(10)]
    assert len(stream.getvalue().splitlines()) == 10, "all results arrive here"


def test_output_for_programs_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path, {"ky/practices/suu.md": ORIGINAL, "ru/practices/suu.md": current()})
    monkeypatch.setenv("PORTAL_PROGRESS", "lines")
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    main(["check", "--json", "--no-advice", "--lang", "ky", "--root", str(tmp_path)])
    captured = capsys.readouterr()
    assert json.loads(captured.out)
    assert "Документтер окулууда: " in captured.err
