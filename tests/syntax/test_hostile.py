"""Hostile files are refused in under a second, in bounded memory, the process alive."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASE = (ROOT / "tests/diagnostics/bases/household.yaml").read_text("utf-8")
LONGEST_MESSAGE = 200_000


def when(expression: str) -> bytes:
    """The base ruleset with another condition."""
    put = "when: '" + expression.replace("'", "''") + "'"
    return BASE.replace("when: 人均纯收入 < 监测收入线", put).encode()


def condition(written: str) -> bytes:
    """The base ruleset with another tree of conditions."""
    return utf8(BASE.replace("when: 人均纯收入 < 监测收入线", f"when: {written}"))


def utf8(text: str) -> bytes:
    return text.encode()


def numbered(line: str, count: int) -> str:
    return "".join(line.format(i) for i in range(count))


def household(entries: str) -> bytes:
    return BASE.replace("facts:\n  household:\n", f"facts:\n  household:\n{entries}").encode()


def alias_bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    return "\n".join(lines).encode()


def squares(first: str) -> bytes:
    """Definitions that square one another, so that each has twice the digits of the last."""
    lines = [f"  d0: {{label: D0, is: {first}}}\n"]
    lines += [f"  d{i}: {{label: D{i}, is: d{i - 1} * d{i - 1}}}\n" for i in range(1, 60)]
    return BASE.replace("derived:\n", f"derived:\n{''.join(lines)}").encode()


# name: what is made, and the codes that must be among those reported
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "alias bomb": (alias_bomb, "alias"),
    "100,000 brackets": (lambda: b"[" * 100_000, "nested-too-deeply"),
    "100,000 braces": (lambda: b"{a: " * 100_000, "nested-too-deeply"),
    "100,000 unclosed braces in a row": (lambda: b"{" * 100_000, "nested-too-deeply"),
    "100,000 dashes": (lambda: b"- " * 100_000 + b"a", "nested-too-deeply"),
    "100,000 question marks": (lambda: b"? " * 100_000 + b"a", "nested-too-deeply"),
    "50 MB of one scalar": (lambda: b"a: " + b"x" * 50_000_000, "file-too-large"),
    "1 MB of one scalar": (lambda: b"a: " + b"x" * 1_000_000, "long-text"),
    "1 MB of one quoted scalar": (lambda: b'a: "' + b"x\\n" * 300_000 + b'"', "long-text"),
    "a key of 1 MB": (lambda: b"x" * 1_000_000 + b": 1", "long-text"),
    "a quoted key of 1 MB": (lambda: b'? "' + b"x" * 1_000_000 + b'"\n: 1', "long-text"),
    "100,000 keys": (lambda: utf8(numbered("k{}: v\n", 100_000)), "too-many-entries"),
    "9,000 unknown keys": (
        lambda: utf8(BASE + numbered("k{}: v\n", 9_000)),
        "too-many-faults",
    ),
    "4,000 bad names": (
        lambda: household(numbered("    K{}: {{label: 甲}}\n", 4_000)),
        "too-many-faults",
    ),
    "10,000 duplicate keys": (lambda: b"k: v\n" * 10_000, "duplicate-key"),
    "10,000 tags": (lambda: b"- !t v\n" * 10_000, "tag"),
    "10,000 anchors": (lambda: b"- &t v\n" * 10_000, "anchor"),
    "10,000 traps": (lambda: b"- yes\n- 0x1\n" * 5_000, "boolean-word"),
    "500,000 quotation marks": (lambda: b"a: '" + b"''" * 250_000 + b"'", "long-text"),
    "200,000 escaped blanks": (lambda: b'a: "' + b"\\ \n" * 200_000 + b'"', "long-text"),
    "100,000 empty documents": (lambda: b"---\n" * 100_000, "several-documents"),
    "100,000 directives": (lambda: b"%A b\n" * 100_000 + b"---\na: b", "unreadable-yaml"),
    "100,000 comments": (lambda: b"#\n" * 100_000, "empty-file"),
    "many spaces": (lambda: b" " * 1_000_000 + b"a: [", "unreadable-yaml"),
    "many commas": (lambda: b"[" + b"," * 100_000, "unreadable-yaml"),
    "many colons": (lambda: b"a" + b":a" * 300_000, "long-text"),
    "brackets in an expression": (
        lambda: when("(" * 9_000 + "a" + ")" * 9_000),
        "expression-too-long",
    ),
    "100,000 brackets in an expression": (lambda: when("(" * 100_000), "long-text"),
    "4,000 brackets": (lambda: when("(" * 3_990), "expression-too-deep"),
    "4,000 calls": (lambda: when("f(" * 1_990), "expression-too-deep"),
    "100,000 nots": (lambda: when("not " * 100_000 + "a"), "long-text"),
    "900 nots": (lambda: when("not " * 900 + "已脱贫户"), "expression-too-deep"),
    "3,900 minus signs": (lambda: when("-" * 3_900 + "size > 1"), "expression-too-deep"),
    "a sum of 100,000 terms": (lambda: when(" + ".join(["1"] * 100_000)), "long-text"),
    "a sum of 1,900 terms": (lambda: when("+".join(["1"] * 1_900)), "expression-too-deep"),
    "a chain of comparisons": (lambda: when("<".join(["1"] * 1_900)), "chained-comparison"),
    "a long name": (lambda: when("甲" * 3_000), "name-too-long"),
    "a long number": (lambda: when("size > " + "9" * 3_900), "too-many-digits"),
    "a long numeral of wrong form": (lambda: when("size > " + "0." * 1_900), "number-with-letters"),
    "a long number in YAML": (lambda: b"a: " + b"9" * 19_000, "too-many-digits"),
    "a long sexagesimal": (lambda: b"a: " + b"1:" * 9_000 + b"1", "too-many-digits"),
    "a long key": (lambda: household(f"    {'k' * 900}: {{type: date, label: 甲}}\n"), "bad-name"),
    "3,900 unknown characters": (lambda: when("?" * 3_900), "unknown-character"),
    "3,900 backquotes": (lambda: when("`" * 3_900), "unclosed-quote"),
    "many separators": (lambda: when("size > " + ",".join(["111"] * 900)), "thousands-separator"),
    "squares of squares": (lambda: squares("size"), "result-too-long"),
    "squares of squares of a ratio": (lambda: squares("income / size"), "result-too-long"),
    "a NUL character": (lambda: b"a: \x00" * 100_000, "nul-character"),
    "nothing but NUL": (lambda: b"\x00" * 1_000_000, "utf-16"),
    "invalid UTF-8": (lambda: b"\xff" * 1_000_000, "not-utf-8"),
    "invalid UTF-8 at the end": (lambda: b"a" * 1_000_000 + b"\xff", "not-utf-8"),
    "UTF-16": (lambda: ("a: 甲\n" * 100_000).encode("utf-16"), "utf-16"),
    "UTF-32": (lambda: ("a: 甲\n" * 40_000).encode("utf-32"), "utf-16"),
    "look-alike identifiers": (lambda: when("mоnitoring_line < 5"), "mixed-script"),
    "100,000 bidirectional controls": (
        lambda: utf8("a: \u202e" * 100_000),
        "bidirectional-control",
    ),
    "300,000 invisible characters": (lambda: utf8("\u200b" * 300_000), "invisible-character"),
    "1,000 conditions within each other": (
        lambda: condition("{not: " * 1_000),
        "nested-too-deeply",
    ),
    "a wide condition": (
        lambda: condition("{any: [" + "lifted_out, " * 5_000 + "risk, sise]}"),
        "unknown-name",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_refused(name: str, tmp_path: Path) -> None:
    make, code = FILES[name]
    path = tmp_path / "hostile.yaml"
    path.write_bytes(make())
    script = Path(__file__).with_name("hostile.py")
    done = subprocess.run(
        [sys.executable, str(script), str(path)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert code in told["codes"], told["codes"][:5]
    assert len(told["codes"]) <= 101
    assert told["shown"] < LONGEST_MESSAGE
    assert told["seconds"] < 1
