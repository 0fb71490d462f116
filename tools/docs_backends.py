"""The engines under data frames, from the table in the code."""

from __future__ import annotations

from povertyrules.engines.columns.backends import BACKENDS, Backend


def backends() -> str:
    rows = [_row(backend) for backend in BACKENDS.values()]
    head = [
        "| engine | frames | runs | rows without a key column | whole numbers that are divided |"
    ]
    return "\n".join([*head, "| --- | --- | --- | --- | --- |", *rows])


def _row(backend: Backend) -> str:
    frames = ", ".join(f"`{name}`" for name in backend.frame.split(", "))
    runs = "when the result is read" if backend.lazy else "at once (a lazy frame: when read)"
    keys = "numbered" if backend.counts_rows else "refused: name the key"
    largest = "all" if backend.largest_dividend > 2**53 else "below 2⁵³, else refused"
    return f"| {backend.name} | {frames} | {runs} | {keys} | {largest} |"
