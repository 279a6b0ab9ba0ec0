"""Says what to open when ``make site`` is done, in the language of the messages, and what is missing."""

from pathlib import Path

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.commands.base import CommandWords
from portal.core.problems import message_lang
from portal.corpus.settings import load_settings

words = CommandWords("common", message_lang())
print(words("site-ready", path="site/index.html"))
if not load_settings(Path(__file__).resolve().parent.parent)[0].mail:
    print(words("no-contact"))
