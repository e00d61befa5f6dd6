"""`mailbot db`."""

import typer

from mailbot.cli.printing import fail

app = typer.Typer(help="The database's schema.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the database to the schema of this version."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import SchemaState, upgrade_schema  # noqa: PLC0415 - as above

    before = upgrade_schema(load_settings())
    if before is SchemaState.UNKNOWN:
        raise fail("the database was made by a newer mailbot, or by something else; nothing was changed", 2)
    typer.echo("the database is up to date" if before is SchemaState.CURRENT else "the database was upgraded")


@app.command()
def check() -> None:
    """Say whether the database has the schema of this version: exit 0 if so, 1 if not."""
    from mailbot.settings import load_settings  # noqa: PLC0415 - `--help` answers at once
    from mailbot.wiring.stores import SchemaState, schema_state  # noqa: PLC0415 - as above

    state = schema_state(load_settings())
    if state is SchemaState.CURRENT:
        typer.echo("the database is up to date")
        return
    mend = "run `mailbot db upgrade`" if state in (SchemaState.EMPTY, SchemaState.OLDER) else "use another DATABASE_URL"
    raise fail(f"the database is {state.value}: {mend}", 1)
