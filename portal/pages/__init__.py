"""View models: one module a page type, and what they share."""
