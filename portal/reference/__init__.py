"""Reference data: topics, acts, regions, organisations and glossary, in both languages."""
