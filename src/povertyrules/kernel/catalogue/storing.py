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
    "it is not known in which village {subject} lives",
    "尚未登记 {subject} 所在的村（社区）",
    "enter its place first",
    "请先登记所在地",
)
ANOTHER_NAME = Code(
    "PR937",
    "another-name",
    "the event is in the name of {given}; here acts {actor}",
    "该事件以{given}的名义办理；此处办理人是{actor}",
    "everybody acts in their own name, role and body",
    "请以本人的姓名、角色和单位办理",
)
