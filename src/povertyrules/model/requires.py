"""What a ruleset needs of plugins (`requires:`), and what it may use of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.function import Function
from povertyrules.kernel.suggest import nearest
from povertyrules.model import fields
from povertyrules.model.extensions import CodeList, Extensions, Offer, nothing
from povertyrules.syntax.document import Mapping as MappingNode
from povertyrules.syntax.document import Scalar

SECTION = "requires"
_VERSION = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})*")
_BOUND = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*([0-9]{1,20}(?:\.[0-9]{1,20})*)\s*\Z")


@dataclass(frozen=True, slots=True)
class Granted:
    """The plugins that a ruleset requires and that are there, and the offer they come from."""

    offer: Offer = nothing
    wanted: Mapping[str, str] = field(default_factory=dict)
    """Every plugin that is required, with its range of versions."""

    def function(self, name: str) -> Function | None:
        """A function that expressions may call; it loads plugins only if some are required."""
        found = self.offer().functions.get(name) if self.wanted else None
        return found if found is not None and self.grants(found.plugin) else None

    def contested(self, name: str) -> tuple[str, ...]:
        """The plugins that declare a function, if they are several and one is required."""
        owners = self.offer().contested.get(name, ()) if self.wanted else ()
        return owners if any(owner in self.wanted for owner in owners) else ()

    def grants(self, plugin: str) -> bool:
        """Whether a ruleset may use what is of a plugin; what comes with us, always."""
        return not plugin or plugin in self.wanted

    @property
    def lacking(self) -> bool:
        """Whether a plugin that is required is not there: what it has is not unknown."""
        return any(name not in self.offer().plugins for name in self.wanted)

    @property
    def functions(self) -> list[str]:
        """The names of the functions that expressions may call."""
        if not self.wanted:
            return []
        return sorted(f.name for f in self.offer().functions.values() if self.grants(f.plugin))


NO_GRANT = Granted()


def read_requires(root: MappingNode, offer: Offer, report: Report) -> Granted:
    """The section `requires:`; a plugin that is not there, or of another version, is told."""
    section = fields.mapping(root, SECTION)
    written = [entry for entry in section or () if isinstance(entry.value, Scalar)]
    if not written:
        return Granted(offer)
    extensions = offer()
    for entry in written:
        if isinstance(entry.value, Scalar):
            _check(entry.key, entry.value, extensions, report)
    texts = ((entry.key.text, entry.value) for entry in written)
    wanted = {name: range_text(v.text) for name, v in texts if isinstance(v, Scalar)}
    return Granted(offer, wanted)


def _check(name: Scalar, wanted: Scalar, extensions: Extensions, report: Report) -> None:
    version, broken = extensions.plugins.get(name.text), extensions.broken.get(name.text)
    if broken is not None:
        reasons = {"reason": broken.message("en"), "reason_zh": broken.message("zh")}
        report.add(codes.BROKEN_PLUGIN, name.span, name=name.text, **reasons)
    elif version is None:
        near = nearest(name.text, extensions.plugins)
        report.add(codes.MISSING_PLUGIN, name.span, name=name.text, suggestion=near)
    bounds = list(_bounds(wanted.text))
    if None in bounds:
        report.add(codes.BAD_VERSION_RANGE, wanted.span, text=wanted.text)
    elif version is not None and not within(version, wanted.text):
        values = {"name": name.text, "wanted": wanted.text, "version": version}
        report.add(codes.PLUGIN_VERSION, wanted.span, **values)


def _bounds(text: str) -> Iterator[re.Match[str] | None]:
    return (_BOUND.match(part) for part in text.split(","))


def range_text(text: str) -> str:
    """A range as it enters the digest: `>=1.2,<2` whatever its spaces and order."""
    return ",".join(sorted("".join(part.split()) for part in text.split(",")))


def within(version: str, wanted: str) -> bool:
    """Whether a version lies in a range of versions; what follows its numbers is left aside."""
    number = _number(version)
    return all(
        match is not None and _HOLDS[match[1]](number, _number(match[2]))
        for match in _bounds(wanted)
    )


def _number(version: str) -> tuple[int, ...]:
    """The numbers of a version without trailing zeros: 1.0 is 1."""
    match = _VERSION.match(version)
    parts = [int(part) for part in match[0].split(".")] if match else [0]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


_HOLDS = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}


def find_code_list(written: Scalar, granted: Granted, report: Report) -> CodeList | None:
    """The code list that a fact names under `values:`; None, and a diagnostic, without it."""
    extensions, reference = granted.offer(), written.text.strip()
    found = extensions.code_lists.get(reference)
    if found is None:
        known = sorted(extensions.code_lists)
        near, shown = nearest(reference, known), ", ".join(known) or "—"
        report.add(
            codes.UNKNOWN_CODE_LIST, written.span, reference=reference, known=shown, suggestion=near
        )
    elif not granted.grants(found.plugin):
        version = extensions.plugins.get(found.plugin, "")
        values = {"reference": reference, "plugin": found.plugin, "version": version}
        report.add(codes.CODE_LIST_NOT_REQUIRED, written.span, **values)
        return None
    return found
