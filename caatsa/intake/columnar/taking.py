"""How a mapped value is taken from the cells of a row: texts, what they stand for, dates and figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from functools import cache
from typing import Any, Final

from caatsa.documents.document import Path
from caatsa.documents.wording import either
from caatsa.intake.columnar.layout import Cells, Field, Unreadable
from caatsa.intake.columnar.mapping_form import DateFrom, FigureFrom, QuantityFrom, Taken, ValueFrom
from caatsa.intake.columns import value_of

Columns = Mapping[str, int]
_SHOWN: Final = 60
_EXACT: Final = Context(prec=100)
_HOLES: Final = re.compile(r"\{\{|\}\}|\{([^{}]+)\}|[{}]")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME: Final = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_SIGNS: Final = {"none": "", "point": ".", "comma": ",", "blank": " ", "apostrophe": "'"}
_BLANKS: Final = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))


def holes(template: str) -> tuple[str, ...]:
    """The columns that a template names, in braces; `ValueError` where braces do not pair.

    >>> holes("{YEAR}/{LOT} {{as is}}")
    ('YEAR', 'LOT')
    """
    names = []
    for found in _HOLES.finditer(template):
        if found[1] is not None:
            names.append(found[1])
        elif len(found[0]) == 1:
            raise ValueError(
                f"has a single '{found[0]}'; a column stands as {{NAME}}, a brace is written twice"
            )
    return tuple(dict.fromkeys(names))


def filled(template: str, cells: Mapping[str, str]) -> str:
    """The template with the cells in the place of their columns; nothing where all of them are empty."""
    if not any(cells.values()):
        return ""
    text = _HOLES.sub(lambda found: cells[found[1]] if found[1] is not None else found[0][0], template)
    return " ".join(text.split())


def taken_from(said: Any) -> tuple[str, ...]:
    """The columns of which a mapped value itself is made, without those of its unit or currency."""
    if isinstance(said, Taken):
        return (said.column,) if said.column is not None else holes(said.template or "")
    return (said.column,) if isinstance(said, DateFrom | FigureFrom) else ()


def field(path: Path, said: Any, columns: Columns) -> Field:
    """The field of an event that a mapping describes so: a constant, or how it is made of cells."""
    if isinstance(said, Taken):
        return _of_text(path, said, columns)
    if isinstance(said, DateFrom):
        return Field(path, (columns[said.column],), _date_reader(said))
    if isinstance(said, FigureFrom):
        return _of_figure(path, said, columns)
    return Field(path, (), lambda _: said)


def _of_text(path: Path, said: Taken[Any], columns: Columns) -> Field:
    names = taken_from(said)

    def read(cells: Cells) -> Any:
        by_name = dict(zip(names, cells, strict=True))
        text = cells[0] if said.column is not None else filled(said.template or "", by_name)
        if not text:
            return said.if_empty
        if said.values is None:
            return text
        if text in said.values:
            return said.values[text]
        if said.otherwise == "fault":
            known = either(list(said.values)[:20]) if said.values else "none"
            raise Unreadable(f"'{_short(text)}' has no meaning in the mapping", f"values are {known}")
        return text if said.otherwise == "keep" else said.if_empty

    return Field(path, tuple(columns[name] for name in names), read)


def _date_reader(said: DateFrom) -> Callable[[Cells], Any]:
    def read(cells: Cells) -> str | None:
        for form in said.forms if cells[0] else ():
            day = _day(form, cells[0])
            if day is not None:
                return day
        if cells[0]:
            raise Unreadable(
                f"'{_short(cells[0])}' is not a date in that form", f"the form is {either(said.forms)}"
            )
        return None

    return read


def _day(form: str, text: str) -> str | None:
    """The date as YYYY-MM-DD, or shorter where the form has no day; None where it is not in the form."""
    found = _pattern(form).fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    month = parts.get("month")
    if "name" in parts:
        stem = parts["name"].casefold()
        month = str(_MONTHS.index(stem) + 1) if stem in _MONTHS else "0"
    steps = (parts["year"], month, parts.get("day"))
    return "-".join(step.zfill(2) for step in steps if step is not None)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    closed = form in ("YYYYMMDD", "YYYYMM")
    two = "{2}" if closed or form.startswith("YYYY-") else "{1,2}"
    pattern = re.escape(form).replace(r"\ ", " ").replace(r"\-", "-")
    for sign, group in (
        ("YYYY", "(?P<year>[0-9]{4})"),
        ("hh:mm", _TIME),
        ("Mon", "(?P<name>[A-Za-z]{3})"),
        ("MM", f"(?P<month>[0-9]{two})"),
        ("DD", f"(?P<day>[0-9]{two})"),
    ):
        pattern = pattern.replace(sign, group)
    return re.compile(pattern)


def _of_figure(path: Path, said: FigureFrom, columns: Columns) -> Field:
    beside = (
        said.unit
        if isinstance(said, QuantityFrom)
        else said.currency
        if isinstance(said, ValueFrom)
        else None
    )
    inner = field(path, beside, columns) if beside is not None else None
    own = columns[said.column]
    numbers = (own, *(inner.columns if inner else ()))

    def read(cells: Cells) -> Any:
        if not cells[0]:
            return None
        number = _number(cells[0], said)
        if number is None:
            if said.times != 1:
                raise Unreadable(f"'{_short(cells[0])}' is not a number", "it is to be multiplied", own)
            return cells[0]
        name = inner.read(cells[1:]) if inner else None
        if name is None:
            return value_of("value", number)
        return f"{number} {name}" if isinstance(said, QuantityFrom) else f"{name} {number}"

    return Field(path, numbers, read)


def _number(text: str, said: FigureFrom) -> str | None:
    """The number in digits and at most one point; None where the text is not one in these signs."""
    thousands, point = re.escape(_SIGNS[said.thousands]), re.escape(_SIGNS[said.decimal])
    # Groups of two are those of lakh and crore; the last is of three.
    grouped = rf"[0-9]{{1,3}}(?:{thousands}[0-9]{{2,3}}){{0,9}}{thousands}[0-9]{{3}}|" if thousands else ""
    plain = text.translate(_BLANKS)
    found = re.fullmatch(rf"(-?)({grouped}[0-9]{{1,30}})(?:{point}([0-9]{{1,20}}))?", plain)
    if found is None:
        return None
    sign, whole, part = found.groups()
    digits = whole.replace(_SIGNS[said.thousands], "") if thousands else whole
    number = _EXACT.multiply(Decimal(f"{sign}{digits}.{part or 0}"), said.times)
    return f"{number:f}".rstrip("0").rstrip(".")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
