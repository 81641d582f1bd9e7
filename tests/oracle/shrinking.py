"""The smallest part of a world that still shows what was found, and the files in which it is kept."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from caatsa.domain.vocabulary import VOCABULARY
from caatsa.engine.patterns import WorkingFact
from tests.oracle.statements import Value
from tests.oracle.worlds import World

REGRESSIONS = Path(__file__).parent / "regressions"


def shrunk(world: World, shows: Callable[[World], bool]) -> World:
    """The world without each fact and each field that can go while `shows` holds."""
    while smaller := next((each for each in _smaller(world) if shows(each)), None):
        world = smaller
    return world


def _smaller(world: World) -> Iterator[World]:
    """Worlds with one fact less, then worlds with one field less."""
    for fact in world:
        yield tuple(other for other in world if other is not fact)
    for fact in world:
        for field in fact.fields:
            fields = {name: value for name, value in fact.fields.items() if name != field}
            yield tuple(replace(fact, fields=fields) if other is fact else other for other in world)


def keep(world: World, about: str, path: Path) -> None:
    """Write the world to a file; in `REGRESSIONS` the tests replay it from now on."""
    facts = ",\n  ".join(json.dumps(_written(fact), ensure_ascii=False) for fact in world)
    about = json.dumps(about, ensure_ascii=False)
    path.write_text(f'{{"about": {about},\n "facts": [\n  {facts}\n ]}}\n', encoding="utf-8")


def kept(path: Path) -> World:
    """The world in a file."""
    return tuple(_read(fact) for fact in json.loads(path.read_text(encoding="utf-8"))["facts"])


def _written(fact: WorkingFact) -> dict[str, Any]:
    fields = {name: _said(fact.kind, name, value) for name, value in fact.fields.items()}
    return {"ref": fact.ref, "fact": fact.kind, **fields}


def _read(said: dict[str, Any]) -> WorkingFact:
    kind = said["fact"]
    fields = {name: _meant(kind, name, value) for name, value in said.items() if name not in ("ref", "fact")}
    return WorkingFact(said["ref"], kind, fields)


def _said(kind: str, field: str, value: Value) -> Value:
    """Days as people write them."""
    return date.fromordinal(int(value)).isoformat() if _is_day(kind, field) else value


def _meant(kind: str, field: str, value: Value) -> Value:
    return date.fromisoformat(str(value)).toordinal() if _is_day(kind, field) else value


def _is_day(kind: str, field: str) -> bool:
    return VOCABULARY[kind].fields[field].type == "day"
