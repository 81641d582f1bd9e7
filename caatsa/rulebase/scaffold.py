"""A draft of a rule: a valid file at the right path, to be edited."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from caatsa.domain.errors import Fault, RuleFileError
from caatsa.rulebase.building import NOT_RULES
from caatsa.rulebase.check import path_of

_ID: Final = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9_]+){1,9}")
_LONGEST_ID: Final = 120

_HEAD: Final = """\
# A draft. Replace every value in <angle brackets>, then run: caatsa rules check
format: 1
id: {id}
kind: {kind}
origin: model        # statute: the law says it; guidance: State says it; model: we read it so
title: "<what the rule finds, in one line>"
status: draft
authority: {{citation: "<our reading of CAATSA § 231(a)>"}}
"""

_CLASSIFIER: Final = """\
elements:
  - {id: act, fact: act, where: {kind: gift, status: happened}}
derive:
  fact: finding
  provision: caatsa.231.a
  element: significance
  act: $act.act
  party: any
  result: noted
  factor: gift
  weight: neutral
because: "{act.words}, {act.dated}: a gift"
caveats:
  - "<what a reader must not conclude from this rule>"
examples:
  - name: a gift
    given: [{fact: act, act: a0, kind: gift, status: happened}]
    expect: fires
  - name: a sale
    given: [{fact: act, act: a0, kind: contract, status: happened}]
    expect: silent
    unmet: [act]
"""

_EXCEPTION: Final = """\
text: "<the words of the statute, as statutes/ quotes them>"
excepts: [caatsa.231.a]
elements:
  - {id: use, fact: use, where: {end_use: space}}
because: "<why the provision does not apply>"
caveats:
  - "<what a reader must not conclude from this rule>"
examples:
  - {name: a launch, given: [{fact: use, end_use: space}], expect: fires}
  - {name: a weapon, given: [{fact: use, end_use: military}], expect: silent, unmet: [use]}
"""

_BODIES: Final = {"classifier": _CLASSIFIER, "exception": _EXCEPTION}


def draft(rule_id: str, kind: str) -> str:
    """The text of a draft, valid as it stands."""
    return _HEAD.format(id=rule_id, kind=kind) + _BODIES[kind]


def write_draft(root: Path, rule_id: str, kind: str) -> Path:
    """Write a draft where its id says, and return the path.

    Raises `RuleFileError` where the id is none, the file exists, or it cannot be written.
    """
    path = root / path_of(rule_id)
    if not _ID.fullmatch(rule_id) or len(rule_id) > _LONGEST_ID or path_of(rule_id).startswith(NOT_RULES):
        allowed = "lower case words joined by points, such as caatsa.231.a.significance.gift"
        raise RuleFileError(Fault(rule_id, None, None, "is not the id of a rule", allowed))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(draft(rule_id, kind))
    except FileExistsError:
        raise RuleFileError(Fault(str(path), None, None, "exists already", "another id")) from None
    except OSError as error:
        problem = f"cannot be written: {(error.strerror or str(error)).lower()}"
        raise RuleFileError(Fault(str(path), None, None, problem)) from None
    return path
