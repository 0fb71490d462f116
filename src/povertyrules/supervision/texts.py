"""Parts of a row in a reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from povertyrules.cases import Deadline
from povertyrules.kernel.codes import Language
from povertyrules.model.ruleset import Clause
from povertyrules.supervision.rows import NONE_OF_THEM, NOT_TOLD, Gap, Paper, Risk, Row
from povertyrules.supervision.words import say


def place_text(name: str, language: Language) -> str:
    """The name of a village, town or district; that it is not known."""
    return name or say("place_unknown", language)


def unit_text(unit: tuple[str, ...], among: Iterable[tuple[str, ...]], language: Language) -> str:
    """The name of a village, with that of its town where another town has one of that name."""
    alike = {each for each in among if each[-1] == unit[-1]} | {unit}
    names = [place_text(name, language) for name in (unit[-2:] if len(alike) > 1 else unit[-1:])]
    return " ".join(dict.fromkeys(names))


def category_text(row: Row, language: Language) -> str:
    if row.category == NOT_TOLD:
        return say("category_unknown", language)
    return say("category_none", language) if row.category == NONE_OF_THEM else row.category_label


def joined(texts: Iterable[str], language: Language) -> str:
    """Several things in one cell, each once."""
    return say("stop", language).join(dict.fromkeys(texts))


def risk_text(risk: Risk, language: Language) -> str:
    """`有返贫风险：是（王某某，2020-04-07）`."""
    key = {True: "yes", False: "no", None: "hidden"}[risk.answer]
    answer = say(key, language)
    return say("risk", language, label=risk.label, answer=answer, by=risk.by.name, day=risk.day)


def gap_text(gap: Gap, language: Language) -> str:
    """`住房安全缺项（2020-04-20 至 2020-05-20）`."""
    if gap.ended is None:
        return say("gap", language, label=gap.label, found=gap.found)
    return say("gap_ended", language, label=gap.label, found=gap.found, ended=gap.ended)


def papers_text(papers: Iterable[Paper], language: Language) -> str:
    """`动态监测记录：4号（2020-04-20）、9号（2020-05-20）；初审意见：…`: each kind once."""
    kinds: dict[str, list[str]] = {}
    for each in papers:
        text = say("paper_number", language, text=each.text, day=each.day)
        kinds.setdefault(each.what, []).append(text)
    mark = "、" if language == "zh" else ", "
    texts = (
        say("paper", language, what=what, texts=mark.join(dict.fromkeys(numbers)))
        for what, numbers in kinds.items()
    )
    return joined(texts, language)


def visited_text(row: Row, language: Language) -> str:
    """Every state with the day on which the case came into it."""
    labels = row.state_labels
    texts = (
        say("visited", language, state=labels[stay.state], day=stay.start) for stay in row.visited
    )
    return say("stop", language).join(texts)


def deadline_text(deadline: Deadline, language: Language) -> str:
    """The deadline, and which number of days nobody has filled in, if that is why there is none."""
    text = deadline.to_text(language)
    if deadline.basis == "open" and deadline.parameter is not None:
        text += say("left_open", language, parameter=deadline.parameter.id)
    return text


def clauses_text(clauses: Iterable[Clause], language: Language) -> str:
    """The clauses by their numbers in the document, each once: `五（五）1、五（六）`."""
    mark = "、" if language == "zh" else ", "
    return mark.join(dict.fromkeys(clause.label or clause.reference for clause in clauses))


def number_text(number: Fraction) -> str | int:
    """A median: `12` or `12.5`."""
    whole, rest = divmod(number, 1)
    return f"{whole}.5" if rest else int(whole)
