"""What comes with the library, declared as any plugin declares it.

The functions of the language itself are not here: their meaning stands in the kernel. Nor
are the checks that work on rulesets with faults, which belong to the checker.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from povertyrules.engines import record, reference
from povertyrules.kernel.codes import Language
from povertyrules.ledgers.builtin_formats import FORMATS
from povertyrules.ledgers.ledger_format import LedgerFormat
from povertyrules.model.extensions import CodeList
from povertyrules.plugins import hookimpl
from povertyrules.plugins.builtin_lists import CODE_LISTS
from povertyrules.plugins.declarations import DecisionEngine, Renderer, RulesetSource
from povertyrules.plugins.folder import folder_source, shipped_folder
from povertyrules.plugins.hookspecs import CONTRACT

SHIPPED = "shipped"
DEFAULT_ENGINE = "record"


@hookimpl
def povertyrules_contract() -> int:
    return CONTRACT


@hookimpl
def povertyrules_ruleset_sources() -> Iterable[RulesetSource]:
    return [folder_source(shipped_folder(), SHIPPED)]


@hookimpl
def povertyrules_code_lists() -> Iterable[CodeList]:
    return CODE_LISTS


@hookimpl
def povertyrules_ledger_formats() -> Iterable[LedgerFormat]:
    return FORMATS


@hookimpl
def povertyrules_engines() -> Iterable[DecisionEngine]:
    return [
        DecisionEngine(name=DEFAULT_ENGINE, plan=record.plan),
        DecisionEngine(name="reference", plan=reference.plan),
    ]


@hookimpl
def povertyrules_renderers() -> Iterable[Renderer]:
    return [
        Renderer(name="text", suffix=".txt", media_type="text/plain", render=_text),
        Renderer(name="markdown", suffix=".md", media_type="text/markdown", render=_markdown),
        Renderer(name="json", suffix=".json", media_type="application/json", render=_json),
    ]


def _text(tree: Mapping[str, Any], language: Language) -> str:
    from povertyrules.explain.plain import render_text  # most programs only decide

    return render_text(dict(tree), language, None)


def _markdown(tree: Mapping[str, Any], language: Language) -> str:
    from povertyrules.explain.markdown import render_markdown

    return render_markdown(dict(tree), language, None)


def _json(tree: Mapping[str, Any], _: Language) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
