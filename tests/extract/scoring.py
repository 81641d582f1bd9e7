"""Precision and recall of what is read of the articles, field by field, against what is expected."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from caatsa import load_rulebase
from caatsa.intake.extraction.articles import extract
from caatsa.rulebase.rulebase import RuleBase

HERE = Path(__file__).parent
ARTICLES = sorted(path for path in (HERE / "articles").iterdir() if path.suffix in {".txt", ".html"})
FIELDS = (
    *("event", "buyer", "buyer name", "supplier", "supplier name", "parties"),
    *("item", "quantity", "value", "act", "date"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """How many values are right, proposed, and expected."""

    right: int
    proposed: int
    expected: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


def expected_of(article: Path) -> dict[str, Any]:
    """What the article reports, as written beside it."""
    said: dict[str, Any] = yaml.safe_load(article.with_suffix(".yaml").read_text(encoding="utf-8"))
    return said


@cache
def rulebase() -> RuleBase:
    """The shipped rule base, read once."""
    return load_rulebase()


def proposed_of(article: Path) -> list[dict[str, Any]]:
    """The events that are proposed from the article."""
    registers = rulebase().registers
    stated = expected_of(article).get("published")
    published = date.fromisoformat(stated) if stated else None
    given = (registers.countries, registers.persons, registers.armaments, published)
    document = yaml.safe_load(extract([str(article)], *given).text)
    return document["events"] if document else []


def values(event: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every value of a proposed event with its field, in the form in which expectations are written."""
    yield "event", "1"
    registers = rulebase().registers
    for side in ("buyer", "supplier"):
        party = event.get(side) or {}
        if party.get("country"):
            yield side, str(registers.countries.resolve(party["country"]).code)
        if party.get("name"):
            yield f"{side} name", _person(party["name"])
    for party in event.get("parties", ()):
        yield "parties", f"{party['role']} {_person(party['name'])}"
    yield "item", item_of(event["item"])
    for field in ("quantity", "value"):
        if event.get(field):
            yield field, str(event[field]).casefold()
    for act in event["acts"]:
        yield "act", act["kind"]
        if act["date"] != "unknown":
            yield "date", f"{act['kind']} {act['date']}"


def expected_values(event: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The same of an expected event."""
    acts = [act.partition(" ") for act in event["acts"]]
    form = {
        "item": event["item"],
        "quantity": event.get("quantity"),
        "value": event.get("value"),
        "buyer": {"country": event["buyer"], "name": event.get("buyer_name")},
        "supplier": {"country": event["supplier"], "name": event.get("supplier_name")},
        "parties": [
            dict(zip(("role", "name"), one.split(" ", 1), strict=True)) for one in event.get("parties", ())
        ],
        "acts": [{"kind": kind, "date": day or "unknown"} for kind, _, day in acts],
    }
    return values(form)


def item_of(item: str) -> str:
    """The key of the system or class that an item is, else the words."""
    found = rulebase().registers.armaments.identify(item)
    return " ".join(one.key for one in (*found.systems, *found.classes)[:1]) or item.casefold()


def _person(name: str) -> str:
    person = rulebase().registers.persons.resolve(name, None)
    return person.key if person else name.casefold()


def scores() -> dict[str, Score]:
    """The score of every field over all articles; events are matched by item, then by buyer."""
    right: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for article in ARTICLES:
        wanted = [Counter(expected_values(event)) for event in expected_of(article)["events"]]
        found = [Counter(values(event)) for event in proposed_of(article)]
        for event in found:
            proposed.update(field for field, _ in event.elements())
        for event in wanted:
            expected.update(field for field, _ in event.elements())
            best = max(found, key=lambda other: _likeness(event, other), default=None)
            if best is not None and _likeness(event, best) > 0:
                found.remove(best)
                right.update(field for field, _ in (event & best).elements())
    return {field: Score(right[field], proposed[field], expected[field]) for field in FIELDS}


def _likeness(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> int:
    common = one & other
    weights = {"item": 10, "buyer": 5}
    return 0 if not any(field == "item" for field, _ in common) else sum(weights.get(f, 1) for f, _ in common)


def table() -> str:
    """The scores as a Markdown table."""
    rows = ["| field | precision | recall | right | proposed | expected |", "|---|---|---|---|---|---|"]
    rows += [
        f"| {field} | {one.precision:.2f} | {one.recall:.2f} |"
        f" {one.right} | {one.proposed} | {one.expected} |"
        for field, one in scores().items()
    ]
    return "\n".join(rows) + "\n"
