"""What is proposed from articles is measured against what is expected, and the page shows the measure."""

import re
from pathlib import Path

import pytest

from tests.extract.scoring import ARTICLES, expected_of, proposed_of, scores, table

PAGE = Path(__file__).parent.parent.parent / "docs" / "extraction.md"
TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.DOTALL)
WITHOUT_A_DEAL = [article for article in ARTICLES if not expected_of(article)["events"]]
FLOORS = {  # precision, recall
    "event": (0.98, 0.95),
    "buyer": (0.98, 0.95),
    "buyer name": (0.8, 0.95),
    "supplier": (0.97, 0.94),
    "supplier name": (0.9, 0.9),
    "parties": (0.66, 1.0),
    "item": (0.98, 0.95),
    "quantity": (0.94, 0.89),
    "value": (0.96, 0.94),
    "act": (0.96, 0.94),
    "date": (0.95, 0.94),
}


def test_there_are_articles_of_many_kinds() -> None:
    assert len(ARTICLES) >= 80
    assert len(WITHOUT_A_DEAL) >= 5


@pytest.mark.golden
def test_the_page_shows_precision_and_recall_as_they_are(updating_golden: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")
    real = TABLE.sub(lambda _: table(), page)

    if updating_golden:
        PAGE.write_text(real, encoding="utf-8")
    assert page == real or updating_golden


@pytest.mark.parametrize("field", FLOORS)
def test_no_field_is_read_worse_than_before(field: str) -> None:
    precision, recall = FLOORS[field]
    score = scores()[field]

    assert score.precision >= precision
    assert score.recall >= recall


@pytest.mark.parametrize("article", WITHOUT_A_DEAL, ids=lambda article: article.stem)
def test_where_nothing_is_bought_nothing_is_proposed(article: Path) -> None:
    assert proposed_of(article) == []
