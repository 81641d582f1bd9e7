"""Random events that an input document could hold: odd names, loose dates, all kinds of act and party."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from caatsa.domain.reported import ActKind, Capability, EndUse, Grade, Role

Json = dict[str, Any]

COUNTRIES = (
    "IN",
    "TR",
    "CN",
    "Kazakhstan",
    "Russia",
    "RU",
    "Türkiye",
    "AE",
    "US",
    "Soviet Union",
    "NATO",
    "Hezbollah",
)
NAMES = (
    *(
        "Rosoboronexport",
        "АО «Рособоронэкспорт»",  # noqa: RUF001
        "ROE",
        "Rosoboronexpot",
        "FSB",
        "GRU",
        "KnAAPO",
        "USC",
        "Rostec",
    ),
    *(
        "Irkut",
        "Sovtechnoexport",
        "IRRPL",
        "Indo-Russia Rifles Private Limited",
        "Almaz-Antey",
        "Yantar Shipyard",
    ),
    *(
        "SSB",
        "EDD",
        "Ismail Demir",
        "Ministry of Defence",
        "NASA",
        "US Air Force",
        "unknown",
        "Russia",
        "Zarya",
    ),
    *(
        "A",
        "Б",
        "日本",
        'O\'Brien & Sons "Ltd"',
        "{act.kind}",
        "$x",
        "(x)",
        "...",
        "<b>",
        "null",
        "\u202eabc",
    ),
)
ITEMS = (
    *(
        "S-400",
        "S-400 Triumf",
        "С-400",  # noqa: RUF001
        "Su-35",
        "Su-35 and S-400",
        "spare parts for S-400",
        "AK-203",
        "rifle",
    ),
    *(
        "RD-180 engines",
        "tanks and shells",
        "Ansat",
        "Zorglub X-9",
        "F-16",
        "ballistic missile",
        "\u2603",
        "T-72 engines",
    ),
)
DAYS = (
    *(
        "2014",
        "2016-10-15",
        "2017",
        "2017-07",
        "2017-08",
        "2017-08-01",
        "2017-08-02",
        "2017-10-27",
        "2018",
        "2018-09",
    ),
    *(
        "2018-10-05",
        "2019-07-12",
        "2020-08-23",
        "2021",
        "2021-11",
        "2022-01-01",
        "2023",
        "2026-11",
        "unknown",
    ),
)
AS_OF = (
    "2016-01-01",
    "2017-08-02",
    "2017-10-26",
    "2018-09-20",
    "2019-08-01",
    "2020-12-14",
    "2021-06-01",
    "2026-11-22",
)


def optional(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    """The key with a value, or nothing."""
    return st.one_of(st.just({}), st.fixed_dictionaries({key: values}))


def joined(*parts: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """One mapping of several."""
    return st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()})


def texts() -> st.SearchStrategy[str]:
    """Any text that an input document takes."""
    return st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30).filter(
        str.strip
    )


names = st.one_of(st.sampled_from(NAMES), texts())
sources = st.lists(
    joined(
        st.just({"title": "t"}),
        optional("grade", st.sampled_from(get_args(Grade))),
        optional("published", st.sampled_from(("2017", "2018-10", "2019-07-12", "2021"))),
    ),
    max_size=2,
)
figures = st.one_of(
    st.integers(0, 10**9), st.sampled_from(("USD 5 bn", "Rs 5,124 crore", "first equipment")), texts()
)
acts = joined(
    st.fixed_dictionaries({"kind": st.sampled_from(get_args(ActKind))}),
    optional("date", st.sampled_from(DAYS)),
    optional("quantity", figures),
    optional("sources", sources),
)
parties = joined(
    st.fixed_dictionaries({"role": st.sampled_from(get_args(Role))}),
    optional("country", st.sampled_from(COUNTRIES)),
    optional("name", names),
)


def events(ident: str = "e") -> st.SearchStrategy[Json]:
    """Any event with that id."""
    return joined(
        st.just({"id": ident}),
        st.fixed_dictionaries(
            {
                "buyer": joined(
                    st.fixed_dictionaries({"country": st.sampled_from(COUNTRIES)}), optional("name", names)
                ),
                "acts": st.lists(acts, min_size=1, max_size=4),
            }
        ),
        optional(
            "supplier", joined(optional("country", st.sampled_from(COUNTRIES)), optional("name", names))
        ),
        optional("parties", st.lists(parties, max_size=3)),
        optional("item", st.one_of(st.sampled_from(ITEMS), texts())),
        optional("quantity", figures),
        optional("value", figures),
        optional("end_use", st.sampled_from(get_args(EndUse))),
        optional("capability", st.sampled_from(get_args(Capability))),
        optional("sources", sources),
    )


owners = st.one_of(
    names,
    joined(
        st.fixed_dictionaries({"name": names}),
        optional("from", st.sampled_from(("2010", "2018-10-05", "2020"))),
    ),
)
persons = joined(
    st.fixed_dictionaries(
        {"name": st.sampled_from(("Zarya", "A", "Б", "日本", "Gulf Trading", "Rosoboronexport"))}
    ),
    optional("owners", st.lists(owners, max_size=2)),
    optional("acts_for", st.lists(owners, max_size=2)),
    optional("listings", st.just([{"list": "LSP", "listed_on": "2019-01-01"}])),
)
ENDING = ("termination", "waiver")
official_acts = joined(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(
                ("determination", "imposition", "delay", "statement", "legislation", *ENDING)
            ),
            "provision": st.sampled_from(("caatsa.231.a", "caatsa.231.d", "caatsa.236.b", "caatsa.236.c")),
            "date": st.sampled_from(("2018-01-01", "2019-06", "2020-02-29", "2021")),
            "person": names,
            "source": st.just({"title": "n"}),
        }
    ),
    optional("item", st.sampled_from(ITEMS)),
    optional("country", st.sampled_from(("IN", "TR", "CN", "Kazakhstan"))),
)
