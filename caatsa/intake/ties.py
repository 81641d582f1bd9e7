"""What the registers know of the parties at the time of each act: listings, ties and standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.facts import Citation, Fact, Origin
from caatsa.domain.record import Record
from caatsa.domain.reported import PRE_TRANSACTION_KINDS
from caatsa.intake.normalise import NO_ACT, SUPPLY_ROLES, Frame, SeenAct
from caatsa.intake.understand import UnderstoodParty
from caatsa.registers.countries import Countries
from caatsa.registers.person import Listing, Person, Relation
from caatsa.registers.persons import Persons

WAIVER_BAR: Final = "named_in_231_d"
"""The flag of the six persons with whom 22 U.S.C. 9525(d)(1)(B)(i) allows no modified waiver."""
PRESUMED_EXPORTER: Final = "rosoboronexport"
"""Whose listing is needed where Russia supplies and no seller is named."""
_HALF: Final = 50


class Moment(Record):
    """One act as the registers see it: its days, and which ties existed then; `tied_by` is inclusive."""

    id: str
    first_day: date
    last_day: date
    tied_by: date
    dated: bool

    @classmethod
    def of(cls, acts: Iterable[SeenAct], as_of: date) -> tuple[Moment, ...]:
        """One for each act; where there is none, or no day is known, ties count as of the as-of date."""
        moments = tuple(cls._of_act(seen, as_of) for seen in acts)
        return moments or (cls(NO_ACT, as_of, as_of, as_of, dated=False),)

    @classmethod
    def _of_act(cls, seen: SeenAct, as_of: date) -> Moment:
        if not seen.act.date.known:
            return cls(seen.id, as_of, as_of, as_of, dated=False)
        # A transaction that is still to come would be with the seller as it is now.
        ahead = seen.act.kind in PRE_TRANSACTION_KINDS
        tied_by = max(seen.last_day, as_of) if ahead else seen.last_day
        return cls(seen.id, seen.first_day, seen.last_day, tied_by, dated=True)

    def holds(self, relation: Relation) -> bool:
        """Whether the tie may have existed at the time of the act; an unknown beginning counts as earlier."""
        begun = not relation.from_.known or relation.from_.first_day <= self.tied_by
        return begun and (relation.until is None or relation.until.last_day >= self.first_day)

    def timing(self, listed_on: PartialDate) -> str:
        """Whether a listing came before the act, after it, or is not shown to have come before."""
        if not self.dated or not listed_on.known:
            return "not_shown_before"
        if listed_on.last_day < self.first_day:
            return "before"
        return "after" if self.last_day < listed_on.first_day else "not_shown_before"


class Chain(Record):
    """A person to whom ties lead, and each tie on the way with the person whose tie it is."""

    person: Person
    ties: tuple[tuple[Person, Relation], ...]

    @property
    def words(self) -> str:
        """The ties on the way, in words."""
        return "; ".join(_tie_words(of, relation) for of, relation in self.ties)

    @property
    def origin(self) -> Origin:
        """Where the ties stand: those of the register first, and unverified if one of them is."""
        shipped = [tie for tie in self.ties if tie[1].verification != "stated"]
        unverified = [tie for tie in shipped if tie[1].verification == "unverified"]
        of, relation = (unverified or shipped or list(self.ties))[0]
        return _origin(of, relation)


class RegisterView(Record):
    """The registers; that of persons as it stood on the as-of date and was public by the known-by date."""

    persons: Persons
    countries: Countries
    frame: Frame

    def country_name(self, code: str) -> str:
        """What the register calls the country of that code."""
        return self.countries.resolve(code).name

    def listing(self, person: Person) -> Listing | None:
        """The person's first entry in the List of Specified Persons that is in effect."""
        return next((entry for entry in person.specified if self._in_effect(entry)), None)

    def _in_effect(self, listing: Listing) -> bool:
        known_by = self.frame.known_by
        public = known_by is None or not listing.published.known or listing.published.last_day <= known_by
        return public and listing.listed_on.happened_by(self.frame.as_of)

    def relations(self, person: Person, moment: Moment) -> Iterator[Relation]:
        """The person's ties at that moment that had begun by the as-of date."""
        for relation in person.relations:
            begun = not relation.from_.known or relation.from_.first_day <= self.frame.as_of
            if begun and moment.holds(relation):
                yield relation

    def reached(self, person: Person, moment: Moment) -> tuple[Person, ...]:
        """Everybody to whom ties lead at that moment, nearest first, without the person itself."""
        return tuple(chain.person for chain in self.chains(person, moment))

    def chains(self, person: Person, moment: Moment) -> tuple[Chain, ...]:
        """Everybody to whom ties lead at that moment, nearest first, with the ties that lead there."""
        found = {person.key: Chain(person, ())}
        for at in (queue := [found[person.key]]):
            for relation in self.relations(at.person, moment):
                other = self.persons.by_key.get(relation.key or "")
                if other is not None and other.key not in found:
                    found[other.key] = Chain(other, (*at.ties, (at.person, relation)))
                    queue.append(found[other.key])
        return tuple(found.values())[1:]

    def leads_to_listed(self, relation: Relation, moment: Moment) -> bool:
        """Whether the other end of a tie is a specified person, or is tied to one."""
        other = self.persons.by_key.get(relation.key or "")
        return other is not None and any(
            self.listing(person) for person in (other, *self.reached(other, moment))
        )


def register_facts(
    chain: tuple[UnderstoodParty, ...], moments: tuple[Moment, ...], view: RegisterView
) -> Iterator[Fact]:
    """Listings, their timing, ties and standing of the supply side, for each act; only what bears on it.

    Of parties on another side only the listing of one with whom no modified waiver is possible.
    """
    supply = [party for party in chain if party.role in SUPPLY_ROLES]
    concerned: dict[str, Person] = {}
    tie_facts: dict[str, Fact] = {}
    for party in supply:
        for moment in moments:
            reached = view.reached(party.person, moment) if party.person else ()
            if party.person:
                concerned |= {person.key: person for person in (party.person, *reached)}
            for person in (party.person, *reached) if party.person else ():
                tie_facts |= {fact.ref: fact for fact in _ties(person, moment, view)}
            yield _standing(party, moment, reached, view)
    if any(not party.named for party in supply):
        concerned.setdefault(PRESUMED_EXPORTER, view.persons.by_key[PRESUMED_EXPORTER])
    yield from tie_facts.values()
    for person in concerned.values():
        listing = view.listing(person)
        if listing is not None:
            yield _listing(person, listing)
            yield from (_timing(person, listing, moment) for moment in moments)
    for person in _barring(chain):
        listing = view.listing(person)
        if person.key not in concerned and listing is not None:
            yield _listing(person, listing)


def _barring(chain: tuple[UnderstoodParty, ...]) -> tuple[Person, ...]:
    """The persons of the chain, on whatever side, whom section 231(d)(1)(B)(i) names."""
    persons = (party.person for party in chain)
    named = {person.key: person for person in persons if person and WAIVER_BAR in person.flags}
    return tuple(named.values())


def _standing(
    party: UnderstoodParty, moment: Moment, reached: tuple[Person, ...], view: RegisterView
) -> Fact:
    tie = "none"
    if party.person is not None and view.listing(party.person):
        state, words = "listed", "a specified person"
    elif any(view.listing(person) for person in reached):
        state, words = "tied", "tied to a specified person"
        tie = "joint_venture" if _is_joint_venture(party, moment, view) else "other"
    else:
        state, words = "none_known", "no listing and no tie to a specified person known"
    text = f"{party.name or party.role}: {words}"
    fields = {"act": moment.id, "party": party.id, "state": state, "tie": tie}
    origin = _register(party.person.key if party.person else "no entry of that name")
    return Fact(f"standing:{party.id}@{moment.id}", "standing", fields, text, origin)


def _is_joint_venture(party: UnderstoodParty, moment: Moment, view: RegisterView) -> bool:
    """Whether specified persons stand behind the party only as owners of less than half of it.

    Shares count together. Where one is not known, the event has to say that the party is a joint venture.
    """
    tying = [
        relation
        for relation in (view.relations(party.person, moment) if party.person else ())
        if view.leads_to_listed(relation, moment)
    ]
    if party.person is None or any(relation not in party.person.owners for relation in tying):
        return False
    shares = [_per_cent(relation) for relation in tying]
    known = [share for share in shares if share is not None]
    stated = len(known) == len(shares) or party.role == "joint_venture"
    return stated and sum(known) < _HALF


def _per_cent(relation: Relation) -> Decimal | None:
    try:
        return Decimal(relation.share or "")
    except InvalidOperation:
        return None


def _listing(person: Person, listing: Listing) -> Fact:
    fields = {
        "person": person.key,
        "name": person.name,
        "sector": listing.sector or "not_stated",
        "sector_words": listing.sector or "defense or intelligence",
        "listed_on": listing.listed_on.dated,
        "named_in_waiver_bar": "yes" if WAIVER_BAR in person.flags else "no",
    }
    entry = f"{fields['sector_words']} sector, {listing.listed_on.dated}"
    text = f"{person.name}: List of Specified Persons, {entry}"
    return Fact(f"listing:{person.key}", "listing", fields, text, _origin(person, listing))


def _timing(person: Person, listing: Listing, moment: Moment) -> Fact:
    timing = moment.timing(listing.listed_on)
    stated = listing.verification == "stated"
    origin = _origin(person, listing) if stated else _register(person.key)
    text = f"listing of {person.name} ({listing.listed_on.dated}): {timing.replace('_', ' ')} act {moment.id}"
    fields = {"act": moment.id, "person": person.key, "listed": timing}
    return Fact(f"timing:{person.key}@{moment.id}", "timing", fields, text, origin)


def _origin(person: Person, entry: Listing | Relation) -> Origin:
    """Where a listing or a tie of the person stands: in the input of this run, or in the register."""
    sources = tuple(citation_of(source) for source in entry.sources)
    if entry.verification == "stated":
        return Origin("input", "persons of the input", sources, entry.grade)
    where = f"registers/persons.yaml, {person.key}"
    return Origin("register", where, sources, None, entry.verification)


def _ties(person: Person, moment: Moment, view: RegisterView) -> Iterator[Fact]:
    owners = {id(owner) for owner in person.owners}
    for relation in view.relations(person, moment):
        to = relation.key or f"name:{relation.name}"
        owned = id(relation) in owners
        words = _tie_words(person, relation)
        fields = {
            "act": moment.id,
            "person": person.key,
            "to": to,
            "how": "owned_by" if owned else "acts_for",
            "words": words,
        }
        origin = _origin(person, relation)
        yield Fact(f"tie:{person.key}>{to}@{moment.id}", "tie", fields, words, origin)


def citation_of(source: str) -> Citation:
    """A source of the register, which keeps an address, sometimes with a remark, or plain words."""
    address = source.split(maxsplit=1)[0] if source.startswith(("http://", "https://")) else ""
    return Citation(source.replace(address, "", 1).strip() or _host(address), url=address)


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].removeprefix("www.")


def _tie_words(person: Person, relation: Relation) -> str:
    ended = relation.until is not None and relation.until.known
    began = f" {'from' if ended else 'since'} {relation.from_.dated}" if relation.from_.known else ""
    until = f" until {relation.until.dated}" if ended and relation.until else ""
    unverified = ", unverified" if relation.verification == "unverified" else ""
    tense = 2 if ended else 1 if began else 0
    if all(relation is not owner for owner in person.owners):
        acts = ("acts for", "has acted for", "acted for")[tense]
        return f"{person.name} {acts} {relation.name}{began}{until}{unverified}"
    share = f"{relation.share} % of " if relation.share else "a share of "
    holds = ("holds", "has held", "held")[tense]
    return f"{relation.name} {holds} {share}{person.name}{began}{until}{unverified}"


def _register(entry: str) -> Origin:
    return Origin("register", f"registers/persons.yaml, {entry}")
