"""Which currency a code, a sign or a word means: ISO 4217 codes, and the names that need a country to decide.

A sign or word that several countries share is read by the country named with it ("Egyptian pounds"), else by
the country hint of the caller, else by its usual meaning in arms reporting where there is one: a bare `$` is
the US dollar, `Rs` the Indian rupee, `P` the Philippine peso, "lira" the Turkish one. Riyals, dinars, dirhams
and the yen/yuan sign have no usual meaning and stay undecided without a country.
"""

from __future__ import annotations

from collections.abc import Mapping

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AZN BAM BDT BGN BHD BIF BND BOB BRL BWP BYN CAD CDF CHF CLP CNY COP CRC CUP
    CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ HKD HNL HRK HUF IDR ILS INR IQD IRR ISK
    JMD JOD JPY KES KGS KHR KPW KRW KWD KZT LAK LBP LKR LYD MAD MDL MGA MKD MMK MNT MUR MVR MWK MXN MYR MZN
    NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SDG SEK SGD SOS SRD SSP
    SYP THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND XAF XOF YER ZAR ZMW
"""
CODES: frozenset[str] = frozenset(_CODES.split())

_ALIASES: Mapping[str, str] = {
    "rur": "RUB",
    "rmb": "CNY",
    "tl": "TRY",
    "nis": "ILS",
    "ntd": "TWD",
    "rm": "MYR",
    "rp": "IDR",
    "sr": "SAR",
    "dhs": "AED",
}

_ONE_CURRENCY: Mapping[str, str] = {
    word: code
    for code, words in {
        "EUR": "€ euro euros евро यूरो",
        "GBP": "£ sterling фунтов",
        "INR": "₹ रुपये रुपए रुपया रुपयों рупий рупии",
        "RUB": "₽ rouble roubles ruble rubles руб рубль рубля рублей рублях рублями р रूबल",  # noqa: RUF001 - Russian
        "USD": "доллар доллара долларов долларах долл डॉलर",
        "CNY": "yuan yuans renminbi юань юаня юаней",
        "JPY": "yen",
        "PHP": "₱",
        "TRY": "₺",
        "UAH": "₴ hryvnia hryvnias hryvnya гривен",
        "KZT": "₸ tenge тенге",
        "ILS": "₪ shekel shekels",
        "VND": "₫ dong",
        "NGN": "₦ naira",
        "BDT": "৳ taka",
        "THB": "฿ baht",
        "IDR": "rupiah rupiahs",
        "MYR": "ringgit ringgits",
        "MMK": "kyat kyats",
        "AMD": "dram drams",
        "GEL": "lari",
        "PLN": "zloty zlotys",
        "HUF": "forint forints",
        "BRL": "real reais",
        "ZAR": "rand",
    }.items()
    for word in words.split()
}

DOLLAR_SIGNS: Mapping[str, str] = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "s$": "SGD",
    "hk$": "HKD",
    "nt$": "TWD",
    "nz$": "NZD",
    "r$": "BRL",
}
"""Signs of letters and `$` written together; apart, as in "a $5 billion deal", the letters mean nothing."""

_SHARED: Mapping[str, Mapping[str, str]] = {
    "dollar": {
        "US": "USD",
        "AU": "AUD",
        "CA": "CAD",
        "SG": "SGD",
        "HK": "HKD",
        "TW": "TWD",
        "NZ": "NZD",
        "": "USD",
    },
    "rupee": {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "": "INR"},
    "pound": {"GB": "GBP", "EG": "EGP", "SY": "SYP", "LB": "LBP", "SD": "SDG", "SS": "SSP", "": "GBP"},
    "lira": {"TR": "TRY", "SY": "SYP", "LB": "LBP", "": "TRY"},
    "p": {"PH": "PHP", "": "PHP"},
    "peso": {"PH": "PHP", "MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "UY": "UYU", "CU": "CUP"},
    "riyal": {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER", "IR": "IRR"},
    "dinar": {
        "RS": "RSD",
        "DZ": "DZD",
        "IQ": "IQD",
        "KW": "KWD",
        "BH": "BHD",
        "JO": "JOD",
        "LY": "LYD",
        "TN": "TND",
        "MK": "MKD",
    },
    "dirham": {"AE": "AED", "MA": "MAD"},
    "som": {"KG": "KGS", "UZ": "UZS"},
    "manat": {"AZ": "AZN", "TM": "TMT"},
    "won": {"KR": "KRW", "KP": "KPW"},
    "franc": {"CH": "CHF"},
    "krone": {"DK": "DKK", "NO": "NOK", "SE": "SEK"},
    "¥": {"CN": "CNY", "JP": "JPY"},
}

_SHARED_WORDS: Mapping[str, str] = {
    word: noun
    for noun, words in {
        "dollar": "$ dollar dollars",
        "rupee": "rs re rupee rupees",
        "pound": "pound pounds",
        "lira": "lira liras lire",
        "p": "p",
        "peso": "peso pesos",
        "riyal": "riyal riyals rial rials",
        "dinar": "dinar dinars",
        "dirham": "dirham dirhams",
        "som": "som sum",
        "manat": "manat manats",
        "won": "won",
        "franc": "franc francs",
        "krone": "krone kroner krona kronor",
        "¥": "¥",
    }.items()
    for word in words.split()
}

NATIONALITIES: Mapping[str, str] = {
    word: country
    for country, words in {
        "US": "us u.s american usa сша",
        "AU": "australian",
        "CA": "canadian",
        "SG": "singapore singaporean",
        "HK": "hk",
        "NZ": "nz",
        "TW": "taiwan taiwanese",
        "IN": "indian",
        "PK": "pakistani pakistan",
        "NP": "nepalese nepali",
        "GB": "british uk",
        "EG": "egyptian",
        "SY": "syrian",
        "LB": "lebanese",
        "SD": "sudanese",
        "TR": "turkish",
        "PH": "philippine philippines filipino",
        "MX": "mexican",
        "AR": "argentine",
        "CL": "chilean",
        "CO": "colombian",
        "SA": "saudi",
        "QA": "qatari qatar",
        "OM": "omani",
        "YE": "yemeni",
        "IR": "iranian",
        "RS": "serbian",
        "DZ": "algerian",
        "IQ": "iraqi",
        "KW": "kuwaiti",
        "BH": "bahraini",
        "JO": "jordanian",
        "LY": "libyan",
        "TN": "tunisian",
        "AE": "uae emirati",
        "MA": "moroccan",
        "KG": "kyrgyz",
        "UZ": "uzbek",
        "AZ": "azerbaijani",
        "TM": "turkmen",
        "KR": "korean",
        "CH": "swiss",
        "DK": "danish",
        "NO": "norwegian",
        "SE": "swedish",
        "RU": "russian российских",
        "BY": "belarusian белорусских",
        "CN": "chinese",
        "JP": "japanese",
        "KZ": "kazakh kazakhstani",
        "MM": "myanmar",
        "ID": "indonesian",
        "MY": "malaysian",
        "VN": "vietnamese",
    }.items()
    for word in words.split()
}
"""Words before a name of money that say whose it is, with the country as an ISO 3166 code."""


def is_currency_word(word: str) -> bool:
    """Whether the folded word or sign can stand for a currency."""
    return word.upper() in CODES or word in _ALIASES or word in _ONE_CURRENCY or word in _SHARED_WORDS


def currency_of(word: str, nationality: str | None, hint: str | None) -> str | None:
    """The ISO 4217 code that a folded word or sign means, or `None` where several currencies are possible.

    `nationality` is the country named with the word and always decides; `hint` is the caller's and decides
    only what is shared between countries.

    >>> currency_of("pounds", "EG", None), currency_of("$", None, None), currency_of("riyals", None, None)
    ('EGP', 'USD', None)
    """
    code = word.upper() if word.upper() in CODES else _ALIASES.get(word)
    if code is not None:
        return code
    if nationality == "BY" and _ONE_CURRENCY.get(word) == "RUB":
        return "BYN"
    if word in _ONE_CURRENCY:
        return _ONE_CURRENCY[word]
    meanings = _SHARED[_SHARED_WORDS[word]]
    if nationality is not None:
        return meanings.get(nationality)
    return meanings.get(hint or "", meanings.get(""))


def shares_sign(sign: str, code: str) -> bool:
    """Whether a code written beside a shared sign only makes it precise, as in `CAD $5m`."""
    return sign in _SHARED_WORDS and code in _SHARED[_SHARED_WORDS[sign]].values()
