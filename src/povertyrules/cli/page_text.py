"""A page in a terminal, or as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from povertyrules.cli.page import Block, Grid, Heading, Item, Note, Paragraph, Quote, Steps
from povertyrules.cli.terminal import Terminal, safe

INDENT = "    "
_NOTE_STYLE = {"interpretation": "yellow", "open": "bold magenta", "note": "dim"}


def print_page(blocks: Iterable[Block], terminal: Terminal) -> None:
    """Print every block."""
    for block in blocks:
        match block:
            case Heading():
                _heading(block, terminal)
            case Item(label=label, id=name, remark=remark):
                parts = [(safe(label), "bold cyan"), (f"  {name}", "dim")]
                parts += [(f"  {safe(remark)}", "")] if remark else []
                terminal.read(Text.assemble("\n", *parts))
            case Paragraph(text=text):
                terminal.read(INDENT + safe(text))
            case Note(kind=kind, text=text):
                line = terminal.words.say(f"mark_{kind}", text=safe(text))
                terminal.read(Text(INDENT + line, style=_NOTE_STYLE[kind]))
            case Steps(lines=lines):
                for line in drawn(lines):
                    terminal.read(INDENT + safe(line))
            case Quote(label=label, text=text):
                terminal.read(Text.assemble(INDENT, (safe(label), "bold"), f"  {safe(text)}"))
            case Grid():
                terminal.print(_grid(block))


def _heading(block: Heading, terminal: Terminal) -> None:
    text = safe(block.text)
    if block.level == 1:
        terminal.read(Text(text, style="bold"))
        terminal.read("═" * min(terminal.width, cell_len(text)))
    elif block.level == 2:
        rule = "─" * max(2, min(terminal.width, 76) - cell_len(text) - 4)
        terminal.read(Text.assemble("\n", ("── ", "blue"), (text, "bold"), (f" {rule}", "blue")))
    else:
        terminal.read(Text.assemble("\n", (text, "bold underline")))


def _grid(block: Grid) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for number, heading in enumerate(block.headings):
        last = number == len(block.headings) - 1
        table.add_column(heading, overflow="fold", ratio=None, max_width=None if last else 44)
    for row in block.rows:
        table.add_row(*(Text(safe(cell)) for cell in row))
    outer = Table.grid()
    outer.add_column(width=len(INDENT))
    outer.add_column()
    outer.add_row("", table)
    return outer


def drawn(lines: tuple[tuple[int, str], ...]) -> list[str]:
    """Steps with the branches of their tree before them."""
    shown: list[str] = []
    for number, (depth, text) in enumerate(lines):
        stem = "".join(
            "│  " if _goes_on(lines, number, level) else "   " for level in range(1, depth)
        )
        branch = ("├─ " if _goes_on(lines, number, depth) else "└─ ") if depth else ""
        shown.append(f"{stem}{branch}{text}")
    return shown


def _goes_on(lines: tuple[tuple[int, str], ...], number: int, level: int) -> bool:
    """Whether another step of this level follows under the same heading."""
    for depth, _ in lines[number + 1 :]:
        if depth <= level:
            return depth == level
    return False
