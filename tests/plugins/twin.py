"""A plugin with a function that the sample has, too, of another meaning."""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.plugins import INTEGER, Function, hookimpl


@hookimpl
def povertyrules_contract() -> int:
    return 1


@hookimpl
def povertyrules_functions() -> Iterable[Function]:
    return [
        Function(
            name="years_of",
            label="年数",
            takes=(INTEGER,),
            gives=INTEGER,
            least=0,
            most=10**9,
            known=lambda months: min(abs(months) // 10, 10**9),
            example="years_of(months)",
        )
    ]
