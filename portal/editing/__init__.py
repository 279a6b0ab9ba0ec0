"""Help for editors: parity of the two languages, state of the translations."""
