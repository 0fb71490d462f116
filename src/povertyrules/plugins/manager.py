"""The plugins of one host: found when they are needed, looked through once, then frozen."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache, cached_property
from pathlib import Path
from threading import RLock
from typing import Any

from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import BrokenPluginWarning, FailedPlugin, UnknownPlugin
from povertyrules.kernel.faults import named_wrongly
from povertyrules.kernel.guarding import plugin_code
from povertyrules.ledgers.ledger_format import RECORDS, LedgerFormat
from povertyrules.model.extensions import Extensions
from povertyrules.plugins.declarations import DecisionEngine, Renderer, RulesetSource
from povertyrules.plugins.discovery import Candidate, given, installed
from povertyrules.plugins.registry import Registry, assemble


class Manager:
    """The registry of a host, and the library's own part of it, which needs no plugin.

    `plugins` are those to use: None for all that are installed, or names of installed ones
    and modules or objects of the host's own. Nothing is imported before it is needed.
    Raises `UnknownPlugin` for a name that no installed plugin has.
    """

    def __init__(self, plugins: Iterable[object] | None = None) -> None:
        self._chosen = None if plugins is None else _chosen(plugins)
        self._lock = RLock()

    @cached_property
    def own(self) -> Registry:
        """What comes with the library."""
        from povertyrules.plugins import builtin  # it brings explanations and engines

        return assemble(builtin, ())

    @cached_property
    def registry(self) -> Registry:
        """Everything: the library's own and the plugins', which are imported now. A plugin
        that cannot be used is told by a `BrokenPluginWarning`."""
        with self._lock:  # hooks are asked once, however many threads need them
            registry: Registry | None = self.__dict__.get("registry")
            if registry is not None:
                return registry
            registry = self._assembled()
            self.__dict__["registry"] = registry  # it stays, also where a warning is an error
        for trouble in registry.troubles:
            warnings.warn(BrokenPluginWarning(trouble), stacklevel=2)
        return registry

    def _assembled(self) -> Registry:
        from povertyrules.plugins import builtin

        return assemble(builtin, installed() if self._chosen is None else self._chosen)

    def extensions(self) -> Extensions:
        """What rulesets may use of the plugins; asking for it imports them."""
        return self.registry.extensions

    def source(self, name: str) -> RulesetSource | None:
        """The source of rulesets that references call by a name."""
        found: RulesetSource | None = self._found("sources", name)
        return found

    def formats_for(self, path: str | os.PathLike[str]) -> Mapping[str, LedgerFormat]:
        """The formats among which a file's is: the library's own, if it is one of them."""
        own = self.own.formats
        return own if Path(path).suffix.lower() in (*own, *RECORDS) else self.registry.formats

    def engine(self, name: str) -> DecisionEngine:
        """An engine by name. Raises `UnknownPlugin`."""
        found: DecisionEngine = self._known("engines", name, "engine", "引擎")
        return found

    def renderer(self, name: str) -> Renderer:
        """A form of explanations by name. Raises `UnknownPlugin`."""
        found: Renderer = self._known("renderers", name, "renderer", "输出格式")
        return found

    def render(self, form: str, tree: Mapping[str, Any], language: Language) -> str:
        """An explanation in a form by name, of a copy that the form may change. Raises
        `UnknownPlugin`, and `FailedPlugin` for whatever the renderer does but give text."""
        renderer = self.renderer(form)
        own = () if renderer.plugin else (BaseException,)  # a fault of ours is told as one
        with plugin_code(renderer.plugin, form, "it", *own):
            text = renderer.render(deepcopy(dict(tree)), language)
        if not isinstance(text, str):
            reason = f"it gave a {type(text).__name__}, not text"
            raise FailedPlugin(renderer.plugin, form, reason)
        return text

    def _found(self, field: str, name: str) -> Any:
        """What the library has by a name, or else the plugins."""
        if not isinstance(name, str):
            return None
        return getattr(self.own, field).get(name) or getattr(self.registry, field).get(name)

    def _known(self, field: str, name: str, kind: str, kind_zh: str) -> Any:
        found = self._found(field, name)
        if found is None:
            known: Mapping[str, Any] = getattr(self.registry, field)
            fault = named_wrongly(
                codes.NOTHING_BY_NAME, str(name), sorted(known), kind=kind, kind_zh=kind_zh
            )
            raise UnknownPlugin(fault)
        return found


def _chosen(plugins: Iterable[object]) -> list[Candidate]:
    known = {candidate.name: candidate for candidate in reversed(installed())}
    return [_candidate(plugin, known) for plugin in plugins]


def _candidate(plugin: object, known: Mapping[str, Candidate]) -> Candidate:
    if not isinstance(plugin, str):
        return given(plugin)
    if plugin in known:
        return known[plugin]
    kinds = {"kind": "installed plugin", "kind_zh": "已安装的插件"}
    raise UnknownPlugin(named_wrongly(codes.NOTHING_BY_NAME, plugin, sorted(known), **kinds))


@cache
def default() -> Manager:
    """The host of the module-level functions: with every plugin that is installed."""
    return Manager()
