"""``python -m portal COMMAND``: every command for editors under one name."""

from portal.commands.missing import check_python

check_python()

from portal.commands.main import main  # noqa: E402 - an old Python cannot read what this imports

raise SystemExit(main())
