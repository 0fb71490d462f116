"""`--village`, `--town` and `--department`: a report or a ledger of a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from povertyrules.cases import Rules
from povertyrules.cli.terminal import Terminal
from povertyrules.supervision import Level, Place, Within, departments, within_named

VillageOption = Annotated[
    str | None, typer.Option("--village", metavar="NAME", help="help_village")
]
TownOption = Annotated[str | None, typer.Option("--town", metavar="NAME", help="help_town")]
DepartmentOption = Annotated[
    str | None, typer.Option("--department", metavar="NAME", help="help_of_department")
]


@dataclass(frozen=True, slots=True)
class Part:
    """What a report is to be narrowed to, as it was typed."""

    village: str | None = None
    town: str | None = None
    department: str | None = None

    def within(self, terminal: Terminal, places: Mapping[str, Place], rules: Rules) -> Within:
        """Raises what a wrong option raises: a name that nobody has, or that two have."""
        unit: tuple[str, ...] = ()
        if self.village is not None:
            name = f"{self.town}/{self.village}" if self.town else self.village
            unit = _unit(terminal, "village", name, places)
        elif self.town is not None:
            unit = _unit(terminal, "town", self.town, places)
        return Within(unit, self._department(terminal, rules))

    def _department(self, terminal: Terminal, rules: Rules) -> str:
        name = (self.department or "").strip()
        known = departments(rules)
        if self.department is not None and name not in known:
            raise _not_one(terminal, "--department", name, known)
        return name


def _unit(
    terminal: Terminal, level: Level, name: str, places: Mapping[str, Place]
) -> tuple[str, ...]:
    found = within_named(level, name, places)
    if len(found) == 1:
        return found[0]
    meant = found or sorted({place.unit(level) for place in places.values()})
    raise _not_one(terminal, f"--{level}", name, ["/".join(unit) for unit in meant])


def _not_one(terminal: Terminal, option: str, name: str, known: Sequence[str]) -> Exception:
    listed = "、".join(known) or terminal.words.say("none")
    reason = terminal.words.say("not_one", name=name, known=listed)
    return typer.BadParameter(reason, param_hint=option)
