"""PR9xx: why something cannot be done in a case, and events that cannot be read."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

UNKNOWN_STEP = Code(
    "PR901",
    "unknown-step",
    "the procedure has no step called `{name}`",
    "办理程序中没有名为 `{name}` 的步骤",
    "the steps are: {known}",
    "现有步骤：{known}",
)
WRONG_STATE = Code(
    "PR902",
    "wrong-state",
    "“{step}” cannot be made while the case is in the state “{state}”",
    "事项处于“{state}”，不能办理“{step}”",
    "it leads from: {sources}",
    "须先处于：{sources_zh}",
)
WRONG_ROLE = Code(
    "PR903",
    "wrong-role",
    "“{step}” is not for {role} to make",
    "“{step}”不由{role}办理",
    "it is made by: {roles}",
    "由以下角色办理：{roles_zh}",
)
UNKNOWN_ACTOR_ROLE = Code(
    "PR904",
    "unknown-actor-role",
    "the ruleset has no role called `{role}`",
    "规则集没有名为 `{role}` 的角色",
    "the roles are: {known}",
    "现有角色：{known}",
)
OUTSIDE_STAGE = Code(
    "PR905",
    "outside-stage",
    "“{step}” cannot be made on {day}",
    "“{step}”不能在 {day} 办理",
    "it is made in: {stages}",
    "办理阶段：{stages_zh}",
)
BEFORE_LAST_EVENT = Code(
    "PR906",
    "before-last-event",
    "{day} lies before {last}, the day of the event before",
    "{day} 早于上一事件的日期 {last}",
    "events are dated in the order in which they are recorded; a wrong date is corrected by a "
    "correction of that event",
    "事件按先后顺序注明日期；日期有误的，请更正该事件",
)
MISSING_EVIDENCE = Code(
    "PR907",
    "missing-evidence",
    "“{step}” needs {need}",
    "办理“{step}”须有{need_zh}",
    "add it to the evidence of the act",
    "请补入本步骤的材料",
)
EVIDENCE_OUT_OF_TIME = Code(
    "PR908",
    "evidence-out-of-time",
    "the evidence is of {day}; here it counts from {start} to {end}",
    "材料的日期为 {day}；此处须在 {start} 至 {end} 之间",
    "evaluate or find anew: not before the case was opened, and not after the act",
    "请重新评定或认定：不早于立案之日，不晚于办理之日",
)
UNKNOWN_EVIDENCE = Code(
    "PR909",
    "unknown-evidence",
    "`{name}` is neither an outcome nor a criterion nor a finding of the ruleset",
    "`{name}` 不是规则集的结论、条件或认定事项",
    "name what the ruleset declares",
    "请填写规则集所定义的名称",
)
FOUND_BY_OTHERS = Code(
    "PR910",
    "found-by-others",
    "“{finding}” is not for {role} to find",
    "“{finding}”不由{role}认定",
    "it is found by: {by}",
    "由以下角色认定：{by_zh}",
)
BAD_RECEIPT = Code(
    "PR911",
    "bad-receipt",
    "`{text}` is not what a receipt is known by",
    "`{text}` 不是回执的摘要",
    "give the `content` of the receipt: sha256: and 64 hexadecimal digits",
    "请填写回执的 `content`：sha256: 加 64 位十六进制数",
)
BLANK = Code(
    "PR912",
    "blank-text",
    "here something must be written",
    "此处不能为空白",
    "a blank is no name, no reference and no reason",
    "空白不能作为姓名、文号或理由",
)
ALREADY_THIS_MONTH = Code(
    "PR913",
    "already-this-month",
    "“{step}” was already made in {month}, on {day}",
    "{month} 已于 {day} 办理过“{step}”",
    "it is made once in each month; what was recorded wrongly is corrected",
    "每月办理一次；记录有误的，请更正",
)
NOT_AN_OPENING = Code(
    "PR914",
    "not-an-opening",
    "“{step}” does not open a case",
    "“{step}”不是立案步骤",
    "a case is opened by: {openings}",
    "立案步骤：{openings_zh}",
)
OPENS_ANOTHER = Code(
    "PR915",
    "opens-another",
    "“{step}” opens a case; this one is open already",
    "“{step}”是立案步骤；本事项已经立案",
    "open a new case with it",
    "请以该步骤另行立案",
)
ALREADY_OPEN = Code(
    "PR916",
    "already-open",
    "for {subject} the case {case} is open already, in the state “{state}”",
    "{subject} 已有未办结的事项 {case}，处于“{state}”",
    "go on with that case",
    "请继续办理该事项",
)
PREDECESSOR = Code(
    "PR917",
    "predecessor",
    "the case before this one is {expected}, not {given}",
    "本事项的前一事项是{expected_zh}，不是{given_zh}",
    "name it as the predecessor",
    "请注明前一事项",
)
NOT_YET = Code(
    "PR918",
    "not-yet",
    "{subject} is not in the state “{state}”, which must come first",
    "{subject} 尚未处于“{state}”，不能先行立案",
    "open and bring forward a case of “{lifecycle}” first",
    "请先办理“{lifecycle}”",
)
WRONG_NUMBER = Code(
    "PR919",
    "wrong-number",
    "the event has the number {number}; the next one of this case is {expected}",
    "事件编号为 {number}；本事项的下一编号是 {expected}",
    "somebody else may have acted in between: read the case again",
    "其间可能有他人办理过：请重新读取该事项",
)
WRONG_CASE = Code(
    "PR920",
    "wrong-case",
    "the event belongs to the case {given}, not to {case}",
    "该事件属于事项 {given}，不属于 {case}",
    "fold the events of one case at a time",
    "请按事项分别归并事件",
)
WRONG_RULESET = Code(
    "PR921",
    "wrong-ruleset",
    "the case was opened under {given}; this is {ruleset} ({digest})",
    "该事项按 {given} 立案；此处是 {ruleset}（{digest}）",
    "read the case by the ruleset that it was opened under",
    "请按立案时的规则集读取该事项",
)
NO_SUCH_ACT = Code(
    "PR922",
    "no-such-act",
    "the case has no act with the number {number} that could be corrected",
    "该事项没有编号为 {number} 的办理记录可供更正",
    "its acts have the numbers: {known}",
    "现有办理记录编号：{known}",
)
CORRECTED_BY_OTHERS = Code(
    "PR923",
    "corrected-by-others",
    "{role} did not make what is corrected here",
    "此处更正的内容不是由{role}办理的",
    "it is corrected in the role in which it was made: {made}",
    "由原办理的角色更正：{made_zh}",
)
OPENING_STRUCK = Code(
    "PR924",
    "opening-struck",
    "the opening of a case cannot be struck out, only corrected",
    "立案记录可以更正，不能撤销",
    "give the act that it should have been",
    "请写明应有的记录",
)
BREAKS_LATER = Code(
    "PR925",
    "breaks-later",
    "with this correction event {number} could not have been: {why}",
    "照此更正，第 {number} 号事件就不能成立：{why_zh}",
    "correct the later event first",
    "请先更正其后的事件",
)
OTHER_KIND = Code(
    "PR926",
    "another-lifecycle",
    "“{step}” belongs to “{lifecycle}”, and this case to “{own}”",
    "“{step}”属于“{lifecycle}”，本事项属于“{own}”",
    "open a case of that kind for it",
    "请就该流程另行立案",
)
NOT_OPENED = Code(
    "PR927",
    "not-opened",
    "the first event of a case opens it; here it is {kind}",
    "事项的第一个事件应为立案；此处是{kind_zh}",
    "begin with the event that opened the case",
    "请从立案事件开始",
)
BREAKS_OTHER = Code(
    "PR928",
    "breaks-other",
    "with this event in {case} the case {other} (“{kind}”), opened on {day}, could not have "
    "been opened",
    "照此办理 {case}，{day} 立案的事项 {other}（“{kind}”）就不能立案",
    "what is allowed leaves {case} so that it {needed} on {day}; or correct {other} first",
    "须使 {case} 在 {day} {needed_zh}；或先更正事项 {other}",
)
BEFORE_OTHER_IS_OVER = Code(
    "PR938",
    "before-other-is-over",
    "the case would begin on {day}, before the case {case} was over on {end}",
    "本事项于 {day} 开始，早于前一事项 {case} 的办结日期 {end}",
    "{end} or a later day is allowed; a wrong date of {case} is corrected there",
    "须为 {end} 或以后的日期；{case} 的日期有误的，请在该事项中更正",
)
STALE_EVIDENCE = Code(
    "PR939",
    "stale-evidence",
    "the evidence is of {day}; “{step}” needs what was found after the case came into “{state}”, "
    "on {start}",
    "材料的日期为 {day}；办理“{step}”须依据事项 {start} 进入“{state}”以后的评定或认定",
    "evaluate or find anew: on {start} or later",
    "请重新评定或认定：不早于 {start}",
)
OLDER_EVIDENCE = Code(
    "PR940",
    "older-evidence",
    "the evaluation is of {day}; event {number} of the case already rests on what was found on "
    "{newest}",
    "评定日期为 {day}；本事项第 {number} 号事件已依据 {newest} 的评定或认定",
    "evaluate anew: on {newest} or later",
    "请重新评定：不早于 {newest}",
)
CONTRADICTORY = Code(
    "PR941",
    "contradictory-evidence",
    "this contradicts evidence[{other}]: {first} and {second} cannot both be so",
    "与 evidence[{other}] 矛盾：{first_zh}与{second_zh}不能并存",
    "keep the one that is right",
    "请只保留正确的一项",
)
EVENT_FIELD = Code(
    "PR931",
    "event-field",
    "an event lacks `{field}`",
    "事件缺少 `{field}`",
    "see the schema of events",
    "请参照事件的 schema",
)
EVENT_UNKNOWN_FIELD = Code(
    "PR932",
    "event-unknown-field",
    "events have no field `{field}` here",
    "事件在此处没有 `{field}` 一项",
    "see the schema of events",
    "请参照事件的 schema",
)
EVENT_VALUE = Code(
    "PR933",
    "event-value",
    "this must be {expected}, not {found}",
    "此处应为{expected_zh}，不是 {found}",
    "see the schema of events",
    "请参照事件的 schema",
)
