"""Copies: the same text under other mastheads, and how many sources stand on their own."""
