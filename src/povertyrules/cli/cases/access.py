"""`case place`, `case refer` and `case denials`: whose business a case is, and who asked for
what is not theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from povertyrules.cases import Actor, Refusal
from povertyrules.cases.areas import Area, area_of
from povertyrules.cli import exits
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import Desk, day_of, desk
from povertyrules.cli.cases.naming import actor_of
from povertyrules.cli.cases.seating import read_area, seated, viewing
from povertyrules.cli.denied import Denied
from povertyrules.cli.json_text import as_json
from povertyrules.cli.options import LangOption, check_input
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.supervision import Place, read_places

if TYPE_CHECKING:
    from povertyrules.cases.sql.notes import Denial


def place(
    day: o.DayOption,
    name: o.AsOption,
    role: o.RoleOption,
    household: Annotated[str | None, typer.Argument(metavar="[KEY]", help="help_household")] = None,
    where: Annotated[str | None, typer.Argument(metavar="[AREA]", help="help_where")] = None,
    places: Annotated[
        Path | None, typer.Option("--places", metavar="FILE", help="help_places")
    ] = None,
    area: o.AreaOption = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    lang: LangOption = None,
) -> int:
    """Enter where households live: one of them, or those of a table."""
    terminal = Terminal(lang)
    on = day_of(day, terminal)
    if (household is None) is not (where is None) or (places is None) is (where is None):
        raise typer.BadParameter(terminal.words.say("place_or_places"), param_hint="--places")
    if places is not None:
        check_input(places)
    with desk(terminal, store, ruleset, day=on, create=True) as whole:
        actor = actor_of(whole, name, role, "")
        at = seated(whole, actor, area, on)
        if places is None:
            wanted = {household or "": read_area(at, where or "", "AREA")}
        else:
            wanted = _areas(at, read_places(places, at.procedure.rules))
        refused = {
            key: found for key, found in _entered(at, wanted, actor, on) if found is not None
        }
        for found in refused.values():
            terminal.warn(safe(Denied(found).to_text(terminal.language)))
        if len(wanted) > len(refused):
            terminal.say("placed", count=len(wanted) - len(refused))
    return exits.REFUSED if refused else exits.DONE


def _areas(at: Desk, places: Mapping[str, Place]) -> dict[str, Area]:
    """The areas of those households of a table of which all three names are known."""
    units = {key: each.unit("village") for key, each in places.items()}
    known = {key: unit for key, unit in units.items() if all(unit)}
    if len(known) < len(units):
        at.terminal.tell(at.terminal.words.say("places_left", count=len(units) - len(known)))
    return {key: read_area(at, "/".join(unit), "--places") for key, unit in known.items()}


def _entered(
    at: Desk, wanted: Mapping[str, Area], actor: Actor, day: date
) -> Iterator[tuple[str, Refusal | None]]:
    own = at.own
    for key, area in wanted.items():
        result = own.place(key, area) if own else at.store.place(key, area, actor, day)
        yield key, result if isinstance(result, Refusal) else None


def refer(
    case: o.CaseArgument,
    department: Annotated[str, typer.Argument(metavar="DEPARTMENT", help="help_department")],
    day: o.DayOption,
    name: o.AsOption,
    role: o.RoleOption,
    area: o.AreaOption = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    lang: LangOption = None,
) -> int:
    """Make a case the business of a department, too."""
    terminal = Terminal(lang)
    on = day_of(day, terminal)
    with desk(terminal, store, ruleset, day=on) as whole:
        actor = actor_of(whole, name, role, "")
        at = seated(whole, actor, area, on)
        if at.own is None:
            result = at.store.refer(at.case(case).id, department, actor, on)
        else:
            result = at.own.refer(case, department)
        if isinstance(result, Refusal):
            raise Denied(result)
        terminal.say("referred", case=case, departments="、".join(sorted(result)))
    return exits.DONE


def denials(
    name: o.WhoOption = None,
    role: o.MyRoleOption = None,
    area: o.AreaOption = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    form: o.FormOption = o.Form.text,
    lang: LangOption = None,
) -> int:
    """Who asked for what is not theirs; with an area, those who have theirs within it."""
    terminal = Terminal(lang)
    with desk(terminal, store, ruleset) as whole:
        at = viewing(whole, name, role, area)
        found = [each for each in at.store.denials() if _is_within(at, each)]
    if form is o.Form.json:
        terminal.write(as_json({"denials": [asdict(each) for each in found]}))
        return exits.DONE
    if found:
        terminal.print(_table(terminal, found))
    terminal.say("denials_count", count=len(found))
    return exits.DONE


def _is_within(at: Desk, denial: Denial) -> bool:
    """Whether it was asked in an area that is within that of whoever lists. A department's own
    denials are seen by whoever has the whole area, not by the departments."""
    if at.own is None:
        return True
    try:
        asked = area_of(denial.area)
    except ValueError:  # it was given by a program, not typed
        return False
    return not at.own.area.department and at.own.area.contains(asked)


def _table(terminal: Terminal, found: list[Denial]) -> Table:
    say = terminal.words.say
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for key in ("col_at", "col_name", "col_role", "col_area", "col_asked", "col_why"):
        table.add_column(say(key), overflow="fold", no_wrap=key == "col_at")
    for each in found:
        asked = say("asked", what=say(f"asked_{each.what}"), about=each.about)
        cells = (each.at, each.name, each.role, each.area, asked, "、".join(each.reasons))
        table.add_row(*(Text(safe(cell)) for cell in cells))
    return table
