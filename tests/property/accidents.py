"""Accidents that happen to files, and what must hold of whatever comes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from povertyrules.engines import record, reference
from povertyrules.kernel.errors import NotInForce, OpenParameter
from povertyrules.kernel.source import Source
from povertyrules.model.binding import bind
from povertyrules.model.check import check_source
from povertyrules.model.ruleset import Ruleset
from tests.property.chooser import Chooser
from tests.property.deciding import truths_of

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("rulesets/*/*/ruleset.yaml"), *ROOT.glob("tests/rulesets/*.yaml")])
LANGUAGES: tuple[Any, ...] = ("en", "zh")


def assert_judged(source: Source) -> None:
    """Whatever a file says, it is a ruleset that runs, or it has errors that can be told."""
    ruleset, report = check_source(source)
    diagnostics = list(report)
    for diagnostic in diagnostics:
        for language in LANGUAGES:
            assert diagnostic.to_text(language).strip()
            assert diagnostic.to_dict(language)["code"]
    assert (ruleset is None) == report.has_errors
    if ruleset is not None:
        assert_runs(ruleset)


def assert_runs(ruleset: Ruleset) -> None:
    try:
        binding = bind(ruleset, ruleset.in_force.start)
    except (NotInForce, OpenParameter):
        return
    row = ruleset.root.unlisted
    plans = [engine.plan(ruleset, binding) for engine in (reference, record)]
    one, other = (truths_of(ruleset, plan.decide(row)) for plan in plans)
    assert one == other


WORDS = (
    "and", "or", "not", "any(members, true)", "count(members)", "0", "-1", "1e3", "no", "''",
    "{}", "[]", "null", "household", "members", "registered", "as_of", "(", ")", "<", "/ 0",
    "2020-02-30", "notice#2.1", "'", "：", "is missing", "income_per_capita", "type: money",
    "this", "min: 5", "999999999999999999999999", "`x`", "\u200b", "choice", "date(\"2020-01-01\")",
)  # fmt: skip


def accident(choose: Chooser, lines: list[str]) -> list[str]:
    at = choose.below(len(lines))
    line = lines[at]
    match choose.below(6):
        case 0:
            return [*lines[:at], *lines[at + 1 :]]
        case 1:
            return [*lines[:at], line, line, *lines[at + 1 :]]
        case 2:
            other = choose.below(len(lines))
            return [*lines[:at], lines[other], *lines[at + 1 :]]
        case 3:
            changed = "  " + line if choose.chance(50) else line[1:]
        case 4:
            changed = _with_word(choose, line)
        case _:
            cut = choose.below(len(line) + 1)
            changed = line[:cut] + choose.pick(WORDS) + line[cut:]
    return [*lines[:at], changed, *lines[at + 1 :]]


def _with_word(choose: Chooser, line: str) -> str:
    words = line.split(" ")
    words[choose.below(len(words))] = choose.pick(WORDS)
    return " ".join(words)
