"""Proposed events as an input document: YAML that a person reads, corrects and accepts.

The values are written by a YAML emitter; remarks are comments of one line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import yaml

from caatsa.domain.errors import one_line
from caatsa.intake.extraction.assembling import Proposal
from caatsa.intake.extraction.drafts import Draft, DraftSide, Span
from caatsa.intake.extraction.text import Article

_HEAD: Final = (
    "# Proposed from prose by words and registers alone. Nothing here is asserted: check each value against",
    "# its span (characters of the article, from start up to end), correct it, and delete what is wrong.",
)
UNKNOWN_BUYER: Final = "unknown"
_LONGEST: Final = 300


class _Dumper(yaml.SafeDumper):
    """Without anchors, which an input may not have."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature of PyYAML
        return True


def document(proposals: Sequence[tuple[Article, Proposal]]) -> str:
    """One input document of all events proposed; where there are none, remarks only."""
    taken: set[str] = set()
    lines = [*_HEAD]
    body: list[str] = []
    for article, proposal in proposals:
        lines += _of_article(article, proposal)
        for number, draft in enumerate(proposal.events, 1):
            event = _event(draft, article, proposal, _free_id(article, number, taken))
            body += [f"# {one_line(note)}" for note in _remarks(draft)]
            body.append(
                yaml.dump([event], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100).rstrip()
            )
    if body:
        lines.append("events:")
    return "\n".join([*lines, *body]) + "\n"


def _of_article(article: Article, proposal: Proposal) -> Iterator[str]:
    yield f"# {one_line(article.name)}: {len(proposal.events)} proposed"
    for span in proposal.denied:
        start, end = article.span(span.start, span.end)
        yield f"# Set aside as denied, refused or not done: characters {start} to {end}"


def _free_id(article: Article, number: int, taken: set[str]) -> str:
    stem = re.sub(
        r"[^\w.-]+", "-", article.name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    ).strip("-")[:60]
    name = base = f"{stem or 'article'}-{number}"
    again = 1
    while name in taken:
        again += 1
        name = f"{base}-{again}"
    taken.add(name)
    return name


def _event(draft: Draft, article: Article, proposal: Proposal, event_id: str) -> dict[str, Any]:
    spans: dict[str, Span] = {}
    event: dict[str, Any] = {"id": event_id, "buyer": _buyer(draft.buyer, spans)}
    if draft.supplier:
        event["supplier"] = _side("supplier", draft.supplier, spans)
    if draft.parties:
        event["parties"] = [_party(number, draft, spans) for number in range(len(draft.parties))]
    figures = {"item": draft.item, "quantity": draft.quantity, "value": draft.value}
    for key, said in figures.items():
        if said is not None:
            event[key] = _words(said)
            spans[key] = said
    event["acts"] = [_act(number, draft, spans) for number in range(len(draft.acts))]
    source = {"title": _shortened(one_line(article.title))}
    event["sources"] = [source | ({"published": proposal.published} if proposal.published else {})]
    event["spans"] = {key: _span(said, article) for key, said in spans.items()}
    return event


def _buyer(side: DraftSide | None, spans: dict[str, Span]) -> dict[str, Any]:
    if side is None or not side.code:
        return {"country": None, "country_name": UNKNOWN_BUYER}
    return _side("buyer", side, spans)


def _side(role: str, side: DraftSide, spans: dict[str, Span]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if side.country:
        said["country"] = side.country
        if place := side.named or side.person:
            spans[f"{role}.country"] = place
    if side.person:
        said["name"] = _words(side.person)
        spans[f"{role}.name"] = side.person
    return said


def _party(number: int, draft: Draft, spans: dict[str, Span]) -> dict[str, Any]:
    party = draft.parties[number]
    spans[f"parties.{number}"] = party.name
    return {"role": party.role, "name": _words(party.name)} | (
        {"country": party.country} if party.country else {}
    )


def _act(number: int, draft: Draft, spans: dict[str, Span]) -> dict[str, Any]:
    act = draft.acts[number]
    spans[f"acts.{number}"] = act.said
    said: dict[str, Any] = {"kind": act.kind, "date": act.date or "unknown"}
    if act.dated:
        spans[f"acts.{number}.date"] = act.dated
    if act.quantity:
        said["quantity"] = _words(act.quantity)
        spans[f"acts.{number}.quantity"] = act.quantity
    return said


def _span(said: Span, article: Article) -> dict[str, Any]:
    start, end = article.span(said.start, said.end)
    return {"start": start, "end": end, "reported": _words(said)}


def _words(said: Span) -> str:
    return _shortened(one_line(said.reported).strip("“”\"«»' "))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _remarks(draft: Draft) -> Iterator[str]:
    """What is missing and what was only presumed, for who reviews the event."""
    if draft.buyer is None or not draft.buyer.code:
        yield "missing: the buyer"
    elif draft.buyer.presumed:
        yield "presumed, not said in so many words: the buyer"
    if draft.supplier is None:
        yield "missing: the supplier"
    elif draft.supplier.presumed:
        yield "presumed, not said in so many words: the supplier"
    if draft.supplier and draft.supplier.person is None:
        yield "missing: the name of the supplier"
    for key in ("quantity", "value"):
        if getattr(draft, key) is None:
            yield f"missing: the {key}"
    for act in draft.acts:
        if not act.date:
            yield f"missing: the day of the {act.kind} (“{act.said.reported[:60]}”)"
    yield from draft.notes
