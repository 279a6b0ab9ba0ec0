"""Pages and assets as files."""
