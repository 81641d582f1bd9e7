"""The words that say an act, in English, Russian and Hindi: data, read by `cues`."""

from __future__ import annotations

import re
from typing import Final, Literal

from caatsa.domain.reported import ActKind

Side = Literal["buyer", "supplier", "neutral"]
"""Who is the subject of the words: the buyer of "ordered", the supplier of "delivered"."""

_DEAL: Final = r"(?:contracts?|deals?|purchase orders?)"
_SIGN: Final = (
    r"(?:sign(?:s|ed|ing)?|ink(?:s|ed|ing)?|conclud(?:e[sd]?|ing)|clinch(?:e[sd])?|seal(?:s|ed)|"
    r"award(?:s|ed)?|finali[sz](?:e[sd]?|ing)|enter(?:s|ed)? into|execut(?:es|ed))"
)
_PACT: Final = (
    r"(?:agreements?|pacts?|memorand(?:um|a)|mous?|protocols?|framework|letters? of intent|iga|"
    r"roadmap|program(?:me)?)"
)
_ANY: Final = r"(?:[^.;]{0,90}?)"

# Order matters: what an earlier line has taken no later one reads again.
_TABLE: Final[tuple[tuple[ActKind, Side, str], ...]] = (
    (
        "cancellation",
        "neutral",
        (
            r"cancel(?:s|led|ed|ling|lation)?|scrap(?:s|ped|ping)|call(?:s|ed) off|"
            r"terminat(?:e[sd]?|ing|ion)|"
            r"abandon(?:s|ed)|"
            r"dropp(?:ed|ing) (?:its |the |a |their )?(?:plans?|purchase|order|deal|bid)|"
            r"drops (?:[A-Z][\w-]+ )?(?:plans?|deal|order|purchase)|"
            r"axed|annul(?:s|led)|pull(?:s|ed) out of|withdr(?:aw|ew|awn) from|shelved|"
            r"отменил\w*|расторг\w*|отказал\w+ от|रद्द"
        ),
    ),
    (
        "regulatory",
        "neutral",
        r"(?:export|import|transit|overflight) (?:permits?|licen[cs]es?|notifications?)",
    ),
    (
        "license",
        "neutral",
        (
            r"licen[cs](?:e|ing) (?:agreement|contract|deal)|licen[cs]ed (?:production|manufacture|assembly)|"
            r"(?:produc|manufactur|assembl|buil)\w+ under (?:a )?(?:\w+ )?licen[cs]e|"
            r"technology transfer|transfer of technolog(?:y|ies)|"
            r"transferr?(?:ed|ing)? (?:the )?technology|лицензионн\w+ производств\w+"
        ),
    ),
    ("loan", "supplier", r"(?:loan agreement|credit line|export credit)s?"),
    ("lease", "buyer", r"leas(?:ed|es|ing)\b|taken? on lease|on lease"),
    (
        "gift",
        "supplier",
        (
            r"donat(?:e[sd]?|ing|ion)|gift(?:s|ed|ing)?|free of charge|military aid shipment|"
            r"передал\w* безвозмездно"
        ),
    ),
    (
        "equity",
        "buyer",
        (
            r"(?:acquir\w+|bought|buys|t(?:ook|akes)) (?:a |an )?(?:\d[\d.]*(?: per cent| ?%|"
            r" percent)? )?(?:stake|equity|shareholding)"
        ),
    ),
    (
        "payment",
        "buyer",
        r"paid\b|pays\b|(?:advance |down )?payments?\b|instal?lments?(?! of)|tranches?|оплатил\w*|भुगतान",
    ),
    (
        "approval",
        "buyer",
        (
            r"approv(?:e[sd]?|ing|al)|acceptance of necessity|aon\b|(?:gave|given|gives|got|gets|"
            r"get) (?:its |the |a )?(?:final )?(?:nod|go-ahead|"
            r"green light|clearance|consent)|clear(?:s|ed)\b|green-?lit|ratif(?:y|ies|ied)|"
            r"одобрил\w*|मंजूरी|मंज़ूरी"
        ),
    ),
    (
        "selection",
        "buyer",
        (
            r"select(?:s|ed|ion)|shortlist(?:s|ed)|cho(?:se|oses|sen)|pick(?:s|ed)\b|(?:won|"
            r"wins) (?:the |a )?(?:tender|bid|competition)|"
            r"lowest bidder|preferred bidder|выбрал\w*"
        ),
    ),
    (
        "talks",
        "neutral",
        (
            r"talks|negotiat(?:e[sd]?|ing|ions?|ors)|discuss(?:es|ed|ing|ions?)?|in dialogue|"
            r"переговор\w+|обсужда\w+|बातचीत|वार्ता"
        ),
    ),
    (
        "interest",
        "buyer",
        (
            r"interest(?:ed)?(?: in)?\b|mull(?:s|ed|ing)?|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)|"
            r"ey(?:es|ed|eing)\b|"
            r"explor(?:e[sd]?|ing)|request for (?:information|proposals?)|rf[ip]\b|keen (?:on|to)|"
            r"looking (?:at|to)|plan(?:s|ned|ning)?\b|"
            r"intends?|wants?\b|seek(?:s|ing)?|"
            r"hop(?:e[sd]?|ing) to|"
            r"рассматрива\w+|заинтересован\w*|намерен\w*|планиру\w+|рुचि"
        ),
    ),
    ("interest", "supplier", r"propos(?:e[sd]?|ing|als?)|offer(?:s|ed|ing)?"),
    (
        "joint_development",
        "neutral",
        r"(?:contract\w*|agreed|signed) (?:for|to|on) (?:the )?(?:joint(?:ly)?|co-?) ?-?develop\w*",
    ),
    (
        "contract",
        "neutral",
        (
            rf"{_SIGN}\b{_ANY}\b{_DEAL}\b|{_DEAL}\b(?:[^.;]|\.(?=\d)){{0,60}}?\b(?:was|were|is|"
            rf"has been|had been) {_SIGN}|{_DEAL}(?: \w+){{0,3}} signed|"
            rf"{_DEAL}\b[^.;]{{0,60}}? (?:came|comes|entered|went) into (?:force|effect)|"
            rf"{_DEAL} (?:of|from|dated|concluded in|signed in|inked in)(?= (?:[A-Z][a-z]+ )?(?:19|20)\d\d)|"
            rf"{_DEAL},? (?:{_SIGN} (?:in|on)\b|(?:signed|concluded|inked|sealed)\b)|"
            r"it was (?:signed|inked|concluded)|contracted (?:with|for)\b|"
            rf"{_SIGN} (?:(?:the|its|a) )?(?:purchase|acquisition|procurement)|"
            r"подписал\w*[^.;]{0,60}?контракт\w*|контракт\w*[^.;]{0,60}?подписан\w*|"
            r"заключил\w*[^.;]{0,40}?контракт\w*|"
            r"(?:सौदे|अनुबंध|समझौते)[^।;]{0,40}?हस्ताक्षर"
        ),
    ),
    (
        "agreement",
        "neutral",
        (
            r"(?:extend|renew|prolong)(?:s|ed|ing)?\b(?:[^.;,]{0,30}?)cooperation|"
            rf"(?:{_SIGN}|extend(?:s|ed|ing)?|reach(?:e[sd])?|renew(?:s|ed)|agree[sd] (?:on|"
            rf"to))\b{_ANY}\b{_PACT}\b|"
            rf"{_PACT}\b[^.;,]{{0,60}}?\b(?:was|were|is|has been|had been) {_SIGN}|"
            rf"{_PACT},? {_SIGN} (?:in|on)\b|"
            rf"agree[sd]? to (?:buy|purchase|procure|supply|sell|deliver|acquire)|"
            r"(?:подписал|заключил)\w*[^.;]{0,60}?(?:соглашени|меморандум)\w*|समझौत\w*|"
            r"memorandum of understanding|inter-?governmental agreement|framework agreement"
        ),
    ),
    (
        "contract",
        "buyer",
        (
            r"(?<!in )(?<!on )order(?:s|ed|ing)?\b|bought|buys?\b|buying|purchas(?:e[sd]?|ing)|"
            r"procur(?:e[sd]?|ing|ement)|"
            r"acquir(?:e[sd]?|ing)|acquisitions?(?! (?:council|wing|procedure|committee|authority))|"
            r"import(?:s|ed|ing)|купил\w*|закупил\w*|закупк\w+|"
            r"приобрел\w*|приобрёл|खरीद\w*|ख़रीद\w*"
        ),
    ),
    ("contract", "supplier", r"sold\b|sells?\b|selling|sales?\b|продал\w*|продаж\w+|बेच\w*"),
    (
        "delivery",
        "buyer",
        (
            r"receiv(?:e[sd]?|ing)|t(?:ook|aken?|akes|aking) (?:the )?(?:first )?delivery|"
            r"induct(?:s|ed|ing|ion)|took in\b|"
            r"accept(?:s|ed)(?! (?:the |an? |this )?(?:offer|propos|invit|resign|risk))|"
            r"получил\w*|मिली|मिले|"
            r"arriv(?:e[sd]?|ing|al)|landed\b|reach(?:es|ed)(?= (?-i:[A-Z]))|gets\b"
        ),
    ),
    (
        "delivery",
        "supplier",
        (
            r"deliver(?:s|ed|ing|y|ies)?\b|suppl(?:y|ies|ied|ying)\b|shipp(?:ed|ing)|shipments?|"
            r"hand(?:s|ed|ing) (?:over|to)\b|handover|provid(?:es|ed|ing)\b(?! for)|"
            r"transfer of(?= (?:over |about )?\d)|sent\b|sends\b|"
            r"transferr(?:ed|ing)|"
            r"export(?:s|ed|ing)?\b(?! (?:customer|version|variant|order|potential|success|market|"
            r"credit|agency|arm|"
            r"licen|permit|control|model))|(?:по|до)став(?:ил|к|ля|лен|ит)\w*|"
            r"передал\w*|आपूर्ति|सौंप\w*"
        ),
    ),
    (
        "service",
        "supplier",
        r"overhaul(?:s|ed|ing)|refitt?(?:ed|ing)|repair(?:ed|ing)|moderni[sz]ed|upgraded",
    ),
    ("contract", "neutral", rf"{_DEAL}\b|контракт\w*|सौद\w*|अनुबंध"),
    ("agreement", "neutral", r"agreements?|pact\b|accord\b|соглашени\w+|меморандум\w*"),
)
PATTERNS: Final = tuple(
    (kind, side, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE))
    for kind, side, pattern in _TABLE
)
BARE: Final = frozenset(len(_TABLE) - n for n in (1, 2))
"""The places of those that are a noun alone."""
