"""How a scalar is written in block YAML: plain where it can be, quoted where it must."""

from __future__ import annotations

import re
from decimal import Decimal

from povertyrules.syntax.document import Scalar
from povertyrules.syntax.scalars import resolve

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x00": "\\0"}


def scalar_lines(scalar: Scalar) -> list[str]:
    """The lines of a scalar; those after the first are to be indented."""
    if scalar.value is None:
        return ["null"]
    if isinstance(scalar.value, bool | int | Decimal):
        return [scalar.text]
    text = scalar.text
    if "\n" in text:
        return _literal(text) if _fits_literal(text) else [_double(text)]
    return [_one_line(text)]


def key_text(key: Scalar) -> str:
    """A key, up to its colon."""
    if len(key.text) == 1 and key.text in "yYnN":
        return key.text  # no YAML program in use reads these as truth values
    return _double(key.text) if "\n" in key.text else _one_line(key.text)


def _one_line(text: str) -> str:
    if _is_plain(text):
        return text
    if _UNSAFE.search(text) or "\t" in text or not re.search(r'["\\]', text):
        return _double(text)
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    """Whether the text reads back as itself without quotation marks."""
    if not text or text != text.strip() or text[0] in _INDICATORS or text in ("<<", "="):
        return False
    if re.search(r":(?:\s|$)|\s#|\t|\n", text) or _UNSAFE.search(text):
        return False
    return not text.startswith(("---", "...")) and resolve(text) == text


def _double(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if not _UNSAFE.match(char):
        return char
    code = ord(char)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def _fits_literal(text: str) -> bool:
    lines = text.split("\n")
    blank_start = lines[0].strip() == "" or lines[0][0] in " \t"
    blank_lines = any(line != "" and not line.strip(" \t") for line in lines)
    return not (blank_start or blank_lines or _UNSAFE.search(text) or "\r" in text)


def _literal(text: str) -> list[str]:
    body = text.rstrip("\n")
    breaks = len(text) - len(body)
    chomping = {0: "-", 1: ""}.get(breaks, "+")
    return [f"|{chomping}", *body.split("\n"), *[""] * max(breaks - 1, 0)]
