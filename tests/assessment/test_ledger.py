"""The register of assessments on real databases: chained, append-only, safe when writers race or die."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import rmtree, which
from tempfile import mkdtemp

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from caatsa.assessment.assess import Options, assess_input
from caatsa.assessment.ledger import FIRST, Ledger, LedgerError
from caatsa.assessment.receipt import Asked, written
from caatsa.intake.inputs import NamedBytes
from caatsa.intake.readers import Foreign, read_documents
from caatsa.rulebase.rulebase import load_rulebase

ROOT = Path(__file__).parents[2]
EVENT = b"events: [{id: e, buyer: {country: India}, item: S-400, acts: [{kind: contract, date: 2019}]}]"
WRITER = """
import sys
from caatsa.assessment.ledger import Ledger
url, receipt, count = sys.argv[1], open(sys.argv[2], 'rb').read(), int(sys.argv[3])
ledger = Ledger(url)
print('ready', flush=True)
for number in range(count):
    ledger.append(receipt, '2026-01-01T00:00:00+00:00')
    print(number, flush=True)
"""


def _postgres() -> Path | None:
    """The programs of PostgreSQL, on the path or where Debian puts them."""
    found = which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


POSTGRES = _postgres()
# The server refuses to run as root.
OWNER = "postgres" if os.geteuid() == 0 else None


@pytest.fixture(scope="module")
def receipt() -> bytes:
    """A small receipt."""
    rulebase = load_rulebase(ROOT / "rules")
    found = NamedBytes("e.yaml", EVENT)
    read = read_documents([(found.name, found.content)], None, rulebase.registers.countries)
    options = Options(date(2020, 1, 1), effort="none")
    return written(assess_input(read, rulebase, options), [found], Asked(options, Foreign(), None), "1.2.3")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, without the name of a database."""
    if POSTGRES is None:
        pytest.skip("no PostgreSQL on this machine")
    folder = Path(mkdtemp(prefix="caatsa-pg-", dir="/tmp"))
    if OWNER:
        subprocess.run(["chown", OWNER, folder], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [str(POSTGRES / program), *arguments]
        subprocess.run(command, check=True, user=OWNER, capture_output=True, cwd=folder)

    run("initdb", "-D", f"{folder}/data", "-U", "caatsa", "--auth=trust", "--no-sync")
    listen = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    subprocess.run(
        [POSTGRES / "pg_ctl", "-D", f"{folder}/data", "-o", listen, "-l", f"{folder}/log", "-w", "start"],
        check=True,
        user=OWNER,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        yield f"postgresql+psycopg://caatsa@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of either kind."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    address: str = request.getfixturevalue("server")
    name = f"t{abs(hash(request.node.name))}"
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{address}/{name}"


def _address(url: str) -> str:
    return url if "://" in url else f"sqlite:///{url}"


def _tamper(url: str, statement: str) -> None:
    """Change the database as somebody would who owns it: guards are removed first."""
    engine = create_engine(_address(url), poolclass=NullPool)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER caatsa_ledger_no_update"))
            connection.execute(text("DROP TRIGGER caatsa_ledger_no_delete"))
        else:
            connection.execute(text("DROP TRIGGER caatsa_ledger_append_only ON caatsa_ledger"))
        connection.execute(text(statement))
    engine.dispose()


def _filled(url: str, receipt: bytes, count: int = 3) -> Ledger:
    ledger = Ledger(url)
    for number in range(count):
        ledger.append(receipt, f"2026-01-0{number + 1}T00:00:00+00:00")
    return ledger


def test_each_entry_carries_the_hash_of_the_one_before(url: str, receipt: bytes) -> None:
    entries = list(_filled(url, receipt))

    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [FIRST, entries[0].sha256, entries[1].sha256]
    assert list(Ledger(url).faults()) == []


def test_a_receipt_comes_back_byte_for_byte(url: str, receipt: bytes) -> None:
    entry = _filled(url, receipt, 1).entry(1)

    assert entry is not None
    assert entry.receipt.encode() == receipt


def test_the_database_refuses_to_change_or_remove_an_entry(url: str, receipt: bytes) -> None:
    _filled(url, receipt)
    engine = create_engine(_address(url), poolclass=NullPool)
    for statement in (
        "UPDATE caatsa_ledger SET recorded = 'x'",
        "DELETE FROM caatsa_ledger WHERE number = 2",
    ):
        with pytest.raises(DatabaseError, match="never changed or removed"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()

    assert len(list(Ledger(url))) == 3


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE caatsa_ledger SET recorded = '2020-01-01T00:00:00+00:00' WHERE number = 2",
            "entry 2 was changed",
        ),
        ("DELETE FROM caatsa_ledger WHERE number = 2", "entry 2 is missing"),
        ("UPDATE caatsa_ledger SET receipt = replace(receipt, 'India', 'Chile') WHERE number = 1", "entry 1"),
    ],
)
def test_what_was_changed_or_removed_behind_its_back_is_noticed(
    url: str, receipt: bytes, statement: str, told: str
) -> None:
    _filled(url, receipt)
    _tamper(url, statement)

    assert any(told in fault for fault in Ledger(url).faults())


def test_an_entry_that_was_changed_with_its_hash_breaks_the_next(url: str, receipt: bytes) -> None:
    from caatsa.assessment.ledger import _hash

    entries = list(_filled(url, receipt))
    forged = _hash(2, entries[1].previous, "2020", entries[1].seal)
    _tamper(
        url,
        f"UPDATE caatsa_ledger SET recorded = '2020', sha256 = '{forged}' WHERE number = 2",  # noqa: S608
    )

    assert list(Ledger(url).faults()) == [
        "entry 3 does not follow the one before, which was changed or removed"
    ]


def test_removing_the_newest_entries_shows_against_a_noted_head(url: str, receipt: bytes) -> None:
    head = list(_filled(url, receipt))[-1].sha256
    _tamper(url, "DELETE FROM caatsa_ledger WHERE number = 3")

    assert list(Ledger(url).faults()) == []
    assert any("the newest entries were removed" in fault for fault in Ledger(url).faults(head))


def test_a_changed_receipt_is_not_recorded(url: str, receipt: bytes) -> None:
    with pytest.raises(LedgerError, match="changed after it was written"):
        Ledger(url).append(receipt.replace(b"India", b"Chile"), "2026-01-01T00:00:00+00:00")

    assert list(Ledger(url)) == []


def _writer(url: str, path: Path, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, url, str(path), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_two_writers_at_once_make_one_chain(url: str, receipt: bytes, tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    path.write_bytes(receipt)
    writers = [_writer(url, path, 20) for _ in range(2)]
    for writer in writers:
        writer.communicate(timeout=120)

    assert [writer.returncode for writer in writers] == [0, 0]
    assert [entry.number for entry in Ledger(url)] == list(range(1, 41))
    assert list(Ledger(url).faults()) == []


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.011])
def test_a_writer_that_is_killed_leaves_whole_entries_only(
    url: str, receipt: bytes, tmp_path: Path, delay: float
) -> None:
    path = tmp_path / "receipt.json"
    path.write_bytes(receipt)
    writer = _writer(url, path, 100_000)
    assert writer.stdout is not None
    while writer.stdout.readline().strip() not in ("5", ""):
        pass
    time.sleep(delay)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    after = _filled(url, receipt, 1)

    assert len(list(after)) >= 7
    assert list(after.faults()) == []


@pytest.mark.parametrize("address", ["mysql://host/name", "nonsense://x", "/no/such/folder/ledger.db", "://"])
def test_an_address_that_cannot_be_used_is_one_line(address: str) -> None:
    with pytest.raises(LedgerError) as raised:
        Ledger(address)

    assert len(str(raised.value).splitlines()) == 1


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_text("not a database, but long enough to be taken for one" * 40)
    with pytest.raises(LedgerError, match="not a database"):
        Ledger(str(path))


def test_sqlite_itself_can_read_it(receipt: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    _filled(str(path), receipt, 2)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM caatsa_ledger").fetchone() == (2,)
