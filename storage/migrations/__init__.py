"""Alembic migrations of the ledger; run by `Database.migrate`."""
