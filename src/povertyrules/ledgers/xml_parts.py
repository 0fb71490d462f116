"""The XML inside workbooks, read piece by piece: linear in its length, comments left out.

No document type is accepted, so that no entity can grow or lead to another file. The text is
read as UTF-8 whatever it declares, as the library that reads the values does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from povertyrules.ledgers.refusals import damaged, too_large

MAX_BYTES = 1 << 30
"""What the parts of a file may take, unpacked."""
BYTES_WORDS = (f"more than {MAX_BYTES >> 20} MiB", f"超过 {MAX_BYTES >> 20} MiB")
_PIECE = 1 << 16

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class _Refused(ValueError):
    """A document type declaration, which no spreadsheet program writes."""


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFile]:
    """The parts of a file, which must not be damaged, encrypted or too large.

    Raises `InvalidLedger` for what goes wrong with the file, in here and in the block.
    """
    try:
        with ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_BYTES:
                raise too_large(path, *BYTES_WORDS)
            yield archive
    except (BadZipFile, zlib_error, OSError, RuntimeError, ValueError, EOFError) as error:
        raise damaged(path) from error
    except expat.ExpatError as error:
        raise damaged(path) from error


def new_parser(start: Start) -> expat.XMLParserType:
    """A parser that tells of each element's start, and refuses a document type."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise _Refused("a document type declaration")


def feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    """Parse a whole stream. Raises `ExpatError`, or `ValueError` for a document type."""
    while piece := stream.read(_PIECE):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def local(name: str) -> str:
    """An element's name without the prefix, which each program chooses for itself."""
    return name.rpartition(":")[2]


def elements(archive: ZipFile, part: str, names: Iterable[str]) -> list[tuple[str, Attributes]]:
    """The elements of some local names, with their attributes, in the order of a part."""
    wanted = frozenset(names)
    found: list[tuple[str, Attributes]] = []

    def start(name: str, attributes: Attributes) -> None:
        if local(name) in wanted:
            found.append((local(name), attributes))

    with archive.open(part) as stream:
        feed(new_parser(start), stream)
    return found
