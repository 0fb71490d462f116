"""Expressions that are translated for an engine once, however often they are used.

Narwhals translates an expression into the engine's own each time that a frame is given it.
For a plan that decides many frames of one shape that is most of the work on a small one.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw


class Translated(nw.Expr):
    """A named expression that keeps what the first namespace of each kind made of it.

    Only for expressions that are handed to frames as they are. It overrides a method that
    narwhals does not promise: were that renamed, each use would be translated again, as
    without this class.
    """

    def __init__(self, expr: nw.Expr, name: str) -> None:
        super().__init__(*expr.alias(name)._nodes)  # noqa: SLF001
        self._translations: dict[type, Any] = {}

    def _to_compliant_expr(self, ns: Any) -> Any:
        kind = type(ns)
        if not ns._implementation.is_polars():  # noqa: SLF001  others keep a session
            return super()._to_compliant_expr(ns)
        if kind not in self._translations:
            self._translations[kind] = super()._to_compliant_expr(ns)
        return self._translations[kind]
