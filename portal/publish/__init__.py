"""Outputs beside the pages: sitemap, feeds, exports."""
