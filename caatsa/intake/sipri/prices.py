"""The price in a clause of a comment: of the order, or of something larger that it is part of."""

from __future__ import annotations

import re
from typing import Final

_FIGURE: Final = r"\d[\d.,]*(?: ?- ?\d[\d.,]*)?"
_SCALE: Final = r" ?(?:billion|million|bn|b|mn|m|k)\b"
_CURRENCY: Final = r"(?:(?:US|A|C|S|NZ|HK)?\$|(?-i:[A-Z]{3})|€|£|₹|Rs\.?)"
_SUM: Final = rf"{_CURRENCY} ?{_FIGURE}{_SCALE}|(?:(?:US)?\$|€|£|₹) ?\d{{1,3}}(?:,\d{{3}})+"
_KIND: Final = r"(?:deal|contract|lease|aid|order|programme|package|sale)"
_PRICE: Final = re.compile(
    rf"^(?P<part>(?:probably |possibly )?(?:incl )?part (?:of )?)?"
    rf"(?P<named>(?:a |the )?{_KIND} (?:worth|of|for|valued at) |worth )?"
    r"(?P<about>up to |over |more than |about |around |approximately |some |c\. ?)?"
    rf"(?P<sum>(?:{_SUM})(?: \((?:{_SUM})\))?)"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_NAMED_AFTER: Final = re.compile(
    rf"^(?: \([^()]*\))?(?: (?:'[^']*'|[\w/%-]+)){{0,4}}? {_KIND}\b", re.IGNORECASE
)
_OF_SOMETHING_ELSE: Final = re.compile(
    r"^[^;(]*?\b(?:offsets?|financed|funded|credit|grant)\b", re.IGNORECASE
)


def price_of(clause: str) -> tuple[str, str] | None:
    """Whether the clause begins with a price, and which: `("value", sum)` or `("part_of_value", sum)`.

    >>> price_of("INR390 b ($5.4 b) deal"), price_of("Part of $105 m deal"), price_of("Deal worth $117 m")
    (('value', 'INR390 b ($5.4 b)'), ('part_of_value', '$105 m'), ('value', '$117 m'))
    >>> price_of("$5 m offset deal"), price_of("financed by $30 m US aid")
    (None, None)
    """
    found = _PRICE.match(clause)
    if found is None:
        return None
    named = _NAMED_AFTER.match(found["rest"])
    if not (found["part"] or found["named"] or named):
        return None
    if named and _OF_SOMETHING_ELSE.search(named[0]):
        return None
    said = f"{(found['about'] or '')}{found['sum']}".strip()
    return ("part_of_value" if found["part"] else "value", said)
