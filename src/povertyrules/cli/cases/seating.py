"""Who asks, with which role and area: the desk at which they see and do what is theirs.

Nobody proves here who they are; who may type what is for the machine and the database to say.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import typer

from povertyrules.cases import Actor
from povertyrules.cases.areas import Area, area_of
from povertyrules.cli.cases.desk import Desk
from povertyrules.cli.cases.naming import actor_of
from povertyrules.kernel.foreign import is_whole
from povertyrules.kernel.shown import shown_text


def seated(at: Desk, actor: Actor, area: str | None, day: date) -> Desk:
    """The desk of somebody who acts; the whole store where no area is told."""
    if area is None:
        return at
    where = read_area(at, area)
    try:
        return replace(at, own=at.store.desk(actor, where, day))
    except ValueError as error:  # a name that no database keeps
        reason = at.terminal.words.say("bad_name", value=shown_text(actor.name))
        raise typer.BadParameter(reason, param_hint="--as") from error


def viewing(
    at: Desk, name: str | None, role: str | None, area: str | None, day: date = date.min
) -> Desk:
    """The desk of somebody who only looks. With an area they say who they are: what they may
    not see is logged under their name."""
    if area is None:
        return at
    if not (name or "").strip():
        reason = at.terminal.words.say("who_needed")
        raise typer.BadParameter(reason, param_hint="--as")
    actor = Actor((name or "").strip(), "") if role is None else actor_of(at, name or "", role, "")
    return seated(at, actor, area, day)


def read_area(at: Desk, text: str, option: str = "--area") -> Area:
    """`区/镇/村` or `区:部门`; another text is a usage error."""
    try:
        if is_whole(text):
            return area_of(text)
    except ValueError:
        pass
    reason = at.terminal.words.say("bad_area", value=shown_text(text))
    raise typer.BadParameter(reason, param_hint=option)
