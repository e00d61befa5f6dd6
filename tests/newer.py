"""A program one schema step newer than this one: the same code with one more migration."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailbot.adapters.store import schema
from tests.journeys.desk import Desk

REVISION = "0999"
STEP = """
import sqlalchemy as sa
from alembic import op

revision = {revision!r}
down_revision = {before!r}
branch_labels = None
depends_on = None
{says}


def upgrade():
    op.add_column("ticket", sa.Column("colour", sa.Text(), nullable=False, server_default="grey"))
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("shelf")
    op.drop_column("ticket", "colour")
"""
NEWER = """
import sys
from pathlib import Path

from mailbot.adapters.store import schema

schema.MIGRATIONS, schema.HEAD = Path(sys.argv.pop(1)), sys.argv.pop(1)

from mailbot.cli.main import main

main()
"""


def migrations_of_newer(folder: Path, *, rolling: bool) -> Path:
    """The migrations of a newer program, whose last step lets the one before go on or not."""
    place = folder / ("rolling" if rolling else "stopping")
    shutil.copytree(schema.MIGRATIONS, place, ignore=shutil.ignore_patterns("__pycache__"))
    says = f"oldest_program = {schema.HEAD!r}" if rolling else ""
    step = STEP.format(revision=REVISION, before=schema.HEAD, says=says)
    (place / "versions" / f"{REVISION}_newer.py").write_text(step)
    return place


@contextmanager
def as_newer(migrations: Path) -> Iterator[None]:
    """Be the newer program for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", migrations)
        patch.setattr(schema, "HEAD", REVISION)
        yield


def start_newer(desk: Desk, migrations: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of the newer program."""
    return subprocess.Popen(
        [sys.executable, "-c", NEWER, str(migrations), REVISION, *arguments],
        cwd=desk.folder,
        env=desk.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
