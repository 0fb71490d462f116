"""What columns cannot compute is refused when the plan is made, at its place in the ruleset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from povertyrules.engines.columns.calls import NoColumns
from povertyrules.engines.columns.patterns import NotPortable
from povertyrules.engines.columns.whole import TooLarge, Unbounded, Unshared
from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.kernel.numbers import Exact
from povertyrules.kernel.possible import Infinity, Possible, Range
from povertyrules.model.nodes import Expression
from povertyrules.model.reading import facts_below
from povertyrules.model.ruleset import Fact

_UNSHARED = (
    "what is divided by a value of its own in each row is not added up or compared over items; "
    "round it, or gather what is divided and what it is divided by"
)


@contextmanager
def refusing(node: Expression) -> Iterator[None]:
    """Turn what the values refuse into `UnsupportedFeature`, with the innermost place."""
    try:
        yield
    except Unbounded:
        raise UnsupportedFeature(_told(node, _unbounded(node))) from None
    except TooLarge:
        raise UnsupportedFeature(_told(node, _too_large(node))) from None
    except Unshared:
        raise UnsupportedFeature(_told(node, _UNSHARED)) from None
    except NoColumns as error:
        raise UnsupportedFeature(_told(node, str(error.args[0]))) from None
    except NotPortable as error:
        part = error.args[0]
        raise UnsupportedFeature(
            _told(node, f"data frame engines read `{part}` in a pattern differently")
        ) from None


def _told(node: Expression, why: str) -> str:
    where = f"{node.span.source.name}:{node.span.line}:{node.span.column}"
    return f"{where}: `{node.text}` cannot be decided in columns: {why}"


def _unbounded(node: Expression) -> str:
    names = [f"`{fact.id}` ({fact.label})" for fact in facts_below([node]) if not _bounded(fact)]
    needs = ", ".join(dict.fromkeys(names)) or "what it reads"
    return f"declare `min` and `max` of {needs}, so that 64 bits are sure to hold the result"


def _too_large(node: Expression) -> str:
    widths = {fact.id: (_width(fact.bounds), fact) for fact in facts_below([node])}
    widest = sorted(widths.values(), key=lambda entry: entry[0], reverse=True)[:3]
    names = ", ".join(f"`{fact.id}` ({fact.label})" for width, fact in widest if width)
    return f"it may exceed 64 bits; narrow the declared range of {names or 'its numbers'}"


def _width(bounds: Possible) -> int:
    """How large a number may be; 0 for what is no number."""
    if not isinstance(bounds, Range):
        return 0
    low, high = bounds
    if isinstance(low, Infinity) or isinstance(high, Infinity):
        return _NO_BOUND
    return max(_whole_part(low), _whole_part(high))


def _whole_part(number: Exact) -> int:
    return abs(int(number))


_NO_BOUND = 10**40


def _bounded(fact: Fact) -> bool:
    return _width(fact.bounds) < _NO_BOUND
