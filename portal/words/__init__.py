"""Words of the interface, and the names of acts, places and bodies in a reader's language."""
