"""What is asked for when frames are decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from povertyrules.engines.columns.naming import Naming
from povertyrules.kernel.codes import Language

Masked = Literal["outcomes", "conditions"]


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for besides the statuses.

    `outcomes` names those that are wanted, groups and patterns too (all outcomes and groups if
    None); `keep` columns of the root's frame that come along. `validate` off trusts every value
    to be within its declared range. `day` is the column of the root's frame with each row's own
    evaluation date, if there is one; `always` says that what has no rows has no items. `stamp`
    asks for the ruleset's digest and the evaluation date of each row.
    """

    outcomes: tuple[str, ...] | None = None
    keep: tuple[str, ...] = ()
    validate: bool = True
    masks: Masked | None = None
    day: str | None = None
    always: bool = False
    language: Language = "zh"
    naming: Naming | None = None
    """How reasons and what is needed are called in columns of text, if they are wanted."""
    stamp: bool = False

    def wants(self, name: str) -> bool:
        """Whether an outcome or a group is asked for by its name, or all are."""
        return self.outcomes is None or name in self.outcomes

    def names(self, name: str) -> bool:
        """Whether something is asked for by its name."""
        return self.outcomes is not None and name in self.outcomes
