"""Finding and resolving citations of legal acts in plain text."""
