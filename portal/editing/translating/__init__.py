"""What is to be translated: blocks, what changed since, the file to begin with, the stamp."""
