"""The file of armaments read strictly: all faults at once, or a catalogue that refers to nothing it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault, RegisterError
from caatsa.registers.armament import Aspect, Category, DataSource, ItemClass, OfficialNaming, System, Use
from caatsa.registers.item_words import phrase

FILE: Final = "registers/armaments.yaml"
Names = dict[tuple[str, ...], str]

_TOP = ("format", "sources", "categories", "aspects", "not_aspects", "systems", "classes")
_SOURCE = ("title", "publisher", "url")
_CATEGORY = ("title", "un_register", "use", "family", "related_materiel", "related_if", "part")
_KIND = (
    *("key", "category", "un_register", "register_if", "related_if", "use"),
    *("ballistic_missile", "ballistic_missile_possible", "note"),
)
_CLASS = (*_KIND, "nouns")
_SYSTEM = (
    *(*_KIND, "name", "aliases", "in_context", "origin", "maker", "sophistication"),
    *("component_of", "verification", "source", "officially_named"),
)
_NAMING = ("role", "country", "date", "act")
_UN_REGISTER = (None, "I", "II", "III", "IVa", "IVb", "V", "VI", "VIIa", "VIIb")
_USES = (None, *get_args(Use))
_ASPECTS = tuple(aspect for aspect in get_args(Aspect) if aspect != "none")
_NO_CATEGORY = Category("", "", None, None, "", related_materiel=False, related_if="", part=False)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The file, checked: entries by key, and keys by the words that name them."""

    systems: Mapping[str, System]
    classes: Mapping[str, ItemClass]
    names: Names
    names_in_context: Names
    nouns: Names
    aspects: Names


def read_armaments(data: Any) -> Catalogue:
    """The catalogue of the parsed file; raises `RegisterError` with every fault found."""
    faults: list[Fault] = []
    top = _Entry(data, "the file", _TOP, faults)
    book = _Book(
        {key: _source(entry) for key, entry in top.mapping("sources", _SOURCE)},
        {key: _category(key, entry) for key, entry in top.mapping("categories", _CATEGORY)},
    )
    systems = {(system := _system(entry, book)).key: system for entry in top.entries("systems", _SYSTEM)}
    classes = {(noun := _class(entry, book)).key: noun for entry in top.entries("classes", _CLASS)}
    for system in systems.values():
        for unknown in sorted(set(system.component_of) - set(systems)):
            top.fault(f"system {system.key} is a component of '{unknown}', which is no system")
    _read_aspects(top, book)
    if not systems or not classes:
        top.fault("has no systems or no classes")
    if faults:
        raise RegisterError(faults)
    return Catalogue(systems, classes, book.names, book.names_in_context, book.nouns, book.aspects)


@dataclass(frozen=True, slots=True)
class _Book:
    """What entries refer to, and whom each name was given to so far."""

    sources: Mapping[str, DataSource]
    categories: Mapping[str, Category]
    names: Names = field(default_factory=dict)
    names_in_context: Names = field(default_factory=dict)
    nouns: Names = field(default_factory=dict)
    aspects: Names = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


class _Entry:
    """One mapping of the file, read key by key; what is wrong is noted and stands empty."""

    def __init__(self, value: Any, where: str, keys: Iterable[str], faults: list[Fault]) -> None:
        self.where, self.faults = where, faults
        self.values: Mapping[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.fault("is not a mapping")
        known = tuple(keys)
        for key in self.values:
            if key not in known:
                self.fault(f"has the unknown key {key!r}", f"keys are {', '.join(known)}")

    def fault(self, problem: str, allowed: str = "") -> None:
        self.faults.append(Fault(FILE, None, None, f"{self.where} {problem}", allowed))

    def text(self, key: str, *, required: bool = True) -> str:
        value = self.values.get(key, None if required else "")
        if isinstance(value, str) and (value.strip() or not required):
            return value
        self.fault(f"needs text for '{key}', not {value!r}")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) and phrase(one) for one in value):
            return tuple(value)
        self.fault(f"needs a list of texts for '{key}'")
        return ()

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fault(f"has {key} {value!r}", "true or false")
        return value is True

    def choice(self, key: str, allowed: tuple[str | None, ...], default: str | None = None) -> Any:
        value = self.values.get(key, default)
        if value not in allowed:
            self.fault(f"has {key} {value!r}", f"{key} is {', '.join(str(one) for one in allowed)}")
        return value

    def entries(self, key: str, keys: Iterable[str]) -> Iterator[_Entry]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.fault(f"needs a list for '{key}'")
            value = []
        for number, one in enumerate(value, 1):
            name = one.get("key", number) if isinstance(one, dict) else number
            yield _Entry(one, f"{self.where}, {key} {name},", keys, self.faults)

    def mapping(self, key: str, keys: Iterable[str]) -> Iterator[tuple[str, _Entry]]:
        value = self.values.get(key)
        if not isinstance(value, dict):
            self.fault(f"needs a mapping for '{key}'")
            value = {}
        for name, one in value.items():
            yield str(name), _Entry(one, f"{self.where}, {key} {name},", keys, self.faults)

    def names(self, words: Iterable[str], key: str, into: Names, *others: Names) -> None:
        """Give these names to `key`; a name that another entry has already is a fault."""
        for name in words:
            folded = phrase(name)
            for index in (into, *others):
                if folded and index.get(folded, key) != key:
                    self.fault(f"has the name '{name}', which is that of {index[folded]}")
            if folded:
                into[folded] = key


def _source(entry: _Entry) -> DataSource:
    return DataSource(entry.text("title"), entry.text("publisher"), entry.text("url"))


def _category(key: str, entry: _Entry) -> Category:
    return Category(
        key=key,
        title=entry.text("title"),
        un_register=entry.choice("un_register", _UN_REGISTER),
        use=entry.choice("use", _USES),
        family=entry.text("family", required=False) or key,
        related_materiel=entry.flag("related_materiel"),
        related_if=entry.text("related_if", required=False),
        part=entry.flag("part"),
    )


def _kind(entry: _Entry, book: _Book) -> dict[str, Any]:
    """The fields that systems and classes share; what the entry leaves out is that of its category."""
    key = entry.text("key")
    if key in book.keys:
        entry.fault("has a key that another entry has")
    book.keys.add(key)
    category = book.categories.get(entry.text("category"), _NO_CATEGORY)
    if category is _NO_CATEGORY:
        entry.fault(f"has the unknown category {entry.values.get('category')!r}", ", ".join(book.categories))
    return {
        "key": key,
        "category": category,
        "un_register": entry.choice("un_register", _UN_REGISTER, category.un_register),
        "register_if": entry.text("register_if", required=False),
        "related_if": entry.text("related_if", required=False) or category.related_if,
        "use": entry.choice("use", _USES, category.use),
        "ballistic_missile": entry.flag("ballistic_missile"),
        "ballistic_missile_possible": entry.flag("ballistic_missile_possible"),
        "note": entry.text("note", required=False),
    }


def _class(entry: _Entry, book: _Book) -> ItemClass:
    kind = _kind(entry, book)
    nouns = entry.texts("nouns")
    if not nouns:
        entry.fault("has no nouns")
    entry.names(nouns, kind["key"], book.nouns)
    entry.names(map(_plural, nouns), kind["key"], book.nouns)
    return ItemClass(name=nouns[0] if nouns else "", **kind)


def _system(entry: _Entry, book: _Book) -> System:
    kind = _kind(entry, book)
    name, aliases, in_context = entry.text("name"), entry.texts("aliases"), entry.texts("in_context")
    contextual = {phrase(one) for one in in_context}
    whole = tuple(one for one in (name, *aliases) if phrase(one) not in contextual)
    entry.names(whole, kind["key"], book.names, book.names_in_context)
    entry.names(in_context, kind["key"], book.names_in_context, book.names)
    return System(
        **kind,
        name=name,
        aliases=(*aliases, *in_context),
        origin=entry.text("origin"),
        maker=entry.text("maker"),
        sophistication=entry.choice("sophistication", ("high", "medium", "low")),
        component_of=entry.texts("component_of"),
        verification=_verification(entry),
        source=_source_named(entry, book) if "source" in entry.values else None,
        officially_named=tuple(_naming(one) for one in entry.entries("officially_named", _NAMING)),
    )


def _verification(entry: _Entry) -> Any:
    verification = entry.choice("verification", ("seen", "unverified"), "unverified")
    if verification == "seen" and "source" not in entry.values:
        entry.fault("is verified as seen but names no source")
    return verification


def _source_named(entry: _Entry, book: _Book) -> DataSource:
    source = book.sources.get(entry.text("source"))
    if source is None:
        entry.fault(f"has the unknown source {entry.values.get('source')!r}")
    return source or DataSource("", "", "")


def _naming(entry: _Entry) -> OfficialNaming:
    return OfficialNaming(
        role=entry.choice("role", ("determination", "warning")),
        country=entry.text("country"),
        date=_date(entry),
        act=entry.text("act"),
    )


def _date(entry: _Entry) -> PartialDate:
    try:
        return PartialDate.parse(entry.values.get("date", ""))
    except ValueError as error:
        entry.fault(f"has a bad date: {error}")
        return PartialDate.UNKNOWN


def _read_aspects(top: _Entry, book: _Book) -> None:
    aspects = _Entry(top.values.get("aspects"), "aspects", _ASPECTS, top.faults)
    for aspect in _ASPECTS:
        aspects.names(aspects.texts(aspect), aspect, book.aspects)
    top.names(top.texts("not_aspects"), "none", book.aspects)


def _plural(noun: str) -> str:
    """The regular English plural; for other languages a word that nobody writes.

    >>> _plural("assault rifle"), _plural("artillery battery"), _plural("corvette class")
    ('assault rifles', 'artillery batteries', 'corvette classes')
    """
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
