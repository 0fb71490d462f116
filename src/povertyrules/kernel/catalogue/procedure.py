"""PR8xx: the procedure that a ruleset declares: stages, states, steps, limits."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

STAGES_OVERLAP = Code(
    "PR801",
    "stages-overlap",
    "the stages `{first}` and `{second}` share the days from {start} to {end}",
    "阶段 `{first}` 与 `{second}` 在 {start} 至 {end} 期间重叠",
    "a day belongs to one stage: correct `from:` or `to:`",
    "一天只能属于一个阶段：请更正 `from:` 或 `to:`",
)
STAGE_NOT_IN_FORCE = Code(
    "PR802",
    "stage-not-in-force",
    "the stage `{name}` has days on which the ruleset is not in force ({during})",
    "阶段 `{name}` 有一部分日期不在规则集有效期（{during}）内",
    "correct the days of the stage, or `in_force` of the ruleset",
    "请更正该阶段的日期，或规则集的 `in_force`",
)
UNUSED_STAGE = Code(
    "PR803",
    "unused-stage",
    "nothing is done in the stage `{name}`",
    "没有任何步骤在阶段 `{name}` 办理",
    "name it under `stage` of the steps that belong to it, or remove it",
    "请在属于该阶段的步骤中以 `stage` 注明，或删去该阶段",
    severity="warning",
)
UNKNOWN_STAGE = Code(
    "PR804",
    "unknown-stage",
    "there is no stage called `{name}`",
    "没有名为 `{name}` 的阶段",
    "declare it under `stages` with its days",
    "请在 `stages` 下写明该阶段及其起止日期",
)
UNKNOWN_STATE = Code(
    "PR805",
    "unknown-state",
    "this lifecycle has no state called `{name}`",
    "本流程没有名为 `{name}` 的状态",
    "declare it under its `states`",
    "请在本流程的 `states` 下写明该状态",
)
UNKNOWN_STATE_BEFORE = Code(
    "PR806",
    "unknown-state-before",
    "no other lifecycle has a state called `{name}`",
    "其他流程都没有名为 `{name}` 的状态",
    "`after` names the state of another lifecycle in which the record must be before",
    "`after` 填写另一流程中须先到达的状态",
)
UNKNOWN_DECISION = Code(
    "PR807",
    "unknown-decision",
    "`{name}` is no outcome or criterion of the {entity}",
    "`{name}` 不是针对{entity_zh}的结论或条件",
    "evidence is an outcome or a criterion that an evaluation of the record decides",
    "此处须填写评定能够得出的结论或条件",
)
UNKNOWN_FINDING = Code(
    "PR808",
    "unknown-finding",
    "`{name}` is no finding of the {entity}",
    "`{name}` 不是针对{entity_zh}的认定事项",
    "declare it under `facts` with `type: finding`, its question and who makes it",
    "请在 `facts` 下以 `type: finding` 写明该事项、问题和认定者",
)
STEP_INCOMPLETE = Code(
    "PR809",
    "step-incomplete",
    "`{name}` does not say which state it leads from and which it leads to",
    "`{name}` 没有写明由哪个状态到哪个状态",
    "write `from:` and `to:`, or `opens:` for a step with which a case begins",
    "请写 `from:` 和 `to:`；立案的步骤请写 `opens:`",
)
STEP_OPENS_AND_LEADS = Code(
    "PR810",
    "step-opens-and-leads",
    "`{name}` opens a case and also leads from one state to another",
    "`{name}` 既是立案步骤，又写有由哪个状态到哪个状态",
    "keep either `opens:`, or `from:` and `to:`",
    "`opens:` 与 `from:`、`to:` 只保留其一",
)
NO_OPENING = Code(
    "PR811",
    "no-opening",
    "no step of `{name}` opens a case",
    "流程 `{name}` 没有立案的步骤",
    "write `opens:` with its first state for the step with which a case begins",
    "请为立案的步骤写上 `opens:` 及起始状态",
)
UNREACHABLE_STATE = Code(
    "PR812",
    "unreachable-state",
    "no case can ever be in the state `{name}`",
    "任何事项都到不了状态 `{name}`",
    "add the step that leads to it, or remove it",
    "请补上通往该状态的步骤，或删去该状态",
)
DEAD_END = Code(
    "PR813",
    "dead-end",
    "no step leads on from `{name}`, and the case is not over there",
    "状态 `{name}` 没有后续步骤，事项也没有在此办结",
    "write `final: true` if the case is over, or add what follows",
    "事项在此办结的，请写 `final: true`；否则请补上后续步骤",
)
NEVER_POSSIBLE = Code(
    "PR814",
    "never-possible",
    "nobody can ever make `{name}`: {first} and {second} never go together",
    "任何人都无法办理 `{name}`：{first_zh}与{second_zh}不可能同时具备",
    "correct `needs`",
    "请更正 `needs`",
)
UNCITED_ROLE = Code(
    "PR815",
    "uncited-role",
    "no clause is cited for the role `{name}`, which acts in the procedure",
    "角色 `{name}` 参与办理，但没有注明依据的条款",
    "write it as `{name}: {{label: …, cite: …}}` under `roles`",
    "请在 `roles` 下写成 `{name}: {{label: …, cite: …}}`",
)
UNKNOWN_LIMIT = Code(
    "PR816",
    "unknown-limit",
    "there is no parameter called `{name}`",
    "没有名为 `{name}` 的参数",
    "name a parameter here, and declare the number of days under `parameters`, with `open: true` "
    "if the document gives none",
    "此处写参数的名称，天数写在 `parameters` 下；文件没有规定天数的，写 `open: true`",
)
LIMIT_NOT_DAYS = Code(
    "PR817",
    "limit-not-days",
    "the parameter `{name}` is not a number of days",
    "参数 `{name}` 不是天数",
    "declare it with `type: integer`, `unit: 天`, a `min:` that is not negative and a `max:` of at "
    "most 36500",
    "请写 `type: integer`、`unit: 天`，`min:` 不得为负，`max:` 不超过 36500",
)
OPEN_LIMIT = Code(
    "PR818",
    "open-limit",
    "no time limit is set for `{name}`: `{parameter}` is left open",
    "`{name}` 没有规定期限：`{parameter}` 留待确定",
    "a locality fills it in with the document that sets it; until then nothing is overdue by it",
    "由当地填写并注明依据；填写之前，不据此认定逾期",
    severity="note",
)
UNCITED_LIMIT = Code(
    "PR819",
    "uncited-limit",
    "no clause is cited for the time limit `{name}`",
    "期限 `{name}` 没有注明依据的条款",
    "add `cite:` to the parameter",
    "请为该参数补上 `cite:`",
)
LIMIT_FORM = Code(
    "PR820",
    "limit-form",
    "a limit is either a number of `days` or the end of a `stage`",
    "期限或以天数（`days`）规定，或以阶段（`stage`）的末日为准",
    "write `{{days: …}}`, `{{days: …, since: …}}` or `{{stage: …}}`",
    "请写 `{{days: …}}`、`{{days: …, since: …}}` 或 `{{stage: …}}`",
)
LIMIT_WITHOUT_START = Code(
    "PR821",
    "limit-without-start",
    "a case can come to `{name}` without ever having been in `{state}`, so its time never begins",
    "事项可能没有经过状态 `{state}` 就到了 `{name}`，期限无从起算",
    "count from a state that every case has passed",
    "请自每件事项都经过的状态起算",
)
LIMIT_OF_OPENING = Code(
    "PR822",
    "limit-of-opening",
    "`{name}` opens a case: before it there is nothing whose time could run",
    "`{name}` 是立案步骤：立案之前没有可以起算的时间",
    "remove `limit`, or put it on the step that must follow",
    "请删去 `limit`，或写在其后的步骤上",
)
SAME_LABEL = Code(
    "PR823",
    "same-label",
    "`{name}` and `{other}` (line {line}) are both called “{label}”",
    "`{name}` 与第 {line} 行的 `{other}` 都叫“{label}”",
    "readers see the label only: call one of them something else",
    "读者只看得到名称：请为其中一个改名",
)
NEED_FORM = Code(
    "PR824",
    "need-form",
    "each entry of `needs` is one thing; `{key}` does not belong to this one",
    "`needs` 的每一项只写一种材料；`{key}` 不属于此项",
    "write one of `holds`, `fails`, `finding` (with `found`), `document`, `reason` in each entry; "
    "the first three may have `since`",
    "每项只写 `holds`、`fails`、`finding`（可加 `found`）、`document`、`reason` 之一；"
    "前三种可加 `since`",
)
EVERY_LEADS_AWAY = Code(
    "PR825",
    "every-leads-away",
    "`{name}` is made every month, but leads away from the state it is made in",
    "`{name}` 每月办理一次，却会离开原来的状态",
    "a step that recurs leads from a state to the same state",
    "每月办理的步骤，起始状态与所到状态应当相同",
)
LIMIT_STAGE = Code(
    "PR826",
    "limit-stage",
    "`{name}` is due by the end of the stage `{stage}`, in which it is not made",
    "`{name}` 须在阶段 `{stage}` 结束前办理，却不在该阶段办理",
    "name the stage under `stage` as well, or correct the limit",
    "请在 `stage` 中也写上该阶段，或更正期限",
)
REPLACES_ITSELF = Code(
    "PR827",
    "replaces-itself",
    "version {version} cannot take the place of itself",
    "版本 {version} 不能取代自身",
    "name the earlier version, or remove `replaces`",
    "请写被取代的旧版本，或删去 `replaces`",
)
NEED_WITHOUT_START = Code(
    "PR828",
    "need-without-start",
    "a case can come to `{name}` without ever having been in `{state}`, so nothing says how old "
    "the evidence may be",
    "事项可能没有经过状态 `{state}` 就到了 `{name}`，无从判断材料是否过时",
    "name under `since` a state that every case has passed",
    "`since` 请写每件事项都经过的状态",
)
NEED_OF_OPENING = Code(
    "PR829",
    "need-of-opening",
    "the step opens a case: before it the case was in no state, so not in `{state}` either",
    "本步骤为立案步骤：立案之前没有经过任何状态，也没有经过 `{state}`",
    "remove `since`",
    "请删去 `since`",
)
