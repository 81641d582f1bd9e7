"""The frame of every HTML page: one file, one style, one policy, and nothing of the input is ever markup."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from caatsa.report.layout import clean
from caatsa.report.words import DISCLAIMER, SCOPE, code_citation, day, plain, provision_name

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_STYLE: Final = "page/page.css"


def page(template: str, values: Mapping[str, Any], script: str = "") -> str:
    """The page that a template of ours gives, which extends `page/frame.html.jinja`.

    `script` names a file of ours that the page may run; without one its policy allows none.
    """
    style, run = _asset(_STYLE), _asset(script) if script else ""
    allowed = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        *([f"script-src '{_hash(run)}'"] if run else []),
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return fragment(template, {**values, "style": style, "script": run, "policy": "; ".join(allowed)})


def fragment(template: str, values: Mapping[str, Any]) -> str:
    """What a template gives with these values, every one of them escaped."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("caatsa", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        plain=plain,
        clean=clean,
        day=day,
        provision_name=provision_name,
        code_citation=code_citation,
        scope=SCOPE,
        disclaimer=DISCLAIMER,
    )
    return environment


def _asset(name: str) -> Markup:
    """A file of ours that is put into the page as it is, so that its hash is the one in the policy."""
    from markupsafe import Markup

    environment: Any = _environment()
    source, _, _ = environment.loader.get_source(environment, name)
    return Markup(source)  # noqa: S704 - our own file, nothing of the input


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
