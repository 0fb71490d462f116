"""PR7xx: ledgers, that is files of households: whole files, headers, rows and cells."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

# Whole files

UNREADABLE_FILE = Code(
    "PR701",
    "unreadable-ledger",
    "{name} cannot be read: {reason}",
    "无法读取 {name}：{reason_zh}",
    "open it in the program that made it, save it again, and see that it has no password",
    "请用原软件打开后另存，并确认文件没有密码",
)
UNKNOWN_FORMAT = Code(
    "PR702",
    "unknown-ledger-format",
    "{name} is of no kind that a ledger can have",
    "{name} 不是可用的台账格式",
    "use one of: {suffixes}",
    "可用的格式：{suffixes}",
)
UNKNOWN_SHEET = Code(
    "PR703",
    "unknown-sheet",
    "there is no sheet called `{sheet}`",
    "没有名为 `{sheet}` 的工作表",
    "the sheets are: {sheets}",
    "现有工作表：{sheets}",
)
SEVERAL_SHEETS = Code(
    "PR704",
    "several-sheets",
    "several sheets look like the ledger: {sheets}",
    "有多张工作表都像是台账：{sheets}",
    "say which one to read, and read the others one by one",
    "请指明读取哪一张，其余的逐张读取",
)
NO_HEADER = Code(
    "PR705",
    "no-header",
    "none of the first {rows} rows has a heading that the ruleset knows",
    "前 {rows} 行中没有规则集认识的表头",
    "headings may be a fact's id, its label or an alias, for example: {examples}",
    "表头可以是事实的 id、标签或别名，例如：{examples}",
)
NO_KEY_COLUMN = Code(
    "PR706",
    "no-key-column",
    "no column says which {entity} a row belongs to",
    "没有一列说明每行属于哪个{entity}",
    "give one column one of these headings: {headings}{nearest_en}",
    "请让其中一列使用下列表头之一：{headings}{nearest_zh}",
)
TWO_COLUMNS = Code(
    "PR707",
    "two-columns-one-fact",
    "the columns {columns} all lead to `{fact}` ({label})",
    "{columns} 各列都对应 `{fact}`（{label}）",
    "keep one of them, or rename those that mean something else",
    "请只保留一列，或为含义不同的列改名",
)
AMBIGUOUS_HEADING = Code(
    "PR708",
    "ambiguous-heading",
    "the heading of column {column}, `{header}`, may mean any of: {facts}",
    "第 {column} 列的表头 `{header}` 可能指：{facts}",
    "write the id of the fact that is meant as the heading",
    "请把表头改为所指事实的 id",
)
UNKNOWN_ENCODING = Code(
    "PR709",
    "unknown-encoding",
    "{name} is neither UTF-8 nor GB18030 text (byte {byte})",
    "{name} 既不是 UTF-8 也不是 GB18030 文本（第 {byte} 字节）",
    "save it again as CSV UTF-8",
    "请另存为“CSV UTF-8”",
)
TOO_LARGE = Code(
    "PR710",
    "ledger-too-large",
    "{name} is too large to be read at once: {reason}",
    "{name} 过大，无法一次读入：{reason_zh}",
    "delete stray cells far from the table, or split the ledger into several files",
    "请删除远离表格的零散单元格，或把台账分成几个文件",
)
TOO_MANY_LEVELS = Code(
    "PR711",
    "too-many-levels",
    "column {column} (`{header}`) belongs to the {entity}, which rows of a table cannot carry "
    "beside {other}",
    "第 {column} 列（`{header}`）属于{entity}，表格的行无法同时表示{entity}和{other}",
    "give this ledger as JSON Lines, which carries any nesting",
    "请用 JSON Lines 提供这份台账，它可以表示任意层级",
)
OUTPUT_IS_INPUT = Code(
    "PR712",
    "output-is-input",
    "the results would overwrite the ledger itself, {name}",
    "结果会覆盖台账本身：{name}",
    "write them to another file",
    "请写到另一个文件",
)
OUTPUT_TOO_LONG = Code(
    "PR713",
    "output-too-long",
    "a sheet of a workbook ends at row {rows}, and there are more results than that",
    "工作表最多 {rows} 行，而结果超过此数",
    "write the results as .csv or .jsonl",
    "请把结果写成 .csv 或 .jsonl",
)
HEADING_UNIT = Code(
    "PR714",
    "heading-unit",
    "the heading of column {column}, `{header}`, says {unit}, and `{label}` is read as {expected}",
    "第 {column} 列的表头“{header}”写的是“{unit}”，而“{label}”按“{expected_zh}”读取",
    "convert the column to {expected}, or correct the heading in brackets if it is wrong",
    "请把该列换算为“{expected_zh}”；若只是表头写错，请更正括号里的字",
)
HEADING_PERIOD = Code(
    "PR715",
    "heading-period",
    "the heading of column {column}, `{header}`, says the time {unit}, and the ruleset does not "
    "say of what year `{label}` is: nobody can tell whether they are the same",
    "第 {column} 列的表头“{header}”写明了时间“{unit}”，而规则集没有写明“{label}”是哪一年的："
    "无法判断是否同一项",
    "if the column is what the ruleset asks for, take the time out of the heading; if not, "
    "replace the column",
    "若该列正是规则集要的数，请去掉表头里的时间；若不是，请换成所要的那一列",
)
TABLE_UNIT = Code(
    "PR716",
    "table-unit",
    "{place} says that the unit is {unit}, and `{label}` is read as {expected}",
    "{place_zh}写明单位为“{unit}”，而“{label}”按“{expected}”读取",
    "convert the numbers to {expected}, or correct the unit if it is wrong",
    "请把数字换算为“{expected}”；若只是单位写错，请更正",
)
EMPTY_FILE = Code(
    "PR717",
    "empty-ledger",
    "{name} is empty",
    "{name} 是空文件",
    "see that this is the right file, and that it was saved",
    "请确认文件选对了，并且已经保存",
)
NO_SHEETS = Code(
    "PR718",
    "no-sheets",
    "{name} is no workbook and has no sheets, so the sheet `{sheet}` cannot be read",
    "{name} 不是工作簿，没有工作表，无法读取工作表 `{sheet}`",
    "leave the sheet out, or name a workbook",
    "请不要指定工作表，或改用工作簿",
)

# Rows and households

ROW_WITHOUT_KEY = Code(
    "PR721",
    "row-without-key",
    "the row does not say which {entity} it belongs to",
    "该行没有写明属于哪个{entity}",
    "fill in `{header}`, or remove the row",
    "请填写 `{header}`，或删去该行",
)
CONTRADICTION_IN_HOUSEHOLD = Code(
    "PR722",
    "contradiction-between-rows",
    "`{label}` is {first} in row {first_row} and {second} in row {second_row} of one {entity}",
    "同一{entity}的 `{label}`：第 {first_row} 行为“{first}”，第 {second_row} 行为“{second}”",
    "find out which is right, and write it in every row of the {entity}; if the rows are not "
    "of one {entity}, correct the key",
    "请核实哪个正确，并在该{entity}的每一行写成一致；若不是同一{entity}，请更正{header}",
)
SAME_ITEM_TWICE = Code(
    "PR723",
    "same-item-twice",
    "{key} stands in row {first_row} already",
    "{key} 在第 {first_row} 行已经出现",
    "remove one of the two rows, or correct the number",
    "请删去其中一行，或更正编号",
)
GOES_WITH_HOUSEHOLD = Code(
    "PR724",
    "goes-with-household",
    "nothing is wrong in this row, but the {entity} it belongs to is rejected: see row {rows}",
    "该行本身没有问题，但所属{entity}被退回：见第 {rows} 行",
    "it is read again once the other row is corrected",
    "其他行更正后，该行随之重新读取",
)
ROW_TOO_LONG = Code(
    "PR725",
    "row-too-long",
    "the row has {cells} cells and the heading only {columns}: its values may have shifted",
    "该行有 {cells} 格，而表头只有 {columns} 列：数值可能已经错位",
    "put a value that contains the separator, such as 12,000.00, in quotes",
    "含有分隔符的值（如 12,000.00）请用引号括起",
)

# Cells

CELL_ERROR = Code(
    "PR731",
    "cell-error",
    "the cell shows the error {cell}",
    "单元格显示错误{cell}",
    "mend the formula, or write the value itself",
    "请修正公式，或直接填写数值",
)
FORMULA_WITHOUT_VALUE = Code(
    "PR732",
    "formula-without-value",
    "the cell has a formula whose result was not saved with the file",
    "单元格是公式，但文件中没有保存计算结果",
    "open the file in a spreadsheet program, let it calculate, and save it",
    "请用表格软件打开，重新计算后保存",
)
NOT_A_NUMBER = Code(
    "PR733",
    "cell-not-a-number",
    "{cell} is not a number",
    "{cell}不是数字",
    "write digits only, such as 12000.00 or 12,000.00; leave it blank if it is not known",
    "请只写数字，例如 12000.00 或 12,000.00；不清楚则留空",
)
ABBREVIATED_NUMBER = Code(
    "PR734",
    "abbreviated-number",
    "{cell} is an abbreviated amount",
    "{cell}是缩写的金额",
    "write it in full: 1.2万 is 12000",
    "请写全：1.2万 应写为 12000",
)
TOO_MANY_DECIMALS = Code(
    "PR735",
    "cell-too-many-decimals",
    "{cell} has more than {decimals} decimals",
    "{cell}的小数多于 {decimals} 位",
    "write the exact value; if a formula made it, round it there",
    "请填写准确的值；若由公式算出，请在公式中取整",
)
NOT_YES_OR_NO = Code(
    "PR736",
    "cell-not-yes-or-no",
    "{cell} is neither yes nor no",
    "{cell}既不是“是”也不是“否”",
    "write one of: {accepted}; leave it blank if it is not known",
    "请填写：{accepted}；不清楚则留空",
)
NOT_A_DATE = Code(
    "PR737",
    "cell-not-a-date",
    "{cell} is not a date",
    "{cell}不是日期",
    "write it as 2020-04-16, 20200416 or 2020年4月16日",
    "请写成 2020-04-16、20200416 或 2020年4月16日",
)
NOT_A_MONTH = Code(
    "PR738",
    "cell-not-a-month",
    "{cell} is not a month",
    "{cell}不是年月",
    "write it as 202004, 2020-04 or 2020年4月; 2020.1 may mean January or October",
    "请写成 202004、2020-04 或 2020年4月；2020.1 分不清是 1 月还是 10 月",
)
NOT_A_CHOICE = Code(
    "PR739",
    "cell-not-a-choice",
    "{cell} is none of the values of `{label}`",
    "{cell}不是 `{label}` 的可选值",
    "the values are: {accepted}",
    "可选值：{accepted}",
)
LOST_DIGITS = Code(
    "PR740",
    "lost-digits",
    "{cell} was kept as a number, and spreadsheets keep only 15 digits: the rest is lost",
    "{cell}被存成了数字，而表格软件只保留 15 位，其余数字已经丢失",
    "set the column to text and type the number again from the document",
    "请把该列设为文本，并按证件重新录入",
)
NOT_TEXT = Code(
    "PR741",
    "cell-not-text",
    "{cell} is a {kind}, not text: a spreadsheet may have changed what was typed",
    "{cell}是{kind_zh}而不是文本：表格软件可能改动了录入的内容",
    "set the column to text and type the value again",
    "请把该列设为文本后重新录入",
)
AMBIGUOUS_CHOICE = Code(
    "PR742",
    "ambiguous-choice-cell",
    "{cell} may mean more than one value of `{label}`: {ways}",
    "{cell}对应 `{label}` 的不止一种填法：{ways_zh}",
    "write the id of the value that is meant (in the square brackets above)",
    "请改填所指可选值的代号（上面方括号内的字）",
)
MERGED_CELLS = Code(
    "PR743",
    "merged-cells",
    "{cell} stands once in the merged cells {about}: nobody can tell whether it is the value of "
    "each of them or of all together",
    "合并单元格 {about} 只写了一个值{cell}：无法判断是每一格各自的值，还是合在一起的",
    "split the merged cells, and write into each one its own value",
    "请取消合并，在每一格填写各自的值",
)
SHOWN_OTHERWISE = Code(
    "PR744",
    "shown-otherwise",
    "the cell holds {cell} and is shown as {about}: who wrote it saw another number",
    "单元格里存的是{cell}，却显示为 {about}：填表人看到的是另一个数",
    "set the format of the cell to a plain number, and write the number in the column's own unit",
    "请把单元格格式改为普通数值，并按该列的单位填写",
)

# JSON Lines

BAD_JSON = Code(
    "PR751",
    "bad-json-line",
    "the line is not JSON: {reason}",
    "该行不是 JSON：{reason_zh}",
    'each line holds one record, for example {{"household_id": "1", "wage_income": 12000}}',
    '每行一条记录，例如 {{"household_id": "1", "wage_income": 12000}}',
)
JSON_KEY_TWICE = Code(
    "PR752",
    "json-key-twice",
    "`{name}` stands twice in one object",
    "`{name}` 在同一对象中出现两次",
    "keep one of the two",
    "请只保留一个",
)
JSON_NOT_A_RECORD = Code(
    "PR753",
    "json-not-a-record",
    "the line is {kind}, not a record",
    "该行是{kind_zh}，不是记录",
    'a record is an object in braces: {{"household_id": "1"}}',
    '记录须是花括号中的对象：{{"household_id": "1"}}',
)
FACT_GIVEN_TWICE = Code(
    "PR754",
    "line-gives-fact-twice",
    "`{name}` and `{other}` are the same fact",
    "`{name}` 与 `{other}` 是同一个事实",
    "keep one of the two",
    "请只保留一个",
)
RECORD_TWICE = Code(
    "PR755",
    "record-twice",
    "{key} stands in line {lines} as well",
    "{key} 在第 {lines} 行也出现",
    "give each {entity} one line",
    "每个{entity}只能占一行",
)

# What is worth knowing, and rejects nothing

ENCODING_NOTE = Code(
    "PR771",
    "encoding-note",
    "the file was read as {encoding}",
    "文件按 {encoding} 编码读取",
    severity="warning",
)
ROW_LEFT_OUT = Code(
    "PR772",
    "row-left-out",
    "row {row} is {kind}, not data: {cell}",
    "第 {row} 行是{kind_zh}，不是数据：{cell}",
    severity="warning",
)
ONLY_YES = Code(
    "PR773",
    "only-yes",
    "column {column} ({header}) has only yes and blanks; a blank (there are {blanks}) is read "
    "as not known, not as no",
    "第 {column} 列（{header}）只有“是”和空白：{blanks} 处空白按“未知”读取，不按“否”读取",
    "write 否 where the answer is no",
    "答案为“否”的请填写“否”",
    severity="warning",
)
NUMBERS_AS_TEXT = Code(
    "PR774",
    "numbers-as-text",
    "column {column} ({header}) is text, and numbers stand in it ({cells} cells): leading "
    "zeros may be lost",
    "第 {column} 列（{header}）应为文本，其中 {cells} 格是数字：开头的 0 可能已经丢失",
    "set the column to text",
    "请把该列设为文本",
    severity="warning",
)
COLLECTION_NOT_GIVEN = Code(
    "PR775",
    "collection-not-given",
    "no column tells anything of the {entity}: they are read as not known",
    "没有任何列涉及{entity}：按“未知”读取",
    severity="warning",
)
SHEETS_NOT_READ = Code(
    "PR776",
    "sheets-not-read",
    "read was the sheet {sheet}; not read were: {sheets}",
    "读取的工作表：{sheet}；未读取：{sheets}",
    severity="warning",
)
SOME_ROWS_BLANK = Code(
    "PR777",
    "some-rows-blank",
    "`{label}` is blank in row {rows}; the value of row {row} stands",
    "`{label}` 在第 {rows} 行为空，以第 {row} 行的值为准",
    severity="warning",
)
ROWS_APART = Code(
    "PR778",
    "rows-apart",
    "the rows of this {entity} do not stand together: {rows}",
    "该{entity}的各行不相邻：{rows}",
    severity="warning",
)
BLANK_ITEM = Code(
    "PR779",
    "blank-item",
    "row {row} is one of the {entity} of whom nothing is known",
    "第 {row} 行是一名{entity}，但没有任何信息",
    severity="warning",
)
HEADING_UNDER_GROUPS = Code(
    "PR780",
    "heading-under-groups",
    "column {column} ({header}) is left out: `{fact}` is read from column {other}, whose group "
    "heading names it too",
    "第 {column} 列（{header}）未采用：`{fact}` 取自第 {other} 列，该列的分组表头与之相符",
    severity="warning",
)
NEAR_HEADING = Code(
    "PR781",
    "near-heading",
    "column {column} ({header}) was not used; is `{name}` meant?",
    "第 {column} 列“{header}”未使用；是否应为“{name}”？",
    "correct the heading if that is what the column holds; if not, nothing is to be done",
    "若是，请更正表头；若不是，不必处理",
    severity="warning",
)
UNUSED_COLUMNS = Code(
    "PR782",
    "unused-columns",
    "columns not used ({number}): {columns}",
    "未使用的列（{number} 列）：{columns}",
    severity="warning",
)
NO_ROWS = Code(
    "PR783",
    "no-rows",
    "there is no row of data under the heading (row {row})",
    "表头（第 {row} 行）下面没有数据行",
    "see that this is the right file, and the right sheet of it",
    "请确认文件和工作表是否选对",
    severity="warning",
)
