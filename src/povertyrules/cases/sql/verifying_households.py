"""What no case shows alone: an event that the household's other cases did not allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from povertyrules.cases.case import Case
from povertyrules.cases.docket import first_refused
from povertyrules.cases.event_reading import read_event
from povertyrules.cases.events import Event, Opened
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.bulk import AT_ONCE, parts
from povertyrules.cases.sql.damage import Damage
from povertyrules.cases.sql.tables import EVENTS


@dataclass(slots=True)
class Households:
    """The cases of each household, and of which it can be told whether they go together.

    Most households have one case that asks for no other: they are not read again.
    """

    cases: dict[str, list[str]] = field(default_factory=dict)
    asking: set[str] = field(default_factory=set)
    damaged: set[object] = field(default_factory=set)

    def take_in(self, rules: Rules, case: Case) -> None:
        """One more case that folds."""
        self.cases.setdefault(case.subject, []).append(case.id)
        if rules.lifecycle(case.lifecycle).after or case.predecessor is not None:
            self.asking.add(case.subject)

    def leave_out(self, events: Iterable[Event], stored: Any) -> None:
        """The household of a damaged case: what its other cases asked for cannot be told."""
        self.damaged.update(event.subject for event in events if isinstance(event, Opened))
        if stored is not None:
            self.damaged.add(stored.subject)

    def damages(self, connection: Connection, rules: Rules) -> Iterator[Damage]:
        """The first event of each household that its other cases did not allow."""
        together = (
            (subject, names)
            for subject, names in self.cases.items()
            if (len(names) > 1 or subject in self.asking) and subject not in self.damaged
        )
        for some in parts(together, AT_ONCE):
            subject_of = {name: subject for subject, names in some for name in names}
            for events in _logs(connection, subject_of):
                refused = first_refused(rules, events)
                if refused is not None:
                    yield Damage(refused.event.case, refused.event.number, "beside")


def _logs(connection: Connection, subject_of: dict[str, str]) -> Iterable[list[Event]]:
    """The events of each household, in the order in which they were written."""
    found: dict[str, list[tuple[int, str]]] = {}
    for some in parts(subject_of, AT_ONCE):
        wanted = select(EVENTS.c.entry, EVENTS.c.case_id, EVENTS.c.event)
        for entry, name, line in connection.execute(wanted.where(EVENTS.c.case_id.in_(some))):
            found.setdefault(subject_of[name], []).append((entry, line))
    return ([read_event(line) for _, line in sorted(lines)] for lines in found.values())
