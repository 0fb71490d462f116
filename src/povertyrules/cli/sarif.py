"""Diagnostics as a SARIF 2.1.0 log, which code review services show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from povertyrules.api.version import __version__
from povertyrules.kernel.codes import Code, Language
from povertyrules.kernel.diagnostics import Diagnostic

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def sarif_log(diagnostics: Sequence[Diagnostic], language: Language) -> dict[str, Any]:
    """One run with all diagnostics. Lines and columns count from 1, columns in characters."""
    codes = _codes(diagnostics)
    index = {code.number: place for place, code in enumerate(codes)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "povertyrules",
                        "semanticVersion": __version__,
                        "rules": [_rule(code, language) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(d, index, language) for d in diagnostics],
            }
        ],
    }


def _codes(diagnostics: Iterable[Diagnostic]) -> list[Code]:
    found = {diagnostic.code.number: diagnostic.code for diagnostic in diagnostics}
    return [found[number] for number in sorted(found)]


def _rule(code: Code, language: Language) -> dict[str, Any]:
    return {
        "id": code.number,
        "name": "".join(part.capitalize() for part in code.slug.split("-")),
        "shortDescription": {"text": code.slug.replace("-", " ")},
        "fullDescription": {"text": code.en if language == "en" else code.zh},
        "defaultConfiguration": {"level": code.severity},
    }


def _result(diagnostic: Diagnostic, index: dict[str, int], language: Language) -> dict[str, Any]:
    message = diagnostic.message(language)
    remedy = diagnostic.help(language)
    return {
        "ruleId": diagnostic.code.number,
        "ruleIndex": index[diagnostic.code.number],
        "level": diagnostic.severity,
        "message": {"text": f"{message}\n{remedy}" if remedy else message},
        "locations": [{"physicalLocation": _location(diagnostic)}],
    }


def _location(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    end_line, end_column = span.source.line_column(span.end)
    region = {"startLine": span.line, "startColumn": span.column}
    if (end_line, end_column) > (span.line, span.column):
        region |= {"endLine": end_line, "endColumn": end_column}
    return {"artifactLocation": {"uri": _uri(span.source.name)}, "region": region}


def _uri(name: str) -> str:
    """A file's name as a URI reference: relative ones stay relative."""
    path = quote(name.replace("\\", "/"))
    return f"file://{path}" if path.startswith("/") else path
