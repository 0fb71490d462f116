"""What a file really is, whatever its name says."""

from __future__ import annotations

import re
from pathlib import Path

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.refusals import unreadable

_HEAD = 1 << 16
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"\s*<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)
_MARK = b"\xef\xbb\xbf"

Kind = tuple[str, str, str]
"""The suffix that fits, empty if none does; what it is, in English and in Chinese."""

_XLSX: Kind = (".xlsx", "an .xlsx workbook", ".xlsx 工作簿")
_ODS: Kind = (".ods", "an .ods workbook", ".ods 工作簿")
_XLS: Kind = (".xls", "an .xls workbook", ".xls 工作簿")
_WEB: Kind = ("", "a web page (HTML)", "网页（HTML）")
_TEXT: Kind = (".csv", "plain text", "纯文本")


def check_kind(path: Path, suffixes: tuple[str, ...]) -> None:
    """Raise `InvalidLedger` for an empty file, and for one that is plainly of another kind
    than its suffix says. `suffixes` are those of the kinds that may bear its suffix."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return  # the reader itself says why
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InvalidLedger(Fault.of(codes.EMPTY_FILE, "", name=path.name))
    kind = _kind(head)
    if kind is None or kind[0] in suffixes:
        return
    reason = f"in spite of its name it is {kind[1]}"
    reason_zh = f"文件其实是{kind[2]}，与后缀不符"
    if kind[0]:
        raise unreadable(
            path,
            f"{reason}; let its name end in {kind[0]}",
            f"{reason_zh}；请把后缀改为 {kind[0]}",
        )
    raise unreadable(
        path,
        f"{reason}; open it in a spreadsheet program and save it as .xlsx",
        f"{reason_zh}；请用表格软件打开后另存为 .xlsx",
    )


def _kind(head: bytes) -> Kind | None:
    if head.startswith(b"PK"):
        if b"opendocument.spreadsheet" in head[:200]:
            return _ODS
        return _XLSX if b"[Content_Types].xml" in head or b"xl/" in head else None
    if head.startswith(_OLD):
        return None if _ENCRYPTED in head else _XLS
    if _HTML.match(head.removeprefix(_MARK)):
        return _WEB
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\x00-\x08\x0e-\x1f]", head):
        return _TEXT
    return None
