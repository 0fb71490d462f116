"""What plugins declare besides functions, code lists and ledger formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from povertyrules.kernel.codes import Code, Language
from povertyrules.kernel.source import Span
from povertyrules.model.outcome import Binding, Plan
from povertyrules.model.ruleset import Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesetSource:
    """A place where rulesets are: a folder, a Git repository, a database, a server.

    `name` is how a reference names it: `load("office:zhaojia@2020.34.2")`. `versions` lists
    what is there: each ruleset's id with its versions. `read` gives the bytes of one version's
    YAML file, and `locate` what diagnostics call it (a path, an address). A version that was
    given once never changes: it is read once. `OSError` is told as such.
    """

    name: str
    versions: Callable[[], Mapping[str, Sequence[str]]]
    read: Callable[[str, str], bytes]
    locate: Callable[[str, str], str]
    plugin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """A form in which an explanation can be written: `explanation.render("html")`.

    `render` takes the explanation as plain data (`Explanation.to_dict`; sensitive facts are
    masked already) and the language, and gives text. Whatever stands in the facts is
    somebody's text: it must not act as markup. `suffix` is that of files of this form.
    """

    name: str
    suffix: str
    media_type: str
    render: Callable[[Mapping[str, Any], Language], str]
    plugin: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a lint found: where, and the values for the words of its code."""

    where: Span
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """A check of sound rulesets, run by `check`: what it finds are warnings.

    `code` has the words; its number starts with letters of the plugin's own (`OFFICE1`), as
    `PR` is the library's.
    """

    code: Code
    check: Callable[[Ruleset], Iterable[Remark]]
    plugin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEngine:
    """Another way to decide records: `ruleset.on(day, engine="rete")`.

    `plan` makes a checked ruleset ready for the parameters of one day, or raises
    `UnsupportedFeature`. What it decides must be what the reference engine decides.
    """

    name: str
    plan: Callable[[Ruleset, Binding], Plan]
    plugin: str = ""
