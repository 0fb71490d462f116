"""Text that stands for yes, no or several choices: read with the words of the ledgers.

Amounts, dates, texts and single choices are left as the text that they are: the engine reads
them, exactly, and refuses what is written in another way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from povertyrules.api.files.batches import FAULTS
from povertyrules.kernel.codes import Language
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.types import Boolean, Choice
from povertyrules.ledgers.cells import cell_reader
from povertyrules.model.ruleset import Fact

if TYPE_CHECKING:
    import polars as pl

SEPARATOR = "；"
Read = Callable[[Any], tuple[Any, Fault | None]]


class Converter:
    """Turns the text columns of some facts into what the engine takes."""

    def __init__(self, facts: Mapping[str, Fact], language: Language) -> None:
        self._language = language
        self._readers = {
            name: (fact, cell_reader(fact)) for name, fact in facts.items() if is_worded(fact)
        }

    def converted(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with those columns converted; `FAULTS` says what could not be."""
        import polars as pl

        made: list[pl.Series] = []
        told: list[pl.Series] = []
        for name, (fact, read) in self._readers.items():
            if name in frame.columns and frame.schema[name] == pl.String:
                values, faults = self._column(frame.get_column(name), fact, read)
                made.append(values)
                told += [faults] if faults is not None else []
        if not made:
            return frame
        return with_faults(frame.with_columns(made), told)

    def _column(
        self, cells: pl.Series, fact: Fact, read: Read
    ) -> tuple[pl.Series, pl.Series | None]:
        """Each distinct text is read once."""
        import polars as pl

        dtype = pl.Boolean if isinstance(fact.type, Boolean) else pl.List(pl.String)
        distinct = cells.unique().drop_nulls().to_list()
        found = [read(text) for text in distinct]
        values = pl.Series([value for value, _ in found], dtype=dtype)
        keys = pl.Series(distinct, dtype=pl.String)
        table = pl.DataFrame({"cell": keys, "value": values})
        reasons = [None if f is None else self._told(cells.name, f) for _, f in found]
        table = table.with_columns(pl.Series("fault", reasons, pl.String))
        joined = cells.to_frame("cell").join(table, on="cell", how="left", maintain_order="left")
        faulty = any(reason is not None for reason in reasons)
        faults = joined.get_column("fault") if faulty else None
        return joined.get_column("value").alias(cells.name), faults

    def _told(self, name: str, fault: Fault) -> str:
        return f"{name}: {fault.code.reason(self._language, fault.values)}"


def is_worded(fact: Fact) -> bool:
    """Whether what stands in a text is not the value itself, but a word for it."""
    return isinstance(fact.type, Boolean) or (isinstance(fact.type, Choice) and fact.type.many)


def with_faults(frame: pl.DataFrame, told: Sequence[pl.Series]) -> pl.DataFrame:
    """A frame with what is wrong with its rows added to what was found before."""
    import polars as pl

    if not told:
        return frame
    before = [frame.get_column(FAULTS)] if FAULTS in frame.columns else []
    parts = [part.alias(f"f{number}") for number, part in enumerate((*before, *told))]
    one = pl.DataFrame(parts).select(
        pl.concat_str(pl.all(), separator=SEPARATOR, ignore_nulls=True).alias(FAULTS)
    )
    some = one.with_columns(pl.when(pl.col(FAULTS) != "").then(pl.col(FAULTS)))
    return frame.with_columns(some.get_column(FAULTS))
