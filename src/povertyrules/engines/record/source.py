"""The text of generated functions: lines, local names, and objects bound to names.

Generated text contains numbers, `True`, `False`, `None` and names made here. Whatever comes
from a ruleset (texts, choices, ranges) is an object bound to such a name, never text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Late = Callable[[], list[str]]
"""Lines that are known only when the function is complete."""

MAX_INDENT = 40


class Module:
    """All generated functions of one plan, and the objects that they use."""

    def __init__(self) -> None:
        self.bound: dict[str, Any] = {}
        self.locals: set[str] = set()
        self.functions: list[Function] = []
        self.constants: list[tuple[str, str]] = []
        self._names: dict[object, str] = {}
        self._count = 0

    def fresh(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"

    def bind(self, value: object) -> str:
        """A global name for an object; the same object (or text) has one name."""
        key = value if isinstance(value, str) else id(value)
        if key not in self._names:
            self._names[key] = self.fresh("K")
            self.bound[self._names[key]] = value
        return self._names[key]

    def constant_call(self, function: str) -> str:
        """A global name for what a function gives when its one argument is None."""
        name = self.fresh("N")
        self.constants.append((name, function))
        return name

    def text(self) -> str:
        return "\n\n".join(function.text() for function in self.functions) + "\n"

    def run(self) -> dict[str, Any]:
        """Compile the functions; the names they define."""
        code = compile(self.text(), "<povertyrules.engines.record>", "exec")
        namespace = dict(self.bound)
        exec(code, namespace)  # noqa: S102 - our own text, with no word of the ruleset in it
        for name, function in self.constants:
            namespace[name] = namespace[function](None)
        return namespace


class Function:
    """One generated function: its lines, and the names it takes from the one around it."""

    def __init__(
        self, module: Module, name: str, around: Function | None, arguments: tuple[str, ...] = ()
    ) -> None:
        self.module = module
        self.name = name
        self.around = around
        self.inputs: dict[str, None] = {}
        self.arguments = arguments
        self.indent = 1
        self._own = set(arguments)
        self._lines: list[tuple[int, str | Late]] = []
        self._once: dict[str, str] = {}
        self._made: dict[str, int] = {}
        module.functions.append(self)
        module.locals.update(arguments)

    def local(self, prefix: str) -> str:
        """A new local name, to be assigned before it is read."""
        name = self.own(self.module.fresh(prefix))
        self._made[name] = len(self._made)
        return name

    def mark(self) -> int:
        """A point in the generation of this function, for `is_own_since`."""
        return len(self._made)

    def is_own_since(self, mark: int, name: str) -> bool:
        """Whether a name is a local made since then that nothing else will read: what is
        computed may as well be a constant, a fact, or a value that others share."""
        return self._made.get(name, -1) >= mark and not self.is_remembered(name)

    def own(self, name: str) -> str:
        """Declare a name that this function assigns."""
        self._own.add(name)
        self.module.locals.add(name)
        return name

    def use(self, name: str) -> str:
        """Read a name of this function or of one around it, which then passes it in."""
        if name in self.module.locals and name not in self._own:
            if self.around is None:
                raise LookupError(name)
            self.inputs[name] = None
            self.around.use(name)
        return name

    def line(self, text: str) -> None:
        self._lines.append((self.indent, text))

    def late(self, lines: Late) -> None:
        self._lines.append((self.indent, lines))

    def assign(self, expression: str, prefix: str = "t") -> str:
        """Keep a value in a new local; its name."""
        name = self.local(prefix)
        self.line(f"{name} = {expression}")
        return name

    def once(self, expression: str) -> str | None:
        """The local that already has the value of an expression, if there is one."""
        return self._once.get(expression)

    def remember(self, expression: str, name: str) -> None:
        """Say that a local has the value of an expression, from here to the end."""
        if self.indent == 1:
            self._once[expression] = name

    def is_remembered(self, name: str) -> bool:
        return name in self._once.values()

    @contextmanager
    def inside(self, head: str) -> Iterator[None]:
        """A statement and its block."""
        self.line(head)
        self.indent += 1
        yield
        self.indent -= 1

    @property
    def call(self) -> str:
        """How the function around this one calls it, once it is complete."""
        return f"{self.name}({', '.join(self.inputs)})"

    def text(self) -> str:
        parameters = ", ".join([*self.arguments, *self.inputs])
        lines = [f"def {self.name}({parameters}):"]
        for indent, written in self._lines:
            late = [written] if isinstance(written, str) else written()
            lines += [" " * indent + line for line in late]
        return "\n".join(lines)
