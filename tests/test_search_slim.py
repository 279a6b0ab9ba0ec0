"""Scripts as they go out: smaller, and the same program."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import browsing
from portal.publish.html.scripts import scripts
from portal.publish.html.slim import slim

SCRIPTS = scripts(browsing.REPOSITORY / "overrides/assets/javascripts")


@pytest.mark.parametrize("name", SCRIPTS)
def test_slim_scripts_are_the_same_programs(name: str, tmp_path: Path) -> None:
    text = SCRIPTS[name]
    small = slim(text)
    assert len(small) <= len(text) and "/**" not in small and slim(small) == small
    (tmp_path / "a.js").write_text(small, encoding="utf-8")
    subprocess.run([browsing.node_path(), "--check", str(tmp_path / "a.js")], check=True)
    without_strings = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', small)
    assert all("\n" not in template for template in re.findall(r"`[^`]*`", without_strings)), "a template spans lines"
