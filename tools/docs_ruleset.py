"""Pages of shipped rulesets: what `povertyrules show` writes."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

from povertyrules.cli.app import run


def zhaojia() -> str:
    return _shown("zhaojia@2020.34.2")


def _shown(reference: str) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        status = run(["show", reference, "--format", "markdown", "--lang", "zh"])
    if status:
        raise SystemExit(f"povertyrules show {reference} ends with {status}")
    return printed.getvalue()
