"""`povertyrules case show`: where a case stands, its history, evidence and deadlines."""

from __future__ import annotations

from povertyrules.cli import exits
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import day_of, desk
from povertyrules.cli.cases.pages import CasePage
from povertyrules.cli.cases.seating import viewing
from povertyrules.cli.json_text import as_json
from povertyrules.cli.options import Cites, LangOption, Parameters
from povertyrules.cli.terminal import Terminal


def show_case(
    case: o.CaseArgument,
    day: o.DayOption,
    name: o.WhoOption = None,
    role: o.MyRoleOption = None,
    area: o.AreaOption = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    parameter: Parameters = None,
    cite: Cites = None,
    form: o.FormOption = o.Form.text,
    lang: LangOption = None,
) -> int:
    """Show one case as of a day."""
    terminal = Terminal(lang)
    on = day_of(day, terminal)
    with desk(terminal, store, ruleset, day=on, parameter=parameter, cite=cite) as whole:
        at = viewing(whole, name, role, area, on)
        page = CasePage(at, at.case(case), on)
        if form is o.Form.json:
            terminal.write(as_json(page.data()))
        else:
            terminal.read(page.text())
    return exits.DONE
