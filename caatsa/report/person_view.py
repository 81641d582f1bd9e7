"""A search in the register of persons, as text of 80 columns and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from caatsa.registers.person import Listing, OtherListing, Person, Relation
from caatsa.registers.person_search import SPECIFIED_PERSONS, Hit, SearchResult, relations_to
from caatsa.registers.persons import Candidate, Persons
from caatsa.report.layout import padded, wrapped
from caatsa.report.words import plain

_LABEL: Final = 14
_REVIEW: Final = "possible, review"
_VERIFIED: Final = {
    "seen": "read in a source",
    "reconstructed": "matched from notices of the same day",
    "unverified": "unverified, a lead only",
    "stated": "as stated in the input",
}


def search_text(result: SearchResult, persons: Persons, name: str, country: str | None) -> str:
    """What the register knows of a name, and what it cannot say."""
    lines: list[str] = []
    for hit in result.hits:
        lines += [*_person(hit.person, persons), *_weak(hit, name), ""]
    if not result.hits:
        where = f" of {country}" if country else ""
        lines += [*wrapped(f"No person{where} is called “{name}” in the register."), ""]
    if result.possible:
        lines += [f"{_REVIEW.capitalize()}:", *_possible(result.possible), ""]
    lines += wrapped(_limits(result))
    return "\n".join(lines) + "\n"


def search_data(result: SearchResult, name: str, country: str | None) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "query": name,
        "country": country,
        "exact": [{**_data(hit.person), "denoted": hit.denoted} for hit in result.hits],
        "possible": [
            {"person": one.person.key, "name": one.person.name, "matched": one.matched, "status": _REVIEW}
            for one in result.possible
        ],
        "register": {
            "specified_persons_held": result.specified_held,
            "specified_persons": SPECIFIED_PERSONS,
            "note": _limits(result),
        },
    }


def _weak(hit: Hit, name: str) -> Iterator[str]:
    if not hit.denoted:
        text = f"“{name}” is too short or too common to identify this person alone; state the country"
        yield from _labelled("weak name", text)


def _limits(result: SearchResult) -> str:
    return (
        f"The register holds {result.specified_held} of the {SPECIFIED_PERSONS} names on the List of "
        "Specified Persons. A name that is not found here says nothing about its bearer, in either direction."
    )


def _person(person: Person, persons: Persons) -> Iterator[str]:
    kind = "" if person.kind == "unknown" else f", {person.kind}"
    yield from wrapped(f"{person.name} ({person.country or 'country not known'}{kind})")
    yield from _labelled("key", person.key)
    others = [name for name in person.names if name != person.name]
    if others:
        yield from _labelled("also called", "; ".join(others))
    for listing in person.listings:
        yield from _labelled("listed", _listing(listing), listing.sources)
    if not person.specified:
        yield from _labelled("listed", "not on the List of Specified Persons, as far as this register knows")
    for other in person.other_lists:
        yield from _labelled("other list", _other_list(other), other.sources)
    for owner in person.owners:
        yield from _labelled("owned by", _relation(owner), owner.sources)
    for principal in person.acts_for:
        yield from _labelled("acts for", _relation(principal), principal.sources)
    tied = "; ".join(other.name for other in relations_to(persons, person.key))
    if tied:
        yield from _labelled("named by", f"{tied} (as owner, or as the one acted for)")
    if person.note:
        yield from _labelled("note", person.note)


def _labelled(label: str, text: str, sources: Sequence[str] = ()) -> Iterator[str]:
    indent = " " * (2 + _LABEL)
    yield from wrapped(text, f"  {padded(label, _LABEL)}", indent)
    for source in sources:
        yield from wrapped(source, indent, f"{indent}  ")


def _listing(listing: Listing) -> str:
    name = "List of Specified Persons" if listing.is_specified_person else listing.list
    sector = "" if listing.sector == "not_stated" else f", {plain(listing.sector)} sector"
    return f"{name}{sector}, since {listing.listed_on.dated} ({_VERIFIED[listing.verification]})"


def _other_list(entry: OtherListing) -> str:
    since = f", since {entry.listed_on.dated}" if entry.listed_on.known else ""
    since = since or (f", listed by {entry.listed_by.dated}" if entry.listed_by.known else "")
    programs = f" {', '.join(entry.programs)}" if entry.programs else ""
    measures = f", measures {', '.join(entry.measures)}" if entry.measures else ""
    verified = _VERIFIED[entry.verification]
    return f"{entry.list}{programs}{since}{measures} ({verified}); not the List of Specified Persons"


def _relation(relation: Relation) -> str:
    share = f", {relation.share} per cent" if relation.share else ""
    start = f", from {relation.from_.dated}" if relation.from_.known else ""
    end = f", until {relation.until.dated}" if relation.until else ""
    note = f"; {relation.note}" if relation.note else ""
    return f"{relation.name}{share}{start}{end} ({_VERIFIED[relation.verification]}){note}"


def _possible(candidates: Sequence[Candidate]) -> Iterator[str]:
    for one in candidates:
        specified = ", on the List of Specified Persons" if one.person.specified else ""
        called = "" if one.matched == one.person.name else f", also called {one.matched}"
        country = one.person.country or "country not known"
        yield from wrapped(f"{one.person.name} ({country}){called}{specified}", "  ", "    ")


def _data(person: Person) -> dict[str, Any]:
    return {
        "key": person.key,
        "name": person.name,
        "country": person.country,
        "kind": person.kind,
        "names": list(person.names),
        "listings": [
            {
                "list": listing.list,
                "specified_person": listing.is_specified_person,
                "sector": listing.sector,
                "listed_on": str(listing.listed_on),
                "verification": listing.verification,
                "sources": list(listing.sources),
            }
            for listing in person.listings
        ],
        "other_lists": [
            {
                "list": entry.list,
                "programs": list(entry.programs),
                "listed_on": str(entry.listed_on),
                "measures": list(entry.measures),
                "verification": entry.verification,
                "sources": list(entry.sources),
            }
            for entry in person.other_lists
        ],
        "owners": [_relation_data(owner) for owner in person.owners],
        "acts_for": [_relation_data(principal) for principal in person.acts_for],
        "note": person.note,
    }


def _relation_data(relation: Relation) -> dict[str, Any]:
    return {
        "name": relation.name,
        "key": relation.key,
        "share": relation.share,
        "from": str(relation.from_),
        "until": None if relation.until is None else str(relation.until),
        "verification": relation.verification,
        "sources": list(relation.sources),
        "note": relation.note,
    }
