"""The same words quoted by several outlets."""
