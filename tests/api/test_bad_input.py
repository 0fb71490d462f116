"""Bad input raises what is documented, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

import povertyrules as pr

MOMENT = datetime(2020, 6, 1, tzinfo=UTC)
NO_DATES: list[Any] = ["", "2020-06-31", "20200601", None, MOMENT, [], {}, 20200601, b"x"]


@pytest.mark.parametrize("junk", NO_DATES)
def test_what_is_no_date(junk: Any) -> None:
    ruleset = pr.load("zhaojia")
    for call in (
        lambda: ruleset.evaluate({}, as_of=junk),
        lambda: ruleset.on(junk),
    ):
        with pytest.raises(pr.InvalidDate, match="as_of is a da") as raised:
            call()
        assert isinstance(raised.value, pr.PovertyRulesError)
        assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize("junk", [junk for junk in NO_DATES if junk is not None])
def test_what_is_no_date_when_loading(junk: Any) -> None:
    with pytest.raises(pr.InvalidDate):
        pr.load("zhaojia", as_of=junk)


@pytest.mark.parametrize("junk", [None, 3, [], b"zhaojia", True])
def test_what_names_no_ruleset(junk: Any) -> None:
    with pytest.raises(pr.UnknownRuleset, match="named by text or a path"):
        pr.load(junk)


@pytest.mark.parametrize("name", ["zhaojia@", "zhaojia@ ", "@", "", "a\0.yaml"])
def test_names_of_no_ruleset(name: str) -> None:
    with pytest.raises(pr.UnknownRuleset):
        pr.load(name)


@pytest.mark.parametrize("junk", [3, "x", [1]])
def test_parameters_of_the_wrong_kind(junk: Any) -> None:
    with pytest.raises(pr.OpenParameter):
        pr.load("tiers-2021", parameters=junk)
