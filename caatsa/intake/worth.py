"""Facts on value in United States dollars: of one act, and of all acts of a kind within twelve months.

Only what is stated in dollars counts; nothing is converted. A hedge leaves a side open: "over USD 3 billion"
has no upper bound, "up to" no lower one, and "about" is read as within half and double (our reading).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import Final

from caatsa.documents.document import Path
from caatsa.domain.facts import Fact, Origin, Value
from caatsa.domain.record import Record
from caatsa.domain.reported import TRANSACTION_KINDS
from caatsa.domain.vocabulary import ANY
from caatsa.intake.evidence import best_grade, citations, sources_of
from caatsa.intake.money import Amount, Money
from caatsa.intake.normalise import Frame, SeenAct
from caatsa.intake.understand import Figure, Understood

DOLLARS: Final = "USD"
A_MILLION: Final = 1_000_000
LARGEST: Final = 2**53
"""Beyond this the engines do not count exactly; a larger bound is not stated."""
_AT_LEAST: Final = frozenset(
    (
        *("a little over", "well over", "just over", "in excess of", "upwards of", "more than"),
        *("not less than", "at least", "over", "above", "exceeding", "не менее", "более", "более чем"),
        *("свыше", ">", ">=", "≥", "+", "plus", "or more", "से अधिक"),
    )
)
_AT_MOST: Final = frozenset(
    (
        *("just under", "less than", "at most", "up to", "as many as", "as much as", "under", "below"),
        *("nearly", "almost", "не более", "почти", "до", "<", "<=", "≤"),
    )
)


class Bounds(Record):
    """Whole dollars, both inclusive; `None` where a side is open."""

    least: int | None
    most: int | None


def bounds(amount: Amount) -> Bounds:
    """The bounds of an amount as its hedge leaves them.

    >>> bounds(Amount(Decimal(3), Decimal(3), "USD", "over"))
    Bounds(least=3, most=None)
    >>> bounds(Amount(Decimal(3), Decimal(3), "USD", "about"))
    Bounds(least=1, most=6)
    """
    low = int(amount.low.to_integral_value(ROUND_FLOOR))
    high = int(amount.high.to_integral_value(ROUND_CEILING))
    if not amount.hedge:
        return _within(low, high)
    if amount.hedge in _AT_LEAST:
        return _within(low, None)
    if amount.hedge in _AT_MOST:
        return _within(None, high)
    return _within(low // 2, 2 * high)


def _within(least: int | None, most: int | None) -> Bounds:
    return Bounds(
        None if least is None else min(least, LARGEST), None if most is None or most > LARGEST else most
    )


class _Priced(Record):
    """A figure in dollars, with the act it is of; `None` for the event as a whole."""

    path: Path
    reported: str
    bounds: Bounds
    seen: SeenAct | None


def worth_facts(understood: Understood, acts: tuple[SeenAct, ...], frame: Frame) -> Iterator[Fact]:
    """The value of each act, or of the whole event, and the sums within twelve months."""
    priced = tuple(_priced(understood.figures, acts))
    sources = citations(understood.event.sources)
    maker = _Maker(frame, Origin("input", "", sources, best_grade(sources)), understood)
    for one in priced:
        yield maker.single(one)
    whole = next((one for one in priced if one.seen is None), None)
    dealings = [one for one in priced if one.seen is not None and one.seen.act.kind in TRANSACTION_KINDS]
    complete = len(dealings) == sum(1 for seen in acts if seen.act.kind in TRANSACTION_KINDS)
    for span, least_each in (("twelve_months", 0), ("twelve_months_of_millions", A_MILLION)):
        counted = [one for one in dealings if (one.bounds.least or 0) >= least_each]
        summed = _most_in_twelve_months(counted)
        most = whole.bounds.most if whole else _most(dealings) if complete and dealings else None
        if summed or most is not None:
            yield maker.sum(span, Bounds(summed or None, most), whole, dealings)


def _priced(figures: Iterable[Figure], acts: Iterable[SeenAct]) -> Iterator[_Priced]:
    by_path = {seen.path: seen for seen in acts}
    for figure in figures:
        amount = _in_dollars(figure.reading)
        of_event = figure.path[0] != "acts"
        seen = None if of_event else by_path.get(figure.path[:2])
        if amount is not None and (of_event or seen is not None):
            yield _Priced(figure.path, figure.reported, bounds(amount), seen)


def _in_dollars(reading: object) -> Amount | None:
    amounts = reading.amounts if isinstance(reading, Money) else ()
    return next((amount for amount in amounts if amount.currency == DOLLARS), None)


def _most_in_twelve_months(priced: Sequence[_Priced]) -> int:
    """The largest sum of acts of one kind that surely lie within twelve months of each other.

    Kinds are not added up: a contract and the payments under it are the same money.
    """
    by_kind: Mapping[str, list[tuple[date, date, int]]] = defaultdict(list)
    for one in priced:
        if one.seen is not None and one.seen.act.date.known and one.bounds.least:
            by_kind[one.seen.act.kind].append((one.seen.first_day, one.seen.last_day, one.bounds.least))
    return max((_window(of_kind) for of_kind in by_kind.values()), default=0)


def _window(dated: Sequence[tuple[date, date, int]]) -> int:
    """The largest sum over acts none of which may end later than a year after the first began."""
    return max(
        sum(least for first, last, least in dated if start <= first and last < _a_year_after(start))
        for start, _, _ in dated
    )


def _a_year_after(day: date) -> date:
    leap_day = day.month == 2 and day.day == 29
    return date(day.year + 1, 3, 1) if leap_day else day.replace(year=day.year + 1)


def _most(dealings: Sequence[_Priced]) -> int | None:
    """No twelve months hold more than all of it; `None` where one figure is open above."""
    highest = [one.bounds.most for one in dealings]
    known = [most for most in highest if most is not None]
    return min(sum(known), LARGEST) if len(known) == len(highest) else None


class _Maker(Record):
    frame: Frame
    origin: Origin
    understood: Understood

    def single(self, one: _Priced) -> Fact:
        act = one.seen.id if one.seen else ANY
        sources = (
            citations(sources_of(one.seen.act, self.understood.event)) if one.seen else self.origin.sources
        )
        origin = Origin("input", self.frame.locate(one.path), sources, best_grade(sources))
        text = f"value {one.reported}"
        return Fact(f"worth:{act}", "worth", _fields(act, "single", one.bounds, one.reported), text, origin)

    def sum(self, span: str, summed: Bounds, whole: _Priced | None, dealings: Sequence[_Priced]) -> Fact:
        counted = [one.reported for one in ((whole,) if whole and not dealings else dealings) if one]
        words = "; ".join(dict.fromkeys(counted))
        path = whole.path if whole else dealings[0].path
        origin = Origin("input", self.frame.locate(path), self.origin.sources, self.origin.grade)
        text = f"within twelve months: {words}"
        return Fact(f"worth:{span}", "worth", _fields(ANY, span, summed, words), text, origin)


def _fields(act: str, span: str, of: Bounds, words: str) -> dict[str, Value]:
    fields: dict[str, Value] = {"act": act, "span": span, "words": words}
    if of.least is not None:
        fields["least"] = of.least
    if of.most is not None:
        fields["most"] = of.most
    return fields
