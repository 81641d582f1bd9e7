"""The back-test as text of 80 columns and as plain data for JSON, with what each number means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from caatsa.assessment.backtest import Replay
from caatsa.registers.precedents import Precedent
from caatsa.report.layout import wrapped
from caatsa.report.words import day, plain, provision_name

_OUTCOMES: Final = ("agrees", "abstains", "disagrees")
_OF_WORDS: Final = (
    "Agrees: the rule base says what the law and the facts of that day require by our reading, which stands "
    "beside each expectation. Abstains: it says undecided where something else is expected. Disagrees: it "
    "says anything else."
)
_OF_AXES: Final = (
    "Exposure compares our reading of the elements; that there was an action, or none, is no expectation of "
    "exposure. Enforcement compares the official acts known on that day, which are read from the same "
    "register: agreement shows that dates and scope are applied rightly, nothing more."
)
_OF_NUMBERS: Final = (
    "Two actions and a handful of cases without one are no sample. These numbers predict nothing, and no "
    "rate is formed from them; some rules were written with these cases in view."
)
MEANING: Final = (_OF_WORDS, _OF_AXES, _OF_NUMBERS)


def backtest_text(replays: Sequence[Replay]) -> str:
    """Every case with its days, the totals, and what they mean."""
    lines: list[str] = []
    for precedent, found in _by_case(replays):
        lines += [*_case(precedent, found), ""]
    lines += _total(replays)
    for sentence in MEANING:
        lines += ["", *wrapped(sentence)]
    return "\n".join(lines) + "\n"


def backtest_data(replays: Sequence[Replay]) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "totals": {axis: _counts(outcomes) for axis, outcomes in _axes(replays).items()},
        "meaning": list(MEANING),
        "precedents": [
            {
                "id": precedent.id,
                "title": precedent.title,
                "kind": precedent.kind,
                "totals": {axis: _counts(outcomes) for axis, outcomes in _axes(found).items()},
                "replays": [_replay_data(replay) for replay in found],
            }
            for precedent, found in _by_case(replays)
        ],
    }


def _by_case(replays: Sequence[Replay]) -> Iterator[tuple[Precedent, list[Replay]]]:
    for _, group in groupby(replays, key=lambda replay: replay.precedent.id):
        found = list(group)
        yield found[0].precedent, found


def _axes(replays: Sequence[Replay]) -> dict[str, list[str]]:
    return {
        "exposure": [replay.outcome_of_exposure for replay in replays],
        "enforcement": [replay.outcome_of_enforcement for replay in replays],
    }


def _counts(outcomes: Sequence[str]) -> dict[str, int]:
    counts = Counter(outcomes)
    return {outcome: counts[outcome] for outcome in _OUTCOMES}


def _case(precedent: Precedent, replays: Sequence[Replay]) -> Iterator[str]:
    kind = "official action" if precedent.kind == "action" else "no action known"
    yield from wrapped(f"{precedent.id}: {precedent.title} ({kind})")
    several = len({replay.expected.event for replay in replays}) > 1
    for replay in replays:
        yield from _line(replay, several=several)


def _line(replay: Replay, *, several: bool) -> Iterator[str]:
    expected = replay.expected
    event = f"{expected.event}: " if several else ""
    provision = "" if expected.provision == "caatsa.231.a" else f"{provision_name(expected.provision)}: "
    said = f"{event}{provision}{plain(replay.exposure)}, {plain(replay.enforcement)}"
    yield from wrapped(said, f"  {expected.as_of}  {_mark(replay):<10}", " " * 24)
    if _mark(replay) != "agrees":
        wanted = f"expected {plain(expected.exposure)}, {plain(expected.enforcement)}: {expected.why}"
        yield from wrapped(wanted, " " * 24)
        yield from wrapped(f"said because {replay.reason}", " " * 24)


def _mark(replay: Replay) -> str:
    """The worse of the two outcomes."""
    return max((replay.outcome_of_exposure, replay.outcome_of_enforcement), key=_OUTCOMES.index)


def _total(replays: Sequence[Replay]) -> Iterator[str]:
    cases = {replay.precedent.id: replay.precedent.kind for replay in replays}
    kinds = Counter(cases.values())
    of_kinds = f"{kinds['action']} official actions, {kinds['no_action']} cases without one"
    days = [replay.expected.as_of for replay in replays]
    between = f" from {day(min(days))} to {day(max(days))}" if days else ""
    yield from wrapped(f"{len(cases)} precedents ({of_kinds}), {len(replays)} replays{between}")
    yield f"  {'':<13}" + "".join(f"{outcome:>11}" for outcome in _OUTCOMES)
    for axis, outcomes in _axes(replays).items():
        yield f"  {axis:<13}" + "".join(f"{count:>11}" for count in _counts(outcomes).values())
    undecided = sum(1 for replay in replays if replay.expected.exposure == replay.exposure == "undecided")
    if undecided:
        yield ""
        yield from wrapped(
            f"In {undecided} of the replays the facts known on the day rightly decide nothing."
        )


def _replay_data(replay: Replay) -> dict[str, Any]:
    expected = replay.expected
    return {
        "as_of": expected.as_of.isoformat(),
        "event": expected.event,
        "provision": expected.provision,
        "exposure": {
            "expected": expected.exposure,
            "said": replay.exposure,
            "outcome": replay.outcome_of_exposure,
        },
        "enforcement": {
            "expected": expected.enforcement,
            "said": replay.enforcement,
            "outcome": replay.outcome_of_enforcement,
        },
        "why_expected": expected.why,
        "reason": replay.reason,
    }
