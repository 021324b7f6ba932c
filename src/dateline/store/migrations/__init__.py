"""Migrations of the store (Alembic); they run when a store is opened."""
