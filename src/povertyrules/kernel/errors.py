"""The exceptions that a caller may catch. All of them are `PovertyRulesError`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from povertyrules.kernel.diagnostics import Diagnostic
    from povertyrules.kernel.faults import Fault


class PovertyRulesError(Exception):
    """The base of every error that this library raises on purpose."""


class InvalidRuleset(PovertyRulesError):
    """A ruleset file cannot be used. `diagnostics` holds every fault found in it."""

    def __init__(self, name: str, diagnostics: Sequence[Diagnostic]) -> None:
        self.name = name
        self.diagnostics = tuple(diagnostics)
        shown = "\n\n".join(d.to_text() for d in self.diagnostics)
        super().__init__(f"{name} is not a valid ruleset\n\n{shown}")


class InvalidRecord(PovertyRulesError):
    """A household (or other record) is rejected. `faults` holds every fault, by path."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "\n".join(f"  {fault.to_text()}" for fault in self.faults)
        super().__init__(f"the record is rejected:\n{shown}")


class UnknownRuleset(PovertyRulesError):
    """No ruleset of that name or version, or no file at that path."""


class InvalidDate(PovertyRulesError, ValueError):
    """An evaluation date is no `date` and no text such as 2020-04-20."""


class NotInForce(PovertyRulesError):
    """Nothing is in force on the date: a ruleset's span or a parameter's values ended.

    `what` names the ruleset or the parameter, `as_of` the date that was asked for.
    """

    def __init__(self, what: str, as_of: date, spans: str) -> None:
        self.what = what
        self.as_of = as_of
        super().__init__(f"{what} is not in force on {as_of.isoformat()}; it is in force {spans}")


class OpenParameter(PovertyRulesError):
    """A parameter that the document leaves open was not filled, or was filled wrongly."""


class UnsupportedFeature(PovertyRulesError):
    """An engine cannot run something the ruleset says; refused when the plan is made."""


class FailedPlugin(PovertyRulesError):
    """A plugin's code did not do what it declares: it raised, or gave what it must not.

    `plugin` is the plugin's name, `what` the function (or reader, or renderer) that failed.
    Values are not repeated, as they may be nobody's business; the plugin's own exception is
    the `__cause__`.
    """

    def __init__(self, plugin: str, what: str, reason: str) -> None:
        self.plugin = plugin
        self.what = what
        self.reason = reason
        super().__init__(
            f"`{what}` of the plugin {plugin or '(without a name)'} failed: {reason}; "
            f"`povertyrules plugin check {plugin or 'NAME'}` tries it out"
        )


class UnknownPlugin(PovertyRulesError, LookupError):
    """No installed plugin, or no engine, renderer or source of one, has that name.

    `fault` says so in either language, with what there is.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.to_text())


class BrokenPluginWarning(UserWarning):
    """A plugin that is installed cannot be used; everything else works without it.

    `fault` says why in either language, and what to do.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.to_text())


class MissingExtra(PovertyRulesError):
    """Something optional is not installed; the message names the extra that brings it."""

    def __init__(self, need: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{need} needs the extra `{extra}`: run pip install '.[{extra}]' in a checkout of "
            f"povertyrules, or pip install 'WHEEL[{extra}]' with the path of its wheel"
        )


class InvalidReceipt(PovertyRulesError):
    """Something is no receipt, or one that cannot be read."""

    def __init__(self, reason: str, chinese: str = "") -> None:
        self._chinese = chinese or reason
        super().__init__(reason)

    def to_text(self, lang: Literal["zh", "en"] = "en") -> str:
        """Why, in either language."""
        return self._chinese if lang == "zh" else str(self)


class UnknownRole(PovertyRulesError, LookupError):
    """A ruleset has no role of that id. `known` are those that it has."""

    def __init__(self, role: object, known: Iterable[str]) -> None:
        self.known = tuple(known)
        super().__init__(f"there is no role `{role}`; the roles are: {', '.join(self.known)}")


class NoProcedure(PovertyRulesError):
    """A ruleset declares no procedure, so there are no cases by it."""


class AnotherRuleset(PovertyRulesError):
    """Two things that must go by the same ruleset go by different ones."""


class DamagedStore(PovertyRulesError):
    """What a store of cases holds is not what was written: `verify` says where."""


class StoreFailed(PovertyRulesError):
    """The database of a store did not do what it was asked: the disk is full, say, or it was
    restarted. Nothing half-written is kept. Where the answer to a write was lost, the event may
    be in the store: read the case again before it is written once more.

    `reason` is the answer of the database.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the database answered: {reason}")


class InvalidEvent(PovertyRulesError):
    """Something is no event of a case. `faults` holds everything that is wrong, by path."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "\n".join(f"  {fault.to_text()}" for fault in self.faults)
        super().__init__(f"this is no event of a case:\n{shown}")


class InvalidLedger(PovertyRulesError):
    """A ledger file as a whole cannot be read or written: its format, or its header.

    `fault` says why, in either language.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.to_text())


class UnusedColumnWarning(UserWarning):
    """A column of a data frame that no fact is called after, though one without a column has
    nearly its name. Rename or drop the column, or filter the warning."""


class InvalidFrame(PovertyRulesError):
    """A data frame cannot be decided, or compared, as it is: a column's type, a key that is
    not there.

    `faults` has every reason, each with its place, what to do, and its words in either language.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "\n".join(f"  {fault.to_text()}" for fault in self.faults)
        super().__init__(f"the data frame cannot be decided:\n{shown}")
