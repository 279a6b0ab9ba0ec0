"""``mkdocs.yml``, the configuration of the generator: every key takes effect, or is a problem with its place."""
