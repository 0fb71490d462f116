"""Cells that went wrong in the spreadsheet program, which calamine shows as blank ones.

Looks at the file itself: error values, and formulas whose result was not saved. The same
pass refuses a sheet so large that reading it would exhaust the memory, which one stray
cell far below the table is enough for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.ledgers.grid import Trouble
from povertyrules.ledgers.refusals import damaged, too_large, unreadable

Troubles = dict[tuple[int, int], Trouble]

MAX_CELLS = 20_000_000
"""Rows times columns of one sheet."""
MAX_BYTES = 1 << 30
"""What the parts of a file may take, unpacked."""
BYTES_WORDS = (f"more than {MAX_BYTES >> 20} MiB", f"超过 {MAX_BYTES >> 20} MiB")

ERROR_TEXTS = frozenset(
    ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)

_NO_RESULT = Trouble(codes.FORMULA_WITHOUT_VALUE, "")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW_WITH_CELLS = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d+)["'][^>]*[^/>]>""")
_FILLED_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})\d+["'][^/>]*>""")
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>(.*?)</(?:\w+:)?c>""", re.DOTALL
)
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>/]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)(.*?)</(?:\w+:)?c>",
    re.DOTALL,
)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_ODS_TOKEN = re.compile(
    r"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*?)(/?)>"
)
_ODS_TEXT = re.compile(r"<text:p[^>]*>([^<]*)<")


def xlsx_troubles(path: Path, sheet: str) -> Troubles:
    """The troubles of one sheet of an .xlsx file.

    Raises `InvalidLedger` where the sheet cannot be found in the file or is too large.
    """
    with _archive(path) as archive:
        xml = archive.read(_xlsx_part(path, archive, sheet))
    _check_xlsx_extent(path, xml)
    found: Troubles = {}
    for attributes, body in _ERROR_CELL.findall(xml):
        found[_address(path, attributes)] = Trouble(codes.CELL_ERROR, _value(body) or "#")
    for attributes, body in _FORMULA_CELL.findall(xml):
        is_text = re.search(rb"""\bt=["']str["']""", attributes)
        if not is_text and not _value(body):
            found[_address(path, attributes)] = _NO_RESULT
    return found


@contextmanager
def _archive(path: Path) -> Iterator[ZipFile]:
    """The parts of a file, which must not be damaged, encrypted or too large."""
    try:
        with ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_BYTES:
                raise too_large(path, *BYTES_WORDS)
            yield archive
    except (BadZipFile, zlib_error, OSError, RuntimeError, ValueError, EOFError) as error:
        raise damaged(path) from error


def _xlsx_part(path: Path, archive: ZipFile, sheet: str) -> str:
    """The part of the archive that holds a sheet."""
    parts = {name.lower(): name for name in archive.namelist()}
    try:
        book = archive.read(parts["xl/workbook.xml"]).decode()
        links = archive.read(parts["xl/_rels/workbook.xml.rels"]).decode()
        targets = {a["Id"]: a["Target"] for a in _elements(links, "Relationship")}
        link = next(a for a in _elements(book, "sheet") if a.get("name") == sheet)
        relation = next(v for k, v in link.items() if k.endswith(":id"))
        target = targets[relation]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return parts[part.lower()]
    except (KeyError, StopIteration) as error:
        reason = f"the sheet {sheet} is not where the file says"
        raise unreadable(path, reason, f"文件中找不到工作表 {sheet} 的内容") from error


def _elements(xml: str, name: str) -> Iterator[dict[str, str]]:
    """The attributes of each element of a name."""
    for tag in re.findall(rf"<(?:\w+:)?{name}\s([^>]*)>", xml):
        yield _attributes(tag)


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(first or second) for name, first, second in _ATTRIBUTE.findall(tag)}


def _check_xlsx_extent(path: Path, xml: bytes) -> None:
    rows = max(map(int, _ROW_WITH_CELLS.findall(xml)), default=0)
    letters = {match[1] for match in _FILLED_CELL.finditer(xml)}
    columns = max((_column(letter.decode()) + 1 for letter in letters), default=0)
    _check_extent(path, rows, columns)


def _check_extent(path: Path, rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise too_large(path, f"{rows} rows × {columns} columns", f"{rows} 行 × {columns} 列")


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = 26 * index + ord(letter) - 64
    return index - 1


def _address(path: Path, attributes: bytes) -> tuple[int, int]:
    match = re.search(rb"""\br=["']([A-Z]{1,3})(\d+)["']""", attributes)
    if match is None:
        raise unreadable(path, "its cells carry no addresses", "单元格没有标明位置")
    return int(match[2]) - 1, _column(match[1].decode())


def _value(body: bytes) -> str:
    match = _VALUE.search(body)
    return unescape(match[1].decode("utf-8", "replace")) if match else ""


def ods_troubles(path: Path) -> dict[str, Troubles]:
    """The troubles of every sheet of an .ods file, by sheet.

    Raises `InvalidLedger` where a sheet is too large.
    """
    with _archive(path) as archive:
        if "content.xml" not in archive.namelist():
            raise damaged(path)
        return _ods_tables(path, archive.read("content.xml").decode())


def _ods_tables(path: Path, xml: str) -> dict[str, Troubles]:
    found: dict[str, Troubles] = {}
    troubles: Troubles = {}
    row = column = height = next_row = 0
    for token in _ODS_TOKEN.finditer(xml):
        attributes = _attributes(token[2])
        if token[1] == "table":
            troubles = found.setdefault(attributes.get("table:name", ""), {})
            next_row = 0
        elif token[1] == "table-row":
            height = int(attributes.get("table:number-rows-repeated", "1"))
            row, column = next_row, 0
            next_row += height
        else:
            width = int(attributes.get("table:number-columns-repeated", "1"))
            trouble = _ods_trouble(attributes, xml, token)
            if trouble or "office:value-type" in attributes:
                _check_extent(path, row + height, column + width)
            if trouble:
                places = [(r, c) for r in range(height) for c in range(width)]
                troubles.update({(row + r, column + c): trouble for r, c in places})
            column += width
    return found


def _ods_trouble(attributes: dict[str, str], xml: str, token: re.Match[str]) -> Trouble | None:
    if attributes.get("calcext:value-type") == "error":
        text = _ODS_TEXT.search(xml, token.end())
        return Trouble(codes.CELL_ERROR, unescape(text[1]) if text else "#")
    if "table:formula" in attributes and "office:value-type" not in attributes:
        return _NO_RESULT
    return None
