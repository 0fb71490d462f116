"""What does not fit the schema, in the rule author's words."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from povertyrules.kernel.calendar import days_in_month_of
from povertyrules.kernel.catalogue import structure as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Span
from povertyrules.kernel.suggest import nearest
from povertyrules.syntax.characters import check_name
from povertyrules.syntax.document import Entry, Mapping, Node, Scalar, Sequence
from povertyrules.syntax.schema import Misfit, kind_of, purpose, sections
from povertyrules.syntax.slips import report_spoilt_start, report_within

_KINDS = {
    "object": ("a group of keys", "一组键"),
    "array": ("a list", "列表"),
    "string": ("a text", "文字"),
    "integer": ("a whole number", "整数"),
    "number": ("a number", "数字"),
    "boolean": ("true or false", "真假值"),
    "null": ("empty", "空值"),
}
_FORMS = {
    "rulesetId": {
        "what": "a ruleset's id",
        "what_zh": "规则编号",
        "form": "use small letters a-z, digits, `_` and `-`, a letter first",
        "form_zh": "只用小写字母、数字、`_` 和 `-`，以字母开头",
    },
    "version": {
        "what": "a version",
        "what_zh": "版本号",
        "form": "use letters, digits, `.`, `+` and `-`, as in 2020.34.1",
        "form_zh": "只用字母、数字、`.`、`+` 和 `-`，如 2020.34.1",
    },
    "clauseId": {
        "what": "a clause's id",
        "what_zh": "条款编号",
        "form": "it has no blank and no `#`, and at most 64 characters",
        "form_zh": "条款编号不含空格和 `#`，不超过 64 个字符",
    },
}
_FORMS["versions"] = _FORMS["version"]
_SYNONYMS = {
    "name": "label", "title": "label", "标签": "label", "名称": "label",
    "if": "when", "condition": "when", "条件": "when",
    "formula": "is", "expression": "is", "value": "is", "公式": "is",
    "citation": "cite", "source": "cite", "clause": "cite", "依据": "cite", "引用": "cite",
    "description": "note", "comment": "meta", "comments": "meta", "备注": "note",
    "类型": "type", "单位": "unit", "options": "values", "choices": "values", "entity": "of",
    "and": "all", "or": "any", "rules": "outcomes", "conditions": "criteria",
    "criterion": "criteria", "definitions": "derived", "start": "from", "end": "to",
}  # fmt: skip
_TYPES = {
    "bool": "boolean", "int": "integer", "number": "decimal(2)", "decimal": "decimal(2)",
    "float": "decimal(2)", "string": "text", "str": "text", "enum": "choice", "months": "month",
    "judgement": "finding", "currency": "money", "amount": "money",
    "金额": "money", "整数": "integer", "日期": "date", "文字": "text", "文本": "text",
}  # fmt: skip
_SCALES = {"": 0, "%": -2, "百": 2, "千": 3, "万": 4, "亿": 8}
_NUMERAL = re.compile(r"\s*[-+]?[0-9]+(?:\.[0-9]+)?\s*")


class Describer:
    """Reports misfits: one for each value, and one for each missing or unknown key."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._described: set[Node] = set()

    def describe(self, misfit: Misfit) -> None:
        if misfit.dependent and misfit.rule in ("required", "false"):
            return  # the checker says which type asks for it or refuses it
        by_itself = misfit.rule not in ("required", "additionalProperties", "propertyNames")
        if by_itself and misfit.node in self._described:
            return
        self._described.add(misfit.node)
        _DESCRIBERS[misfit.rule](self, misfit)

    # where a misfit stands

    def _span(self, misfit: Misfit) -> Span:
        """A value stands for itself, a group or a list for the key that it stands under."""
        if isinstance(misfit.node, Scalar):
            return misfit.node.span
        return self._key_span(misfit)

    def _key_span(self, misfit: Misfit) -> Span:
        owner = misfit.trail[-1] if misfit.trail else None
        if owner is not None and owner.value is misfit.node:
            return owner.key.span
        node = misfit.node
        if isinstance(node, Mapping) and node.entries:
            return node.entries[0].key.span
        return Span(node.span.source, node.span.start, node.span.start + 1)

    def _key(self, misfit: Misfit) -> str:
        return misfit.trail[-1].key.text if misfit.trail else "povertyrules"

    def _text(self, misfit: Misfit) -> str:
        return misfit.node.text if isinstance(misfit.node, Scalar) else ""

    def _add(self, code: Code, misfit: Misfit, **values: str | int) -> None:
        span = self._span(misfit)
        values = {"key": self._key(misfit), "text": self._text(misfit), **values}
        self._report.add(code, span, suggestion=None, **values)

    # keys

    def required(self, misfit: Misfit) -> None:
        key = misfit.detail
        if key in _meant(misfit):
            return  # reported as the unknown key that was meant for it
        why, why_zh = purpose(misfit, key)
        self._report.add(
            codes.MISSING_KEY,
            self._key_span(misfit),
            key=key,
            purpose=f" ({why[:1].lower()}{why[1:]})" if why else "",
            purpose_zh=f"（{why_zh}）" if why_zh else "",
        )

    def unknown(self, misfit: Misfit) -> None:
        node, key = misfit.node, misfit.detail
        entry = node.entry(key) if isinstance(node, Mapping) else None
        if entry is None:
            return
        _report_unknown(entry.key, tuple(misfit.schema["properties"]), self._report)

    def name(self, misfit: Misfit) -> None:
        key = misfit.trail[-1].key
        if misfit.detail != "not":  # which words are reserved, the checker says
            self._bad_name(key.text, key.span, misfit.definition)

    def _bad_name(self, text: str, span: Span, definition: str) -> None:
        if not check_name(text, span, self._report):
            return
        if definition in ("name", "id", "names"):
            self._report.add(codes.BAD_NAME, span, name=text, suggestion=_as_name(text))
        elif definition in _FORMS:
            self._report.add(codes.BAD_FORM, span, suggestion=None, text=text, **_FORMS[definition])
        else:
            self._report.add(codes.BAD_KEY, span, found=len(text), high=200)

    # values

    def kind(self, misfit: Misfit) -> None:
        kind, wanted = kind_of(misfit.node), _as_list(misfit.schema["type"])
        if misfit.definition == "date" and kind == "integer":
            self._bad_date(misfit)
        elif isinstance(misfit.node, Scalar) and _wants_number(wanted) and kind == "string":
            self.not_a_number(misfit)
        elif misfit.definition == "id" and kind in ("integer", "number"):
            self._bad_name(self._text(misfit), misfit.node.span, "id")  # quoted, it is none either
        elif "string" in wanted and kind in ("integer", "number"):
            found, found_zh = _KINDS["number"]
            self._add(codes.UNQUOTED_TEXT, misfit, found=found, found_zh=found_zh)
        elif misfit.definition == "condition" and kind == "array":
            self._add(codes.CONDITION_LIST, misfit)
        elif not misfit.trail:
            found, found_zh = _KINDS[kind]
            self._add(codes.NOT_A_RULESET, misfit, found=found, found_zh=found_zh)
        else:
            self._wrong_kind(misfit, kind, wanted)

    def _wrong_kind(self, misfit: Misfit, kind: str, wanted: list[str]) -> None:
        node = misfit.node
        spoilt = isinstance(node, Scalar) and node.style == "plain" and kind == "string"
        grouped = {"array", "object"}.intersection(wanted)
        if spoilt and grouped and report_spoilt_start(node.span, self._report):
            return
        pairs = [_KINDS[each] for each in wanted if each != "integer" or "number" not in wanted]
        found, found_zh = _KINDS[kind]
        if "integer" in wanted and kind == "number":
            found = found_zh = f"`{self._text(misfit)}`"
        self._add(
            codes.WRONG_KIND,
            misfit,
            expected=" or ".join(english for english, _ in pairs),
            expected_zh="或".join(chinese for _, chinese in pairs),
            found=found,
            found_zh=found_zh,
        )

    def not_a_number(self, misfit: Misfit) -> None:
        """A text where a number is meant; a formula may stand there only for a parameter."""
        text = self._text(misfit)
        quoted = isinstance(misfit.node, Scalar) and misfit.node.style != "plain"
        number = _number_in(text)
        if quoted and _NUMERAL.fullmatch(text):
            self._add(codes.QUOTED_NUMBER, misfit, text=text.strip())
        elif number is None:
            self._wrong_kind(misfit, "string", _as_list(misfit.schema.get("type", "number")))
        else:
            self._add(codes.WRITTEN_NUMBER, misfit, number=number)

    def pattern(self, misfit: Misfit) -> None:
        if misfit.definition == "date":
            self._bad_date(misfit)
        elif misfit.definition == "month":
            self._add(codes.BAD_MONTH, misfit)
        elif misfit.definition in ("cite", "citation"):
            self._bad_citation(misfit)
        else:
            self._bad_name(self._text(misfit), self._span(misfit), misfit.definition)

    def _bad_citation(self, misfit: Misfit) -> None:
        span = self._span(misfit)
        if check_name(self._text(misfit), span, self._report) and not (
            "#" in unicodedata.normalize("NFKC", span.text) and report_within(span, self._report)
        ):
            self._add(codes.BAD_CITATION, misfit)

    def _bad_date(self, misfit: Misfit) -> None:
        text = self._text(misfit)
        suggestion = _as_date(text)
        self._report.add(codes.BAD_DATE, self._span(misfit), suggestion=suggestion, text=text)

    def impossible(self, misfit: Misfit) -> None:
        found = days_in_month_of(self._text(misfit))
        if found is None:
            self._add(codes.BAD_DATE, misfit)
        else:
            self._add(codes.IMPOSSIBLE_DATE, misfit, month=found[0], days=found[1])

    def enum(self, misfit: Misfit) -> None:
        text = self._text(misfit)
        options = [str(option) for option in misfit.schema["enum"]]
        suggestion = _TYPES.get(text) if self._key(misfit) == "type" else None
        if suggestion not in options:
            suggestion = nearest(text, options)
        self._report.add(
            codes.NOT_ALLOWED,
            self._span(misfit),
            suggestion=suggestion,
            value=text,
            key=self._key(misfit),
            allowed=", ".join(_shown(options)),
            allowed_zh="、".join(_shown(options)),
        )

    def const(self, misfit: Misfit) -> None:
        self._add(codes.LANGUAGE_VERSION, misfit, found=self._text(misfit))

    def length(self, misfit: Misfit) -> None:
        low, high = misfit.schema.get("minLength", 0), misfit.schema["maxLength"]
        self._add(codes.BAD_LENGTH, misfit, found=len(self._text(misfit)), low=low, high=high)

    def range(self, misfit: Misfit) -> None:
        if misfit.definition == "month":
            self._add(codes.BAD_MONTH, misfit)
            return
        low, high = misfit.schema["minimum"], misfit.schema["maximum"]
        self._add(codes.OUT_OF_RANGE, misfit, value=self._text(misfit), low=low, high=high)

    # lists and groups

    def empty(self, misfit: Misfit) -> None:
        self._add(codes.EMPTY_LIST, misfit)

    def too_many(self, misfit: Misfit) -> None:
        found = len(misfit.node.items) if isinstance(misfit.node, Sequence) else 0
        self._add(codes.TOO_MANY_ENTRIES, misfit, found=found, high=misfit.schema["maxItems"])

    def several(self, misfit: Misfit) -> None:
        """More than one step, unless an unknown key was reported in their place."""
        if not isinstance(misfit.node, Mapping):
            return
        keys = [entry.key for entry in misfit.node]
        if any(key.text not in misfit.schema["properties"] for key in keys):
            return
        found = len(keys)
        self._report.add(codes.SEVERAL_STEPS, keys[1].span, key=keys[1].text, found=found)

    def repeated(self, misfit: Misfit) -> None:
        seen: set[str] = set()
        for item in misfit.node.items if isinstance(misfit.node, Sequence) else ():
            if isinstance(item, Scalar) and item.text in seen:
                key = self._key(misfit)
                self._report.add(codes.REPEATED_ENTRY, item.span, value=item.text, key=key)
            elif isinstance(item, Scalar):
                seen.add(item.text)


_DESCRIBERS: dict[str, Callable[[Describer, Misfit], None]] = {
    "type": Describer.kind,
    "required": Describer.required,
    "additionalProperties": Describer.unknown,
    "propertyNames": Describer.name,
    "pattern": Describer.pattern,
    "format": Describer.impossible,
    "not": Describer.not_a_number,
    "enum": Describer.enum,
    "const": Describer.const,
    "minLength": Describer.length,
    "maxLength": Describer.length,
    "minimum": Describer.range,
    "maximum": Describer.range,
    "minItems": Describer.empty,
    "minProperties": Describer.empty,
    "maxItems": Describer.too_many,
    "maxProperties": Describer.several,
    "uniqueItems": Describer.repeated,
}


def respelt(root: Mapping, report: Report) -> Mapping:
    """The document with misspelt sections under the names that are meant, if those are not
    there as well: what they hold is then judged like any other. Reports the misspellings."""
    known, present = tuple(sections()), {entry.key.text for entry in root}
    entries = []
    for entry in root:
        meant = None if entry.key.text in known else _meant_among(entry.key.text, known)
        if meant is None or meant in present or not isinstance(entry.value, Mapping):
            entries.append(entry)
            continue
        present.add(meant)
        _report_unknown(entry.key, known, report)
        entries.append(Entry(replace(entry.key, text=meant, value=meant, offsets=()), entry.value))
    return Mapping(tuple(entries), root.span)


def _report_unknown(key: Scalar, known: tuple[str, ...], report: Report) -> None:
    names = [f"`{name}`" for name in known]
    report.add(
        codes.UNKNOWN_KEY,
        key.span,
        suggestion=_meant_among(key.text, known),
        key=key.text,
        known=", ".join(names),
        known_zh="、".join(names),
    )


def meant_key(misfit: Misfit, key: str) -> str | None:
    """The known key that an unknown one was probably meant to be."""
    return _meant_among(key, tuple(misfit.schema["properties"]))


@lru_cache(maxsize=256)
def _meant_among(key: str, known: tuple[str, ...]) -> str | None:
    synonym = _SYNONYMS.get(key)
    return synonym if synonym in known else nearest(key, known)


def _meant(misfit: Misfit) -> set[str | None]:
    """The keys that the unknown keys of a mapping were probably meant to be."""
    known = misfit.schema.get("properties", {})
    if not isinstance(misfit.node, Mapping) or len(misfit.node.entries) > 2 * len(known):
        return set()
    unknown = (e.key.text for e in misfit.node if e.key.text not in known)
    return {meant_key(misfit, key) for key in unknown}


def _as_list(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


def _wants_number(wanted: list[str]) -> bool:
    return "string" not in wanted and ("number" in wanted or "integer" in wanted)


def _number_in(text: str) -> str | None:
    """The number that a text like `5,000元`, `５０００` or `1.2万` was meant to be."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace("_", "")
    found = re.match(r"\s*([-+]?[0-9]{1,20}(?:\.[0-9]{1,9})?)([%百千万亿]?)", plain)
    if found is None:
        return None
    number = Decimal(found.group(1)).scaleb(_SCALES[found.group(2)])
    return f"{number:f}"


def _as_date(text: str) -> str | None:
    """2020/3/20, 20200320 and 2020年3月20日 as 2020-03-20; None if it is no such day."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?", plain)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    if not (1 <= month <= 12 and year >= 1 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _as_name(text: str) -> str | None:
    """`Household-Size` as `household_size`; None if it does not become a name."""
    name = re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text).lower()).strip("_")
    return name if text.isascii() and re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name) else None


def _shown(options: list[str]) -> list[str]:
    """The options, with the nine kinds of decimals as one."""
    rest = [f"`{o}`" for o in options if not re.fullmatch(r"decimal\([2-9]\)", o)]
    return ["`decimal(1)` … `decimal(9)`" if o == "`decimal(1)`" else o for o in rest]
