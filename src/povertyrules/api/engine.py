"""`Engine`: the library with the plugins that a host has chosen."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from povertyrules.api.checking import Checked, check_from
from povertyrules.api.ruleset import Ruleset, load_from
from povertyrules.api.shelf import Shelf, own_shelf, versions_of
from povertyrules.kernel.codes import Language
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers import Ledger, ResultRow, Tally
from povertyrules.ledgers import read_ledger as read
from povertyrules.ledgers import write_results as write
from povertyrules.ledgers.grid import Progress
from povertyrules.ledgers.writing import SUFFIXES
from povertyrules.model import ruleset as model
from povertyrules.plugins.manager import Manager, default
from povertyrules.plugins.registry import Plugin


class Engine:
    """The library with a set of plugins. Engines are independent: two of them, with other
    plugins, work side by side in one process.

    `plugins` are those to use: None for all that are installed, else names of installed ones
    and modules or objects of the host's own; `()` for none. Nothing is imported before
    something asks for what the library itself does not have. Raises `UnknownPlugin` for a
    name that no installed plugin has.
    """

    def __init__(self, plugins: Iterable[object] | Manager | None = None) -> None:
        self._manager = plugins if isinstance(plugins, Manager) else Manager(plugins)
        self._shelf = own_shelf() if self._manager is default() else Shelf(self._manager)

    @property
    def plugins(self) -> Mapping[str, Plugin]:
        """The plugins that can be used, by name, with what each declares. Imports them."""
        return self._manager.registry.plugins

    @property
    def troubles(self) -> Sequence[Fault]:
        """What is wrong with plugins that cannot be used, by name (`path`). Imports them."""
        return self._manager.registry.troubles

    @property
    def rulesets(self) -> dict[str, dict[str, list[str]]]:
        """The rulesets of every source: source name to ids, each with its versions."""
        sources = self._manager.registry.sources
        return {name: versions_of(source) for name, source in sources.items()}

    def load(
        self,
        reference: str | os.PathLike[str],
        *,
        as_of: str | date | None = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> Ruleset:
        """As `povertyrules.load`; also from the plugins' sources (`"office:zhaojia"`)."""
        return load_from(self._shelf, reference, as_of, parameters)

    def check(self, reference: str) -> Checked:
        """As `povertyrules.check`, with the plugins' lints."""
        return check_from(self._shelf, reference)

    def read_ledger(
        self,
        path: str | os.PathLike[str],
        ruleset: model.Ruleset,
        *,
        sheet: str | None = None,
        progress: Progress | None = None,
        keep: Sequence[str] = (),
    ) -> Ledger:
        """As `povertyrules.read_ledger`, in the plugins' formats too."""
        formats = self._manager.formats_for(path)
        return read(path, ruleset, sheet=sheet, progress=progress, keep=keep, formats=formats)

    def write_results(
        self,
        path: str | os.PathLike[str],
        results: Iterable[ResultRow],
        *,
        ruleset: model.Ruleset,
        as_of: date,
        ledger: Ledger,
        language: Language = "zh",
        progress: Progress | None = None,
    ) -> Tally:
        """As `povertyrules.write_results`, in the plugins' formats too."""
        return write(
            path,
            results,
            ruleset=ruleset,
            as_of=as_of,
            ledger=ledger,
            language=language,
            progress=progress,
            formats=self._manager.formats_for(path),
        )


def written_suffixes(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """The suffixes that results can be written to; plugins are asked only for a path whose
    own the library does not have."""
    formats = default().formats_for(path)
    return (*SUFFIXES, *(s for s, form in formats.items() if form.write and s not in SUFFIXES))


_own = Engine(default())
read_ledger = _own.read_ledger
write_results = _own.write_results
