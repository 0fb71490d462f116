"""The words of `povertyrules case …`, in Chinese and English."""

from __future__ import annotations

CASE: dict[str, tuple[str, str]] = {
    # the store
    "store_made": ("已新建 {store}。", "Made {store}."),
    "no_store": (
        (
            "没有存放事项的文件 {store}：用 --store 指明；"
            "首次立案（case open）或导入（case import）时会新建"
        ),
        (
            "there is no store of cases {store}: name it with --store; `case open` and `case "
            "import` make a new one"
        ),
    ),
    "no_tables": (
        (
            "{store} 中还没有事项：首次登记所在地（case place）、立案（case open）或导入"
            "（case import）时会建立"
        ),
        ("{store} has no cases yet: `case place`, `case open` and `case import` make the tables"),
    ),
    "not_a_store": (
        "{store} 不是存放事项的文件，没有改动它；请用 --store 指明另一个",
        "{store} is no store of cases and was left as it is; name another one with --store",
    ),
    "store_trouble": (
        "存放事项的数据库不能用：{reason}",
        "the database of the cases cannot be used: {reason}",
    ),
    "damaged_store": (
        "存放的事件有一处不能采信，可能被改动过：请用 case verify 查明是哪一处",
        "what is stored is not to be relied on ({reason}): `case verify` says where it was changed",
    ),
    "other_ruleset": (
        "{store} 中的事项按 {own} 办理，不能改按 {given}：请去掉 --ruleset，或指明 {own} 的文件",
        (
            "the cases of {store} go on under {own}, not under {given}: leave out --ruleset, or "
            "name the file of {own}"
        ),
    ),
    "no_procedure": (
        "{ruleset} 没有规定办理程序；请用 --ruleset 指明另一个",
        "{ruleset} declares no procedure; name another one with --ruleset",
    ),
    "case_ruleset_needed": (
        "请指明规则集；规定了程序的内置规则集有：{known}",
        "name the ruleset; shipped ones with a procedure are: {known}",
    ),
    "no_case": ("{store} 中没有编号为 {case} 的事项", "{store} has no case {case}"),
    "no_case_help": ("；现有事项见 case list", "; `case list` shows those it has"),
    "no_event": (
        "事项 {case} 没有可更正的第 {number} 号；可更正的有：{known}",
        "case {case} has no event {number} that can be corrected; it has: {known}",
    ),
    # who asks, and whose business it is
    "who_needed": (
        "写明了 --area，就须用 --as 写明是谁：不予显示的，按姓名记录",
        "with --area say who asks with --as: what is not shown is logged by their name",
    ),
    "bad_name": ("{value} 不能作为姓名存放", "{value} cannot be kept as a name"),
    "bad_area": (
        "{value} 不是办理范围：应写成 区/镇/村，或 区:部门",
        "{value} is no area: write district/town/village, or district:department",
    ),
    "place_or_places": (
        "写明一户及其所在地，或用 --places 指明所在地表",
        "name one household and where it lives, or a table of them with --places",
    ),
    "placed": ("已登记 {count} 户的所在地。", "Entered where {count} households live."),
    "places_left": (
        "{count} 户的所在地不全，没有登记。",
        "Where {count} households live is not known in full; they are left out.",
    ),
    "referred": (
        "{case} 已反馈至：{departments}。",
        "{case} is the business of: {departments}.",
    ),
    "denials_count": ("不予办理或显示的共 {count} 次。", "{count} denials in all."),
    "col_at": ("日期", "Day"),
    "col_name": ("姓名", "Name"),
    "col_role": ("角色", "Role"),
    "col_area": ("范围", "Area"),
    "col_asked": ("所求", "Asked for"),
    "col_why": ("原因", "Why"),
    "asked": ("{what} {about}", "{what} {about}"),
    "asked_append": ("办理", "act in"),
    "asked_case": ("查看", "see"),
    "asked_cases_of": ("查看户", "see the cases of"),
    "asked_place": ("登记所在地", "enter the place of"),
    "asked_refer": ("反馈", "refer"),
    "proposed_outside": (
        "另有 {count} 户不在办理范围内，未作评定。",
        "Another {count} households are not within the area and are not evaluated.",
    ),
    "rostered": ("{title}：{count} 户次。", "{title}: {count} entries."),
    "not_one": (
        "{name} 没有，或不止一个；可以写的有：{known}",
        "there is no {name}, or more than one; there are: {known}",
    ),
    # names and evidence
    "unknown_name": ("没有名为 {name} 的{kind}", "there is no {kind} called {name}"),
    "known_names": ("；现有：{known}", "; there are: {known}"),
    "kind_step": ("步骤", "step"),
    "kind_role": ("角色", "role"),
    "kind_state": ("状态", "state"),
    "kind_lifecycle": ("事项类别", "kind of case"),
    "kind_finding": ("认定事项", "finding"),
    "evidence_unnamed": (
        "请写明名称（名称=内容）；{step}要求的有：{known}",
        "say which it is (name=…); {step} asks for: {known}",
    ),
    "evidence_unasked": (
        "{step}不要求“{name}”；要求的有：{known}",
        "{step} does not ask for “{name}”; it asks for: {known}",
    ),
    "receipt_unasked": (
        "{step}不要求评定结论，不用附回执",
        "{step} asks for no evaluation, so for no receipt",
    ),
    "bad_answer": (
        "{value} 应写成 {name}=是 或 {name}=否",
        "{value} should be {name}=yes or {name}=no",
    ),
    "found_by_needed": (
        "这一认定由{role}作出：请用 --found-by 写明何人",
        "this finding is made by {role}: say who it was with --found-by",
    ),
    "receipt_does_not_hold": (
        "{name} 不能作为依据，重新评定有出入：\n{reasons}",
        "{name} is no evidence: decided again, this differs:\n{reasons}",
    ),
    "receipt_of_another": (
        "{name} 是户 {given} 的回执，本事项是户 {subject} 的",
        "{name} is a receipt of {given}, and the case is about {subject}",
    ),
    "receipt_says": (
        "回执 {name}：“{outcome}”{status}",
        "The receipt {name}: “{outcome}”: {status}",
    ),
    "some_reference": ("文号或存放处", "number or place"),
    "some_reason": ("理由", "why"),
    "yes_or_no": ("是或否", "yes|no"),
    "or": (" 或 ", " or "),
    "nothing_to_correct": (
        "没有写明更正什么：要撤销这一步写 --strike，否则写明正确的内容（--right-day 等）",
        "nothing is corrected: --strike strikes the step out, --right-day and the others mend it",
    ),
    "strike_or_right": (
        "撤销（--strike）就不能再写正确的内容",
        "what is struck out has no other content",
    ),
    # what came of a step
    "recorded": (
        "已办理：{case} 第 {number} 号，{step}",
        "Recorded: {case}, event {number}: {step}",
    ),
    "corrected": (
        "已更正：{case} 第 {number} 号更正第 {corrects} 号",
        "Recorded: {case}, event {number} corrects event {corrects}",
    ),
    "now_in": (
        "现为“{state}”（{since} 起）。接下来：",
        "It is now in “{state}” (since {since}). Next:",
    ),
    "now_over": (
        "现为“{state}”（{since}），已办结。",
        "It is now in “{state}” ({since}), and over.",
    ),
    "refused": ("未予办理：{case}，{step}", "Refused: {case}, {step}"),
    "refused_correction": (
        "未予更正：{case} 第 {corrects} 号",
        "Refused: a correction of {case}, event {corrects}",
    ),
    "refused_by": ("依据：{clauses}", "By: {clauses}"),
    "could_do": ("可以办理：", "What can be done:"),
    "could_do_nothing": ("没有可以办理的步骤。", "Nothing can be done."),
    "add_evidence": ("请加上 {option}", "add {option}"),
    # a case
    "case_title": ("事项 {case}：{kind}", "Case {case}: {kind}"),
    "case_subject": ("户：{subject}", "Household: {subject}"),
    "case_state": ("状态：{state}（{since} 起）", "State: {state} (since {since})"),
    "case_over": ("状态：{state}（{since}，已办结）", "State: {state} ({since}, over)"),
    "case_later": (
        "注意：{day} 以后又有办理，以上是截至 {last} 的状态，不是当日的",
        "Note: it went on after {day}; this is the state as of {last}, not of that day",
    ),
    "case_ruleset": ("规则集：{ruleset}", "Ruleset: {ruleset}"),
    "case_predecessor": ("前一事项：{case}", "Case before it: {case}"),
    "case_history": ("经过", "History"),
    "case_deadlines": ("等待办理（截至 {day}）", "What it waits for (as of {day})"),
    "waits_for_nothing": ("没有。", "Nothing."),
    "history_step": ("  {number}  {day}  {step}  {who}", "  {number}  {day}  {step}  {who}"),
    "history_struck": (
        "  {number}  {day}  撤销第 {corrects} 号  {who}：{reason}",
        "  {number}  {day}  strikes out {corrects}  {who}: {reason}",
    ),
    "history_corrected": (
        "  {number}  {day}  更正第 {corrects} 号  {who}：{reason}。应为：",
        "  {number}  {day}  corrects {corrects}  {who}: {reason}. It should be:",
    ),
    "history_note": ("备注：{note}", "note: {note}"),
    "was_corrected": ("〔已由第 {number} 号更正〕", " [corrected by {number}]"),
    "who": ("{name}（{role}）", "{name} ({role})"),
    "who_of": ("{name}（{role}，{body}）", "{name} ({role}, {body})"),
    "by_evaluation": (
        "经评定“{label}”成立（{day}，回执 {receipt}…）",
        "evaluated: “{label}” holds ({day}, receipt {receipt}…)",
    ),
    "by_evaluation_not": (
        "经评定“{label}”不成立（{day}，回执 {receipt}…）",
        "evaluated: “{label}” does not hold ({day}, receipt {receipt}…)",
    ),
    "by_finding": ("认定“{label}”：是（{day}，{who}）", "found “{label}”: yes ({day}, {who})"),
    "by_finding_not": ("认定“{label}”：否（{day}，{who}）", "found “{label}”: no ({day}, {who})"),
    "by_document": ("文书“{label}”：{where}", "document “{label}”: {where}"),
    "by_reason": ("{label}：{text}", "{label}: {text}"),
    "limit_not_filled": ("（由当地规定，尚未填写：{label}）", " (left to the locality: {label})"),
    "deadline": ("{deadline}——由{roles}办理", "{deadline}; by {roles}"),
    # next and list
    "can_do": ("{role} {day} 可以办理：", "What {role} can do on {day}:"),
    "nothing_to_do": (
        "{role} {day} 没有可以办理的步骤。",
        "There is nothing that {role} can do on {day}.",
    ),
    "next_case": ("{case}（户 {subject}，{state}）", "{case} (household {subject}, {state})"),
    "next_openings": ("可以立案：", "Cases that can be opened:"),
    "col_case": ("事项", "Case"),
    "col_subject": ("户", "Household"),
    "col_state": ("状态", "State"),
    "col_since": ("自", "Since"),
    "col_who": ("当日可由谁办理", "Who can act"),
    "col_limit": ("期限", "Limit"),
    "over": ("已办结", "over"),
    "no_limit": ("没有规定", "none set"),
    "limit_due": ("{due}", "{due}"),
    "limit_overdue": ("{due} 已逾期，共 {count} 项", "{due} overdue, {count} in all"),
    "list_counts": (
        "{day}：列出 {shown} 个，共 {every} 个事项。",
        "{day}: {shown} of {every} cases.",
    ),
    "list_later": (
        (
            "其中 {count} 个在 {day} 以后又有办理：所列是最近的状态，不是当日的；"
            "当日的情况见 supervise。"
        ),
        (
            "{count} of them went on after {day}: the states are the latest, not those of that "
            "day; `supervise` reports a day as it was."
        ),
    ),
    # logs and verifying
    "imported": ("已从 {name} 导入 {count} 个事件。", "Imported {count} events from {name}."),
    "import_refused": (
        "{name} 第 {row} 行（{case} 第 {number} 号）不符合程序，一条也没有导入：",
        "{name}, line {row} ({case}, event {number}) is not allowed; nothing was imported:",
    ),
    "import_again": (
        "这一事件已在 {store} 中；只能导入其中还没有的事项，或其后的事件",
        "{store} has this event already; only cases that it has not, or later events, can be added",
    ),
    "bad_line": (
        "{name} 第 {row} 行不是事件，一条也没有导入：\n{reasons}",
        "line {row} of {name} is no event; nothing was imported:\n{reasons}",
    ),
    "bad_log": (
        "{name} 不是事件的日志，或其中一行不能读取，没有写出报告：\n{reasons}",
        "{name} is no log of events, or a line of it cannot be read; nothing is made:\n{reasons}",
    ),
    "line_of_log": ("第 {row} 行：{why}", "line {row}: {why}"),
    "verified": (
        "核对无误：{store} 中的 {events} 个事件都与写入时相同。",
        "Verified: the {events} events of {store} are as they were written.",
    ),
    "verified_note": (
        "这不能发现连同登记一并删去的最后几个事件；要防这一点，请把 case export 的结果另存一处。",
        (
            "This does not find that the newest events were cut off together with what is stored "
            "of their case; against that, keep what `case export` gives elsewhere."
        ),
    ),
    "not_verified": (
        "核对不符：{store} 有 {count} 处与写入时不同：",
        "Not as written: {count} places of {store}:",
    ),
    "not_verified_help": (
        "该处及其后的事件不可采信：请停止使用，与另存的导出文件比对，查明何人改动。",
        (
            "What stands there and after it is not to be relied on: stop using the file, compare "
            "it with an export kept elsewhere, and find out who changed it."
        ),
    ),
    # propose
    "proposed": (
        "{day} 评定 {evaluated} 户，支持办理 {count} 个步骤：",
        "Evaluated {evaluated} households as of {day}; they speak for {count} steps:",
    ),
    "proposed_rejected": (
        "另有 {count} 户被退回，未作评定：用 evaluate 查看原因。",
        "Another {count} households are rejected and not evaluated: `evaluate` says why.",
    ),
    "proposed_step": (
        "{step}  {label}（由{roles}办理）：{count} 户",
        "{step}  {label} (by {roles}): {count}",
    ),
    "still_needed": ("还须 {option}", "still needs {option}"),
    "proposed_new": ("{subject}  立案", "{subject}  opens a case"),
    "proposed_in": ("{subject}  事项 {case}", "{subject}  in {case}"),
    "proposed_after": ("（前一事项 {case}）", " (after {case})"),
    "proposed_receipts": (
        "加 --receipts 目录 写出回执，办理时用 --receipt 附上。",
        "With --receipts DIR the receipts are written, to be given with --receipt.",
    ),
}
