"""What the models ask of editors: labels, JSON Schema, the form's page, the CMS configuration, front matter as text."""
