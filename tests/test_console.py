"""The console examples of the READMEs are run as a reader would run them."""

from pathlib import Path

from tests.console import commands, with_real_output

EXAMPLE = """Text.

```console
$ caatsa --version
{output}```
"""


def test_output_of_an_example_is_replaced_by_what_is_printed(tmp_path: Path) -> None:
    shown = with_real_output(EXAMPLE.format(output="wrong\n"), tmp_path, elisions=False)

    assert "wrong" not in shown
    assert shown.startswith("Text.\n\n```console\n$ caatsa --version\ncaatsa")
    assert with_real_output(shown, tmp_path, elisions=False) == shown


def test_an_elision_stands_for_any_lines_where_it_is_allowed(tmp_path: Path) -> None:
    elided = EXAMPLE.format(output="…\n")

    assert with_real_output(elided, tmp_path, elisions=True) == elided
    assert with_real_output(elided, tmp_path, elisions=False) != elided


def test_an_elision_does_not_excuse_the_other_lines(tmp_path: Path) -> None:
    elided = EXAMPLE.format(output="never printed\n…\n")

    assert with_real_output(elided, tmp_path, elisions=True) != elided


def test_the_exit_status_of_the_command_before_is_shown(tmp_path: Path) -> None:
    text = "```\n$ caatsa assess no-such-file.yaml 2>/dev/null\n$ echo $?\n?\n```\n"

    assert with_real_output(text, tmp_path, elisions=False).endswith("$ echo $?\n2\n```\n")


def test_blocks_of_other_commands_are_left_alone(tmp_path: Path) -> None:
    text = "```console\n$ make demo\nwhatever\n```\n\n```python\nassess(events)\n```\n"

    assert with_real_output(text, tmp_path, elisions=False) == text
    assert commands(text) == ()


def test_commands_may_go_on_on_the_next_line() -> None:
    text = "```\n$ caatsa assess a.yaml \\\n    --quiet\noutput\n$ caatsa events a.yaml\n```\n"

    assert commands(text) == ("caatsa assess a.yaml \\\n    --quiet\n", "caatsa events a.yaml\n")
