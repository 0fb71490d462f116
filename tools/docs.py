"""Write the generated parts of the documentation, or with `--check` say which are stale.

    python tools/docs.py [--check]

Whole pages are listed in `PAGES`. Within other pages, what stands between
`<!-- generated: NAME … -->` and `<!-- end -->` is what `PARTS[NAME]` makes of the words
after the name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import docs_backends
import docs_cli
import docs_columns
import docs_diagnostics
import docs_keys
import docs_limits
import docs_operators
import docs_procedure
import docs_ruleset

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

PAGES: dict[str, Callable[[], str]] = {
    "diagnostics.md": docs_diagnostics.page,
    "cli.md": docs_cli.page,
    "rulesets/zhaojia.md": docs_ruleset.zhaojia,
}
PARTS: dict[str, Callable[..., str]] = {
    "backends": docs_backends.backends,
    "column-limits": docs_backends.column_limits,
    "refused": docs_backends.refused,
    "sources": docs_backends.sources,
    "batch-limits": docs_backends.batch_limits,
    "columns": docs_columns.columns,
    "rejects": docs_columns.rejects,
    "keys": docs_keys.keys,
    "reserved": docs_limits.reserved,
    "limits": docs_limits.limits,
    "operators": docs_operators.operators,
    "functions": docs_operators.functions,
    "truth-tables": docs_operators.truth_tables,
    "quantifiers": docs_operators.quantifiers,
    "stages": docs_procedure.stages,
    "steps": docs_procedure.steps,
}
_PART = re.compile(r"(<!-- generated: (\S+)((?: \S+)*?) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> int:
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        print(__doc__)
        return 2
    generated = _generated()
    stale = [path for path, text in sorted(generated.items()) if _on_disk(path) != text]
    for path in stale:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(generated[path], encoding="utf-8")
    if check and stale:
        print("run: python tools/docs.py")
    return int(check and bool(stale))


def _generated() -> dict[Path, str]:
    paths = {DOCS / name for name in PAGES} | set(DOCS.glob("**/*.md"))
    pictures = {DOCS / name: text for name, text in docs_procedure.pictures().items()}
    return {path: _generated_text(path) for path in paths} | pictures


def _generated_text(path: Path) -> str:
    make = PAGES.get(path.relative_to(DOCS).as_posix())
    return _with_parts(_on_disk(path)) if make is None else make()


def _on_disk(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _with_parts(text: str) -> str:
    def part(match: re.Match[str]) -> str:
        start, name, words, end = match.groups()
        return f"{start}\n{PARTS[name](*words.split()).strip()}\n\n{end}"

    return _PART.sub(part, text)


if __name__ == "__main__":
    sys.exit(main())
