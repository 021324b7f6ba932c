"""The store: SQLite by default; schema, migrations, write, query, search."""
