"""Help for editors: the check of the content, new documents, renaming, the preview, import, spelling, translation."""
