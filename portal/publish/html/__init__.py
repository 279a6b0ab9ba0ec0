"""What pages are made of, beside their content."""
