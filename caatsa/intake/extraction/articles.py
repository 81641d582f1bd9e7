"""Articles in, one document of proposed events out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.intake.extraction.assembling import Proposal, propose
from caatsa.intake.extraction.document import document
from caatsa.intake.extraction.mentions import Gazetteer
from caatsa.intake.extraction.text import Article, read_article
from caatsa.intake.inputs import STANDARD_INPUT, fetch
from caatsa.registers.armaments import Armaments
from caatsa.registers.countries import Countries
from caatsa.registers.persons import Persons


class Extracted(Record):
    """An input document, and the names of the articles in which no event was found."""

    text: str
    without_events: tuple[str, ...]


def extract(
    names: Sequence[str], countries: Countries, persons: Persons, armaments: Armaments, published: date | None
) -> Extracted:
    """The events proposed from all articles; `InputError` with a fault for each that cannot be read."""
    gazetteer = Gazetteer(countries, persons, armaments)
    articles: list[Article] = []
    faults: list[Fault] = []
    if names.count(STANDARD_INPUT) > 1:
        raise InputError(Place("standard input").fault("is named twice", "'-' can be read once"))
    for name in names:
        try:
            found = fetch(name)
            articles.append(read_article(found.name, found.content))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    proposals: list[tuple[Article, Proposal]] = [
        (one, propose(one, gazetteer, published)) for one in articles
    ]
    without = tuple(article.name for article, proposal in proposals if not proposal.events)
    return Extracted(document(proposals), without)
