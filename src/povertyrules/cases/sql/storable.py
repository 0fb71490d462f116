"""Text that every database keeps as it is: without NUL and halves of characters, ids short."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from povertyrules.cases.event_reading import read_event
from povertyrules.cases.event_writing import canonical, to_dict
from povertyrules.cases.events import Event, Opened
from povertyrules.cases.note_records import Note
from povertyrules.cases.weighing import blank
from povertyrules.kernel.catalogue import storing as codes
from povertyrules.kernel.errors import InvalidEvent
from povertyrules.kernel.faults import Fault

MOST = 200
"""How many characters an id has at most: an index of PostgreSQL holds no longer ones."""


def faults_of_text(event: Event) -> tuple[Fault, ...]:
    """Why an event cannot be stored whole, and read again, if it cannot."""
    characters = tuple(_faults_of_characters(canonical(event), "event"))
    if not characters and (form := _faults_of_form(event)):
        return form
    return (
        *_faults_of_id(event.case, "event.case"),
        *(_faults_of_subject(event.subject, "event.subject") if isinstance(event, Opened) else ()),
        *characters,
    )


def _faults_of_form(event: Event) -> tuple[Fault, ...]:
    """What would not be read again: a number where a text is meant, say, or what is no evidence.
    Nothing that is written can be mended, so it is not written."""
    try:
        read_event(to_dict(event))
    except InvalidEvent as error:
        return tuple(replace(each, path=f"event.{each.path}") for each in error.faults)
    return ()


def faults_of_note(note: Note) -> tuple[Fault, ...]:
    """Why a note cannot be stored whole, if it cannot."""
    return (
        *(_faults_of_subject if note.kind == "place" else _faults_of_id)(note.about, "note.about"),
        *_faults_of_characters(note.text, "note"),
    )


def faults_of_subject(text: str) -> tuple[Fault, ...]:
    """Why a key cannot be that of a household, if it cannot."""
    return (*_faults_of_subject(text, "subject"), *_faults_of_characters(text, "subject"))


def faults_of_ids(**ids: str) -> tuple[Fault, ...]:
    """Why ids cannot be stored, if they cannot."""
    return tuple(
        fault
        for path, text in ids.items()
        for fault in (*_faults_of_id(text, path), *_faults_of_characters(text, path))
    )


def faults_of_words(text: str, path: str) -> tuple[Fault, ...]:
    """Why a text that somebody wrote cannot be kept, if it cannot."""
    return (*blank(text, path), *_faults_of_characters(text, path))


def _faults_of_subject(text: str, path: str) -> Iterator[Fault]:
    faults = [*_faults_of_id(text, path)]
    proper = proper_spelling(text)
    if not faults and not proper and text.strip():  # a blank one is refused by the fold
        faults.append(_fault(path, "nothing of it can be seen", "没有可见的文字"))
    elif not faults and proper not in ("", text):
        faults.append(Fault.of(codes.SPELLING, path, proper=f"“{proper}”"))
    yield from faults


def proper_spelling(text: str) -> str:
    """The one way of writing what may be written in several that look alike."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(" " if char.isspace() else char for char in plain)
    kept = "".join(char for char in seen if unicodedata.category(char) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFKC", " ".join(kept.split()))


def _faults_of_id(text: str, path: str) -> Iterator[Fault]:
    if "\0" in text:
        yield _fault(path, "it contains NUL", "含有空字符（NUL）")
    if len(text) > MOST:
        yield _fault(path, f"it has {len(text)} characters", f"有 {len(text)} 个字")


def _faults_of_characters(text: str, path: str) -> Iterator[Fault]:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        yield _fault(path, f"it contains {half}, half a character", f"含有半个字符 {half}")


def _fault(path: str, why: str, why_zh: str) -> Fault:
    return Fault.of(codes.NOT_STORABLE, path, why=why, why_zh=why_zh, most=MOST)
