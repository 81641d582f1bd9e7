"""The ledger: an append-only register of receipts in a database, each entry chained to the one before.

The hash of an entry covers its number, the hash of the entry before, the day of recording and the seal of its
receipt. Whoever changes or removes an entry breaks the chain; whoever removes the newest ones leaves a chain
that ends too early, which shows only against a head that was noted elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from caatsa.assessment.receipt import canonical, opened
from caatsa.domain.errors import CaatsaError, InputError
from caatsa.domain.record import Record

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

FIRST: Final = "0" * 64
"""What stands in the first entry in the place of the hash of the one before."""
_TABLE: Final = "caatsa_ledger"
_WAIT_SECONDS: Final = 60
_NEEDED: Final = "the register needs SQLAlchemy: pip install 'caatsa[register]'"


class LedgerError(CaatsaError):
    """The ledger cannot be opened, read or written."""


class Entry(Record):
    """One entry as it stands in the database; `recorded` is the moment of recording, as ISO text in UTC."""

    number: int
    previous: str
    recorded: str
    seal: str
    receipt: str
    sha256: str

    @property
    def computed(self) -> str:
        """The hash that the content of the entry has."""
        return _hash(self.number, self.previous, self.recorded, self.seal)


class Ledger:
    """The ledger in one database; a file name stands for an SQLite database in that file.

    Several processes may append at once. An entry is there whole or not at all.
    """

    def __init__(self, url: str) -> None:
        """Open the ledger; it is made where there is none. Raises `LedgerError`."""
        self._engine, self._table = _opened(url)

    def append(self, receipt: bytes, recorded: str) -> Entry:
        """Record a receipt as the newest entry; `InputError` for what is no intact receipt."""
        read = opened(receipt, "receipt")
        if not read.intact:
            raise LedgerError("the receipt was changed after it was written; it is not recorded")
        with self._writing() as connection:
            last = self._last(connection)
            number, previous = (last.number + 1, last.sha256) if last else (1, FIRST)
            text = receipt.decode("utf-8")
            sha256 = _hash(number, previous, recorded, read.stated)
            entry = Entry(number, previous, recorded, read.stated, text, sha256)
            connection.execute(self._table.insert().values(**vars(entry)))
        return entry

    def __iter__(self) -> Iterator[Entry]:
        """Every entry in the order of the numbers, read as it is needed."""
        from sqlalchemy import select

        with self._reading() as connection:
            for row in connection.execute(select(self._table).order_by(self._table.c.number)):
                yield Entry(**row._mapping)

    def entry(self, number: int) -> Entry | None:
        """The entry of that number."""
        from sqlalchemy import select

        with self._reading() as connection:
            row = connection.execute(select(self._table).where(self._table.c.number == number)).first()
        return Entry(**row._mapping) if row else None

    def faults(self, head: str | None = None) -> Iterator[str]:
        """What is wrong with the chain and the receipts in it, entry by entry; nothing if it holds.

        `head` is the hash of an entry that was noted elsewhere: it must be there.
        """
        number, previous, seen = 0, FIRST, head is None
        for entry in self:
            number += 1
            if entry.number != number:
                yield f"entry {number} is missing: {entry.number} follows {number - 1}"
                number = entry.number
            if entry.previous != previous:
                yield f"entry {entry.number} does not follow the one before, which was changed or removed"
            if entry.computed != entry.sha256:
                yield f"entry {entry.number} was changed: its hash is not that of its content"
            yield from _faults_of_receipt(entry)
            seen = seen or entry.sha256 == head
            previous = entry.sha256
        if not seen:
            yield f"no entry has the noted hash {head}: the newest entries were removed, or all was made anew"

    def _last(self, connection: Connection) -> Entry | None:
        from sqlalchemy import select

        newest = select(self._table).order_by(self._table.c.number.desc()).limit(1)
        row = connection.execute(newest).first()
        return Entry(**row._mapping) if row else None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that no other writer interleaves with."""
        from sqlalchemy import text

        with _told(), self._engine.connect() as connection:
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(text(f"LOCK TABLE {_TABLE} IN EXCLUSIVE MODE"))
            yield connection
            connection.commit()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _told(), self._engine.connect() as connection:
            yield connection


def _faults_of_receipt(entry: Entry) -> Iterator[str]:
    try:
        receipt = opened(entry.receipt.encode("utf-8"), f"the receipt of entry {entry.number}")
    except InputError as error:
        yield str(error)
        return
    if not receipt.intact or receipt.stated != entry.seal:
        yield f"the receipt of entry {entry.number} was changed"


def _hash(number: int, previous: str, recorded: str, seal: str) -> str:
    said = {"number": number, "previous": previous, "recorded": recorded, "seal": seal}
    return hashlib.sha256(canonical(said)).hexdigest()


def _opened(url: str) -> tuple[Engine, Table]:
    try:
        from sqlalchemy import Column, Integer, MetaData, String, Table, Text, create_engine, event
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError
        from sqlalchemy.pool import NullPool
    except ImportError:
        raise LedgerError(_NEEDED) from None
    address = url if "://" in url else f"sqlite:///{url}"
    table = Table(
        _TABLE,
        MetaData(),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("previous", String(64), nullable=False, unique=True),
        Column("recorded", String(32), nullable=False),
        Column("seal", String(64), nullable=False),
        Column("receipt", Text, nullable=False),
        Column("sha256", String(64), nullable=False, unique=True),
    )
    waiting = {"timeout": _WAIT_SECONDS} if address.startswith("sqlite") else {}
    try:
        engine = create_engine(address, connect_args=waiting, poolclass=NullPool)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"{url}: is no address of a register: {str(error).splitlines()[0]}") from None
    if engine.dialect.name not in _GUARDS:
        raise LedgerError(f"{url}: a register is kept in SQLite or PostgreSQL")
    if engine.dialect.name == "sqlite":
        # The driver would begin transactions by itself, and too late to keep writers apart.
        event.listen(engine, "connect", _begin_nothing)
    with _told():
        _made(engine, table)
    return engine, table


def _begin_nothing(connection: Any, _: Any) -> None:
    connection.isolation_level = None


def _made(engine: Engine, table: Table) -> None:
    """The table with what keeps its rows from being changed, if it is not there; one process makes it."""
    from sqlalchemy import inspect

    if inspect(engine).has_table(_TABLE):
        return
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        if not inspect(connection).has_table(_TABLE):
            table.create(connection)
            for statement in _GUARDS[engine.dialect.name]:
                connection.exec_driver_sql(statement)
        connection.commit()


@contextmanager
def _told() -> Iterator[None]:
    """Errors of the database in one line."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise LedgerError(f"the register cannot be used: {reason}") from None


_LOCK: Final = 0x636161747361
_REFUSED: Final = "entries of the register are never changed or removed"
_GUARDS: Final = {
    "sqlite": tuple(
        f"CREATE TRIGGER {_TABLE}_no_{what} BEFORE {what} ON {_TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        for what in ("update", "delete")
    ),
    "postgresql": (
        (
            f"CREATE FUNCTION {_TABLE}_refused() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
        ),
        (
            f"CREATE TRIGGER {_TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {_TABLE}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {_TABLE}_refused()"
        ),
    ),
}
"""What makes a database refuse to change an entry: against mistakes. Against intent there is the chain."""
