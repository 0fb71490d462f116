"""Golden cases: a faulty ruleset, and exactly what its author is told.

Each file of `cases/` is one case:

- `code`: the number of the diagnostic (`PR011`);
- the text, given as one of
  - `ruleset`: the whole text;
  - `base` with `patch`: a file of `bases/` and a list of `{find, put}`, where each `find`
    stands in it exactly once;
  - `pieces`: a list of `{text | hex, times}`, for what no YAML text can hold;
- `underlined`: exactly the text under the carets;
- `message_en`, `message_zh`, `help_en`, `help_zh` (a help that is left out must be empty);
- `rendered_en`, `rendered_zh`: the whole diagnostic as a terminal shows it (optional);
- `also`: the other diagnostics of the run, number to how many (none, if it is left out).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from povertyrules.kernel.diagnostics import Diagnostic, Report
from povertyrules.model.check import check_source
from povertyrules.syntax.read import source_from_bytes
from tests.diagnostics.host import extensions

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.yaml"))
FILE = "案例.yaml"
KEYS = frozenset(("code", "ruleset", "base", "patch", "pieces", "underlined", "also")).union(
    ("message_en", "message_zh", "help_en", "help_zh", "rendered_en", "rendered_zh")
)


@dataclass(frozen=True)
class Case:
    """One case, read from its file."""

    path: Path
    data: dict[str, Any]

    @property
    def code(self) -> str:
        return str(self.data["code"])

    def content(self) -> bytes:
        """The bytes of the faulty ruleset."""
        if "pieces" in self.data:
            return b"".join(map(_piece, self.data["pieces"]))
        if "ruleset" in self.data:
            return str(self.data["ruleset"]).encode()
        text = (HERE / "bases" / f"{self.data['base']}.yaml").read_text("utf-8")
        for change in self.data["patch"]:
            assert text.count(change["find"]) == 1, change["find"]
            text = text.replace(change["find"], change["put"])
        return text.encode()


def _piece(piece: dict[str, Any]) -> bytes:
    content = bytes.fromhex(piece["hex"]) if "hex" in piece else piece["text"].encode()
    return content * int(piece.get("times", 1))


def read_case(path: Path) -> Case:
    data = yaml.safe_load(path.read_text("utf-8"))
    unknown = data.keys() - KEYS
    assert not unknown, f"{path.name}: {unknown}"
    return Case(path, data)


def diagnose(content: bytes) -> list[Diagnostic]:
    """Every diagnostic of a ruleset, in the order of the file."""
    report = Report()
    source = source_from_bytes(FILE, content, report)
    return list(report if source is None else check_source(source, extensions)[1])
