"""The quoted phrases against the official text: title 22 of the United States Code as USLM XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import ParseError, XMLParser

from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.rulebase.statutes import Statutes, StatuteVersion

MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 200
_ALLOWED = "the unzipped USLM XML of title 22 from https://uscode.house.gov/download/download.shtml"
_NAMESPACE = re.compile(r"\{http://(xml\.house\.gov/schemas/uslm|schemas\.gpo\.gov/xml/uslm)[^}]*\}")
# What the editors or later laws say about a section is not its text.
_NOT_TEXT = frozenset({"note", "notes", "sourceCredit", "toc", "meta", "editorialContent", "footnote"})
# Words on both sides of these are separate; inline elements such as <date> and <ref> do not part words.
_BLOCKS = frozenset(
    {
        *("title", "chapter", "subchapter", "part", "section", "subsection", "paragraph", "subparagraph"),
        *("clause", "subclause", "item", "subitem", "num", "heading", "chapeau", "content", "continuation"),
        *("p", "quotedContent", "quotedText", "column", "row"),
    }
)
_QUOTES = {**dict.fromkeys("\u2018\u2019\u201a\u2032", "'"), **dict.fromkeys("\u201c\u201d\u201e\u2033", '"')}
_FOLD = str.maketrans({**_QUOTES, **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")})
_BEFORE_POINT = re.compile(r"\s+([,;.:)])")

Result = Literal["found", "not_found", "paragraph_missing", "section_missing"]


class OfficialFinding(Record):
    """What the official text says to one phrase.

    `section_missing` where the file does not hold the section at all, as for laws that are only notes in the
    Code; `paragraph_missing` where it holds the section, but no paragraph of that identifier.
    """

    statute: str
    uslm: str
    phrase: str
    verified: bool
    result: Result


def compare_with_official(statutes: Statutes, xml_bytes: bytes, file: str) -> list[OfficialFinding]:
    """One finding for each phrase of each version in force now, in the order of sections and paragraphs.

    Superseded versions are left out, since the Code shows current law. Raises `InputError` where the bytes
    are not USLM, declare a document type, or are larger or deeper than the Code.
    """
    versions = [versions[-1] for versions in statutes.versions.values() if versions[-1].in_force_to is None]
    texts = _texts(xml_bytes, _wanted(versions), file)
    return [finding for version in versions for finding in _findings(version, texts)]


def normalised(text: str) -> str:
    """The text with one kind of quote, dash and space, and no space before a point.

    >>> normalised("the  \\u201cS\\u2013400\\u201d\\n system , as")
    'the "S-400" system, as'
    """
    return _BEFORE_POINT.sub(r"\1", " ".join(text.translate(_FOLD).split()))


def _wanted(versions: list[StatuteVersion]) -> frozenset[str]:
    paragraphs = {version.uslm_of(path) for version in versions for path in version.paragraphs}
    return frozenset(paragraphs | {version.uslm for version in versions})


def _findings(version: StatuteVersion, texts: dict[str, str]) -> Iterator[OfficialFinding]:
    for path, paragraph in version.paragraphs.items():
        uslm = version.uslm_of(path)
        for phrase, verified in [
            *((phrase, True) for phrase in paragraph.phrases),
            *((phrase, False) for phrase in paragraph.phrases_unverified),
        ]:
            result = _result(version.uslm, uslm, phrase, texts)
            yield OfficialFinding(version.path, uslm, phrase, verified, result)


def _result(section: str, paragraph: str, phrase: str, texts: dict[str, str]) -> Result:
    if section not in texts:
        return "section_missing"
    if paragraph not in texts:
        return "paragraph_missing"
    return "found" if normalised(phrase) in texts[paragraph] else "not_found"


def _texts(xml_bytes: bytes, wanted: frozenset[str], file: str) -> dict[str, str]:
    if len(xml_bytes) > MAX_BYTES:
        raise InputError(Fault(file, None, None, "is larger than a title of the Code", _ALLOWED))
    collector = _Collector(wanted, file)
    parser = XMLParser(target=collector)  # noqa: S314 - the collector refuses document types, so no entities
    try:
        parser.feed(xml_bytes)
        parser.close()
    except ParseError as error:
        line, column = error.position
        raise InputError(Fault(file, line, column + 1, "is not well-formed XML", _ALLOWED)) from None
    except (LookupError, ValueError):
        # What the parser says of an encoding that it does not know.
        raise InputError(Fault(file, None, None, "has an unknown encoding", _ALLOWED)) from None
    return collector.texts()


class _Collector:
    """Gathers the whole text of the wanted elements while the file streams by; keeps no tree."""

    def __init__(self, wanted: frozenset[str], file: str) -> None:
        self._wanted = wanted
        self._file = file
        self._depth = 0
        self._skipped_from: int | None = None
        self._quoted_from: int | None = None
        self._open: list[tuple[int, list[str]]] = []
        self._parts: dict[str, list[str]] = {}

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        # Without a document type there are no entities to expand and nothing to fetch.
        raise self._refused(f"declares the document type '{name}'")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and not _NAMESPACE.match(tag):
            raise self._refused("is XML, but not USLM")
        if self._depth > MAX_DEPTH:
            raise self._refused("is nested more deeply than the Code")
        if self._skipped_from is not None:
            return
        name = tag.rpartition("}")[2]
        if name in _NOT_TEXT or "footnoteRef" in attributes.get("class", ""):
            self._skipped_from = self._depth
            return
        if name == "quotedContent" and self._quoted_from is None:
            self._quoted_from = self._depth
        self._separate(name)
        identifier = attributes.get("identifier")
        # Paragraphs of another law that is quoted here may bear identifiers of their own.
        if identifier in self._wanted and self._quoted_from is None:
            self._open.append((self._depth, self._parts.setdefault(identifier, [])))

    def end(self, tag: str) -> None:
        if self._skipped_from is None:
            self._separate(tag.rpartition("}")[2])
        if self._skipped_from == self._depth:
            self._skipped_from = None
        if self._quoted_from == self._depth:
            self._quoted_from = None
        if self._open and self._open[-1][0] == self._depth:
            self._open.pop()
        self._depth -= 1

    def data(self, text: str) -> None:
        if self._skipped_from is None:
            for _, parts in self._open:
                parts.append(text)

    def texts(self) -> dict[str, str]:
        return {identifier: normalised("".join(parts)) for identifier, parts in self._parts.items()}

    def _separate(self, name: str) -> None:
        if name in _BLOCKS:
            self.data(" ")

    def _refused(self, problem: str) -> InputError:
        return InputError(Fault(self._file, None, None, problem, _ALLOWED))
