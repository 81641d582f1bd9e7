"""The statutes, one version per interval of force: their words, and how they are cited on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from caatsa.domain.errors import Fault, RuleFileError
from caatsa.domain.record import Record

if TYPE_CHECKING:
    from caatsa.rulebase.statute_form import StatuteFile


class Paragraph(Record):
    """One paragraph: our summary, and the operative words quoted.

    `phrases` were read in the text; `phrases_unverified` were not read at that place and carry no rule.
    """

    summary: str
    phrases: Sequence[str]
    phrases_unverified: Sequence[str]


class Reading(Record):
    """Where and when the text was read; `rulebase.statute_form` says what the states mean."""

    where: str
    copy_dated: date | None
    read_on: date
    state: Literal["read", "in_part", "reconstructed", "not_read"]
    note: str


class StatuteVersion(Record):
    """One section as it stood from `in_force_from` up to, and not on, `in_force_to`."""

    format: Literal[1]
    id: str
    citation: str
    uslm: str
    in_force_from: date
    in_force_to: date | None
    enacted_by: str
    official_link: str
    read: Reading
    paragraphs: Mapping[str, Paragraph]

    @property
    def path(self) -> str:
        """The file under `rules/` that holds this version, as its id and first day demand."""
        return f"statutes/{self.id.replace('.', '/')}/{self.in_force_from.isoformat()}.yaml"

    def uslm_of(self, paragraph: str) -> str:
        """The official identifier of a paragraph, such as `/us/usc/t22/s9525/d/1/B/i` for `d.1.B.i`."""
        return f"{self.uslm}/{paragraph.replace('.', '/')}"

    def holds(self, day: date) -> bool:
        """Whether this version was in force on the day."""
        return self.in_force_from <= day and (self.in_force_to is None or day < self.in_force_to)

    def quotes(self, paragraph: str, text: str) -> bool:
        """Whether the text is one of the phrases read in the paragraph or in a part of it."""
        within = f"{paragraph}."
        return any(
            text in part.phrases
            for path, part in self.paragraphs.items()
            if path == paragraph or path.startswith(within)
        )


class Statutes(Record):
    """Every section in all its versions, oldest first, without overlap or gap."""

    versions: Mapping[str, tuple[StatuteVersion, ...]]
    _by_path: Mapping[str, StatuteVersion]

    @classmethod
    def from_data(cls, files: Mapping[str, Any]) -> Statutes:
        """The statutes from the parsed files, keyed by path under `rules/`.

        Raises `RuleFileError` with every fault of every file: form, a path that belies its content, versions
        that overlap or leave a gap.
        """
        # Only where statutes are read from their files is there need of their form.
        from caatsa.rulebase.checked import checked
        from caatsa.rulebase.statute_form import StatuteFile

        faults: list[Fault] = []
        found: dict[str, StatuteVersion] = {}
        for path, data in files.items():
            try:
                found[path] = _version(checked(StatuteFile, data, path))
            except RuleFileError as error:
                faults.extend(error.faults)
        faults.extend(fault for path, version in found.items() for fault in _faults(path, version))
        sections = _grouped(found.values())
        faults.extend(fault for versions in sections.values() for fault in _interval_faults(versions))
        if faults:
            raise RuleFileError(faults)
        return cls(sections, found)

    @property
    def read_to(self) -> date | None:
        """The date of the newest copy that was read, null where none bears a date."""
        dated = [version.read.copy_dated for version in self._by_path.values() if version.read.copy_dated]
        return max(dated, default=None)

    def in_force(self, section: str, on: date) -> StatuteVersion | None:
        """The version of a section in force on the day; `KeyError` for an unknown section."""
        return next((version for version in self.versions[section] if version.holds(on)), None)

    def citation(self, section: str, paragraph: str, on: date) -> str:
        """How the paragraph is cited on the day: official identifier and first day of the version in force.

        Before the first version that one is cited, after the last the last: its date tells the reader.
        `KeyError` for an unknown section, or a paragraph that this version does not have.
        """
        version = self.in_force(section, on) or self._nearest(section, on)
        if paragraph not in version.paragraphs:
            raise KeyError(f"{version.path}#{paragraph}")
        return f"{version.uslm_of(paragraph)}@{version.in_force_from.isoformat()}"

    def phrase_ok(self, ref: str, text: str) -> bool:
        """Whether the text is a phrase read at `statutes/….yaml#paragraph` or in a part of it."""
        path, _, paragraph = ref.partition("#")
        version = self._by_path.get(path)
        return version is not None and version.quotes(paragraph, text)

    def _nearest(self, section: str, on: date) -> StatuteVersion:
        versions = self.versions[section]
        return versions[0] if on < versions[0].in_force_from else versions[-1]


def _version(file: StatuteFile) -> StatuteVersion:
    paragraphs = {path: Paragraph(**dict(paragraph)) for path, paragraph in file.paragraphs.items()}
    return StatuteVersion(**{**dict(file), "read": Reading(**dict(file.read)), "paragraphs": paragraphs})


def _grouped(versions: Iterable[StatuteVersion]) -> dict[str, tuple[StatuteVersion, ...]]:
    sections: dict[str, list[StatuteVersion]] = {}
    for version in sorted(versions, key=lambda version: (version.id, version.in_force_from)):
        sections.setdefault(version.id, []).append(version)
    return {section: tuple(versions) for section, versions in sections.items()}


def _faults(path: str, version: StatuteVersion) -> Iterator[Fault]:
    if path != version.path:
        yield Fault(path, None, None, "the path is not that of this id and first day", f"'{version.path}'")
    if version.in_force_to is not None and version.in_force_to <= version.in_force_from:
        yield Fault(path, None, None, "in_force_to is not after in_force_from", "null while it is in force")
    for name, paragraph in version.paragraphs.items():
        quoted = [*paragraph.phrases, *paragraph.phrases_unverified]
        for phrase in sorted({phrase for phrase in quoted if quoted.count(phrase) > 1}):
            yield Fault(path, None, None, f"paragraph {name} quotes '{phrase}' twice", "each phrase once")


def _interval_faults(versions: tuple[StatuteVersion, ...]) -> Iterator[Fault]:
    for earlier, later in pairwise(versions):
        until, start = earlier.in_force_to, later.in_force_from
        if until is None or until > start:
            yield Fault(earlier.path, None, None, f"overlaps {later.path}", f"in_force_to is {start}")
        elif until < start:
            yield Fault(
                earlier.path, None, None, f"leaves a gap before {later.path}", f"in_force_to is {start}"
            )
