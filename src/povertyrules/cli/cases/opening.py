"""`povertyrules case open`: open a case with a step that opens one."""

from __future__ import annotations

from typing import Annotated

import typer

from povertyrules.cases import Act, Case, Opened
from povertyrules.cases.docket import last_closed
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import Desk, day_of, desk
from povertyrules.cli.cases.evidence import Doing, evidence_of, typed
from povertyrules.cli.cases.naming import actor_of, step_of
from povertyrules.cli.cases.seating import seated
from povertyrules.cli.cases.told import recorded
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal


def open_case(
    step: Annotated[str, typer.Argument(metavar="STEP", help="help_opening_step")],
    household: Annotated[
        str, typer.Option("--household", "--record", metavar="KEY", help="help_household")
    ],
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
    case: Annotated[str | None, typer.Option("--case", metavar="ID", help="help_new_case")] = None,
    note: o.NoteOption = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    form: o.FormOption = o.Form.text,
    lang: LangOption = None,
) -> int:
    """Open a case. One that follows a closed one of its kind names it by itself."""
    terminal = Terminal(lang)
    on, subject = day_of(day, terminal), household.strip()
    given = typed(document, reason, finding, receipt, found_by, found_on)
    with desk(terminal, store, ruleset, day=on, create=True) as whole:
        opening, actor = step_of(whole, step), actor_of(whole, name, role, body)
        at = seated(whole, actor, area, on)
        evidence = evidence_of(at, Doing(opening, subject, actor, on), given)
        others = at.cases_of(subject)
        before = last_closed(opening.lifecycle, others)
        event = Opened(
            case=_free(at, others, subject) if case is None else case.strip(),
            subject=subject,
            act=Act(opening.id, on, actor, evidence, note or ""),
            ruleset=at.ruleset.checked.reference,
            digest=at.ruleset.digest,
            predecessor=None if before is None else before.id,
        )
        return recorded(at, event, opening, form)


def _free(at: Desk, others: tuple[Case, ...], subject: str) -> str:
    """The household's next number: `510001-2`. Nobody is told how many there are of one that
    is not theirs."""
    number = len(others) + 1
    if not at.has_within(subject):
        return f"{subject}-{number}"
    while at.case_or_none(f"{subject}-{number}") is not None:
        number += 1
    return f"{subject}-{number}"
