"""What every part uses: problems, dates, addresses, YAML, caches, processes. It knows nothing of the subject."""
