"""The reserved words, and the limits that a file must keep within, from the code."""

from __future__ import annotations

from povertyrules.kernel import numbers, sizes
from povertyrules.kernel.diagnostics import MAX_REPORTED
from povertyrules.model import entities, facts, regular, seeking
from povertyrules.model.vocabulary import KEYWORDS, RESERVED
from povertyrules.syntax import expression, read, scalars, words, yaml_events


def reserved() -> str:
    plain = " ".join(f"`{word}`" for word in sorted(KEYWORDS))
    functions = " ".join(f"`{word}`" for word in sorted(RESERVED - KEYWORDS))
    return f"Reserved: {plain}; and the functions {functions}."


def limits() -> str:
    rows = {
        "size of a file": f"{read.MAX_BYTES:,} bytes",
        "keys, values and lists in a file": f"{yaml_events.MAX_NODES:,}",
        "nesting of lists and keys": str(yaml_events.MAX_DEPTH),
        "length of one text": f"{yaml_events.MAX_SCALAR:,} characters",
        "length of an expression": f"{expression.MAX_EXPRESSION:,} characters",
        "nesting of brackets": str(words.MAX_BRACKETS),
        "length of a label in an expression": f"{words.MAX_NAME} characters",
        "digits of a number in a ruleset": str(scalars.MAX_DIGITS),
        "digits of a number in a record": str(numbers.MAX_DIGITS),
        "digits of a number that a ruleset computes": f"{sizes.MAX_COMPUTED:,}",
        "length of a text fact without `max_length`": f"{facts.DEFAULT_TEXT_LENGTH:,} characters",
        "length of a regular expression": f"{regular.MAX_PATTERN} characters",
        "levels of collections": str(entities.MAX_LEVEL),
        "records of a pattern under `match`, and under `without`": str(seeking.MAX_RECORDS),
        "combinations of records that a pattern may have to try": f"{seeking.MAX_COMBINATIONS:,}",
        "faults reported in one run": str(MAX_REPORTED),
    }
    table = [f"| {what} | {most} |" for what, most in rows.items()]
    return "\n".join(["| | at most |", "| --- | --- |", *table])
