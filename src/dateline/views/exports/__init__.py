"""Out again: pure writers, one module a format, rows in and bytes out; `taking` puts them to the store."""
