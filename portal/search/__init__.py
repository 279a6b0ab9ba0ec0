"""The search index: documents → sharded classic scripts. What the files hold is described in ``FORMAT.md``."""
