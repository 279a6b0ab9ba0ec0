"""Says what to open when ``make site`` is done, in the language of the messages."""

import start  # noqa: F401 - it finds the package, and tells what is missing
from portal.commands.base import CommandWords
from portal.core.problems import message_lang

print(CommandWords("common", message_lang())("site-ready", path="site/index.html"))
