"""Hand a bundle to a registry, and read what became of it."""
