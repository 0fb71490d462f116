"""`ruleset.procedure`: opening cases and acting in them, under a loaded ruleset.

This composes the pure functions of `povertyrules.cases`: it makes the events that they take,
and reads the evidence of a decision out of it. It keeps nothing itself: `store` does.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from povertyrules.api.decision import Decision
from povertyrules.api.ruleset import read_day
from povertyrules.cases.actions import Action
from povertyrules.cases.case import Case
from povertyrules.cases.deadlines import Deadline, deadlines
from povertyrules.cases.docket import Docket, applied, opened, replay
from povertyrules.cases.events import Act, Acted, Corrected, Event, Opened
from povertyrules.cases.evidence import Actor, Evaluated, Evidence
from povertyrules.cases.folding import fold
from povertyrules.cases.lateness import Late, done_late
from povertyrules.cases.next_actions import next_actions, openings
from povertyrules.cases.proposals import Evaluation, Proposal, evidence_of, propose
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules, rules_of
from povertyrules.kernel.errors import AnotherRuleset, MissingExtra, UnknownRole
from povertyrules.model.outcome import Fill
from povertyrules.model.procedure.parts import Lifecycle, Stage
from povertyrules.model.ruleset import Ruleset

if TYPE_CHECKING:
    from povertyrules.cases.sql.store import SqlStore


class Procedure:
    """The procedure that a ruleset declares. Safe to share; nothing in it changes.

    What is not allowed is a `Refusal`, returned in the place of the case: it has every reason
    and what could be done instead, and by whom. Days are dates or ISO text; a day that is
    neither raises `InvalidDate`.
    """

    def __init__(self, ruleset: Ruleset, fills: Mapping[str, Fill]) -> None:
        """Raises `NoProcedure` if the ruleset declares none."""
        self.rules: Rules = rules_of(ruleset, fills)

    def __repr__(self) -> str:
        return f"<Procedure of {self.rules.ruleset.reference}>"

    @property
    def stages(self) -> Mapping[str, Stage]:
        """The stages by id, with their days."""
        return self.rules.procedure.stages

    @property
    def lifecycles(self) -> Mapping[str, Lifecycle]:
        """The lifecycles by id, with their states and transitions."""
        return self.rules.procedure.lifecycles

    # events

    def open(
        self,
        transition: str,
        *,
        case: str,
        subject: str,
        day: str | date,
        actor: Actor,
        evidence: Sequence[Evidence] = (),
        note: str = "",
        predecessor: str | None = None,
        others: Iterable[Case] = (),
    ) -> Case | Refusal:
        """Open a case with a transition that opens one.

        `case` is its new id, `subject` the key of the household, `others` every case that
        the household already has: at most one of a kind may be open, and one that follows
        a closed one names it as its `predecessor`.
        """
        event = Opened(
            case=case,
            subject=subject,
            act=Act(transition, read_day(day, "day"), actor, tuple(evidence), note),
            ruleset=self.rules.ruleset.reference,
            digest=self.rules.ruleset.digest,
            predecessor=predecessor,
        )
        return opened(self.rules, event, others)

    def act(
        self,
        case: Case,
        transition: str,
        *,
        day: str | date,
        actor: Actor,
        evidence: Sequence[Evidence] = (),
        note: str = "",
        others: Iterable[Case] = (),
    ) -> Case | Refusal:
        """Make a step in a case; `others` are the household's other cases."""
        act = Act(transition, read_day(day, "day"), actor, tuple(evidence), note)
        return self.apply(case, Acted(case.id, len(case.events) + 1, act), others)

    def correct(
        self,
        case: Case,
        number: int,
        *,
        day: str | date,
        actor: Actor,
        reason: str,
        act: Act | None = None,
        others: Iterable[Case] = (),
    ) -> Case | Refusal:
        """Correct what the event with a number recorded: `act` is what it should have been,
        None strikes it out. The event itself stays in the log. `others` are the household's
        other cases: what followed in them must still hold."""
        event = Corrected(
            case=case.id,
            number=len(case.events) + 1,
            corrects=number,
            act=act,
            day=read_day(day, "day"),
            actor=actor,
            reason=reason,
        )
        return self.apply(case, event, others)

    def apply(self, case: Case | None, event: Event, others: Iterable[Case] = ()) -> Case | Refusal:
        """The case after one more event, beside the household's others; the first one opens
        it."""
        return applied(self.rules, case, event, others)

    def fold(self, events: Iterable[Event]) -> Case | Refusal:
        """The case that the events of one case lead to."""
        return fold(self.rules, events)

    def replay(self, events: Iterable[Event]) -> Docket:
        """Every case of a log, and the events that were not allowed."""
        return replay(self.rules, events)

    def store(self, where: str | os.PathLike[str]) -> SqlStore:
        """A store of cases: in a SQLite file, created if it is not there, or in a database of
        PostgreSQL (`postgresql://user:password@host/database`), whose tables are.

        Raises `MissingExtra` without the extra `store` (and `store-postgres`),
        `UnsupportedFeature` for tables that a later version of the library made and for other
        databases, `StoreFailed` if the database cannot be reached.
        """
        try:
            from povertyrules.cases.sql.store import SqlStore  # needs the extra
        except ImportError as error:
            raise MissingExtra("a store of cases", "store") from error
        return SqlStore(self.rules, where)

    # questions

    def next_actions(
        self, case: Case, role: str, as_of: str | date | None = None
    ) -> tuple[Action, ...]:
        """What somebody in a role can do in a case now: on `as_of`, or on any day. Raises
        `UnknownRole` for what is no role of the ruleset, who could do nothing at all."""
        self._check_role(role)
        return next_actions(self.rules, case, role, None if as_of is None else read_day(as_of))

    def openings(self, role: str, as_of: str | date | None = None) -> tuple[Action, ...]:
        """The steps with which a role can open a case. Raises `UnknownRole`."""
        self._check_role(role)
        return openings(self.rules, role, None if as_of is None else read_day(as_of))

    def _check_role(self, role: str) -> None:
        roles = self.rules.ruleset.roles
        if role not in roles:
            raise UnknownRole(role, roles)

    def deadlines(self, case: Case, as_of: str | date) -> tuple[Deadline, ...]:
        """What a case waits for, by when, and whether it is overdue on a day.

        Raises `NotInForce` if a dated limit has no value on the day from which it runs.
        """
        return deadlines(self.rules, case, read_day(as_of))

    def done_late(self, case: Case) -> tuple[Late, ...]:
        """The steps of a case that were made after their last day, and how many days late.

        Raises `NotInForce` as `deadlines` does.
        """
        return done_late(self.rules, case)

    def propose(self, decision: Decision, cases: Iterable[Case] = ()) -> tuple[Proposal, ...]:
        """The steps that a decision speaks for; `cases` are all those of the household.

        Raises `AnotherRuleset` if the decision was made by another ruleset than this one.
        """
        return propose(self.rules, self._evaluation(decision), cases)

    def evidence(self, transition: str, decision: Decision) -> tuple[Evaluated, ...]:
        """What a decision says of that which a step needs, as evidence for it: nothing, where
        it did not find that. Raises `AnotherRuleset`; `KeyError` for a step that there is not.
        """
        step = self.rules.procedure.transitions[transition]
        return evidence_of(step, self._evaluation(decision))

    def _evaluation(self, decision: Decision) -> Evaluation:
        receipt = decision.receipt()
        made_by, own = receipt["ruleset"]["digest"], self.rules.ruleset
        if made_by != own.digest:
            raise AnotherRuleset(
                f"the decision was made by {made_by}, and the procedure is that of "
                f"{own.reference} ({own.digest})"
            )
        root = self.rules.ruleset.root
        frames = decision.observation.frames
        truths = {
            definition.id: frames[definition.index][definition.body.slot]
            for definition in root.definitions
            if definition.kind in ("outcome", "criterion")
        }
        return Evaluation(truths, decision.as_of, str(receipt["content"]))
