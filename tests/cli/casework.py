"""A village, a town, a department and a household, for tests of `case`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.cli.running import Ran, ledger, run

HOUSEHOLD: dict[str, Any] = {
    "household_id": "510001", "household_size": 4, "registered": True, "lifted_out": True,
    "list_2019": "脱贫监测户", "food_secure": True, "clothing_secure": True,
    "education_secure": True, "medical_secure": True, "housing_secure": True,
    "water_secure": True, "relapse_risk": True,
}  # fmt: skip
VILLAGE = ["--as", "张某某", "--role", "village", "--body", "示例村"]
TOWN = ["--as", "李某某", "--role", "镇脱贫办"]
DEPARTMENT = ["--as", "陈某某", "--role", "departments", "--body", "区住建局"]
LIST_2019 = ["--document", "2019年“两摸底”名单=名单第12号"]


class Casework:
    """A folder with a store; every day is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "cases.db"

    def case(self, command: str, *arguments: str | Path, lang: str = "zh") -> Ran:
        return run("case", command, *arguments, "--store", self.store, "--lang", lang)

    def receipt(self, day: str, facts: Mapping[str, Any] | None = None) -> str:
        """The receipt of the household with these facts changed, evaluated on a day."""
        path = ledger(self.folder / f"ledger-{day}.jsonl", {**HOUSEHOLD, **(facts or {})})
        kept = self.folder / f"receipt-{day}.json"
        asked = ["--household", "510001", "--ruleset", "zhaojia", "--as-of", day]
        done = run("explain", path, *asked, "--format", "receipt", "-o", str(kept), "--force")
        assert done.code == 0, done.err
        return str(kept)

    def carried_over(self) -> Ran:
        """The household is in monitoring from the first day: case 510001-1."""
        day = "2020-03-20"
        given = ["--household", "510001", "--day", day, *TOWN, *LIST_2019]
        return self.case("open", "carry_over", *given, "--receipt", self.receipt(day))

    def flagged(self, day: str = "2020-04-20") -> Ran:
        """Its house is unsafe: case 510001-2."""
        receipt = self.receipt(day, {"housing_secure": False})
        given = ["--household", "510001", "--day", day, *VILLAGE, "--receipt", receipt]
        return self.case("open", "flag", *given)

    def state(self, case: str) -> str:
        shown = self.case("show", case, "--day", "2020-12-31")
        [state] = re.findall(r"状态：(.*)", shown.out)
        return str(state)
