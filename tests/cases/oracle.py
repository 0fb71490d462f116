"""Which acts are allowed, worked out from the YAML text alone: a second opinion.

It reads the file with a plain YAML reader and shares nothing with the library, so that a
fault in how the checker reads a procedure shows as well as one in the fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from povertyrules.cases import Case, Documented, Evaluated, Evidence, Found, Reasoned
from povertyrules.cases.events import Act

Plain = dict[str, Any]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


@dataclass
class Standing:
    """What the oracle knows of a case."""

    lifecycle: str
    state: str
    opened: date
    last: date
    made: list[tuple[str, date]] = field(default_factory=list)
    entered: dict[str, date] = field(default_factory=dict)
    newest: date = date.min
    """Of which day the newest decision or finding is that it rests on."""


class Oracle:
    def __init__(self, path: Path) -> None:
        self.whole: Plain = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
        procedure = self.whole["procedure"]
        self.stages: Plain = procedure["stages"]
        self.steps: Plain = {}
        self.owner: dict[str, str] = {}
        for name, lifecycle in procedure["lifecycles"].items():
            self.steps.update(lifecycle["transitions"])
            self.owner.update(dict.fromkeys(lifecycle["transitions"], name))
        facts = next(iter(self.whole["facts"].values()))
        self.found_by = {name: f["by"] for name, f in facts.items() if f["type"] == "finding"}
        self.decided = set(self.whole["criteria"]) | set(self.whole["outcomes"])

    @property
    def _end(self) -> date:
        return date.fromisoformat(self.whole["ruleset"]["in_force"]["to"])

    def allows(self, standing: Standing | None, act: Act) -> bool:
        step = self.steps[act.transition]
        if standing is None:
            place = "opens" in step
            opened = date.fromisoformat(self.whole["ruleset"]["in_force"]["from"])
        else:
            place = (
                self.owner[act.transition] == standing.lifecycle
                and standing.state in listed(step.get("from"))
                and act.day >= standing.last
            )
            opened = standing.opened
        return (
            place
            and act.actor.role in listed(step["by"])
            and bool(act.actor.name.strip())
            and self._in_stage(step, act.day)
            and not self._made_this_month(step, standing, act)
            and all(self._is_sound(piece, opened, act.day) for piece in act.evidence)
            and all(standing is None or self._is_new(p, standing) for p in act.evidence)
            and not self._contradicts_itself(act.evidence)
            and all(self._is_met(n, act.evidence, standing) for n in step.get("needs", []))
        )

    def _is_met(self, need: Plain, evidence: Iterable[Evidence], standing: Standing | None) -> bool:
        start = date.min
        if "since" in need and standing is not None:
            start = min(standing.entered[need["since"]], self._end)
        return any(self._answers(p, need) and (dated(p) or date.max) >= start for p in evidence)

    def _is_new(self, piece: Evidence, standing: Standing) -> bool:
        return not isinstance(piece, Evaluated) or piece.as_of >= min(standing.newest, self._end)

    def _contradicts_itself(self, evidence: Iterable[Evidence]) -> bool:
        said: dict[str, set[bool]] = {}
        groups: dict[str, set[str]] = {}
        for piece in evidence:
            if isinstance(piece, Found):
                said.setdefault(piece.finding, set()).add(piece.answer)
            elif isinstance(piece, Evaluated):
                said.setdefault(piece.name, set()).add(piece.holds)
                group = self.whole["outcomes"].get(piece.name, {}).get("group")
                if group and piece.holds:
                    groups.setdefault(group, set()).add(piece.name)
        both = any(len(answers) > 1 for answers in said.values())
        return both or any(len(names) > 1 for names in groups.values())

    def of(self, case: Case) -> Standing:
        """What the oracle would know of a case."""
        standing = None
        for _, act in case.acts:
            standing = self.after(standing, act)
        assert standing is not None
        standing.last = case.last_day
        return standing

    def leads_on(self, standing: Standing | None, name: str) -> bool:
        """Whether a step leads from where a case is, or opens one."""
        step = self.steps[name]
        if standing is None:
            return "opens" in step
        return standing.state in listed(step.get("from"))

    def awaits(self, case: Case, name: str) -> bool:
        """Whether a case waits for a step: it leads on from where the case is, or its days
        have begun, and it has not come to where the step leads since then."""
        step = self.steps[name]
        if case.state in listed(step.get("from")):
            return True
        since = step.get("limit", {}).get("since")
        if since is None or self.owner[name] != case.lifecycle:
            return False
        states = [self.steps[act.transition].get("to") for _, act in reversed(case.acts)]
        return since in states and step["to"] not in states[: states.index(since)]

    def next_day(self, name: str, day: date) -> date:
        """The first day from a day on that lies in a stage of a step, if there is one."""
        spans = [self.stages[each] for each in listed(self.steps[name].get("stage"))]
        ahead = [max(span["from"], day.isoformat()) for span in spans if span["to"] >= str(day)]
        return date.fromisoformat(min(ahead)) if ahead else day

    def _in_stage(self, step: Plain, day: date) -> bool:
        spans = [self.stages[name] for name in listed(step.get("stage"))]
        return not spans or any(s["from"] <= day.isoformat() <= s["to"] for s in spans)

    def _made_this_month(self, step: Plain, standing: Standing | None, act: Act) -> bool:
        made = [] if standing is None else standing.made
        months = [(name, str(day)[:7]) for name, day in made]
        return "every" in step and (act.transition, str(act.day)[:7]) in months

    def _is_sound(self, piece: Evidence, opened: date, until: date) -> bool:
        match piece:
            case Evaluated():
                digest = len(piece.receipt) == 71 and piece.receipt.startswith("sha256:")
                return digest and piece.name in self.decided and opened <= piece.as_of <= until
            case Found():
                by = self.found_by.get(piece.finding)
                named = by == piece.by.role and bool(piece.by.name.strip())
                return named and opened <= piece.day <= until
            case Documented():
                return bool(piece.reference.strip())
            case Reasoned():
                return bool(piece.text.strip())

    def _answers(self, piece: Evidence, need: Plain) -> bool:
        match piece:
            case Evaluated():
                key = "holds" if piece.holds else "fails"
                return piece.name in listed(need.get(key))
            case Found():
                wanted = need.get("found", str(piece.answer).lower())
                named = piece.finding in listed(need.get("finding"))
                return named and wanted == str(piece.answer).lower()
            case Documented():
                return piece.document == need.get("document")
            case Reasoned():
                return piece.reason == need.get("reason")

    def after(self, standing: Standing | None, act: Act) -> Standing:
        step, name, day = self.steps[act.transition], act.transition, act.day
        found = [each for each in map(dated, act.evidence) if each is not None]
        if standing is None:
            state = step["opens"]
            newest = max(found, default=date.min)
            made = [(name, day)]
            return Standing(self.owner[name], state, day, day, made, {state: day}, newest)
        entered = standing.entered
        if step["to"] != standing.state:
            entered = {**entered, step["to"]: day}
        return replace(
            standing,
            state=step["to"],
            last=day,
            made=[*standing.made, (name, day)],
            entered=entered,
            newest=max([standing.newest, *found]),
        )


def dated(piece: Evidence) -> date | None:
    """Of which day a decision or finding is."""
    if isinstance(piece, Evaluated):
        return piece.as_of
    return piece.day if isinstance(piece, Found) else None
