"""The kinds of declarations: for each hook, what it gives, and what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from povertyrules.kernel.codes import Code
from povertyrules.kernel.folding import folded
from povertyrules.kernel.function import Function, from_python
from povertyrules.kernel.shown import shown_text
from povertyrules.kernel.types import Choice, Date, Month, Number, Text, Type
from povertyrules.ledgers.ledger_format import RECORDS, LedgerFormat
from povertyrules.model.extensions import CodeList
from povertyrules.model.vocabulary import RESERVED
from povertyrules.plugins.declarations import DecisionEngine, Lint, Renderer, RulesetSource

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_PLAIN = re.compile(r"[a-z][a-z0-9_-]{0,63}\Z")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,63}\Z")
_NUMBER = re.compile(r"(?!PR[0-9])[A-Z][A-Z0-9_-]{0,31}\Z")
_MOST_DECIMALS = 9
_LONGEST_LABEL = 200
_SUFFIX = re.compile(r"\.[a-z0-9]{1,16}\Z")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its class, where the registry keeps it, what it is called and asked for by.

    `flaw` says what is wrong with a declaration of the right class, or gives nothing.
    """

    declares: type
    field: str
    name: str
    name_zh: str
    keys: Callable[[Any], Sequence[str]]
    flaw: Callable[[Any], str]

    def fault(self, declaration: object) -> str:
        """What is wrong with a declaration; nothing if it can be used."""
        if type(declaration) is not self.declares:
            return f"{type(declaration).__name__} is no {self.declares.__name__}"
        try:
            return next(_not_callable(declaration), "") or self.flaw(declaration)
        except Exception as error:  # noqa: BLE001 - a part may be of any type
            reason = f"a part of it is of the wrong type ({type(error).__name__})"
            return f"{_called(declaration)}: {reason}"


def _not_callable(declaration: Any) -> Iterator[str]:
    """What must be a function and is none, of the parts that are declared as functions."""
    for part in fields(declaration):
        value = getattr(declaration, part.name)
        required = "Callable" in str(part.type) or part.type == "Known"
        optional = "None" in str(part.type) and value is None
        if required and not optional and not callable(value):
            yield f"`{part.name}` of {_called(declaration)} is no function"


def _called(declaration: Any) -> str:
    return f"`{shown_text(str(getattr(declaration, 'name', type(declaration).__name__)))}`"


def _flaw_of_function(function: Function) -> str:
    if not isinstance(function.name, str) or not _NAME.match(function.name):
        return f"`{function.name}` is no name for a function: a-z, 0-9 and _, a letter first"
    if function.name in RESERVED:
        return f"`{function.name}` is a word of the language"
    if not function.label or not function.takes:
        return f"`{function.name}` has no label, or takes nothing"
    if not (_is_line(function.label) and _is_line(function.example)):
        return f"the label or the example of `{function.name}` is no line of text"
    if type(function.takes) is not tuple:
        return f"what `{function.name}` takes is no tuple"
    if not all(isinstance(type_, Type) for type_ in (*function.takes, function.gives)):
        return f"what `{function.name}` takes or gives is no type of the language"
    if not all(map(_is_type, (*function.takes, function.gives))):
        return f"what `{function.name}` takes or gives has a part of the wrong type"
    if type(function.conceals) is not bool:
        return f"`conceals` of `{function.name}` is neither true nor false"
    return _flaw_of_result(function) or _flaw_of_order(function)


def _is_line(text: object) -> bool:
    return type(text) is str and bool(text.strip()) and text.isprintable()


def _is_type(type_: Type) -> bool:
    """Whether the parts of a type are what they must be; a plugin may have put in anything."""
    match type_:
        case Number(decimals=decimals):
            return decimals is None or (type(decimals) is int and 0 <= decimals <= _MOST_DECIMALS)
        case Text(max_length=longest):
            return type(longest) is int
        case Choice(values=values):
            texts = type(values) is tuple and all(type(value) is str for value in values)
            return texts and len(set(values)) == len(values)
    return True


def _flaw_of_result(function: Function) -> str:
    gives = function.gives
    if isinstance(gives, Choice) and not gives.values:
        return f"`{function.name}` gives a choice without values"
    if isinstance(gives, Text) and not 1 <= gives.max_length <= 100_000:
        return f"`{function.name}` gives a text of no sensible length"
    if not isinstance(gives, Number | Date | Month):
        return ""
    ends = [from_python(end, gives) for end in (function.least, function.most)]
    if None in ends:
        return f"`{function.name}` declares no `least` and `most` of its type ({gives})"
    return "" if ends[0] <= ends[1] else f"`least` of `{function.name}` is above `most`"


def _flaw_of_order(function: Function) -> str:
    """What varies with its operands is ordered, and so are they."""
    if not function.varies:
        return ""
    ordered = all(isinstance(t, Number | Date | Month) for t in (*function.takes, function.gives))
    signs = len(function.varies) == len(function.takes) and set(function.varies) <= {"+", "-"}
    return "" if ordered and signs else f"`varies` of `{function.name}` has no `+` or `-` for each"


def _flaw_of_list(codes: CodeList) -> str:
    if not _PLAIN.match(codes.id) or not _VERSION.match(codes.version):
        return f"`{codes.reference}` is no id and version of a code list"
    texts = [*codes.codes, *codes.codes.values()]
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        return f"`{codes.reference}` has no values, or one that is no text"
    if not all(text.isprintable() and len(text) <= _LONGEST_LABEL for text in texts):
        return f"`{codes.reference}` has a value or label that is no line of text"
    return _flaw_of_codes(codes)


def _flaw_of_codes(codes: CodeList) -> str:
    """A value that a record may mean two ways, as in the values that a ruleset states itself."""
    taken: dict[str, str] = {}
    for value, label in codes.codes.items():
        for word in (value, label):
            if taken.setdefault(folded(word), value) != value:
                return f"`{codes.reference}` has the value or label `{word}` twice"
    return ""


def _flaw_of_format(given: LedgerFormat) -> str:
    if given.read is None and given.write is None:
        return f"`{given.name}` neither reads nor writes"
    if taken := sorted(RECORDS.intersection(given.suffixes)):
        return f"{taken[0]} files hold records, not cells, and are read by the library itself"
    fine = given.suffixes and all(_SUFFIX.match(suffix) for suffix in given.suffixes)
    return "" if fine else f"`{given.name}` has no suffixes such as .dbf"


def _flaw_of_lint(lint: Lint) -> str:
    if not isinstance(lint.code, Code):
        return f"{type(lint.code).__name__} is no Code"
    parts = (getattr(lint.code, part.name) for part in fields(Code))
    if not all(isinstance(part, str) for part in parts) or not _NUMBER.match(lint.code.number):
        return f"`{lint.code.number}` is no number such as OFFICE1, with letters of its own"
    if lint.code.severity != "warning":
        return f"`{lint.code.number}` is no warning"
    return ""


def _flaw_of_name(declaration: Any) -> str:
    name = declaration.name
    return "" if isinstance(name, str) and _PLAIN.match(name) else f"`{name}` is no name"


KINDS: dict[str, Kind] = {
    "povertyrules_functions": Kind(
        Function, "functions", "function", "函数", lambda d: (d.name,), _flaw_of_function
    ),
    "povertyrules_code_lists": Kind(
        CodeList, "code_lists", "code list", "代码表", lambda d: (d.reference,), _flaw_of_list
    ),
    "povertyrules_ruleset_sources": Kind(
        RulesetSource, "sources", "ruleset source", "规则集来源", lambda d: (d.name,), _flaw_of_name
    ),
    "povertyrules_lints": Kind(
        Lint, "lints", "lint", "检查项", lambda d: (d.code.number,), _flaw_of_lint
    ),
    "povertyrules_ledger_formats": Kind(
        LedgerFormat, "formats", "suffix", "文件后缀", lambda d: d.suffixes, _flaw_of_format
    ),
    "povertyrules_engines": Kind(
        DecisionEngine, "engines", "engine", "引擎", lambda d: (d.name,), _flaw_of_name
    ),
    "povertyrules_renderers": Kind(
        Renderer, "renderers", "renderer", "输出格式", lambda d: (d.name,), _flaw_of_name
    ),
}
"""Hook to the kind of its declarations."""
