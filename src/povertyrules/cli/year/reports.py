"""The reports that belong beside the store at the end of the sample year."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from povertyrules.api.procedure import Procedure
from povertyrules.cases import Case
from povertyrules.kernel.codes import Language
from povertyrules.supervision import Place, report, write_ledger

LEDGER, PAGE, PLACES = "台账.xlsx", "督查报告.html", "所在地.csv"


def write_reports(
    procedure: Procedure,
    cases: Iterable[Case],
    places: dict[str, Place],
    day: date,
    directory: Path,
    language: Language,
) -> tuple[Path, ...]:
    """Write the ledger of each level, the page of supervision, and where the households live;
    say where they are."""
    made = report(procedure.rules, cases, as_of=day, places=places)
    write_ledger(made.ledger, directory / LEDGER, language=language)
    made.write(directory / PAGE, language=language)
    _write_places(procedure, places, directory / PLACES)
    return directory / LEDGER, directory / PAGE, directory / PLACES


def _write_places(procedure: Procedure, places: dict[str, Place], path: Path) -> None:
    key = procedure.rules.ruleset.root.key or "id"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([key, "村", "镇", "区"])
        writer.writerows([name, a.village, a.town, a.district] for name, a in places.items())
