"""Legal forms that a name is compared without: the same company is "X JSC", "OAO X" and "X"."""

from __future__ import annotations

from typing import Final

Words = tuple[str, ...]


def _forms(*rows: str) -> frozenset[Words]:
    return frozenset(tuple(form.split()) for row in rows for form in row.split("|"))


# Written as `fold` leaves them. Words such as corporation, concern, group or NPO are not among them, since
# they are part of a name; nor is "company" alone (Private Military Company Wagner).
_EITHER_END: Final = _forms(
    "jsc | ojsc | pjsc | cjsc | psc | llc | llp | ao | oao | pao | zao | nao | ooo | fsue | fgup | doo",
    "joint stock company | open joint stock company | open end joint stock company",
    "public joint stock company | closed joint stock company | private joint stock company",
    "limited liability company | federal state unitary enterprise | state corporation",
    "goskorporatsiya | gosudarstvennaya korporatsiya",
    "federalnoe gosudarstvennoe unitarnoe predpriyatie",
    "federalnoye gosudarstvennoye unitarnoye predpriyatiye",
    "obshchestvo s ogranichennoy otvetstvennostyu | obshchestvo s ogranichennoi otvetstvennostyu",
    "obshchestvo s ogranichennoi otvetstvennostiu | obschestvo s ogranichennoy otvetstvennostyu",
    *(
        f"{form} | otkrytoe {form} | otkrytoye {form} | publichnoe {form} | publichnoye {form}"
        f"| zakrytoe {form} | zakrytoye {form} | nepublichnoe {form} | nepublichnoye {form}"
        for form in (
            "aktsionernoe obshchestvo",
            "aktsionernoye obshchestvo",
            "aktsionernoe obschestvo",
            "aktcionernoe obshestvo",
        )
    ),
)

# These are ordinary words as well, so they count only where that country puts its legal form.
_AT_THE_START: Final = _EITHER_END | _forms("pt | too | tov | prat")
_AT_THE_END: Final = _EITHER_END | _forms(
    "ltd | limited | private limited | private ltd | pvt | pvt ltd | pvt limited | p ltd",
    "plc | public limited company | inc | incorporated | lp",
    "co ltd | co limited | co inc | company limited | company ltd | pte | pte ltd | pty | pty ltd",
    "gmbh | mbh | ag | kg | gmbh and co kg | sa | sas | sarl | srl | spa | sl | nv | bv | ab | oy | oyj",
    "as | a s | asa | aps | sro | spol s ro | sp z oo | sp zoo | kft | zrt | nyrt | ad | ead | ood | eood",
    "anonim sirketi | limited sirketi | ltd sti | sae | wll | fze | fzc | fzco | bhd | sdn bhd | tbk | kk",
)
_LONGEST: Final = max(map(len, _AT_THE_START | _AT_THE_END))


def without_legal_forms(words: Words) -> Words:
    """The words of a folded name less its legal forms, at both ends and repeatedly; at least one word stays.

    >>> without_legal_forms(("ao", "npo", "bazalt", "pvt", "ltd"))
    ('npo', 'bazalt')
    """
    while shorter := _one_form_less(words):
        words = shorter
    return words


def _one_form_less(words: Words) -> Words:
    """The name without one legal form, the longest that it has; () if there is none to take."""
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        if words[-length:] in _AT_THE_END:
            return words[:-length]
        if words[:length] in _AT_THE_START:
            return words[length:]
    return ()
