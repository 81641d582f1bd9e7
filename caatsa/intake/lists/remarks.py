"""OFAC's remarks: one text with names, nationality, registration, items of the menu and days side by side.

A remark ends with "; ", save that a name in single quotes may hold one; a further value of the same kind
begins with "alt.".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record

# What a name in quotes is, by OFAC's own word for it: a broad or generic one, weak by definition.
_WEAK_NAME: Final = re.compile(r"(?:[afn]\.k\.a\.) '(?P<name>.+)'\.?", re.IGNORECASE)
_SECTION_235: Final = re.compile(r"(?:alt\. )?CAATSA Section 235 Information:(?P<said>.*)", re.IGNORECASE)
_ITEM: Final = re.compile(r"235\s*\(a\)\s*\(\s*(?P<item>1[0-2]|[1-9])\s*\)", re.IGNORECASE)
_OF_PERSON: Final = re.compile(
    r"(?:alt\. )?(?:Nationality of Registration|nationality|citizen) (?P<country>[^()]+?)\.?", re.IGNORECASE
)
_REGISTERED: Final = re.compile(
    r"(?:alt\. )?(?:Registration (?:Number|ID)|Tax ID No\.|Government Gazette Number|Legal Entity Number"
    r"|Company Number|Business (?:Registration )?Number|Commercial Registry Number|Enterprise Number"
    r"|Business Registration (?:Document #|Number)|Chamber of Commerce Number|C\.R\. No\.|Trade License No\."
    r"|UK Company Number|Unified Social Credit Code \(USCC\)|RUC #|NIT #|National ID No\.)"
    r" .*\((?P<country>[^()]+)\)(?: (?:issued|expires) .*)?\.?",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"(?:alt\. )?Listing Date \((?:CMIC|EO (?P<order>\d{5})[^()]*)\):? "
    r"(?P<day>\d{2}) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4})\.?"
)
_DIRECTIVE: Final = re.compile(
    r"(?:alt\. )?Executive Order (?P<order>\d{5}) Directive (?:Determination|Information)[ :-]*"
    r"Subject to Directive (?P<number>\w+)"
)
_LINKED: Final = re.compile(r"Linked To: (?P<name>.+?)\.?")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Resolve = Callable[[str], str | None]
"""The ISO code of a country by its name, `None` where it is not known."""


class Remarks(Record):
    """What the remarks on one entry say; `country` only where all that tell one agree.

    `measures` are provision ids; `listed` is the day of the listing by the number of the executive order, or
    "CMIC"; `section_235` are the words in which the items stand, `directives` pairs of an order and the
    number of a directive under it.
    """

    weak_names: tuple[str, ...] = ()
    country: str | None = None
    measures: tuple[str, ...] = ()
    section_235: tuple[str, ...] = ()
    unread_235: tuple[str, ...] = ()
    listed: tuple[tuple[str, PartialDate], ...] = ()
    linked: tuple[str, ...] = ()
    directives: frozenset[tuple[str, str]] = frozenset()


def read_remarks(text: str, country_code: Resolve, *, individual: bool = False) -> Remarks:
    """What the remarks say; a part that is of no kind known here is passed over.

    >>> read_remarks("a.k.a. 'BNC'; Linked To: ZARYA WORKS.", lambda _: None).linked
    ('ZARYA WORKS',)
    """
    parts = tuple(_parts(text))
    said = tuple(found["said"].strip(" .") for part in parts if (found := _SECTION_235.fullmatch(part)))
    return Remarks(
        weak_names=tuple(found["name"] for part in parts if (found := _WEAK_NAME.fullmatch(part))),
        country=_country(parts, country_code, individual=individual),
        measures=measures_in(said),
        section_235=said,
        unread_235=tuple(words for words in said if not _ITEM.search(words)),
        listed=tuple(_listing_days(parts)),
        linked=tuple(found["name"] for part in parts if (found := _LINKED.fullmatch(part))),
        directives=frozenset(
            (found["order"], found["number"]) for part in parts if (found := _DIRECTIVE.match(part))
        ),
    )


def measures_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The items of section 235(a) that texts cite, as provision ids in the order of the statute."""
    items = sorted({int(item) for words in texts for item in _ITEM.findall(words)})
    return tuple(f"caatsa.235.a.{item}" for item in items)


def _parts(text: str) -> Iterator[str]:
    """The remarks one by one; a break within a name in quotes is none."""
    whole = ""
    for part in text.split("; "):
        whole = f"{whole}; {part}" if whole else part
        if ".k.a. '" in whole and not whole.rstrip(".").endswith("'"):
            continue
        yield whole.strip()
        whole = ""
    if whole:
        yield whole.strip()


def _country(parts: tuple[str, ...], country_code: Resolve, *, individual: bool) -> str | None:
    """The one country that nationality, or else registration, tells; of natural persons only nationality.

    An address is no nationality, and neither is a passport that was issued somewhere.
    """
    for pattern in (_OF_PERSON, *([] if individual else [_REGISTERED])):
        said = {found["country"].strip() for part in parts if (found := pattern.fullmatch(part))}
        codes = {country_code(one) for one in said}
        if said:
            return codes.pop() if len(codes) == 1 else None
    return None


def _listing_days(parts: tuple[str, ...]) -> Iterator[tuple[str, PartialDate]]:
    for part in parts:
        found = _LISTED.fullmatch(part)
        if found and found["month"] in _MONTHS:
            month = _MONTHS.index(found["month"]) + 1
            try:
                day = PartialDate.parse(f"{found['year']}-{month:02}-{found['day']}")
            except ValueError:
                continue
            yield found["order"] or "CMIC", day
