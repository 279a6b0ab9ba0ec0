"""Spelling and typography of documents: advice of the content check."""
