"""PR3xx: names, scopes and references that the checker cannot follow."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

DUPLICATE_NAME = Code(
    "PR301",
    "duplicate-name",
    "`{name}` is declared twice; it is already declared on line {line}",
    "`{name}` 重复定义；第 {line} 行已经定义过",
    "a name means one thing in the whole ruleset: rename one of the two",
    "同一规则集中一个名称只有一个含义：请为其中一个改名",
)
UNKNOWN_NAME = Code(
    "PR302",
    "unknown-name",
    "there is no fact, parameter, criterion or other definition called `{name}`",
    "没有名为 `{name}` 的事实、参数、条件或其他定义",
    "declare it, or correct the name; text to compare with stands in quotes",
    "请先定义，或更正名称；要比较的文字须放在引号内",
)
UNKNOWN_CLAUSE = Code(
    "PR303",
    "unknown-clause",
    "the source `{source}` has no clause `{clause}`",
    "来源 `{source}` 没有条款 `{clause}`",
    "add the clause with its words under `sources`, or cite another",
    "请在 `sources` 下补上该条款及原文，或引用其他条款",
)
UNKNOWN_SOURCE = Code(
    "PR304",
    "unknown-source",
    "there is no source called `{source}`",
    "没有名为 `{source}` 的来源",
    "declare it under `sources`",
    "请在 `sources` 下声明",
)
UNKNOWN_ROLE = Code(
    "PR305",
    "unknown-role",
    "there is no role called `{name}`",
    "没有名为 `{name}` 的角色",
    "declare under `roles` who it is",
    "请在 `roles` 下说明由谁负责",
)
UNKNOWN_ENTITY = Code(
    "PR306",
    "unknown-entity",
    "there is no entity called `{name}`",
    "没有名为 `{name}` 的实体",
    "declare it under `entities`",
    "请在 `entities` 下声明",
)
UNKNOWN_GROUP = Code(
    "PR307",
    "unknown-group",
    "there is no group called `{name}`",
    "没有名为 `{name}` 的组",
    "declare it under `groups`",
    "请在 `groups` 下声明",
)
AMBIGUOUS_LABEL = Code(
    "PR308",
    "ambiguous-label",
    "the label `{name}` belongs to several definitions: {names}",
    "标签 `{name}` 对应多个定义：{names}",
    "write the id of the one that is meant",
    "请改写所指定义的 id",
)
RESERVED_NAME = Code(
    "PR309",
    "reserved-name",
    "`{name}` is a word of the language and cannot be a name",
    "`{name}` 是规则语言的保留字，不能用作名称",
    "choose another id",
    "请换一个 id",
)
CYCLE = Code(
    "PR310",
    "cycle",
    "these definitions read each other in a circle: {cycle}",
    "以下定义互相引用，形成循环：{cycle_zh}",
    "one of them must stand on facts alone",
    "其中至少一个必须只依据事实",
)
OUT_OF_SCOPE = Code(
    "PR311",
    "out-of-scope",
    "`{name}` belongs to each of the {entity}, and here there is no single one to read it from",
    "`{name}` 属于每一个 {entity}，此处无法确定读取哪一个",
    "say which ones: any({entity}, …), all({entity}, …), count({entity} where …), "
    "or declare this definition with `of: {entity}`",
    "请指明范围：any({entity}, …)、all({entity}, …)、count({entity} where …)，"
    "或为本定义加上 `of: {entity}`",
)
NAMED_ITEM_ONLY = Code(
    "PR312",
    "named-item-only",
    "`{name}` must say whose it is, because the items are named here",
    "此处的成员已命名，`{name}` 必须写明属于谁",
    "write `{example}`",
    "请写成 `{example}`",
)
UNKNOWN_ITEM = Code(
    "PR313",
    "unknown-item",
    "no item is called `{name}` here",
    "此处没有名为 `{name}` 的成员",
    "name it where the collection is read: any(members as {name}, …)",
    "请在读取集合处命名：any(members as {name}, …)",
)
NOT_IN_ITEM = Code(
    "PR314",
    "not-in-item",
    "`{item}` is one of the {entity}, which have no `{name}`",
    "`{item}` 属于 {entity}，没有 `{name}`",
    "declare it for this entity, or read it without `{item}.`",
    "请在该实体中声明，或去掉 `{item}.`",
)
UNKNOWN_FUNCTION = Code(
    "PR315",
    "unknown-function",
    "there is no function called `{name}`",
    "没有名为 `{name}` 的函数",
    "the functions are: {functions}",
    "可用的函数：{functions}",
)
COLLECTION_EXPECTED = Code(
    "PR316",
    "collection-expected",
    "`{function}` needs a collection first, and `{name}` is none",
    "`{function}` 的第一项必须是集合，`{name}` 不是集合",
    "the collections that can be read here are: {collections}",
    "此处可读取的集合：{collections}",
)
NOT_A_VALUE = Code(
    "PR317",
    "not-a-value",
    "`{name}` is a collection, not a value",
    "`{name}` 是集合，不是数值",
    "ask about its items: any({name}, …), all({name}, …), count({name})",
    "请针对其成员提问：any({name}, …)、all({name}, …)、count({name})",
)
ITEM_NAME_TAKEN = Code(
    "PR318",
    "item-name-taken",
    "`{name}` already means something else here",
    "`{name}` 在此处已有其他含义",
    "choose another name after `as`",
    "请在 `as` 后换一个名称",
)
NO_SINGLE_ROOT = Code(
    "PR319",
    "no-single-root",
    "exactly one entity must stand at the top, and there are: {names}",
    "必须恰有一个顶层实体，现有：{names}",
    "say under `entities` what each of the others is part of: `members: {{of: household}}`",
    "请在 `entities` 下写明其余实体属于谁：`members: {{of: household}}`",
)
TOO_DEEP = Code(
    "PR320",
    "entities-too-deep",
    "`{name}` lies more than three levels below the top",
    "`{name}` 位于顶层以下三级之外",
    "collections nest to three levels",
    "集合最多嵌套三级",
)
GROUP_OF_TWO_ENTITIES = Code(
    "PR321",
    "group-of-two-entities",
    "the outcomes of the group `{name}` belong to different entities",
    "组 `{name}` 中的结果属于不同实体",
    "use one group for each entity",
    "请为每个实体单独设组",
)
UNKNOWN_KEY_FACT = Code(
    "PR322",
    "unknown-key-fact",
    "`{name}` is not a fact of `{entity}`, so it cannot be its key",
    "`{name}` 不是 `{entity}` 的事实，不能作为其键",
    "name the fact that tells one record from another",
    "请填写用以区分各条记录的事实",
)
DUPLICATE_LABEL = Code(
    "PR323",
    "duplicate-label",
    "the label or alias `{label}` is already used for `{name}`",
    "标签或别名 `{label}` 已用于 `{name}`",
    "a column of a ledger must lead to one fact: change one of the two",
    "台账的一列只能对应一个事实：请修改其中一个",
)
COLLECTION_WITHOUT_SIZE = Code(
    "PR324",
    "collection-without-size",
    "the collection `{name}` does not say how many items it may have",
    "集合 `{name}` 未说明最多可有多少项",
    "add `max:`, for example `max: 60`",
    "请加上 `max:`，例如 `max: 60`",
)
ENTITY_CYCLE = Code(
    "PR325",
    "entity-cycle",
    "`{name}` is part of itself",
    "`{name}` 成了自身的一部分",
    "follow the `of:` lines and mend one",
    "请沿 `of:` 逐级检查并更正",
)
TRUTH_WORD = Code(
    "PR326",
    "truth-word",
    "`{word}` is not how a ruleset says that something holds or does not",
    "规则中不用 `{word}` 表示成立或不成立",
    "write `{write}`",
    "请写 `{write}`",
)
LOOKS_LIKE_ANOTHER = Code(
    "PR328",
    "looks-like-another",
    "`{name}` looks like `{other}` on line {line}, but is written with other characters",
    "`{name}` 看起来像第 {line} 行的 `{other}`，但所用字符不同",
    "write both alike, or call one of them something else",
    "请统一写法，或为其中一个改名",
)
READS_ITSELF = Code(
    "PR327",
    "reads-itself",
    "{name} reads itself",
    "{name_zh} 引用了自身",
    "write what it follows from: facts, parameters or other definitions",
    "请写出它所依据的事实、参数或其他定义",
)
