"""Run by `test_hostile.py` in a process of its own: read one hostile file.

Prints what it took and what was reported, as JSON. Only the reading is timed, not the
imports: the memory limit holds for both.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from povertyrules.kernel.errors import InvalidRuleset
from povertyrules.model.check import checked
from povertyrules.syntax.read import read_file

MEMORY = 400 * 1024 * 1024


def main(path: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    found: tuple[str, ...] = ()
    before = time.process_time()
    try:
        checked(read_file(path))
    except InvalidRuleset as error:
        seconds = time.process_time() - before
        found = tuple(d.code.slug for d in error.diagnostics)
        shown = len(str(error))
        print(json.dumps({"seconds": seconds, "codes": found, "shown": shown}))  # noqa: T201
    if not found:
        sys.exit("the file was not refused")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
