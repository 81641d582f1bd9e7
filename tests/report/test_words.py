"""How provisions and citations are written for lawyers."""

import pytest

from caatsa.report.words import code_citation, provision_name, version_of


@pytest.mark.parametrize(
    ("provision", "name"),
    [
        ("caatsa.231.a", "CAATSA § 231(a)"),
        ("caatsa.105", "CAATSA § 105"),
        ("ndaa2021.1241", "NDAA FY2021 § 1241"),
        ("nkspea.104.a.9", "NKSPEA § 104(a)(9)"),
        ("nkspea.waiver", "NKSPEA waiver"),
        ("something.else.a", "something.else.a"),
    ],
)
def test_a_provision_is_named_as_lawyers_name_it(provision: str, name: str) -> None:
    assert provision_name(provision) == name


@pytest.mark.parametrize(
    ("citation", "cited", "since"),
    [
        ("/us/usc/t22/s9525/a@2018-08-13", "22 U.S.C. § 9525(a)", "2018-08-13"),
        ("/us/usc/t22/s9525/d/1/B/ii/IV@2018-08-13", "22 U.S.C. § 9525(d)(1)(B)(ii)(IV)", "2018-08-13"),
        ("/us/pl/116/283/s1241/c@2021-01-01", "Pub. L. 116-283 § 1241(c)", "2021-01-01"),
        ("our reading of CAATSA § 231(a)", "our reading of CAATSA § 231(a)", ""),
    ],
)
def test_an_official_identifier_is_cited_as_lawyers_cite_it(citation: str, cited: str, since: str) -> None:
    assert code_citation(citation) == cited
    assert version_of(citation) == since
