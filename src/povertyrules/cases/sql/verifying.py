"""Going over everything that is stored: is it what was written, and does it fold?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from povertyrules.cases.case import Case
from povertyrules.cases.event_reading import read_event
from povertyrules.cases.event_writing import canonical
from povertyrules.cases.events import Event
from povertyrules.cases.folding import fold
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.tables import BATCH, CASES, EVENTS
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidEvent

_WORDS: dict[str, tuple[str, str]] = {
    "number": ("the event before it is missing", "缺少其前的事件"),
    "form": ("it is no event in canonical form", "不是规范格式的事件"),
    "belongs": ("it is stored under another case or number", "存放在其他事项或编号之下"),
    "link": ("it, or an event before it, was changed", "该事件或其前的事件被改动过"),
    "order": ("it is stored before one that comes before it", "存放顺序早于其前的事件"),
    "fold": ("it is not allowed after those before it", "依其前的事件，该事件不能成立"),
    "standing": (
        "what is stored of the case is not what it folds to",
        "所存状态与事件归并结果不符",
    ),
    "lost": ("there is no event of the case", "该事项没有事件"),
}


@dataclass(frozen=True, slots=True)
class Damage:
    """One place that is not as it was written: the case, the number of the event (0 for the
    case as a whole), and what is wrong with it."""

    case: str
    number: int
    what: str

    def to_text(self, language: Language = "en") -> str:
        english, chinese = _WORDS[self.what]
        if language == "zh":
            return f"事项 {self.case} 第 {self.number} 号：{chinese}"
        return f"case {self.case}, event {self.number}: {english}"


def damages(connection: Connection, rules: Rules) -> Iterator[Damage]:
    """Every damage, by case; of one case the first, since nothing after it can be told."""
    standing = {row.case_id: row for row in connection.execute(select(CASES))}
    wanted = select(EVENTS).order_by(EVENTS.c.case_id, EVENTS.c.number)
    rows = connection.execute(wanted, execution_options={"yield_per": BATCH})
    for name, found in groupby(rows, key=lambda row: str(row.case_id)):
        damage = _damage(name, list(found), standing.pop(name, None), rules)
        if damage is not None:
            yield damage
    for name in standing:
        yield Damage(name, 0, "lost")


def _damage(name: str, rows: list[Any], standing: Any, rules: Rules) -> Damage | None:
    before, events = FIRST, list[Event]()
    entry = 0
    for expected, row in enumerate(rows, start=1):
        what, event = _wrong(name, expected, row, before)
        if not what and row.entry <= entry:
            what = "order"
        if what or event is None:
            return Damage(name, int(row.number), what)
        before, entry = row.link, row.entry
        events.append(event)
    case = fold(rules, events)
    if isinstance(case, Refusal):
        return Damage(name, case.number, "fold")
    return None if _stands(case, standing, before) else Damage(name, 0, "standing")


def _wrong(name: str, expected: int, row: Any, before: str) -> tuple[str, Event | None]:
    if row.number != expected:
        return "number", None
    try:
        event = read_event(row.event)
    except InvalidEvent:
        return "form", None
    if canonical(event) != row.event:
        return "form", None
    if (event.case, event.number) != (name, expected):
        return "belongs", None
    return ("", event) if row.link == link(before, row.event) else ("link", None)


def _stands(case: Case, standing: Any, last: str) -> bool:
    stored = None if standing is None else tuple(standing)
    return stored == (
        case.id,
        case.subject,
        case.lifecycle,
        case.state,
        int(case.is_over),
        len(case.events),
        last,
    )
