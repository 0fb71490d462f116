"""All fixed words of explanations and receipts, in Chinese and English, in one table.

Whatever else is printed comes from the ruleset (labels, questions, clauses) or the facts.
"""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.kernel.codes import Language

PHRASES: dict[str, tuple[str, str]] = {
    # punctuation
    "colon": ("{left}：{right}", "{left}: {right}"),
    "enumeration": ("、", ", "),
    "sequence": ("；", "; "),
    "note": ("{text}（{note}）", "{text} ({note})"),
    "quoted": ("“{text}”", "“{text}”"),
    "section": ("{number}、{title}", "{number}. {title}"),
    # the head and the summary
    "record": ("{entity} {key}", "{entity} {key}"),
    "as_of_line": ("评定日期：{date}", "Date of evaluation: {date}"),
    "basis": ("依据：{title}", "Basis: {title}"),
    "ruleset": ("规则：{id} {version}", "Ruleset: {id} {version}"),
    "ruleset_interpretation": (
        "解释（施行期间）：{text}",
        "Interpretation (period in force): {text}",
    ),
    "summary": ("结论", "Result"),
    "none_of_group": ("均不成立", "none"),
    "group_unknown": ("不能判定（可能：{outcomes}）", "cannot be decided (possible: {outcomes})"),
    "list_holds": ("成立", "Holds"),
    "list_fails": ("不成立", "Does not hold"),
    "list_unknown": ("不能判定", "Cannot be decided"),
    "empty": ("无", "none"),
    "only_these": (
        "此处只列：{outcomes}；其余结论未列出",
        "Only these are shown: {outcomes}; other outcomes are not listed",
    ),
    "still_needed": ("还缺以下事实", "Still needed"),
    "could_decide": ("可能影响：{outcomes}", "could decide: {outcomes}"),
    "ask": ("须由{by}研判：{question}", "to be found by {by}: {question}"),
    # statuses
    "holds": ("成立", "holds"),
    "fails": ("不成立", "does not hold"),
    "unknown": ("不能判定", "cannot be decided"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    # what a condition would have to be, always said in the same way
    "due": ("{subject}成立要求{wanted}", "for {subject} to hold: {wanted}"),
    "due_met": ("{due}，符合", "{due}, as is the case"),
    "this_section": ("本项", "this"),
    "that_condition": ("该条", "that condition"),
    "wanted_yes": ("为“是”", "“yes”"),
    "wanted_no": ("为“否”", "“no”"),
    "wanted_value": ("为“{value}”", "“{value}”"),
    "wanted_other": ("不为“{value}”", "not “{value}”"),
    "wanted_failing": ("其不成立", "must not hold"),
    # kinds of absence
    "missing": ("未填报", "not filled in"),
    "not_found": ("尚未研判", "not yet found"),
    "not_given": ("名单未提供", "list not given"),
    "not_given_size": (
        "名单未提供（可能有 {low} 至 {high} 个）",
        "list not given (there may be {low} to {high})",
    ),
    "not_determined": ("尚不能确定", "not determined yet"),
    "found_by": ("由{by}研判", "found by {by}"),
    "given": ("已填报", "filled in"),
    "list_given": ("名单已提供", "list given"),
    # connectives
    "all_holds": (
        "以下 {n} 条须全部成立，均已成立：",
        "All {n} of these must hold, and all do:",
    ),
    "all_fails": (
        "以下 {n} 条须全部成立，其中 {k} 条不成立：",
        "All {n} of these must hold; failing: {k}",
    ),
    "all_unknown": (
        "以下 {n} 条须全部成立，尚无一条不成立，其中 {k} 条不能判定：",
        "All {n} of these must hold; none fails so far; cannot be decided: {k}",
    ),
    "any_holds": (
        "以下 {n} 条有一条成立即可，其中 {k} 条成立：",
        "One of {n} is enough; holding: {k}",
    ),
    "any_fails": (
        "以下 {n} 条有一条成立即可，均不成立：",
        "One of these {n} would be enough, none holds:",
    ),
    "any_unknown": (
        "以下 {n} 条有一条成立即可，尚无一条成立，其中 {k} 条不能判定：",
        "One of {n} would be enough; none holds so far; cannot be decided: {k}",
    ),
    "at_least_holds": (
        "{n} 条中须至少 {needed} 条成立，其中 {k} 条成立：",
        "At least {needed} of {n} must hold; holding: {k}",
    ),
    "at_least_fails": (
        "{n} 条中须至少 {needed} 条成立，其中 {k} 条不成立：",
        "At least {needed} of {n} must hold; failing: {k}",
    ),
    "at_least_unknown": (
        "{n} 条中须至少 {needed} 条成立，其中 {k} 条不能判定：",
        "At least {needed} of {n} must hold; cannot be decided: {k}",
    ),
    "not_holds": ("下列一条须不成立，确不成立：", "This must not hold, and it does not:"),
    "not_fails": ("下列一条须不成立，但已成立：", "This must not hold, but it does:"),
    "not_unknown": ("下列一条须不成立，尚不能判定：", "This must not hold; it cannot be decided:"),
    "implies_step": (
        "若“{premise}”成立，则“{consequence}”须成立：",
        "If “{premise}”, then “{consequence}” must hold:",
    ),
    "if_step": (
        "若“{condition}”成立则看“{yes}”，否则看“{no}”：",
        "If “{condition}” then “{yes}” counts, otherwise “{no}”:",
    ),
    "implies": (
        "若“{premise}”成立，则“{consequence}”须成立",
        "if “{premise}”, then “{consequence}”",
    ),
    "unused_holds": ("未用到（已有一条成立）", "Not needed (one that holds is enough)"),
    "unused_fails": ("未用到（已有一条不成立）", "Not needed (one that fails is enough)"),
    "unused_enough": ("未用到（已足够判定）", "Not needed (settled without)"),
    "known_any": ("已判定不成立", "Already decided not to hold"),
    "known_all": ("已判定成立", "Already decided to hold"),
    "known_at_least": ("已判定的其余各条", "The others, decided already"),
    "always": ("恒成立", "always holds"),
    "never": ("恒不成立", "never holds"),
    "and": ("{left} 且 {right}", "{left} and {right}"),
    "or": ("{left} 或 {right}", "{left} or {right}"),
    "not": ("非（{text}）", "not ({text})"),
    "not_fact_brief": ("{label}为否", "{label}: no"),
    "not_definition_brief": ("{label}不成立", "not {label}"),
    "bracketed": ("（{text}）", "({text})"),
    "at_least_brief": (
        "以下至少 {needed} 条成立（{text}）",
        "at least {needed} of ({text})",
    ),
    "see_section": ("见第{number}项", "see section {number}"),
    "see_above": ("见上", "see above"),
    # comparisons
    "named": ("{label} {value}", "{label} {value}"),
    "text_is": ("“{text}”为 {value}", "“{text}” is {value}"),
    "spaced": (" {text}", "{text}"),
    "compared": ("{left}，{relation}{right}", "{left}, {relation} {right}"),
    "compared_by": (
        "{left}，{relation}{right}，相差 {margin}",
        "{left}, {relation} {right}, a difference of {margin}",
    ),
    "compared_open": (
        "{left}：是否{relation}{right}，尚不能判定",
        "{left}: whether it is {relation} {right} cannot be decided yet",
    ),
    "compared_settled": (
        "{left}：{relation}{right}，缺项无论如何填报均{status}",
        "{left}: “{relation} {right}”, in any case this {status}",
    ),
    "compared_masked": (
        "{left}：{relation}{right}，{status}",
        "{left}: “{relation} {right}” {status}",
    ),
    "relation_lower": ("低于", "below"),
    "relation_equal": ("等于", "equal to"),
    "relation_higher": ("高于", "above"),
    "relation_earlier": ("早于", "earlier than"),
    "relation_same_day": ("同于", "the same as"),
    "relation_later": ("晚于", "later than"),
    "number_<": ("低于", "below"),
    "number_<=": ("不高于", "not above"),
    "number_>": ("高于", "above"),
    "number_>=": ("不低于", "not below"),
    "number_==": ("等于", "equal to"),
    "number_!=": ("不等于", "not equal to"),
    "date_<": ("早于", "earlier than"),
    "date_<=": ("不晚于", "not later than"),
    "date_>": ("晚于", "later than"),
    "date_>=": ("不早于", "not earlier than"),
    "date_==": ("同于", "the same as"),
    "date_!=": ("不同于", "different from"),
    "brief_comparison": ("{left}{relation}{right}", "{left} {relation} {right}"),
    "brief_is": ("{left}为{right}", "{left} is {right}"),
    "brief_is_not": ("{left}不为{right}", "{left} is not {right}"),
    "brief_among": ("{left}为{right}之一", "{left} is one of {right}"),
    "brief_contains": ("{left}包含{right}", "{left} contains {right}"),
    "brief_starts_with": ("{left}以“{right}”开头", "{left} starts with “{right}”"),
    "brief_matches": ("{left}符合格式 {right}", "{left} has the form {right}"),
    "brief_missing": ("{label}未填报", "{label} not filled in"),
    "brief_known": ("{label}已填报", "{label} filled in"),
    "negated": ("不{text}", "not “{text}”"),
    "ask_among": ("为{values}之一", "one of {values}"),
    "ask_contains": ("包含{value}", "contains {value}"),
    "ask_starts_with": ("以“{value}”开头", "starts with “{value}”"),
    "ask_matches": ("符合格式 {value}", "has the form {value}"),
    "the_same": ("相同", "the same"),
    "not_the_same": ("不同", "different"),
    "same": ("{left} 与 {right} 相同", "{left} and {right} are the same"),
    "different": ("{left} 与 {right} 不同", "{left} and {right} differ"),
    "not_comparable": (
        "{left} 与 {right} 尚不能比较",
        "{left} and {right} cannot be compared yet",
    ),
    "same_item": ("{left} 与 {right} 是同一个", "{left} and {right} are the same item"),
    "other_item": ("{left} 与 {right} 不是同一个", "{left} and {right} are two items"),
    # values
    "with_unit": ("{number} {unit}", "{number} {unit}"),
    "about": ("约 {rounded}（精确值 {exact}）", "about {rounded} (exactly {exact})"),
    "about_only": ("约 {rounded}", "about {rounded}"),
    "days": ("天", "days"),
    "months": ("个月", "months"),
    "between": ("{low} 至 {high} 之间", "between {low} and {high}"),
    "at_least_value": ("不低于 {low}", "at least {low}"),
    "at_most_value": ("不高于 {high}", "at most {high}"),
    "not_before": ("不早于 {low}", "not before {low}"),
    "not_after": ("不晚于 {high}", "not after {high}"),
    "one_of": ("{options}之一", "one of {options}"),
    "none_chosen": ("未选任何一项", "none chosen"),
    "as_of": ("评定日期", "the date of evaluation"),
    "parameter": ("{label}：{value}", "{label}: {value}"),
    "period": ("{start} 至 {end} 有效", "in force from {start} to {end}"),
    "period_open": ("自 {start} 起有效", "in force from {start}"),
    "published": ("{date} 公布", "published {date}"),
    "formula": ("按公式 {text}", "by the formula {text}"),
    "filled": ("文件留待确定，本次按“{cite}”取值", "left open by the document, filled by “{cite}”"),
    # arithmetic
    "equals": (" ＝ ", " = "),
    "plus": (" ＋ ", " + "),
    "minus": (" － ", " − "),
    "op_*": ("{0} × {1}", "{0} × {1}"),
    "op_/": ("{0} ÷ {1}", "{0} ÷ {1}"),
    "op_negative": ("－（{0}）", "−({0})"),
    "op_abs": ("{0} 的绝对值", "the absolute value of {0}"),
    "op_least": ("{all} 中最小者", "the least of {all}"),
    "op_greatest": ("{all} 中最大者", "the greatest of {all}"),
    "op_round": (
        "{0} 保留 {decimals} 位小数（{mode}）",
        "{0} rounded to {decimals} decimals ({mode})",
    ),
    "op_days_between": ("自 {0} 至 {1} 的天数", "days from {0} to {1}"),
    "op_months_between": ("自 {0} 至 {1} 的整月数", "whole months from {0} to {1}"),
    "op_month_difference": ("自 {0} 至 {1} 相隔的月数", "months from {0} to {1}"),
    "op_years_between": ("自 {0} 至 {1} 的整年数", "whole years from {0} to {1}"),
    "op_age_on": ("{0} 至 {1} 的周岁", "age in whole years, born {0}, on {1}"),
    "op_month_of": ("{0} 所在月份", "the month of {0}"),
    "op_year_of": ("{0} 所在年份", "the year of {0}"),
    "op_call": ("{label}（{all}）", "{label}({all})"),
    "op_length": ("{0} 的字数", "the number of characters of {0}"),
    "op_chosen": ("{0} 所选的项数", "the number of choices in {0}"),
    "mode_half_up": ("四舍五入", "half up"),
    "mode_half_even": ("四舍六入五成双", "half to even"),
    "mode_up": ("远离零进位", "away from zero"),
    "mode_down": ("舍去尾数", "towards zero"),
    "mode_ceiling": ("向上取整", "up"),
    "mode_floor": ("向下取整", "down"),
    "taken_holds": ("因“{condition}”成立，取 {value}", "as “{condition}” holds: {value}"),
    "taken_fails": ("因“{condition}”不成立，取 {value}", "as “{condition}” does not hold: {value}"),
    "taken_unknown": (
        "“{condition}”不能判定，取 {yes} 或 {no}",
        "as “{condition}” cannot be decided: {yes} or {no}",
    ),
    "brief_if": (
        "“{condition}”成立时取{yes}，否则取{no}",
        "{yes} if “{condition}”, otherwise {no}",
    ),
    # items of collections
    "item": ("第 {number} 个{entity}", "{entity} {number}"),
    "item_of": ("{outer}的{inner}", "{outer}’s {inner}"),
    "fact_of": ("{item}的{label}", "{item}’s {label}"),
    "own_item": ("本{entity}", "this {entity}"),
    "lettered": ("{entity}{letter}", "{entity} {letter}"),
    "such_items": ("{entity}（{where}）", "{entity} ({where})"),
    "any_brief": ("有{items}符合“{body}”", "some {items} with “{body}”"),
    "any_brief_plain": ("有{items}", "there is some {items}"),
    "all_brief": ("每个{items}都符合“{body}”", "every {items} with “{body}”"),
    "count_brief": ("{items}的个数", "number of {items}"),
    "sum_brief": ("各{items}“{body}”之和", "sum of “{body}” over {items}"),
    "min_brief": ("各{items}“{body}”的最小值", "least “{body}” over {items}"),
    "max_brief": ("各{items}“{body}”的最大值", "greatest “{body}” over {items}"),
    "any_of_holds": (
        "须有一个{items}符合“{body}”，符合的有 {k} 个：",
        "One of {items} with “{body}” is enough; found: {k}",
    ),
    "any_of_fails": (
        "须有一个{items}符合“{body}”，没有一个符合：",
        "One of {items} with “{body}” would be enough; found: 0",
    ),
    "any_of_unknown": (
        "须有一个{items}符合“{body}”，尚无一个确定符合，{k} 个不能判定：",
        "One of {items} with “{body}” would be enough; none is certain; cannot be decided: {k}",
    ),
    "all_of_holds": (
        "每个{items}都须符合“{body}”，均符合：",
        "Every one of {items} must have “{body}”, and all have it:",
    ),
    "all_of_fails": (
        "每个{items}都须符合“{body}”，{k} 个不符合：",
        "Every one of {items} must have “{body}”; without: {k}",
    ),
    "all_of_unknown": (
        "每个{items}都须符合“{body}”，尚无一个不符合，{k} 个不能判定：",
        "Every one of {items} must have “{body}”; none is without so far; cannot be decided: {k}",
    ),
    "tally": ("共 {total} 个{entity}", "{total} {entity} in all"),
    "tally_filtered": (
        "共 {total} 个{entity}，其中 {included} 个在此范围",
        "{total} {entity} in all, {included} of them in question",
    ),
    "tally_undecided": (
        "共 {total} 个{entity}，其中 {included} 个在此范围，{undecided} 个是否在此范围不能判定",
        "{total} {entity} in all, {included} of them in question, {undecided} perhaps",
    ),
    "nobody": ("一个也没有", "there are none"),
    "maybe_counted": ("是否计入不能判定", "counted or not: cannot be decided"),
    "more": ("另有 {count} 个，从略", "and {count} more, not listed"),
    "otherwise": ("没有时取 {value}", "if there is none: {value}"),
    "items_holds": ("{count} 个成立", "holds for {count}"),
    "items_fails": ("{count} 个不成立", "does not hold for {count}"),
    "items_unknown": ("{count} 个不能判定", "cannot be decided for {count}"),
    # law
    # records that go together
    "patterns": ("相互关联的记录（供参考）", "Records that go together (for information)"),
    "pattern_matches": ("符合的记录：{records}", "Records that match: {records}"),
    "pattern_possible": (
        "补充事实后可能符合的记录：{records}",
        "Records that may match once more is known: {records}",
    ),
    "pattern_asks": ("要求：{text}", "Asked for: {text}"),
    "no_record": ("没有{record}", "no {record}"),
    "record_of": ("{entity} {key}", "{entity} {key}"),
    "more_matches": ("另有 {count} 组，从略", "and {count} more, not listed"),
    "interpretation_of": ("解释（{label}）：{text}", "Interpretation ({label}): {text}"),
    "interpretation": ("解释：{text}", "Interpretation: {text}"),
    "remark": ("说明：{text}", "Note: {text}"),
    "clause_of": ("{source} {clause}", "{source} {clause}"),
    "by": ("依据：{clauses}", "Basis: {clauses}"),
    "quotations": ("其他引用条款", "Other clauses cited"),
    "original": ("原文（{clause}）：“{text}”", "Original ({clause}): “{text}”"),
    # differences between two receipts
    "differs": (
        "{what}：原为 {before}，现为 {after}",
        "{what}: was {before}, is now {after}",
    ),
    "only_before": ("{what}：原为 {before}，现已没有", "{what}: was {before}, is no longer there"),
    "only_after": ("{what}：原来没有，现为 {after}", "{what}: was not there, is now {after}"),
    "receipt_format": ("回执格式", "receipt format"),
    "receipt_version": ("回执格式版本", "receipt version"),
    "receipt_ruleset": ("规则", "ruleset"),
    "receipt_as_of": ("评定日期", "date of evaluation"),
    "receipt_parameter": ("参数", "parameter"),
    "receipt_fact": ("事实", "fact"),
    "receipt_result": ("结果", "result"),
    "absent": ("无", "nothing"),
}

_LETTERS = {"zh": "甲乙丙丁戊己庚辛壬癸", "en": "ABCDEFGHIJ"}
_DIGITS = "零一二三四五六七八九"


class Words:
    """The table in one language."""

    def __init__(self, language: Language) -> None:
        if language not in ("zh", "en"):
            message = f"an explanation is in the language 'zh' or 'en', not {language!r}"
            raise ValueError(message)
        self.language = language
        self._column = 0 if language == "zh" else 1

    def say(self, key: str, /, *parts: object, **values: object) -> str:
        """The phrase with its places filled."""
        return PHRASES[key][self._column].format(*parts, **values)

    def note(self, text: str, *notes: str) -> str:
        """A text with remarks in brackets after it; empty ones are left out."""
        shown = self.say("sequence").join(note for note in notes if note)
        return self.say("note", text=text, note=shown) if shown else text

    def pair(self, left: str, right: str) -> str:
        return self.say("colon", left=left, right=right)

    def listed(self, texts: Iterable[str]) -> str:
        return self.say("enumeration").join(texts)

    def letter(self, number: int) -> str:
        """The name of an item among several of a kind; beyond ten, the letters begin again with
        a number: 甲2."""
        turn, place = divmod(number, len(_LETTERS[self.language]))
        return f"{_LETTERS[self.language][place]}{turn + 1 if turn else ''}"

    def ordinal(self, number: int) -> str:
        """The number of a section: 一, 二 … 九十九 in Chinese; digits beyond, and in English."""
        if self.language == "en" or number > 99:
            return str(number)
        tens, ones = divmod(number, 10)
        if not tens:
            return _DIGITS[ones]
        head = "十" if tens == 1 else f"{_DIGITS[tens]}十"
        return head + (_DIGITS[ones] if ones else "")
