"""名单: the households for whom a step was made, as the document that goes with it.

The notice speaks of lists that go from one body to another: the town submits the list of who
is to be added (拟新增监测对象名单), the district hands the approved one (审定名单) back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from povertyrules.cases import Case, Documented, Evaluated, Reasoned, Rules
from povertyrules.cases.events import Act
from povertyrules.kernel.codes import Language
from povertyrules.model.procedure.parts import DocumentNeed, Transition
from povertyrules.supervision.masking import Masks
from povertyrules.supervision.places import LEVELS
from povertyrules.supervision.rows import Row
from povertyrules.supervision.table import Table, Value, table
from povertyrules.supervision.texts import (
    category_text,
    clauses_text,
    joined,
    place_text,
    risk_text,
)
from povertyrules.supervision.words import say


@dataclass(frozen=True, slots=True)
class Entry:
    """A step that was made for a household: the row of its case, the day, the numbers of the
    documents, the labels of what an evaluation found, and the reasons that were written."""

    row: Row
    day: date
    papers: tuple[str, ...]
    found: tuple[str, ...]
    reasons: tuple[str, ...]


def entries(
    rules: Rules, found: Sequence[tuple[Case, Row]], step: str, masks: Masks
) -> Iterator[Entry]:
    """Each time that a step was made and stands, in the order of the rows."""
    for case, row in found:
        evaluated: tuple[str, ...] = ()
        for _, act in case.acts:
            evaluated = _evaluated(rules, act) or evaluated
            if act.transition == step:
                yield _entry(row, case, act, evaluated, masks)


def _entry(row: Row, case: Case, act: Act, evaluated: tuple[str, ...], masks: Masks) -> Entry:
    papers = [each.reference for each in act.evidence if isinstance(each, Documented)]
    reasons = [each.text for each in act.evidence if isinstance(each, Reasoned)]
    told = [tuple(masks.text(text, case.subject) for text in texts) for texts in (papers, reasons)]
    return Entry(row, act.day, told[0], evaluated, told[1])


def _evaluated(rules: Rules, act: Act) -> tuple[str, ...]:
    known = rules.ruleset.definitions
    names = (each.name for each in act.evidence if isinstance(each, Evaluated) and each.holds)
    return tuple(known[name].label or name for name in names if name in known)


def roster_table(
    step: Transition, found: Sequence[Entry], key_label: str, as_of: date, language: Language
) -> Table:
    """The list of a step, by village; numbered throughout."""
    columns = [(say("number", language), 7)]
    columns += [(say(each, language), 14) for each in reversed(LEVELS)]
    columns += [
        (key_label if key == "key" else say(key, language), width) for key, width in _COLUMNS
    ]
    rows = [[number, *_cells(each, language)] for number, each in enumerate(found, start=1)]
    note = say("roster_note", language, step=step.label, as_of=as_of, count=len(rows))
    named = clauses_text(step.cites, language)
    if named:
        note += say("stop", language) + say("by_clauses", language, clauses=named)
    return table(f"roster_{step.id}", roster_title(step), columns, rows, note)


def roster_title(step: Transition) -> str:
    """What the step's own list is called, else the step."""
    needs = [need.label for need in step.needs if isinstance(need, DocumentNeed)]
    return next((label for label in reversed(needs) if "名单" in label), step.label)


_COLUMNS = (
    ("key", 16), ("case", 16), ("category", 14), ("why_listed", 40), ("opened", 12),
    ("step_day", 12), ("document_number", 26), ("state", 22),
)  # fmt: skip


def _cells(each: Entry, language: Language) -> list[Value]:
    row = each.row
    known = [risk for risk in row.risks if risk.answer and risk.day <= each.day]
    why = [*each.found, *(risk_text(risk, language) for risk in known), *each.reasons]
    return [
        *(place_text(row.place.name(level), language) for level in reversed(LEVELS)),
        row.subject,
        row.case,
        category_text(row, language),
        joined(why, language),
        row.opened,
        each.day,
        joined(each.papers, language),
        row.state_label,
    ]
