"""The public holidays of a country, as the `holidays` library knows them: a fixed span of years, so that one rulebook gives the
same days whenever it is compiled.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

FIRST_YEAR, LAST_YEAR = 2020, 2035
"""The years asked about. Behind the last one a calendar has only the holidays that the desk file lists."""


class UnknownPlace(Exception):
    """The library does not know the country, or not this part of it; the text says what it knows instead."""


@cache
def public_holidays(country: str, subdivision: str = "") -> Mapping[date, str]:
    """The public holidays of a country (ISO 3166-1 alpha-2) and of one of its parts (ISO 3166-2 without the country), with names.

    The names are English. Nothing where the country has none now, as Ukraine in wartime. Raises UnknownPlace.
    """
    import holidays  # noqa: PLC0415 - fifty milliseconds that only a desk file with countries pays
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - as above

    if country not in {codes[1] for codes in COUNTRIES.values()}:
        raise UnknownPlace("the public holidays of this country are not known")
    known = getattr(holidays, country).subdivisions
    if subdivision and subdivision not in known:
        raise UnknownPlace(f"one of {', '.join(known)}" if known else "this country has no parts with days of their own")
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    # The language is named, or the library takes that of the environment.
    return dict(holidays.country_holidays(country, subdiv=subdivision or None, years=years, expand=False, language="en_US"))
