"""Figures followed over time and by source."""
