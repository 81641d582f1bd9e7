"""`caatsa assess`: exit statuses, streams and files; what is said on them is tested with the report."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from caatsa.cli import assess as assess_module
from caatsa.domain.axes import Exposure

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests" / "report" / "data"
INDIA = ("assess", "india.yaml", "--as-of", "2021-12-07")


def _json(result: Any) -> Any:
    assert result.err == ""
    return json.loads(result.out)


def test_text_answers_on_the_first_screen(caatsa: Any) -> None:
    shown = caatsa(*INDIA).out.splitlines()[:24]

    assert any("India" in line and "exposure: facially met" in line for line in shown)
    assert any("in-ak203" in line and "arguable" in line for line in shown)


def test_json_is_the_versioned_form(caatsa: Any) -> None:
    assessment = _json(caatsa(*INDIA, "--format", "json"))

    assert assessment["format"] == "caatsa.assessment.v1"
    assert assessment["as_of"] == "2021-12-07"


@pytest.mark.parametrize(
    ("fail_on", "events", "status"),
    [
        (None, "india.yaml", 0),
        ("facially_met", "india.yaml", 1),
        ("arguable", "india.yaml", 1),
        ("arguable", "talks.yaml", 0),
        ("watch", "talks.yaml", 1),
        ("no_trigger", "talks.yaml", 1),
        ("arguable", "open.yaml", 4),
        ("facially_met", "open.yaml", 4),
        ("undecided", "open.yaml", 1),
        ("facially_met", "turkey.yaml", 0),
    ],
)
def test_the_exit_status_answers_fail_on(
    caatsa: Any, tmp_path: Path, fail_on: str | None, events: str, status: int
) -> None:
    (tmp_path / "talks.yaml").write_text(_one_event("talks", "2019", "S-400"), encoding="utf-8")
    (tmp_path / "open.yaml").write_text(_one_event("contract", "unknown", "S-400"), encoding="utf-8")
    path = tmp_path / events if (tmp_path / events).exists() else events
    threshold = ["--fail-on", fail_on] if fail_on else []

    assert caatsa("assess", path, "--as-of", "2021-12-07", *threshold).status == status


def _one_event(kind: str, day: str, item: str) -> str:
    return (
        "events:\n- {id: a, buyer: {country: IN, name: Ministry of Defence}, supplier: "
        f"{{country: RU, name: Rosoboronexport}}, item: {item}, acts: [{{kind: {kind}, date: {day}}}]}}\n"
    )


def test_exposures_are_those_of_the_models() -> None:
    assert get_args(Exposure) == assess_module.EXPOSURES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["assess"], "Missing argument"),
        (["assess", "india.yaml", "--as-of", "20211207"], "a day is YYYY-MM-DD"),
        (["assess", "india.yaml", "--as-of", "2021-13-07"], "a day is YYYY-MM-DD"),
        (["assess", "india.yaml", "--as-of", "2021-W49-2"], "a day is YYYY-MM-DD"),
        (["assess", "india.yaml", "--as-of", "today"], "a day is YYYY-MM-DD"),
        (["assess", "india.yaml", "--known-by", "2021"], "a day is YYYY-MM-DD"),
        (["assess", "india.yaml", "--as-off", "2021-12-07"], "--as-of"),
        (["assess", "india.yaml", "--format", "xml"], "is not one of 'text', 'json'"),
        (["assess", "india.yaml", "--engine", "fast"], "is not one of 'durable', 'reference'"),
        (["assess", "india.yaml", "--fail-on", "guilt"], "'facially_met'"),
        (["assess", "india.yaml", "--input-format", "xml"], "'yaml', 'json', 'jsonl', 'csv'"),
        (["assess", "india.yaml", "--country", "Indja"], "did you mean India?"),
        (["assess", "india.yaml", "--provision", "caatsa.231"], "did you mean 'caatsa.231.a'?"),
        (["assess", "nowhere.yaml"], "nowhere.yaml: there is no such file"),
        (["assess", "-", "-"], "named twice"),
        (["assess", "india.yaml", "--rules", "nowhere"], "nowhere"),
        (["asses", "india.yaml"], "did you mean 'assess'?"),
        (["--colour"], "No such option"),
    ],
)
def test_usage_and_input_errors_are_one_line_and_status_2(
    caatsa: Any, arguments: list[str], said: str
) -> None:
    result = caatsa(*arguments)

    assert result.status == 2
    assert result.out == ""
    assert said in result.err
    assert result.err.count("\n") == 1


def test_every_fault_of_an_input_is_told(caatsa: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("events:\n- {id: a, buyr: {country: IN}, acts: [{kind: sale, date: 2019}]}\n")

    result = caatsa("assess", broken, "--as-of", "2021-12-07")

    assert (result.status, result.out) == (2, "")
    assert len(result.err.splitlines()) >= 2
    assert all(line.startswith(f"{broken}, line 2") for line in result.err.splitlines())


def test_a_country_is_named_by_code_or_by_name(caatsa: Any) -> None:
    both = ("assess", "india.yaml", "turkey.yaml", "--as-of", "2021-12-07", "--format", "json")

    by_name = _json(caatsa(*both, "--country", "Türkiye"))
    by_code = _json(caatsa(*both, "--country", "TR"))

    assert by_name == by_code
    assert [verdict["country"] for verdict in by_code["verdicts"]] == ["TR"]


def test_a_provision_leaves_the_other_rows_out(caatsa: Any) -> None:
    result = caatsa(
        *("assess", "turkey.yaml", "--as-of", "2021-12-07", "--format", "json"),
        *("--provision", "ndaa2021.1241"),
    )

    rows = [row for verdict in _json(result)["verdicts"] for row in verdict["transactions"]]
    assert {row["provision"] for row in rows} == {"ndaa2021.1241"}


def test_nothing_that_was_asked_for_is_said(caatsa: Any) -> None:
    result = caatsa(*INDIA, "--country", "FR")

    assert result.status == 0
    assert "No verdict" in result.out


def test_known_by_hides_what_was_published_later(caatsa: Any) -> None:
    result = caatsa(*INDIA, "--known-by", "2018-10-04", "--format", "json")

    rows = [row for verdict in _json(result)["verdicts"] for row in verdict["transactions"]]
    s400 = next(row for row in rows if row["event"] == "in-s400")
    assert s400["exposure"] != "facially_met"


def test_several_inputs_are_one_document(caatsa: Any) -> None:
    assert _json(caatsa(*INDIA, "turkey.yaml", "--format", "json"))["input"]["events"] == 6


def test_an_id_given_in_two_inputs_is_an_error(caatsa: Any) -> None:
    result = caatsa("assess", "india.yaml", "india.yaml")

    assert result.status == 2
    assert "is given twice" in result.err


def test_both_engines_say_the_same(caatsa: Any) -> None:
    durable = _json(caatsa(*INDIA, "--engine", "durable", "--format", "json"))
    reference = _json(caatsa(*INDIA, "--engine", "reference", "--format", "json"))

    assert durable.pop("engine")["name"] == "durable"
    assert reference.pop("engine")["name"] == "reference"
    assert durable == reference


def test_strict_and_quiet_change_nothing_where_all_is_well(caatsa: Any) -> None:
    assert caatsa(*INDIA, "--strict", "--quiet") == caatsa(*INDIA)


def test_output_goes_to_a_file_as_it_would_to_standard_output(caatsa: Any, tmp_path: Path) -> None:
    file = tmp_path / "verdict.json"

    result = caatsa(*INDIA, "--format", "json", "--output", file)

    assert (result.status, result.out, result.err) == (0, "", "")
    assert file.read_bytes().decode("utf-8") == caatsa(*INDIA, "--format", "json").out
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(caatsa: Any, tmp_path: Path) -> None:
    file, link = tmp_path / "kept.txt", tmp_path / "link.txt"
    file.write_text("before")
    file.chmod(0o640)
    link.symlink_to(file)

    caatsa(*INDIA, "--output", link)

    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("─")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_that_cannot_be_written_is_an_error_and_leaves_nothing(caatsa: Any, tmp_path: Path) -> None:
    result = caatsa(*INDIA, "--output", tmp_path / "nowhere" / "verdict.txt")

    assert (result.status, result.out) == (2, "")
    assert "cannot be written" in result.err
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_the_file_that_was_there(caatsa: Any, tmp_path: Path) -> None:
    file = tmp_path / "verdict.txt"
    file.write_text("before")

    result = caatsa("assess", "nowhere.yaml", "--output", file)

    assert result.status == 2
    assert file.read_text() == "before"


def test_standard_input_is_read(process: Any) -> None:
    given = (DATA / "india.yaml").read_bytes()

    result = process("assess", "-", "--as-of", "2021-12-07", given=given)

    assert result.status == 0
    assert "standard input, line" in result.out


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf_8_in_any_locale(process: Any, locale: str) -> None:
    environment = {"LANG": locale, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": None}

    result = process("assess", "turkey.yaml", "--as-of", "2021-12-07", environment=environment)

    assert result.status == 0
    assert "Türkiye" in result.out


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_output_does_not_depend_on_the_order_of_hashes(process: Any, output_format: str) -> None:
    arguments = (*INDIA, "turkey.yaml", "--format", output_format)

    runs = [process(*arguments, environment={"PYTHONHASHSEED": seed}) for seed in ("0", "1", "4711")]

    assert runs[0].status == 0
    assert runs[0] == runs[1] == runs[2]


def test_output_does_not_depend_on_the_cache(process: Any) -> None:
    with_cache = process(*INDIA)
    without = process(*INDIA, environment={"CAATSA_CACHE_DIR": ""})

    assert with_cache == without


def test_a_reader_who_stops_reading_ends_the_run_quietly(cache: Path) -> None:
    command = f"{sys.executable} -m caatsa assess india.yaml --as-of 2021-12-07"
    shell = f"({command}; echo $? >&2) | head -c 1 >/dev/null"
    environment = {**os.environ, "CAATSA_CACHE_DIR": os.fspath(cache), "PYTHONPATH": os.fspath(ROOT)}

    done = subprocess.run(["bash", "-c", shell], cwd=DATA, env=environment, capture_output=True, check=False)

    # A pipe may hold the whole report before anybody stops reading.
    assert done.stderr.decode() in ("141\n", "0\n")


def test_a_pipe_that_nobody_reads_ends_the_run_quietly(cache: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "CAATSA_CACHE_DIR": os.fspath(cache), "PYTHONPATH": os.fspath(ROOT)}

    done = subprocess.run(
        [sys.executable, "-m", "caatsa", *INDIA],
        cwd=DATA,
        env=environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")


def test_an_interrupt_ends_the_run_without_a_traceback(cache: Path) -> None:
    environment = {**os.environ, "CAATSA_CACHE_DIR": os.fspath(cache), "PYTHONPATH": os.fspath(ROOT)}
    # A shell that starts tests in the background has them ignore the signal; a person's terminal does not.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    ready = (
        f"{heeding}; import sys; from caatsa.cli import main; print('.', end='', file=sys.stderr, flush=True)"
    )
    code = f"{ready}; sys.exit(main(['assess', '-']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stderr is not None
        running.stderr.read(1)
        time.sleep(1)  # until it waits for its input
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[1].decode()

    assert (running.returncode, said) == (130, "caatsa: interrupted\n")


@pytest.mark.parametrize("target", [">&-", "> /dev/full"])
def test_standard_output_that_cannot_be_written_is_an_error(cache: Path, target: str) -> None:
    if "/dev/full" in target and not Path("/dev/full").exists():
        target = ">&-"
    shell = f"{sys.executable} -m caatsa assess india.yaml --as-of 2021-12-07 {target}"
    environment = {**os.environ, "CAATSA_CACHE_DIR": os.fspath(cache), "PYTHONPATH": os.fspath(ROOT)}

    done = subprocess.run(["bash", "-c", shell], cwd=DATA, env=environment, capture_output=True, check=False)

    assert done.returncode == 2
    assert done.stderr.decode().startswith("standard output")
    assert done.stderr.count(b"\n") == 1


def test_no_color_outside_a_terminal(process: Any) -> None:
    result = process(*INDIA, environment={"FORCE_COLOR": "1", "TERM": "xterm-256color", "NO_COLOR": None})

    assert "\x1b" not in result.out


def test_version_and_help_are_results(caatsa: Any) -> None:
    version, help_text = caatsa("--version"), caatsa("assess", "--help")

    assert (version.status, version.err) == (0, "")
    assert version.out.startswith("caatsa ")
    assert (help_text.status, help_text.err) == (0, "")
    assert all(len(line) <= 80 for line in help_text.out.splitlines())


def test_no_command_shows_the_help_and_is_an_error(caatsa: Any) -> None:
    result = caatsa()

    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("Usage: caatsa")


def test_today_is_the_day_unless_another_is_given(caatsa: Any) -> None:
    assert _json(caatsa("assess", "india.yaml", "--format", "json"))["as_of"] == date.today().isoformat()  # noqa: DTZ011


def test_another_rule_base_may_be_given(caatsa: Any, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")

    given = _json(caatsa(*INDIA, "--format", "json", "--rules", tmp_path / "rules"))

    assert given == _json(caatsa(*INDIA, "--format", "json"))


def test_plugins_of_other_packages_are_not_looked_for(process: Any) -> None:
    show = "print(os.environ['PYDANTIC_DISABLE_PLUGINS'])"
    code = f"import os; from caatsa.cli import main; main(['--version']); {show}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)

    assert done.stdout.decode().splitlines()[-1] == "__all__"


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"CAATSA_CACHE_DIR": "/somewhere"}, Path("/somewhere")),
        ({"CAATSA_CACHE_DIR": ""}, None),
        ({"XDG_CACHE_HOME": "/cache", "HOME": "/nobody"}, Path("/cache/caatsa")),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/nobody"}, Path("/nobody/.cache/caatsa")),
        ({"HOME": "/nobody"}, Path("/nobody/.cache/caatsa")),
    ],
)
def test_the_cache_stands_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], folder: Path | None
) -> None:
    from caatsa.cli.options import cache_folder

    for name in ("CAATSA_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")

    assert cache_folder() == folder


def test_a_provision_that_is_not_coded_gives_no_rows_and_says_so(caatsa: Any, tmp_path: Path) -> None:
    path = tmp_path / "tank.yaml"
    path.write_text(
        "- {id: e, buyer: {country: IN}, supplier: {country: IN, name: Somebody}, item: tank,"
        " acts: [{kind: gift, date: 2020-01-01}]}"
    )
    small = Path(__file__).parents[1] / "rulebase" / "small"
    options = ("--rules", str(small), "--provision", "caatsa.107.a", "--format", "json")
    result = caatsa("assess", str(path), *options)

    assert (result.status, json.loads(result.out)["verdicts"]) == (0, [])
    assert "caatsa.107.a is not coded in this rule base" in result.err


def test_rows_of_a_trade_register_that_cannot_be_read_are_counted_and_strictness_refuses_them(
    caatsa: Any, tmp_path: Path
) -> None:
    header = "Recipient,Supplier,Year of order,Number ordered,Weapon designation,Comments"
    path = tmp_path / "register.csv"
    path.write_text(f"{header}\nKazakhstan,Russia,2018,12,T-90S,\nKazakhstan,Russia\n")
    result = caatsa("assess", path, "--as-of", "2022-01-01")
    assert result.status == 0
    assert "1 row could not be read" in result.err
    refused = caatsa("assess", path, "--as-of", "2022-01-01", "--strict")
    assert refused.status == 2
    assert f"{path}, line 3: the row has 2 cells; the header has 6 cells" in refused.err
