"""Pages and assets as files: what they refer to, what they may load, and their lengths and hashes."""
