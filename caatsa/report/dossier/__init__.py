"""The HTML dossier: one file that needs no network, no script of others, and reads without any script."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any, Final

from caatsa.report.dossier.pieces import pieces

if TYPE_CHECKING:
    from markupsafe import Markup

    from caatsa.domain.published import Assessment
    from caatsa.domain.verdict import Assessed

_TEMPLATE: Final = "dossier.html.jinja"
_STYLE, _SCRIPT = "dossier.css", "dossier.js"


def to_html(assessment: Assessed | Assessment) -> str:
    """The dossier; whatever stands in the input is text in it, never markup."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("caatsa.report", "dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script = (_asset(environment, name) for name in (_STYLE, _SCRIPT))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    template = environment.get_template(_TEMPLATE)
    return template.render(pieces(assessment), style=style, script=script, policy=policy)


def _asset(environment: Any, name: str) -> Markup:
    """A file of ours that is put into the page as it is, so that its hash is the one in the policy."""
    from markupsafe import Markup

    source, _, _ = environment.loader.get_source(environment, name)
    return Markup(source)  # noqa: S704 - our own file, nothing of the input


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
