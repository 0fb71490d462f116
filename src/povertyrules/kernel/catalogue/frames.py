"""PR65x: rows of a data frame that cannot be decided, besides what is wrong with a record."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

NO_KEY = Code(
    "PR650",
    "frame-row-without-key",
    "the row has no {name}, so nobody knows whose it is",
    "该行没有 {name}，不知属于哪一户",
    "fill it in",
    "请补填",
)
REPEATED_KEY = Code(
    "PR651",
    "frame-key-repeated",
    "another row has the same {name}",
    "另有一行的 {name} 与此相同",
    "keep the row that is right, or correct the key of the other one",
    "请保留正确的一行，或更正另一行的编号",
)
UNMATCHED_ITEM = Code(
    "PR652",
    "item-without-owner",
    "no row of {owner} has this {name}",
    "{owner}中没有这个 {name}",
    "check the key, or add the row that is missing",
    "请核对编号，或补上缺少的一行",
)
ITEMS_REJECTED = Code(
    "PR653",
    "items-rejected",
    "{count} rows of `{name}` are not accepted; their own reasons stand beside them",
    "`{name}` 中有 {count} 行未被接受，原因见各行",
    "correct them first",
    "请先更正这些行",
)
MISCOUNTED_ITEMS = Code(
    "PR655",
    "items-miscounted",
    "{count} rows of `{name}` were given, which is not the number that its column says",
    "`{name}` 给出了 {count} 行，与该列所填的数目不符",
    "give all the rows, or correct the number; leave it empty where nothing is known",
    "请补齐各行或更正数目；情况不明时请留空",
)
NOT_IN_FORCE_THAT_DAY = Code(
    "PR654",
    "not-in-force-that-day",
    "nothing is in force on the date of the row, or it has none; in force {spans}",
    "该行没有日期，或该日没有生效的规则；生效时间：{spans_zh}",
    "check the date, or use the ruleset of that time",
    "请核对日期，或使用当时的规则",
)
STRANGE_LIST = Code(
    "PR656",
    "strange-list-of-choices",
    "“{label}” has a value that is none of its choices, or one of them twice",
    "“{label}”中有不属于其选项的值，或有重复的值",
    "give each at most once, of: {values}",
    "每个值至多写一次，可用：{values}",
)
