"""Print the lowest version that pyproject.toml admits of each library that we run with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

EXTRAS = ("cli", "ledgers", "regex", "store", "store-postgres")


def main() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for line in [*project["dependencies"], *(line for extra in EXTRAS for line in extras[extra])]:
        if not line.startswith("povertyrules["):  # an extra that builds on another
            print(re.sub(">=", "==", line.partition(",")[0]))


if __name__ == "__main__":
    main()
