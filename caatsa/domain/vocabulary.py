"""The kinds of fact and their fields: the only words in which a rule can speak.

A field with a closed set of values lists them; `text` fields are for people and are never compared;
`key` fields are compared for equality only; `day` fields are proleptic ordinals (`date.toordinal`) and
may be compared with dates; `dollars` are whole United States dollars, compared with whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from caatsa.domain.record import Record

FieldType = Literal["choice", "key", "text", "day", "dollars"]


class FieldSpec(Record):
    """One field of a kind of fact: how it may be compared and, for a choice, its closed set of values."""

    type: FieldType
    values: tuple[str, ...] = ()


class FactKind(Record):
    """A kind of fact, who makes it, and its fields."""

    maker: Literal["normaliser", "rules"]
    meaning: str
    fields: Mapping[str, FieldSpec]


ANY: Final = "any"
"""As the provision, act or party of a finding: it holds for all that there are."""

KEY = FieldSpec("key")
TEXT = FieldSpec("text")
DAY = FieldSpec("day")
DOLLARS = FieldSpec("dollars")


def choice(*values: str) -> FieldSpec:
    """A field that holds one of `values`."""
    return FieldSpec("choice", values)


YES_NO = choice("yes", "no")
RESULTS = ("met", "arguable", "unknown", "unmet")
ACT_KINDS = (
    *("talks", "interest", "agreement", "approval", "selection"),
    *("contract", "payment", "delivery", "license", "service", "equity", "gift", "loan", "lease"),
    *("joint_development", "cancellation", "regulatory", "none"),
)
ROLES = (
    *("supplier", "exporter", "manufacturer", "licensor", "joint_venture"),
    *("agent", "subcontractor", "bank", "end_user"),
)

VOCABULARY: Mapping[str, FactKind] = {
    "buyer": FactKind(
        "normaliser",
        "who acquires; `named` is no where only a country is known",
        {
            "person": KEY,
            "name": TEXT,
            "named": YES_NO,
            "kind": choice("state", "territory", "historical", "group", "organisation", "unknown"),
            "country": KEY,
            "country_name": TEXT,
            "nasa": YES_NO,
        },
    ),
    "person": FactKind(
        "normaliser",
        "somebody on whom a provision may fall: the buyer, and each party that the event states",
        {
            "party": KEY,
            "role": choice("buyer", *ROLES),
            "remove": choice("direct", "one_remove"),
            "named": YES_NO,
            "person": KEY,
            "name": TEXT,
            "who": TEXT,
            "country": KEY,
            "country_name": TEXT,
            "foreign": choice("yes", "no", "unknown"),
            "named_in_105": YES_NO,
        },
    ),
    "affiliate": FactKind(
        "normaliser",
        "a party owned by, or acting for, the IRGC at the time of an act, as far as the register knows",
        {"act": KEY, "party": KEY, "person": KEY, "name": TEXT, "words": TEXT},
    ),
    "flow": FactKind(
        "normaliser",
        "a country to, from, within or through which the goods go, and what says so; a tie holds for one act",
        {
            "act": KEY,
            "country": KEY,
            "country_name": TEXT,
            "way": choice("to", "from", "within", "through"),
            "basis": choice("buyer", "item_origin", "tie", *ROLES),
            "party": KEY,
            "words": TEXT,
        },
    ),
    "use": FactKind(
        "normaliser",
        "what the acquisition is for, as stated or as the item implies",
        {
            "end_use": choice("military", "civil", "space", "intelligence", "regulatory", "unknown"),
            "basis": choice("stated", "implied", "none"),
            "capability": choice("new", "upgrade", "sustainment", "unknown", "not_stated"),
            "acquired": YES_NO,
            "cancelled": choice("no", "before_delivery", "possibly"),
            "launch_customer": choice("other", "nasa", "department_of_defense", "unknown"),
            "intelligence_party": YES_NO,
        },
    ),
    "item": FactKind(
        "normaliser",
        "what is acquired, as far as the armaments register knows it",
        {
            "identified": choice("designation", "class", "no"),
            "system": KEY,
            "name": TEXT,
            "category": KEY,
            "category_name": TEXT,
            "origin": KEY,
            "sophistication": choice("high", "medium", "low", "not_assessed"),
            "part": YES_NO,
            "aspect": choice("none", "sustainment", "upgrade", "training", "licence"),
            "un_register": choice("inside", "conditional", "related", "outside", "unknown"),
            "un_register_words": TEXT,
            "arms": choice("yes", "dual", "no", "unknown"),
            "ballistic_missile": choice("yes", "possibly", "no", "unknown"),
            "reported": TEXT,
        },
    ),
    "subject": FactKind(
        "normaliser",
        "what the words of the item or of an act say that the business is about, beside the goods",
        {
            "subject": choice(
                *("cyber_operation", "special_crude_oil", "energy_export_pipeline", "privatization"),
                *("deceptive_structure", "training", "financing", "mass_destruction", "missile_program"),
            ),
            "act": KEY,
            "place": choice("russia", "not_stated"),
            "words": TEXT,
        },
    ),
    "worth": FactKind(
        "normaliser",
        "the value of one act, or of all within twelve months, where it is stated in United States dollars",
        {
            "act": KEY,
            "party": KEY,
            "span": choice("single", "twelve_months", "twelve_months_of_millions"),
            "least": DOLLARS,
            "most": DOLLARS,
            "words": TEXT,
        },
    ),
    "sanction": FactKind(
        "normaliser",
        "a United States designation of a person other than the List of Specified Persons, seen from an act",
        {
            "person": KEY,
            "name": TEXT,
            "act": KEY,
            "list": choice("sdn", "ns_mbs", "other"),
            "program": KEY,
            "regime": choice("russia", "ukraine", "iran", "north_korea", "syria", "other", "not_stated"),
            "timing": choice("before", "not_shown_before", "after"),
            "words": TEXT,
        },
    ),
    "magnitude": FactKind(
        "normaliser",
        "quantity and value as reported; no threshold exists, so nothing compares them",
        {"reported": TEXT},
    ),
    "act": FactKind(
        "normaliser",
        "one dated act of the event; kind `none` stands for an event without any act so far. "
        "`contract` is that under which a payment or delivery is made, as far as the event states it; "
        "`none` for acts that are made under no other",
        {
            "act": KEY,
            "kind": choice(*ACT_KINDS),
            "status": choice("happened", "may_have_happened", "none_yet"),
            "dating": choice("known", "unknown"),
            "first_day": DAY,
            "last_day": DAY,
            "dated": TEXT,
            "words": TEXT,
            "ended": YES_NO,
            "contract": choice("none", "dated", "undated", "not_stated"),
            "contract_first_day": DAY,
            "contract_last_day": DAY,
            "contract_words": TEXT,
        },
    ),
    "party": FactKind(
        "normaliser",
        "a person (or, unnamed, a country) on the other side of the buyer or in the chain",
        {
            "party": KEY,
            "role": choice(*ROLES),
            "side": choice("supply", "other"),
            "remove": choice("direct", "one_remove"),
            "named": YES_NO,
            "seller_named": YES_NO,
            "person": KEY,
            "name": TEXT,
            "who": TEXT,
            "country": KEY,
            "country_name": TEXT,
            "nationality": choice("russian", "other", "unknown"),
            "named_in_231_a": YES_NO,
        },
    ),
    "standing": FactKind(
        "normaliser",
        "what the registers know of a party at the time of an act: listed, tied to the listed, or neither; "
        "`tie` is joint_venture where nothing but less than half of the shares ties it",
        {
            "act": KEY,
            "party": KEY,
            "state": choice("listed", "tied", "none_known"),
            "tie": choice("none", "joint_venture", "other"),
        },
    ),
    "listing": FactKind(
        "normaliser",
        "an entry in the List of Specified Persons, in effect on the as-of date",
        {
            "person": KEY,
            "name": TEXT,
            "sector": choice("defense", "intelligence", "not_stated"),
            "sector_words": TEXT,
            "listed_on": TEXT,
            "named_in_waiver_bar": YES_NO,
        },
    ),
    "timing": FactKind(
        "normaliser",
        "whether a listing came before an act; `not_shown_before` where the dates do not settle it",
        {"act": KEY, "person": KEY, "listed": choice("before", "not_shown_before", "after")},
    ),
    "tie": FactKind(
        "normaliser",
        "a person owned by, or acting for, another at the time of an act",
        {
            "act": KEY,
            "person": KEY,
            "to": KEY,
            "how": choice("owned_by", "acts_for"),
            "words": TEXT,
        },
    ),
    "precedent": FactKind(
        "normaliser",
        "an official section 231 action whose transaction was in this system, known on the as-of date",
        {"system": KEY, "action": KEY, "words": TEXT},
    ),
    "characterisation": FactKind(
        "normaliser",
        "an official act that itself calls this transaction significant",
        {"action": KEY, "words": TEXT},
    ),
    "warning": FactKind(
        "normaliser",
        "an official warning about this transaction, seen from one act",
        {"action": KEY, "act": KEY, "timing": choice("before", "not_before"), "words": TEXT},
    ),
    "link": FactKind(
        "rules",
        "a chain of ties that leads from a party to another person at the time of an act",
        {"act": KEY, "party": KEY, "person": KEY, "because": TEXT},
    ),
    "finding": FactKind(
        "rules",
        "what one rule says on one element; `any` where the provision, the act or the party do not matter",
        {
            "provision": KEY,
            "element": KEY,
            "act": KEY,
            "party": KEY,
            "result": choice(*RESULTS, "noted"),
            "factor": KEY,
            "weight": choice("supports", "bears", "against", "neutral"),
        },
    ),
    "touch": FactKind(
        "rules",
        "the event contains the distinctive fact of a provision",
        {"provision": KEY},
    ),
    "pointer": FactKind(
        "rules",
        "another regime that the facts touch: named beside every row of the event, and no verdict",
        {"regime": KEY, "because": TEXT},
    ),
    "exception": FactKind(
        "rules",
        "a statutory exception applies to a provision",
        {"provision": KEY, "rule": KEY},
    ),
    "element": FactKind(
        "rules",
        "the strongest finding on an element for one act, after weighing",
        {"provision": KEY, "element": KEY, "act": KEY, "result": choice(*RESULTS)},
    ),
    "prima_facie": FactKind(
        "rules",
        "every element of a provision is met or arguable for one act",
        {"provision": KEY, "act": KEY},
    ),
}
