"""A registry: everything that a set of plugins declares, looked through and frozen.

A plugin that cannot be used is told in `troubles`, by its name, with what to do; the others
work all the same.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from typing import Any, cast

import pluggy

from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.errors import PovertyRulesError
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.function import Function
from povertyrules.kernel.shown import shown, shown_text
from povertyrules.ledgers.ledger_format import LedgerFormat
from povertyrules.model.extensions import CodeList, Extensions
from povertyrules.plugins import hookspecs
from povertyrules.plugins.declarations import DecisionEngine, Lint, Renderer, RulesetSource
from povertyrules.plugins.discovery import Candidate
from povertyrules.plugins.kinds import KINDS, Kind

CONTRACT_HOOK = "povertyrules_contract"
MOST_DECLARATIONS = 10_000
"""How many declarations a hook may give: one that never ends is told."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin that can be used. `hooks` has what it declares: hook name to how many."""

    name: str
    version: str
    package: str
    hooks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Registry:
    """What the plugins of one host declare, each by the name that it is asked for by.

    `formats` are by suffix; `lints` by the number of their code.
    """

    plugins: Mapping[str, Plugin] = field(default_factory=dict)
    troubles: tuple[Fault, ...] = ()
    functions: Mapping[str, Function] = field(default_factory=dict)
    code_lists: Mapping[str, CodeList] = field(default_factory=dict)
    sources: Mapping[str, RulesetSource] = field(default_factory=dict)
    lints: Mapping[str, Lint] = field(default_factory=dict)
    formats: Mapping[str, LedgerFormat] = field(default_factory=dict)
    engines: Mapping[str, DecisionEngine] = field(default_factory=dict)
    renderers: Mapping[str, Renderer] = field(default_factory=dict)
    contested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of functions that several plugins declare, with those plugins."""

    @property
    def extensions(self) -> Extensions:
        """What of it a ruleset may use."""
        versions = {name: plugin.version for name, plugin in self.plugins.items()}
        faults = {fault.path: fault for fault in reversed(self.troubles)}
        broken = {name: fault for name, fault in faults.items() if name not in versions}
        return Extensions(versions, broken, self.functions, self.code_lists, self.contested)


class Refused(PovertyRulesError):
    """A plugin that cannot be used, while its registry is made."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.to_text())


def assemble(own: object, candidates: Iterable[Candidate]) -> Registry:
    """The registry of the library's own plugin and of others, each looked through first.

    Nothing that a plugin does raises; it is in `Registry.troubles` instead.
    """
    making = _Making()
    making.add(Candidate("", "", "", lambda: own))
    for candidate in candidates:
        making.add(candidate)
    return making.registry()


class _Making:
    """A registry in the making."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager("povertyrules")
        self._manager.add_hookspecs(hookspecs)
        self._plugins: dict[str, Plugin] = {}
        self._troubles: list[Fault] = []
        self._found: dict[str, dict[str, Any]] = {kind.field: {} for kind in KINDS.values()}
        self._contested: dict[str, tuple[str, ...]] = {}

    def registry(self) -> Registry:
        """What was gathered; the library itself is not among its plugins."""
        plugins = {name: plugin for name, plugin in self._plugins.items() if name}
        found = {field: MappingProxyType(table) for field, table in self._found.items()}
        contested = MappingProxyType(self._contested)
        troubles = tuple(self._troubles)
        return Registry(MappingProxyType(plugins), troubles, contested=contested, **found)

    def add(self, candidate: Candidate) -> None:
        """Take a plugin in, or tell why it cannot be used."""
        try:
            self._add(candidate)
        except Refused as refused:
            self._troubles.append(refused.fault)

    def _add(self, candidate: Candidate) -> None:
        name = candidate.name
        if name in self._plugins:
            raise _refused(codes.DUPLICATE_PLUGIN, name)
        plugin = _loaded(candidate)
        try:
            hooks = self._hooks(name, plugin)
        except Refused:
            raise
        except Exception as error:  # looking at an object may run code of its own
            raise _refused(codes.PLUGIN_NOT_LOADED, name, reason=_told(error)) from error
        _check_contract(name, hooks)
        declared = {hook: _asked(name, hook, ask) for hook, ask in hooks.items() if hook in KINDS}
        counts = {hook: len(given) for hook, given in declared.items()}
        self._plugins[name] = Plugin(name, candidate.version, candidate.package, counts)
        for hook, given in declared.items():
            for declaration in given:
                self._enter(KINDS[hook], _frozen(declaration, name))

    def _hooks(self, name: str, plugin: object) -> dict[str, Callable[[], Any]]:
        """The hooks that a plugin implements, with the signatures of the contract."""
        found: dict[str, Callable[[], Any]] = {}
        for attribute in dir(plugin):
            options = self._manager.parse_hookimpl_opts(plugin, attribute)
            if options is not None:
                is_wrapper = any(options.get(kind) for kind in ("wrapper", "hookwrapper"))
                given = getattr(plugin, attribute)
                found[attribute] = _implementation(name, attribute, given, is_wrapper)
        if not found:
            raise _refused(codes.NO_PLUGIN, name)
        return found

    def _enter(self, kind: Kind, declaration: Any) -> None:
        for key in kind.keys(declaration):
            table = self._found[kind.field]
            if key in table:
                self._troubles.append(_duplicate(kind, key, declaration, table[key]))
                if isinstance(declaration, Function):
                    owners = self._contested.get(key, (table[key].plugin,))
                    self._contested[key] = (*owners, declaration.plugin)
            else:
                table[key] = declaration


def _frozen(declaration: Any, name: str) -> Any:
    """A declaration as the registry keeps it: the plugin's, and no longer for it to change."""
    owned = replace(declaration, plugin=name)
    if isinstance(owned, CodeList):
        return replace(owned, codes=MappingProxyType(dict(owned.codes)))
    return owned


def _refused(code: Code, name: str, **values: object) -> Refused:
    return Refused(Fault(code, name, {"name": name, **values}))


def _loaded(candidate: Candidate) -> object:
    try:
        return candidate.load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _refused(codes.PLUGIN_NOT_LOADED, candidate.name, reason=_told(error)) from error


def _told(error: BaseException) -> str:
    """An error in words; its own words are code of the plugin."""
    kind = type(error).__name__
    try:
        words = shown_text(str(error))
    except Exception:  # noqa: BLE001 - the plugin's code
        return kind
    return f"{kind}: {words}" if words else kind


def _implementation(
    name: str, hook: str, function: Callable[[], Any], is_wrapper: bool
) -> Callable[[], Any]:
    if hook not in SIGNATURES:
        raise _refused(codes.UNKNOWN_HOOK, name, hook=hook, hooks=", ".join(SIGNATURES))
    if is_wrapper or inspect.signature(function).parameters:
        raise _refused(
            codes.WRONG_HOOK_SIGNATURE, name, hook=hook, signature=f"{hook}{SIGNATURES[hook]}"
        )
    return function


def _signatures() -> Iterator[tuple[str, str]]:
    for name, function in vars(hookspecs).items():
        if name.startswith("povertyrules_"):
            yield name, str(inspect.signature(function)).replace("'", "")


SIGNATURES: Mapping[str, str] = dict(_signatures())
"""Every hook of the contract with its signature."""


def _check_contract(name: str, hooks: Mapping[str, Callable[[], Any]]) -> None:
    """Refuse a plugin that is written for another version of the contract, or for none."""
    ask = hooks.get(CONTRACT_HOOK)
    written = "none" if ask is None else _call(name, CONTRACT_HOOK, ask)
    if type(written) is not int or written != hookspecs.CONTRACT:
        current = hookspecs.CONTRACT
        said = written if ask is None else shown(written)
        raise _refused(codes.WRONG_CONTRACT, name, written=said, current=current)


def _call(name: str, hook: str, function: Callable[[], Any]) -> Any:
    try:
        return function()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _refused(codes.HOOK_FAILED, name, hook=hook, error=_told(error)) from error


def _asked(name: str, hook: str, function: Callable[[], Any]) -> Sequence[Any]:
    """What a plugin declares in a hook, all of it of the kind that the hook asks for."""
    given = _call(name, hook, lambda: list(islice(function(), MOST_DECLARATIONS + 1)))
    kind = KINDS[hook]
    if len(given) > MOST_DECLARATIONS:
        reason = f"there are more than {MOST_DECLARATIONS} declarations"
        raise _refused(codes.WRONG_DECLARATION, name, hook=hook, reason=reason)
    for declaration in given:
        reason = kind.fault(declaration)
        if reason:
            raise _refused(codes.WRONG_DECLARATION, name, hook=hook, reason=reason)
    return cast("Sequence[Any]", given)


def _duplicate(kind: Kind, key: str, second: Any, first: Any) -> Fault:
    return Fault.of(
        codes.DUPLICATE_DECLARATION,
        second.plugin,
        name=second.plugin,
        other=first.plugin or "povertyrules",
        kind=kind.name,
        kind_zh=kind.name_zh,
        what=key,
    )
