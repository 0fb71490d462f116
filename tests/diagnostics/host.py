"""The plugins that the golden cases are checked with: one that is sound, one that is broken."""

from __future__ import annotations

from functools import cache

from povertyrules.model.extensions import Extensions
from povertyrules.plugins import builtin
from povertyrules.plugins.discovery import Candidate
from povertyrules.plugins.registry import assemble
from tests.plugins import sample, twin


def _import_error() -> object:
    raise ModuleNotFoundError("No module named 'numberlib'")


@cache
def extensions() -> Extensions:
    candidates = [
        Candidate("sample", "1.2.3", "povertyrules-sample", lambda: sample),
        Candidate("twin", "0.3", "povertyrules-twin", lambda: twin),
        Candidate("faulty", "0.1", "povertyrules-faulty", _import_error),
    ]
    return assemble(builtin, candidates).extensions
