"""Scripts as they go out: smaller, and the same program."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import browsing
from portal.publish.html.scripts import scripts
from portal.publish.html.slim import slim

SCRIPTS = scripts(browsing.REPOSITORY / "overrides/assets/javascripts")


def test_slim_scripts_are_the_same_programs(tmp_path: Path) -> None:
    files = []
    for name, text in SCRIPTS.items():
        small = slim(text)
        assert len(small) <= len(text) and "/**" not in small and slim(small) == small, name
        without_strings = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', small)
        assert all("\n" not in template for template in re.findall(r"`[^`]*`", without_strings)), (
            f"{name}: a template spans lines"
        )
        files.append(tmp_path / name.replace("/", "_"))
        files[-1].write_text(small, encoding="utf-8")
    # Each is compiled, and none is run, in one process.
    compiled = """
      const { readFileSync } = require("fs"), { Script } = require("vm");
      for (const file of process.argv.slice(1)) new Script(readFileSync(file, "utf8"), { filename: file });
    """
    subprocess.run([browsing.node_path(), "-e", compiled, *map(str, files)], check=True)
