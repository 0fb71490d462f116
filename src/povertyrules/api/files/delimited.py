"""CSV, part by part: every column as text, so that none changes its type on the way."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from povertyrules.api.files.batches import Batch
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

_SAMPLE = 1 << 20
_BLOCK = 8 << 20
"""Bytes that are parsed at once; no row may be longer."""
_LONGEST_REASON = 200
_ENCODINGS = {"utf8": "UTF-8", "gb18030": "GB18030"}


class CsvSource:
    """The rows of one file. The encoding and the separator are those of its beginning; what
    does not go on like that is refused, naming the row."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self.places: Sequence[Path] = (path,)
        self.remarks: Sequence[str] = ()
        self.total: int | None = None
        self._path = path
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
        self._encoding = _encoding(sample, path)
        self._separator = "\t" if path.suffix.lower() == ".tsv" else _separator(sample)
        self.columns = self._heading()

    def _heading(self) -> list[str]:
        with self._path.open(encoding=_python(self._encoding), newline="") as text:
            try:
                reader = csv.reader(text, delimiter=self._separator, strict=True)
                names = next(reader, [])
                self._heading_lines = reader.line_num
                self._is_over = not text.read(1)
            except (csv.Error, UnicodeDecodeError) as error:
                self._broken(error, "第 1 行有误")
        names = [name.strip() for name in names]
        if not any(names):
            self._broken("it has no heading", "没有表头")
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise InvalidLedger(Fault.of(codes.COLUMN_TWICE, "", name=self.name, column=twice))
        return names

    def batches(self, wanted: Sequence[str], rows: int) -> Iterator[Batch]:
        import polars as pl

        none = True
        for frame in () if self._is_over else self._frames():
            for start in range(0, frame.height, rows):
                none = False
                yield _batch(frame.slice(start, rows), wanted)
        if none:
            yield _batch(pl.DataFrame(schema=dict.fromkeys(self.columns, pl.String)), wanted)

    def _frames(self) -> Iterator[pl.DataFrame]:
        import polars as pl
        import pyarrow as pa

        with self._path.open("rb") as file:
            counted = _Counted(file)
            try:
                reader = self._reader(counted)
                for part in reader:
                    made = pl.DataFrame(part)
                    yield made.with_columns(_blank(name) for name in made.columns)
            except UnicodeDecodeError as error:
                self._changed(error)
            except pa.ArrowInvalid as error:
                if "invalid UTF8" in str(error):
                    self._changed(error)
                self._broken(error, _chinese(str(error)))
            if counted.quotes % 2:
                self._broken("a quotation mark is not closed", "有引号没有配对")

    def _reader(self, file: _Counted) -> Any:
        import pyarrow as pa
        from pyarrow import csv as arrow_csv

        return arrow_csv.open_csv(
            pa.PythonFile(file, mode="r"),
            read_options=arrow_csv.ReadOptions(
                use_threads=False,  # only so does it count the rows, for its messages
                block_size=_BLOCK,
                encoding=self._encoding,
                column_names=list(self.columns),
                skip_rows=self._heading_lines,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self._separator,
                newlines_in_values=True,
                ignore_empty_lines=len(self.columns) > 1,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=_texts(self.columns),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )

    def _broken(self, error: object, chinese: str) -> NoReturn:
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        fault = Fault.of(codes.BROKEN_CSV, "", name=self.name, reason=reason, reason_zh=chinese)
        raise InvalidLedger(fault)

    def _changed(self, error: Exception) -> NoReturn:
        reason = " ".join(str(error).split())[:_LONGEST_REASON]
        encoding = _ENCODINGS[self._encoding]
        fault = Fault.of(codes.NOT_UTF8, "", name=self.name, encoding=encoding, reason=reason)
        raise InvalidLedger(fault) from error


class _Counted:
    """A file that counts the quotation marks read: an odd number is one that is not closed,
    which would swallow rows."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.quotes = 0
        self.closed = False

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.quotes += data.count(b'"')
        return data

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        self.closed = True


def _batch(frame: pl.DataFrame, wanted: Sequence[str]) -> Batch:
    return Batch(frame.select(wanted), lambda rows: frame[list(rows)])


def _texts(columns: Sequence[str]) -> dict[str, pa.DataType]:
    import pyarrow as pa

    return dict.fromkeys(columns, pa.string())


def _blank(name: str) -> pl.Expr:
    """A cell of nothing but spaces is empty, as in a ledger."""
    import polars as pl

    column = pl.col(name)
    return pl.when(column.str.strip_chars().str.len_bytes() > 0).then(column).alias(name)


def _encoding(sample: bytes, path: Path) -> str:
    """UTF-8, or else GB18030, by how the file begins."""
    for encoding in _ENCODINGS:
        try:
            codecs.getincrementaldecoder(_python(encoding))().decode(sample)
        except UnicodeDecodeError:
            continue
        return encoding
    reason = "UTF-8, GB18030"
    raise InvalidLedger(Fault.of(codes.NOT_UTF8, "", name=str(path), encoding=reason, reason="—"))


def _python(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf8" else encoding


def _separator(sample: bytes) -> str:
    heading = sample.partition(b"\n")[0]
    return max(",;\t", key=lambda mark: heading.count(mark.encode()))


def _chinese(reason: str) -> str:
    """The row that a parser's message names, in Chinese."""
    if "straddling" in reason:
        return "有一行过长，可能有引号没有配对"
    _, _, rest = reason.partition("Row #")
    number = rest.partition(":")[0]
    if not number.isdigit():
        return reason[:_LONGEST_REASON]
    return f"第 {number} 行的列数与表头不符"
