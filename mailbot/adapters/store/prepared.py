"""Statements that write, compiled once: what SQLAlchemy does at every execution costs more than the database's part of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement as one database takes it. `fixed` are parameters that the statement itself brings."""

    text: str
    names: tuple[str, ...]
    positional: bool
    fixed: Row
    converters: tuple[tuple[str, Callable[[Any], Any]], ...]

    def parameters(self, row: Row) -> Any:
        """The values of `row` as the driver takes them: a tuple, or a dict."""
        values = {**self.fixed, **row}
        for name, convert in self.converters:
            values[name] = convert(values[name])
        return tuple([values[name] for name in self.names]) if self.positional else values


class Prepared:
    """An INSERT, UPDATE or DELETE. Of an INSERT every row has the same columns, each time; no IN over a list of values.

    Compiled once for each engine: what hashes a value belongs to one.
    """

    def __init__(self, statement: Insert | Update | Delete | Select[Any]) -> None:
        self.statement = statement
        self._forms: WeakKeyDictionary[Dialect, _Form] = WeakKeyDictionary()

    def run(self, connection: Connection, rows: Sequence[Row]) -> int:
        """Execute it for each of `rows`, at least one; how many rows of the table it touched, as far as the driver tells."""
        form = self._form(connection.dialect, rows[0])
        one = len(rows) == 1
        parameters = form.parameters(rows[0]) if one else [form.parameters(row) for row in rows]
        return connection.exec_driver_sql(form.text, parameters).rowcount

    def fetch(self, connection: Connection, row: Row) -> list[tuple[Any, ...]]:
        """Execute it for `row`; what it returns as the driver gives it: for numbers and texts, not for times."""
        form = self._form(connection.dialect, row)
        return [tuple(found) for found in connection.exec_driver_sql(form.text, form.parameters(row))]

    def _form(self, dialect: Dialect, row: Row) -> _Form:
        form = self._forms.get(dialect)
        if form is None:
            form = self._forms[dialect] = self._compile(dialect, row)
        return form

    def _compile(self, dialect: Dialect, row: Row) -> _Form:
        keys = list(row) if isinstance(self.statement, Insert) else None
        compiled = self.statement.compile(dialect=dialect, column_keys=keys)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        fixed = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        converters = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in binds.items()}
        names = tuple(compiled.positiontup or binds)
        wanted = tuple((name, convert) for name, convert in converters.items() if convert is not None)
        return _Form(compiled.string, names, compiled.positiontup is not None, fixed, wanted)
