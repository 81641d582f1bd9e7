"""Deals that an article lists in a table, one in a row, under headings that say what the columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from caatsa.domain.record import Record
from caatsa.domain.reported import ActKind
from caatsa.intake.extraction.days import find_days
from caatsa.intake.extraction.drafts import Draft, DraftAct, DraftSide, Span
from caatsa.intake.extraction.mentions import Gazetteer, mentions
from caatsa.intake.extraction.text import is_row
from caatsa.intake.money import Money, read_money
from caatsa.intake.quantities import Quantity, read_quantity

Column = Literal["buyer", "supplier", "item", "quantity", "value", "contract", "delivery"]

_WORDS: Final[tuple[tuple[Column, str], ...]] = (
    ("quantity", r"quantity|qty|numbers?|units|no\."),
    ("value", r"value|price|cost|worth|amount"),
    ("delivery", r"deliver(?:y|ies|ed)|handed over"),
    ("contract", r"contract(?:ed)?|signed|order(?:ed)?|date|year"),
    ("buyer", r"customer|buyer|recipient|country|operator|importer|client|purchaser"),
    ("supplier", r"supplier|seller|exporter|vendor|source"),
    ("item", r"system|item|equipment|weapons?|product|designation|type|platform|model|aircraft"),
)
_COLUMNS: Final = tuple((column, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for column, words in _WORDS)
_CELL: Final = re.compile(r"[^\t|]+")
_LINE: Final = re.compile(r"[^\n]+")
_MOST_ROWS: Final = 2_000


class Cell(Record):
    """A cell of a row, where it stands in the article."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.start + len(self.text), self.text)


def drafts_of(text: str, gazetteer: Gazetteer) -> Iterator[Draft]:
    """An event for each row that has goods, a buyer and an act, under headings that name these columns."""
    headings: Mapping[int, Column] = {}
    rows = 0
    for match in _LINE.finditer(text):
        if not is_row(match[0]):
            headings = headings if not match[0].strip() else {}
            continue
        rows += 1
        if rows > _MOST_ROWS:
            return
        cells = [_stripped(cell) for cell in _CELL.finditer(text, match.start(), match.end())]
        found = _headings(cells)
        if {"buyer", "item"} <= set(found.values()):
            headings = found
            continue
        row = {headings[at]: cell for at, cell in enumerate(cells) if at in headings}
        draft = _draft(row, gazetteer)
        if draft is not None:
            yield draft


def _stripped(match: re.Match[str]) -> Cell:
    text = match[0]
    return Cell(text.strip(), match.start() + len(text) - len(text.lstrip()))


def _headings(cells: Sequence[Cell]) -> dict[int, Column]:
    """The column that each cell is the heading of, each column once."""
    found: dict[int, Column] = {}
    for at, cell in enumerate(cells):
        kinds = (
            column for column, words in _COLUMNS if words.search(cell.text) and column not in found.values()
        )
        column = next(kinds, None)
        if column is not None and len(cell.text) <= 40 and not re.search(r"\d", cell.text):
            found[at] = column
    return found


def _draft(row: Mapping[Column, Cell], gazetteer: Gazetteer) -> Draft | None:
    item, buyer = row.get("item"), row.get("buyer")
    goods = mentions(item.text, gazetteer).goods if item else ()
    side = _side(buyer, gazetteer) if buyer else None
    acts = list(_acts(row))
    if item is None or not goods or side is None or not acts:
        return None
    supplier = row.get("supplier")
    draft = Draft(goods[0], item.span, last=-1, buyer=side, acts=acts)
    draft.supplier = _side(supplier, gazetteer) if supplier else None
    quantity, value = row.get("quantity"), row.get("value")
    if quantity and isinstance(read_quantity(quantity.text), Quantity):
        draft.quantity = quantity.span
    if value and isinstance(read_money(value.text), Money):
        draft.value = value.span
    draft.note("taken from a row of a table")
    return draft


def _side(cell: Cell, gazetteer: Gazetteer) -> DraftSide | None:
    named = next((one for one in mentions(cell.text, gazetteer).named if one.code), None)
    if named is None:
        return None
    said = Span(cell.start + named.start, cell.start + named.end, cell.text[named.start : named.end])
    return DraftSide(named.code, named.country, said, said if named.person else None, presumed=False)


def _acts(row: Mapping[Column, Cell]) -> Iterator[DraftAct]:
    """The contract, if the table has a column for it, and the delivery if its cell has a day."""
    kinds: tuple[ActKind, ...] = ("contract", "delivery")
    for kind in kinds:
        cell = row.get("contract" if kind == "contract" else "delivery")
        if cell is None:
            continue
        days = [day for day in find_days(cell.text, None) if day.text and not day.ahead]
        for day in days[:1]:
            said = Span(cell.start + day.start, cell.start + day.end, cell.text[day.start : day.end])
            yield DraftAct(kind, day.text, cell.span, said)
        if not days and kind == "contract":
            yield DraftAct(kind, "", cell.span)
