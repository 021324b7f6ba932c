"""Time expressions: their words, their grammar, and the calendar that gives them values."""
