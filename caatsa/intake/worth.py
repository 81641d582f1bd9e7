"""Facts on value in United States dollars: of one act, and the largest sum within twelve months.

Only what is stated in dollars counts; nothing is converted. A hedge leaves a side open: "over USD 3 billion"
has no upper bound, "up to" no lower one, and "about" is read as within half and double (our reading).

Twelve months begin on any day and end with the day before its anniversary (our reading): 1 January 2020 and
31 December 2020 lie within one such period, 1 January 2020 and 1 January 2021 do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import Final, Literal

from caatsa.documents.document import Path
from caatsa.domain.facts import Fact, Origin, Value
from caatsa.domain.record import Record
from caatsa.domain.reported import TRANSACTION_KINDS
from caatsa.domain.vocabulary import ANY
from caatsa.intake.evidence import best_grade, citations, grade_rank, sources_of
from caatsa.intake.money import Amount, Money
from caatsa.intake.normalise import Frame, SeenAct
from caatsa.intake.understand import Figure, Understood

DOLLARS: Final = "USD"
Span = Literal["twelve_months", "twelve_months_of_millions"]
LEAST_EACH: Final[Mapping[Span, int]] = {"twelve_months": 0, "twelve_months_of_millions": 1_000_000}
"""What each dealing must be worth to count in the sum."""
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

    >>> from decimal import Decimal
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


class Dealings(Record):
    """One event as far as it is about money: its acts that exist, and what is stated in dollars."""

    understood: Understood
    acts: tuple[SeenAct, ...]
    priced: tuple[_Priced, ...]

    @property
    def event(self) -> str:
        """The id of the event."""
        return self.understood.event.id

    @property
    def whole(self) -> _Priced | None:
        """The value of the event as a whole."""
        return next((one for one in self.priced if one.seen is None), None)

    @property
    def transactions(self) -> tuple[SeenAct, ...]:
        """The acts that are transactions."""
        return tuple(seen for seen in self.acts if seen.act.kind in TRANSACTION_KINDS)

    @property
    def parts(self) -> tuple[_Priced, ...]:
        """The values of single transactions."""
        return tuple(one for one in self.priced if one.seen and one.seen.act.kind in TRANSACTION_KINDS)

    def under(self, span: Span) -> tuple[_Span, ...]:
        """What surely adds up: the acts of the kind worth most, or the whole where that is more.

        Kinds are not added up within an event: a contract and the payments under it are the same money.
        """
        least_each = LEAST_EACH[span]
        by_kind: dict[str, list[_Span]] = defaultdict(list)
        for one in self.parts:
            least = one.bounds.least or 0
            if one.seen and one.seen.act.date.known and least and least >= least_each:
                by_kind[one.seen.act.kind].append(_Span(one.seen.first_day, one.seen.last_day, least))
        whole = self._whole_under(least_each)
        groups: list[tuple[_Span, ...]] = [tuple(of_kind) for of_kind in by_kind.values()] + (
            [(whole,)] if whole else []
        )
        return max(groups, key=_surely_within_a_year, default=())

    def _whole_under(self, least_each: int) -> _Span | None:
        acts, least = self.transactions, (self.whole.bounds.least if self.whole else None) or 0
        apart = len(acts) > 1 and least_each > 0
        if (
            not acts
            or not least
            or least < least_each
            or apart
            or not all(one.act.date.known for one in acts)
        ):
            return None
        return _Span(min(one.first_day for one in acts), max(one.last_day for one in acts), least)

    def most_from(self, start: date, span: Span) -> int | None:
        """The most that the twelve months from that day can hold of the event; `None` where that is open."""
        inside = [one for one in self.transactions if could_lie(one, start)]
        values = {one.seen.id: one.bounds.most for one in self.parts if one.seen}
        caps = [_total(_counted(values.get(one.id), span) for one in inside)]
        if self.whole:
            caps.append(_counted(self.whole.bounds.most, span))
        return min((cap for cap in caps if cap is not None), default=None) if inside else 0


class _Span(Record):
    """The first and the last day of a dealing, and the least it is worth."""

    first: date
    last: date
    least: int


def dealings(understood: Understood, acts: tuple[SeenAct, ...]) -> Dealings:
    """What an event states in dollars."""
    return Dealings(understood, acts, tuple(_priced(understood.figures, acts)))


def worth_facts(of: Dealings, frame: Frame, elsewhere: Mapping[str, Sequence[Dealings]]) -> Iterator[Fact]:
    """The value of each act, or of the whole event, and the sums within twelve months.

    `elsewhere` has, by party, the other events of the same person on the same subject. Where there are any,
    each party has sums of its own.
    """
    if not of.priced and not any(elsewhere.values()):
        # Nothing is worth anything known, and of an act without a value no sum has an upper bound.
        return
    sources = citations(of.understood.event.sources)
    maker = _Maker(frame, Origin("input", "", sources, best_grade(sources)), of.understood)
    for one in of.priced:
        yield maker.single(one)
    parties = (of.understood.buyer, *of.understood.chain)
    for party in [one.id for one in parties] if any(elsewhere.values()) else [ANY]:
        others = elsewhere.get(party, ())
        for span in LEAST_EACH:
            summed = _sum((of, *others), span)
            if summed.least is not None or summed.most is not None:
                yield maker.sum(span, party, summed, of, others)


def _sum(all_of: Sequence[Dealings], span: Span) -> Bounds:
    """The largest sum within twelve months: at least what surely lies in them, at most what could.

    Where there are several events, the twelve months are those that hold an act of the first.
    """
    own = [_Span(one.first_day, one.last_day, 0) for one in all_of[0].transactions if one.act.date.known]
    least = _surely_within_a_year([one for each in all_of for one in each.under(span)], own)
    most = _most_in_twelve_months(all_of, span)
    if most is not None:
        most = max(most, least)
    return _within(least or None, most)


def _most_in_twelve_months(all_of: Sequence[Dealings], span: Span) -> int | None:
    """No twelve months hold more than this; `None` where a figure that could lie in them is open above.

    Twelve months that hold the most begin, if need be after a shift, on the last day of some act.
    """
    own, acts = all_of[0].transactions, [one for each in all_of for one in each.transactions]
    if not own:
        return all_of[0].whole.bounds.most if all_of[0].whole else None
    days = {one.last_day for one in acts if one.act.date.known} or {date.min}
    starts = [day for day in days if any(could_lie(one, day) for one in own)]
    sums = [_total(each.most_from(start, span) for each in all_of) for start in starts]
    return None if None in sums else max(one for one in sums if one is not None)


def could_lie(seen: SeenAct, start: date) -> bool:
    """Whether the act may have happened in the twelve months from that day; one of unknown day always may."""
    return seen.first_day < _a_year_after(start) and start <= seen.last_day


def _counted(most: int | None, span: Span) -> int | None:
    """The upper bound as far as it counts: a part that is surely below the least for each does not."""
    return 0 if most is not None and most < LEAST_EACH[span] else most


def _total(bounds_above: Iterable[int | None]) -> int | None:
    total = 0
    for one in bounds_above:
        if one is None:
            return None
        total += one
    return total


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


def _surely_within_a_year(dated: Sequence[_Span], own: Sequence[_Span] = ()) -> int:
    """The largest sum over dealings that surely lie within twelve months, and with them one of `own`."""
    days = {one.first for one in (*dated, *own)}
    starts = [day for day in days if not own or any(_surely_lies(one, day) for one in own)]
    sums = (sum(one.least for one in dated if _surely_lies(one, day)) for day in starts)
    return max(sums, default=0)


def _surely_lies(one: _Span, start: date) -> bool:
    return start <= one.first and one.last < _a_year_after(start)


def _a_year_after(day: date) -> date:
    """The first day that is no longer within twelve months from that day: its anniversary."""
    if day.year == date.max.year:
        return date.max
    leap_day = day.month == 2 and day.day == 29
    return date(day.year + 1, 3, 1) if leap_day else day.replace(year=day.year + 1)


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

    def sum(self, span: Span, party: str, summed: Bounds, of: Dealings, others: Sequence[Dealings]) -> Fact:
        """The sum for that party, with what was counted, event by event."""
        told = (("", of), *((f"in {other.event}: ", other) for other in others))
        words = "; ".join(f"{where}{reported}" for where, one in told if (reported := _reported(one)))
        ref = f"worth:{span}" if party == ANY else f"worth:{span}:{party}"
        fields = _fields(ANY, span, summed, words) | {"party": party}
        return Fact(ref, "worth", fields, f"within twelve months: {words}", self._resting_on(of, others))

    def _resting_on(self, of: Dealings, others: Sequence[Dealings]) -> Origin:
        """Where the own figure stands; the sources of all events, and of their grades the weakest."""
        where = self.frame.locate(of.priced[0].path) if of.priced else self.origin.where
        cited = [self.origin.sources, *(citations(one.understood.event.sources) for one in others)]
        grade = max((best_grade(sources) for sources in cited), key=grade_rank)
        return Origin("input", where, tuple(dict.fromkeys(one for each in cited for one in each)), grade)


def _reported(one: Dealings) -> str:
    """The values of the acts, else that of the event, in the words of the input."""
    figures = one.parts or ((one.whole,) if one.whole else ())
    return "; ".join(dict.fromkeys(figure.reported for figure in figures))


def _fields(act: str, span: str, of: Bounds, words: str) -> dict[str, Value]:
    fields: dict[str, Value] = {"act": act, "party": ANY, "span": span, "words": words}
    if of.least is not None:
        fields["least"] = of.least
    if of.most is not None:
        fields["most"] = of.most
    return fields
