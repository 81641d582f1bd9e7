"""The models of what is reported: exactly the form of the input document, and nothing read into it."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from caatsa.domain.dates import PartialDate
from caatsa.domain.events import InputDocument, OfficialActEntry, PersonEntry, ProcurementEvent
from caatsa.domain.reported import PRE_TRANSACTION_KINDS, TRANSACTION_KINDS, ActKind

MINIMAL = {"id": "a", "buyer": {"country": "India"}, "acts": [{"kind": "contract"}]}
FULL = {
    "id": "in-s400",
    "buyer": {"country": "India", "name": "Ministry of Defence"},
    "supplier": {"country": "Russia", "name": "Rosoboronexport"},
    "parties": [{"role": "manufacturer", "name": "Almaz-Antey", "country": "Russia"}],
    "item": "S-400 Triumf",
    "quantity": "5 regiments",
    "value": "USD 5.43 billion",
    "end_use": "military",
    "capability": "new",
    "acts": [
        {"kind": "contract", "date": "2018-10-05", "sources": [{"title": "t", "published": 2018}]},
        {"kind": "delivery", "date": 2021, "quantity": 1, "value": 2.5},
    ],
    "sources": [{"title": "t", "publisher": "p", "url": "u", "published": "2018-10", "grade": "leak"}],
    "spans": {"item": [3, 9], "acts": [{"date": None}]},
}


def test_what_is_not_stated_stays_none() -> None:
    event = ProcurementEvent.model_validate(MINIMAL)
    assert (event.supplier, event.item, event.end_use, event.capability, event.sources) == (*[None] * 4, ())
    assert event.acts[0].date == PartialDate.UNKNOWN


@pytest.mark.parametrize("form", [MINIMAL, FULL], ids=["minimal", "full"])
def test_event_comes_back_from_its_own_json_and_mapping(form: dict[str, Any]) -> None:
    event = ProcurementEvent.model_validate(form)
    assert ProcurementEvent.model_validate_json(event.model_dump_json()) == event
    assert ProcurementEvent.model_validate(event.model_dump()) == event


@pytest.mark.parametrize("stated", [None, "unknown"])
def test_null_and_unknown_dates_say_that_the_day_is_not_known(stated: str | None) -> None:
    event = ProcurementEvent.model_validate(MINIMAL | {"acts": [{"kind": "talks", "date": stated}]})
    assert not event.acts[0].date.known


def test_null_for_a_list_of_parties_or_sources_says_nothing() -> None:
    assert ProcurementEvent.model_validate(MINIMAL | {"parties": None, "sources": None}).parties == ()


def test_buyer_of_no_state_is_said_by_name() -> None:
    buyer = {"country": None, "country_name": "Wagner Group"}
    assert ProcurementEvent.model_validate(MINIMAL | {"buyer": buyer}).buyer.country_name == "Wagner Group"


def test_act_kinds_are_before_a_transaction_or_one_or_end_it_or_neither() -> None:
    assert not PRE_TRANSACTION_KINDS & TRANSACTION_KINDS
    others = {"cancellation", "regulatory"}
    assert set(get_args(ActKind)) == PRE_TRANSACTION_KINDS | TRANSACTION_KINDS | others


def test_bare_names_are_owners_and_principals() -> None:
    entry = PersonEntry.model_validate(
        {"name": "P", "owners": ["A"], "acts_for": [{"name": "B", "from": 2019}]}
    )
    assert (entry.owners[0].name, entry.owners[0].share) == ("A", None)
    assert entry.acts_for[0].from_date == PartialDate.parse(2019)
    assert entry.model_fields_set == {"name", "owners", "acts_for"}
    assert PersonEntry.model_validate_json(entry.model_dump_json()).owners == entry.owners


@pytest.mark.parametrize(
    ("owners", "fits"),
    [
        ([("A", 60, None, None), ("B", 60, None, None)], False),
        ([("A", 60, None, "2018"), ("B", 60, "2019", None)], True),
        ([("A", 60, None, "2019-03-03"), ("B", 60, "2019-03-03", None)], True),
        ([("A", 60, None, "2019-03-04"), ("B", 60, "2019-03-03", None)], False),
        ([("A", 60, "2019", None), ("B", 60, "2019-06", None)], False),
        ([("A", 60, "unknown", None), ("B", 60, None, None)], True),
        ([("A", 33.3, None, None), ("B", 33.3, None, None), ("C", 33.4, None, None)], True),
        ([("A", None, None, None), ("B", 100, None, None)], True),
    ],
)
def test_shares_certainly_held_at_one_time_fit_in_the_whole(
    owners: list[tuple[Any, ...]], fits: bool
) -> None:
    entries = [dict(zip(("name", "share", "from", "until"), owner, strict=True)) for owner in owners]
    if fits:
        PersonEntry.model_validate({"name": "P", "owners": entries})
    else:
        with pytest.raises(ValidationError, match="at most 100 at any one time"):
            PersonEntry.model_validate({"name": "P", "owners": entries})


@pytest.mark.parametrize("kind", ["determination", "imposition", "delay", "waiver", "termination"])
def test_act_about_a_person_needs_the_person(kind: str) -> None:
    form = {"id": "a", "kind": kind, "provision": "caatsa.231.a", "date": 2020, "source": {"title": "t"}}
    with pytest.raises(ValidationError, match=f"a {kind} needs person"):
        OfficialActEntry.model_validate(form | {"country": "IN"})
    assert OfficialActEntry.model_validate(form | {"person": "P"}).until is None


def test_until_in_the_same_month_as_date_may_be_after_it() -> None:
    form = {"id": "a", "kind": "waiver", "provision": "caatsa.231.d", "person": "P", "source": {"title": "t"}}
    assert OfficialActEntry.model_validate(form | {"date": "2020-05-20", "until": "2020-05"}).until


@pytest.mark.parametrize("quantity", [10**400, float("inf"), float("nan"), True, [5], ""])
def test_amount_that_nobody_can_report_is_refused(quantity: object) -> None:
    with pytest.raises(ValidationError, match=r"number nor text|blank"):
        ProcurementEvent.model_validate(MINIMAL | {"quantity": quantity})


def test_models_are_frozen_and_have_a_schema() -> None:
    event = ProcurementEvent.model_validate(MINIMAL)
    with pytest.raises(ValidationError):
        event.id = "b"  # type: ignore[misc]
    assert set(InputDocument.model_json_schema()["properties"]) == {"events", "persons", "official_acts"}
