"""What is not as it was written, and where."""

from __future__ import annotations

from dataclasses import dataclass

from povertyrules.kernel.codes import Language
from povertyrules.kernel.shown import shown

_WORDS: dict[str, tuple[str, str]] = {
    "number": ("the event before it is missing", "缺少其前的事件"),
    "form": ("it is no event in canonical form", "不是规范格式的事件"),
    "belongs": ("it is stored under another case or number", "存放在其他事项或编号之下"),
    "link": ("it, or an event before it, was changed", "该事件或其前的事件被改动过"),
    "order": ("it is stored before one that comes before it", "存放顺序早于其前的事件"),
    "fold": ("it is not allowed after those before it", "依其前的事件，该事件不能成立"),
    "beside": (
        "it is not allowed beside the other cases of the household",
        "依该户的其他事项，该事件不能成立",
    ),
    "version": ("it does not say which version the tables are of", "未能写明各表的版本"),
    "standing": (
        "what is stored of the case is not what it folds to",
        "所存状态与事件归并结果不符",
    ),
    "lost": ("there is no event of the case", "该事项没有事件"),
}
_LOGS: dict[str, tuple[str, str]] = {
    "events": ("case", "事项"),
    "place": ("place of", "所在地"),
    "referral": ("referral of", "反馈"),
    "denial": ("denial of", "拒绝记录"),
    "store": ("table", "表"),
}


@dataclass(frozen=True, slots=True)
class Damage:
    """One place that is not as it was written: the case, the number of the event (0 for the
    case as a whole), and what is wrong with it.

    `log` is `events`, or the kind of the notes: then `case` is what they are about (a case,
    a household, a person), and `number` that of the note. It is `store` if the table that says
    the version is damaged.
    """

    case: str
    number: int
    what: str
    log: str = "events"

    def to_text(self, language: Language = "en") -> str:
        english, chinese = _WORDS[self.what]
        log_english, log_chinese = _LOGS.get(self.log, (self.log, self.log))
        if language == "zh":
            return f"{log_chinese} {self.case} 第 {self.number} 号：{chinese}"
        entry = "event" if self.log == "events" else "note"
        return f"{log_english} {self.case}, {entry} {self.number}: {english}"


def named(value: object) -> str:
    """A name as it is told, also one that is no text: everything may stand in a damaged row."""
    if not isinstance(value, str):
        return repr(value) if isinstance(value, bytes) else shown(value)
    return value.encode("utf-8", "backslashreplace").decode()


def number_of(value: object, expected: int) -> int:
    """The number of a row as it is told; the expected one if it is no number."""
    return value if isinstance(value, int) else expected
