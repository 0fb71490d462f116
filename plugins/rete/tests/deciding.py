"""Rulesets of a few patterns for tests, and plans of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from povertyrules.engines import reference
from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.kernel.source import Source
from povertyrules.model.binding import bind
from povertyrules.model.check import checked
from povertyrules.model.ruleset import Row, Ruleset
from povertyrules_rete.plan import RetePlan
from povertyrules_rete.refusing import check_available
from povertyrules_rete.settings import Settings

__all__ = ["DAY", "HEAD", "joins", "patterns", "planned", "pure", "rows"]


def _why_not() -> str:
    """Why the engine does not run here: Python is too new, or there was no compiler."""
    try:
        check_available()
    except UnsupportedFeature as error:
        return str(error)
    return ""


joins = pytest.mark.skipif(bool(_why_not()), reason=_why_not())
DAY = date(2020, 6, 15)
HEAD = """\
povertyrules: 1
ruleset: {id: tried, version: "1", title: Tried, in_force: {from: 2000-01-01}}
sources: {text: {clauses: {"1": made for the tests}}}
entities:
  household: {label: household}
  observations: {label: observations, of: household, max: 40}
  measures: {label: measures, of: household, max: 5}
facts:
  household: {size: {type: integer, min: 1, max: 9, label: Size}}
  observations:
    seen: {type: month, min: 2020-01, max: 2020-12, label: Seen}
    day: {type: date, label: Day}
    gap: {type: boolean, label: Gap}
    level: {type: integer, min: 0, max: 9, label: Level}
    wide: {type: integer, min: 0, max: 9007199254740992, label: Wide}
    open: {type: integer, min: 0, label: Open}
    risks: {type: choice, many: true, values: [a, b], label: Risks}
    note: {type: text, max_length: 9, label: Note}
  measures:
    due: {type: date, label: Due}
    done: {type: boolean, label: Done}
"""


def patterns(body: str, when: str = "tried") -> Ruleset:
    """A ruleset with patterns as they stand in a file, and an outcome."""
    outcome = f"outcomes:\n  a: {{label: a, when: {when}, cite: text#1}}\n"
    return checked(Source("tried.yaml", f"{HEAD}patterns:\n{body}{outcome}"))


def one(match: str, *, without: str = "") -> Ruleset:
    """A ruleset with one pattern over observations."""
    absent = f"    without: {without}\n" if without else ""
    return patterns(
        f"  tried:\n    label: Tried\n    over: observations\n    match: {match}\n{absent}"
        "    cite: text#1\n"
    )


def planned(ruleset: Ruleset, **settings: Any) -> RetePlan:
    return RetePlan(ruleset, bind(ruleset, DAY), Settings(**settings))


def pure(ruleset: Ruleset, row: Row) -> Any:
    return reference.plan(ruleset, bind(ruleset, DAY)).decide(row).truths


def rows(*observations: dict[str, Any]) -> Row:
    """A household with these observations and no measures."""
    names = ("seen", "day", "gap", "level", "wide", "open", "risks", "note")
    return (1, tuple(tuple(o.get(name) for name in names) for o in observations), ())
