"""Numbers as the press writes them: Western, Indian and continental grouping, scale words, hedges.

Shared by money and quantities. Nothing here guesses: a figure that could be read in two ways is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from caatsa.domain.record import Record

LONGEST_TEXT = 200
MOST_DIGITS = 24

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WESTERN = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:[ '][0-9]{3})+(?:[.,][0-9]{1,2})?")
_CONTINENTAL = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|\.[0-9]{3},[0-9]{1,2})")
_FORMS = (
    (_PLAIN, "", "."),
    (_WESTERN, ",", "."),
    (_INDIAN, ",", "."),
    (_CONTINENTAL, ".", ","),
    (_SPACED, " '", ","),
)
_COMMA_DECIMAL = re.compile(r"(?:[0-9]+,[0-9]{1,2}|0,[0-9]+)")
_RUSSIAN_FORMS = ((re.compile(r"[0-9]+,[0-9]+"), "", ","),)

SCALES: Mapping[str, Decimal] = {
    word: Decimal(10) ** power
    for power, words in {
        2: "hundred",
        3: "thousand thousands k тыс тысяч тысяча тысячи हजार हज़ार",
        5: "lakh lakhs lac lacs лакх лакхов लाख",
        6: "million millions mn mln mio миллион миллиона миллионов млн",
        7: "crore crores cr crs крор кроров करोड करोड़",
        9: "billion billions bn bln milliard milliards mrd миллиард миллиарда миллиардов млрд अरब",
        11: "kharab खरब",
        12: "trillion trillions tn trn bio триллион триллиона триллионов трлн",
    }.items()
    for word in unicodedata.normalize("NFC", words).split()
}
"""Scale words, folded. Single letters are not here: they mean millions of money but metres of pipe."""

HEDGES: tuple[str, ...] = (
    *("a little over", "well over", "just over", "just under", "in excess of", "upwards of", "close to"),
    *("more than", "less than", "not less than", "at least", "at most", "up to", "as many as", "as much as"),
    *("over", "above", "under", "below", "about", "around", "approximately", "approx", "roughly", "circa"),
    *("ca", "some", "nearly", "almost", "estimated", "an estimated", "reportedly", "reported", "exceeding"),
    *("не менее", "не более", "более", "более чем", "свыше", "около", "примерно", "почти", "порядка", "до"),
    *("लगभग", "करीब", "~", "≈", ">", "<", ">=", "<=", "≥", "≤"),
)
"""Words before a figure that say it is not exact; kept with the figure as they were reported."""

TRAILING_HEDGES: tuple[str, ...] = ("+", "plus", "or so", "or more", "at least", "approximately", "से अधिक")


class NotUnderstood(Record):
    """A reported figure that could not be read: the text as it was, and why."""

    reported: str
    reason: str


class Token(Record):
    """A piece of folded text: a number, a word, or a sign."""

    text: str
    is_number: bool


_NUMBER = r"(?P<number>[0-9]+(?:[.,'][0-9]+| (?=[0-9]{3}(?![0-9]))[0-9]{3})*)"
_DESIGNATION = r"(?P<designation>[^\W\d_]+-[0-9][\w-]*)"
_WORD_OR_SIGN = (
    r"(?P<word>[^\W\d_][^\W\d_\u0300-\u036f\u0900-\u0963\u0971-\u097f]*"
    r"(?:[\u0300-\u036f\u0900-\u0963\u0971-\u097f][^\W\d_]*)*)\.?"
    r"|(?P<sign>>=|<=|\S)"
)
_TOKEN = re.compile(f"{_NUMBER}|{_WORD_OR_SIGN}")
_TOKEN_OR_DESIGNATION = re.compile(f"{_NUMBER}|{_DESIGNATION}|{_WORD_OR_SIGN}")
_DASH_SIGNS = "\u2010\u2011\u2012\u2013\u2014\u2212"
_PLAIN_SIGNS = str.maketrans(dict.fromkeys(_DASH_SIGNS, "-") | {"\u2019": "'"})


def fold_figure(text: str) -> str:
    """The text in one plain form: lower case, ASCII digits and dashes, single blanks, no zero-width marks.

    Vulgar fractions and superscripts stay as they are, so that `10²` is never read as 102.
    """
    composed = unicodedata.normalize("NFC", text)
    folded = "".join(_folded_character(character) for character in composed)
    return " ".join(folded.casefold().translate(_PLAIN_SIGNS).split())


def _folded_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category == "No":
        return character
    if category == "Cf":
        return ""
    return unicodedata.normalize("NFKC", character)


def tokens(folded: str, *, designations: bool = False) -> tuple[Token, ...]:
    """The numbers, words and signs of a folded text, in order; the point of an abbreviation is dropped.

    With `designations` a name such as `su-35` is one word; without it `$5bn-6bn` is a range.
    """
    pattern = _TOKEN_OR_DESIGNATION if designations else _TOKEN
    return tuple(
        Token(match[match.lastgroup or "sign"], match.lastgroup == "number")
        for match in pattern.finditer(folded)
    )


def read_number(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """The number that `text` writes in digits, or `None` where the grouping is malformed or ambiguous.

    With `decimal_comma` a single comma is the decimal sign, as in Russian; without it `6014,27` is malformed.

    >>> read_number("6,01,427"), read_number("601,427"), read_number("6014,27")
    (Decimal('601427'), Decimal('601427'), None)
    """
    if sum(character.isdigit() for character in text) > MOST_DIGITS:
        return None
    for form, grouping, point in (*_RUSSIAN_FORMS, *_FORMS) if decimal_comma else _FORMS:
        if form.fullmatch(text):
            return Decimal(text.translate(str.maketrans({point: ".", **dict.fromkeys(grouping)})))
    return None


def read_short_decimal(text: str) -> Decimal | None:
    """A number with a decimal comma that cannot be grouping: `5,43` or `0,543`, never `5,430`.

    >>> read_short_decimal("5,43"), read_short_decimal("5,430")
    (Decimal('5.43'), None)
    """
    return Decimal(text.replace(",", ".")) if _COMMA_DECIMAL.fullmatch(text) else None


def scale_of(words: tuple[str, ...]) -> Decimal | None:
    """The power of ten that a run of scale words means together, or `None` where they do not go together.

    >>> scale_of(("lakh", "crore"))
    Decimal('1000000000000')
    """
    scale = Decimal(1)
    last = Decimal(0)
    for word in words:
        factor = SCALES[word]
        # "lakh crore" and "hundred million" grow; "crore lakh" is nobody's number.
        if factor <= last:
            return None
        scale, last = scale * factor, factor
    return scale if len(words) <= 2 else None
