"""One event told by many: mentions put together."""
