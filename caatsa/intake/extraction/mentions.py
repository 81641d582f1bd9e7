"""What a sentence mentions that the registers know: countries, persons and goods, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.extraction.places import CAPITALS, COMPOUNDS, NATIONALITIES
from caatsa.registers.armament import ItemClass, System
from caatsa.registers.armaments import Armaments
from caatsa.registers.countries import Countries, Kind
from caatsa.registers.item_phrases import is_designation, is_noun, unknown_designation
from caatsa.registers.item_words import words
from caatsa.registers.persons import Persons


class Gazetteer(Record):
    """The registers in which names are looked up."""

    countries: Countries
    persons: Persons
    armaments: Armaments


class Named(Record):
    """A country or a person: `code` is the country, `person` the name as reported, empty for a country alone.

    `adjective`: a nationality ("Russian") or a possessive, which can stand before goods.
    """

    start: int
    end: int
    code: str
    country: str
    person: str = ""
    key: str = ""
    adjective: bool = False


class Goods(Record):
    """An item: `key` is that of the system or class; `designated` where a system is named."""

    start: int
    end: int
    text: str
    key: str
    family: str
    origin: str
    designated: bool


class Mentions(Record):
    """Everything that is named in a sentence, in order."""

    named: tuple[Named, ...]
    goods: tuple[Goods, ...]


_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|[^\W_](?:[^\W_]|[\u0900-\u0963\u0971-\u097f])*")
_BETWEEN: Final = re.compile(r"(?:[ \u00a0]|[-‐–'’&/\"«»“”.]){1,3}")
_LONGEST_PERSON: Final = 8
_LONGEST_COUNTRY: Final = 6
_ORGANISATION: Final = re.compile(
    r"(?:[A-Z][\w&'’-]*\s+){1,5}(?:Ltd|Limited|Corporation|Corp|Company|"
    r"Industries|Aerospace|Systems|Shipyard|Concern|JSC|GmbH|"
    r"Holding|Group|Bank)\b\.?"
)
_PLURAL: Final = re.compile(r"\b([A-Z][A-Za-z]{0,4}-?\d+[A-Z]{1,4})s\b")
_CASES: Final = re.compile(r"(?:ом|ем|ами|ов|ой|ей|ою|ем|а|у|е|ы|и|ю|я)$")
_ENDINGS: Final = ("", "а", "я", "ия", "й", "ь")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_EXTENDS: Final = re.compile(r"\s(?:for|of|to)\s(?:the\s|its\s|their\s|\w+['’]s\s)?(?:[\w-]+\s){0,3}$")
_ADJACENT: Final = re.compile(
    r"(?:\s|[-\"”'’«»()])*(?:(?:triumf|triumph|long-range|medium-range|short-range|air|"
    r"surface-to-air|mobile|advanced|heavy|multirole|"
    r"multi-role|assault|type|class|main|new|military|self-propelled|supersonic|diesel-electric|"
    r"attack|tactical|flanker(?:-[a-z])?)[\s-]*"
    r"|[-\"”'’«»()])*",
    re.IGNORECASE,
)
_MINISTRY: Final = (
    r"(?:Ministry of (?:National )?Defen[cs]e|Defen[cs]e Ministry|Department of (?:National )?Defen[cs]e|"
    r"Defen[cs]e Department)"
)
_BODY: Final = re.compile(
    rf"\s+(?:{_MINISTRY}|(?:Air Force|Army|Navy|Armed Forces|Marine Corps|"
    r"Air Defen[cs]e Forces|Aerospace Forces|"
    r"National Guard|Coast Guard|(?:military|defen[cs]e ministry|air force|army|navy|armed forces)"
    r"(?=\s*(?:[.,;:)(]|$)|\s+(?:on|in|has|had|have|is|was|were|will|would|said|signed|received|and|to|by|that|took|"
    r"ordered|bought|began|from|for|with|at|under)\b)))\b(?!['’]s)"
)
_BARE_BODY: Final = re.compile(_MINISTRY)
_PROGRAMME: Final = re.compile(
    r"(?:military[- ]technical|defen[cs]e|military) (?:and [\w-]+ )?co-?operation(?: (?:ties|"
    r"agreement|programme|program|pact|plan))?"
    r"(?:[^.;,]{0,40}?\b(?:to|until|till|through|for) (?:20\d\d(?:\s?[-–]\s?(?:20)?\d\d)?))?",
    re.IGNORECASE,
)
PROGRAMME: Final = "programme"
"""The key of a programme or framework between governments, which is no goods but can be agreed on."""
_NOT_GOODS: Final = frozenset({"company", "storage_tank", "civil_goods", "software"})
_SYSTEMS: Final = re.compile(
    r"[\s-]+(?:(?:missile|defen[cs]e|air|rocket)[\s-]+){0,3}(?:systems?|complexes)\b", re.IGNORECASE
)


def mentions(sentence: str, gazetteer: Gazetteer, home: str = "") -> Mentions:
    """Countries, persons and goods that the sentence names; what is part of a longer name is not named.

    `home` is the country whose ministry is meant where an article says only "the Ministry of Defense".
    """
    single = _goods(sentence, gazetteer.armaments)
    goods = tuple(_joined(sentence, single))
    named = tuple(_named(sentence, gazetteer, tuple(single), home))
    inside = [one for one in named if one.person]
    return Mentions(
        named,
        tuple(one for one in goods if not any(n.start <= one.start and one.end <= n.end for n in inside)),
    )


def _goods(sentence: str, register: Armaments) -> list[Goods]:
    said = words(_PLURAL.sub(r"\1 ", sentence))
    systems = register.names.find(said, is_designation)
    nouns = tuple(span for span in register.nouns.find(said, is_noun, systems) if span.key not in _NOT_GOODS)
    context = register.names_in_context.find(said, is_designation, (*systems, *nouns)) if nouns else ()
    found: list[Goods] = []
    for span in sorted((*systems, *context, *nouns), key=lambda span: span.first):
        one: ItemClass = register.systems.get(span.key) or register.classes[span.key]
        start, end = said[span.first].start, said[span.last - 1].end
        found.append(_one(sentence, start, end, one))
    if not any(one.designated for one in found) and (
        unknown := unknown_designation(said, (*systems, *nouns))
    ):
        start, end = unknown[0].start, unknown[-1].end
        after = next((one for one in found if 0 <= one.start - end <= 2), None)
        if after:
            found = [one for one in found if one is not after]
            found.append(
                Goods(start, after.end, sentence[start : after.end], after.key, after.family, "", True)
            )
    if not found and (programme := _PROGRAMME.search(sentence)):
        found.append(Goods(*programme.span(), programme[0], PROGRAMME, PROGRAMME, "", designated=True))
    return sorted(found, key=lambda one: one.start)


def _one(sentence: str, start: int, end: int, one: ItemClass) -> Goods:
    origin = one.origin if isinstance(one, System) else ""
    return Goods(
        start, end, sentence[start:end], one.key, one.category.family, origin, isinstance(one, System)
    )


def _joined(sentence: str, found: list[Goods]) -> Iterator[Goods]:
    """A designation with the noun beside it as one item: "AK-203 assault rifles", "parts for MiG-29"."""
    while found:
        first, *found = found
        while found and (whole := _together(sentence, first, found[0])):
            first, found = whole, found[1:]
        if first.designated and (more := _SYSTEMS.match(sentence, first.end)):
            first = _stretched(sentence, first, first.start, more.end())
        yield first


def _together(sentence: str, first: Goods, second: Goods) -> Goods | None:
    between = sentence[first.end : second.start]
    if first.designated and second.designated and between.isspace() and not re.search(r"\d", first.text):
        return _stretched(sentence, second, first.start, second.end)
    same = first.key == second.key and first.designated
    beside = _ADJACENT.fullmatch(between) is not None and first.designated != second.designated
    part = second.designated and not first.designated and _EXTENDS.fullmatch(between) is not None
    if not (beside or part or (same and _ADJACENT.fullmatch(between))):
        return None
    main = first if first.designated else second
    return _stretched(sentence, main, first.start, second.end)


def _stretched(sentence: str, one: Goods, start: int, end: int) -> Goods:
    return Goods(start, end, sentence[start:end], one.key, one.family, one.origin, one.designated)


def _named(sentence: str, gazetteer: Gazetteer, goods: tuple[Goods, ...], home: str) -> Iterator[Named]:
    tokens = [match for match in _WORD.finditer(sentence)]  # noqa: C416 - a list to index
    at, nearest = 0, home
    while at < len(tokens):
        start = tokens[at].start()
        taken = max(
            (
                one.end
                for one in goods
                if one.designated and one.key != PROGRAMME and one.start <= start < one.end
            ),
            default=0,
        )
        found = _longest(sentence, tokens, at, gazetteer, nearest)
        if found and taken and not (found.key and found.end > taken):
            found = None
        if found is None:
            at += 1
            continue
        yield found
        nearest = found.code or nearest
        while at < len(tokens) and tokens[at].start() < found.end:
            at += 1


def _longest(
    sentence: str, tokens: list[re.Match[str]], at: int, gazetteer: Gazetteer, nearest: str
) -> Named | None:
    if (
        not _is_capital(tokens[at][0])
        and tokens[at][0].lower() not in NATIONALITIES
        and tokens[at][0].lower() not in COMPOUNDS
    ):
        return None
    reach = at + 1
    while reach < min(len(tokens), at + _LONGEST_PERSON) and _BETWEEN.fullmatch(
        sentence[tokens[reach - 1].end() : tokens[reach].start()]
    ):
        reach += 1
    for last in range(reach, at, -1):
        start, end = tokens[at].start(), tokens[last - 1].end()
        if found := _person(sentence[start:end], start, end, gazetteer, nearest):
            return found
        if last - at <= _LONGEST_COUNTRY and (found := _country(sentence, start, end, gazetteer)):
            return _body(sentence, found, gazetteer) or found
    bare = _BARE_BODY.match(sentence, tokens[at].start()) if nearest else None
    if bare:
        return Named(*bare.span(), nearest, gazetteer.countries.name_of(nearest), bare[0])
    organisation = _ORGANISATION.match(sentence, tokens[at].start())
    if organisation and not sentence[: organisation.start()].rstrip().endswith(("The", "the first")):
        return Named(*organisation.span(), "", "", organisation[0].strip())
    return None


def _person(text: str, start: int, end: int, gazetteer: Gazetteer, nearest: str) -> Named | None:
    if text.startswith("The "):
        text, start = text[4:], start + 4
    if not _is_capital(text.rsplit(maxsplit=1)[-1]):
        return None
    persons = gazetteer.persons
    person = next((found for form in _forms(text) if (found := persons.resolve(form, None))), None)
    if person is None and nearest and (len(text.split()) > 1 or text.isupper()):
        person = persons.resolve(text, nearest)
        person = person if person and person.country == nearest else None
    if person is None:
        return None
    country = gazetteer.countries.name_of(person.country) if person.country else ""
    return Named(start, end, person.country or "", country, text, person.key)


def _body(sentence: str, country: Named, gazetteer: Gazetteer) -> Named | None:
    """The ministry or service that stands after a nationality: "the Kazakh Air Defense Forces"."""
    found = _BODY.match(sentence, country.end) if country.adjective else None
    if found is None:
        return None
    text = sentence[country.start : found.end()]
    person = gazetteer.persons.resolve(text, country.code)
    return Named(
        country.start, found.end(), country.code, country.country, text, person.key if person else ""
    )


def _country(sentence: str, start: int, end: int, gazetteer: Gazetteer) -> Named | None:
    text = sentence[start:end]
    word = text.lower().replace(".", "").replace("-", " ")
    after = sentence[end : end + 2]
    if after.startswith("$"):
        return None
    code = NATIONALITIES.get(word, "")
    adjective = bool(code) or after in {"'s", "’s"} or (after[:1] in {"'", "’"} and text.endswith("s"))
    compound = COMPOUNDS.get(word, "") if after[:1] == "-" else ""
    code = code or compound or CAPITALS.get(word, "")
    if not code and (len(word) > 3 or text.isupper() or not text.isascii()):
        found = next((one for form in _forms(text) if (one := gazetteer.countries.named(form))), None)
        if found is not None and found.kind is Kind.GROUP:
            return Named(start, end, "", found.name, adjective=adjective)
        if found is not None and (found.kind is not Kind.HISTORICAL or found.code):
            code = found.code or ""
    if not code:
        return None
    return Named(start, end, code, gazetteer.countries.name_of(code), adjective=adjective)


def _forms(text: str) -> Iterator[str]:
    """The text as written and, in Russian, in the nominative that its ending may stand for."""
    yield text
    if _CYRILLIC.search(text) and (ending := _CASES.search(text)):
        stem = text[: ending.start()]
        yield from (stem + nominative for nominative in _ENDINGS)
        if stem.endswith("и"):
            yield stem + "я"


def _is_capital(word: str) -> bool:
    """Whether the word begins like a name; scripts without capitals do not tell."""
    return not word[0].islower()
