"""What is published: the site as files, data for programs, the edition for a stick, the web app, one-file documents."""
