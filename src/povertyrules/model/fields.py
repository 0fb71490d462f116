"""Reading a mapping's keys. The schema has checked their kinds, so these only fetch."""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.syntax.document import Entry, Mapping, Scalar, Sequence


def scalar(node: Mapping, key: str) -> Scalar | None:
    value = node.get(key)
    return value if isinstance(value, Scalar) else None


def text(node: Mapping, key: str, default: str = "") -> str:
    value = scalar(node, key)
    return default if value is None else value.text.strip()


def flag(node: Mapping, key: str) -> bool:
    value = scalar(node, key)
    return value is not None and value.value is True


def integer(node: Mapping, key: str) -> int | None:
    value = scalar(node, key)
    return value.value if value is not None and isinstance(value.value, int) else None


def mapping(node: Mapping, key: str) -> Mapping | None:
    value = node.get(key)
    return value if isinstance(value, Mapping) else None


def scalars(node: Mapping, key: str) -> list[Scalar]:
    """The scalars under a key that takes one or a list of them."""
    value = node.get(key)
    if isinstance(value, Sequence):
        return [item for item in value.items if isinstance(item, Scalar)]
    return [value] if isinstance(value, Scalar) else []


def objects(root: Mapping, section: str) -> Iterator[tuple[Entry, Mapping]]:
    """The entries of a section whose values are mappings, in the order of the file."""
    for entry in mapping(root, section) or ():
        if isinstance(entry.value, Mapping):
            yield entry, entry.value


def label_of(entry: Entry) -> str:
    """The label of something that may be written as `id: label` or `id: {label: …}`."""
    if isinstance(entry.value, Mapping):
        return text(entry.value, "label", entry.key.text)
    return entry.value.text if isinstance(entry.value, Scalar) else entry.key.text
