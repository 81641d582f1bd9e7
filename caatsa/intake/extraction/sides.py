"""Who buys and who sells, as the words around names say it; what is only presumed is marked so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.extraction.cues import Cue
from caatsa.intake.extraction.mentions import Goods, Named
from caatsa.intake.extraction.places import USUAL_SELLERS


class Side(Record):
    """A party with all mentions that say who it is; `presumed` where the words do not say its side."""

    code: str
    country: Named | None
    person: Named | None
    start: int
    end: int
    presumed: bool = False

    @property
    def person_or_country(self) -> Named | None:
        """The mention that says most."""
        return self.person or self.country


class Sides(Record):
    """Buyer and supplier as far as the sentence tells."""

    buyer: Side | None
    supplier: Side | None


_SAME: Final = re.compile(
    r"(?:['’]s)?[\s,]*(?:(?:state|arms|defen[cs]e|export(?:er|s)?|firm|company|"
    r"conglomerate|giant|agency|corporation|ministry|of|the|"
    r"government|military|air force|army|navy|maker|manufacturer|producer|state-owned|state-run|"
    r"owned|run|procurement|"
    r"intermediary|aircraft|helicopter)[\s-]+){0,5}(?:\(?|«?)",
    re.IGNORECASE,
)
_SHORT_FORM: Final = re.compile(r"\s?\((?:[\w&-]{2,10}\s?){1,2}\)")
_SELLS: Final = re.compile(
    r"\b(?:handed over|delivered|supplied|sold|exported|provided|shipped|donated|transferred|offered|sent|"
    r"given|gifted)\s*$",
    re.IGNORECASE,
)
_BUYS: Final = re.compile(
    r"\b(?:ordered|bought|purchased|received|acquired|procured|imported|operated|selected)\s*$", re.IGNORECASE
)
_HYPHENATED: Final = re.compile(r"-\w+|.?[^-]+-$")
_GIVEN_TO: Final = re.compile(
    r"\b(?:sell(?:s|ing)?|sold|giv(?:es?|ing|en)|gave|suppl(?:y|ies|ied|ying)|sen[dt]s?|sending|"
    r"offer(?:s|ed|ing)?|"
    r"provid(?:es?|ed|ing)|deliver(?:s|ed|ing)?|lends?|lent|leas(?:es?|ed|ing)|постав\w+|прода\w+|переда\w+)\s+$",
    re.IGNORECASE,
)
_PAIRED: Final = re.compile(
    r"\s+(?:for|on|over|about)\s+(?:the\s+|an?\s+)?(?:[\w.,-]+\s+){0,3}$", re.IGNORECASE
)
_PREPOSITION: Final = re.compile(
    r"(?<!\w)(?P<word>from|with|by|to|for|of|through|via|от|из|у|с|для|в)\s+(?:(?:the|its|a|an|state|both)\s+)?"
    r"(?:government of |armed forces of |people of )?$",
    re.IGNORECASE,
)
_PRESSURE: Final = re.compile(
    r"\b(?:warnings?|pressure|threats?|sanctions|opposition|objections?|statements?|reports?|"
    r"approval|criticism|reaction|waivers?|tensions?|"
    r"border|standoff|war|dispute|return\w*|visit\w*|arriv\w+|relations|ties|far|away|standoff)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_MADE: Final = re.compile(r"-(?:made|built|origin|designed|supplied|manufactured)\b")
_PLAIN: Final = re.compile(r"[\s'’s\"“«-]*(?:[\w-]+[\s\"“«-]+){0,6}")
_VERBAL: Final = re.compile(
    r"\b(?:to|for|of|and|from|with|by|in|on|at|is|was|has|had|will|would|that|which|\w+ed|\w+ing|\w+s)\b",
    re.IGNORECASE,
)
_HINDI_FROM: Final = re.compile(r"^\s*(?:से|की|का|के)(?!\w)")
_HINDI_AGENT: Final = re.compile(r"^\s*(?:ने|को)(?!\w)")
_FROM: Final = frozenset({"from", "от", "из", "у"})
_TO: Final = frozenset({"to", "for", "для", "в"})
_WITH: Final = frozenset({"with", "с"})
_AWARDED: Final = re.compile(r"\baward(?:s|ed)?\b[^.;]*$", re.IGNORECASE)
_MEDIATORS: Final = frozenset({"US", "GB"})


def groups(sentence: str, named: Sequence[Named]) -> tuple[Side, ...]:
    """Names that belong together as one side: "Russia's state exporter Rosoboronexport"."""
    found: list[Side] = []
    for one in named:
        last = found[-1] if found else None
        if last and last.person and one.person and _SHORT_FORM.fullmatch(sentence, last.end, one.end + 1):
            found[-1] = Side(last.code, last.country, last.person, last.start, one.end + 1)
            continue
        joined = (
            last
            and _SAME.fullmatch(sentence[last.end : one.start].strip(" "))
            and last.code
            and not last.person
        )
        if last and joined and one.person and one.code in {last.code, ""}:
            found[-1] = Side(last.code, last.country, one, last.start, one.end)
        else:
            country, person = (None, one) if one.person else (one, None)
            found.append(Side(one.code, country, person, one.start, one.end))
    return tuple(found)


def sides(sentence: str, found: Sequence[Side], goods: Goods, cue: Cue | None) -> Sides:
    """Buyer and supplier of these goods, by prepositions, by the subject of the cue, by what is presumed."""
    buyer: Side | None = None
    supplier: Side | None = None
    found = _of_these_goods(sentence, found, goods)
    for side in found:
        role = _role(sentence, side, goods, cue, found)
        if role == "supplier" and supplier is None:
            supplier = side
        if role == "buyer" and buyer is None:
            buyer = side
    signed = _signatories(sentence, found, cue)
    if signed is not None and (buyer is None or signed.code == buyer.code):
        buyer = signed
    if cue is not None and (buyer is None or supplier is None):
        buyer, supplier = _by_subject(sentence, found, cue, buyer, supplier)
    buyer, supplier = _presumed(found, goods, buyer, supplier)
    if buyer and supplier and buyer.code == supplier.code and not (buyer.person and supplier.person):
        buyer = next((side for side in found if side.code not in {supplier.code, *_MEDIATORS, ""}), None)
    return Sides(buyer, supplier)


def _signatories(sentence: str, found: Sequence[Side], cue: Cue | None) -> Side | None:
    """The buyer's authority or firm that is the subject of a contract: it buys, whoever the goods are for."""
    if cue is None or cue.kind != "contract" or cue.side != "neutral" or cue.bare:
        return None
    before = [
        side for side in found if side.person and side.end <= cue.start and side.code not in USUAL_SELLERS
    ]
    subjects = [side for side in before if side.code and not _PREPOSITION.search(sentence[: side.start])]
    return subjects[0] if subjects else None


def _of_these_goods(sentence: str, found: Sequence[Side], goods: Goods) -> Sequence[Side]:
    """Without those with whom other goods are spoken of: "with France for jets and with Italy for ships"."""
    before = [side for side in found if side.end <= goods.start]
    near = before[-1] if before else None
    if near is None or not _PAIRED.fullmatch(sentence, near.end, goods.start):
        return found
    partner = re.compile(r"\b(?:with|from)\s+(?:the\s+)?$", re.IGNORECASE)
    if not partner.search(sentence[: near.start]):
        return found
    return [side for side in found if side is near or not partner.search(sentence[: side.start])]


def in_context(
    said: Sides, goods: Goods, nearest: Sequence[Side], anywhere: Mapping[str, Side | None], home: str = ""
) -> Sides:
    """What the sentence leaves open, from the sentences and the title around it; always presumed.

    The seller: the state that the goods come from, if the article names it anywhere, else a usual seller
    nearby. The buyer: the country that the article is about, else the nearest other one that is not merely a
    third party.
    """
    buyer, supplier = said.buyer, said.supplier
    if supplier is None:
        taken = buyer.code if buyer else ""
        codes = [side.code for side in nearest]
        code = goods.origin if goods.origin != taken else ""
        usual = next((seller for seller in USUAL_SELLERS if seller in codes and seller != taken), "")
        supplier = _as_presumed(anywhere.get(code) or (fullest(nearest, usual) if not code else None))
    if buyer is None:
        taken = supplier.code if supplier else ""
        other = (side for side in nearest if side.code and side.code not in {taken, *_MEDIATORS})
        own = anywhere.get(home) if home != taken else None
        buyer = _as_presumed(own or next(other, None))
    return Sides(buyer, supplier)


def _role(sentence: str, side: Side, goods: Goods, cue: Cue | None, found: Sequence[Side]) -> str:
    before, after = sentence[: side.start], sentence[side.end :]
    if _HINDI_FROM.match(after) and side.code in {goods.origin, *USUAL_SELLERS}:
        return "supplier"
    if _HINDI_AGENT.match(after):
        return "buyer" if side.code != goods.origin else "supplier"
    if (qualified := _qualifies(sentence, side, goods)) is not None:
        return qualified
    if _GIVEN_TO.search(before) and not (side.country and side.country.adjective) and side.end <= goods.start:
        return "buyer"
    match = _PREPOSITION.search(before)
    if match is None:
        return ""
    return _by_preposition(match["word"].lower(), before[: match.start()], side, goods, cue, found)


def _by_preposition(
    word: str, head: str, side: Side, goods: Goods, cue: Cue | None, found: Sequence[Side]
) -> str:
    """The side of a name by the preposition before it; `head` is what stands before that."""
    if word == "by":
        if _SELLS.search(head):
            return "supplier"
        return "buyer" if _BUYS.search(head) else cue.side if cue and cue.side != "neutral" else ""
    if _PRESSURE.search(head) or (word == "в" and side.person is not None):
        return ""
    if word in _FROM:
        return "supplier"
    if word in _TO and cue is not None and _directed(head, cue):
        return "supplier" if word == "to" and _AWARDED.search(head) else "buyer"
    return _counterpart(side, goods, found) if word in _WITH else ""


def _directed(head: str, cue: Cue) -> bool:
    """Whether goods move, or are sold, to whom is named after this."""
    verbs = (
        r"deliver|suppl|export|sell|sold|sale|ship|hand|transfer|leas|gift|donat|provid|contract|"
        r"deal|order|постав|прода|переда"
    )
    return cue.side == "supplier" or bool(re.search(verbs, head[-120:], re.IGNORECASE))


def _counterpart(side: Side, goods: Goods, found: Sequence[Side]) -> str:
    if side.code in {goods.origin, *USUAL_SELLERS[:3]} and side.code:
        return "supplier"
    subject = next((one for one in found if one.start < side.start), None)
    if subject is None and goods.origin and side.code != goods.origin:
        return "buyer"
    seller = subject is not None and subject.code in {goods.origin, *USUAL_SELLERS}
    return "buyer" if seller else "supplier"


def _qualifies(sentence: str, side: Side, goods: Goods) -> str | None:
    """The side of a nationality or possessive that stands before the goods."""
    between = sentence[side.end : goods.start]
    if goods.start <= side.start and side.end <= goods.end:
        return "supplier" if side.code in {goods.origin, *USUAL_SELLERS[:4]} else None
    if side.end > goods.start or len(between) > 70:
        return None
    if _MADE.match(between):
        return "supplier"
    adjective = side.country is not None and side.country.adjective and side.person is None
    if not adjective or not _PLAIN.fullmatch(between) or _VERBAL.search(re.sub(r"^['’]s", "", between)):
        return None
    return "supplier" if side.code in {goods.origin, *USUAL_SELLERS[:4]} else None


def _by_subject(
    sentence: str, found: Sequence[Side], cue: Cue, buyer: Side | None, supplier: Side | None
) -> tuple[Side | None, Side | None]:
    """The name before the cue, which is not the object of a preposition, is its subject."""
    subjects = [
        side
        for side in found
        if side.end <= cue.start
        and side not in (buyer, supplier)
        and side.code
        and not _HYPHENATED.match(sentence, max(0, side.start - 1), side.end + 1)
        and not _PREPOSITION.search(sentence[: side.start])
    ]
    subjects = [side for side in subjects if side.code not in _MEDIATORS] or subjects
    if not subjects:
        return buyer, supplier
    first = subjects[0]
    if cue.side == "buyer" and buyer is None:
        buyer = first if supplier is None or first.code != supplier.code else None
    elif cue.side == "supplier" and supplier is None:
        supplier = first if buyer is None or first.code != buyer.code else None
    elif (cue.side == "neutral" and not supplier and buyer is None and first.code not in USUAL_SELLERS) or (
        cue.side == "neutral" and supplier and buyer is None and first.code != supplier.code
    ):
        buyer = first
    elif cue.side == "neutral" and buyer and supplier is None and first.code != buyer.code:
        supplier = first
    return buyer, supplier


def _presumed(
    found: Sequence[Side], goods: Goods, buyer: Side | None, supplier: Side | None
) -> tuple[Side | None, Side | None]:
    """Where the words do not say it: the goods' state of origin, or a usual seller, sells; the other buys."""
    codes = [side.code for side in found if side.code]
    if supplier is None:
        sellers = (goods.origin, *USUAL_SELLERS) if len(set(codes)) > 1 or buyer else (goods.origin,)
        seller = next(
            (code for code in sellers if code and code in codes and (not buyer or code != buyer.code)), ""
        )
        supplier = _as_presumed(fullest(found, seller))
    if buyer is None:
        other = [
            s
            for s in found
            if s.code and (supplier is None or s.code != supplier.code) and s.code not in _MEDIATORS
        ]
        buyer = _as_presumed(fullest(other, other[0].code)) if other else None
    return buyer, supplier


def fullest(found: Sequence[Side], code: str) -> Side | None:
    """The first side of that country that names a person, else the first of it."""
    of_country = [side for side in found if side.code == code and code]
    return next((side for side in of_country if side.person), of_country[0] if of_country else None)


def _as_presumed(side: Side | None) -> Side | None:
    return side and Side(side.code, side.country, side.person, side.start, side.end, presumed=True)
