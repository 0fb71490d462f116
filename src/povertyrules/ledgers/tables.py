"""The tables that are written, as text: their headings, widths and rows, in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from povertyrules.kernel.codes import Language
from povertyrules.ledgers.headings import key_fact
from povertyrules.ledgers.ledger import Ledger, Reject
from povertyrules.ledgers.results import ItemResult, Needed, ResultRow, Tally
from povertyrules.model.ruleset import Definition, Ruleset

Value = str | int
_REASON_WIDTHS = (60, 40, 40, 24)

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "results": "结果", "items": "成员结果", "rejects": "退回", "counts": "统计",
        "mapping": "列对应", "holds": "成立", "fails": "不成立", "unknown": "不能判定",
        "reason": "决定性理由", "missing": "待补资料", "findings": "待认定事项（认定人）",
        "clauses": "依据条款", "key": "编号", "item": "所属项", "item_key": "项编号",
        "sheet": "工作表", "row": "行号", "column": "列", "header": "表头", "cell": "单元格内容",
        "why": "退回原因", "remedy": "处理建议", "code": "代码", "fact": "事实", "label": "名称",
        "matched": "匹配方式", "id": "代号", "alias": "别名", "unused": "未使用",
        "by_label": "名称", "about": "项目", "value": "内容", "number": "数量",
        "ruleset": "规则集", "title": "文件", "version": "版本", "digest": "规则集摘要（SHA-256）",
        "as_of": "评定日期", "ledger": "台账", "rows_read": "读取的数据行",
        "rows_decided": "已评定的行", "rows_rejected": "退回的行",
        "rows_without_key": "其中没有编号的行",
        "rows_left_out": "非数据行（合计、说明等，未计入上列）",
        "records_decided": "已评定", "records_rejected": "退回", "notes": "读取说明",
        "no_outcome": "（无）",
    },
    "en": {
        "results": "Results", "items": "Items", "rejects": "Rejects", "counts": "Counts",
        "mapping": "Columns", "holds": "holds", "fails": "fails", "unknown": "unknown",
        "reason": "Decisive reason", "missing": "Facts to fill in",
        "findings": "Findings to make (by whom)", "clauses": "Clauses", "key": "Key",
        "item": "Item", "item_key": "Item's key", "sheet": "Sheet", "row": "Row",
        "column": "Column", "header": "Heading", "cell": "Cell", "why": "Reason",
        "remedy": "Remedy", "code": "Code", "fact": "Fact", "label": "Label",
        "matched": "Matched by", "id": "id", "alias": "alias", "unused": "not used",
        "by_label": "label", "about": "About", "value": "Value", "number": "Number",
        "ruleset": "Ruleset", "title": "Document", "version": "Version",
        "digest": "Digest (SHA-256)", "as_of": "Evaluated as of", "ledger": "Ledger",
        "rows_read": "Rows of data read", "rows_decided": "Rows decided",
        "rows_rejected": "Rows rejected", "rows_without_key": "of these, without a key",
        "rows_left_out": "Rows that are no data (totals, notes), not counted above",
        "records_decided": "decided", "records_rejected": "rejected",
        "notes": "Notes on reading", "no_outcome": "(none)",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One table: its name, its headings, and the widths of its columns in characters.

    `statuses` are the columns in which a status stands, by number from 0.
    """

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    statuses: range = range(0)


class Tables:
    """Lays out everything that is written about one run."""

    def __init__(self, ruleset: Ruleset, as_of: date, ledger: Ledger, language: Language) -> None:
        self._ruleset = ruleset
        self._as_of = as_of
        self._ledger = ledger
        self._language = language
        self._words = WORDS[language]
        self._groups = [g for g in ruleset.groups.values() if g.entity == ruleset.root.id]
        self._outcomes = ruleset.root.outcomes
        self._item_outcomes = [
            outcome
            for entity in ruleset.entities.values()
            if entity is not ruleset.root
            for outcome in entity.outcomes
        ]
        key = key_fact(ruleset.root)
        self._key = key.label if key and key.label else self._words["key"]

    def results(self) -> Table:
        words = self._words
        labels = [_label(group) for group in self._groups]
        statuses = [_label(outcome) for outcome in self._outcomes]
        return Table(
            words["results"],
            [self._key, *labels, *statuses, *self._reason_headings()],
            [22, *(16 for _ in labels), *map(_narrow, statuses), *_REASON_WIDTHS],
            range(1 + len(labels), 1 + len(labels) + len(statuses)),
        )

    def _reason_headings(self) -> list[str]:
        return [self._words[name] for name in ("reason", "missing", "findings", "clauses")]

    def result(self, result: ResultRow) -> list[Value]:
        groups = {group.id: group.label for group in result.groups}
        return [
            result.key,
            *(groups.get(group.id, "") for group in self._groups),
            *(self._status(result, outcome) for outcome in self._outcomes),
            *_reason_cells(result),
        ]

    def _status(self, result: ResultRow | ItemResult, outcome: Definition) -> str:
        status = result.outcomes.get(outcome.id)
        return self._words[status] if status else ""

    @property
    def marked(self) -> tuple[str, str]:
        """The words of the statuses that a reader looks for: holds, and unknown."""
        return self._words["holds"], self._words["unknown"]

    @property
    def has_items(self) -> bool:
        return bool(self._item_outcomes)

    def items(self) -> Table:
        words = self._words
        statuses = [_label(outcome) for outcome in self._item_outcomes]
        return Table(
            words["items"],
            [self._key, words["item"], words["item_key"], *statuses, *self._reason_headings()],
            [22, 20, 22, *map(_narrow, statuses), *_REASON_WIDTHS],
            range(3, 3 + len(statuses)),
        )

    def item(self, result: ResultRow, item: ItemResult) -> list[Value]:
        statuses = (self._status(item, outcome) for outcome in self._item_outcomes)
        return [result.key, item.path, item.key, *statuses, *_reason_cells(item)]

    def rejects(self) -> Table:
        names = ("sheet", "row", "column", "header", "cell", "why", "remedy", "clauses", "code")
        headings = [self._words[name] for name in names]
        return Table(
            self._words["rejects"],
            [*headings[:2], self._key, *headings[2:]],
            [12, 8, 22, 6, 28, 24, 60, 60, 28, 8],
        )

    def reject(self, reject: Reject) -> list[Value]:
        return [
            reject.sheet, reject.row, reject.key, reject.column, reject.header, reject.cell,
            reject.reason(self._language), reject.remedy(self._language),
            "、".join(map(self._clause, reject.fault.clauses)), reject.code,
        ]  # fmt: skip

    def _clause(self, reference: str) -> str:
        """A clause as a reader knows it: the document's number, and the clause's in it."""
        source, _, clause = reference.partition("#")
        document = self._ruleset.documents.get(source)
        if document is None or clause not in document.clauses:
            return reference
        name = document.number or document.title or document.id
        return f"{name} {document.clauses[clause].label}"

    def counts(self) -> Table:
        words = self._words
        return Table(
            words["counts"], [words["about"], words["value"], words["number"]], [40, 60, 12]
        )

    def count_rows(self, tally: Tally) -> Iterator[list[Value]]:
        words, ruleset = self._words, self._ruleset
        yield [words["ruleset"], ruleset.id, ""]
        yield [words["title"], ruleset.title, ""]
        yield [words["version"], ruleset.version, ""]
        yield [words["digest"], ruleset.digest, ""]
        yield [words["as_of"], self._as_of.isoformat(), ""]
        yield [words["ledger"], _place(self._ledger), ""]
        yield [words["rows_read"], "", tally.rows_read]
        yield [words["rows_decided"], "", tally.rows_decided]
        yield [words["rows_rejected"], "", tally.rows_rejected]
        yield [words["rows_without_key"], "", tally.rows_without_key]
        yield [words["rows_left_out"], "", tally.rows_left_out]
        yield [ruleset.root.label, words["records_decided"], tally.records_decided]
        yield [ruleset.root.label, words["records_rejected"], tally.records_rejected]
        for group in ruleset.groups.values():
            for answer, number in sorted(tally.groups[group.id].items(), key=lambda i: -i[1]):
                yield [_label(group), answer or words["no_outcome"], number]
        for outcome in (*self._outcomes, *self._item_outcomes):
            counts = tally.outcomes[outcome.id]
            for status in ("holds", "fails", "unknown"):
                yield [_label(outcome), words[status], counts[status]]
        for note in self._ledger.notes:
            yield [words["notes"], note.message(self._language), ""]

    def mapping(self) -> Table:
        names = ("column", "header", "fact", "label", "matched")
        return Table(
            self._words["mapping"], [self._words[name] for name in names], [6, 40, 30, 30, 12]
        )

    def mapping_rows(self) -> Iterator[list[Value]]:
        words = self._words
        matched = {"id": words["id"], "label": words["by_label"], "alias": words["alias"]}
        for column in self._ledger.mapping:
            fact = self._ruleset.facts[column.fact] if column.fact else None
            yield [
                column.column,
                column.header,
                fact.id if fact else "",
                fact.label if fact else "",
                matched[column.matched_by] if column.matched_by else words["unused"],
            ]


def _label(named: object) -> str:
    """The label of a definition or a group, its id where it has none."""
    return str(getattr(named, "label", "") or getattr(named, "id", ""))


def _narrow(heading: str) -> int:
    """A column of statuses is as wide as its heading, within reason."""
    return max(8, min(20, 2 * len(heading) + 2))


def _reason_cells(result: ResultRow | ItemResult) -> list[Value]:
    """Why a result is as it is, what could still change it, and the clauses."""
    return [
        result.reason,
        "、".join(need.label for need in result.needed if not need.by),
        _findings(result.needed),
        "、".join(result.clauses),
    ]


def _findings(needed: Sequence[Needed]) -> str:
    return "、".join(f"{need.label}（{need.by}）" for need in needed if need.by)


def _place(ledger: Ledger) -> str:
    name = Path(ledger.path).name
    return f"{name}（{ledger.sheet}）" if ledger.sheet else name
