"""Names as the registers compare them: equal after folding, or not the same name.

Equality after folding decides legal questions, so a fold may only remove what no two different names differ by:

- case, accents, punctuation, and the space or hyphen between words;
- apostrophes, which also stand for the Cyrillic soft and hard sign: Il'yushin is Ilyushin;
- dots between initials: U.S.A. is USA;
- the script, for Cyrillic only. Romanising Chinese or Arabic would merge different names (Shanxi and Shaanxi are
  one word in toneless pinyin), so other scripts are kept letter for letter.

Cyrillic has several usual romanisations. `fold` gives one; `name_variants` gives all of them. Spellings of a Latin
name are never merged with each other (Reyes is not Rees, Károlyi is not Károly): a register lists them as aliases.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

Scheme = tuple[tuple[re.Pattern[str], str], ...]

_EX: Final = (re.compile("экс"), "ex")  # экспорт is export
_X: Final = (re.compile(r"(?<=\w)кс"), "x")
_Y: Final = (re.compile(r"[иы]й\b"), "y")  # Ижевский is Izhevsky
_YE: Final = (re.compile(r"\b[её]|(?<=[аеёиоуыэюяйъь])[её]"), "ye")
_IA: Final = (re.compile(r"ия\b"), "ia")
_PASSPORT: Final = ((re.compile("ю"), "iu"), (re.compile("я"), "ia"), (re.compile("й"), "i"))

# What anyascii spells otherwise, by habit of the press (first: the one of `fold`), letter by letter, BGN/PCGN, mixed
# habits of company names, and the passport spelling of ICAO Doc 9303.
_SCHEMES: Final[tuple[Scheme, ...]] = (
    (_EX, _Y),
    (),
    (_YE,),
    (_YE, _Y),
    (_X, _YE, _Y),
    (_X, _YE, _Y, _IA),
    _PASSPORT,
)

_CYRILLIC: Final = re.compile("[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]")
_FOREIGN: Final = re.compile(
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f"
    "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]+"
)
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'`´’‘‛′ʹʺʻʼʽˈ"), "")
_INITIAL: Final = re.compile(r"(?<!\w)([^\W\d_])\.\s?(?=[^\W\d_](?!\w))")
_TRAILING_PARENTHESIS: Final = re.compile(r"^(?P<name>.*)\((?P<alias>[^()]*)\)[\s.,;]*$", re.DOTALL)

_FORMS_AT_EITHER_END: Final = (
    "jsc",
    "ojsc",
    "pjsc",
    "cjsc",
    "ao",
    "oao",
    "pao",
    "zao",
    "nao",
    "ooo",
    "llc",
    "llp",
    "psc",
    "fsue",
    "fgup",
    "doo",
    "joint stock company",
    "open joint stock company",
    "open end joint stock company",
    "public joint stock company",
    "closed joint stock company",
    "private joint stock company",
    "limited liability company",
    "federal state unitary enterprise",
    "state corporation",
    "goskorporatsiya",
    "gosudarstvennaya korporatsiya",
    "federalnoe gosudarstvennoe unitarnoe predpriyatie",
    "federalnoye gosudarstvennoye unitarnoye predpriyatiye",
    *(
        f"{openness}{form}"
        for form in (
            "aktsionernoe obshchestvo",
            "aktsionernoye obshchestvo",
            "aktsionernoe obschestvo",
            "aktcionernoe obshestvo",
        )
        for openness in (
            "",
            "otkrytoe ",
            "otkrytoye ",
            "publichnoe ",
            "publichnoye ",
            "zakrytoe ",
            "zakrytoye ",
            "nepublichnoe ",
            "nepublichnoye ",
        )
    ),
    "obshchestvo s ogranichennoy otvetstvennostyu",
    "obshchestvo s ogranichennoi otvetstvennostyu",
    "obshchestvo s ogranichennoi otvetstvennostiu",
    "obschestvo s ogranichennoy otvetstvennostyu",
)
# Words of other languages as well, so only where that legal form stands.
_FORMS_AT_THE_START: Final = ("pt", "too", "tov", "prat")
_FORMS_AT_THE_END: Final = (
    "ltd",
    "limited",
    "private limited",
    "pvt",
    "pvt ltd",
    "pvt limited",
    "private ltd",
    "p ltd",
    "public limited company",
    "plc",
    "inc",
    "incorporated",
    "co ltd",
    "co limited",
    "company limited",
    "company ltd",
    "co inc",
    "lp",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "gmbh and co kg",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "sl",
    "sae",
    "nv",
    "bv",
    "ab",
    "oy",
    "oyj",
    "as",
    "a s",
    "asa",
    "aps",
    "anonim sirketi",
    "limited sirketi",
    "ltd sti",
    "ad",
    "ead",
    "ood",
    "eood",
    "sro",
    "spol s ro",
    "sp z oo",
    "sp zoo",
    "kft",
    "zrt",
    "nyrt",
    "pte",
    "pte ltd",
    "pty",
    "pty ltd",
    "bhd",
    "sdn bhd",
    "tbk",
    "fze",
    "fzco",
    "fzc",
    "wll",
    "kk",
)


def _by_length(forms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Forms as words, the longest first, so that "co ltd" goes before "ltd"."""
    return tuple(sorted((tuple(form.split()) for form in forms), key=len, reverse=True))


_STARTS: Final = _by_length(_FORMS_AT_EITHER_END + _FORMS_AT_THE_START)
_ENDS: Final = _by_length(_FORMS_AT_EITHER_END + _FORMS_AT_THE_END)


def fold(text: str) -> str:
    """The name in lower case, in Latin letters if it was Cyrillic, words joined by one space; may be empty.

    >>> fold("  ALMAZ–ANTEY  "), fold("Алмаз-Антей"), fold("U.S.A."), fold("Côte d'Ivoire")
    ('almaz antey', 'almaz antey', 'usa', 'cote divoire')
    """
    return _folded(text, _SCHEMES[0])


def fold_person(text: str) -> str:
    """The folded name without legal forms at its start and end; never empty if `fold` is not.

    >>> fold_person("ОАО «Рособоронэкспорт»"), fold_person("Indo-Russia Rifles Pvt. Ltd.")
    ('rosoboronexport', 'indo russia rifles')
    """
    return _without_legal_forms(fold(text))


def name_variants(text: str) -> tuple[str, ...]:
    """Every folded form under which the name may be registered, the plainest first, no two equal.

    The name without a trailing parenthesis, the parenthesis (an alias), the whole; for Cyrillic also its other usual
    romanisations.

    >>> name_variants("Rosoboronexport OJSC (ROE)")
    ('rosoboronexport', 'roe', 'rosoboronexport ojsc roe')
    """
    schemes = _SCHEMES if _CYRILLIC.search(text) else _SCHEMES[:1]
    variants = (_without_legal_forms(_folded(part, scheme)) for scheme in schemes for part in _parts(text))
    return tuple(dict.fromkeys(filter(None, variants)))


def _parts(text: str) -> tuple[str, ...]:
    """The name before a trailing parenthesis, the parenthesis, the whole; only the whole if there is none."""
    found = _TRAILING_PARENTHESIS.match(unicodedata.normalize("NFKC", text))
    return (found["name"], found["alias"], text) if found else (text,)


def _folded(text: str, scheme: Scheme) -> str:
    caseless = text.casefold() if text.isascii() else _romanised(_caseless(text), scheme)
    joined = _INITIAL.sub(r"\1", caseless.translate(_APOSTROPHES).replace("&", " and "))
    return " ".join("".join(map(_letter_or_space, joined)).split())


def _caseless(text: str) -> str:
    """Composed, compatibility forms and case removed, without invisible characters."""
    visible = "".join(
        char for char in text.translate(_APOSTROPHES) if unicodedata.category(char) not in {"Cf", "Cs"}
    )
    folded = unicodedata.normalize("NFKC", visible).casefold()
    return unicodedata.normalize("NFKC", folded)


def _romanised(text: str, scheme: Scheme) -> str:
    """Latin letters without accents for Latin and Cyrillic; every other script as it is."""
    for pattern, latin in scheme:
        text = pattern.sub(latin, text)
    return _FOREIGN.sub(_to_ascii, text)


def _to_ascii(letters: re.Match[str]) -> str:
    from anyascii import anyascii  # start-up time: most texts are ASCII

    return anyascii(letters[0]).casefold()


def _letter_or_space(char: str) -> str:
    if char.isalnum():
        return char
    if "\u0300" <= char <= "\u036f":  # an accent that no composed letter has
        return ""
    return char if unicodedata.category(char).startswith("M") else " "  # vowel signs of Indic scripts


def _without_legal_forms(folded: str) -> str:
    words = tuple(folded.split())
    while (shorter := _one_form_less(words)) != words:
        words = shorter
    return " ".join(words)


def _one_form_less(words: tuple[str, ...]) -> tuple[str, ...]:
    for form in _ENDS:
        if len(form) < len(words) and words[-len(form) :] == form:
            return words[: -len(form)]
    for form in _STARTS:
        if len(form) < len(words) and words[: len(form)] == form:
            return words[len(form) :]
    return words
