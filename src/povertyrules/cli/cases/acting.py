"""`povertyrules case act`: make a step in a case."""

from __future__ import annotations

from typing import Annotated

import typer

from povertyrules.cases import Act, Acted
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import day_of, desk, next_number
from povertyrules.cli.cases.evidence import Doing, evidence_of, typed
from povertyrules.cli.cases.naming import actor_of, step_of
from povertyrules.cli.cases.seating import seated
from povertyrules.cli.cases.told import recorded
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal


def act(
    case: o.CaseArgument,
    step: Annotated[str, typer.Argument(metavar="STEP", help="help_step")],
    day: o.DayOption,
    name: o.AsOption,
    role: o.RoleOption,
    body: o.BodyOption = "",
    area: o.AreaOption = None,
    document: o.Documents = None,
    reason: o.Reasons = None,
    finding: o.Findings = None,
    found_by: o.FoundBy = None,
    found_on: o.FoundOn = None,
    receipt: o.Receipts = None,
    after: o.AfterOption = None,
    note: o.NoteOption = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    form: o.FormOption = o.Form.text,
    lang: LangOption = None,
) -> int:
    """Make a step, unless somebody else has acted since the clerk looked (`--after`)."""
    terminal = Terminal(lang)
    on = day_of(day, terminal)
    given = typed(document, reason, finding, receipt, found_by, found_on)
    with desk(terminal, store, ruleset, day=on) as whole:
        actor, making = actor_of(whole, name, role, body), step_of(whole, step)
        at = seated(whole, actor, area, on)
        found = at.case(case)
        evidence = evidence_of(at, Doing(making, found.subject, actor, on), given)
        number = next_number(found, after, terminal)
        event = Acted(found.id, number, Act(making.id, on, actor, evidence, note or ""))
        return recorded(at, event, making, form)
