"""Quantities: how they are written, what they count, and what they are part of."""
