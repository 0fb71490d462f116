"""A folder of rulesets as a source: `<id>/<version>/ruleset.yaml`, as those that are shipped."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from povertyrules.plugins.declarations import RulesetSource

FILE_NAME = "ruleset.yaml"


def folder_source(path: str | os.PathLike[str], name: str) -> RulesetSource:
    """A source of what lies in a folder; `name` is how references name it (`office:zhaojia`)."""
    place = Path(path)
    return RulesetSource(
        name=name,
        versions=partial(_versions, place),
        read=lambda id_, version: _file(place, id_, version).read_bytes(),
        locate=lambda id_, version: str(_file(place, id_, version)),
    )


def shipped_folder() -> Path:
    """The folder of shipped rulesets: inside the package, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "rulesets"
    return installed if installed.is_dir() else package.parents[1] / "rulesets"


def _versions(place: Path) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for file in place.glob(f"*/*/{FILE_NAME}"):
        found.setdefault(file.parents[1].name, []).append(file.parent.name)
    return found


def _file(place: Path, id_: str, version: str) -> Path:
    return place / id_ / version / FILE_NAME
