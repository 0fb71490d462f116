"""PR934 to PR949: what a store of cases does not take, or does not show."""

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
