"""`povertyrules case propose`: the steps that an evaluation of a ledger speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from povertyrules.api.decision import Decision
from povertyrules.api.engine import read_ledger
from povertyrules.cases import Proposal
from povertyrules.cases.phrases import role_names
from povertyrules.cli import exits
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import Desk, day_of, desk
from povertyrules.cli.cases.naming import step_of
from povertyrules.cli.cases.seating import viewing
from povertyrules.cli.cases.told import INDENT, option_for
from povertyrules.cli.explain_files import NoSuchRecord
from povertyrules.cli.json_text import as_json
from povertyrules.cli.options import (
    Cites,
    LangOption,
    LedgerArgument,
    Parameters,
    SheetOption,
    check_input,
)
from povertyrules.cli.progress import Report, bars
from povertyrules.cli.receipt_file import keep_receipt
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.kernel.suggest import nearest
from povertyrules.ledgers import Ledger, LedgerRecord


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A step that the evaluation of a household speaks for, and where its receipt lies."""

    subject: str
    proposal: Proposal
    receipt: Path | None


def propose(
    ledger: LedgerArgument,
    day: o.DayOption,
    household: Annotated[
        str | None, typer.Option("--household", "--record", metavar="KEY", help="help_household")
    ] = None,
    step: Annotated[
        str | None, typer.Option("--step", metavar="STEP", help="help_only_step")
    ] = None,
    receipts: Annotated[
        Path | None, typer.Option("--receipts", metavar="DIR", help="help_receipts_dir")
    ] = None,
    sheet: SheetOption = None,
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
    """Evaluate on a day, and list the steps; nothing is written but the receipts."""
    terminal = Terminal(lang)
    on = day_of(day, terminal)
    check_input(ledger)
    with desk(
        terminal, store, ruleset, day=on, parameter=parameter, cite=cite, absent=True
    ) as whole:
        at = viewing(whole, name, role, area, on)
        only = None if step is None else step_of(at, step).id
        with bars(terminal) as shown:
            reading = shown.step(terminal.words.say("reading"))
            read = read_ledger(ledger, at.ruleset.checked, sheet=sheet, progress=reading)
            deciding = shown.step(terminal.words.say("deciding_rows"))
            made = _Proposing(at, read, on, only, receipts)
            made.run(household, deciding)
        if form is o.Form.json:
            terminal.write(as_json(made.data()))
        else:
            made.print()
    return exits.ROWS_REJECTED if made.rejected else exits.DONE


class _Proposing:
    """Evaluates, and keeps what the evaluations speak for."""

    def __init__(
        self, at: Desk, ledger: Ledger, day: date, only: str | None, receipts: Path | None
    ) -> None:
        self._at, self._ledger, self._day = at, ledger, day
        self._only, self._receipts = only, receipts
        self._say = at.terminal.words.say
        self.spoken: list[_Spoken] = []
        self.evaluated = 0
        self.rejected = 0
        self.outside = 0

    def run(self, household: str | None, report: Report) -> None:
        """Raises `NoSuchRecord` for a household that the ledger does not have."""
        keys = {reject.key for reject in self._ledger.rejects if reject.key}
        records: Sequence[LedgerRecord] = self._ledger.records
        if household is not None:
            records = [record for record in records if record.key == household]
            keys &= {household}
            if not records and not keys:
                raise NoSuchRecord(self._not_there(household))
        self.rejected = len(keys)
        evaluator = self._at.ruleset.on(self._day)
        for number, record in enumerate(records, start=1):
            report(number, len(records))
            if not self._at.has_within(record.key):  # a ledger may have others
                self.outside += 1
                continue
            try:
                decision = evaluator.evaluate(record.data)
            except InvalidRecord:
                self.rejected += 1
                continue
            self.evaluated += 1
            self.spoken += self._of(record.key, decision)

    def _not_there(self, key: str) -> str:
        name, entity = Path(self._ledger.path).name, self._ledger.entity
        text = self._say("no_record", ledger=name, entity=entity, key=key)
        near = nearest(key, [record.key for record in self._ledger.records])
        return text + self._say("near_record", key=near) if near else text

    def _of(self, subject: str, decision: Decision) -> Iterator[_Spoken]:
        proposals = self._at.procedure.propose(decision, self._at.cases_of(subject))
        wanted = [p for p in proposals if self._only in (None, p.action.transition)]
        receipt = self._receipt(subject, decision) if wanted and self._receipts else None
        yield from (_Spoken(subject, proposal, receipt) for proposal in wanted)

    def _receipt(self, subject: str, decision: Decision) -> Path:
        return keep_receipt(self._receipts or Path(), subject, decision)

    # what came of it

    def data(self) -> dict[str, object]:
        return {
            "day": self._day.isoformat(),
            "evaluated": self.evaluated,
            "rejected": self.rejected,
            "outside": self.outside,
            "proposals": [
                {
                    "subject": each.subject,
                    "case": each.proposal.case,
                    "predecessor": each.proposal.predecessor,
                    "action": each.proposal.action.to_dict(),
                    "missing": [option_for(self._at, need) for need in each.proposal.missing],
                    "receipt": None if each.receipt is None else str(each.receipt),
                }
                for each in self.spoken
            ],
        }

    def print(self) -> None:
        terminal, say = self._at.terminal, self._say
        head = say("proposed", day=self._day, evaluated=self.evaluated, count=len(self.spoken))
        terminal.read(Text(safe(head), style="bold"))
        if self.rejected:
            terminal.read(Text(say("proposed_rejected", count=self.rejected), style="yellow"))
        if self.outside:
            terminal.read(Text(say("proposed_outside", count=self.outside), style="yellow"))
        for step, count in Counter(e.proposal.action.transition for e in self.spoken).items():
            spoken = [each for each in self.spoken if each.proposal.action.transition == step]
            action = spoken[0].proposal.action
            roles = role_names(action.roles, terminal.language)
            terminal.read("")
            title = say("proposed_step", step=step, label=action.label, roles=roles, count=count)
            terminal.read(Text(safe(title), style="bold"))
            for need in spoken[0].proposal.missing:
                terminal.read(
                    safe(f"{INDENT}{say('still_needed', option=option_for(self._at, need))}")
                )
            for each in spoken:
                terminal.read(safe(f"{INDENT}{self._line(each)}"))
        if self.spoken and self._receipts is None:
            terminal.read("")
            terminal.say("proposed_receipts")

    def _line(self, each: _Spoken) -> str:
        proposal = each.proposal
        key = "proposed_in" if proposal.case else "proposed_new"
        text = self._say(key, subject=each.subject, case=proposal.case)
        if proposal.predecessor is not None:
            text += self._say("proposed_after", case=proposal.predecessor)
        return f"{text}  {each.receipt}" if each.receipt is not None else text
