"""A process that writes events and says which were acknowledged, until it is killed."""

from __future__ import annotations

import sys
from dataclasses import replace

from povertyrules.cases import Case, Opened
from povertyrules.cases.sql.store import SqlStore
from tests.cases.scenes import listed, log, warned, zhaojia


def main(path: str, first: str) -> None:
    store = SqlStore(zhaojia().procedure.rules, path)
    number = int(first)
    while True:
        for event in log(listed(), warned()):
            own = replace(event, case=f"{event.case}{number}")
            if isinstance(own, Opened):
                own = replace(own, subject=f"户{number}")
            result = store.append(own)
            if not isinstance(result, Case):
                sys.exit(result.to_text())
            sys.stdout.write(f"{result.id} {len(result.events)}\n")
            sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
