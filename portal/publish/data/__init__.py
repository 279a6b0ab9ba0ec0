"""Files for machines: JSON-LD, the graph of law, the sitemap."""
