"""Where each character of a scalar's value is written in the source.

YAML removes quotation marks, escapes, indentation and line breaks. A fault inside an
expression must still be underlined where the author wrote it.
"""

from __future__ import annotations

from povertyrules.syntax.document import Style

_BLANK = " \t\r\n"
_ESCAPE_WIDTH = {"x": 4, "u": 6, "U": 10}


def offsets_of(raw: str, value: str, style: Style, start: int) -> tuple[int, ...]:
    """For each character of `value`, the offset in the source of where it is written.

    `raw` is the scalar as written, with its quotation marks or block header, at `start`.
    A blank of the value has the offset of a blank, or of the line break that became it.
    """
    inset = 1 if style in ("single", "double") else 0
    if raw[inset : inset + len(value)] == value and len(raw) == len(value) + 2 * inset:
        return tuple(range(start + inset, start + inset + len(value)))
    if style in ("literal", "folded"):
        found = _align(raw, value, raw.find("\n") + 1)
    else:
        found = _unfold(raw, len(raw) - inset, inset, style)
    found = found[: len(value)]
    found += [found[-1] if found else 0] * (len(value) - len(found))
    return tuple(start + offset for offset in found)


def _align(raw: str, value: str, position: int) -> list[int]:
    """A block scalar: the characters that are not blank stand in it in the same order."""
    found: list[int] = []
    last = len(raw) - 1
    blanks = position
    for char in value:
        if char in _BLANK:
            found.append(min(blanks, last))
            if blanks < last and raw[blanks] in _BLANK and raw[blanks + 1] in _BLANK:
                blanks += 1
            continue
        while position < last and raw[position] in _BLANK:
            position += 1
        found.append(min(position, last))
        position += 1
        blanks = position
    return found


def _unfold(raw: str, end: int, position: int, style: Style) -> list[int]:
    """A plain or quoted scalar: blanks with line breaks fold, escapes are one character."""
    found: list[int] = []
    while position < end:
        char = raw[position]
        if char in _BLANK:
            stop = _past_blanks(raw, position, end)
            found += _folded(raw, position, stop)
            position = stop
        elif char == "\\" and style == "double":
            position = _escape(raw, position, end, found)
        else:
            found.append(position)
            position += 2 if char == "'" and style == "single" else 1
    return found


def _past_blanks(raw: str, position: int, end: int) -> int:
    while position < end and raw[position] in _BLANK:
        position += 1
    return position


def _folded(raw: str, position: int, stop: int) -> list[int]:
    """One line break becomes a blank; of several, all but the first stay line breaks."""
    breaks = [at for at in range(position, stop) if raw[at] == "\n"]
    if not breaks:
        return list(range(position, stop))
    return breaks[:1] if len(breaks) == 1 else breaks[1:]


def _escape(raw: str, position: int, end: int, found: list[int]) -> int:
    """An escape, from its backslash; before a line break it joins the two lines."""
    following = raw[position + 1]
    if following not in "\r\n":
        found.append(position)
        return position + _ESCAPE_WIDTH.get(following, 2)
    stop = _past_blanks(raw, position + 1, end)
    found += [at for at in range(position + 1, stop) if raw[at] == "\n"][1:]
    return stop
