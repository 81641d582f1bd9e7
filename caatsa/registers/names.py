"""Names as the registers compare them: equal after folding, or not the same name.

Equality after folding decides legal questions, so a fold removes only what no two names differ by:

- case, accents, punctuation, and the space or hyphen between words; `&` is `and`;
- apostrophes, which also stand for the Cyrillic soft and hard sign: Il'yushin is Ilyushin;
- dots between initials: U.S.A. is USA;
- the script, for Cyrillic only. Romanising Chinese or Arabic would merge different names (Shanxi and
  Shaanxi are one word in toneless pinyin), so other scripts are kept letter for letter.

Cyrillic has several usual romanisations: `fold` gives one of them, `name_variants` all. Spellings of a Latin
name are never merged (Reyes is not Rees, Károlyi is not Károly): a register lists them as aliases.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from caatsa.registers.legal_forms import without_legal_forms

Scheme = tuple[tuple[re.Pattern[str], str], ...]

_EX: Final = (re.compile("экс"), "ex")  # экспорт is export
_X: Final = (re.compile(r"(?<=\w)кс"), "x")
_Y: Final = (re.compile(r"[иы]й\b"), "y")  # Ижевский is Izhevsky
_YE: Final = (re.compile(r"\b[её]|(?<=[аеёиоуыэюяйъь])[её]"), "ye")
_IA: Final = (re.compile(r"ия\b"), "ia")
_PASSPORT: Final = ((re.compile("ю"), "iu"), (re.compile("я"), "ia"), (re.compile("й"), "i"))

# What each usual romanisation spells in another way than letter by letter.
_SCHEMES: Final[tuple[Scheme, ...]] = (
    (_EX, _Y),  # the press; this one is `fold`
    (),
    (_YE,),  # BGN/PCGN
    (_YE, _Y),
    (_X, _YE, _Y),  # mixed habits of company names
    (_X, _YE, _Y, _IA),
    _PASSPORT,  # ICAO Doc 9303
)

# The letters of Russian, and some of its neighbours', as anyascii has them; here, since importing that takes
# longer than reading a register.
_RUSSIAN: Final = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэіїјқ", "abvgdeeziyklmnoprstufyeiijq", strict=True))
    | dict(zip("жхцчшщъьюя", ("zh", "kh", "ts", "ch", "sh", "shch", "", "", "yu", "ya"), strict=True))
)
_CYRILLIC: Final = re.compile("[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]")
# Latin letters that are not a plain letter with an accent (as ł and ø are not), and the other Cyrillic ones.
_FOREIGN: Final = re.compile(
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f"
    "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]+"
)
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
# Typewriter, grave, acute, four curly quotes, prime, and the modifier letters that romanisations use.
_APOSTROPHES: Final = dict.fromkeys(
    map(ord, "'`\u00b4\u2018\u2019\u201a\u201b\u2032\u02b9\u02ba\u02bb\u02bc\u02bd\u02c8"), ""
)
_ASCII: Final = {code: " " for code in range(128) if not chr(code).isalnum()} | {
    **_APOSTROPHES,
    ord("&"): " and ",
}
_INITIAL: Final = re.compile(r"(?<!\w)([^\W\d_])\.\s?(?=[^\W\d_](?!\w))")
_TRAILING_PARENTHESIS: Final = re.compile(r"^(?P<name>.*)\((?P<alias>[^()]*)\)[\s.,;]*$", re.DOTALL)


def fold(text: str) -> str:
    """The name in lower case, in Latin letters if it was Cyrillic, words joined by one space; may be empty.

    >>> fold("  ALMAZ-ANTEY  "), fold("Алмаз-Антей"), fold("U.S.A."), fold("Côte d'Ivoire")
    ('almaz antey', 'almaz antey', 'usa', 'cote divoire')
    """
    return _folded(text, _SCHEMES[0])


def fold_person(text: str) -> str:
    """The folded name without legal forms at its start and end; never empty if `fold` is not.

    >>> fold_person("«Рособоронэкспорт», OAO"), fold_person("Indo-Russia Rifles Pvt. Ltd.")
    ('rosoboronexport', 'indo russia rifles')
    """
    return _person(fold(text))


def name_variants(text: str) -> tuple[str, ...]:
    """Every folded form under which the name may be registered, the plainest first, no two equal.

    These are the name without a trailing parenthesis, the parenthesis (an alias) and the whole; for Cyrillic
    also in its other usual romanisations.

    >>> name_variants("Rosoboronexport OJSC (ROE)")
    ('rosoboronexport', 'roe', 'rosoboronexport ojsc roe')
    """
    schemes = _SCHEMES if _CYRILLIC.search(text) else _SCHEMES[:1]
    variants = (_person(_folded(part, scheme)) for scheme in schemes for part in _parts(text))
    return tuple(dict.fromkeys(filter(None, variants)))


def _person(folded: str) -> str:
    return " ".join(without_legal_forms(tuple(folded.split())))


def _parts(text: str) -> tuple[str, ...]:
    """The name before a trailing parenthesis, the parenthesis, the whole; only the whole if there is none."""
    found = _TRAILING_PARENTHESIS.match(unicodedata.normalize("NFKC", text))
    return (found["name"], found["alias"], text) if found else (text,)


def _folded(text: str, scheme: Scheme) -> str:
    caseless = text.casefold() if text.isascii() else _romanised(_caseless(text), scheme)
    joined = _INITIAL.sub(r"\1", caseless) if "." in caseless else caseless
    if joined.isascii():
        return " ".join(joined.translate(_ASCII).split())
    bare = joined.translate(_APOSTROPHES).replace("&", " and ")
    return " ".join("".join(map(_letter_or_space, bare)).split())


def _caseless(text: str) -> str:
    """Case and compatibility forms removed, letters composed, without invisible characters."""
    bare = text.translate(_APOSTROPHES)
    visible = "".join(char for char in bare if unicodedata.category(char) not in {"Cf", "Cs"})
    folded = unicodedata.normalize("NFKC", visible).casefold()
    return unicodedata.normalize("NFKC", folded)


def _romanised(text: str, scheme: Scheme) -> str:
    """Cyrillic in Latin letters, Latin without accents, every other script as it is."""
    for pattern, latin in scheme:
        text = pattern.sub(latin, text)
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_RUSSIAN)))
    return _FOREIGN.sub(_to_ascii, unicodedata.normalize("NFC", plain))


def _to_ascii(letters: re.Match[str]) -> str:
    from anyascii import anyascii  # start-up time, see _RUSSIAN

    return anyascii(letters[0]).casefold()


def _letter_or_space(char: str) -> str:
    is_vowel_sign = char > "\x7f" and unicodedata.category(char).startswith("M")
    return char if char.isalnum() or is_vowel_sign else " "
