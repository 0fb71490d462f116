"""Where rulesets are found: shipped ones and a host's sources by name, others by path."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.errors import (
    FailedPlugin,
    InvalidRuleset,
    NotInForce,
    UnknownRuleset,
)
from povertyrules.kernel.foreign import plain_text_of
from povertyrules.kernel.guarding import plugin_code
from povertyrules.kernel.shown import shown
from povertyrules.kernel.suggest import nearest
from povertyrules.model.check import checked
from povertyrules.model.ruleset import Ruleset
from povertyrules.plugins.declarations import RulesetSource
from povertyrules.plugins.folder import FILE_NAME
from povertyrules.plugins.manager import Manager, default
from povertyrules.syntax.read import read_file, source_from_bytes

SHIPPED = "shipped"
LONGEST_NAME = 200
"""How long an id or a version may be that a source lists."""


class Shelf:
    """The rulesets of one host. A version of a source is read once, as it never changes."""

    def __init__(self, manager: Manager) -> None:
        self.manager = manager
        self._read: dict[tuple[str, str, str], Ruleset] = {}

    def find(self, reference: str | os.PathLike[str], as_of: date | None) -> Ruleset:
        """The checked ruleset for a path, `id@version`, or an id in force on `as_of`; before
        the id may stand the source that it is of (`office:zhaojia`).

        Raises `UnknownRuleset`, `NotInForce`, or `InvalidRuleset`.
        """
        name = plain_text_of(reference)
        if name is None:
            return self.load_path(_path(reference))
        if _looks_like_path(name):
            return self.load_path(Path(name))
        return self.find_named(name, as_of)

    def load_path(self, path: Path) -> Ruleset:
        """Check the ruleset in a file. A file may change, so it is read again each time."""
        return checked(read_file(file_at(path)), self.manager.extensions)

    def find_named(self, reference: str, as_of: date | None) -> Ruleset:
        """The same for names only: whatever it says, no file is read that no source lists."""
        prefix, colon, rest = reference.partition(":")
        name = (rest if colon else reference).partition("@")[0]
        source = self._source(prefix) if colon else self._source_of(name)
        return self.find_in(source, rest if colon else reference, as_of)

    def find_in(self, source: RulesetSource, reference: str, as_of: date | None) -> Ruleset:
        """`id@version`, or an id in force on `as_of`, of one source."""
        name, at, version = reference.partition("@")
        versions = versions_of(source).get(name)
        if versions is None:
            raise UnknownRuleset(_unknown("ruleset", name, list(versions_of(source))))
        if at:
            if version not in versions:
                raise UnknownRuleset(_unknown(f"version of {name}", version, versions))
            return self.load(source, name, version)
        return self._current(source, name, versions, as_of)

    def _source(self, name: str) -> RulesetSource:
        source = self.manager.source(name)
        if source is None:
            known = list(self.manager.registry.sources)
            raise UnknownRuleset(_unknown("source of rulesets", name, known))
        return source

    def _source_of(self, name: str) -> RulesetSource:
        """The only source that has a ruleset of this id. The library's own ids are its own."""
        own = self.manager.own.sources[SHIPPED]
        if name in versions_of(own):
            return own
        sources = self.manager.registry.sources.values()
        found = [source for source in sources if name in versions_of(source)]
        if len(found) > 1:
            names = ", ".join(f"`{source.name}:{name}`" for source in found)
            raise UnknownRuleset(f"several sources have `{name}`: say which, {names}")
        if found:
            return found[0]
        known = [each for source in sources for each in versions_of(source)]
        raise UnknownRuleset(_unknown("ruleset", name, known))

    def load(self, source: RulesetSource, name: str, version: str) -> Ruleset:
        """Check one version of a source's ruleset."""
        key = source.name, name, version
        if key not in self._read:
            self._read[key] = self._checked(source, name, version)
        return self._read[key]

    def _checked(self, source: RulesetSource, name: str, version: str) -> Ruleset:
        location, content = content_of(source, name, version)
        report = Report()
        text = source_from_bytes(location, content, report)
        if text is None or report.has_errors:
            raise InvalidRuleset(location, list(report))
        ruleset = checked(text, self.manager.extensions)
        if ruleset.reference != f"{name}@{version}":
            reason = f"what it gives as {name}@{version} calls itself {ruleset.reference}"
            raise FailedPlugin(source.plugin, source.name, reason)
        return ruleset

    def _current(
        self, source: RulesetSource, name: str, versions: list[str], as_of: date | None
    ) -> Ruleset:
        current = self.in_force(source, name, as_of)
        if len(current) == 1:
            return current[0]
        if as_of is None:
            raise UnknownRuleset(
                f"`{name}` has several versions ({', '.join(versions)}): "
                f"name one, `{name}@{versions[-1]}`, or give as_of"
            )
        if current:
            listed = ", ".join(ruleset.reference for ruleset in reversed(current))
            raise UnknownRuleset(f"several versions are in force on {as_of}: name one of {listed}")
        rulesets = [self.load(source, name, version) for version in versions]
        raise NotInForce(name, as_of, "; ".join(f"{r.version} {r.in_force}" for r in rulesets))

    def in_force(self, source: RulesetSource, name: str, as_of: date | None) -> list[Ruleset]:
        """The versions in force on a day (on any, if None), newest first, without those that a
        newer one of them replaces."""
        current: list[Ruleset] = []
        replaced: set[str] = set()
        for version in reversed(versions_of(source).get(name, [])):
            if version not in replaced:
                ruleset = self.load(source, name, version)
                if as_of is None or ruleset.in_force.covers(as_of):
                    current.append(ruleset)
                    replaced.update(ruleset.replaces)
        return current


def versions_of(source: RulesetSource) -> dict[str, list[str]]:
    """What a source has: id to its versions, oldest first. Raises `UnknownRuleset` where it
    cannot be reached, `FailedPlugin` for whatever else it does."""
    try:
        with plugin_code(source.plugin, source.name, "listing", OSError):
            listed = source.versions().items()
            found = {name: [each] if isinstance(each, str) else list(each) for name, each in listed}
    except OSError as error:
        raise UnknownRuleset(f"the source `{source.name}` cannot be read: {error}") from error
    texts = [text for name, versions in found.items() for text in (name, *versions)]
    if not all(type(text) is str and len(text) <= LONGEST_NAME for text in texts):
        reason = "it lists an id or a version that is no text, or too long"
        raise FailedPlugin(source.plugin, source.name, reason)
    return {name: sorted(each, key=_version_key) for name, each in sorted(found.items())}


def content_of(source: RulesetSource, name: str, version: str) -> tuple[str, bytes]:
    """Where a version stands, and the bytes of its file."""
    try:
        with plugin_code(source.plugin, source.name, "reading", OSError):
            location, content = source.locate(name, version), source.read(name, version)
    except OSError as error:
        wanted = f"{source.name}:{name}@{version}"
        raise UnknownRuleset(f"`{wanted}` cannot be read: {error}") from error
    if not isinstance(location, str) or not isinstance(content, bytes):
        reason = f"reading gave a {type(content).__name__} at a {type(location).__name__}"
        raise FailedPlugin(source.plugin, source.name, f"{reason}, not bytes at a text")
    return location, content


def _version_key(version: str) -> list[tuple[int, str]]:
    """Numbers by their value, whatever else before them by its letters."""
    parts = version.split(".")
    return [(int(p), "") if p.isascii() and p.isdigit() else (-1, p) for p in parts]


def _path(reference: object) -> Path:
    """The path that an object stands for; its code may be anybody's."""
    try:
        return Path(os.fspath(cast("os.PathLike[str]", reference)))
    except Exception as error:
        message = f"a ruleset is named by text or a path, not {shown(reference)}"
        raise UnknownRuleset(message) from error


def _looks_like_path(reference: str) -> bool:
    return reference.endswith((".yaml", ".yml")) or "/" in reference or os.sep in reference


def _unknown(kind: str, name: str, known: list[str]) -> str:
    near = nearest(name, known)
    hint = f"did you mean `{near}`? " if near else ""
    return f"there is no {kind} called `{name}`: {hint}known are {', '.join(known)}"


def file_at(path: Path) -> Path:
    """The ruleset's file where a path leads to the folder that it is in.

    A path that cannot be looked at (a name that is too long, a loop of links) is left as it
    is: reading it says what is wrong.
    """
    try:
        return path / FILE_NAME if path.is_dir() else path
    except OSError:
        return path


# the shelf of the module-level functions


@cache
def own_shelf() -> Shelf:
    """The shelf with the plugins that are installed."""
    return Shelf(default())


def find(reference: str | os.PathLike[str], as_of: date | None) -> Ruleset:
    """As `Shelf.find`, with the plugins that are installed."""
    return own_shelf().find(reference, as_of)


def find_shipped(reference: str, as_of: date | None) -> Ruleset:
    """The same for shipped rulesets only: whatever it says, no other file is read."""
    return own_shelf().find_in(default().own.sources[SHIPPED], reference, as_of)


def shipped() -> dict[str, list[str]]:
    """The shipped rulesets: id to its versions, oldest first."""
    return versions_of(default().own.sources[SHIPPED])


def versions_in_force(name: str, as_of: date | None) -> list[Ruleset]:
    """The shipped versions in force on a day (on any, if None), newest first, without those
    that a newer one of them replaces."""
    return own_shelf().in_force(default().own.sources[SHIPPED], name, as_of)
