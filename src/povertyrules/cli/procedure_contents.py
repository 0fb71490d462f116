"""The procedure of a ruleset on its page: stages, and the steps of each lifecycle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from povertyrules.cases.phrases import need_phrase, role_names
from povertyrules.cli.page import Block, Grid, Heading, Item, Note, Paragraph
from povertyrules.cli.words import Words
from povertyrules.model.procedure.parts import (
    Lifecycle,
    Limit,
    Procedure,
    Stage,
    State,
    Transition,
)
from povertyrules.model.ruleset import Clause

_Cites = Callable[[Iterable[Clause]], str]
_Remarked = Stage | Lifecycle | State


def procedure_contents(procedure: Procedure, words: Words, cites: _Cites) -> Iterator[Block]:
    """The blocks of the procedure; `cites` names clauses as the page does."""
    yield from _Page(procedure, words, cites).blocks()


def interpretations(procedure: Procedure) -> list[str]:
    """Every interpretation in the procedure, those of its limits among them."""
    things = (
        procedure.stages,
        procedure.lifecycles,
        procedure.states,
        procedure.transitions,
    )
    limits = [step.limit.interpretation for step in procedure.transitions.values() if step.limit]
    return [thing.interpretation for each in things for thing in each.values()] + limits


class _Page:
    def __init__(self, procedure: Procedure, words: Words, cites: _Cites) -> None:
        self._procedure = procedure
        self._language = words.language
        self._say = words.say
        self._cites = cites

    def blocks(self) -> Iterator[Block]:
        yield Heading(2, self._say("show_procedure"))
        if self._procedure.note:
            yield Note("note", self._procedure.note)
        stages = tuple(map(self._stage, self._procedure.stages.values()))
        if stages:
            names = ("stage", "id", "period", "authority")
            yield Grid(tuple(self._say(f"show_{name}") for name in names), stages)
        yield from self._remarks(self._procedure.stages.values())
        for lifecycle in self._procedure.lifecycles.values():
            yield from self._lifecycle(lifecycle)

    def _stage(self, stage: Stage) -> tuple[str, ...]:
        span = self._say("span", start=stage.span.start, end=stage.span.end)
        return (stage.label, stage.id, span, self._cites(stage.cites))

    def _lifecycle(self, lifecycle: Lifecycle) -> Iterator[Block]:
        yield Heading(3, lifecycle.label)
        if lifecycle.after is not None:
            before = self._procedure.states[lifecycle.after].label
            yield Paragraph(self._say("show_after", state=before))
        yield from self._remarks([lifecycle])
        yield from self._remarks(lifecycle.states.values())
        for step in lifecycle.transitions.values():
            yield from self._step(lifecycle, step)

    def _step(self, lifecycle: Lifecycle, step: Transition) -> Iterator[Block]:
        """What leads where, by whom and by when; what it needs; what is said of it."""
        yield Item(step.label, step.id, self._cites(step.cites))
        stages = "、".join(stage.label for stage in step.stages)
        parts = [
            self._ends(lifecycle, step),
            self._say("show_by", roles=role_names(step.roles, self._language)),
            self._say("show_in_stages", stages=stages) if stages else "",
            self._say("show_limit", limit=self._limit(lifecycle, step)),
        ]
        yield Paragraph("；".join(part for part in parts if part))
        needs = "；".join(need_phrase(need, self._language) for need in step.needs)
        if needs:
            yield Paragraph(self._say("show_needs", needs=needs))
        said = (step.interpretation, step.limit.interpretation if step.limit else "")
        yield from (Note("interpretation", text) for text in said if text)
        if step.note:
            yield Note("note", step.note)

    def _ends(self, lifecycle: Lifecycle, step: Transition) -> str:
        target = lifecycle.states[step.target]
        end = self._say("ends_case", state=target.label) if target.final else target.label
        if step.opens:
            return self._say("opens_case", state=end)
        sources = "、".join(lifecycle.states[name].label for name in step.sources)
        return f"{sources} → {end}"

    def _limit(self, lifecycle: Lifecycle, step: Transition) -> str:
        if step.monthly:
            return self._say("limit_month")
        if step.limit is None:
            return self._say("limit_none")
        if step.limit.stage is not None:
            stage = step.limit.stage
            return self._say("limit_stage", day=stage.span.end, stage=stage.label)
        return self._days(lifecycle, step.limit)

    def _days(self, lifecycle: Lifecycle, limit: Limit) -> str:
        if limit.days is None:
            return self._say("limit_none")
        if limit.days.open:
            return self._say("limit_open", label=limit.days.label)
        since = "、".join(lifecycle.states[name].label for name in limit.since)
        return self._say("limit_days", label=limit.days.label, since=since)

    def _remarks(self, things: Iterable[_Remarked]) -> Iterator[Block]:
        """How the author reads what the clauses leave open, and what readers are told."""
        for thing in things:
            if thing.interpretation:
                yield Note("interpretation", f"{thing.label}：{thing.interpretation}")
            if thing.note:
                yield Note("note", f"{thing.label}：{thing.note}")
