"""MkDocs adapter: placeholder."""
