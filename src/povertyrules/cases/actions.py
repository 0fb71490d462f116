"""What can be done now: the steps that lead on from where a case is, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from povertyrules.cases.case import Case
from povertyrules.cases.phrases import need_phrase, role_names, stage_names
from povertyrules.cases.rounds import made_in_month
from povertyrules.kernel.codes import Language
from povertyrules.model.procedure.parts import Need, Stage, Transition
from povertyrules.model.ruleset import Clause, Role


@dataclass(frozen=True, slots=True, eq=False)
class Action:
    """A step that can be made, with what it needs. It leads from `source` (None where it
    opens a case) to `target`, both ids of states."""

    transition: str
    label: str
    source: str | None
    target: str
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...]
    needs: tuple[Need, ...]
    clauses: tuple[Clause, ...]

    def to_text(self, language: Language = "en") -> str:
        """`批准销号（由镇脱贫办办理；须有文书“核实记录”）`."""
        needs = [need_phrase(need, language) for need in self.needs]
        if language == "zh":
            parts = [f"由{role_names(self.roles, language)}办理"]
            parts += [f"须有{'、'.join(needs)}"] if needs else []
            parts += [f"阶段：{stage_names(self.stages, language)}"] if self.stages else []
            return f"{self.label}（{'；'.join(parts)}）"
        parts = [f"by {role_names(self.roles, language)}"]
        parts += [f"needs {', '.join(needs)}"] if needs else []
        parts += [f"in {stage_names(self.stages, language)}"] if self.stages else []
        return f"{self.label} ({'; '.join(parts)})"

    def to_dict(self) -> dict[str, object]:
        """The action as plain data, by ids."""
        return {
            "transition": self.transition,
            "label": self.label,
            "from": self.source,
            "to": self.target,
            "by": [role.id for role in self.roles],
            "stages": [stage.id for stage in self.stages],
            "needs": [need_phrase(need, "zh") for need in self.needs],
            "cite": [clause.reference for clause in self.clauses],
        }


def action_of(step: Transition, source: str | None) -> Action:
    return Action(
        transition=step.id,
        label=step.label,
        source=source,
        target=step.target,
        roles=step.roles,
        stages=step.stages,
        needs=step.needs,
        clauses=step.cites,
    )


def is_open_on(step: Transition, day: date) -> bool:
    """Whether a day lies in a stage of the step; any day does for one without stages."""
    return not step.stages or any(stage.span.covers(day) for stage in step.stages)


def is_possible(case: Case, step: Transition, day: date) -> bool:
    """Whether a step can be made on a day, by the right role and with the right evidence."""
    return (
        case.state in step.sources
        and day >= case.last_day
        and is_open_on(step, day)
        and not (step.monthly and made_in_month(case.acts, step, day))
    )
