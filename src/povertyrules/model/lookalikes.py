"""Labels that can be taken for others: by mixed scripts, or because two look alike.

Ids are plain ASCII by the schema. What people read, and what a ledger's columns are found
by, are labels and aliases: those are looked at here, all of a ruleset together.
"""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.kernel.catalogue import names as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.folding import skeleton
from povertyrules.model import fields
from povertyrules.syntax.characters import check_name
from povertyrules.syntax.document import Entry, Mapping, Scalar, Sequence

_SECTIONS = (
    *("parameters", "derived", "criteria", "assumptions", "outcomes", "patterns"),
    *("entities", "groups"),
)


def check_labels(root: Mapping, report: Report) -> None:
    """Report every label, alias or value of a choice that can be taken for another."""
    seen: dict[str, tuple[Scalar, str]] = {}
    for label, owner in _labels(root):
        text = label.text.strip()
        if not check_name(text, label.span, report, is_label=True):
            continue
        first, its_owner = seen.setdefault(skeleton(text), (label, owner))
        other = first.text.strip()
        if other != text and not (owner and owner == its_owner):
            line = first.span.line
            report.add(codes.LOOKS_LIKE_ANOTHER, label.span, name=text, other=other, line=line)


def _labels(root: Mapping) -> Iterator[tuple[Scalar, str]]:
    """The labels and aliases, each with the entity whose fact it belongs to, if any: that
    two of one entity are alike is reported where its facts are read."""
    sections = fields.mapping(root, "facts")
    for entity in sections or ():
        for fact in entity.value if isinstance(entity.value, Mapping) else ():
            for label in _labels_of(fact):
                yield label, entity.key.text
    for name in _SECTIONS:
        for entry in fields.mapping(root, name) or ():
            for label in _labels_of(entry):
                yield label, ""
    for entry in _parts_of_procedure(root):
        for label in _labels_of(entry):
            yield label, ""


def _parts_of_procedure(root: Mapping) -> Iterator[Entry]:
    """The stages, lifecycles, states and transitions."""
    procedure = fields.mapping(root, "procedure")
    if procedure is None:
        return
    yield from fields.mapping(procedure, "stages") or ()
    for entry, node in fields.objects(procedure, "lifecycles"):
        yield entry
        for section in ("states", "transitions"):
            yield from fields.mapping(node, section) or ()


def _labels_of(entry: Entry) -> Iterator[Scalar]:
    if isinstance(entry.value, Scalar):
        yield entry.value
    elif isinstance(entry.value, Mapping):
        yield from fields.scalars(entry.value, "label")
        yield from fields.scalars(entry.value, "aliases")


def check_values(node: Mapping, report: Report) -> None:
    """Report a value of a choice, or its label, that can be taken for another."""
    values = node.get("values")
    written: list[Scalar] = []
    if isinstance(values, Sequence):
        written = [item for item in values.items if isinstance(item, Scalar)]
    for entry in values if isinstance(values, Mapping) else ():
        written += [entry.key, *_labels_of(entry)]
    for scalar in written:
        check_name(scalar.text.strip(), scalar.span, report, is_label=True)
