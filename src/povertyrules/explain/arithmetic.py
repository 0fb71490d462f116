"""Values in reasons: what stands in a comparison, and the arithmetic behind it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from fractions import Fraction

from povertyrules.explain.brief import brief, calculation
from povertyrules.explain.lines import Line, LineKind
from povertyrules.explain.speech import Node, Speech

_NAMED = ("fact", "definition", "parameter", "as_of")
_COMPOUND = ("sum", "apply", "if", "quantifier")
_STATUS = {True: "holds", False: "fails", None: "unknown"}


class Teller(ABC):
    """Writes lines about one explanation. What was told once is only named afterwards.

    `own` is the path of the item whose definition is being told, `context` that of the
    innermost item the reader is looking at; `section` is the number of the section, `heading`
    the clauses that it cites at its head. `subject` is what requires the conditions that are
    being told. No value is rounded so that it looks like `apart`.
    """

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.words = speech.words
        self.lines: list[Line] = []
        self.own = ""
        self.context = ""
        self.subject = self.words.say("this_section")
        self.apart: Fraction | None = None
        self.cited: list[str] = []
        self.heading: list[str] = []
        self.section = ""
        self._told: dict[tuple[str, str], str] = {}

    def tell(self, depth: int, text: str, kind: LineKind = "line") -> None:
        self.lines.append(Line(depth, text, kind))

    def first_time(self, name: str, path: str = "") -> bool:
        """Whether something is mentioned for the first time; from now on it is not."""
        told = (name, path) in self._told
        self._told.setdefault((name, path), self.section)
        return not told

    def see(self, name: str, path: str) -> str:
        """Where something was told: above in the same section, or in another one."""
        section = self._told[name, path]
        if section == self.section:
            return self.words.say("see_above")
        return self.words.say("see_section", number=section)

    def cite(self, references: list[str], known: Collection[str] = ()) -> str:
        """Clause numbers as they stand behind a sentence; their wording follows later.

        Those in `known` are left out.
        """
        self.cited.extend(references)
        return self.speech.clauses([r for r in references if r not in known])

    def place(self, node: Node) -> str:
        """The path of the item that a node reads."""
        path: str = node.get("item", self.own)
        return path

    def name(self, node: Node) -> str:
        """A label, with the item where it is not one that the reader is looking at."""
        label = self.speech.label(node)
        path = self.place(node)
        if not path or self.context == path or self.context.startswith(f"{path}."):
            return label
        return self.words.say("fact_of", item=self.speech.item_name(path), label=label)

    def interpretation(self, depth: int, name: str, text: str) -> None:
        """How something of this name is to be read, shown as an interpretation, once.

        `text` is as the ruleset has it, empty where it says nothing.
        """
        if text and self.first_time(f"interpretation of {name}"):
            self.tell(depth, self.words.say("interpretation", text=self.speech.escape(text)))

    # values

    def operand(self, node: Node, *, unit: bool = True) -> str:
        """A value in a calculation: its name, if it has one, and the value."""
        unit = unit or node["value"] is None
        value = self.speech.value(node, unit=unit, apart_from=self.apart)
        if node["kind"] in _NAMED:
            return self.words.say("named", label=self.name(node), value=value)
        if node["kind"] == "quantifier":
            return self.words.say("named", label=brief(self.speech, node), value=value)
        return value

    def expression(self, node: Node) -> str:
        """A step of a calculation, its operands with their values."""
        if node["kind"] == "quantifier":
            return brief(self.speech, node)
        if node["kind"] not in _COMPOUND:
            return self.operand(node)
        if node["kind"] == "if":
            return self._taken(node)
        bare = node["kind"] == "sum"
        operands = [self.operand(operand, unit=not bare) for operand in node["operands"]]
        return calculation(self.speech, node, operands)

    def _taken(self, node: Node) -> str:
        condition = brief(self.speech, node["condition"])
        yes, no = (self.operand(operand) for operand in node["operands"])
        value = no if node["taken"] == "fails" else yes
        key = f"taken_{node['taken']}"
        return self.words.say(key, condition=condition, value=value, yes=yes, no=no)

    def steps(self, depth: int, node: Node) -> None:
        """The calculation behind a value, what it rests on first."""
        match node["kind"]:
            case "definition" if node["type"] == "boolean":
                status = _STATUS[node["value"]]
                self.condition(depth, {**node, "status": status}, None)
            case "definition":
                self._derived(depth, node)
            case "parameter":
                self.parameter(depth, node["parameter"])
            case "fact":
                self.about_fact(depth, node)
            case "condition":
                self.condition(depth, node["condition"], None)
            case "quantifier":
                self._aggregate(depth, node)
            case "sum" | "apply" | "if":
                self._inputs(depth, node)
                self.tell(depth, self._result(self.expression(node), node))
                self._about_inputs(depth + 1, node)
            case _:
                pass

    def _inputs(self, depth: int, node: Node) -> None:
        if node["kind"] == "if":
            self.condition(depth, node["condition"], None)
        for operand in _followed(node):
            if operand["kind"] != "fact":
                self.steps(depth, operand)

    def _about_inputs(self, depth: int, node: Node) -> None:
        """What the ruleset says about the facts in a step, below the step."""
        for operand in _followed(node):
            if operand["kind"] == "fact":
                self.about_fact(depth, operand)

    def _result(self, expression: str, node: Node) -> str:
        equals = self.words.say("equals")
        return f"{expression}{equals}{self.speech.value(node, apart_from=self.apart)}"

    def _derived(self, depth: int, node: Node) -> None:
        """A derived value: the calculation under its label, once."""
        path = self.place(node)
        if not self.first_time(node["definition"], path):
            return
        definition = self.speech.definition(node["definition"])
        outside, self.own = self.own, path
        because = self.speech.item(path)["definitions"][node["definition"]]["because"]
        if because["kind"] == "quantifier":
            self._aggregate(depth, because, self.speech.label(node))
        else:
            compound = because["kind"] in _COMPOUND
            (self._inputs if compound else self.steps)(depth, because)
            self.tell(depth, self._equation(node, because))
        self.own = outside
        if clauses := self.cite(definition["cites"], known=self.heading):
            self.tell(depth + 1, self.words.say("by", clauses=clauses))
        self.interpretation(depth + 1, node["definition"], definition["interpretation"])
        if because["kind"] in ("sum", "apply", "if"):
            self._about_inputs(depth + 1, because)

    def _equation(self, node: Node, because: Node) -> str:
        """`年人均纯收入 ＝ 纯收入 19,200.00 元 ÷ 家庭人口 4 人 ＝ 4,800.00 元`."""
        text = f"{self.name(node)}{self.words.say('equals')}{self.expression(because)}"
        if because["kind"] in _COMPOUND:
            text = self._result(text, node)
        return text

    def parameter(self, depth: int, name: str) -> None:
        """A parameter's value, since when and by which clause, once."""
        if not self.first_time(name):
            return
        entry = self.speech.tree["parameters"][name]
        value = self.speech.value({**entry, "kind": "parameter", "parameter": name})
        text = self.words.say("parameter", label=self.speech.escape(entry["label"]), value=value)
        self.tell(depth, self.words.note(text, *self._authority(entry)))
        self.interpretation(depth + 1, name, entry["interpretation"])

    def _authority(self, entry: Node) -> list[str]:
        """Since when and by what a parameter has its value."""
        say, escape = self.words.say, self.speech.escape
        notes: list[str] = []
        if "filled" in entry:
            notes.append(say("filled", cite=escape(entry["filled"]["cite"])))
        if entry.get("from"):
            key = "period" if entry["to"] else "period_open"
            notes.append(say(key, start=entry["from"], end=entry["to"]))
        if entry.get("published"):
            notes.append(say("published", date=entry["published"]))
        if entry.get("formula"):
            notes.append(say("formula", text=escape(entry["formula"])))
        return [*notes, self.cite(entry["cites"])]

    def about_fact(self, depth: int, node: Node) -> None:
        """How a fact is to be read, once, where the ruleset says so."""
        name = node["fact"]
        if self.speech.fact(name)["interpretation"] and self.first_time(name):
            text = self.speech.escape(self.speech.fact(name)["interpretation"])
            label = self.speech.label(node)
            self.tell(depth, self.words.say("interpretation_of", label=label, text=text))

    def _aggregate(self, depth: int, node: Node, label: str = "") -> None:
        if _is_size(node) and not label:
            return
        expression = brief(self.speech, node)
        if label:
            expression = f"{label}{self.words.say('equals')}{expression}"
        self.tell(depth, self._result(expression, node))
        if not _is_size(node):
            self.witnesses(depth + 1, node)

    # given by the classes that know conditions and items

    @abstractmethod
    def condition(self, depth: int, node: Node, expected: str | None) -> None:
        """Tell a condition. `expected` is the status that `subject` requires it to have.

        None where it requires none, as of the premise of an implication.
        """

    @abstractmethod
    def witnesses(self, depth: int, node: Node) -> None:
        """Tell the items that settled a quantifier, and how many there are."""


def _is_size(node: Node) -> bool:
    """Whether a value is just how many items were given, of which nothing more is to tell."""
    return bool(node["given"]) and node["asks"] == {"where": None, "body": None}


def _followed(node: Node) -> list[Node]:
    """The operands that went into a value: not the branch that was not taken."""
    operands: list[Node] = node["operands"]
    if node["kind"] == "if" and node["taken"] != "unknown":
        return [operands[0 if node["taken"] == "holds" else 1]]
    return operands
