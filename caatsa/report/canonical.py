"""The canonical JSON of an assessment: the same bytes for the same assessment, in the order of the models."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

# Letters that cannot be seen but steer a terminal or the direction of a line. JSON holds them in strings
# only, so that they may be escaped there; they mean the same.
_UNSEEN: Final = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def to_json(model: BaseModel) -> str:
    """A model in its canonical form: days as ISO text, nulls kept, keys in the order of the model."""
    return canonical(model.model_dump(mode="json"))


def canonical(data: Mapping[str, Any]) -> str:
    """Plain data as JSON: UTF-8 text, two spaces of indent, one newline at the end."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return visible(text) + "\n"


def visible(text: str) -> str:
    """JSON with letters that cannot be seen escaped; it means the same."""
    return _UNSEEN.sub(lambda letter: f"\\u{ord(letter.group()):04x}", text)
