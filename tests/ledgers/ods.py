"""The smallest .ods files that spreadsheet programs would open."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:media-type="{_MIME}" manifest:full-path="/"/>
<manifest:file-entry manifest:media-type="text/xml" manifest:full-path="content.xml"/>
</manifest:manifest>"""

Cell = str


def text(value: str) -> Cell:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )


def number(value: str) -> Cell:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def blanks(count: int) -> Cell:
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


def error(shown: str) -> Cell:
    return (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        f'office:string-value="" calcext:value-type="error"><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


FORMULA_WITHOUT_VALUE: Cell = '<table:table-cell table:formula="of:=1+1"/>'


def write(path: Path, rows: list[list[Cell]]) -> Path:
    """A file of one sheet, 台账, with a million blank rows below the table, as usual."""
    table = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    table += (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content {_NAMESPACES} {_CALC} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="台账">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _MIME)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return path
