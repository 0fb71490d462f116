"""Where rulesets are found: shipped ones by name and version, others by path."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from povertyrules.kernel.errors import NotInForce, UnknownRuleset
from povertyrules.kernel.foreign import plain_text_of
from povertyrules.kernel.shown import shown
from povertyrules.kernel.suggest import nearest
from povertyrules.model.check import checked
from povertyrules.model.ruleset import Ruleset
from povertyrules.syntax.read import read_file

FILE_NAME = "ruleset.yaml"


def shelf() -> Path:
    """The folder of shipped rulesets: inside the package, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "rulesets"
    return installed if installed.is_dir() else package.parents[1] / "rulesets"


def shipped() -> dict[str, list[str]]:
    """The shipped rulesets: id to its versions, oldest first."""
    found: dict[str, list[str]] = {}
    for file in shelf().glob(f"*/*/{FILE_NAME}"):
        found.setdefault(file.parents[1].name, []).append(file.parent.name)
    return {name: sorted(versions, key=_version_key) for name, versions in sorted(found.items())}


def _version_key(version: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in version.split(".")]


def find(reference: str | os.PathLike[str], as_of: date | None) -> Ruleset:
    """The checked ruleset for a path, `id@version`, or an id in force on `as_of`.

    Raises `UnknownRuleset`, `NotInForce`, or `InvalidRuleset`.
    """
    name = plain_text_of(reference)
    if name is None:
        return load_path(_path(reference))
    return load_path(Path(name)) if _looks_like_path(name) else find_shipped(name, as_of)


def _path(reference: object) -> Path:
    """The path that an object stands for; its code may be anybody's."""
    try:
        return Path(os.fspath(cast("os.PathLike[str]", reference)))
    except Exception as error:
        message = f"a ruleset is named by text or a path, not {shown(reference)}"
        raise UnknownRuleset(message) from error


def find_shipped(reference: str, as_of: date | None) -> Ruleset:
    """The same for shipped rulesets only: whatever it says, no other file is read."""
    name, at, version = reference.partition("@")
    versions = shipped().get(name)
    if versions is None:
        raise UnknownRuleset(_unknown("ruleset", name, list(shipped())))
    if at:
        if version not in versions:
            raise UnknownRuleset(_unknown(f"version of {name}", version, versions))
        return load_shipped(name, version)
    return _in_force(name, versions, as_of)


def _looks_like_path(reference: str) -> bool:
    return reference.endswith((".yaml", ".yml")) or "/" in reference or os.sep in reference


def _unknown(kind: str, name: str, known: list[str]) -> str:
    near = nearest(name, known)
    hint = f"did you mean `{near}`? " if near else ""
    return f"there is no {kind} called `{name}`: {hint}known are {', '.join(known)}"


def load_path(path: Path) -> Ruleset:
    """Check the ruleset in a file. A file may change, so it is read again each time."""
    return checked(read_file(file_at(path)))


def file_at(path: Path) -> Path:
    """The ruleset's file where a path leads to the folder that it is in.

    A path that cannot be looked at (a name that is too long, a loop of links) is left as it
    is: reading it says what is wrong.
    """
    try:
        return path / FILE_NAME if path.is_dir() else path
    except OSError:
        return path


@cache
def load_shipped(name: str, version: str) -> Ruleset:
    """Check a shipped ruleset; versions are immutable, so once is enough."""
    return load_path(shelf() / name / version)


def _in_force(name: str, versions: list[str], as_of: date | None) -> Ruleset:
    current = versions_in_force(name, as_of)
    if len(current) == 1:
        return current[0]
    if as_of is None:
        raise UnknownRuleset(
            f"`{name}` has several versions ({', '.join(versions)}): "
            f"name one, `{name}@{versions[-1]}`, or give as_of"
        )
    if current:
        shown = ", ".join(ruleset.reference for ruleset in reversed(current))
        raise UnknownRuleset(f"several versions are in force on {as_of}: name one of {shown}")
    rulesets = [load_shipped(name, version) for version in versions]
    raise NotInForce(name, as_of, "; ".join(f"{r.version} {r.in_force}" for r in rulesets))


def versions_in_force(name: str, as_of: date | None) -> list[Ruleset]:
    """The shipped versions in force on a day (on any, if None), newest first, without those
    that a newer one of them replaces."""
    current: list[Ruleset] = []
    replaced: set[str] = set()
    for version in reversed(shipped()[name]):
        if version not in replaced:
            ruleset = load_shipped(name, version)
            if as_of is None or ruleset.in_force.covers(as_of):
                current.append(ruleset)
                replaced.update(ruleset.replaces)
    return current
