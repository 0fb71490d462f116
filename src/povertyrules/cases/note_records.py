"""Notes as records of a log: one line of JSON for each, beside the lines of the events.

A note is stored without `format` and `version`, which a line of a log has: its links are taken
of what is stored. Nothing here needs a database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from povertyrules.cases.areas import area_of
from povertyrules.cases.event_reading import EventReader, parsed, read_event
from povertyrules.cases.events import Event
from povertyrules.kernel.errors import InvalidEvent
from povertyrules.kernel.foreign import plain_mapping

Kind = Literal["place", "referral", "denial"]

FORMAT = "povertyrules-note"
VERSION = 1
_HEAD = ("kind", "about", "number")
_PARTS: dict[str, tuple[str, ...]] = {
    "place": ("area", "by", "at"),
    "referral": ("department", "by", "at"),
    "denial": ("name", "role", "body", "area", "what", "asked_for", "reasons", "at"),
}
WITHDRAWN = "withdrawn"
"""A referral that has it takes back the one before it of that department; it says why."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is kept beside the cases: a note of a kind, about a household (`place`), a case
    (`referral`) or a person (`denial`), with its number among those."""

    kind: Kind
    about: str
    number: int
    content: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The note as it is stored: the same note always gives the same text."""
        return _json(
            {**self.content, "kind": self.kind, "about": self.about, "number": self.number}
        )

    @property
    def line(self) -> str:
        """The note as a line of a log."""
        return _json({**json.loads(self.text), "format": FORMAT, "version": VERSION})


def still_referred(before: frozenset[str], note: Note) -> frozenset[str]:
    """The departments of a case after one more note about it."""
    department = frozenset({str(note.content["department"])})
    return before - department if WITHDRAWN in note.content else before | department


def read_record(data: object) -> Event | Note:
    """The event or note that a line of a log stands for. Raises `InvalidEvent`."""
    read = parsed(data)
    whole = plain_mapping(read)
    if whole is None or whole.get("format") != FORMAT:
        return read_event(read)
    return _read(whole, head=(*_HEAD, "format", "version"))


def read_stored(text: object) -> Note:
    """The note that was stored. Raises `InvalidEvent` for what is none."""
    return _read(parsed(text), head=_HEAD)


def _read(data: object, head: tuple[str, ...]) -> Note:
    reader = _NoteReader()
    note = reader.note(data, head)
    if note is None or reader.faults:
        raise InvalidEvent(reader.faults)
    return note


def _json(whole: dict[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class _NoteReader(EventReader):
    def note(self, data: object, head: tuple[str, ...]) -> Note | None:
        whole = plain_mapping(data)
        if whole is None:
            self._wrong("", data, "a JSON object", "一个 JSON 对象")
            return None
        kind = self._choice(whole, "kind", "", tuple(_PARTS))
        if kind is None:
            return None
        parts = (*_PARTS[kind], *((WITHDRAWN,) if self._takes_back(whole) else ()))
        self._fields(whole, "", (*head, *parts))
        if "version" in head:
            self._constant(whole, "version", VERSION)
        content = {part: self._part(whole, part) for part in parts}
        about, number = self._text(whole, "about", ""), self._number(whole, "number")
        return Note(cast("Kind", kind), about, number, content)

    def _takes_back(self, whole: Mapping[str, Any]) -> bool:
        return whole.get("kind") == "referral" and WITHDRAWN in whole

    def _part(self, whole: Mapping[str, Any], part: str) -> object:
        if part == "by":
            return asdict(self._actor(whole, part, ""))
        if part == "reasons":
            return self._reasons(whole)
        text = self._text(whole, part, "")
        is_place = part == "area" and whole["kind"] == "place"
        if is_place and isinstance(whole.get(part), str) and not _is_place(text):
            self._wrong_if_there(whole, "area", "", "a place", "一个地方")
        return text

    def _reasons(self, whole: Mapping[str, Any]) -> list[str]:
        given = whole.get("reasons")
        if isinstance(given, list) and all(isinstance(each, str) for each in given):
            return list(given)
        self._wrong_if_there(whole, "reasons", "", "a list of text", "文字的列表")
        return []


def _is_place(text: str) -> bool:
    try:
        return not area_of(text).department
    except ValueError:
        return False
