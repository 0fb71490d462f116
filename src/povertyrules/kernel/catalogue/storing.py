"""PR934 to PR937, PR946 to PR949: what a store of cases does not take, or does not show."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

NOT_STORABLE = Code(
    "PR934",
    "not-storable",
    "the text cannot be kept: {why}",
    "该文字无法保存：{why_zh}",
    "ids are at most {most} characters long, and are text that every program can read",
    "编号至多 {most} 个字，且须为各种程序都能读取的文字",
)
NOT_YOURS = Code(
    "PR935",
    "not-yours",
    "{what} is not there, or is not the business of {area}",
    "没有{what_zh}，或不属于{area}的办理范围",
    "whoever is responsible for it can do it, or refer it to the department",
    "请由负责该事项的人员办理，或由其反馈至本部门",
)
NO_AREA = Code(
    "PR936",
    "no-area",
    "{subject} is not entered in a place that is the business of {area}",
    "{subject} 未登记在{area}办理范围内的村（社区）",
    "enter first where the household lives, if it lives there",
    "该户确在此范围内的，请先登记所在地",
)
ANOTHER_NAME = Code(
    "PR937",
    "another-name",
    "the event is in the name of {given}; here acts {actor}",
    "该事件以{given}的名义办理；此处办理人是{actor}",
    "everybody acts in their own name, role and body",
    "请以本人的姓名、角色和单位办理",
)

SPELLING = Code(
    "PR946",
    "spelling",
    "this key could be read as another one: write {proper}",
    "该户编号的写法会被当作另一户：应写作 {proper}",
    "one household has one spelling: no blanks around it, no full-width or invisible characters",
    "一户只有一种写法：前后不留空格，不用全角字母数字，不含不可见字符",
)
NEVER_REFERRED = Code(
    "PR947",
    "never-referred",
    "cases of the kind “{kind}” are not referred to departments",
    "“{kind}”不反馈至行业部门",
    "only what the procedure hands over to departments is referred",
    "只有按程序反馈至行业部门的事项才能反馈",
)
NOT_REFERRED = Code(
    "PR948",
    "not-referred",
    "the case {case} is not referred to {department}",
    "事项 {case} 没有反馈至 {department}",
    "look at the departments that it is referred to",
    "请查看该事项已反馈至哪些部门",
)
ANOTHER_BODY = Code(
    "PR949",
    "another-body",
    "the act was made by {made}; here corrects {actor}",
    "该步骤由{made}办理；此处更正人是{actor}",
    "whoever made it corrects it, or somebody of the same role and body",
    "请由原办理人，或同一角色、同一单位的人员更正",
)
