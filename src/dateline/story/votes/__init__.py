"""The fields of one event, by vote of independent sources."""
