"""FollowTheMoney entities, one JSON object on each line: persons, and the designations and ties between them.

Every property is a list of texts. https://followthemoney.tech/explorer/
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from caatsa.documents.document import Place
from caatsa.documents.text import MAX_LINE
from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.intake.lists.authorities import list_of, names_specified_persons
from caatsa.intake.lists.entry import LSP, NOT_SAID, Designation, Entry, Imposition, Tie
from caatsa.intake.lists.names import readable_name
from caatsa.intake.lists.open_sanctions import KINDS, of_one_list, only_country, read_day, tags_in
from caatsa.intake.lists.release import Release
from caatsa.intake.lists.remarks import measures_in

_TIES: Final = {"Ownership": ("owner", "asset"), "Representation": ("client", "agent")}
"""The ties that are read: whose person the second is, by the properties of each."""
_OFAC_ID: Final = re.compile(r"ofac-(?P<uid>\d{1,9})")
_IMPOSED_231: Final = re.compile(r"(?:section|sec\.?|§|caatsa) ?231(?! ?\(?[b-z]\b)", re.IGNORECASE)
_PER_CENT: Final = re.compile(r"(?P<share>\d{1,3}(?:\.\d+)?) ?%?")


class Node(Record):
    """One object of the file; `texts` are its properties."""

    id: str
    schema: str
    texts: Mapping[str, tuple[str, ...]]
    datasets: tuple[str, ...]
    referents: tuple[str, ...]
    last_seen: str
    line: int

    def first(self, name: str) -> str:
        """The first text of a property, empty where it has none."""
        return next(iter(self.texts.get(name, ())), "")

    def all(self, *names: str) -> tuple[str, ...]:
        """Every text of these properties, each once."""
        return tuple(dict.fromkeys(text for name in names for text in self.texts.get(name, ())))


def nodes(text: str, file: str, faults: list[Fault]) -> tuple[Node, ...]:
    """The objects of the lines; what is no FollowTheMoney entity goes to `faults`."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            read = _node(line, Place(file, number))
            if isinstance(read, Fault):
                faults.append(read)
            else:
                found.append(read)
    return tuple(found)


def last_seen(found: Sequence[Node]) -> PartialDate:
    """The latest day on which any of the objects was seen, `unknown` where none is given."""
    days = (read_day(node.last_seen) for node in found)
    return max((day for day in days if day.known), key=lambda day: day.last_day, default=PartialDate.UNKNOWN)


def entries(found: Sequence[Node], release: Release) -> Iterator[Entry]:
    """The persons with what the other objects say of them; a tie to who is not in the file is a fault."""
    graph = _Graph(found, release)
    for node in found:
        if node.schema in _TIES or node.schema == "Sanction":
            continue
        name = readable_name(node.first("name"))
        if not name:
            if node.schema in KINDS:
                release.refuse(node.line, "has no readable name", "a person has one")
            continue
        sanctions = graph.sanctions[node.id]
        others = map(readable_name, node.all("name", "alias", "previousName"))
        yield Entry(
            publisher="followthemoney",
            id=node.id,
            kind=KINDS.get(node.schema, "thing"),
            name=name,
            file=release.file,
            line=node.line,
            day=release.day,
            uid=_uid(node),
            country=only_country(
                node.all("jurisdiction") or node.all("country", "nationality"), release.known.code
            ),
            names=tuple(dict.fromkeys(one for one in others if one and one != name)),
            weak_names=tuple(filter(None, map(readable_name, node.all("weakAlias")))),
            designations=tuple(_designations(node, sanctions, release)),
            owners=graph.ties("Ownership", node.id),
            acts_for=graph.ties("Representation", node.id),
            imposition=next(filter(None, map(_imposition, sanctions)), None),
            remarks=tuple(_ended(sanctions)),
        )


class _Graph:
    """The objects by what they are about; merged entities answer to the ids that were merged into them."""

    def __init__(self, found: Sequence[Node], release: Release) -> None:
        self._release = release
        self._persons = {node.id: node for node in found}
        for node in found:
            for referent in node.referents:
                self._persons.setdefault(referent, node)
        self.sanctions: defaultdict[str, list[Node]] = defaultdict(list)
        self._ties: defaultdict[tuple[str, str], list[Tie]] = defaultdict(list)
        for node in found:
            if node.schema == "Sanction":
                if (of := self._known(node, "entity")) is not None:
                    self.sanctions[of.id].append(node)
            elif node.schema in _TIES:
                self._tie(node)

    def ties(self, schema: str, of: str) -> tuple[Tie, ...]:
        """The ties of that kind, by name."""
        return tuple(sorted(self._ties[schema, of], key=lambda tie: (tie.name, str(tie.from_))))

    def _known(self, node: Node, role: str) -> Node | None:
        person = self._persons.get(node.first(role))
        if person is None:
            problem = f"the {role} '{node.first(role)[:60]}' of this {node.schema} is not in the file"
            self._release.refuse(node.line, problem, "every entity that is referred to is in the file")
        return person

    def _tie(self, node: Node) -> None:
        other_role, own_role = _TIES[node.schema]
        other = self._known(node, other_role)
        own = self._known(node, own_role)
        name = readable_name(other.first("name")) if other else ""
        if own is None or not name or own is other:
            return
        share = _PER_CENT.fullmatch(node.first("percentage").strip())
        per_cent = float(share["share"]) if share else None
        until = read_day(node.first("endDate"))
        start = read_day(node.first("startDate"))
        if start.known and until.last_day < start.first_day:
            self._release.refuse(node.line, f"ends on {until}, before {start}", "a tie ends after it began")
            return
        tie = Tie(
            name=name,
            share=per_cent if per_cent is not None and 0 < per_cent <= 100 else None,
            from_=start,
            until=until if until.known else None,
        )
        self._ties[node.schema, own.id].append(tie)


def _node(line: str, place: Place) -> Node | Fault:
    if len(line) > MAX_LINE:
        return place.fault(f"the line has {len(line):,} characters", f"a line has at most {MAX_LINE:,}")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return place.fault(
            "is not JSON, as if the file were cut off or changed here", "one object on each line"
        )
    if not isinstance(data, dict) or not all(isinstance(data.get(key), str) for key in ("id", "schema")):
        return place.fault("is no FollowTheMoney entity", "an entity has 'id', 'schema' and 'properties'")
    properties = data.get("properties")
    return Node(
        id=data["id"],
        schema=data["schema"],
        texts={
            str(key): _texts(value)
            for key, value in (properties.items() if isinstance(properties, dict) else ())
        },
        datasets=_texts(data.get("datasets")),
        referents=_texts(data.get("referents")),
        last_seen=data["last_seen"] if isinstance(data.get("last_seen"), str) else "",
        line=place.line or 0,
    )


def _texts(value: Any) -> tuple[str, ...]:
    """The texts of a property; an entity that stands in place of its id counts as its id."""
    several = value if isinstance(value, list) else [value]
    said = (one.get("id") if isinstance(one, dict) else one for one in several)
    return tuple(one for one in said if isinstance(one, str) and one.strip())


def _uid(node: Node) -> int | None:
    """OFAC's number of the entry where exactly one is given."""
    ids = (node.id, *node.referents)
    found = {int(match["uid"]) for one in ids if (match := _OFAC_ID.fullmatch(one))}
    return found.pop() if len(found) == 1 else None


def _designations(node: Node, sanctions: Sequence[Node], release: Release) -> Iterator[Designation]:
    """One for each list and tag of the sanctions; where there are none, of the datasets, without a day."""
    in_force = [one for one in sanctions if not read_day(one.first("endDate")).known]
    for sanction in in_force:
        yield from _of_sanction(sanction, release)
    lists = {one for one in map(list_of, node.datasets) if one}
    if not sanctions:
        if LSP in lists:
            yield Designation(LSP, "", PartialDate.UNKNOWN, release.day)
        if of := of_one_list(lists - {LSP}):
            for tag in tags_in(node.all("program", "programId"), release.known.programs) or ("",):
                yield Designation(of, tag, PartialDate.UNKNOWN, release.day)


def _of_sanction(node: Node, release: Release) -> Iterator[Designation]:
    texts = node.all("program", "programId", "provisions", "reason", "summary", "authority")
    started = read_day(node.first("startDate"))
    listed_on = started if started.known else read_day(node.first("listingDate"))
    if any(map(names_specified_persons, texts)):
        yield Designation(LSP, "", listed_on, release.day, sector=_sector(texts))
        return
    lists = {one for one in map(list_of, (*node.datasets, *node.all("authority"))) if one and one != LSP}
    of = of_one_list(lists - {NOT_SAID} or lists)
    if of is None:
        return
    measures = measures_in(texts)
    for tag in tags_in(texts, release.known.programs) or ("",):
        yield Designation(of, tag, listed_on, release.day, measures=measures)


def _sector(texts: Sequence[str]) -> str:
    """The sector that the texts state; where they name both or none, none."""
    said = " ".join(texts).casefold()
    found = [
        sector for sector, words in (("defense", "defen"), ("intelligence", "intelligence")) if words in said
    ]
    # The name of the list itself speaks of both sectors.
    return found[0] if len(found) == 1 else ""


def _imposition(node: Node) -> Imposition | None:
    """An imposition under section 231 where a sanction names that section, the day and items of the menu."""
    texts = node.all("program", "provisions", "reason", "summary")
    on = read_day(node.first("startDate"))
    on = on if on.known else read_day(node.first("listingDate"))
    named = any(_IMPOSED_231.search(text) and not names_specified_persons(text) for text in texts)
    measures = measures_in(texts)
    return Imposition(on, measures) if named and on.known and measures else None


def _ended(sanctions: Sequence[Node]) -> Iterator[str]:
    for node in sanctions:
        if (end := read_day(node.first("endDate"))).known:
            yield f"No longer listed since {end}: {', '.join(node.all('program', 'authority')) or 'a list'}"
