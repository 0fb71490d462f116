"""The words of the help of `povertyrules case …`, in Chinese and English."""

from __future__ import annotations

CASE_HELP: dict[str, tuple[str, str]] = {
    "help_case": (
        (
            "按规则集规定的程序办理事项：立案、办理、更正、查询；每一步留痕，不符合程序的不予办理。\n"
            "不予办理时退出码为 5，并说明每一条原因、可以办什么、由谁办。"
        ),
        (
            "Cases under the procedure that a ruleset declares: open, act, correct, ask.\n"
            "What is not allowed gives exit code 5, with every reason, what could be done, and by "
            "whom."
        ),
    ),
    "help_store": (
        (
            "存放事项的文件（SQLite，首次立案或导入时新建）或 postgresql://…，默认 cases.db；"
            "也可写在环境变量 POVERTYRULES_STORE 中"
        ),
        (
            "The file of the cases (SQLite, made when the first case is opened or imported), or "
            "postgresql://...; or set POVERTYRULES_STORE; by default cases.db"
        ),
    ),
    "help_case_ruleset": (
        "规则集（默认按文件中已有的事项；没有的，取当日唯一有效且规定了程序的）",
        (
            "The ruleset (default: that of the cases in the file; else the only one in force on "
            "the day that has a procedure)"
        ),
    ),
    "help_day": ("办理（或查询）的日期，如 2020-04-20", "The day, such as 2020-04-20"),
    "help_as": ("办理人姓名", "The name of the person who acts"),
    "help_role": (
        "以什么角色：名称或代号，如 village",
        "In which role: id or label, such as village",
    ),
    "help_body": (
        "所代表的村（社区）、部门等，如 示例村",
        "The village or department for which it is done",
    ),
    "help_who": (
        "查看的人（与 --area 同用）",
        "Who asks (with --area)",
    ),
    "help_my_role": ("以什么角色（与 --area 同用）", "In which role (with --area)"),
    "help_area": (
        (
            "办理范围：区/镇/村，或 区:部门；只能办理和查看其中的户、反馈给本部门的事项，"
            "其他的不予办理并记录（默认为全部）"
        ),
        (
            "The area: district/town/village, or district:department; only what lies in it, or "
            "was referred to the department, is seen and done, the rest refused and logged "
            "(default: everything)"
        ),
    ),
    "help_where": ("所在地：区/镇/村", "Where it lives: district/town/village"),
    "help_department": ("行业部门", "The department"),
    "help_case_place": (
        "登记户的所在地：一户，或所在地表中的各户。",
        "Enter where households live: one, or those of a table.",
    ),
    "help_case_refer": (
        "反馈：使一个事项也归一个行业部门办理。",
        "Make a case the business of a department, too.",
    ),
    "help_case_denials": (
        "列出不予办理或显示的：何人在何日求什么。",
        "List what was denied: to whom, when, and what they asked for.",
    ),
    "help_note": ("备注", "A note"),
    "help_form": ("输出格式：text 或 json", "Output: text or json"),
    "help_case_id": ("事项编号", "The id of the case"),
    "help_step": (
        "步骤：名称或代号（可办的步骤见 next）",
        "The step, by id or label (`next` says which can be made)",
    ),
    "help_opening_step": (
        "立案的步骤：名称或代号，如 nominate",
        "The step that opens it, by id or label, such as nominate",
    ),
    "help_document": (
        "文书：名称=文号或存放处；只须一份时可不写名称（可多次）",
        "A document: name=number or place; the name may be left out if one is needed (repeatable)",
    ),
    "help_reason": (
        "理由：只须一项时直接写内容，否则写 名称=内容（可多次）",
        "A reason: its text, or name=text where several are needed (repeatable)",
    ),
    "help_finding": (
        "认定：名称=是 或 名称=否，如 relapse_risk=是（可多次）",
        "A finding: name=yes or name=no, such as relapse_risk=yes (repeatable)",
    ),
    "help_found_by": (
        "由谁认定：姓名，或 姓名@村（默认为办理人）",
        "Who made the findings: name, or name@body (default: who acts)",
    ),
    "help_found_on": ("何日认定（默认为办理之日）", "When they were made (default: the day)"),
    "help_evidence_receipt": (
        (
            "评定的回执，由 explain --format receipt 或 case propose --receipts 写出；"
            "会重新评定核对（可多次）"
        ),
        (
            "The receipt of an evaluation, from `explain --format receipt` or `case propose "
            "--receipts`; it is decided again (repeatable)"
        ),
    ),
    "help_after_event": (
        "所见的最后一个事件的编号：其间有他人办理过的，不予办理",
        "The number of the last event that you saw: refused if somebody has acted since",
    ),
    "help_case_propose": (
        "评定台账，列出各户的评定支持办理哪些步骤；可同时写出回执，作为办理的依据。",
        "Evaluate a ledger, and list the steps it speaks for, with receipts as their evidence.",
    ),
    "help_case_open": (
        "立案：为一户开立一个事项。",
        "Open a case for a household.",
    ),
    "help_case_act": ("办理：在一个事项中办理一个步骤。", "Make a step in a case."),
    "help_case_correct": (
        "更正：撤销此前的一步，或写明其正确内容；原记录保留。",
        (
            "Correct an earlier step: strike it out, or say how it should have been. It stays on "
            "record."
        ),
    ),
    "help_case_show": (
        "查看一个事项：状态、经过、材料、期限。",
        "Show a case: its state, history, evidence and time limits.",
    ),
    "help_case_next": (
        "某一角色现在可以办什么，须有哪些材料。",
        "What somebody in a role can do now, and what each step needs.",
    ),
    "help_case_list": (
        "列出事项：现处何种状态、由谁办理、是否逾期。",
        "List cases: where each stands, who can act, what is overdue.",
    ),
    "help_case_export": ("导出全部事件（JSON Lines）。", "Export the whole log, as JSON Lines."),
    "help_case_import": (
        "导入事件（JSON Lines）：全部导入，或一条也不导入。",
        "Import a log, as JSON Lines: all of it, or none.",
    ),
    "help_case_verify": (
        "核对全部事件是否与当初写入的相同；不同的指出在哪里。有问题时退出码为 1。",
        "Check that all events are as they were written; say where they are not (exit code 1).",
    ),
    "help_new_case": (
        "新事项的编号（默认 户编号-序号）",
        "The id of the new case (default: the household's key and a number)",
    ),
    "help_event_number": ("要更正的事件编号（见 show）", "The number of the event, as `show` says"),
    "help_because": ("为什么更正", "Why it is corrected"),
    "help_strike": ("撤销这一步", "Strike the step out"),
    "help_right_step": ("应为哪一步骤", "The step it should have been"),
    "help_right_day": ("应为哪一日", "The day it should have been"),
    "help_right_name": ("应为何人办理", "Who it should have been"),
    "help_right_body": ("应为哪个村、部门", "The village or department it should have been"),
    "help_next_case": (
        "事项编号（不写则为全部事项，并列出可以立案的步骤）",
        "The id of a case (default: all cases, and the steps that open one)",
    ),
    "help_state": ("处于这一状态的：名称或代号", "In this state, by id or label"),
    "help_acting": ("当日可由这一角色办理的", "In which this role can act on the day"),
    "help_list_body": (
        "有人代表这个村、部门办理过的",
        "In which somebody acted for this village or department",
    ),
    "help_kind": ("这一类事项：名称或代号", "Of this kind (lifecycle), by id or label"),
    "help_list_open": ("只列未办结的", "Only those that are not over"),
    "help_list_overdue": ("只列逾期的", "Only those with something overdue"),
    "help_export_output": (
        "写到这个文件（默认显示在屏幕上）",
        "Write to this file (default: standard output)",
    ),
    "help_log": (
        "export 写出的文件，或 -（标准输入）",
        "What export wrote, or - for standard input",
    ),
    "help_only_step": ("只列这一步骤：名称或代号", "Only this step, by id or label"),
    "help_receipts_dir": (
        "把回执写到这个目录（含户的全部事实，注意保管）",
        "Write the receipts into this folder (they hold all facts of the household)",
    ),
}
