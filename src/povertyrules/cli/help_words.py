"""The words of the help, in Chinese and English: one entry for each command and option."""

from __future__ import annotations

from povertyrules.cli.case_help_words import CASE_HELP

HELP: dict[str, tuple[str, str]] = {
    **CASE_HELP,
    "usage": ("用法：", "Usage:"),
    "usage_options": ("[选项]", "[OPTIONS]"),
    "usage_commands": ("命令 [参数…]", "COMMAND [ARGS…]"),
    "help_arguments": ("参数", "Arguments"),
    "help_options": ("选项", "Options"),
    "help_commands": ("命令", "Commands"),
    "help_help": ("显示本说明", "Show this help"),
    "help_program": (
        (
            "把政策文件写成可以检查的规则，对农户台账作出精确、说理、注明依据的评定。\n"
            "退出码：0 完成，1 失败，2 命令有误，3 规则集无效，4 有的行被退回，5 不予办理。"
        ),
        (
            "Policy documents as checked rulesets: exact, explained, cited decisions on ledgers.\n"
            "Exit codes: 0 done, 1 failure, 2 usage, 3 invalid ruleset, 4 some rows rejected, "
            "5 a step refused."
        ),
    ),
    "help_version": ("显示版本", "Show the version"),
    "help_lang": (
        "语言：zh 或 en（默认取环境变量 POVERTYRULES_LANG，否则为 zh）",
        "Language, zh or en (default: POVERTYRULES_LANG, else zh)",
    ),
    # arguments and options that several commands have
    "help_ledger_file": (
        "台账：.xlsx、.xls、.ods、.csv 或 .jsonl",
        "The ledger: .xlsx, .xls, .ods, .csv or .jsonl",
    ),
    "help_source": (
        "台账（.xlsx、.xls、.ods、.csv、.jsonl），或分批评定的 Parquet 文件、目录、数据库（DuckDB 文件、postgresql://…）",
        (
            "A ledger (.xlsx, .xls, .ods, .csv, .jsonl), or, decided part by part, a Parquet file, "
            "a folder of them, or a database (a DuckDB file, postgresql://…)"
        ),
    ),
    "help_table": ("数据库中的表", "The table of a database"),
    "help_into": (
        "结果写入数据库（-o）中的这张表，退回的行写入 NAME_rejects",
        "Write to this table of the database given as -o; rejected rows to NAME_rejects",
    ),
    "help_items": (
        "成员等各项的 Parquet 文件，如 members=成员.parquet，与户一样按编号排序（可多次）",
        (
            "The Parquet file of a collection, such as members=people.parquet, sorted by the "
            "record's key as the records are (repeatable)"
        ),
    ),
    "help_key": (
        "哪一列是编号，如 household=户号；规则集已写明的不用写（可多次）",
        (
            "Which column is the key of an entity, such as household=id, where the ruleset "
            "declares none (repeatable)"
        ),
    ),
    "help_keep_column": (
        "分批评定时把这一列带入结果（可多次）",
        "Carry this column over to the results, when deciding part by part (repeatable)",
    ),
    "help_reasons": (
        "分批评定时在结果中写明各结论的理由和还缺的事实",
        "Write why each outcome is what it is and what is missing, when deciding part by part",
    ),
    "help_stream": (
        "分批评定 CSV 或 JSON Lines：内存用量有限，列名须与事实完全相同，要理由须加 --reasons",
        (
            "Decide CSV or JSON Lines part by part: bounded memory, column names exactly those of "
            "the facts, reasons only with --reasons"
        ),
    ),
    "help_ruleset": (
        (
            "规则集：内置的名称（zhaojia、zhaojia@2020.34.1）或文件路径；"
            "也可写在环境变量 POVERTYRULES_RULESET 中"
        ),
        (
            "The ruleset: a shipped name (zhaojia, zhaojia@2020.34.1) or a path; "
            "or set POVERTYRULES_RULESET"
        ),
    ),
    "help_as_of": (
        "评定日期，如 2020-04-20；也可写在环境变量 POVERTYRULES_AS_OF 中",
        "The date to evaluate as of, such as 2020-04-20; or set POVERTYRULES_AS_OF",
    ),
    "help_sheet": ("读取哪一张工作表", "Which sheet of the workbook to read"),
    "help_parameter": (
        "填写文件留待确定的参数：名称=值（可多次）",
        "Fill a parameter that the document leaves open: name=value (repeatable)",
    ),
    "help_cite": (
        "所填参数的依据：名称=文件（可多次）",
        "The document that sets a filled parameter: name=text (repeatable)",
    ),
    # check
    "help_check": (
        (
            "检查规则集，指出每一处错误的位置和改法。\n"
            "有错误时退出码为 3；警告不影响，除非加 --strict。"
        ),
        (
            "Check rulesets: every fault, where it stands and what to do.\n"
            "Errors give exit code 3; warnings do not, unless --strict is given."
        ),
    ),
    "help_check_files": (
        "规则集文件、内置规则集的名称，或 -（标准输入）",
        "Ruleset files, names of shipped rulesets, or - for standard input",
    ),
    "help_check_format": ("输出格式：text、json 或 sarif", "Output: text, json or sarif"),
    "help_strict": ("警告也算不通过", "Warnings fail the check too"),
    # evaluate
    "help_evaluate": (
        (
            "评定整本台账，写出结果表，并列出对得上的各项数目。\n"
            "有行被退回时退出码为 4，结果照常写出。"
        ),
        (
            "Decide a whole ledger, write the results, and show counts that add up.\n"
            "Rejected rows give exit code 4; the results are written all the same."
        ),
    ),
    "help_output": (
        "结果写到哪里：.xlsx、.csv 或 .jsonl；分批评定时为 .parquet 或 .csv",
        "Where to write: .xlsx, .csv or .jsonl; part by part .parquet or .csv",
    ),
    "help_force": ("覆盖已有的文件", "Overwrite an output that exists"),
    "help_no_progress": ("不显示进度", "Show no progress bar"),
    # explain
    "help_explain": (
        "说明台账中某一户为什么成立、不成立或还不能判定；被退回的说明每一条原因。",
        "Why one household of a ledger was decided as it was, or every reason for its rejection.",
    ),
    "help_household": ("户编号（或其他记录的编号）", "The household's key (or another record's)"),
    "help_explain_format": (
        "输出格式：text、markdown、json，或 receipt（回执，含全部事实，供 replay 复核）",
        "Output: text, markdown, json, or receipt (with all facts, for `replay`)",
    ),
    "help_explain_output": (
        "写到这个文件（默认显示在屏幕上）；要么写全，要么不写",
        "Write to this file, whole or not at all (default: standard output)",
    ),
    "help_outcome": (
        "只说明这些结论或模式（可多次）",
        "Only these outcomes or patterns (repeatable)",
    ),
    "help_show_sensitive": (
        "显示身份证号等敏感内容（默认隐去）",
        "Show sensitive values, masked otherwise",
    ),
    # compare
    "help_compare": (
        (
            "比较两套规则（或同一规则的不同参数、不同日期）：同一本台账里谁会变动，为什么。\n"
            "退回的户也计入；写出 .html 或 .png 为图，.csv 为明细。"
        ),
        (
            "Two rulesets, or one with other parameters or dates: who would move, and why.\n"
            "Rejected records are counted too; .html and .png are pictures, .csv the numbers."
        ),
    ),
    "help_compare_ledger": (
        "台账：.xlsx、.xls、.ods、.csv、.jsonl 或 .parquet",
        "The ledger: .xlsx, .xls, .ods, .csv, .jsonl or .parquet",
    ),
    "help_before": (
        "比较前的规则集：内置的名称或文件路径",
        "The ruleset before: a shipped name or a path",
    ),
    "help_after": (
        "比较后的规则集（默认与比较前相同）",
        "The ruleset after (default: the same as before)",
    ),
    "help_as_of_after": (
        "比较后的评定日期（默认与比较前相同）",
        "The date to evaluate as of after (default: the same as before)",
    ),
    "help_set_after": (
        "比较后改填的参数：名称=值（可多次）；没有依据的记为假设",
        (
            "A parameter filled otherwise after: name=value (repeatable); "
            "a supposition without --cite-after"
        ),
    ),
    "help_cite_after": (
        "比较后所填参数的依据：名称=文件（可多次）",
        "The document that sets it: name=text (repeatable)",
    ),
    "help_of": (
        "比较哪一组或哪一项结论（默认第一个共同的组；没有共同的组时须写明）",
        (
            "The group or outcome to compare (default: the first group of both; needed where "
            "there is none)"
        ),
    ),
    "help_cell": (
        "列出这一格的户和有变化的条件：先写比较前、再写比较后的答案（名称或代号，如 退回）",
        (
            "List the households of a cell with the conditions that differ: the answer before and "
            "the answer after, by label or id"
        ),
    ),
    "help_households": (
        "把变动的每一户（或 --cell 那一格的每一户）和有变化的条件写到这个 .csv 文件",
        (
            "Write every household that moves (or those of --cell) with the conditions that differ "
            "to this .csv file"
        ),
    ),
    "help_by": (
        "按台账的哪一列分组，如 行政村（可多次）",
        "A column of the ledger to group by, such as the village (repeatable)",
    ),
    "help_compare_output": (
        "另写到文件：.html（图文一页）、.png（图）或 .csv（明细）",
        "Also write to a file: .html (a page with pictures), .png or .csv",
    ),
    # ledger and supervise
    "help_ledger": (
        (
            "按办理事件的日志写出各级防止返贫监测台账：村、镇、区，及分级汇总。\n"
            "日志中有不被允许的事件时，照常写出并逐一说明，退出码为 4。"
        ),
        (
            "Write the ledger of cases of each level from a log of events: village, town and "
            "district, with counts.\n"
            "Events that are not allowed are left out and told; the exit code is then 4."
        ),
    ),
    "help_supervise": (
        (
            "按办理事件的日志写出督查报告：每月监测进度、逾期和没有规定期限的待办、预警和天数。\n"
            "日志中有不被允许的事件时，照常写出并逐一说明，退出码为 4。"
        ),
        (
            "Write the supervision report from a log of events: rounds, what is overdue or has no "
            "limit, warnings and their days.\n"
            "Events that are not allowed are left out and told; the exit code is then 4."
        ),
    ),
    "help_log": (
        "办理事件的日志（.jsonl，每行一个事件，格式见 schema event）",
        "The log of events (.jsonl, one event a line; see `schema event`)",
    ),
    "help_roster": (
        (
            "名单：办理了某一步骤的户，如 submit（报区脱贫办的拟新增监测对象名单）、"
            "approve（分发各村的审定名单）。"
        ),
        (
            "The list of a step: the households for whom it was made, such as submit (the list "
            "that goes to the district) or approve (the one that comes back to the villages)."
        ),
    ),
    "help_roster_step": ("步骤：名称或代号", "The step, by id or label"),
    "help_roster_output": (
        "写到这个文件：.xlsx、.html、.md 或 .csv",
        "Write to this file: .xlsx, .html, .md or .csv",
    ),
    "help_first_day": ("从哪一日起办理的", "Only those made from this day"),
    "help_last_day": ("到哪一日为止办理的", "Only those made up to this day"),
    "help_any_log": (
        "case export 写出的文件，或存放事项的文件、postgresql://…",
        "What `case export` wrote, or a store: a file or postgresql://...",
    ),
    "help_village": (
        "只列这个村（社区）；几个镇有同名的，写 镇/村",
        "Only this village; town/village where two towns have one of that name",
    ),
    "help_town": ("只列这个镇", "Only this town"),
    "help_of_department": (
        "只列缺项属于这个行业部门的",
        "Only the cases with a gap that is this department's",
    ),
    "help_places": (
        "所在地表（.csv）：户编号、村、镇、区四列",
        "Where the households live (.csv): the key, village, town and district",
    ),
    "help_ledger_output": (
        "写到文件：.xlsx（每级一张表，另有汇总）或 .csv",
        "Where to write: .xlsx (a sheet for each level, and the counts) or .csv",
    ),
    "help_level": (
        "只写这一级：village、town 或 district（可多次；默认各级都写）",
        "Only this level: village, town or district (repeatable; default: all)",
    ),
    "help_supervise_output": (
        "写到文件：.html（图文一页，可打印）或 .xlsx（全部表格）",
        "Where to write: .html (one page with pictures, to print) or .xlsx (all tables)",
    ),
    "help_month": (
        "哪个月的监测进度，如 2020-05（默认为 --as-of 所在月）",
        "The month of the round in detail, such as 2020-05 (default: that of --as-of)",
    ),
    # show
    "help_show": (
        "把规则集显示为一页可读的文字：依据、参数、事实、条件、结论，以及解释和待定事项。",
        (
            "Show a ruleset as a readable page: clauses, parameters, facts, conditions, outcomes, "
            "interpretations and open terms."
        ),
    ),
    "help_show_format": ("输出格式：text 或 markdown", "Output: text or markdown"),
    # the rest
    "help_plugin": (
        "插件：列出已安装的插件，检验插件是否遵守约定。",
        "Plugins: which are installed, and whether one keeps its contract.",
    ),
    "help_plugin_list": (
        "列出已安装的插件及其提供的内容；不能使用的，说明原因和处理办法。",
        "List the installed plugins and what each declares; of one that cannot be used, why.",
    ),
    "help_plugin_check": (
        "按语言的规则检验一个插件所提供的一切，逐项说明不符之处。",
        "Put everything that a plugin declares to the laws of the language.",
    ),
    "help_plugin_name": ("插件名", "The plugin's name"),
    "help_engine": (
        "用另一引擎评定（结果相同）：reference，或插件提供的引擎",
        "Decide with another engine (alike): reference, or one of a plugin",
    ),
    "help_schema": (
        "输出 JSON Schema：ruleset（规则集）、explanation（说明）或 receipt（回执）。",
        "Print a JSON Schema: of a ruleset, an explanation or a receipt.",
    ),
    "help_schema_name": (
        "ruleset、explanation、receipt 或 event",
        "ruleset, explanation, receipt or event",
    ),
    "help_demo": (
        "演示：用内置规则评定样例乡镇的台账，并说明几户的理由。",
        "Demo: decide a sample township by a shipped ruleset and explain a few households.",
    ),
    "help_year": (
        "改为演示一年的办理程序：从三月排查到十二月",
        "Instead show a year of the procedure, from March to December",
    ),
    "help_keep": (
        "结果存到哪个目录（默认存到临时目录）",
        "The directory to keep the workbook in (default: a temporary one)",
    ),
    "help_replay": (
        "按回执所载事实重新评定：回执是否完好、结果是否一致，或列出不同之处。",
        "Decide a receipt again: is it undamaged, and is the result the same? Or what differs.",
    ),
    "help_replay_ruleset": (
        "规则集（默认按回执所写，取内置的）",
        "The ruleset (default: the shipped one that the receipt names)",
    ),
    "help_receipt": ("回执文件（.json）", "The receipt, a .json file"),
}
