"""One batch, decided: the rows that are accepted, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from povertyrules.api.files.batches import FAULTS
from povertyrules.api.files.cells import SEPARATOR
from povertyrules.api.files.items import Items
from povertyrules.api.ruleset import Ruleset
from povertyrules.kernel.catalogue import files as file_codes
from povertyrules.kernel.catalogue import frames as frame_codes
from povertyrules.kernel.codes import Code, Language
from povertyrules.model import ruleset as checked

if TYPE_CHECKING:
    import polars as pl

    from povertyrules.api.frames import FrameDecisions

PLACE = "x_place"
"""The place of a row in its batch."""
REASONS = "reasons"


@dataclass(frozen=True, slots=True)
class Judged:
    """The decided rows of one frame, if any were asked about; of the others, the places
    (rising) and the reasons."""

    decided: pl.DataFrame | None
    refused: pl.DataFrame
    inexact: Mapping[str, int] = field(default_factory=dict)
    """The floating-point columns, and in how many rows they have no exact amount."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the rows are to be decided."""

    ruleset: Ruleset
    arguments: Mapping[str, Any]
    language: Language

    def decide(
        self, frame: pl.DataFrame, items: Mapping[str, Items], given: Mapping[str, pl.DataFrame]
    ) -> dict[str, Judged]:
        """Decide records with their items, by entity. Every frame has the column `PLACE`."""
        sound, faulty = _parted(frame)
        asked: dict[str, Any] = {**self.arguments, **given}
        found = self.ruleset.evaluate_frame(sound, **asked)
        root = self.ruleset.checked.root.id
        refused = found.rejected
        made = {name: self._items(name, items[name], given[name], found, refused) for name in given}
        places = refused.select(PLACE, REASONS)
        if faulty is not None and faulty.height:
            places = _merged(places, self._reasons(faulty))
        decided = _by_keys(found.frame, 1) if items else found.frame
        return {root: Judged(decided, places, found.inexact()), **made}

    def _reasons(self, faulty: pl.DataFrame) -> pl.DataFrame:
        """Every reason of rows that could not be converted: also what the engine finds."""
        import polars as pl

        refused = self.ruleset.evaluate_frame(faulty.drop(FAULTS), **self.arguments).rejected
        refused = refused.select(PLACE, REASONS)
        found = faulty.select(PLACE, FAULTS).join(refused, on=PLACE, how="left")
        text = pl.concat_str(FAULTS, REASONS, separator=SEPARATOR, ignore_nulls=True)
        return found.select(PLACE, text.alias(REASONS))

    def _items(
        self,
        name: str,
        items: Items,
        given: pl.DataFrame,
        found: FrameDecisions,
        refused: pl.DataFrame,
    ) -> Judged:
        """The items of one collection: refused are those with faults of their own, those of
        records that are refused, and those that belong to no record."""
        import polars as pl

        own = found.rejected_items(name).select(PLACE, REASONS)
        nobody = found.unmatched(name).select(PLACE)
        key = self._key(found)
        owners = refused.select(pl.col(key).alias(items.key)).unique()
        along = given.join(owners, on=items.key, how="semi").select(PLACE)
        along = along.join(own, on=PLACE, how="anti")
        parts = [
            own,
            nobody.with_columns(pl.lit(self.no_owner(items)).alias(REASONS)),
            along.with_columns(
                pl.lit(self._told(file_codes.RECORD_REJECTED, entity=self._owner)).alias(REASONS)
            ),
        ]
        keys = len(lineage(self.ruleset.checked, items.entity))
        decided = _by_keys(found.items(name), keys)
        told = pl.concat(parts, how="vertical_relaxed").sort(PLACE)
        return Judged(decided, told, found.inexact(name))

    def _key(self, found: FrameDecisions) -> str:
        return str(found.frame.columns[0])

    def no_owner(self, items: Items) -> str:
        """Why an item that belongs to no record is refused."""
        return self._told(frame_codes.UNMATCHED_ITEM, name=items.key, owner=self._owner)

    @property
    def _owner(self) -> str:
        return self.ruleset.checked.root.label or self.ruleset.checked.root.id

    def _told(self, code: Code, **values: object) -> str:
        return code.reason(self.language, values)


def lineage(ruleset: checked.Ruleset, entity: checked.Entity) -> list[checked.Entity]:
    """An entity and what it is part of; each has a key in front of a result."""
    found = [entity]
    while (parent := found[-1].parent) is not None:
        found.append(ruleset.entities[parent])
    return found


def _by_keys(frame: pl.DataFrame, keys: int) -> pl.DataFrame:
    """In the order of the keys, which joins do not keep."""
    return frame.sort(frame.columns[:keys], maintain_order=True)


def _parted(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """The rows that could be converted, and those that could not."""
    import polars as pl

    if FAULTS not in frame.columns:
        return frame, None
    is_faulty = pl.col(FAULTS).is_not_null()
    return frame.filter(~is_faulty).drop(FAULTS), frame.filter(is_faulty)


def _merged(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return pl.concat([first, second], how="vertical_relaxed").sort(PLACE)
