"""Exports in SIPRI's shape, with rows that are made up, and the damage that copies in the wild show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caatsa.assessment.assess import Options, assess_input
from caatsa.domain.errors import InputError
from caatsa.domain.reported import Event
from caatsa.intake.assembly import ReadInput
from caatsa.intake.readers import Foreign, read_documents
from caatsa.intake.sipri.comments import remarks
from caatsa.rulebase.rulebase import load_rulebase

BASE = load_rulebase()
PREAMBLE = "Transfers of major conventional arms\nData generated: 1 January 2026\n"
HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
    "SIPRI TIV of delivered weapons"
)
LAUNCHER = "India,Russia,2019,,3,,S-400 Triumf,SAM system,1,,2022,New,INR39 b ($0.5 b) deal,65,195,65"
MISSILES = "India,Russia,2019,?,90,?,48N6,SAM,30,?,2021; 2022,New,For S-400 air-defence systems,1,90,30"
TANKS = "Kazakhstan,Russia,2018,,12,,T-90S,tank,0,,,New,produced under licence in Kazakhstan,4,48,0"


def register(*rows: str, header: str = HEADER, preamble: str = PREAMBLE) -> str:
    return preamble + "\n".join((header, *rows)) + "\n"


def read(text: str | bytes, foreign: Foreign | None = None, name: str = "register.csv") -> ReadInput:
    content = text if isinstance(text, bytes) else text.encode("latin-1")
    return read_documents([(name, content)], None, BASE.registers.countries, foreign or Foreign())


def events(*rows: str) -> tuple[Event, ...]:
    return read(register(*rows)).document.events


def acts(event: Event) -> list[tuple[str, str]]:
    return [(act.kind, act.date.text) for act in event.acts]


def test_an_export_is_recognised_without_being_told_and_whatever_its_encoding() -> None:
    row = "Argentina,France,2017,,5,,Super \xc9tendard,fighter aircraft,5,,2019,New,EUR12.6 m deal,1,5,5"
    latin1, utf8 = register(row).encode("latin-1"), register(row).encode("utf-8-sig")
    assert read(latin1).document == read(utf8).document
    assert read(latin1).document.events[0].item == "Super \xc9tendard fighter aircraft"


def test_other_text_that_is_not_utf8_is_still_an_error() -> None:
    with pytest.raises(InputError, match="is not UTF-8; text is UTF-8"):
        read("id,item\ne,Super \xc9tendard\n")


def test_launchers_missiles_and_radars_of_one_order_are_one_transaction() -> None:
    (event,) = events(LAUNCHER, MISSILES)
    assert event.item == "S-400 Triumf SAM system"
    assert event.quantity == 3
    assert event.value == "INR39 b ($0.5 b)"
    assert acts(event) == [("contract", "2019"), ("delivery", "2021"), ("delivery", "2022")]
    assert "line 5, of the same order: 90 (estimate) 48N6 SAM" in event.sources[1].title
    assert "For S-400 air-defence systems" in event.sources[1].title


def test_rows_are_left_apart_on_request() -> None:
    apart = read(register(LAUNCHER, MISSILES), Foreign(grouping=False)).document.events
    assert [event.item for event in apart] == ["S-400 Triumf SAM system", "48N6 SAM"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (MISSILES.replace("2019", "2020"), "another year of order"),
        (MISSILES.replace("India", "Algeria"), "another recipient"),
        (MISSILES.replace("S-400 air", "S-300PMU air"), "another system"),
        (MISSILES.replace("For S-400 air-defence systems", ""), "the comment names no system"),
        (MISSILES.replace("For S-400", "Probably for S-400"), "the comment leaves room for doubt"),
        (MISSILES.replace("S-400 air-defence systems", "S-400 systems from Peru"), "another's system"),
        (MISSILES.replace("For S-400", "Spare missiles for S-400"), "spares for what is there already"),
    ],
)
def test_orders_that_do_not_belong_together_stay_apart(other: str, why: str) -> None:
    assert len(events(LAUNCHER, other)) == 2, why


def test_a_row_that_could_be_part_of_two_orders_is_part_of_none() -> None:
    assert len(events(LAUNCHER, LAUNCHER.replace(",3,", ",5,"), MISSILES)) == 3


def test_a_system_is_known_by_its_other_name_and_by_the_version_ordered() -> None:
    other = LAUNCHER.replace("S-400 Triumf", "Tor-M1").replace("INR39 b ($0.5 b) deal", "Tor-M2K version")
    for said in ("For 8 Tor-M2K SAM systems", "For Tor-M1 systems"):
        (event,) = events(other, MISSILES.replace("For S-400 air-defence systems", said))
        assert len(event.sources) == 2
    (named,) = events(LAUNCHER, MISSILES.replace("S-400 air-defence systems", "Triumf systems"))
    assert len(named.sources) == 2


def test_missiles_for_ships_of_another_project_are_not_part_of_the_order_of_ships() -> None:
    ships = LAUNCHER.replace("S-400 Triumf", "Project-636")
    missiles = MISSILES.replace("For S-400 air-defence systems", "For Project-877 submarines")
    assert len(events(ships, missiles)) == 2


def test_a_purpose_is_no_system() -> None:
    (event,) = events(LAUNCHER.replace(" deal", " deal; for training"), MISSILES)
    assert len(event.sources) == 2


def test_what_the_comment_calls_uncertain_rests_on_an_aggregator() -> None:
    (event,) = events(LAUNCHER.replace("INR39 b ($0.5 b) deal", "supplier may be Belarus"))
    assert {source.grade for act in event.acts for source in act.sources} == {"aggregator"}
    assert all("(supplier may be Belarus)" in act.sources[0].title for act in event.acts)


@pytest.mark.parametrize(
    ("comment", "capability"),
    [
        ("For modernization of 3 Talwar frigates", "upgrade"),
        ("RD-33 version; spare engines for MiG-29 combat aircraft", "sustainment"),
        ("Second-hand but modernized before delivery", None),
        ("possibly for modernization of 3 Talwar frigates", None),
    ],
)
def test_the_comment_says_whether_it_is_for_what_is_there_already(comment: str, capability: str) -> None:
    (event,) = events(LAUNCHER.replace("INR39 b ($0.5 b) deal", comment))
    assert event.capability == capability


def test_those_for_whom_and_through_whom_it_was_bought_are_parties_where_they_are_states() -> None:
    comment = "For Lebanon; ordered via Spain; incl for police; sold via a company"
    (event,) = events(LAUNCHER.replace("INR39 b ($0.5 b) deal", comment))
    assert [(party.role, party.country) for party in event.parties] == [
        ("end_user", "Lebanon"),
        ("agent", "Spain"),
    ]


def test_deliveries_of_no_year_and_none_delivered_are_no_deliveries() -> None:
    (event,) = events(TANKS)
    assert acts(event) == [("contract", "2018"), ("license", "2018")]


@pytest.mark.parametrize(
    ("comment", "kind"),
    [
        ("$3 b 10-year lease; for training", "lease"),
        ("Second-hand; aid", "gift"),
        ("selected 2024 but contract not yet signed", "selection"),
        ("", "contract"),
        ("possibly aid", "contract"),
        ("Second-hand; 'FMF' aid", "gift"),
        ("$17-20 m aid; for training", "gift"),
        ("originally 500 offered as aid", "contract"),
        ("financed by aid from Peru", "contract"),
        ("Second-hand; on loan until 1980", "loan"),
        ("option on lease of 2 more", "contract"),
        ("Selected 2023 but not yet ordered by end-2024", "selection"),
        ("Selected 2023 but probably not yet ordered by end-2025", "selection"),
        ("Selected 2008 but order delayed until 2014", "contract"),
    ],
)
def test_the_comment_says_what_was_agreed(comment: str, kind: str) -> None:
    (event,) = events(f"Serbia,Russia,2023,,1,,Mi-17,transport helicopter,0,,,New,{comment},1,1,0")
    assert event.acts[0].kind == kind
    if comment and kind != "contract":
        assert any(part in event.acts[0].sources[0].title for part in comment.split("; "))


@pytest.mark.parametrize(
    ("comment", "cancelled"),
    [
        ("Deal cancelled 2022", ("cancellation", "2022")),
        ("cancelled", ("cancellation", "unknown")),
        ("replacing 2007 order for S-300PMU-1 cancelled 2010", None),
        ("sold to Serbia after Egypt cancelled deal 2021", None),
        ("possibly cancelled", None),
        ("cancelled but reinstated 2021", None),
        ("Contract cancelled by Serbia in 2021", ("cancellation", "2021")),
        ("delivery of 18 more cancelled 2020", None),
        ("originally more ordered but rest cancelled", None),
        ("cancelled after 1997 crisis", ("cancellation", "unknown")),
    ],
)
def test_only_a_cancellation_of_this_order_counts(comment: str, cancelled: tuple[str, str] | None) -> None:
    (event,) = events(f"Serbia,Russia,2019,,1,,Mi-17,transport helicopter,0,,,New,{comment},1,1,0")
    assert [act for act in acts(event) if act[0] == "cancellation"] == ([cancelled] if cancelled else [])


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("INR390 b ($5.4 b) deal", [("value", "INR390 b ($5.4 b)")]),
        ("$0.5-1 b deal", [("value", "$0.5-1 b")]),
        ("Part of $1 b deal", [("part_of_value", "$1 b")]),
        ("$375m deal (bought via and financed by Peru)", [("value", "$375m")]),
        ("SEK4.5 b ($670 m) 'Peace' deal", [("value", "SEK4.5 b ($670 m)")]),
        ("Deal worth $117 m incl 64 missiles", [("value", "$117 m")]),
        ("financed by $30 m aid", []),
        ("not including $0.9-1 b for 20 years support", []),
        ("produced under licence in Peru as Toro", [("license", "")]),
        ("production under licence planned", []),
        ("Peruvian MiG-29 rebuilt to MiG-29SM", [("upgrade", "")]),
        ("for modernization of 3 Lima frigates", [("upgrade", ""), ("for_item", None)]),
        ("Second-hand but modernized before delivery", []),
        ("spare engines for MiG-29 combat aircraft", [("spare", "")]),
        ("2 more delivered for spare parts only", []),
        ("supplier may be Peru", [("uncertain", "")]),
        ("91N6E version for use with S-400 systems", [("version", "91N6E"), ("for_item", "S-400 systems")]),
        ("Deal incl 24 launchers", []),
        ("ordered via Belarus", [("via", "Belarus")]),
        ("delivered via Belarus", []),
        ("For Burundi forces with the mission", [("end_user", "Burundi")]),
        ("$1 b deal (with spares; produced under licence elsewhere)", [("value", "$1 b")]),
    ],
)
def test_clauses_of_a_comment(comment: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(one.kind, one.said) for one in remarks(comment)]
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    assert all(said in (None, other) for (_, said), (_, other) in zip(expected, found, strict=True))


def test_what_sipri_estimates_is_never_more_than_arguable() -> None:
    row = "Kazakhstan,Russia,2018,?,4,,S-400 Triumf,SAM system,0,,,New,,65,195,0"
    assessed = assess_input(read(register(row)), BASE, Options(date(2022, 1, 1)))
    (found,) = [one for verdict in assessed.verdicts for one in verdict.transactions]
    assert {one.id: one.result for one in found.elements}["conduct"] == "arguable"


def test_groups_and_organisations_are_never_their_host_country() -> None:
    rows = (
        "Some Front (Lebanon)*,Syria,1986,,7,,T-54,tank,7,,1986,Second hand,aid,1,7,7",
        "African Union**,Egypt,2019,,10,,Fahd,armoured personnel carrier,10,,2019,New,,1,7,7",
        "unknown recipient(s),unknown supplier(s),2002,,1,,Strela-2,portable SAM,1,,2002,New,,1,1,1",
    )
    buyers = [event.buyer for event in events(*rows)]
    assert [(buyer.country, buyer.country_name) for buyer in buyers] == [
        (None, "Some Front (Lebanon)"),
        (None, "African Union"),
        (None, "unknown recipient(s)"),
    ]


DELIVERIES = """\
SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,\
Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,\
Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production
1,Russia,Kazakhstan,Su-30MK,fighter aircraft,Aircraft,2018,No,2,No,2020,No,New,No,55,110,No
1,Russia,Kazakhstan,Su-30MK,fighter aircraft,Aircraft,2018,No,4,No,2021,Yes,New,No,55,220,No
"""


def test_the_delivery_export_has_a_row_for_each_year_and_gives_one_event() -> None:
    (event,) = read(DELIVERIES).document.events
    assert (event.buyer.country, event.supplier and event.supplier.country) == ("Kazakhstan", "Russia")
    assert acts(event) == [("contract", "2018"), ("delivery", "2020"), ("delivery", "2021")]
    assert [act.quantity for act in event.acts] == [None, 2, 4]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (register(LAUNCHER, preamble=""), "preamble cut off"),
        (
            register(LAUNCHER + ";;;;;", header=HEADER + ";;;;;").replace("\n", "\r\n"),
            "saved by a spreadsheet",
        ),
        (
            register(
                LAUNCHER.replace(",,", ",", 1).replace(",,", ",", 1).replace(",,", ",", 1),
                header=HEADER.replace(", ,", ","),
            ),
            "columns of doubt dropped",
        ),
        (register(LAUNCHER.replace(" deal,", " deal\n,")), "a line break in the comment"),
        (register(LAUNCHER.replace("S-400 Triumf", '"S-400 Triumf"')), "quoted by a spreadsheet"),
        (
            register(
                LAUNCHER, header=HEADER.replace("Recipient,Supplier", "Recipient country,Supplier country")
            ),
            "renamed",
        ),
    ],
)
def test_damage_that_can_be_undone_changes_nothing(text: str, what: str) -> None:
    (plain,) = events(LAUNCHER)
    (event,) = read(text).document.events
    assert (event.item, event.quantity, event.value, acts(event)) == (
        plain.item,
        plain.quantity,
        plain.value,
        acts(plain),
    ), what


def test_a_row_that_cannot_be_read_is_told_with_its_line_and_never_dropped_silently() -> None:
    found = read(register(LAUNCHER, "India,Russia,2019,,3"))
    assert [(fault.line, fault.problem) for fault in found.unread] == [(5, "the row has 5 cells")]
    issues = assess_input(found, BASE, Options(date(2022, 1, 1))).input.issues
    assert any(issue.where == "register.csv, line 5" and "5 cells" in issue.issue for issue in issues)


def test_such_a_row_is_an_error_where_strictness_is_asked_for_or_nothing_else_is_there() -> None:
    with pytest.raises(InputError, match="line 5: the row has 5 cells; the header has 16 cells"):
        read(register(LAUNCHER, "India,Russia,2019,,3"), Foreign(strict=True))
    with pytest.raises(InputError, match="line 4: the row has 5 cells"):
        read(register("India,Russia,2019,,3"))


def test_an_id_has_plain_letters_for_those_with_accents() -> None:
    (event,) = events(TANKS.replace("Kazakhstan", "T\xfcrkiye", 1))
    assert event.id == "sipri-turkiye-russia-2018-t-90s"


def test_ids_stay_the_same_and_differ_where_rows_are_alike(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    named_like_it = TANKS.replace("T-90S", "T-90S-2")
    path.write_bytes(register(TANKS, TANKS, named_like_it).encode())
    found = read_documents([path], None, BASE.registers.countries)
    assert [event.id for event in found.document.events] == [
        "sipri-kazakhstan-russia-2018-t-90s",
        "sipri-kazakhstan-russia-2018-t-90s-3",
        "sipri-kazakhstan-russia-2018-t-90s-2",
    ]
    assert found.provenance.locate("sipri-kazakhstan-russia-2018-t-90s-3").endswith("register.csv, line 5")
