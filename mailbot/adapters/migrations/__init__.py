"""The schema's history: Alembic revisions, and how they are run without a configuration file."""
