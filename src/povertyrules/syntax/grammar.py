"""From `expression.lark` to the tables that the library reads.

Making the tables takes lark longer than a whole ruleset takes to load, so they are made
beforehand: `python -m povertyrules.syntax.grammar` writes `expression.tables.json`. A test
holds that file and the grammar together. Nothing else imports lark.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

GRAMMAR = Path(__file__).with_name("expression.lark")
TABLES = Path(__file__).with_name("expression.tables.json")


def make_tables() -> dict[str, Any]:
    """The words and the LALR tables of the grammar.

    - `keywords`: word to terminal; `marks`: operator or bracket to terminal;
    - `patterns`: terminal to regular expression, for names, numbers and texts;
    - `rules`: for each, [symbol, how many parts, what to do, name]; what to do is `pass`
      (keep the one part), `splice` (a list of parts for the rule above) or `build`;
    - `states`: for each, symbol to action: a state to go to, or -1 - the rule to reduce by;
    - `start` and `accept`: the first state, and the one in which `$END` ends well.
    """
    from lark import Lark

    lark: Any = Lark(GRAMMAR.read_text("utf-8"), parser="lalr", lexer="basic")
    return {**_words(lark), **_states(lark.parser.parser._parse_table)}  # noqa: SLF001


def _words(lark: Any) -> dict[str, Any]:
    strings = {t.pattern.value: t.name for t in lark.terminals if t.pattern.type == "str"}
    return {
        "keywords": {word: name for word, name in sorted(strings.items()) if word.isalpha()},
        "marks": {mark: name for mark, name in sorted(strings.items()) if not mark.isalpha()},
        "patterns": {
            terminal.name: terminal.pattern.value
            for terminal in sorted(lark.terminals, key=lambda t: t.name)
            if terminal.pattern.type == "re" and terminal.name not in lark.ignore_tokens
        },
    }


def _states(table: Any) -> dict[str, Any]:
    """The states, numbered in the order in which they are first reached."""
    (start,) = table.start_states.values()
    (accept,) = table.end_states.values()
    numbers = {start: 0}
    rules: list[Any] = []
    states: list[dict[str, int]] = []
    for state in _reached(table, start, numbers):
        actions = {}
        for symbol, (action, target) in sorted(table.states[state].items()):
            if str(action) == "Shift":
                actions[symbol] = numbers[target]
            else:
                if target not in rules:
                    rules.append(target)
                actions[symbol] = -1 - rules.index(target)
        states.append(actions)
    return {
        "rules": [_row(rule) for rule in rules],
        "states": states,
        "start": numbers[start],
        "accept": numbers[accept],
    }


def _reached(table: Any, start: Any, numbers: dict[Any, int]) -> list[Any]:
    waiting = [start]
    for state in waiting:
        for _, (action, target) in sorted(table.states[state].items()):
            if str(action) == "Shift" and target not in numbers:
                numbers[target] = len(numbers)
                waiting.append(target)
    return waiting


def _row(rule: Any) -> list[Any]:
    name = str(rule.origin.name)
    parts = rule.expansion
    if name.startswith("_"):
        doing = "splice"
    elif rule.options.expand1 and len(parts) == 1 and not parts[0].is_term:
        doing = "pass"
    else:
        doing = "build"
    return [name, len(parts), doing, str(rule.alias or name)]


def as_text(tables: dict[str, Any]) -> str:
    """The tables as the file holds them: one state or rule a line."""
    lines = []
    for key, value in tables.items():
        if isinstance(value, list):
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f" {json.dumps(key)}: [\n  {rows}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    TABLES.write_text(as_text(make_tables()), "utf-8")
