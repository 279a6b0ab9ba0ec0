"""View models of every page type, free of the generator that renders them."""
