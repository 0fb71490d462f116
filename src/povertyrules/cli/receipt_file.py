"""Receipts as files: JSON, read in whatever encoding the shell that redirected it wrote."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

from povertyrules.api.decision import Decision
from povertyrules.cli.delivering import write_whole
from povertyrules.cli.json_text import as_json
from povertyrules.cli.words import Words
from povertyrules.kernel.errors import InvalidReceipt

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _Refused(ValueError):
    """What JSON allows or Python reads, but no receipt holds; said in the reader's words."""


def read_receipt(path: Path, words: Words) -> Any:
    """The content of a receipt file, UTF-8 or UTF-16.

    Raises `InvalidReceipt` for a file that is no JSON or in which a key stands twice in one
    object, of which most programs would read only the last; `OSError`.
    """
    try:
        return _parsed(_text(path.read_bytes()), words)
    except (ValueError, RecursionError) as error:
        reason = words.say("bad_receipt", name=path, reason=_reason(error, words))
        raise InvalidReceipt(reason) from error


def keep_receipt(folder: Path, subject: str, decision: Decision) -> Path:
    """Write the receipt of a decision into a folder, under a name that no other one has."""
    receipt = decision.receipt()
    content = str(receipt["content"]).removeprefix("sha256:")[:8]
    plain = "".join(char if char.isalnum() else "_" for char in subject)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{plain}-{receipt['as_of']}-{content}.json"
    write_whole(path, f"{as_json(receipt)}\n")
    return path


def _text(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")


def _parsed(text: str, words: Words) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise _Refused(words.say("receipt_key_twice", key=key))
            found[key] = value
        return found

    def no_number(name: str) -> Any:
        raise _Refused(words.say("receipt_no_number", name=name))

    return json.loads(text, object_pairs_hook=once, parse_constant=no_number)


def _reason(error: Exception, words: Words) -> str:
    if isinstance(error, _Refused):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        return words.say("receipt_no_json_at", row=error.lineno, column=error.colno)
    if isinstance(error, UnicodeDecodeError):
        return words.say("receipt_no_text")
    return words.say("receipt_no_json")
