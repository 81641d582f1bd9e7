"""Console examples in Markdown: finds them, runs them, and writes what they print back into the text.

An example is a fenced block that has a line starting with `$ caatsa `. Everything up to the next `$ ` line is
the output that a reader is promised, standard error included, as on a terminal of 80 columns without colors.
`$ echo $?` gives the exit status of the command before it. Blocks of other commands (`$ make demo`) are left
as they are.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ELISION = "…"
_FENCED = re.compile(r"(?P<open>^```[^\n]*\n)(?P<body>.*?)(?P<close>^```[ \t]*$)", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^\$ caatsa ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Step:
    """One command of an example and the output that follows it in the text."""

    command: str
    expected: str


def with_real_output(markdown: str, folder: Path, *, elisions: bool) -> str:
    """The same text, with the output of every example replaced by what its commands print in `folder`.

    With `elisions` an output that agrees with the text save for lines elided by `…` stays as it is written.
    """

    def replace(block: re.Match[str]) -> str:
        if not _EXAMPLE.search(block["body"]):
            return block.group()
        return block["open"] + _with_real_output(block["body"], folder, elisions) + block["close"]

    return _FENCED.sub(replace, markdown)


def commands(markdown: str) -> tuple[str, ...]:
    """Every command of every example, in order."""
    bodies = (block["body"] for block in _FENCED.finditer(markdown))
    return tuple(step.command for body in bodies if _EXAMPLE.search(body) for step in _steps(body))


def _steps(body: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        lines = part.splitlines(keepends=True)
        last = next(number for number, line in enumerate(lines) if not line.endswith("\\\n"))
        yield Step("".join(lines[: last + 1]), "".join(lines[last + 1 :]))


def _with_real_output(body: str, folder: Path, elisions: bool) -> str:
    text = body[: body.index("$ ")]
    status = 0
    for step in _steps(body):
        if step.command.strip() == "echo $?":
            printed = f"{status}\n"
        else:
            printed, status = _run(step.command, folder)
        kept = elisions and _agrees(step.expected, printed)
        text += f"$ {step.command}{step.expected if kept else printed}"
    return text


def _agrees(expected: str, printed: str) -> bool:
    pattern = "".join(
        "(?:.*\n)*?" if line.strip() == ELISION else re.escape(line)
        for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


def _run(command: str, folder: Path) -> tuple[str, int]:
    shell = ["bash", "-c", f"set -o pipefail; {command}"]
    here = os.fspath(Path(sys.executable).parent)
    environment = {
        "PATH": os.pathsep.join([here, os.environ["PATH"]]),  # the caatsa of this interpreter
        "HOME": os.fspath(folder),
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        shell,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    printed = done.stdout.decode("utf-8")
    return printed if printed.endswith("\n") or not printed else f"{printed}\n", done.returncode
