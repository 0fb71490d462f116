"""One piece of work in a process of its own: how long it took, and the memory at its peak.

    python -m benchmarks.scale.measure decide RULESET SOURCE TARGET
    python -m benchmarks.scale.measure copy SOURCE TARGET

prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

AS_OF = "2020-06-01"


def decide(ruleset: str, source: str, target: str) -> dict[str, Any]:
    """Decide file to file, as a caller of the library does it."""
    import povertyrules as pr

    loaded = pr.load(ruleset, as_of=AS_OF if not ruleset.endswith(".yaml") else None)
    done = pr.decide_files(loaded, source, target, as_of=AS_OF, overwrite=True)
    counts = done.counts
    assert counts.given == counts.decided + counts.rejected
    return {"given": counts.given, "decided": counts.decided, "rejected": counts.rejected}


def copy(source: str, target: str) -> dict[str, Any]:
    """Only read and write the same columns: what polars does by itself, streaming."""
    import polars as pl

    pl.scan_parquet(source).sink_parquet(target)
    return {}


def main(work: str, *arguments: str) -> None:
    started = time.perf_counter()
    made = {"decide": decide, "copy": copy}[work](*arguments)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = Path(arguments[-1]).stat().st_size
    print(json.dumps({**made, "seconds": seconds, "peak_kib": peak, "bytes": size}))


if __name__ == "__main__":
    main(*sys.argv[1:])
