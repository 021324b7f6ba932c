"""Alerts: searches that are told in a rhythm, what is new in them, and the messages that say so."""
