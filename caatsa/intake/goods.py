"""What the goods are for provisions on arms: of the UN Register, arms at all, or ballistic missiles."""

from __future__ import annotations

from typing import Final

from caatsa.domain.facts import Value
from caatsa.registers.armament import Identification, ItemClass, Use

_ARMS: Final = {"military": "yes", "dual": "dual", "civil": "no", "space": "no"}


def arms_fields(item: Identification, subject: ItemClass | None) -> dict[str, Value]:
    """The fields of an `item` fact that provisions on arms read, for one subject of the item."""
    standing, words = _in_the_register(item, subject)
    return {
        "un_register": standing,
        "un_register_words": words,
        "arms": _ARMS.get(_use(item, subject) or "", "unknown"),
        "ballistic_missile": _ballistic(item, subject),
    }


def _in_the_register(item: Identification, subject: ItemClass | None) -> tuple[str, str]:
    """Where the goods stand towards the Register's categories, and why, in words."""
    if subject is None:
        return "unknown", "the armaments register does not know the item"
    title = subject.category.title
    if subject.un_register:
        category = f"category {subject.un_register} of the UN Register"
        if subject.register_if:
            return "conditional", f"{category} if {subject.register_if}"
        if item.aspect != "none":
            return "related", f"{_ASPECT_WORDS[item.aspect]} {subject.name} ({category}, {title})"
        return "inside", f"{category}, {title}"
    return _beside_the_register(item, subject)


def _beside_the_register(item: Identification, subject: ItemClass) -> tuple[str, str]:
    """What belongs to the Register's categories without being of one: parts, ammunition and the like."""
    title = subject.category.title
    inside = [whole for whole in item.wholes if whole.un_register and not whole.register_if]
    if inside:
        words = f"{title} for {inside[0].name} (category {inside[0].un_register} of the UN Register)"
        others = ", ".join(whole.name for whole in item.wholes if whole not in inside)
        return (
            ("conditional", f"related materiel if {words}; also for {others}")
            if others
            else ("related", words)
        )
    if subject.category.related_materiel and subject.related_if:
        return "conditional", f"{title}: related materiel if {subject.related_if}"
    if subject.category.related_materiel:
        return "related", f"{title}: related materiel of the UN Register's categories"
    if subject.use in (None, "dual"):
        return "unknown", f"{title}: what is known of it does not settle whether it is armed"
    return "outside", f"{title}: outside the UN Register's categories"


_ASPECT_WORDS: Final = {
    "upgrade": "upgrade of",
    "licence": "licence or technology for",
    "sustainment": "parts or maintenance for",
    "training": "training on",
}


def _use(item: Identification, subject: ItemClass | None) -> Use | None:
    """The use of the goods, or what they are a part of; none where neither is known."""
    return subject.use or item.use if subject else None


def _ballistic(item: Identification, subject: ItemClass | None) -> str:
    """Whether the goods are ballistic missiles, or parts or technology of them."""
    if subject is None:
        return "unknown"
    if any(one.ballistic_missile for one in (subject, *item.wholes)):
        return "yes"
    possible = any(one.ballistic_missile_possible for one in (subject, *item.wholes))
    return "possibly" if possible else "no"
