"""Documents of people who do not exist."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from povertyrules_idcard.identity import FIRST_BIRTH, LAST_BIRTH, NO_DOCUMENT, check_character

DIGITS = "0123456789"
PLACES = st.integers(100_000, 999_998).map(str)
BIRTHS = st.dates(FIRST_BIRTH, LAST_BIRTH)
ORDERS = st.integers(0, 999)


def number_of(place: str, born: date, order: int) -> str:
    """An identity number with the check character that belongs to it."""
    body = f"{place}{born:%Y%m%d}{order:03d}"
    return body + check_character(body)


NUMBERS = st.builds(number_of, PLACES, BIRTHS, ORDERS)
CARDS = st.builds(
    "{}{}{}{}".format,
    NUMBERS,
    st.integers(1, 7),
    st.integers(1, 4),
    st.sampled_from(["", *(f"B{issue}" for issue in range(1, 10))]),
)
BODIES = st.text(DIGITS, min_size=17, max_size=17)
ALMOST = st.builds(lambda body: body + check_character(body), BODIES)
"""With the right check character, and whatever day and place."""


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A document with one character put in, left out or changed."""
    text: str = draw(st.one_of(NUMBERS, CARDS, ALMOST))
    place = draw(st.integers(0, len(text)))
    other: str = draw(
        st.sampled_from(["", *DIGITS, "X", "x", "B", "b", " ", "\n", "１", "٣", "😀"])
    )
    return text[:place] + other + text[place + draw(st.integers(0, 1)) :]


FILLERS = st.builds(number_of, st.just(NO_DOCUMENT), BIRTHS, ORDERS)
TEXTS = st.one_of(NUMBERS, CARDS, ALMOST, FILLERS, slips(), st.text(max_size=24))

MAN, WOMAN, WITH_X = "513022198001010014", "513022199002280029", "51302219800101009X"
