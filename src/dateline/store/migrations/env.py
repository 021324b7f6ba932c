"""How Alembic runs here: always on a connection that `engine.migrate` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from dateline.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
