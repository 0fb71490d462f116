"""Evidence: what an act rests on. Each kind answers one kind of need of a ruleset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: the person's `name`, the id of the `role`, and the `body` (the village, the
    department) for which it was done, where that matters."""

    name: str
    role: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An evaluation found that an outcome or criterion holds, or that it fails.

    `name` is its id, `as_of` the date of evaluation, `receipt` the `content` digest of the
    decision's receipt, by which it can be found and replayed.
    """

    name: str
    holds: bool
    as_of: date
    receipt: str


@dataclass(frozen=True, slots=True)
class Found:
    """A person made a finding: its id, the answer, on which day, and who."""

    finding: str
    answer: bool
    day: date
    by: Actor


@dataclass(frozen=True, slots=True)
class Documented:
    """A document, by the words of the ruleset that ask for it (`核实记录`), and where it is:
    its number, say."""

    document: str
    reference: str


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A reason, by the words of the ruleset that ask for it (`退回的理由`), and its text."""

    reason: str
    text: str


Evidence = Evaluated | Found | Documented | Reasoned
