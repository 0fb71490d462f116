"""Runs the examples of a page, in order, in one empty folder.

| block | what is tested |
| --- | --- |
| `python` | it runs; what it prints is the `text` block right after it |
| `text` | the output of the Python block before it |
| `console`, `shell-session` | each `$ povertyrules …` runs; below it stands what it prints |
| `yaml` | the checker finds nothing; without `outcomes` or a header it is a part of `base.yaml`; \
one that begins with a blank goes on where the block before it ends |
| `json`, `jsonl` | it is JSON, or each line is |
| `csv` | nothing |
| `toml` | it is TOML |

A block with `title="name"` is saved under that name for the blocks below it. After the
comment `<!-- faulty -->` a YAML block must have faults. In outputs, `...` stands for anything.
A block of another language (`sh`, `output`) is for reading only; `py` needs Spark and runs in
`tests/spark`.

    python -m tests.docs.examples PAGE…

writes what is really printed into the pages: read the difference before you commit it.
"""

from __future__ import annotations

import doctest
import io
import json
import os
import re
import shlex
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import yaml
from sybil import Document, Example, Region
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from povertyrules.cli.app import run
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source

ROOT = Path(__file__).parents[2]
BASE = Path(__file__).with_name("base.yaml")
PAGES = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
FAULTY = "<!-- faulty -->"
READ_ONLY = ("sh", "output", "py")

_BLOCKS = RawFencedCodeBlockLexer(
    re.compile(r"(?P<language>[a-z-]*)(?P<options>[^\n]*)\n"),
)
_WHOLE = re.compile(r"(?s)povertyrules: 1\n.*^outcomes:", re.MULTILINE)
_TITLE = re.compile(r'title="([^"]+)"')
_OUTPUTS = "outputs of the page"  # a name that no example on it can take
_ENVIRONMENT = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "POVERTYRULES_LANG": "zh"}


def examples(page: Path) -> list[Example]:
    """The examples of a page; calling `evaluate` on each in turn tests the page."""
    return list(Document.parse(str(page), _regions).examples())


def _regions(document: Document) -> Iterable[Region]:
    for region in _BLOCKS(document):
        language = region.lexemes["language"]
        if language in READ_ONLY:
            continue
        region.parsed = region.lexemes["source"]
        region.evaluator = _RUNNERS[language]
        yield region


def rewrite(page: Path) -> None:
    """Run a page, and put the real outputs in the place of those that it shows."""
    text = page.read_text("utf-8")
    for example in reversed(_evaluated(page)):
        shown = example.namespace[_OUTPUTS].get(example.start)
        if shown is not None:
            source = example.region.lexemes["source"]
            start = example.start + source.offset
            text = text[:start] + shown + text[start + len(source) :]
    page.write_text(text, encoding="utf-8")


def _evaluated(page: Path) -> list[Example]:
    found = examples(page)
    for example in found:
        example.namespace.setdefault(_OUTPUTS, {})
        try:
            example.evaluate()
        except AssertionError as error:
            first = str(error).partition("\n")[0]
            sys.stderr.write(f"{page.name}:{example.line}: {first}\n")
    return found


def _python(example: Example) -> None:
    _nothing_unshown(example)
    printed = io.StringIO()
    with redirect_stdout(printed):
        _EXECUTE(example)
    example.namespace["printed"] = printed.getvalue()


def _text(example: Example) -> None:
    printed = example.namespace.pop("printed", "")
    assert printed, "this block shows the output of a Python block that prints nothing"
    if _OUTPUTS in example.namespace and not _same(str(example.parsed), printed):
        example.namespace[_OUTPUTS][example.start] = _with_dots(str(example.parsed), printed)
    _compare(str(example.parsed), printed)


def _nothing_unshown(example: Example) -> None:
    printed = example.namespace.pop("printed", "")
    assert not printed, f"an earlier Python block prints what the page does not show: {printed}"


def _compare(expected: str, found: str) -> None:
    if not _same(expected, found):
        raise AssertionError(f"the page shows\n{expected}\nbut this is printed\n{found}")


def _same(expected: str, found: str) -> bool:
    expected, found = _trimmed(expected), _trimmed(found)
    if not expected.replace(".", "").strip():
        return expected == found  # nothing but dots shows nothing
    return doctest.OutputChecker().check_output(expected, found, doctest.ELLIPSIS)


def _with_dots(expected: str, found: str) -> str:
    """What was printed, with the dots that the page has within a line kept."""
    dotted = [line for line in expected.splitlines() if "..." in line and line.strip(". ")]
    lines = _trimmed(found).splitlines(keepends=True)
    return "".join(
        next((f"{line}\n" for line in dotted if _same(line, printed)), printed) for printed in lines
    )


def _trimmed(text: str) -> str:
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _console(example: Example) -> None:
    status = 0
    session, differences = "", []
    for command, expected in _commands(str(example.parsed)):
        if command == "echo $?":
            found = f"{status}\n"
        else:
            status, found = _run(command)
        same = _same(expected, found)
        session += f"$ {command}\n{expected if same else _with_dots(expected, found)}"
        differences += [] if same else [(expected, found)]
    if differences and _OUTPUTS in example.namespace:
        example.namespace[_OUTPUTS][example.start] = session
    for expected, found in differences:
        _compare(expected, found)


def _commands(session: str) -> list[tuple[str, str]]:
    """The commands of a terminal session, each with what it printed."""
    found: list[tuple[str, str]] = []
    for line in session.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        elif found:
            command, output = found.pop()
            found.append((command, output + line))
        else:
            raise AssertionError(f"this stands before any command: {line}")
    return found


def _run(command: str) -> tuple[int, str]:
    """The exit code of a command of ours, and what it prints."""
    program, *arguments = shlex.split(command)
    assert program == "povertyrules", f"not a command that a page may show: {command}"
    printed = io.StringIO()
    with _environment(), redirect_stdout(printed), redirect_stderr(printed):
        status = run(arguments)
    return status, printed.getvalue()


@contextmanager
def _environment() -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(_ENVIRONMENT)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _yaml(example: Example) -> None:
    text = str(example.parsed)
    written = example.document.text[example.region.start : example.region.end]
    if re.match(r"```yaml[^\n]*\n ", written):  # the reader of pages takes the indentation off
        text = example.namespace["yaml"] + "".join(written.splitlines(keepends=True)[1:-1])
    example.namespace["yaml"] = text
    name = _save(example)
    if _WHOLE.match(text):
        report = _checked(name, text)
        found = list(report)
    else:
        report = _checked(name, _within_base(text))
        found = [d for d in report if d.severity == "error"]
    shown = "\n\n".join(diagnostic.to_text() for diagnostic in found)
    if example.document.text[: example.region.start].rstrip().endswith(FAULTY):
        assert found, "this block is marked as faulty, and nothing is wrong with it"
    else:
        assert not found, shown


def _checked(name: str, text: str) -> Report:
    return check_source(Source(name, text))[1]


def _within_base(fragment: str) -> str:
    """A part of a ruleset, put into the ruleset that all such parts are tested in."""
    whole = _merged(yaml.safe_load(BASE.read_text("utf-8")), yaml.safe_load(fragment))
    return str(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=10**6))


def _merged(base: Any, part: Any) -> Any:
    if isinstance(base, dict) and isinstance(part, dict):
        return {**base, **{key: _merged(base.get(key), value) for key, value in part.items()}}
    return part


def _json(example: Example) -> None:
    json.loads(str(example.parsed))
    _save(example)


def _jsonl(example: Example) -> None:
    for line in str(example.parsed).splitlines():
        json.loads(line)
    _save(example)


def _csv(example: Example) -> None:
    _save(example)


def _toml(example: Example) -> None:
    tomllib.loads(str(example.parsed))
    _save(example)


def _save(example: Example) -> str:
    title = _TITLE.search(example.region.lexemes["options"])
    if title is None:
        return "example.yaml"
    Path(title[1]).write_text(str(example.parsed), encoding="utf-8")
    return title[1]


def _unknown(example: Example) -> None:
    raise AssertionError("a block says what language it is in; see tests/docs/examples.py")


_EXECUTE = PythonEvaluator()
_RUNNERS = {
    "python": _python,
    "text": _text,
    "console": _console,
    "shell-session": _console,  # the same, with long lines wrapped on the page
    "yaml": _yaml,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "toml": _toml,
    "": _unknown,
}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        chosen = Path(name).resolve()
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            rewrite(chosen)
