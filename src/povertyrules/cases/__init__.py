"""Cases: what happens to a household under a ruleset's procedure, as a pure function of
dated events.

    rules = rules_of(ruleset)                     a ruleset that declares a procedure
    case = fold(rules, events)                    the events of one case: a `Case`, or a `Refusal`
    case = apply(rules, case, event)              one more
    docket = replay(rules, events)                a whole log: its cases, and what was refused
    refused = first_refused(rules, events)        the first event of it that is not allowed

Events are frozen, dated and attributed; a case is what they fold to; what is not allowed is
a `Refusal`, returned, with every reason and what could be done instead. No clock is read,
no file, no network. `ruleset.procedure` has the same for programs that already have a
loaded ruleset, and makes the events.
"""

from povertyrules.cases.actions import Action
from povertyrules.cases.case import Case, Recorded
from povertyrules.cases.deadlines import Deadline, deadlines
from povertyrules.cases.docket import (
    Docket,
    Refused,
    applied,
    first_refused,
    opened,
    replay,
)
from povertyrules.cases.event_reading import read_event
from povertyrules.cases.event_writing import canonical, to_dict
from povertyrules.cases.events import Act, Acted, Corrected, Event, Opened
from povertyrules.cases.evidence import (
    Actor,
    Documented,
    Evaluated,
    Evidence,
    Found,
    Reasoned,
)
from povertyrules.cases.folding import apply, fold
from povertyrules.cases.lateness import Late, done_late
from povertyrules.cases.next_actions import next_actions, openings
from povertyrules.cases.note_records import Note, read_record
from povertyrules.cases.proposals import Evaluation, Proposal, propose
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules, rules_of

__all__ = [
    "Act",
    "Acted",
    "Action",
    "Actor",
    "Case",
    "Corrected",
    "Deadline",
    "Docket",
    "Documented",
    "Evaluated",
    "Evaluation",
    "Event",
    "Evidence",
    "Found",
    "Late",
    "Note",
    "Opened",
    "Proposal",
    "Reasoned",
    "Recorded",
    "Refusal",
    "Refused",
    "Rules",
    "applied",
    "apply",
    "canonical",
    "deadlines",
    "done_late",
    "first_refused",
    "fold",
    "next_actions",
    "opened",
    "openings",
    "propose",
    "read_event",
    "read_record",
    "replay",
    "rules_of",
    "to_dict",
]
