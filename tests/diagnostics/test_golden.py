"""Every diagnostic says and underlines exactly what its golden case states."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from povertyrules.kernel.catalogue import CODES
from tests.diagnostics.golden import CASES, HERE, diagnose, read_case

# What is wrong with a ruleset (PR0 to PR5, and PR80 to PR84: its procedure). Faults of records and
# ledgers (PR6, PR7) and refusals of what is done in a case (PR9) have no place in a ruleset
# file; the tests of `records`, `ledgers` and `cases` state them.
OF_RULESETS = {number for number in CODES if number < "PR6" or "PR8" <= number < "PR85"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = read_case(path)
    found = diagnose(case.content())
    matching = [d for d in found if d.code.number == case.code]
    assert matching, [d.to_text() for d in found]
    others = Counter(d.code.number for d in found if d is not matching[0])
    assert others == case.data.get("also", {})
    diagnostic = matching[0]
    assert diagnostic.span.text == case.data["underlined"]
    for language in ("en", "zh"):
        assert diagnostic.message(language) == case.data[f"message_{language}"]
        assert diagnostic.help(language) == case.data.get(f"help_{language}", "")
        rendered = case.data.get(f"rendered_{language}")
        if rendered is not None:
            assert diagnostic.to_text(language) == rendered.removesuffix("\n")


def test_each_file_is_named_after_its_code() -> None:
    for path in CASES:
        slug = CODES[read_case(path).code].slug
        assert path.stem == slug or path.stem.startswith(f"{slug}-"), path.name


def test_every_code_of_rulesets_has_a_case() -> None:
    covered = {read_case(path).code for path in CASES}
    missing = {number: CODES[number].slug for number in sorted(OF_RULESETS - covered)}
    assert not missing


@pytest.mark.parametrize("base", sorted((HERE / "bases").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_bases_are_sound(base: Path) -> None:
    assert [d.to_text() for d in diagnose(base.read_bytes())] == []
