"""Facts of two passages, one a language: numbers, dates, units, names, denials, lengths; which of them differ."""
