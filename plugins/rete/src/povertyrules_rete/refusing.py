"""What the network cannot express is refused when the plan is made, at its place in the file."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.model.nodes import Expression

LAST = (3, 12)
"""The last version of Python on which durable-rules can be imported."""


def refused(node: Expression, why: str, remedy: str) -> UnsupportedFeature:
    """Why a condition cannot be a join, where it stands, and what to do instead."""
    where = f"{node.span.source.name}:{node.span.line}:{node.span.column}"
    return UnsupportedFeature(
        f"{where}: `{node.text}` relates records in a way that the engine rete cannot: {why}; "
        f"{remedy}, or decide the ruleset with the engine record"
    )


def check_available() -> None:
    """Raise `UnsupportedFeature` where durable-rules does not run."""
    if sys.version_info[:2] > LAST:
        here, last = (".".join(map(str, version)) for version in (sys.version_info[:2], LAST))
        raise UnsupportedFeature(
            f"the engine rete needs durable-rules, which cannot be imported on Python {here}: use "
            f"Python {last} or earlier, or the engine record, which gives the same answers"
        )
    if sys.platform == "win32":
        raise UnsupportedFeature(
            "the engine rete needs a POSIX system; use the engine record, which gives the same "
            "answers"
        )
    if find_spec("durable") is None or find_spec("durable_rules_engine") is None:
        raise UnsupportedFeature(
            "the engine rete needs durable-rules, which is not installed: run pip install "
            "durable-rules==2.0.28 (it needs a C compiler), or use the engine record, which gives "
            "the same answers"
        )
