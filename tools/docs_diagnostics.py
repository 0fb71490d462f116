"""The page of all codes: their words in two languages, and an example from the golden cases."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from povertyrules.kernel.catalogue import CODES
from povertyrules.kernel.codes import Code

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.diagnostics.golden import CASES, diagnose, read_case

_STAGES = {
    "PR0": ("The file and the traps of YAML", "文件与 YAML 的陷阱"),
    "PR1": ("The structure of a ruleset", "规则文件的结构"),
    "PR2": ("How an expression is written", "表达式的写法"),
    "PR24": ("Records that go together", "相互关联的记录"),
    "PR3": ("Names and references", "名称与引用"),
    "PR4": ("Types, units and ranges", "类型、单位与范围"),
    "PR5": ("Dated values, and warnings", "按日期的取值，以及警告"),
    "PR6": ("A record's data", "一条记录的数据"),
    "PR7": ("Ledgers", "台账"),
    "PR8": ("The procedure of a ruleset", "规则文件中的办理程序"),
    "PR85": ("Data frames as a whole, and comparisons", "整个数据框，以及比较"),
    "PR9": ("What is done in a case", "事项的办理"),
}
_SECOND_STAGES = {"PR24": range(240, 260), "PR85": range(850, 900)}
_SEVERITIES = {"warning": "*warning · 警告*", "note": "*note · 提示*"}
_HEAD = """# Diagnostics

Every fault that the library reports has a code. A code is stable: its meaning never changes, and
its number is never used again. This page is made from the table in the code (`kernel/catalogue/`),
the examples from the cases in `tests/diagnostics`, which assert the words and the underlined text.
‹name› stands for a value.

每一种问题都有一个固定的代码，含义不变。在本页搜索代码（如 PR302），可以看到中英文说明和改正办法。

- **PR0xx – PR5xx** are diagnostics of a ruleset file, with the fault underlined (规则文件的诊断).
- **PR6xx** are faults of a record, a row of a frame or of a large file (记录、数据框或大文件的行).
- **PR7xx** are faults of a ledger, with sheet, row and column (台账的问题).
- **PR80x – PR84x** are diagnostics of the procedure in a ruleset file (规则文件中办理程序的诊断).
- **PR85x – PR89x** are faults of a whole data frame or of a comparison (整个数据框或比较的问题).
- **PR9xx** say why something cannot be done in a case, and what could be (事项办不成的原因).

An *error* makes a ruleset or a record unusable; a *warning* does not. A *note* tells what the
document leaves open.
"""
_PLACE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def _stage(code: Code) -> str:
    """The stage of a code, by how its number begins: PR2xx and PR8xx are two each."""
    number = int(code.number[2:])
    second = (stage for stage, numbers in _SECOND_STAGES.items() if number in numbers)
    return next(second, code.number[:3])


def page() -> str:
    parts = [_HEAD]
    for stage, codes in groupby(CODES.values(), key=_stage):
        english, chinese = _STAGES[stage]
        parts.append(f"## {stage:x<5} {english} · {chinese}\n")
        parts.extend(_entry(code) for code in codes)
    return "\n".join(parts).rstrip() + "\n"


def _entry(code: Code) -> str:
    lines = [f"### {code.number} {code.slug} {{ #{code.number} }}", ""]
    if code.severity != "error":
        lines += [_SEVERITIES[code.severity], ""]
    lines += [*_words(code.en, code.help_en), "", *_words(code.zh, code.help_zh), ""]
    example = _examples().get(code.number)
    if example:
        lines += ["```output", example, "```", ""]
    return "\n".join(lines)


def _words(message: str, help_text: str) -> Iterator[str]:
    yield _escaped(message) + ("<br>" if help_text else "")
    if help_text:
        yield f"→ {_escaped(help_text)}"


def _escaped(text: str) -> str:
    """A message as Markdown: its places marked, nothing in it read as HTML."""
    marked = _PLACE.sub(r"‹\1›", text).replace("{{", "{").replace("}}", "}")
    parts = marked.split("`")
    plain = [part.replace("<", "&lt;").replace("*", r"\*") for part in parts[::2]]
    code = [f"`{part}`" for part in parts[1::2]]
    return "".join(a + b for a, b in zip(plain, [*code, ""], strict=True))


@cache
def _examples() -> dict[str, str]:
    """Code to the first golden case of it, as a terminal shows it."""
    found: dict[str, str] = {}
    for path in CASES:
        case = read_case(path)
        if case.code in found:
            continue
        for diagnostic in diagnose(case.content()):
            if diagnostic.code.number == case.code:
                found[case.code] = diagnostic.to_text("en")
                break
    return found
