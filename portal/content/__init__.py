"""Documents: reading, validating, pairing originals with translations."""
