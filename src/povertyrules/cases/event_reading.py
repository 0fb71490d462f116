"""Events from JSON data: every field is checked, and every fault is told by its path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from povertyrules.cases.event_writing import FORMAT, VERSION
from povertyrules.cases.events import Act, Acted, Corrected, Event, Opened
from povertyrules.cases.evidence import (
    Actor,
    Documented,
    Evaluated,
    Evidence,
    Found,
    Reasoned,
)
from povertyrules.kernel.calendar import parse_date
from povertyrules.kernel.catalogue import cases as codes
from povertyrules.kernel.errors import InvalidEvent
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.foreign import is_whole, plain_mapping, plain_number, plain_text_of
from povertyrules.kernel.hiding import mask, without_digits
from povertyrules.kernel.shown import shown

_HEAD = ("format", "version", "case", "number", "kind")
_EVENTS: dict[str, tuple[str, ...]] = {
    "opened": ("subject", "ruleset", "digest", "predecessor", "act"),
    "acted": ("act",),
    "corrected": ("corrects", "act", "day", "actor", "reason"),
}
_ACT = ("transition", "day", "actor", "evidence", "note")
_ACTOR = ("name", "role", "body")
_EVIDENCE: dict[str, tuple[str, ...]] = {
    "evaluated": ("name", "holds", "as_of", "receipt"),
    "found": ("finding", "answer", "day", "by"),
    "documented": ("document", "reference"),
    "reasoned": ("reason", "text"),
}
_MOST_EVIDENCE = 1000


def read_event(data: object) -> Event:
    """The event that JSON data, or a text of JSON, stands for.

    Raises `InvalidEvent` with every fault. Whether the event is allowed in its case is not
    asked here: that is what `apply` says.
    """
    reader = EventReader()
    event = reader.event(parsed(data))
    if event is None or reader.faults:
        raise InvalidEvent(reader.faults)
    return event


def parsed(data: object) -> object:
    """What a text of JSON says; anything else, and other text, as it is."""
    if not isinstance(data, str | bytes):
        return data
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return data


class EventReader:
    """Reads on after a fault, with something in the place of what could not be read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def event(self, data: object) -> Event | None:
        whole = plain_mapping(data)
        if whole is None:
            text = data.decode(errors="replace").strip() if isinstance(data, bytes) else data
            self._wrong("", text, "a JSON object", "一个 JSON 对象")
            return None
        kind = self._choice(whole, "kind", "", tuple(_EVENTS))
        if kind is None:
            return None
        self._fields(whole, "", (*_HEAD, *_EVENTS[kind]))
        self._constant(whole, "format", FORMAT)
        self._constant(whole, "version", VERSION)
        case = self._text(whole, "case", "")
        match kind:
            case "opened":
                self._constant(whole, "number", Opened.number)
                return self._opened(whole, case)
            case "acted":
                return Acted(case, self._number(whole, "number"), self._act(whole, "act", ""))
        return self._corrected(whole, case)

    def _opened(self, whole: Mapping[str, Any], case: str) -> Opened:
        given = whole.get("predecessor")
        return Opened(
            case=case,
            subject=self._text(whole, "subject", ""),
            act=self._act(whole, "act", ""),
            ruleset=self._text(whole, "ruleset", ""),
            digest=self._text(whole, "digest", ""),
            predecessor=None if given is None else self._text(whole, "predecessor", ""),
        )

    def _corrected(self, whole: Mapping[str, Any], case: str) -> Corrected:
        act = whole.get("act")
        return Corrected(
            case=case,
            number=self._number(whole, "number"),
            corrects=self._number(whole, "corrects"),
            act=None if act is None else self._act(whole, "act", ""),
            day=self._day(whole, "day", ""),
            actor=self._actor(whole, "actor", ""),
            reason=self._text(whole, "reason", ""),
        )

    # parts of an event

    def _act(self, outer: Mapping[str, Any], key: str, outside: str) -> Act:
        whole, path = self._object(outer, key, outside, _ACT)
        listed = whole.get("evidence")
        if not isinstance(listed, list | tuple) or len(listed) > _MOST_EVIDENCE:
            self._wrong_if_there(whole, "evidence", path, "a list", "列表")
            listed = []
        read = [self._evidence(each, f"{path}.evidence[{n}]") for n, each in enumerate(listed)]
        return Act(
            transition=self._text(whole, "transition", path),
            day=self._day(whole, "day", path),
            actor=self._actor(whole, "actor", path),
            evidence=tuple(each for each in read if each is not None),
            note=self._text(whole, "note", path),
        )

    def _actor(self, outer: Mapping[str, Any], key: str, outside: str) -> Actor:
        whole, path = self._object(outer, key, outside, _ACTOR)
        name, role, body = (self._text(whole, part, path) for part in _ACTOR)
        return Actor(name, role, body)

    def _evidence(self, data: object, path: str) -> Evidence | None:
        whole = plain_mapping(data)
        if whole is None:
            self._wrong(path, data, "a JSON object", "一个 JSON 对象")
            return None
        kind = self._choice(whole, "kind", path, tuple(_EVIDENCE))
        if kind is None:
            return None
        self._fields(whole, path, ("kind", *_EVIDENCE[kind]))
        match kind:
            case "evaluated":
                name, receipt = (self._text(whole, key, path) for key in ("name", "receipt"))
                holds, as_of = self._flag(whole, "holds", path), self._day(whole, "as_of", path)
                return Evaluated(name, holds, as_of, receipt)
            case "found":
                finding, answer = (
                    self._text(whole, "finding", path),
                    self._flag(whole, "answer", path),
                )
                by = self._actor(whole, "by", path)
                return Found(finding, answer, self._day(whole, "day", path), by)
            case "documented":
                return Documented(*(self._text(whole, k, path) for k in _EVIDENCE[kind]))
        return Reasoned(*(self._text(whole, key, path) for key in _EVIDENCE[kind]))

    # fields

    def _object(
        self, outer: Mapping[str, Any], key: str, outside: str, known: tuple[str, ...]
    ) -> tuple[Mapping[str, Any], str]:
        """The object under a key, empty if it is none, and its path."""
        whole, path = plain_mapping(outer.get(key)), f"{outside}.{key}".lstrip(".")
        if whole is None:
            self._wrong_if_there(outer, key, outside, "a JSON object", "一个 JSON 对象")
            return {}, path
        self._fields(whole, path, known)
        return whole, path

    def _fields(self, whole: Mapping[Any, Any], path: str, known: tuple[str, ...]) -> None:
        for key in known:
            if key not in whole:
                self.faults.append(Fault.of(codes.EVENT_FIELD, path, field=key))
        for key in whole:
            if key not in known:
                name = without_digits(key if isinstance(key, str) else shown(key))
                self.faults.append(Fault.of(codes.EVENT_UNKNOWN_FIELD, path, field=name))

    def _text(self, whole: Mapping[str, Any], key: str, path: str) -> str:
        text = plain_text_of(whole.get(key))
        if text is None or not is_whole(text):  # it may be a key, or a name
            self._wrong_if_there(whole, key, path, "text", "文字", hidden=True)
            return ""
        return text

    def _day(self, whole: Mapping[str, Any], key: str, path: str) -> date:
        text = plain_text_of(whole.get(key))
        ordinal = None if text is None else parse_date(text)
        if ordinal is None:
            self._wrong_if_there(
                whole, key, path, "a day such as 2020-04-20", "2020-04-20 这样的日期"
            )
            return date.min
        return date.fromordinal(ordinal)

    def _flag(self, whole: Mapping[str, Any], key: str, path: str) -> bool:
        value = whole.get(key)
        if value is not True and value is not False:
            self._wrong_if_there(whole, key, path, "true or false", "true 或 false")
        return value is True

    def _number(self, whole: Mapping[str, Any], key: str) -> int:
        value = whole.get(key)
        if type(value) is not int or value < 1:
            self._wrong_if_there(whole, key, "", "a number from 1", "1 以上的整数")
            return 1
        return value

    def _constant(self, whole: Mapping[str, Any], key: str, wanted: str | int) -> None:
        value = whole.get(key)
        if type(value) is not type(wanted) or value != wanted:
            self._wrong_if_there(whole, key, "", f"`{wanted}`", f"`{wanted}`")

    def _choice(
        self, whole: Mapping[str, Any], key: str, path: str, options: tuple[str, ...]
    ) -> str | None:
        value = plain_text_of(whole.get(key))
        if value in options:
            return value
        if key not in whole:
            self.faults.append(Fault.of(codes.EVENT_FIELD, path, field=key))
        named, named_zh = ", ".join(options), "、".join(options)
        self._wrong_if_there(whole, key, path, f"one of {named}", f"以下之一：{named_zh}")
        return None

    def _wrong_if_there(
        self,
        whole: Mapping[str, Any],
        key: str,
        path: str,
        wanted: str,
        wanted_zh: str,
        *,
        hidden: bool = False,
    ) -> None:
        """That a field lacks is told once, by `_fields`."""
        if key in whole:
            where = f"{path}.{key}".lstrip(".")
            self._wrong(where, whole[key], wanted, wanted_zh, hidden=hidden)

    def _wrong(
        self, path: str, value: object, wanted: str, wanted_zh: str, *, hidden: bool = False
    ) -> None:
        """What stands where it should not may be anything, so not all of it is shown."""
        found = without_digits(shown(value))
        if hidden and (plain_text_of(value) or plain_number(value)) is not None:
            found = mask(shown(value))
        fault = Fault.of(
            codes.EVENT_VALUE, path, expected=wanted, expected_zh=wanted_zh, found=found
        )
        self.faults.append(fault)
