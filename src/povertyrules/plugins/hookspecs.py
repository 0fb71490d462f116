"""The whole contract between povertyrules and its plugins, version 1.

A plugin is a module or an object some of whose functions are marked with `@hookimpl` and
called as one of these. None of them takes anything; each gives declarations, which are
frozen values that `povertyrules.plugins` exports. A hook is asked once for a registry, when
something is first needed that the library itself does not have. It must be pure: no clock,
no network, no files; what a declaration *does* when it is used is its own affair.

A plugin is found by an entry point in the group `povertyrules`, whose name is the plugin's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from povertyrules.kernel.function import Function
    from povertyrules.ledgers.ledger_format import LedgerFormat
    from povertyrules.model.extensions import CodeList
    from povertyrules.plugins.declarations import DecisionEngine, Lint, Renderer, RulesetSource

CONTRACT = 1
"""The version of this contract. It is raised when a plugin written for it would break."""

hookspec = pluggy.HookspecMarker("povertyrules")


@hookspec
def povertyrules_contract() -> int:  # type: ignore[empty-body]
    """The version of the contract that the plugin is written for. Every plugin says it."""


# Loading a ruleset


@hookspec
def povertyrules_ruleset_sources() -> Iterable[RulesetSource]:  # type: ignore[empty-body]
    """Places where rulesets are found by id and version, besides those shipped and files."""


@hookspec
def povertyrules_code_lists() -> Iterable[CodeList]:  # type: ignore[empty-body]
    """Lists of values with labels that a fact names with a version: `values: health@2021`."""


@hookspec
def povertyrules_functions() -> Iterable[Function]:  # type: ignore[empty-body]
    """Functions for expressions. A ruleset that calls one names the plugin in `requires:`."""


# Checking it


@hookspec
def povertyrules_lints() -> Iterable[Lint]:  # type: ignore[empty-body]
    """Further warnings about sound rulesets, given by `check`."""


# Reading and writing ledgers


@hookspec
def povertyrules_ledger_formats() -> Iterable[LedgerFormat]:  # type: ignore[empty-body]
    """File formats that `read_ledger` reads and `write_results` writes, by suffix."""


# Deciding


@hookspec
def povertyrules_engines() -> Iterable[DecisionEngine]:  # type: ignore[empty-body]
    """Other engines for single records, which decide exactly as the reference does."""


# Explaining


@hookspec
def povertyrules_renderers() -> Iterable[Renderer]:  # type: ignore[empty-body]
    """Other forms in which explanations are written, by name."""
