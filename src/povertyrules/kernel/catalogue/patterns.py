"""PR24x and PR25x: patterns, which look for records that go together."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

UNKNOWN_COLLECTION = Code(
    "PR240",
    "unknown-collection",
    "there is no collection called `{name}`",
    "没有名为 `{name}` 的集合",
    "the records of a pattern are looked for in a collection: {collections}",
    "模式在集合中查找记录，可用的集合：{collections_zh}",
)
OUT_OF_REACH = Code(
    "PR241",
    "collection-out-of-reach",
    "`{name}` belongs to each of the {parent}, and this pattern is about the {entity}",
    "`{name}` 属于每一个 {parent}，而本模式针对 {entity}",
    "add `of: {parent}` to the pattern",
    "请为本模式加上 `of: {parent}`",
)
NO_COLLECTION = Code(
    "PR242",
    "no-collection",
    "nothing says in which collection the record `{name}` is looked for",
    "没有写明在哪个集合中查找记录 `{name}`",
    "add `over:` with the collection, to the pattern or to this record",
    "请在模式或该记录下加上 `over:`，写明集合",
)
RECORD_NAME_TAKEN = Code(
    "PR243",
    "record-name-taken",
    "`{name}` means something else in this ruleset, so no record can be called that",
    "`{name}` 在本规则集中另有含义，不能用作记录的名称",
    "call the record something else, such as `first` or `later`",
    "请为记录换一个名称，如 `first`、`later`",
)
RECORD_NAME_TWICE = Code(
    "PR244",
    "record-name-twice",
    "two records of this pattern are called `{name}`",
    "本模式有两条记录都叫 `{name}`",
    "a record stands under `match` or under `without`: rename one of the two",
    "一条记录只能写在 `match` 或 `without` 之一：请为其中一条改名",
)
ABSENT_RECORD_READ = Code(
    "PR245",
    "absent-record-read",
    "`{name}` is a record that must not exist, so nothing can be read from it here",
    "`{name}` 是不得存在的记录，此处无法读取它",
    "write what relates the two in the condition of `{name}`, under `without`",
    "两者的关系请写在 `without` 下 `{name}` 的条件中",
)
LATER_RECORD_READ = Code(
    "PR246",
    "later-record-read",
    "`{name}` is described further down, so it cannot be read here",
    "`{name}` 写在后面，此处还不能读取",
    "move this condition to `{name}`, or put `{name}` before `{record}`",
    "请把本条件移到 `{name}` 下，或把 `{name}` 写在 `{record}` 之前",
)
TOO_MANY_RECORDS = Code(
    "PR247",
    "too-many-records",
    "`{key}` has {found} records; a pattern may have {high}",
    "`{key}` 下有 {found} 条记录；一个模式最多 {high} 条",
    "divide it into two patterns, and let a criterion ask for both",
    "请拆成两个模式，再用一个条件同时引用",
)
TOO_MANY_COMBINATIONS = Code(
    "PR248",
    "too-many-combinations",
    "this pattern would have to try up to {found} combinations of records; at most {high} can be",
    "本模式最多要比较 {found} 种记录组合；上限为 {high} 种",
    "lower `max:` of the collections under `entities`, or look for fewer records",
    "请调低 `entities` 中集合的 `max:`，或减少要查找的记录",
)
TOO_SMALL_COLLECTION = Code(
    "PR249",
    "too-small-collection",
    "this pattern needs {needed} different records of `{name}`, which has at most {high}",
    "本模式需要 `{name}` 的 {needed} 条不同记录，而它最多只有 {high} 条",
    "the records of a pattern that come from one collection are different records",
    "同一集合中的各条记录须是不同的记录",
    severity="warning",
)
