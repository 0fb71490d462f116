"""The page of the command line: the help of every command, in both languages."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout

from povertyrules.cli.app import COMMANDS, run
from povertyrules.cli.cases.app import CASE_COMMANDS

_HEAD = """# Command line

`povertyrules` comes with the extra `cli` (and `ledgers` for spreadsheets). This page is what the
program says of itself.

| exit code | 退出码 | |
| --- | --- | --- |
| 0 | 完成 | done |
| 1 | 失败 | failure: a file cannot be read, a receipt does not replay, … |
| 2 | 命令有误 | the command is not right |
| 3 | 规则集无效 | the ruleset has errors |
| 4 | 有的行被退回 | some rows of the ledger were rejected; the results are written all the same |
| 5 | 不予办理 | a step of a case, or the import of a log, was refused; nothing was written |

Messages are Chinese unless `--lang en` is given or `POVERTYRULES_LANG=en` stands in the
environment. Examples with their output: [checking a ruleset](rule-author.md#check-it),
[deciding a ledger](data-clerk.md), [explaining one household](official.md),
[cases](cases.md).
"""


def page() -> str:
    parts = [_HEAD, _help([])]
    for command in COMMANDS:
        name = command.__name__
        parts += [f"## `{name}`\n", _help([name])]
    parts += ["## `case`\n", _help(["case"])]
    for name in CASE_COMMANDS:
        parts += [f"### `case {name}`\n", _help(["case", name])]
    return "\n".join(parts)


def _help(command: list[str]) -> str:
    english, chinese = (_printed([*command, "--lang", lang, "--help"]) for lang in ("en", "zh"))
    return f"```output\n{english}```\n\n```output\n{chinese}```\n"


def _printed(arguments: list[str]) -> str:
    os.environ.update(COLUMNS="80", NO_COLOR="1", TERM="dumb")
    printed = io.StringIO()
    with redirect_stdout(printed):
        run(arguments)
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().strip().splitlines())
