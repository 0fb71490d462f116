"""The sheets of .xlsx files, looked through for troubles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from povertyrules.ledgers.formats import BUILT_IN, shows_another
from povertyrules.ledgers.refusals import unreadable
from povertyrules.ledgers.troubles import (
    NO_RESULT,
    Troubles,
    check_extent,
    error_value,
    shown_otherwise,
)
from povertyrules.ledgers.xml_parts import (
    Attributes,
    elements,
    feed,
    local,
    new_parser,
    open_archive,
)

_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")
_STYLE_PARTS = ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"


def xlsx_troubles(path: Path, sheet: str) -> Troubles:
    """The troubles of one sheet of an .xlsx file.

    Raises `InvalidLedger` where the sheet cannot be found in the file or is too large.
    """
    with open_archive(path) as archive:
        parts = {name.lower(): name for name in archive.namelist()}
        try:
            part, styles = _places(archive, parts, sheet)
        except (KeyError, StopIteration) as error:
            reason = f"the sheet {sheet} is not where the file says"
            raise unreadable(path, reason, f"文件中找不到工作表 {sheet} 的内容") from error
        scan = _Scan(path, _formats(archive, styles) if styles else {})
        with archive.open(part) as stream:
            feed(scan.parser, stream)
    return scan.found


def _places(archive: ZipFile, parts: Mapping[str, str], sheet: str) -> tuple[str, str | None]:
    """The part of a sheet, and that of the styles if there are any."""
    links = [link for _, link in elements(archive, parts[_LINKS], ["Relationship"])]
    listed = [entry for _, entry in elements(archive, parts[_BOOK], ["sheet"])]
    entry = next(entry for entry in listed if entry.get("name") == sheet)
    relation = next(value for name, value in entry.items() if name.endswith(":id"))
    targets = {link["Id"]: link["Target"] for link in links}
    styles = (link["Target"] for link in links if link.get("Type", "").endswith("/styles"))
    return parts[_part(targets[relation])], parts.get(_part(next(styles, "")))


def _part(target: str) -> str:
    return (target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower()


def _formats(archive: ZipFile, part: str) -> dict[str, str]:
    """The formats that show another number, by the style of the cells."""
    found = elements(archive, part, ["numFmt", "xf", *_STYLE_PARTS])
    codes = dict(BUILT_IN)
    styles: list[int] = []
    inside = ""
    for name, attributes in found:
        if name == "numFmt" and inside == "numFmts":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "xf" and inside == "cellXfs":
            styles.append(int(attributes.get("numFmtId", "0")))
        elif name in _STYLE_PARTS:
            inside = name
    shown = {number: code for number, code in codes.items() if shows_another(code)}
    return {str(i): shown[number] for i, number in enumerate(styles) if number in shown}


class _Scan:
    """Follows the cells of a sheet. Only in a cell that may be troubled does it listen to
    texts and ends, since a sheet has a million cells and few of those."""

    def __init__(self, path: Path, formats: Mapping[str, str]) -> None:
        self._path = path
        self._formats = formats
        self._kinds: dict[str, str] = {}
        self._row = self._column = -1
        self._rows = self._columns = 0
        self._cell: Attributes = {}
        self._formula = False
        self._texts: list[str] = []
        self.parser = new_parser(self._start)
        self.found: Troubles = {}

    def _start(self, name: str, attributes: Attributes) -> None:
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = local(name)
        if kind == "c":
            self._start_cell(attributes)
        elif kind in ("v", "is"):
            self._fill()
            if kind == "v" and self.parser.EndElementHandler:
                self._texts.clear()
                self.parser.CharacterDataHandler = self._texts.append
        elif kind == "f":
            self._formula = True
            self.parser.EndElementHandler = self._end
        elif kind == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1

    def _start_cell(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            match = _ADDRESS.match(address)
            if match is None:
                raise unreadable(self._path, "a cell has no address", "有单元格没有标明位置")
            self._row, self._column = int(match[2]) - 1, _column(match[1].upper())
        kind = attributes.get("t", "n")
        if kind == "e" or (kind == "n" and attributes.get("s") in self._formats):
            self.parser.EndElementHandler = self._end
        self._cell = attributes

    def _fill(self) -> None:
        """Take note that the cell is filled, and of how far the sheet reaches so."""
        if self._row >= self._rows or self._column >= self._columns:
            self._rows = max(self._rows, self._row + 1)
            self._columns = max(self._columns, self._column + 1)
            check_extent(self._path, self._rows, self._columns)

    def _end(self, name: str) -> None:
        kind = self._kinds[name]
        if kind == "v":
            self.parser.CharacterDataHandler = None
        elif kind == "c":
            self.parser.EndElementHandler = None
            self._end_cell("".join(self._texts).strip())
            self._texts.clear()
            self._formula = False

    def _end_cell(self, text: str) -> None:
        place = (self._row, self._column)
        kind = self._cell.get("t", "n")
        if self._formula and kind != "str" and not text:
            self.found[place] = NO_RESULT
        elif kind == "e":
            self.found[place] = error_value(text)
        elif text and kind == "n" and self._cell.get("s") in self._formats:
            self.found[place] = shown_otherwise(text, self._formats[self._cell["s"]])


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = 26 * index + ord(letter) - 64
    return index - 1
