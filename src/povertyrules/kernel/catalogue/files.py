"""PR66x and PR67x: files that are decided without being read whole."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

UNKNOWN_SOURCE = Code(
    "PR660",
    "unknown-file-kind",
    "{name} is of no kind that can be decided part by part",
    "{name} 不是可以分批评定的文件",
    "use {suffixes}, or a folder of Parquet files",
    "请用 {suffixes} 文件，或存放 Parquet 文件的目录",
)
BAD_PARQUET = Code(
    "PR661",
    "damaged-parquet",
    "{name} is no Parquet file, or it is cut off or damaged: {reason}",
    "{name} 不是 Parquet 文件，或者不完整、已损坏：{reason}",
    "copy or make it again; nothing was decided of it that is kept",
    "请重新复制或生成；本次没有留下任何结果",
)
SCHEMAS_DIFFER = Code(
    "PR662",
    "files-differ",
    "the column {column} is {type} in {name} and {other} in {first}",
    "列“{column}”在 {name} 中是 {type}，在 {first} 中却是 {other}",
    "all files of a folder must have the same columns; decide the others by themselves",
    "同一目录的文件各列须一致；不一致的请分开评定",
)
NO_FILES = Code(
    "PR663",
    "folder-without-files",
    "no Parquet file is in the folder {name}",
    "目录 {name} 中没有 Parquet 文件",
    "files are found by the ending .parquet, in folders within the folder too",
    "按扩展名 .parquet 查找，包括下级目录",
)
BROKEN_CSV = Code(
    "PR664",
    "broken-csv",
    "{name} is broken: {reason}",
    "{name} 有损坏：{reason_zh}",
    "mend the file; no row of it was left out, and no result is kept",
    "请修正文件；没有略去任何行，也没有留下结果",
)
NOT_UTF8 = Code(
    "PR665",
    "encoding-changes",
    "{name} begins as {encoding} text, and what follows is not: {reason}",
    "{name} 开头是 {encoding} 编码，后面却不是：{reason}",
    "save it as UTF-8",
    "请另存为 UTF-8",
)
NO_FACTS = Code(
    "PR666",
    "no-facts-in-file",
    "no column of {name} is a fact of {ruleset}; it has: {columns}",
    "{name} 没有一列是 {ruleset} 的事实；现有各列：{columns}",
    "name the columns by the facts' ids, labels or aliases (`povertyrules show` lists them)",
    "列名须是事实的代号、名称或别名（用 povertyrules show 查看）",
)
UNDECIDABLE = Code(
    "PR667",
    "file-not-decidable",
    "{name} cannot be decided as it is: {reason}",
    "{name} 不能评定：{reason_zh}",
)
TARGET_BUSY = Code(
    "PR668",
    "target-busy",
    "another run is writing {name} at this moment",
    "另有程序正在写入 {name}",
    "wait until it is done; if nothing is at work, remove {left}",
    "请等它结束；如果并没有程序在写，请删除 {left}",
)
TARGET_IN_SOURCE = Code(
    "PR669",
    "target-in-source",
    "the result {name} would stand among the files that are read",
    "结果 {name} 会混入要读取的文件之中",
    "write it to another folder",
    "请写到另一个目录",
)
BAD_TARGET = Code(
    "PR670",
    "unknown-result-format",
    "{name} is of no kind that results can be written as part by part",
    "{name} 不是可以分批写出的格式",
    "use one of: {suffixes}",
    "可用的格式：{suffixes}",
)
ROWS_LOST = Code(
    "PR671",
    "rows-lost",
    "{name} says that it has {expected} rows, and {found} were read",
    "{name} 标明有 {expected} 行，却读到 {found} 行",
    "it is damaged, or was changed meanwhile; no result is kept",
    "文件已损坏，或在读取时被改动；没有留下结果",
)
COLUMN_TWICE = Code(
    "PR672",
    "column-twice",
    "{name} has two columns called {column}",
    "{name} 有两列都叫“{column}”",
    "rename one of them",
    "请改其中一列的名称",
)
UNREADABLE_CELL = Code(
    "PR673",
    "unreadable-value",
    "{found} is not a value that can be read here",
    "{found} 不是可以读取的值",
    "give a text, a number, true or false, or a list of texts",
    "请给出文字、数字、true/false 或文字列表",
)
NO_SUCH_TABLE = Code(
    "PR674",
    "no-such-table",
    "{name} has no table {table}; it has: {known}",
    "{name} 中没有表 {table}；现有：{known}",
    "name one of them",
    "请写其中一个",
)
TABLE_NEEDED = Code(
    "PR685",
    "table-needed",
    "{name} is a database, and no table is named; it has: {known}",
    "{name} 是数据库，没有写明读取哪张表；现有：{known}",
    "name one of them: table=… (--table …)",
    "请写明其中一张：table=…（--table …）",
)
BAD_DATABASE = Code(
    "PR675",
    "unreadable-database",
    "{name} cannot be used as a DuckDB database: {reason}",
    "{name} 不能作为 DuckDB 数据库使用：{reason}",
)
MISSING_COLUMN = Code(
    "PR676",
    "no-such-column",
    "{name} has no column {column}",
    "{name} 没有“{column}”列",
    "it has: {columns}",
    "现有各列：{columns}",
)
UNSORTED = Code(
    "PR677",
    "file-not-sorted",
    "{name} is not sorted by {column}: {second} comes after {first}",
    "{name} 没有按“{column}”排序：{second} 排在 {first} 之后",
    "sort both files by the key, as bytes of its text or as a number; DuckDB does it: "
    "COPY (SELECT * FROM 'in.parquet' ORDER BY {column}) TO 'out.parquet'",
    "两个文件都须按编号排序；可用 DuckDB："
    "COPY (SELECT * FROM 'in.parquet' ORDER BY {column}) TO 'out.parquet'",
)
ITEMS_IN_LINES = Code(
    "PR678",
    "items-in-lines",
    "{name} has `{items}` within its lines; part by part, items are read from files of their own",
    "{name} 的行中含有 `{items}`，而分批评定时各项须另存为文件",
    "write records and items as two Parquet files sorted by the key, or decide it as a ledger",
    "请把户和各项存为按编号排序的两个 Parquet 文件，或作为台账评定",
)
RESULT_EXISTS = Code(
    "PR681",
    "result-exists",
    "{name} is there already",
    "{name} 已存在",
    "give the result another name, or ask for it to be replaced: overwrite=True (--force)",
    "请换一个名称，或要求覆盖：overwrite=True（--force）",
)
RECORD_REJECTED = Code(
    "PR679",
    "record-rejected",
    "the {entity} that the row belongs to is rejected",
    "该行所属的{entity}被退回",
    "its reasons stand in the rejected rows of that file",
    "原因见该文件的退回行",
)
ITEMS_NEED_PARQUET = Code(
    "PR680",
    "items-need-parquet",
    "{name} has items in files of their own, so it must be Parquet and have a key column",
    "{name} 的各项另有文件，因此它须是 Parquet，并有编号列",
    "write it as Parquet, sorted by the key",
    "请存为按编号排序的 Parquet 文件",
)
BAD_SERVER = Code(
    "PR682",
    "unusable-server",
    "{name} cannot be used: {reason}",
    "{name} 不能使用：{reason}",
    "look at the URI, the rights of its user and the server; nothing was written that is kept",
    "请检查地址、用户权限和服务器；没有留下任何结果",
)
RESULTS_MEET = Code(
    "PR683",
    "results-meet",
    "two results would both be written to {name}, since a collection is called so",
    "有两份结果都要写入 {name}，因为某个集合正叫这个名称",
    "rename the collection in the ruleset, or decide without its items",
    "请在规则集中为该集合改名，或不连同其各项评定",
)
SAID_TWICE = Code(
    "PR684",
    "column-and-folder",
    "{name} has a column {column}, and its folder says {column}={value}",
    "{name} 中有“{column}”列，而所在目录又写明 {column}={value}",
    "drop the column from the files, or give the folders other names",
    "请删去文件中的这一列，或改目录的名称",
)
