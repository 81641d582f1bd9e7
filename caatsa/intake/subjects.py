"""Facts on what the words of the item and of the acts say that the business is about, beside the goods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caatsa.documents.document import Path
from caatsa.domain.facts import Fact, Grade, Origin
from caatsa.domain.record import Record
from caatsa.domain.reported import Event
from caatsa.domain.vocabulary import ANY
from caatsa.intake.evidence import best_grade, citations, sources_of
from caatsa.intake.normalise import Frame, SeenAct
from caatsa.intake.understand import Understood
from caatsa.registers.subjects import Subjects


class _Text(Record):
    """A text of the event, and the act to which it belongs; `any` for the whole event."""

    path: Path
    act: str
    reported: str


def subject_facts(
    understood: Understood, acts: tuple[SeenAct, ...], subjects: Subjects, frame: Frame
) -> Iterator[Fact]:
    """One fact for each subject that the item, the quantities or the values state, act by act."""
    event = understood.event
    by_act = {seen.id: seen.act for seen in acts}
    told: set[str] = set()
    for text in (*_of_event(event), *_of_acts(acts)):
        for stated in subjects.stated_in(text.reported):
            ref = f"subject:{stated.subject}@{text.act}"
            if ref in told:
                continue
            told.add(ref)
            act = by_act.get(text.act)
            sources = citations(sources_of(act, event) if act else event.sources)
            grade: Grade = best_grade(sources)
            fields = {
                "subject": stated.subject,
                "act": text.act,
                "place": stated.place,
                "words": stated.words,
            }
            origin = Origin("input", frame.locate(text.path), sources, grade)
            yield Fact(ref, "subject", dict(fields), f"{text.path[-1]} says “{stated.words}”", origin)


def states_a_subject(event: Event, subjects: Subjects) -> bool:
    """Whether any text of the event states a subject, whether or not its act exists."""
    of_acts = (text for act in event.acts for text in (act.quantity, act.value))
    texts = (event.item, event.quantity, event.value, *of_acts)
    return any(isinstance(text, str) and bool(subjects.stated_in(text)) for text in texts)


def _of_event(event: Event) -> Iterator[_Text]:
    for name, reported in (("item", event.item), ("quantity", event.quantity), ("value", event.value)):
        if isinstance(reported, str):
            yield _Text((name,), ANY, reported)


def _of_acts(acts: Iterable[SeenAct]) -> Iterator[_Text]:
    for seen in acts:
        for name, reported in (("quantity", seen.act.quantity), ("value", seen.act.value)):
            if isinstance(reported, str):
                yield _Text((*seen.path, name), seen.id, reported)
