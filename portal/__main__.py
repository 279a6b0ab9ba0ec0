"""``python -m portal COMMAND``: every command for editors under one name."""

from portal.commands.main import main

raise SystemExit(main())
