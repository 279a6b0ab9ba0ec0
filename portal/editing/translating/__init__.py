"""What is to be translated, and whether both languages say the same."""
