"""What the stick's Windows scripts must not do: none of them runs here, so the known traps are looked for instead."""

from __future__ import annotations

import re

import pytest

from portal.publish.offline.texts import for_windows, stick_file

SCRIPT = stick_file("update.ps1")
BATCH = stick_file("update.bat")


def code(script: str) -> str:
    """The script without comments and without what stands in quotes."""
    lines = [line for line in script.splitlines() if not line.lstrip().startswith("#")]
    return re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", "''", "\n".join(lines))


@pytest.mark.parametrize(
    ("trap", "why"),
    [
        (r"\?\?|\?\.\w|\?\[", "operators on null: PowerShell 7"),
        (r"\)\s\?\s[^{]", "the ternary operator: PowerShell 7"),
        (r"&&|\|\|", "chains of commands: PowerShell 7"),
        (r"-Parallel\b|-AsHashtable\b|-AsByteStream\b|-NoNewline\b|Join-String|Get-FileHash", "of later versions"),
        (r"utf8NoBOM|utf8BOM", "encodings by these names: PowerShell 6"),
        (r"\]::new\(", "PowerShell 5; Windows 8 has 3"),
        (r"^\s*(?:class|enum|using)\s", "PowerShell 5; Windows 8 has 3"),
        (r"\b(?:Expand|Compress)-Archive\b", "PowerShell 5, and no check of what the zip holds"),
        (r"\b(?:Get-Content|Set-Content|Out-File|Add-Content)\b|[^-\d]>\s", "encodings of the machine"),
        (r"\$IsWindows\b|\$IsLinux\b|\$PSStyle\b", "PowerShell 6"),
        (r"\bInvoke-(?:Expression|WebRequest|RestMethod)\b|\biex\b|WebClient", "runs or fetches something else"),
        (
            r"(?:Test|Get|Remove|Copy|Move)-(?:Path|Item|ChildItem)\b(?! -LiteralPath)",
            "brackets in a name are patterns",
        ),
    ],
)
def test_the_script_keeps_to_what_old_windows_knows(trap: str, why: str) -> None:
    assert re.findall(trap, code(SCRIPT), re.M) == [], why


def test_the_traps_are_found_where_they_are() -> None:
    sample = "$a ?? 1\nGet-Content x\n[x]::new(1)\nGet-Item x\nGet-Item -LiteralPath x\n# $b ?? 2"
    assert len(re.findall(r"\?\?|\?\.\w|\?\[", code(sample))) == 1
    assert len(re.findall(r"Get-Item\b(?! -LiteralPath)", code(sample))) == 1


def test_old_powershell_reads_the_script_as_it_is_meant() -> None:
    """Without its mark it would be read in the code page of the machine; with LF alone Notepad shows one line."""
    data = for_windows(SCRIPT)
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n")
    assert SCRIPT.isascii(), "whatever happens to the mark, nothing is lost"
    # A here-string ends at the beginning of a line only.
    assert len(re.findall(r"@'$", SCRIPT, re.M)) == len(re.findall(r"^'@$", SCRIPT, re.M)) == 1


def test_brackets_and_quotes_of_the_script_close() -> None:
    text = re.sub(r"@'.*?^'@", "", SCRIPT, flags=re.S | re.M)
    text = code(text)
    for opening, closing in ("()", "{}", "[]"):
        assert text.count(opening) == text.count(closing), opening
    assert all(line.count("'") % 2 == 0 for line in text.splitlines())


def test_the_batch_file_survives_the_names_that_people_give() -> None:
    assert BATCH.isascii() and "\t" not in BATCH
    lines = BATCH.splitlines()
    # "C:\a & b\x.zip" comes with its quotes; a second pair around them would set the "&" free.
    assert "set PORTAL_ARGUMENTS=%*" in lines
    # So does the folder: with "!" allowed to mean something, that in the name of a folder would be taken out.
    assert lines.index('set "PORTAL_HERE=%~dp0"') < next(n for n, line in enumerate(lines) if "DelayedExp" in line)
    assert BATCH.count("%~dp0") == 1
    for line in lines:
        if "system\\" in line:
            assert re.search(r'"!PORTAL_HERE![\w\\]+\.(?:py|ps1)"', line), line
    # Everything after the first bracket is read at once: the update replaces this very file.
    assert lines.index("(") < min(number for number, line in enumerate(lines) if "chcp" in line)
    assert lines[-1] == ")"
