"""Tables of operators, functions and quantifiers. What they make of missing operands is
not written here: it is computed by the kernel's own definitions."""

from __future__ import annotations

import docs_samples
from docs_samples import FUNCTIONS, OPERATORS, Sample, shown

from povertyrules.kernel.operators import OPERATORS as MEANINGS
from povertyrules.kernel.possible import Possible, Range, point
from povertyrules.kernel.quantifiers import QUANTIFIERS, Item
from povertyrules.model.vocabulary import FUNCTION_USAGE, QUANTIFIER_USAGE

_TRUTHS = (True, False, None)
_SOME = Range(0, 9)


def operators() -> str:
    """Every operator that is not written as a function."""
    functions = {sample.operator for entry in FUNCTIONS.values() for sample in entry.samples}
    functions |= {"chosen"}  # written `count(risks)`, and shown with the quantifiers
    functions |= {"call"}  # what plugins add, which differs from host to host
    documented = {sample.operator for o in OPERATORS for sample in o.samples}
    _same("operators", documented, MEANINGS.keys() - functions)
    rows = [
        f"| {o.written} | {o.operands} | {o.meaning} | {_examples(o.samples)} |" for o in OPERATORS
    ]
    head = "| written | between | meaning | with something missing |"
    return "\n".join([head, "| --- | --- | --- | --- |", *rows])


def functions() -> str:
    _same("functions", FUNCTIONS.keys(), FUNCTION_USAGE.keys())
    rows = [
        f"| `{usage.example}` | {FUNCTIONS[name].meaning} | {_examples(FUNCTIONS[name].samples)} |"
        for name, usage in FUNCTION_USAGE.items()
    ]
    return "\n".join(["| function | is | with something missing |", "| --- | --- | --- |", *rows])


def _same(what: str, documented: object, known: object) -> None:
    if documented != known:
        raise SystemExit(
            f"tools/docs_samples.py and the code differ in {what}: {documented} {known}"
        )


def _examples(samples: tuple[Sample, ...]) -> str:
    return "<br>".join(f"`{sample.text}` is {_words(sample)}" for sample in samples)


def _words(sample: Sample) -> str:
    result = MEANINGS[sample.operator].meaning(*sample.operands, **sample.parameters)
    return f"`{shown(result, sample.result)}`"


def truth_tables() -> str:
    head = "| a | b | `a and b` | `a or b` | `a implies b` | `not a` |"
    rows = []
    for a in _TRUTHS:
        for b in _TRUTHS:
            values = [a, b, *(MEANINGS[name].meaning(a, b) for name in ("and", "or", "implies"))]
            cells = [shown(value) for value in [*values, MEANINGS["not"].meaning(a)]]
            rows.append("| " + " | ".join(cells) + " |")
    return "\n".join([head, "| --- | --- | --- | --- | --- | --- |", *rows])


def quantifiers() -> str:
    """What each makes of an empty collection, of partly known items, and of none given."""
    _same("quantifiers", docs_samples.QUANTIFIERS.keys(), QUANTIFIER_USAGE.keys())
    head = "| written | is | no items | {some} | not given (0 to 3 items) |"
    some = "one item known, one missing"
    rows = [_quantifier(name) for name in QUANTIFIER_USAGE]
    return "\n".join([head.format(some=some), "| --- | --- | --- | --- | --- |", *rows])


def _quantifier(name: str) -> str:
    quantifier = QUANTIFIERS[name]
    listed, nothing = _items(name), point(0)
    empty = quantifier.listed([], nothing)
    unlisted = quantifier.unlisted(Range(0, 3), listed[1], nothing)
    given = ", ".join(_item(name, item) for item in listed)
    cells = [
        f"`{QUANTIFIER_USAGE[name].example}`",
        docs_samples.QUANTIFIERS[name],
        f"`{shown(empty)}`",
        f"{given}: `{shown(quantifier.listed(listed, nothing))}`",
        f"`{shown(unlisted)}`",
    ]
    return "| " + " | ".join(cells) + " |"


def _items(name: str) -> list[Item]:
    """Two items: of one all is known, of the other what is counted or added is missing."""
    if name == "count":
        return [(True, True), (None, True)]
    if name in ("any", "all"):
        return [(True, True), (True, None)]
    return [(True, point(5)), (True, _SOME)]


def _item(name: str, item: Item) -> str:
    value: Possible = item[0] if name == "count" else item[1]
    return f"`{shown(value)}`"
