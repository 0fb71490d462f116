"""CSV files as grids: the encoding found out, the separator found by the heading."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.grid import Cell, Grid
from povertyrules.ledgers.refusals import too_large, unreadable
from povertyrules.ledgers.xml_parts import BYTES_WORDS, MAX_BYTES

SUFFIXES = (".csv", ".tsv", ".txt")
SEPARATORS = ",\t;"

_PROTECTED = re.compile(r'="([^"]*)"\Z')
"""`="5117"`: how some systems keep a spreadsheet from reading a number."""


def read_text(path: Path) -> tuple[str, str]:
    """The text of a file, and the encoding it was read as.

    UTF-8, UTF-16 with a byte order mark, or else GB18030 (which contains GBK and GB2312).
    Raises `InvalidLedger` for anything else, naming the byte that does not fit.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_large(path, *BYTES_WORDS)
        data = path.read_bytes()
    except OSError as error:
        words = error.strerror or str(error)
        raise unreadable(path, words, f"系统拒绝读取（{words}）") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(path, data, "utf-16"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return _decode(path, data, "gb18030"), "GB18030"


def _decode(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        fault = Fault.of(codes.UNKNOWN_ENCODING, "", name=path.name, byte=error.start + 1)
        raise InvalidLedger(fault) from error


def grids(path: Path, text: str) -> Iterator[Grid]:
    """The file read with each separator that occurs near its start.

    Raises `InvalidLedger` where none of them gives whole rows.
    """
    head = text[:20_000]
    failures: list[tuple[str, str]] = []
    separators = [s for s in SEPARATORS if s in head] or [SEPARATORS[0]]
    for separator in separators:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            rows: list[list[Cell]] = [[_cell(cell) for cell in row] for row in reader]
        except csv.Error as error:
            line = reader.line_num
            failures.append((f"line {line}: {error}", f"第 {line} 行的引号或分隔符有误"))
        else:
            yield Grid("", rows, ragged=True)
    if len(failures) == len(separators):
        raise unreadable(path, *failures[0])


def _cell(text: str) -> str:
    match = _PROTECTED.match(text) if text.startswith("=") else None
    return match[1] if match else text
