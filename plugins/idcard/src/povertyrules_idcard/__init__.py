"""Chinese identity numbers and disability cards for povertyrules.

A ruleset that says `requires: {idcard: ">=0.1"}` may call `idcard_valid`, `idcard_birth_date`
and the others of `functions`, and name the values of the facts that go with them by the code
list `disability@2010`. The same functions of `identity` and `documents` serve programs.
"""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.plugins import CodeList, Function, Lint, hookimpl

__povertyrules_name__ = "idcard"
__version__ = "0.1.0"


@hookimpl
def povertyrules_contract() -> int:
    return 1


@hookimpl
def povertyrules_functions() -> Iterable[Function]:
    from povertyrules_idcard.functions import FUNCTIONS

    return FUNCTIONS


@hookimpl
def povertyrules_code_lists() -> Iterable[CodeList]:
    from povertyrules_idcard.documents import CATEGORIES

    codes = {category: category for category in CATEGORIES}
    return [CodeList("disability", "2010", "残疾类别", codes, "GB/T 26341—2010")]


@hookimpl
def povertyrules_lints() -> Iterable[Lint]:
    from povertyrules_idcard.lints import LINTS

    return LINTS
