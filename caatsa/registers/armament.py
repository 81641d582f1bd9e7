"""What the register of armaments says: systems, classes of goods, and what an item was found to be."""

from __future__ import annotations

from typing import Literal

from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record

Use = Literal["military", "civil", "space", "dual"]
Aspect = Literal["none", "upgrade", "licence", "sustainment", "training"]
IdentificationKind = Literal["designation", "class_noun", "ambiguous", "unknown"]


class Category(Record):
    """A category of goods; `un_register` is that of the UN Register of Conventional Arms, None if outside it.

    `related_materiel`: ammunition, parts and the like, which a statute may add to the Register's categories;
    `related_if` is what must also hold for that, empty where nothing must.
    """

    key: str
    title: str
    un_register: str | None
    use: Use | None
    family: str
    related_materiel: bool
    related_if: str
    part: bool


class DataSource(Record):
    """Where designer state and maker of a system were read."""

    title: str
    publisher: str
    url: str


class OfficialNaming(Record):
    """A section 231 determination or warning that named the system; `act` is the id of the official act."""

    role: Literal["determination", "warning"]
    country: str
    date: PartialDate
    act: str


class ItemClass(Record):
    """A kind of goods that a noun names; `register_if` is what must also hold for the Register category.

    `related_if` likewise for being related materiel. `ballistic_missile_possible`: the noun also names
    ballistic missiles or what they are made of.
    """

    key: str
    name: str
    category: Category
    un_register: str | None
    register_if: str
    related_if: str
    use: Use | None
    ballistic_missile: bool
    ballistic_missile_possible: bool
    note: str


class System(ItemClass):
    """A designated system. `origin` is the designer's state, `maker` a key of the persons or a plain name.

    `sophistication` is our own wording, `component_of` the keys of systems that it is built into or
    fired from. `verification` is "seen" where designer state and maker were read in `source`.
    """

    aliases: tuple[str, ...]
    origin: str
    maker: str
    sophistication: Literal["high", "medium", "low"]
    component_of: tuple[str, ...]
    verification: Literal["seen", "unverified"]
    source: DataSource | None
    officially_named: tuple[OfficialNaming, ...]


class Identification(Record):
    """What an item was found to be.

    - designation: `systems` has one. `classes` has one as well where not the system itself is acquired but
      something for it, as in "T-72 engines".
    - class_noun: `classes` has one.
    - ambiguous: several systems, or no system and classes of several categories; all are kept.
    - unknown: neither.

    `wholes` are what the goods are a part of or made for, as far as the item or the register says so: the
    Su-35 for "AL-41F engines", tanks for "tank spare parts".
    `matched` are the words that decided, as reported. `unknown_designation` looks like a designation, but the
    register has none like it. `use` is what the item implies, None where it implies nothing.
    """

    item: str
    kind: IdentificationKind
    systems: tuple[System, ...] = ()
    wholes: tuple[ItemClass, ...] = ()
    classes: tuple[ItemClass, ...] = ()
    matched: tuple[str, ...] = ()
    aspect: Aspect = "none"
    use: Use | None = None
    unknown_designation: str = ""

    @property
    def system(self) -> System | None:
        """The one system named; None where there is none, or more than one."""
        return self.systems[0] if len(self.systems) == 1 else None

    @property
    def subjects(self) -> tuple[ItemClass, ...]:
        """What is acquired: the class of a part if the item is one, else the systems, else the classes."""
        return self.classes or self.systems
