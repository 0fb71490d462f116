"""Events as JSON data, in the format of `event-1.schema.json`.

One event has one form: every field is written, also an empty one, and `canonical` gives
its text with sorted keys and without blanks.
"""

from __future__ import annotations

import json
from typing import Any

from povertyrules.cases.events import Act, Acted, Corrected, Event, Opened
from povertyrules.cases.evidence import (
    Actor,
    Documented,
    Evaluated,
    Evidence,
    Found,
    Reasoned,
)

FORMAT = "povertyrules-event"
VERSION = 1


def canonical(event: Event) -> str:
    """The event as one line of JSON: the same event always gives the same text."""
    return json.dumps(to_dict(event), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_dict(event: Event) -> dict[str, Any]:
    """The event as plain JSON data."""
    head = {"format": FORMAT, "version": VERSION, "case": event.case, "number": event.number}
    match event:
        case Opened():
            return {
                **head,
                "kind": "opened",
                "subject": event.subject,
                "ruleset": event.ruleset,
                "digest": event.digest,
                "predecessor": event.predecessor,
                "act": _act(event.act),
            }
        case Acted():
            return {**head, "kind": "acted", "act": _act(event.act)}
        case Corrected():
            return {
                **head,
                "kind": "corrected",
                "corrects": event.corrects,
                "act": None if event.act is None else _act(event.act),
                "day": event.day.isoformat(),
                "actor": _actor(event.actor),
                "reason": event.reason,
            }


def _act(act: Act) -> dict[str, Any]:
    return {
        "transition": act.transition,
        "day": act.day.isoformat(),
        "actor": _actor(act.actor),
        "evidence": [_evidence(each) for each in act.evidence],
        "note": act.note,
    }


def _actor(actor: Actor) -> dict[str, str]:
    return {"name": actor.name, "role": actor.role, "body": actor.body}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    match evidence:
        case Evaluated():
            return {
                "kind": "evaluated",
                "name": evidence.name,
                "holds": evidence.holds,
                "as_of": evidence.as_of.isoformat(),
                "receipt": evidence.receipt,
            }
        case Found():
            return {
                "kind": "found",
                "finding": evidence.finding,
                "answer": evidence.answer,
                "day": evidence.day.isoformat(),
                "by": _actor(evidence.by),
            }
        case Documented():
            return {
                "kind": "documented",
                "document": evidence.document,
                "reference": evidence.reference,
            }
        case Reasoned():
            return {"kind": "reasoned", "reason": evidence.reason, "text": evidence.text}
