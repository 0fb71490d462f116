"""Lines broken at the width of a terminal, Chinese ones too, with a hanging indent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_PIECE = re.compile(r"[\x21-\x7e]+[ ]*|[ ]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。、；：？！）》」』”’〕】…％,.;:?!)]}%")
_NEVER_LAST = frozenset("（《「『“‘〔【([{")
_LEAST_ROOM = 16


def wrapped(text: str, width: int, hang: int = 2) -> str:
    """Every line of a text broken to at most `width` terminal columns.

    What follows a break is indented like its line, and `hang` more. No line begins with a
    closing punctuation mark. A word longer than the line is cut.
    """
    return "\n".join(part for line in text.split("\n") for part in _lines(line, width, hang))


def _lines(line: str, width: int, hang: int) -> Iterator[str]:
    if cell_len(line) <= width:
        yield line
        return
    body = line.lstrip(" ")
    indent = len(line) - len(body)
    room = max(_LEAST_ROOM, width - indent)
    yield_room, prefix = room, " " * indent
    current = ""
    for piece in _pieces(body, max(_LEAST_ROOM, room - hang)):
        if current and cell_len(current + piece.rstrip(" ")) > yield_room:
            yield prefix + current.rstrip(" ")
            yield_room, prefix = max(_LEAST_ROOM, room - hang), " " * (indent + hang)
            current = piece.lstrip(" ")
        else:
            current += piece
    if current.strip(" "):
        yield prefix + current.rstrip(" ")


def _pieces(text: str, longest: int) -> Iterator[str]:
    """The parts between which a line may break."""
    piece = ""
    for match in _PIECE.finditer(text):
        part = match[0]
        joins = part[0] in _NEVER_FIRST or (piece and piece[-1] in _NEVER_LAST)
        if piece and not (joins and cell_len(piece + part) <= longest):
            yield piece
            piece = ""
        piece += part
        while cell_len(piece) > longest:
            cut = _fitting(piece, longest)
            yield piece[:cut]
            piece = piece[cut:]
    if piece:
        yield piece


def _fitting(text: str, width: int) -> int:
    """How many characters of a text fit; at least one."""
    used = 0
    for count, char in enumerate(text):
        used += cell_len(char)
        if used > width:
            return max(1, count)
    return len(text)
