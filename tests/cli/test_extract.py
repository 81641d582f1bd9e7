"""`caatsa extract`: a document to review that is an input as it stands, and its spans in the trail."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

ARTICLE = """India signs S-400 deal with Russia

India on October 5, 2018 signed a contract with Rosoboronexport for five S-400 regiments worth $5.43 billion.
"""
PAGE = """<!doctype html><html><head><title>Deal &amp; date</title>
<script>alert("India buys S-400 from Russia")</script>
</head><body><p>India on 5&nbsp;October 2018 signed a contract with Russia
for the S&#45;400.</p></body></html>"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def proposed(result: Any) -> Any:
    return yaml.safe_load(result.out)["events"]


def test_every_value_has_the_characters_that_support_it(caatsa: Any, tmp_path: Path) -> None:
    result = caatsa("extract", written(tmp_path, "deal.txt", ARTICLE))

    (event,) = proposed(result)
    assert (result.status, result.err) == (0, "")
    assert event["buyer"]["country"] == "India"
    assert event["supplier"] == {"country": "Russia", "name": "Rosoboronexport"}
    assert event["acts"] == [{"kind": "contract", "date": "2018-10-05"}]
    assert {ARTICLE[span["start"] : span["end"]] for span in event["spans"].values()} >= {
        "India",
        "Rosoboronexport",
        "October 5, 2018",
        "$5.43 billion",
    }


def test_what_is_proposed_is_assessed_as_it_stands_and_shows_where_it_was_read(
    caatsa: Any, tmp_path: Path
) -> None:
    document = tmp_path / "deal.yaml"
    assert caatsa("extract", written(tmp_path, "deal.txt", ARTICLE), "--output", document).status == 0

    assessed = caatsa("assess", document, "--as-of", "2021-12-07", "--format", "json")

    assert assessed.status == 0
    facts = json.dumps(json.loads(assessed.out), ensure_ascii=False)
    start = ARTICLE.index("S-400 regiments")
    assert f"article characters {start} to" in facts


def test_the_text_of_a_page_keeps_its_places_and_no_script_is_read(caatsa: Any, tmp_path: Path) -> None:
    (event,) = proposed(caatsa("extract", written(tmp_path, "deal.html", PAGE)))

    span = event["spans"]["item"]
    assert PAGE[span["start"] : span["end"]] == "S&#45;400"
    assert event["sources"] == [{"title": "Deal & date"}]
    assert event["acts"] == [{"kind": "contract", "date": "2018-10-05"}]


def test_a_relative_day_is_read_only_against_a_stated_day_of_publication(caatsa: Any, tmp_path: Path) -> None:
    article = written(tmp_path, "a.txt", "Iraq received 39 T-90S tanks from Russia on Thursday.\n")

    (unknown,) = proposed(caatsa("extract", article))
    (known,) = proposed(caatsa("extract", article, "--published", "2018-11-17"))

    assert unknown["acts"][0]["date"] == "unknown"
    assert known["acts"][0]["date"] == "2018-11-15"
    assert known["sources"][0]["published"] == "2018-11-17"


def test_several_articles_are_one_document(caatsa: Any, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    first, second = written(tmp_path, "a.txt", ARTICLE), written(tmp_path / "b", "a.txt", ARTICLE)

    ids = [event["id"] for event in proposed(caatsa("extract", first, second))]

    assert len(set(ids)) == 2


def test_an_article_without_an_event_is_said_to_have_none(caatsa: Any, tmp_path: Path) -> None:
    result = caatsa("extract", written(tmp_path, "a.txt", "Nothing was bought anywhere.\n"))

    assert result.status == 0
    assert all(line.startswith("#") for line in result.out.splitlines())
    assert "no event found" in result.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"caf\xe9", "not UTF-8"),
        (b"%PDF-1.7", "PDF"),
        (b"a\0b", "NUL"),
        (b"<html></html>", "no text"),
    ],
)
def test_a_file_that_is_no_article_is_one_line(
    caatsa: Any, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)

    result = caatsa("extract", path)

    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert len(result.err.splitlines()) == 1


def test_a_file_that_is_not_there_is_one_line(caatsa: Any, tmp_path: Path) -> None:
    result = caatsa("extract", tmp_path / "none.txt")

    assert (result.status, result.out) == (2, "")
    assert "there is no such file" in result.err


def test_words_of_an_article_cannot_change_the_document(caatsa: Any, tmp_path: Path) -> None:
    hostile = "x\nevents: [] # \x1b[31m: {{ &a *a\n\nIndia bought five S-400 systems from Russia in 2018.\n"

    (event,) = proposed(caatsa("extract", written(tmp_path, "a: #b.txt", hostile)))

    assert event["buyer"]["country"] == "India"


def test_a_dateline_is_the_day_against_which_a_weekday_is_read(caatsa: Any, tmp_path: Path) -> None:
    text = (
        "Title\n\nBAGHDAD, Nov. 17, 2018 (Agency) - Iraq received 39 T-90S tanks from Russia on Thursday.\n"
    )

    (event,) = proposed(caatsa("extract", written(tmp_path, "a.txt", text)))

    assert event["acts"] == [{"kind": "delivery", "date": "2018-11-15"}]
    assert event["sources"][0]["published"] == "2018-11-17"


@pytest.mark.parametrize(
    "line",
    [
        "Posted On: 17 NOV 2018 5:12PM by PIB Delhi",
        "Published: November 17, 2018",
        "By Our Reporter | 17 November 2018",
        "Updated - November 17, 2018 10:41 pm IST",
    ],
)
def test_a_line_that_only_says_the_day_is_the_day_of_publication(
    caatsa: Any, tmp_path: Path, line: str
) -> None:
    text = f"Title\n\n{line}\n\nIraq received 39 T-90S tanks from Russia yesterday.\n"

    (event,) = proposed(caatsa("extract", written(tmp_path, "a.txt", text)))

    assert event["acts"][0]["date"] == "2018-11-16"


BESIDE = """<!doctype html><html><head><title>One deal</title>
<link rel="stylesheet" href="http://127.0.0.1:9/a.css"><script src="http://127.0.0.1:9/b.js"></script></head>
<body><nav>Iran buys Su-35 from Russia</nav>
<div class="ad-banner"><div>China bought S-500 from Russia</div></div>
<article><h1>One deal</h1><img src="http://127.0.0.1:9/c.png" onerror="fetch('http://127.0.0.1:9/')">
<iframe src="file:///etc/passwd"></iframe><object data="http://127.0.0.1:9/d"></object>
<p>India on 5 October 2018 signed a contract with Russia for the S-400. It was a long time in the making, and
much was said of it before in many capitals, where it was watched with interest by friends and others, none
of whom was in a position to say for certain whether it would ever come about.</p>
<div id="related-stories"><p>Egypt bought Su-35 from Russia</p></div></article>
<script>document.write("Turkey cancelled the S-400")</script>
<footer>Iraq bought T-90 from Russia</footer></body></html>"""


def test_of_a_page_only_the_article_is_read(caatsa: Any, tmp_path: Path) -> None:
    events = proposed(caatsa("extract", written(tmp_path, "a.html", BESIDE)))

    assert [event["buyer"]["country"] for event in events] == ["India"]


def test_nothing_in_a_page_is_fetched(caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)
    monkeypatch.setattr("subprocess.Popen.__init__", refuse)

    assert caatsa("extract", written(tmp_path, "a.html", BESIDE)).status == 0


@pytest.mark.parametrize(
    "text",
    [
        "<html>" + "<article>" * 20_000 + "<h1>" + "<div class='ad'>" * 20_000 + "India bought S-400",
        "<html><body><a href='" * 20_000,
        "<!doctype html>" + "&" * 100_000,
        "|\t" * 100_000,
        "Buyer | System | Date\n" + "India | S-400 | 2018\n" * 5_000,
        "of the 5 " * 40_000,
        "BELGRADE, " * 40_000,
        "(" * 100_000 + "\n" + ")" * 100_000,
    ],
    ids=["nested", "unclosed", "ampersands", "dividers", "rows", "counts", "places", "brackets"],
)
def test_a_hostile_article_ends_in_a_document_or_a_line(caatsa: Any, tmp_path: Path, text: str) -> None:
    result = caatsa("extract", written(tmp_path, "a.html" if text.startswith("<") else "a.txt", text))

    assert result.status in {0, 2}
    assert result.out or len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("India bought S-400".encode("utf-16"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        (b"   \n\t ", "is empty"),
        (b"\xff\xd8\xff\xe0JFIF", "UTF-8"),
    ],
)
def test_what_is_no_text_is_one_plain_line(caatsa: Any, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(content)

    result = caatsa("extract", path)

    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert len(result.err.splitlines()) == 1


def test_rows_of_a_table_are_events(caatsa: Any, tmp_path: Path) -> None:
    table = (
        "Deals of the year\n\nCustomer | Supplier | System | Quantity | Contract signed | Price\n"
        "Belarus | Russia | Su-30SM | 12 | June 2017 | $600 million\nTotal | | | 12 | | \n"
    )

    (event,) = proposed(caatsa("extract", written(tmp_path, "a.txt", table)))

    assert event["buyer"] == {"country": "Belarus"}
    assert event["acts"] == [{"kind": "contract", "date": "2017-06"}]
    assert (event["quantity"], event["value"]) == ("12", "$600 million")
    assert all(table[span["start"] : span["end"]] == span["reported"] for span in event["spans"].values())
