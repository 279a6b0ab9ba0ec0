"""The loaded portal: documents and reference data, linked and checked, and what of it is visible."""
