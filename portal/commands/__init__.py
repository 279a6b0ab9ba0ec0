"""Commands for editors: one module and one file of words each, run by ``python -m portal`` and by ``scripts/``."""
