"""Why rows are rejected: every reason as text, in one column, in the words for one record."""

from __future__ import annotations

from collections.abc import Iterator

import narwhals as nw

from povertyrules.engines.columns.plan import Check, Counted, Plan
from povertyrules.engines.columns.readings import Fault
from povertyrules.engines.columns.sources import Source
from povertyrules.engines.columns.terms import Bit, Term, combine, lit
from povertyrules.kernel.catalogue import frames as frame_codes
from povertyrules.kernel.catalogue import records as codes
from povertyrules.kernel.codes import Language
from povertyrules.model.reading import facts_read

SEPARATOR = "；"
_FOUND = "\ufffc"
"""Stands for the value in a message until the value of each row is put there."""


def text(plan: Plan, source: Source, language: Language) -> Term:
    """All reasons of a row, one after the other."""
    found = list(_reasons(plan, source, language))
    if not found:
        return lit("")
    return combine(
        lambda *texts: nw.concat_str(*texts, separator=SEPARATOR, ignore_nulls=True), *found
    )


def _reasons(plan: Plan, source: Source, language: Language) -> Iterator[Term]:
    for fact, reading in plan.readings[source.entity.id].items():
        name = source.columns.used.get(fact, fact)
        for fault in reading.faults:
            yield _told(fault, name, reading.shown, language)
    for check in plan.checks[source.entity.id]:
        yield _when(check.where, lit(_contradiction(check, language)))
    for counted in plan.counts[source.entity.id]:
        yield from _counts(counted, language)


def _when(where: Bit, message: Term) -> Term:
    return combine(lambda a, b: nw.when(a).then(b), lit(where), message)


def _told(fault: Fault, name: str, shown: Term, language: Language) -> Term:
    """`wage_income: -5 is less than 0 …`, with the value as it stands in the row."""
    values = {**fault.values, "found": _FOUND, "text": _FOUND}
    message = f"{name}: {fault.code.reason(language, values)}"
    return _when(fault.where, _filled_in(message, shown))


def _filled_in(message: str, value: Term) -> Term:
    """A message with the value of each row in its place."""
    first, *others = message.split(_FOUND)
    if not others:
        return lit(first)

    def filled(value: nw.Expr) -> nw.Expr:
        shown = value.cast(nw.String)
        quoted = nw.concat_str(nw.lit('"'), shown, nw.lit('"'))  # what nobody would see
        shown = nw.when(shown.str.strip_chars() == "").then(quoted).otherwise(shown)
        parts = [part for text in others for part in (shown, nw.lit(text))]
        return nw.concat_str(nw.lit(first), *parts)

    return combine(filled, value)


def _contradiction(check: Check, language: Language) -> str:
    clauses = dict.fromkeys(clause.reference for d in check.cited for clause in d.cites)
    values = {**check.values, "facts": facts_read(*check.cited)}
    return check.code.reason(language, values, clauses)


def _counts(counted: Counted, language: Language) -> Iterator[Term]:
    size, name = counted.collection.size, counted.collection.id
    for code, where, number, limit in (
        (codes.TOO_FEW_ITEMS, counted.few, counted.count, size.low),
        (codes.TOO_MANY_ITEMS, counted.many, counted.count, size.high),
        (frame_codes.MISCOUNTED_ITEMS, counted.miscounted, counted.count, None),
        (frame_codes.ITEMS_REJECTED, counted.rejected, counted.rejected_count, None),
    ):
        if where is not False:
            values: dict[str, object] = {"name": name, "limit": limit, "count": _FOUND}
            message = f"{name}: {code.reason(language, values)}"
            yield _when(where, _filled_in(message, number))
