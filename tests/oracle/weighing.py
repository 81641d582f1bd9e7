"""Findings of all sorts, weighed by the program and by `weighing.lp`: `docs/combination.md` said anew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from caatsa.assessment.evaluation import Evaluated, Found, evaluated
from caatsa.assessment.weighing import Reading, read_act, strongest
from caatsa.domain.facts import Fact
from caatsa.domain.record import Record
from caatsa.domain.vocabulary import ACT_KINDS, RESULTS
from caatsa.engine.patterns import Firing
from caatsa.rulebase.rules import AnyRule, Classifier, Trigger
from tests.oracle.asp import constant
from tests.oracle.solving import solved

PROGRAM = Path(__file__).with_name("weighing.lp").read_text(encoding="utf-8")
TALK = ("talks", "interest", "agreement", "approval", "selection", "regulatory", "cancellation")


class Case(Record):
    """What is weighed: findings on the elements of a provision, with acts and parties."""

    trigger: Trigger
    acts: tuple[Fact, ...]
    days: tuple[int, ...]
    parties: tuple[str, ...]
    findings: tuple[Found, ...]
    exception: str | None

    @property
    def evaluated(self) -> Evaluated:
        """The findings as they come from the first pass."""
        nothing_said = evaluated({act.ref: act for act in self.acts}, {}, (), {})
        return replace(nothing_said, findings=self.findings)


def differences(cases: Sequence[Case], program: str = PROGRAM) -> list[str]:
    """Where the program and the answer set differ: case, act, element or question, and its answer."""
    lines = (
        line for number, case in enumerate(cases) for line in (*_put(number, case), *_said(number, case))
    )
    return sorted(" ".join(map(str, args)) for args in solved("\n".join((program, *lines)))["differs"])


def cases(rules: Sequence[AnyRule], numbers: Iterable[int]) -> tuple[Case, ...]:
    """The cases of these numbers, of each trigger in its turn."""
    triggers = tuple(rule for rule in rules if isinstance(rule, Trigger))
    speaker = next(rule for rule in rules if isinstance(rule, Classifier))
    return tuple(_case(triggers[number % len(triggers)], speaker, Random(number)) for number in numbers)


def _case(trigger: Trigger, rule: AnyRule, random: Random) -> Case:
    """A case under the trigger; elements with several findings, with one and with none."""
    kinds = random.choice((TALK, ACT_KINDS))
    acts = tuple(
        Fact(
            f"a{n}",
            "act",
            {"act": f"a{n}", "kind": random.choice(kinds), "ended": random.choice(("yes", "no"))},
            "",
        )
        for n in range(random.randint(1, 3))
    )
    days = tuple(random.choice((1, 2, 3)) for _ in acts)
    parties = tuple(random.sample(("p1", "p2", "p3"), random.randint(0, 3)))
    results = random.choice((("met",), ("met", "arguable"), (*RESULTS, "noted"), ("met", "unmet")))
    counts = random.choice(((1, 1, 2), (2, 3), (0, 1, 1, 1, 2, 3)))
    findings = tuple(
        _finding(trigger, rule, element.id, results, random)
        for element in trigger.elements
        for _ in range(random.choice(counts))
    )
    exception = "an exception" if random.random() < 0.1 else None
    return Case(trigger, acts, days, parties, findings, exception)


def _finding(trigger: Trigger, rule: AnyRule, element: str, results: Sequence[str], random: Random) -> Found:
    of_party = element != "significance"
    return Found(
        provision=random.choice((trigger.provision, "any")),
        element=element,
        act=random.choice(("a0", "a1", "any", "any")),
        party=random.choice(("p1", "p2", "p3", "any", "any")) if of_party else "any",
        result=random.choice([each for each in results if of_party or each != "unmet"]),
        factor="factor",
        weight=random.choice(("supports", "bears", "against", "neutral")),
        because="",
        rule=rule,
        firing=Firing(rule.id, (), None),
        weak=random.random() < 0.1,
        order=(),
    )


def _put(world: int, case: Case) -> Iterator[str]:
    """The case as facts."""
    provision = constant(case.trigger.provision)
    yield f"case({world},{provision})."
    for number, element in enumerate(case.trigger.elements, start=1):
        yield f"element({provision},{constant(element.id)},{number})."
    for act, day in zip(case.acts, case.days, strict=True):
        kind, ended = constant(act.fields["kind"]), constant(act.fields["ended"])
        yield f"act({world},{constant(act.ref)},{kind},{ended},{day})."
    for number, party in enumerate(case.parties, start=1):
        yield f"party({world},{constant(party)},{number})."
    for number, found in enumerate(case.findings):
        said = (
            found.element,
            found.act,
            found.party,
            found.result,
            found.weight,
            "yes" if found.weak else "no",
        )
        yield f"said({world},{number},{','.join(map(constant, said))})."
    if case.exception:
        yield f"excepted({world})."


def _said(world: int, case: Case) -> Iterator[str]:
    """What the program makes of the case."""
    readings = [
        read_act(case.trigger, case.evaluated, act.ref, case.parties, case.exception) for act in case.acts
    ]
    for reading in readings:
        yield from _read(world, constant(reading.act), reading)
    shown = strongest(readings, {act.ref: day for act, day in zip(case.acts, case.days, strict=True)})
    yield f"code_shown({world},{constant(shown.act)})."


def _read(world: int, act: str, reading: Reading) -> Iterator[str]:
    yield f"code_exposure({world},{act},{constant(reading.exposure)})."
    for one in reading.elements:
        yield f"code_result({world},{act},{constant(one.element.id)},{constant(one.result)})."
        if one.total:
            yield f"code_total({world},{act},{constant(one.total)})."
    if reading.fires:
        yield f"code_fires({world},{act})."
