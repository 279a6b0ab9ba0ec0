"""Typed documents and reference records; they know nothing of files, pages or MkDocs."""
