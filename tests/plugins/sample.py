"""A plugin for tests: one declaration of every kind, all of them sound."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import narwhals as nw

from povertyrules.engines import reference
from povertyrules.model.ruleset import Ruleset
from povertyrules.plugins import (
    BOOLEAN,
    CONTRACT,
    DATE,
    INTEGER,
    MONEY,
    Choice,
    Code,
    CodeList,
    DecisionEngine,
    Function,
    Grid,
    LedgerFormat,
    Lint,
    Remark,
    Renderer,
    RulesetSource,
    Sheet,
    Text,
    folder_source,
    hookimpl,
)

__povertyrules_name__ = "sample"
__version__ = "1.2.3"


def _sex(number: str) -> str | None:
    digits = number[:17]
    if len(number) != 18 or not (digits.isascii() and digits.isdigit()):
        return None
    return "男" if int(digits[16]) % 2 else "女"


def _sex_column(number: nw.Expr) -> nw.Expr:
    odd = number.str.slice(16, 1).is_in(["1", "3", "5", "7", "9"])
    said = nw.when(odd).then(nw.lit("男")).otherwise(nw.lit("女"))
    return nw.when(number.str.contains("^[0-9]{17}(?s:.)$")).then(said)


def _tax(income: Decimal) -> Decimal:
    """A tenth, rounded down to a whole 分."""
    return Decimal(int(income * 100) // 10).scaleb(-2)


FUNCTIONS = (
    Function(
        name="sex_of",
        label="身份证号所示性别",
        takes=(Text(100),),
        gives=Choice(("男", "女")),
        known=_sex,
        columns=_sex_column,
        example="sex_of(id_number)",
        examples=((("513022198001010012",), "男"), (("无",), None)),
    ),
    Function(
        name="tax",
        label="税款",
        takes=(MONEY,),
        gives=MONEY,
        least=-(10**12),
        most=10**12,
        known=_tax,
        varies=("+",),
        columns=lambda income: income // 10,
        example="tax(income)",
        examples=(((Decimal("30.00"),), Decimal("3.00")),),
    ),
    Function(
        name="is_leap_day",
        label="闰日",
        takes=(DATE,),
        gives=BOOLEAN,
        known=lambda day: (day.month, day.day) == (2, 29),
        example="is_leap_day(birth_date)",
        examples=(((date(2000, 2, 29),), True),),
    ),
    Function(
        name="years_of",
        label="年数",
        takes=(INTEGER,),
        gives=INTEGER,
        least=-(10**9),
        most=10**9,
        known=lambda months: months // 12,
        varies=("+",),
        columns=lambda months: months // 12,
        example="years_of(months)",
    ),
)


def _read(path: Path) -> list[Grid]:
    """Tables as one JSON document."""
    try:
        tables = json.loads(path.read_text("utf-8"))
        return [Grid(table["title"], table["rows"]) for table in tables]
    except (TypeError, KeyError) as error:
        raise ValueError(f"it is no list of tables: {error}") from error


def _write(path: Path, sheets: Sequence[Sheet]) -> None:
    tables = [{"title": s.title, "rows": [list(s.headings), *map(list, s.rows)]} for s in sheets]
    path.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")


def _page(tree: Mapping[str, Any], language: str) -> str:
    text = json.dumps(tree["result"], ensure_ascii=False, sort_keys=True)
    return f"<html lang={language}><pre>{html.escape(text)}</pre></html>\n"


def _short_titles(ruleset: Ruleset) -> Iterable[Remark]:
    for definition in ruleset.order:
        if len(definition.label) < 2:
            yield Remark(definition.where, {"name": definition.id})


SHORT_LABEL = Code(
    "SAMPLE1",
    "sample-short-label",
    "the label of `{name}` is too short to be understood",
    "`{name}` 的名称过短",
    "say what it is",
    "请写明含义",
    severity="warning",
)


@hookimpl
def povertyrules_contract() -> int:
    return CONTRACT


@hookimpl
def povertyrules_ruleset_sources() -> Iterable[RulesetSource]:
    return [folder_source(Path(__file__).with_name("rulesets"), "office")]


@hookimpl
def povertyrules_code_lists() -> Iterable[CodeList]:
    return [CodeList("roofs", "2020.1", "屋顶", {"tile": "瓦", "slab": "板"})]


@hookimpl
def povertyrules_functions() -> Iterable[Function]:
    return FUNCTIONS


@hookimpl
def povertyrules_lints() -> Iterable[Lint]:
    return [Lint(code=SHORT_LABEL, check=_short_titles)]


@hookimpl
def povertyrules_ledger_formats() -> Iterable[LedgerFormat]:
    return [LedgerFormat(name="tables", suffixes=(".tables",), read=_read, write=_write)]


@hookimpl
def povertyrules_engines() -> Iterable[DecisionEngine]:
    return [DecisionEngine(name="again", plan=reference.plan)]


@hookimpl
def povertyrules_renderers() -> Iterable[Renderer]:
    return [Renderer(name="page", suffix=".html", media_type="text/html", render=_page)]
