"""The one namespace of a ruleset: every name, and every label that can stand for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from povertyrules.kernel.catalogue import names as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Span
from povertyrules.kernel.suggest import nearest
from povertyrules.model.drafts import Draft
from povertyrules.model.ruleset import Collection, Definition, Fact, Parameter
from povertyrules.model.vocabulary import RESERVED

Symbol = Fact | Parameter | Collection | Draft | Definition


@dataclass(slots=True)
class Symbols:
    """What each name means. `damaged` names were reported already and stay silent."""

    damaged: frozenset[str]
    _by_id: dict[str, Symbol] = field(default_factory=dict)
    _where: dict[str, Span] = field(default_factory=dict)
    _by_label: dict[str, list[str]] = field(default_factory=dict)

    def add(self, symbol: Symbol, where: Span, report: Report) -> bool:
        """Enter a name; False, with a diagnostic, if it is reserved or taken."""
        name = symbol.id
        if name in RESERVED:
            report.add(codes.RESERVED_NAME, where, name=name)
            return False
        if name in self._by_id:
            report.add(codes.DUPLICATE_NAME, where, name=name, line=self._where[name].line)
            return False
        self._by_id[name] = symbol
        self._where[name] = where
        label = None if isinstance(symbol, Collection) else symbol.label
        if label and label != name:
            self._by_label.setdefault(label, []).append(name)
        return True

    def place(self, name: str) -> Span | None:
        """Where a name is declared, if it is."""
        return self._where.get(name)

    def replace(self, symbol: Symbol) -> None:
        """Put what has become known in the place of a draft."""
        self._by_id[symbol.id] = symbol

    def get(self, name: str) -> Symbol | None:
        """The meaning of an id, or of a label that only one definition has."""
        if name in self._by_id:
            return self._by_id[name]
        ids = self._by_label.get(name, [])
        return self._by_id[ids[0]] if len(ids) == 1 else None

    def find(self, name: str, span: Span, report: Report) -> Symbol | None:
        """Like `get`, with a diagnostic where the name means nothing, or several things."""
        symbol = self.get(name)
        if symbol is not None or name in self.damaged:
            return symbol
        ids = self._by_label.get(name, [])
        if ids and self._told(ids):
            return None
        if ids:
            shown = ", ".join(f"`{id_}`" for id_ in ids)
            report.add(codes.AMBIGUOUS_LABEL, span, name=name, names=shown)
        else:
            suggestion = nearest(name, self.names())
            if suggestion is not None or not self._may_be_overwritten(name):
                report.add(codes.UNKNOWN_NAME, span, name=name, suggestion=suggestion)
        return None

    def _told(self, ids: list[str]) -> bool:
        """Whether definitions with one label are facts of one entity: reported as such."""
        owners = [s.entity if isinstance(s := self._by_id[i], Fact) else None for i in ids]
        return len(ids) > 1 and None not in owners and len(set(owners)) == 1

    def _may_be_overwritten(self, name: str) -> bool:
        """Whether a name may be the label of a fact that bears another's by mistake."""
        return not name.isascii() and any(map(self._told, self._by_label.values()))

    def definitions(self) -> list[Definition]:
        """The definitions that are resolved."""
        return [symbol for symbol in self._by_id.values() if isinstance(symbol, Definition)]

    def facts(self) -> list[Fact]:
        return [symbol for symbol in self._by_id.values() if isinstance(symbol, Fact)]

    def names(self) -> Iterable[str]:
        return [*self._by_id, *self._by_label]

    def label(self, name: str) -> str:
        """The label to show for a name: its own if that is unambiguous, else the id."""
        symbol = self._by_id.get(name)
        if symbol is None or isinstance(symbol, Collection):
            return name
        return symbol.label if self.get(symbol.label) is symbol else symbol.id
