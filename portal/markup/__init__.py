"""Markdown of editors to safe HTML with sections and stable anchors."""
