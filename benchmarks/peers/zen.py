"""The job on zen-engine: a decision graph of expressions and tables, as its editor makes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from benchmarks.peers.by_hand import Answer
from benchmarks.peers.households import HITS, NEEDS, RISKS, RULES, Household

Node = dict[str, Any]
Row = tuple[dict[str, str], str]

NET = "wages + business + property + transfers - costs"
FIGURES = {
    "per_head": f"({NET}) / size",
    "low": "$.per_head < 5000",
    "dropped": "last_per_head > 0 and (last_per_head - $.per_head) / last_per_head >= 0.3",
    "rose": "last_spending > 0 and (spending - last_spending) / last_spending >= 0.5",
    "risky": " or ".join(RISKS),
}
CATEGORIES: list[Row] = [
    ({"registered": "true", "lifted_out": "true", "low": "true", "risky": "true"}, "monitored"),
    ({"registered": "true", "lifted_out": "true", "dropped": "true"}, "monitored"),
    ({"registered": "true", "lifted_out": "true", "rose": "true"}, "monitored"),
    ({"registered": "false", "low": "true", "risky": "true"}, "marginal"),
    ({}, "none"),
]
ANY_LACKING = " or ".join(f"{need} == 0" for need in NEEDS)
ANY_UNCLEAR = " or ".join(f"{need} == 2" for need in NEEDS)
AFTERWARDS = {
    "chosen": 'category != "none"',
    "warn": f"$.chosen and ({ANY_LACKING})",
    "unsure": f"$.chosen and not $.warn and ({ANY_UNCLEAR})",
    "look": f"$.chosen and ({' or '.join(HITS)})",
}
HOLDING = dict(
    zip(
        RULES,
        [
            *(("low", "true"), ("dropped", "true"), ("rose", "true"), ("risky", "true")),
            *(("category", '"monitored"'), ("category", '"marginal"')),
            *((need, "0") for need in NEEDS),
            *(("warn", "true"), ("unsure", "true"), ("look", "true")),
        ],
        strict=True,
    )
)


def _expressions(name: str, pairs: dict[str, str]) -> Node:
    listed = [{"id": f"{name}-{k}", "key": k, "value": v} for k, v in pairs.items()]
    content = {"passThrough": True, "expressions": listed}
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def _table(name: str, columns: list[str], rows: list[Row], **more: Any) -> Node:
    content = {
        "passThrough": True,
        "inputField": None,
        "executionMode": "single",
        "inputs": [{"id": c, "name": c, "field": c} for c in columns],
        "rules": [
            {**dict.fromkeys(columns, ""), **tests, "_id": f"{name}-{n}", "out": f'"{result}"'}
            for n, (tests, result) in enumerate(rows)
        ],
        **more,
    }
    return {"id": name, "name": name, "type": "decisionTableNode", "content": content}


def _graph() -> str:
    category = _table(
        "category",
        ["registered", "lifted_out", "low", "risky", "dropped", "rose"],
        CATEGORIES,
        hitPolicy="first",
        outputPath=None,
        outputs=[{"id": "out", "name": "category", "field": "category"}],
    )
    holding = _table(
        "holding",
        list(dict.fromkeys(column for column, _ in HOLDING.values())),
        [({column: test}, rule) for rule, (column, test) in HOLDING.items()],
        hitPolicy="collect",
        outputPath="holding",
        outputs=[{"id": "out", "name": "rule", "field": "rule"}],
    )
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        _expressions("figures", FIGURES),
        category,
        _expressions("afterwards", AFTERWARDS),
        holding,
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"edge-{n}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
        for n, (a, b) in enumerate(pairwise(nodes))
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def decided() -> Callable[[Household], Any]:
    import zen

    decision = zen.ZenEngine().create_decision(_graph())
    evaluate: Callable[[Household], Any] = decision.evaluate
    return evaluate


def traced() -> Callable[[Household], Any]:
    import zen

    decision = zen.ZenEngine().create_decision(_graph())
    options = {"trace": True}
    return lambda household: decision.evaluate(household, options)


def answer(result: Any) -> Answer:
    found = result["result"]
    holding = [hit["rule"] for hit in found["holding"] or ()]
    return found["category"], found["warn"], holding
