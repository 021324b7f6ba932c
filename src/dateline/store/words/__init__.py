"""Finding by words: an index each for SQLite (FTS5) and PostgreSQL (tsvector), of the same words."""
