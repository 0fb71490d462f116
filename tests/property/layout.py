"""YAML text from plain data: one content, laid out in one of many ways."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

_BARE = re.compile(r"[a-z][a-z_]*[a-z0-9_]|[\u4e00-\u9fff]+")
_YAML_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_REMARKS = ("# 注释", "#", "# a: [b, {c}]", "# 'quoted")


@dataclass(frozen=True)
class Numeral:
    """A number as it is to be written, without quotation marks."""

    text: str


@dataclass(frozen=True)
class Expression:
    """An expression: a text that is laid out in more ways than others."""

    text: str


Content = Mapping[str, "Content"] | Sequence["Content"] | Numeral | Expression | bool | str


class Layout:
    """Lays content out. Without `random`, always in the same way."""

    def __init__(self, random: Random | None) -> None:
        self._random = random

    def file(self, content: Mapping[str, Content]) -> str:
        return "\n".join(self._block_mapping(content, "")) + "\n"

    def _perhaps(self, percent: int) -> bool:
        return self._random is not None and self._random.randrange(100) < percent

    # blocks

    def _block_mapping(self, content: Mapping[str, Content], indent: str) -> list[str]:
        lines: list[str] = []
        for key, value in content.items():
            lines += self._remarks(indent)
            lines += self._entry(f"{indent}{self._key(key)}:", value, indent)
        return lines

    def _block_sequence(self, content: Sequence[Content], indent: str) -> list[str]:
        lines: list[str] = []
        for value in content:
            lines += self._remarks(indent)
            lines += self._entry(f"{indent}-", value, indent)
        return lines

    def _entry(self, start: str, value: Content, indent: str) -> list[str]:
        """A key or a dash, with its value behind it or under it."""
        if isinstance(value, Expression) and self._perhaps(25):
            return self._folded(start, value.text, indent)
        nested = isinstance(value, Mapping | Sequence) and not isinstance(value, str)
        if not nested or not value or self._perhaps(30):
            remark = (
                f" {self._random.choice(_REMARKS)}" if self._random and self._perhaps(8) else ""
            )
            return [f"{start} {self._inline(value)}{remark}"]
        deeper = indent + ("  " if self._random is None else " " * self._random.randint(1, 4))
        if isinstance(value, Mapping):
            return [start, *self._block_mapping(value, deeper)]
        assert isinstance(value, Sequence)
        assert not isinstance(value, str)
        return [start, *self._block_sequence(value, deeper)]

    def _folded(self, start: str, text: str, indent: str) -> list[str]:
        assert self._random is not None
        if self._perhaps(30):
            return [f"{start} |-", f"{indent}  {text}"]
        words, lines = text.split(" "), [f"{start} >-"]
        while words:
            count = self._random.randint(2, 8)
            lines.append(f"{indent}  {' '.join(words[:count])}")
            words = words[count:]
        return lines

    def _remarks(self, indent: str) -> list[str]:
        if self._random is None or not self._perhaps(10):
            return []
        return self._random.choice((["", f"{indent}{self._random.choice(_REMARKS)}"], [""]))

    # inline

    def _inline(self, value: Content) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, Numeral):
            return value.text
        if isinstance(value, Expression):
            return self._expression(value.text)
        if isinstance(value, str):
            return self._scalar(value)
        if isinstance(value, Mapping):
            inner = ", ".join(f"{self._key(k)}: {self._inline(v)}" for k, v in value.items())
            return f"{{{inner}}}"
        return f"[{', '.join(map(self._inline, value))}]"

    def _expression(self, text: str) -> str:
        name = _BARE.fullmatch(text) and text not in _YAML_WORDS
        if name and not self._perhaps(30):
            return text
        return self._quoted(text)

    def _scalar(self, text: str) -> str:
        if _BARE.fullmatch(text) and text not in _YAML_WORDS and not self._perhaps(30):
            return text
        return self._quoted(text)

    def _key(self, text: str) -> str:
        return self._scalar(text)

    def _quoted(self, text: str) -> str:
        if "\\" not in text and '"' not in text and self._perhaps(30):
            return f'"{text}"'
        return "'" + text.replace("'", "''") + "'"
