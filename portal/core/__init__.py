"""What every part uses: problems, addresses, YAML, caches, processes. Of the subject it knows the languages alone."""
