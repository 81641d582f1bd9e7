"""Small events in the form of the input document, and the rows that come out of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from caatsa import assess
from caatsa.assessment.prospects import Effort
from caatsa.domain.published import Assessment
from caatsa.domain.verdict import Transaction

Json = dict[str, Any]
S231, S1241 = "caatsa.231.a", "ndaa2021.1241"
S104, S105, S107, S234 = "caatsa.104.b", "caatsa.105", "caatsa.107.a", "caatsa.234.a"
S9214 = "nkspea.104.a.9"
ELEMENTS = ("person", "conduct", "transaction", "significance", "counterparty", "sector", "knowledge")

LISTED = {"country": "RU", "name": "Rosoboronexport"}
"""On the List of Specified Persons since 27 October 2017, and owned by Rostec, listed on the same day."""
RUSSIA = {"country": "RU"}
STRANGER = {"country": "RU", "name": "Zarya Trading House"}
"""A Russian person that no register knows."""
ABROAD = {"country": "AE", "name": "Gulf Trading"}
"""A person of another country that no register knows."""
BUYER = {"country": "KZ", "name": "Ministry of Defence"}
"""Of a government about whose purchases no official act is registered."""
LEAK = {"title": "Leaked papers", "grade": "leak"}
DIGEST = {"title": "A digest", "grade": "aggregator"}
WIRE = {"title": "A wire report", "grade": "named_wire"}


def event(*acts: str, **fields: Any) -> Json:
    """An event: S-400, bought by a ministry from Rosoboronexport, contracted on 5 October 2018.

    `acts` are written "kind date"; fields replace those of the event, and `None` takes one out.
    """
    whole: Json = {
        "id": "e",
        "buyer": BUYER,
        "supplier": LISTED,
        "item": "S-400",
        "acts": [act(words) for words in acts or ("contract 2018-10-05",)],
        **fields,
    }
    return {key: value for key, value in whole.items() if value is not None}


def act(words: str, **fields: Any) -> Json:
    """An act from "kind date"; without a date its day is not known."""
    kind, _, day = words.partition(" ")
    return {"kind": kind, **({"date": day} if day else {}), **fields}


def assessed(
    *events: Json,
    as_of: str = "2022-01-01",
    known_by: str | None = None,
    effort: Effort = "none",
    **document: Any,
) -> Assessment:
    """The events, with what else the document holds, through the library's front door."""
    return assess(
        {"events": list(events), **document},
        date.fromisoformat(as_of),
        known_by=date.fromisoformat(known_by) if known_by else None,
        effort=effort,
    )


def searched(*events: Json, **how: Any) -> Transaction:
    """The only row under section 231(a), with what would change it."""
    return row(*events, effort="some", **how)


def row(*events: Json, provision: str | None = S231, **how: Any) -> Transaction:
    """The only row under the provision."""
    assessment = assessed(*(events or (event(),)), **how)
    (found,) = [
        one for verdict in assessment.verdicts for one in verdict.transactions if one.provision == provision
    ]
    return found


def rows(*events: Json, provision: str, **how: Any) -> dict[tuple[str | None, str | None], Transaction]:
    """Every row under the provision by the country in whose verdict it stands, and its person."""
    return {
        (verdict.country, one.person): one
        for verdict in assessed(*events, **how).verdicts
        for one in verdict.transactions
        if one.provision == provision
    }


def results(found: Transaction) -> dict[str, str]:
    """Element id to result."""
    return {one.id: one.result for one in found.elements}


def because(found: Transaction, element: str) -> str:
    """Why the element has its result."""
    return next(one.because for one in found.elements if one.id == element)


def official(kind: str, provision: str = S231, on: str = "2021-06-01", **fields: Any) -> Json:
    """An official act of the input, concerning the buyer of `event` unless other fields are given."""
    whole: Json = {
        "id": f"{kind}-{on}",
        "kind": kind,
        "provision": provision,
        "date": on,
        "source": {"title": "Notice"},
        **(fields or {"person": BUYER["name"], "country": "KZ"}),
    }
    return whole
