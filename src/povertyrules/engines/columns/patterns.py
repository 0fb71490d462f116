"""Regular expressions that every engine reads alike.

`matches` is defined by RE2; the engines under the frames have dialects of their own, which
agree on a core. A pattern is read into that core, with classes such as `\\d` spelt out; what
is outside of it is refused (`NotPortable`) rather than run in a dialect.
"""

from __future__ import annotations

import re


class NotPortable(Exception):
    """A part of a pattern that engines read differently; the message says which."""


_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}
_ESCAPABLE = set(r"\.+*?()[]{}|^$-/") | {"&", "#", "~", "_", ":", ",", "=", "@", "%", "!", "<", ">"}
_CONTROLS = {"t": r"\t", "n": r"\n", "r": r"\r", "f": r"\f"}
_SPECIAL = set("\\.+*?()[]{}|^$")
_COUNT = re.compile(r"\{[0-9]{1,4}(?:,(?:[0-9]{1,4})?)?\}", re.ASCII)


def portable(pattern: str) -> str:
    """A pattern for a search that finds a text just where all of it matches.

    Raises `NotPortable`.
    """
    return rf"\A(?:{_Reader(pattern).read()})\z"


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def read(self) -> str:
        parts: list[str] = []
        while self._at < len(self._text):
            parts.append(self._part())
        return "".join(parts)

    def _next(self) -> str:
        if self._at >= len(self._text):
            raise NotPortable(self._text)
        self._at += 1
        return self._text[self._at - 1]

    def _part(self) -> str:
        character = self._next()
        match character:
            case "\\":
                return self._escape()
            case "[":
                return self._class()
            case ".":
                return r"[^\n]"
            case "(":
                return self._group()
            case ")" | "|":
                return character
            case "*" | "+" | "?":
                return self._repeat(character)
            case "{":
                return self._counted()
            case "^" | "$":
                raise NotPortable(character)
        return character

    def _repeat(self, operator: str) -> str:
        if self._text[self._at : self._at + 1] in ("*", "+"):
            raise NotPortable(self._text[self._at - 1 : self._at + 1])
        return operator

    def _counted(self) -> str:
        found = _COUNT.match(self._text, self._at - 1)
        if found is None:
            return r"\{"
        self._at = found.end()
        return self._repeat(found.group())

    def _group(self) -> str:
        if self._text.startswith("?:", self._at):
            self._at += 2
        elif self._text.startswith("?", self._at):
            raise NotPortable(self._text[self._at - 1 : self._at + 2])
        return "(?:"

    def _escape(self) -> str:
        letter = self._next()
        if letter in _CLASSES:
            return f"[{_CLASSES[letter]}]"
        if letter.lower() in _CLASSES:
            return f"[^{_CLASSES[letter.lower()]}]"
        return self._escaped(letter)

    def _escaped(self, letter: str) -> str:
        if letter in _CONTROLS:
            return _CONTROLS[letter]
        if letter in _ESCAPABLE:
            return f"\\{letter}" if letter in _SPECIAL or letter == "-" else letter
        raise NotPortable(f"\\{letter}")

    def _class(self) -> str:
        """A class, its hyphens escaped where they are no ranges: `--` is a set difference to
        some."""
        parts = ["["]
        if self._text.startswith("^", self._at):
            self._at += 1
            parts.append("^")
        first = True
        while (character := self._next()) != "]" or first:
            parts.append(self._in_class(character))
            first = False
            if self._is_range():
                self._at += 1
                parts.append("-" + self._in_class(self._next()))
        return "".join([*parts, "]"])

    def _is_range(self) -> bool:
        """Whether a hyphen with an end follows."""
        return self._text.startswith("-", self._at) and not self._text.startswith("-]", self._at)

    def _in_class(self, character: str) -> str:
        if character == "\\":
            letter = self._next()
            return _CLASSES[letter] if letter in _CLASSES else self._escaped(letter)
        if character in "[]&~-":
            if self._text.startswith(":", self._at) and character == "[":
                raise NotPortable("[:")
            return f"\\{character}"
        return character
