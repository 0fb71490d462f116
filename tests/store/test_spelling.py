"""One household has one spelling of its key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.cases import Case, Refusal
from povertyrules.cases.areas import area_of
from povertyrules.cases.sql.storable import proper_spelling
from povertyrules.cases.sql.store import SqlStore
from tests.cases.scenes import actor, listed, refused, slugs
from tests.store.test_desk import AT


@pytest.mark.parametrize(
    ("given_key", "proper"),
    [
        (" 510001", "510001"), ("510001\u3000", "510001"), ("５１０００１", "510001"),
        ("５１０００1Ａ", "510001A"), ("51\u200b0001", "510001"), ("\ufeff510001", "510001"),
        ("510001\n", "510001"), ("51\u00ad0001", "510001"), ("张\u3000三", "张 三"),
        ("A\u0301", "\u00c1"), ("510001\t", "510001"),
    ],
)  # fmt: skip
def test_another_spelling_is_refused_with_the_proper_one(
    store: SqlStore, given_key: str, proper: str
) -> None:
    told = refused(store.append(listed(subject=given_key).opening))
    assert [fault.code.number for fault in told.faults] == ["PR946"]
    assert f"应写作 “{proper}”" in told.to_text("zh")
    placed = store.place(given_key, area_of("区/镇"), actor("town"), AT)
    assert isinstance(placed, Refusal)
    assert isinstance(store.append(listed(subject=proper).opening), Case)
    assert store.place(proper, area_of("区/镇"), actor("town"), AT) == area_of("区/镇")


def test_a_key_of_nothing_that_can_be_seen(store: SqlStore) -> None:
    assert slugs(store.append(listed(subject="\u200b").opening)) == ["not-storable"]
    (told,) = store.import_log([listed(subject="\u200b").opening])
    assert slugs(told.refusal) == ["not-storable"]


@given(st.text())
def test_the_proper_spelling_is_proper(text: str) -> None:
    assert proper_spelling(proper_spelling(text)) == proper_spelling(text)
