"""The faults of the golden cases, in block scalars and behind wide characters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from povertyrules.kernel.catalogue import CODES
from tests.diagnostics.golden import CASES, diagnose, read_case
from tests.diagnostics.test_golden import OF_RULESETS
from tests.diagnostics.variants import Variant, told, variants


def _exempt(reasons: dict[str, str]) -> set[str]:
    """The slugs of codes, each with the reason why it cannot be where it is asked for."""
    by_slug = {code.slug: number for number, code in CODES.items()}
    return {by_slug[slug] for slugs in reasons.values() for slug in slugs.split()}


NOT_IN_BLOCK = _exempt(
    {
        "FILE": "file-too-large not-utf-8 utf-16 nul-character control-character empty-file "
        "several-documents directive too-many-faults too-many-entries not-a-ruleset",
        "LAYOUT": "unreadable-yaml tab-indentation anchor alias tag merge-key compound-key "
        "nested-too-deeply empty-value full-width-colon reserved-start text-after-quote "
        "layout-space layout-quotes missing-space missing-dash long-text",
        "KEY": "duplicate-key non-text-key unknown-key missing-key bad-key "
        "several-steps duplicate-name reserved-name cycle reads-itself no-single-root "
        "entities-too-deep entity-cycle collection-without-size group-of-two-entities "
        "key-not-for-type choice-without-values finding-incomplete duplicate-choice value-gap "
        "value-overlap no-values not-covered open-with-values unused-definition "
        "stages-overlap stage-not-in-force unused-stage step-incomplete step-opens-and-leads "
        "no-opening unreachable-state dead-end never-possible uncited-role uncited-limit "
        "limit-form limit-without-start limit-of-opening same-label need-form need-without-start "
        "every-leads-away "
        "limit-stage",
        "PLAIN": "boolean-word leading-zero sexagesimal exponent incomplete-number "
        "infinity-or-nan other-base underscored-number number-cut-at-comma unquoted-text "
        "out-of-range language-version at-least-range bound-not-exact value-out-of-bounds",
        "LIST": "empty-list list-too-long condition-list",
        "EMPTY": "empty-expression",
    }
)
"""FILE: it is about the file, or a character without which no value can be read. LAYOUT: it is
how the YAML is laid out, the mark of a block scalar among it. KEY: a key is underlined, and
keys stand on one line. PLAIN: a number or a truth value, which in a block scalar is a text.
LIST: a list or a group is underlined. EMPTY: a block scalar that is empty is no value."""

NOT_BEHIND_WIDE = _exempt(
    {
        "FILE": "file-too-large not-utf-8 utf-16 empty-file too-many-faults too-many-entries",
        "FIRST": "several-documents directive tab-indentation layout-space missing-dash "
        "not-a-ruleset language-version",
        "CIRCLE": "cycle unused-definition",
        "LINE": "same-label",
    }
)
"""FILE: it is about the file, or comes after thousands of lines. FIRST: it is the first thing
on its line, or of the file. CIRCLE: what is told depends on the order of the definitions, or
on there being nothing else to tell, and the variants change both. LINE: it names the line of
another, which the variants move."""
ELSEWHERE = {
    "bidirectional-control-2": "an escape in quotes; in a block scalar the character itself",
    "control-character-3": "an escape in quotes; in a block scalar the character itself",
    "missing-key-2": "it is underlined at the first key of the group, whichever that is",
}
"""Cases of which a variant is rightly underlined at something else."""


@dataclass
class Found:
    """The codes whose fault is told in a block scalar, behind wide characters, or both; and
    the variants in which it is told of another place."""

    in_block: set[str]
    behind_wide: set[str]
    in_both: set[str]
    misplaced: list[str]

    def take(self, code: str, variant: Variant) -> None:
        if variant.is_behind_wide:
            self.behind_wide.add(code)
        if code not in self.in_both and variant.is_in_block:
            self.in_block.add(code)
            if variant.is_behind_wide:
                self.in_both.add(code)


@cache
def found() -> Found:
    """What becomes of all cases in all their variants."""
    result = Found(set(), set(), set(), [])
    for path in CASES:
        case = read_case(path)
        for variant in variants(case):
            if variant.wrapped and case.code in result.in_both:
                break
            spans = [d.span for d in diagnose(variant.text.encode()) if told(case, d)]
            if any((s.start, s.end) == (variant.start, variant.end) for s in spans):
                result.take(case.code, variant)
            elif spans and not variant.wrapped and path.stem not in ELSEWHERE:
                result.misplaced.append(f"{path.stem}: {spans[0].text!r} in\n{variant.text}")
    return result


def test_every_fault_is_underlined_where_it_stands() -> None:
    assert not found().misplaced


@pytest.mark.parametrize("number", sorted(OF_RULESETS))
def test_in_a_block_scalar(number: str) -> None:
    assert (number in found().in_block) != (number in NOT_IN_BLOCK), CODES[number].slug


@pytest.mark.parametrize("number", sorted(OF_RULESETS))
def test_behind_wide_characters(number: str) -> None:
    assert (number in found().behind_wide) != (number in NOT_BEHIND_WIDE), CODES[number].slug
