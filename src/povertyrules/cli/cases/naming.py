"""Steps, roles and states as people write them: by id or by label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeVar

import typer

from povertyrules.cases import Actor
from povertyrules.cli.cases.desk import Desk
from povertyrules.kernel.suggest import nearest
from povertyrules.model.procedure.parts import Lifecycle, State, Transition
from povertyrules.model.ruleset import Fact, Role


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...


N = TypeVar("N", bound=_Named)


def step_of(desk: Desk, name: str) -> Transition:
    return _one(desk, desk.procedure.rules.procedure.transitions, name, "STEP", "kind_step")


def role_of(desk: Desk, name: str) -> Role:
    return _one(desk, desk.ruleset.checked.roles, name, "--role", "kind_role")


def state_of(desk: Desk, name: str) -> State:
    return _one(desk, desk.procedure.rules.procedure.states, name, "--state", "kind_state")


def lifecycle_of(desk: Desk, name: str) -> Lifecycle:
    return _one(desk, desk.procedure.lifecycles, name, "--kind", "kind_lifecycle")


def finding_of(desk: Desk, name: str) -> Fact:
    facts = desk.ruleset.checked.facts
    findings = {key: fact for key, fact in facts.items() if fact.finding is not None}
    return _one(desk, findings, name, "--finding", "kind_finding")


def actor_of(desk: Desk, name: str, role: str, body: str) -> Actor:
    """Who acts. A blank name is refused by the procedure itself."""
    return Actor(name.strip(), role_of(desk, role).id, body.strip())


def named(label: str, name: str, desk: Desk) -> str:
    """`标注预警（flag）`."""
    return desk.terminal.words.say("named", label=label, id=name)


def _one(desk: Desk, known: Mapping[str, N], name: str, option: str, kind: str) -> N:
    """The one with this id, or the only one with this label; else a usage error."""
    wanted = name.strip()
    if wanted in known:
        return known[wanted]
    alike = [each for each in known.values() if each.label == wanted]
    if len(alike) == 1:
        return alike[0]
    say = desk.terminal.words.say
    text = say("unknown_name", name=name, kind=say(kind))
    near = nearest(wanted, [*known, *(each.label for each in known.values())])
    listed = "、".join(named(each.label, each.id, desk) for each in known.values())
    hint = say("perhaps", names=near) if near else say("known_names", known=listed)
    raise typer.BadParameter(text + hint, param_hint=option)
