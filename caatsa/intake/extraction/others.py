"""Persons beside buyer and supplier: joint ventures, makers, banks and who acts between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from caatsa.domain.reported import Role
from caatsa.intake.extraction.drafts import Draft, DraftParty, span_of
from caatsa.intake.extraction.mentions import Gazetteer
from caatsa.intake.extraction.sides import Side
from caatsa.registers.names import fold_person

_BEFORE: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    (
        "joint_venture",
        re.compile(r"\bjoint venture(?:,| company| called| named)?\s*(?:the )?$|\bJV\s*$", re.IGNORECASE),
    ),
    (
        "manufacturer",
        re.compile(
            r"\b(?:made|built|manufactured|produced|designed|developed|"
            r"assembled) by\s+(?:the )?(?:[\w'’-]+ )?$|"
            r"\b(?:manufacturer|maker|producer|builder|shipyard|plant|developer)s?,?\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "agent",
        re.compile(
            r"\b(?:through|via|intermediar(?:y|ies)|broker(?:ed by)?|agent|middleman|"
            r"on behalf of)\s+(?:the )?(?:\w+ )?$",
            re.IGNORECASE,
        ),
    ),
    ("subcontractor", re.compile(r"\bsubcontract(?:or|ed to)\s+(?:the )?$", re.IGNORECASE)),
    ("bank", re.compile(r"\b(?:bank|financed by|loan from)\s+(?:the )?$", re.IGNORECASE)),
)
_AUTHORITY: Final = re.compile(
    r"\b(?:air force|army|navy|armed forces|ministry|military|department of (?:national )?defen[cs]e)\b",
    re.IGNORECASE,
)
_AFTER: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    (
        "joint_venture",
        re.compile(
            r"^(?:\s*\([^()]{1,30}\))?,? (?:a|an|the|which is a) (?:[\w-]+ ){0,3}joint venture", re.IGNORECASE
        ),
    ),
    (
        "manufacturer",
        re.compile(
            r"^,? (?:the|which|their|its) (?:[\w-]+ ){0,3}(?:manufacturer|maker|producer|makes|"
            r"builds|produces)",
            re.IGNORECASE,
        ),
    ),
)


def other_parties(
    sentence: str, found: Sequence[Side], offset: int, gazetteer: Gazetteer, draft: Draft
) -> Iterator[DraftParty]:
    """The named persons of the sentence in the role that its words give them; those without one are left."""
    for side in found:
        if side.person is None or _is_side(side, draft):
            continue
        role = role_of(sentence, side, gazetteer)
        name = span_of(sentence, side.person.start, side.person.end, offset)
        key = side.person.key or fold_person(name.reported)
        known = any(key in {party.key, fold_person(party.name.reported)} for party in draft.parties)
        if role is not None and not known:
            yield DraftParty(role, name, side.person.country, key)


def _is_side(side: Side, draft: Draft) -> bool:
    names = [one.person.reported for one in (draft.buyer, draft.supplier) if one and one.person]
    return side.person is not None and side.person.person in names


def role_of(sentence: str, side: Side, gazetteer: Gazetteer) -> Role | None:
    """The role, other than buyer or supplier, in which the sentence or the register has a person."""
    if side.person is None:
        return None
    before, after = sentence[: side.start], sentence[side.end :]
    person = gazetteer.persons.by_key.get(side.person.key)
    if person and any(_is_foreign(owner.key, person.country, gazetteer) for owner in person.owners):
        return "joint_venture"
    if re.search(r"\bbank\b", side.person.person, re.IGNORECASE):
        return "bank"
    if _AUTHORITY.search(side.person.person):
        return None
    for role, pattern in _BEFORE:
        if pattern.search(before):
            return role
    return next((role for role, pattern in _AFTER if pattern.search(after)), None)


def _is_foreign(key: str | None, country: str | None, gazetteer: Gazetteer) -> bool:
    owner = gazetteer.persons.by_key.get(key or "")
    return owner is not None and owner.country != country
