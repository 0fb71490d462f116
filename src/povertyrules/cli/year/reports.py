"""The reports that belong beside the store at the end of the sample year."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from povertyrules.api.procedure import Procedure
from povertyrules.cases import Case
from povertyrules.kernel.codes import Language
from povertyrules.supervision import Area, report, write_ledger

LEDGER, PAGE, AREAS = "台账.xlsx", "督查报告.html", "所在地.csv"


def write_reports(
    procedure: Procedure,
    cases: Iterable[Case],
    areas: dict[str, Area],
    day: date,
    directory: Path,
    language: Language,
) -> tuple[Path, ...]:
    """Write the ledger of each level, the page of supervision, and where the households live;
    say where they are."""
    made = report(procedure.rules, cases, as_of=day, areas=areas)
    write_ledger(made.ledger, directory / LEDGER, language=language)
    made.write(directory / PAGE, language=language)
    _write_areas(procedure, areas, directory / AREAS)
    return directory / LEDGER, directory / PAGE, directory / AREAS


def _write_areas(procedure: Procedure, areas: dict[str, Area], path: Path) -> None:
    key = procedure.rules.ruleset.root.key or "id"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([key, "村", "镇", "区"])
        writer.writerows([name, a.village, a.town, a.district] for name, a in areas.items())
