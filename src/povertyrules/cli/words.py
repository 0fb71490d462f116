"""The fixed words of the command line, in Chinese and English, in one table."""

from __future__ import annotations

from povertyrules.cli.case_words import CASE
from povertyrules.cli.help_words import HELP
from povertyrules.cli.plugin_words import PLUGIN
from povertyrules.cli.year_words import YEAR
from povertyrules.kernel.codes import Language

PHRASES: dict[str, tuple[str, str]] = {
    **CASE,
    **YEAR,
    **PLUGIN,
    # errors
    "error": ("错误：", "error: "),
    "interrupted": ("已中断。", "Interrupted."),
    "out_of_memory": ("内存不足。", "There is not enough memory."),
    "file_trouble": ("{name} 无法读写：{reason}", "{name} cannot be read or written: {reason}"),
    "output_trouble": ("写不出去：{reason}", "the output cannot be written: {reason}"),
    "output_closed": ("输出已关闭", "it is closed"),
    "unexpected": (
        (
            "程序内部出错（{kind}：{message}），与您的数据无关。请把这一行连同所用命令一起报告："
            "povertyrules {version}，Python {python}；设 {variable}=1 可显示详情"
        ),
        (
            "a fault in the program ({kind}: {message}), not in your data. Please report this line "
            "with the command that you gave: povertyrules {version}, Python {python}; "
            "{variable}=1 shows the details"
        ),
    ),
    "missing_extra": (
        (
            "{need}须安装可选组件 {extra}：请在 povertyrules 的源码目录中运行 "
            "pip install '.[{extra}]'，或用安装包的路径运行 pip install '安装包.whl[{extra}]'"
        ),
        (
            "{need} needs the extra `{extra}`: run pip install '.[{extra}]' in a checkout of "
            "povertyrules, or pip install 'WHEEL[{extra}]' with the path of its wheel"
        ),
    ),
    "extra_ledgers": ("电子表格台账", "a ledger in a spreadsheet"),
    "extra_regex": ("用到 matches 的规则集", "a ruleset with the function `matches`"),
    "extra_columns": ("分批评定和比较", "deciding files part by part, or comparing,"),
    "extra_duckdb": ("DuckDB 数据库", "a DuckDB database"),
    "extra_postgres": ("PostgreSQL 数据库", "a PostgreSQL database"),
    "extra_store": ("存放事项", "a store of cases"),
    "extra_store-postgres": ("在 PostgreSQL 中存放事项", "a store of cases in PostgreSQL"),
    "bad_month": (
        "{value} 不是月份；请写成 2020-05 的样子",
        "{value} is not a month; write it like 2020-05",
    ),
    "refused_event": (
        "未计入：事项 {case} 第 {number} 个事件：{why}",
        "left out: case {case}, event {number}: {why}",
    ),
    "ledger_cases": (
        "{households} 户，{cases} 件。",
        "{households} households, {cases} cases.",
    ),
    "supervised": (
        "{households} 户，{cases} 件；逾期 {overdue} 项，没有规定期限的待办 {unlimited} 项。",
        "{households} households, {cases} cases; {overdue} overdue, {unlimited} without a limit.",
    ),
    "extra_plots": ("写出图", "drawing a comparison"),
    "not_in_force": (
        "{what} 在 {as_of} 没有效力；有效期间：{spans}",
        "{what} is not in force on {as_of}; it is in force {spans}",
    ),
    "no_such_file": ("没有这个文件或目录", "there is no such file or directory"),
    "not_allowed": ("没有权限", "permission denied"),
    "is_directory": ("这是一个目录", "it is a directory"),
    "disk_full": ("磁盘已满", "the disk is full"),
    "unknown_ruleset": (
        "没有名为 {name} 的内置规则集；现有：{known}",
        "there is no shipped ruleset called {name}; there are: {known}",
    ),
    "unreadable_ruleset": ("无法读取规则集文件 {name}", "the ruleset file {name} cannot be read"),
    "several_versions": (
        "{name} 有几个版本，请写明其中一个：{known}",
        "{name} has several versions, name one of: {known}",
    ),
    "not_open": (
        "{name} 不是 {ruleset} 留待确定的参数；留待确定的有：{known}",
        "{name} is not a parameter that {ruleset} leaves open; those are: {known}",
    ),
    "bad_fill": (
        "{value} 不能作为参数“{label}”的值；应为{type}",
        "{value} is not a value of {label}; it should be: {type}",
    ),
    "invalid_ruleset": ("{name} 不是有效的规则集。", "{name} is not a valid ruleset."),
    # usage errors
    "program": ("povertyrules", "povertyrules"),
    "usage_error": ("命令有误：{message}", "usage error: {message}"),
    "see_help": ("用法见：{program} --help", "See: {program} --help"),
    "missing_parameter": ("缺少 {name}", "missing {name}"),
    "no_such_option": ("没有 {name} 这个选项", "no such option: {name}"),
    "perhaps": ("，是否应为 {names}？", "; did you mean {names}?"),
    "bad_option_usage": ("选项 {name} 的写法不对", "option {name} is given wrongly"),
    "bad_value": ("{name} 的值不合适：{reason}", "invalid value for {name}: {reason}"),
    "no_such_command": ("没有这个命令 {rest}", "no such command {rest}"),
    "extra_arguments": ("多余的参数 {rest}", "unexpected arguments {rest}"),
    "missing_command": ("没有写命令", "missing command"),
    "bad_date": (
        "{value} 不是日期；请写成 2020-04-20 的样子",
        "{value} is not a date; write it like 2020-04-20",
    ),
    "no_integer": ("{value} 不是编号", "{value} is no number"),
    "bad_pair": (
        "{value} 应写成 名称=值 的样子",
        "{value} should look like name=value",
    ),
    "pair_twice": ("{name} 写了两次", "{name} is given twice"),
    "cite_missing": (
        "参数 {name} 没有依据：请加上 --cite {name}=文件名称或文号",
        "parameter {name} has no citation: add --cite {name}=DOCUMENT",
    ),
    "cite_alone": (
        "--cite {name}=… 没有对应的 --parameter {name}=…",
        "--cite {name}=… goes with no --parameter {name}=…",
    ),
    "bad_choice": ("{value} 不在可选值之中：{choices}", "{value} is none of: {choices}"),
    "open_parameters": (
        "{ruleset} 有文件留待确定的参数，须先填写并注明依据：",
        "{ruleset} leaves open what must be filled first, with the document that sets it:",
    ),
    "open_parameter": (
        "  {label}：{question}\n    --parameter {name}=值 --cite {name}=文件名称或文号",
        "  {label}: {question}\n    --parameter {name}=VALUE --cite {name}=DOCUMENT",
    ),
    # check
    "checked": (
        (
            "已检查 {files} 个规则集：{valid} 个有效，{invalid} 个无效；"
            "错误 {errors} 个，警告 {warnings} 个。"
        ),
        (
            "Checked {files} rulesets: {valid} valid, {invalid} invalid; "
            "{errors} errors, {warnings} warnings."
        ),
    ),
    "not_checked": ("另有 {count} 个无法读取。", "{count} more could not be read."),
    "valid": ("有效", "valid"),
    "strict_note": (
        "按 --strict，警告也算不通过。",
        "With --strict, warnings fail the check.",
    ),
    # evaluate
    "no_directory": ("没有目录 {name}", "there is no directory {name}"),
    "reading": ("读取台账", "Reading the ledger"),
    "deciding": ("评定并写出", "Deciding and writing"),
    "deciding_rows": ("评定", "Deciding"),
    "rate": ("每秒 {count} 行", "{count} rows/s"),
    "source_files": ("来源", "Source"),
    "only_ledgers": ("只用于整本读取的台账", "only for ledgers that are read whole"),
    "only_streamed": (
        "只用于分批评定的文件（Parquet、数据库，或加 --stream）",
        "only for files decided part by part (Parquet, databases, or with --stream)",
    ),
    "add_into": (
        "{name} 是数据库：请用 --into 写明结果写入哪张表",
        "{name} is a database: name the table for the results with --into",
    ),
    "add_stream": (
        "写成 {name} 须加 --stream 分批评定：列名须与事实完全相同，金额只能是纯数字",
        (
            "{name} needs --stream: then column names must be exactly those of the facts, and "
            "amounts plain numerals"
        ),
    ),
    "no_tables_of_ledgers": (
        "电子表格台账不能写成 {name}：请写成 .xlsx、.csv 或 .jsonl",
        "a spreadsheet's results cannot be written as {name}: choose .xlsx, .csv or .jsonl",
    ),
    "columns_absent": (
        "没有列的事实（{count} 项，各行都按未知处理）：{columns}",
        "Facts without a column ({count}), unknown in every row: {columns}",
    ),
    "rows_numbered": (
        "没有编号列，以行号为编号（{column}）。",
        "There is no key column; rows are numbered ({column}).",
    ),
    "files_ignored": (
        "目录中另有 {count} 个文件不是 Parquet，未读取：{names}",
        "Another {count} files of the folder are no Parquet and were not read: {names}",
    ),
    "leftover_removed": (
        "已清除上次中断留下的半成品：{path}",
        "Removed what an interrupted run had left half written: {path}",
    ),
    "reason_example": ("原因（举一例）", "Reason (one example)"),
    "results_table": (
        "结果已写入：{path} 的表 {table}；退回的行：{table}_rejects",
        "Results written to: {path}, table {table}; rejected rows: {table}_rejects",
    ),
    "none_holds": ("均不成立", "none"),
    "output_exists": (
        "{name} 已存在；要覆盖请加 --force",
        "{name} exists already; add --force to overwrite it",
    ),
    "basis": ("依据", "Basis"),
    "ruleset": ("规则集", "Ruleset"),
    "as_of": ("评定日期", "Evaluated as of"),
    "ledger": ("台账", "Ledger"),
    "sheet_of": ("{file}（工作表 {sheet}）", "{file} (sheet {sheet})"),
    "time_taken": ("用时", "Time"),
    "seconds": ("{seconds} 秒", "{seconds} s"),
    "flow_title": ("读取与评定", "Read and decided"),
    "rows": ("行", "Rows"),
    "read": ("读取", "Read"),
    "decided": ("已评定", "Decided"),
    "rejected": ("退回", "Rejected"),
    "adds_up": ("{read} ＝ {decided} ＋ {rejected}", "{read} = {decided} + {rejected}"),
    "check_sum": ("核对", "Check"),
    "without_key": (
        "退回的行中有 {count} 行没有编号，说不清是几户，未计入户数。",
        "Of the rejected rows, {count} have no key and are not counted as records.",
    ),
    "left_out": (
        "另有 {count} 行不是数据（合计、说明等），未计入。",
        "Another {count} rows are no data (totals, notes) and are not counted.",
    ),
    "fills": ("填写的参数", "Filled parameter"),
    "fill": ("{label} ＝ {value}（依据：{cite}）", "{label} = {value} (by {cite})"),
    "share": ("占比", "Share"),
    "total": ("合计", "Total"),
    "outcome": ("结论", "Outcome"),
    "holds": ("成立", "Holds"),
    "fails": ("不成立", "Fails"),
    "unknown": ("不能判定", "Undecided"),
    "outcome_of": ("{label}（{entity}）", "{label} ({entity})"),
    "rejects_title": ("退回的原因", "Why rows were rejected"),
    "reason": ("原因（首见的一例）", "Reason (as first met)"),
    "times": ("处", "Times"),
    "first_at": ("首见于", "First at"),
    "place": ("第 {row} 行 {column} 列", "row {row}, column {column}"),
    "place_row": ("第 {row} 行", "row {row}"),
    "goes_with": ("随同户退回的行", "Rows that go with their household"),
    "note_on_reading": ("读取说明：{note}", "Note on reading: {note}"),
    "more_notes": (
        "另有 {count} 条读取说明，见结果文件。",
        "{count} more notes on reading are in the results.",
    ),
    "columns_used": ("采用的列（{count} 列）：{columns}", "Columns read ({count}): {columns}"),
    "columns_unused": (
        "未采用的列（{count} 列）：{columns}",
        "Columns not read ({count}): {columns}",
    ),
    "hint": ("注意：{text}", "Note: {text}"),
    "results_in": ("结果已写入：{path}", "Results written to: {path}"),
    "rejects_sheet": (
        "退回的每一行及其原因：同一文件的“退回”工作表",
        "Every rejected row and why: the sheet “Rejects” of the same file",
    ),
    "rejects_file": (
        "退回的每一行及其原因：{path}",
        "Every rejected row and why: {path}",
    ),
    "items_file": ("成员等各项的结果：{items}", "The results of the items: {items}"),
    "counts_file": (
        "统计：{counts}；各列读作什么：{columns}",
        "Counts: {counts}; what each column was read as: {columns}",
    ),
    "rejects_inside": (
        "退回的每一行及其原因：在同一文件中",
        "Every rejected row and why: in the same file",
    ),
    # explain
    "no_record": (
        "台账 {ledger} 中没有编号为 {key} 的{entity}",
        "{ledger} has no {entity} with the key {key}",
    ),
    "several_records": (
        "{ledger} 中有 {count} 行的编号都是 {key}（第 {rows} 行），说不清是哪一{entity}",
        "{count} rows of {ledger} have the key {key} (rows {rows}): which {entity} is meant?",
    ),
    "near_record": ("；是否应为 {key}？", "; did you mean {key}?"),
    "rejected_title": ("{entity} {key}：退回，未作评定", "{entity} {key}: rejected, not decided"),
    "rejected_intro": (
        "台账中的数据有下列问题，更正后才能评定：",
        "The data in the ledger have these faults; once corrected, it can be decided:",
    ),
    "rejected_cell": ("所填内容：{cell}", "The cell says: {cell}"),
    "rejected_remedy": ("处理建议：{remedy}", "What to do: {remedy}"),
    "rejected_clause": ("依据：{clause}：“{text}”", "By {clause}: “{text}”"),
    "rejected_place": ("位置：{place}", "Where: {place}"),
    "place_header": ("{place}（{header}）", "{place} ({header})"),
    "place_sheet": ("工作表“{sheet}”{place}", "sheet “{sheet}”, {place}"),
    "rejected_also": (
        "同户的其他行（{rows}）本身没有问题，更正后一并读取。",
        "The other rows ({rows}) have no fault of their own and are read along once it is mended.",
    ),
    "output_is_ledger": (
        "{name} 就是台账本身，不能覆盖",
        "{name} is the ledger itself, which is not overwritten",
    ),
    "named": ("{label}（{id}）", "{label} ({id})"),
    "unknown_outcome": (
        "规则集没有名为 {name} 的结论；现有：{known}",
        "the ruleset has no outcome called {name}; it has: {known}",
    ),
    "ruleset_needed": (
        "请用 --ruleset 指明规则集：{as_of} 有效的内置规则集有 {known}",
        "name the ruleset with --ruleset: in force on {as_of} are {known}",
    ),
    "ruleset_taken": (
        "采用 {as_of} 唯一有效的内置规则集：{ruleset}",
        "Using the only shipped ruleset in force on {as_of}: {ruleset}",
    ),
    "none": ("无", "none"),
    # compare
    "comparing": ("比较", "Comparing"),
    "supposition": ("假设", "a supposition"),
    "compare_which": (
        "两套规则没有共同的组，共同的结论有几项，请写明其中一项：{known}",
        "the rulesets share no group, and several outcomes; name one of: {known}",
    ),
    "compare_only": (
        "两套规则没有共同的组；比较的是它们唯一共同的结论“{label}”（{id}）。",
        "The rulesets share no group; compared is the only outcome that both have, {label} ({id}).",
    ),
    "compare_first": (
        "比较的是“{label}”（{id}）；还可以用 --of 比较：{others}",
        "Compared is {label} ({id}); with --of there are: {others}",
    ),
    "cell_empty": ("这一格没有一户。", "Nobody is in this cell."),
    "cell_differs": ("有变化的条件", "What differs"),
    "cell_more": (
        "另有 {count} 户；加 --households FILE.csv 写出全部。",
        "{count} more; --households FILE.csv writes them all.",
    ),
    "households_in": ("每户的变动及原因已写入：{path}", "Each household and why: {path}"),
    "same_file": ("与 --output 是同一个文件", "it is the same file as --output"),
    # show
    "show_document": ("依据：{document}", "Source: {document}"),
    "show_ruleset": ("规则集：{reference}", "Ruleset: {reference}"),
    "show_digest": ("摘要：{digest}", "Digest: {digest}"),
    "show_jurisdiction": ("适用地区：{text}", "Jurisdiction: {text}"),
    "show_in_force": ("施行期间：{span}", "In force: {span}"),
    "show_counts": (
        (
            "其中编写者的解释 {interpretations} 处，须由人认定的事项 {findings} 项，"
            "文件留待确定的参数 {open} 个。"
        ),
        (
            "It makes {interpretations} interpretations, leaves {findings} findings to people, and "
            "{open} parameters to be filled."
        ),
    ),
    "span": ("{start} 至 {end}", "{start} to {end}"),
    "span_open": ("自 {start} 起", "from {start}"),
    "published": ("{date} 公布", "published {date}"),
    "show_parameters": ("参数", "Parameters"),
    "show_period": ("期间", "Period"),
    "show_value": ("数值", "Value"),
    "show_authority": ("依据", "Clause"),
    "show_open": (
        "文件没有写明，须由使用者填写并注明依据：{question}",
        (
            "the document leaves this open; it must be filled, with the document that sets it: "
            "{question}"
        ),
    ),
    "show_outcomes": ("结论：何时成立", "Outcomes: when they hold"),
    "show_criteria": ("条件", "Criteria"),
    "show_patterns": ("相互关联的记录", "Records that go together"),
    "step_record": ("{entity} {name}：", "{entity} {name}:"),
    "step_absent_record": ("没有{entity} {name}：", "no {entity} {name}:"),
    "show_derived": ("推算", "Derived values"),
    "show_assumptions": (
        "数据须满足的前提（不满足的退回）",
        "Assumptions (data that break one are rejected)",
    ),
    "show_group": ("属“{label}”", "in “{label}”"),
    "show_each": ("逐个{label}判定", "for each {label}"),
    "show_data_check": ("数据核查", "data check"),
    "show_facts": ("事实：需要填报什么", "Facts: what is asked"),
    "show_facts_intro": (
        "空白就是“不知道”，不是“否”，也不是零。",
        "A blank is “not known”: neither no nor zero.",
    ),
    "show_fact": ("名称", "Fact"),
    "show_id": ("代号", "Id"),
    "show_kind": ("类型和范围", "Type and range"),
    "show_sensitive": ("{text}；敏感", "{text}; sensitive"),
    "show_collection": ("{label}（{of}之下，最多 {most} 个）", "{label} (of {of}, at most {most})"),
    "show_findings": (
        "以下由人认定，规则不代为推算：",
        "The following are found by people; no rule decides them:",
    ),
    "show_finding": ("由{by}认定：{question}", "Found by {by}: {question}"),
    "show_clauses": ("条款原文", "Clauses"),
    "show_procedure": ("办理程序：由谁、何时、办什么", "Procedure: who does what, and when"),
    "show_stage": ("阶段", "Stage"),
    "show_after": ("立案之前，该户须先处于：{state}", "Before a case may be opened: {state}"),
    "show_by": ("由{roles}办理", "by {roles}"),
    "show_in_stages": ("阶段：{stages}", "in {stages}"),
    "show_limit": ("期限：{limit}", "limit: {limit}"),
    "show_needs": ("须有：{needs}", "Needs: {needs}"),
    "opens_case": ("立案，进入“{state}”", "opens a case in “{state}”"),
    "ends_case": ("{state}（办结）", "{state} (ends the case)"),
    "limit_none": ("没有规定", "none set"),
    "limit_open": ("由当地规定：{label}", "set by the locality: {label}"),
    "limit_days": ("{label}，自“{since}”起算", "{label}, from “{since}”"),
    "limit_stage": ("至 {day}（{stage}）", "by {day} ({stage})"),
    "limit_month": ("每月一次", "once a month"),
    "mark_interpretation": ("〔解释〕{text}", "[interpretation] {text}"),
    "mark_open": ("〔待定〕{text}", "[open] {text}"),
    "mark_note": ("〔说明〕{text}", "[note] {text}"),
    "type_bounds": ("{type}，{bounds}", "{type}, {bounds}"),
    "type_unit": ("{type}（{unit}）", "{type} ({unit})"),
    "type_boolean": ("是或否", "yes or no"),
    "type_date": ("日期", "date"),
    "type_month": ("年月", "month"),
    "type_money": ("金额", "amount"),
    "type_integer": ("整数", "whole number"),
    "type_decimal": ("小数，{decimals} 位", "number, {decimals} decimals"),
    "type_text": ("文字，至多 {length} 字", "text, at most {length} characters"),
    "type_choice": ("选一：{values}", "one of: {values}"),
    "type_choices": ("可多选：{values}", "any of: {values}"),
    "bounds": ("{low} 至 {high}", "{low} to {high}"),
    "bounds_low": ("不小于 {low}", "at least {low}"),
    "bounds_high": ("不大于 {high}", "at most {high}"),
    "step_and": ("以下各条全部成立：", "all of these:"),
    "step_or": ("以下有一条成立：", "any of these:"),
    "step_at_least": ("以下至少 {needed} 条成立：", "at least {needed} of these:"),
    "step_not": ("以下不成立：", "not this:"),
    "is_not": ("并非：{text}", "not: {text}"),
    "implies": ("若 {premise}，则 {consequence}", "if {premise}, then {consequence}"),
    "alike_==": ("{left} 与 {right} 相同", "{left} and {right} are the same"),
    "alike_!=": ("{left} 与 {right} 不同", "{left} and {right} differ"),
    "is_among": ("{left}为以下之一：{right}", "{left} is one of: {right}"),
    "same_==": ("{left}为“{right}”", "{left} is “{right}”"),
    "same_!=": ("{left}不为“{right}”", "{left} is not “{right}”"),
    "than_==": ("{left} 等于 {right}", "{left} equals {right}"),
    "than_!=": ("{left} 不等于 {right}", "{left} differs from {right}"),
    "than_<": ("{left} 低于 {right}", "{left} is below {right}"),
    "than_<=": ("{left} 不高于 {right}", "{left} is not above {right}"),
    "than_>": ("{left} 高于 {right}", "{left} is above {right}"),
    "date_==": ("{left} 与 {right} 相同", "{left} and {right} are the same"),
    "date_!=": ("{left} 与 {right} 不同", "{left} and {right} differ"),
    "date_<": ("{left} 早于 {right}", "{left} is before {right}"),
    "date_<=": ("{left} 不晚于 {right}", "{left} is not after {right}"),
    "date_>": ("{left} 晚于 {right}", "{left} is after {right}"),
    "date_>=": ("{left} 不早于 {right}", "{left} is not before {right}"),
    "than_>=": ("{left} 不低于 {right}", "{left} is not below {right}"),
    # demo
    "demo_title": (
        "演示：一个乡镇的台账，从读取到评定、说理",
        "Demo: a township's ledger, decided and explained",
    ),
    "demo_intro": (
        "样例台账由程序生成，人物均为虚构；约三千户、九千人，空白、矛盾和写错的格子都有。",
        (
            "The sample ledger is made by a program, all people in it invented: about 3,000 "
            "households and 9,000 people, with blanks, contradictions and wrong cells."
        ),
    ),
    "demo_step": ("{number}、{title}", "{number}. {title}"),
    "demo_summary": ("评定结果", "What was decided"),
    "demo_included": ("为什么纳入：一户成立的理由", "Why included: one household that is"),
    "demo_not_included": ("为什么不纳入：一户不成立的理由", "Why not: one household that is not"),
    "demo_unknown": (
        "为什么还不能判定：缺什么，由谁认定",
        "Why not decided yet: what is missing, and who must find it",
    ),
    "demo_rejected": ("为什么退回：一户数据有误", "Why rejected: one household with faulty data"),
    "demo_workbook": ("结果表", "The workbook"),
    "demo_next": ("接下来可以试：", "Next, try:"),
    "demo_sheets": (
        "工作表：结果（每户一行，附决定性理由、待补资料、待认定事项、依据条款）、退回、统计、列对应。",
        (
            "Sheets: results (one row each, with the decisive reason, what is missing, findings to "
            "make, clauses), rejects, counts, columns."
        ),
    ),
    "demo_excerpt": (
        "（其余结论的理由用 explain 查看）",
        "(`explain` gives the reasons for the others)",
    ),
    # version
    "shipped": ("内置规则集：{names}", "Shipped rulesets: {names}"),
    # replay
    "replayed_same": (
        "重新评定一致：回执完好，所载事实按 {ruleset}（{as_of}）评定，结果与回执所载相同。",
        (
            "Decided again alike: the receipt is undamaged, and its facts give the same result "
            "by {ruleset} as of {as_of}."
        ),
    ),
    "replayed_note": (
        (
            "这不证明所载事实真实，也不能防止有意伪造；要防伪造，请核对另行保存的内容摘要："
            "\n  {content}"
        ),
        (
            "This does not prove the facts true, nor the receipt genuine; against forgery, compare "
            "the content digest with one kept elsewhere:\n  {content}"
        ),
    ),
    "replay_needs_ruleset": (
        "。不是内置的规则集请用 --ruleset 指明文件",
        "; name the file of a ruleset that is not shipped with --ruleset",
    ),
    "receipt_key_twice": (
        "同一对象中“{key}”出现了两次",
        "“{key}” stands twice in one object",
    ),
    "receipt_no_number": ("{name} 不是 JSON 的数", "{name} is no JSON number"),
    "receipt_no_json_at": (
        "第 {row} 行第 {column} 个字符处不是 JSON",
        "what stands at line {row}, character {column} is no JSON",
    ),
    "receipt_no_json": ("不是 JSON，或嵌套过深", "it is no JSON, or nested too deeply"),
    "receipt_no_text": (
        "不是 UTF-8 或 UTF-16 的文字",
        "it is no text in UTF-8 or UTF-16",
    ),
    "replayed_different": (
        "回执不符：按 {ruleset} 重新评定，有下列出入：",
        "The receipt does not hold: decided again by {ruleset}, this differs:",
    ),
    "bad_receipt": (
        "{name} 不是可读的回执：{reason}",
        "{name} is not a readable receipt: {reason}",
    ),
}


class Words:
    """The tables in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._column = 0 if language == "zh" else 1

    def say(self, key: str | None, /, **values: object) -> str:
        """The phrase with its places filled. Raises `KeyError` for an unknown key."""
        if key is None:
            return ""
        phrase = PHRASES.get(key) or HELP[key]
        return phrase[self._column].format(**values)
