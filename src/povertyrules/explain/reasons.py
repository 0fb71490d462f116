"""Conditions in reasons: what settled them, what was read, what was not needed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

from povertyrules.explain.arithmetic import Teller
from povertyrules.explain.brief import (
    brief,
    calculation,
    measured,
    required_relation,
    test_pattern,
)
from povertyrules.explain.display import DATES, show_number, with_unit
from povertyrules.explain.speech import Node

_ANSWERING = ("fact", "definition", "presence", "test")
"""The conditions whose brief form is an answer, not a sentence to be quoted."""
_SAYING = (*_ANSWERING, "comparison", "not")
"""The conditions whose lines say what they should be, so that `not` need not be told."""
OPPOSITE = {"holds": "fails", "fails": "holds", None: None}


class Reasons(Teller):
    """Tells conditions; `sections` has the number of the section of each outcome."""

    sections: dict[str, str]

    def condition(self, depth: int, node: Node, expected: str | None = "holds") -> None:
        match node["kind"]:
            case "fact":
                self._fact_status(depth, node, expected)
            case "definition":
                self._definition_status(depth, node, expected)
            case "all" | "any" | "at_least":
                self._step(depth, node, expected)
            case "not":
                self._negation(depth, node, expected)
            case "implies" | "if":
                self._implication(depth, node, expected)
            case "comparison":
                self._comparison(depth, node, expected)
            case "test":
                self._test(depth, node, expected)
            case "quantifier":
                self.quantifier(depth, node, expected)
            case _:
                self.tell(depth, self._simple(node, expected), "leaf")

    def _simple(self, node: Node, expected: str | None) -> str:
        """A test that reads no value: of presence, of identity, or a constant."""
        say = self.words.say
        if node["kind"] == "presence":
            return self._presence(node, expected)
        if node["kind"] == "same_item":
            left, right = (self.speech.item_name(path) for path in node["items"])
            same = (node["status"] == "holds") != node["negated"]
            return say("same_item" if same else "other_item", left=left, right=right)
        return say("always" if node["status"] == "holds" else "never")

    def _presence(self, node: Node, expected: str | None) -> str:
        words = ("list_given", "not_given") if "collection" in node else ("given", "missing")
        found = self.words.say(words[(node["status"] == "holds") == node["missing"]])
        text = self.words.pair(self.name(node), found)
        if expected in (None, node["status"]):
            return text
        wanted = self.words.say(words[(expected == "holds") == node["missing"]])
        return self.words.note(text, self.due(wanted))

    # facts and definitions

    def _fact_status(self, depth: int, node: Node, expected: str | None) -> None:
        fact = self.speech.fact(node["fact"])
        text = self.words.pair(self.name(node), self._answer(node, fact))
        finder = self._finder(node, fact) if "by" in fact else ""
        clauses = self.cite(fact["cites"], known=() if "by" in fact else self.heading)
        text = self.words.note(text, self._fact_due(node, expected), finder, clauses)
        self.tell(depth, text, "leaf")
        self.about_fact(depth + 1, node)

    def _answer(self, node: Node, fact: Node) -> str:
        """Yes, no, or the kind of absence."""
        if node["status"] != "unknown":
            return self.words.say("yes" if node["status"] == "holds" else "no")
        return self.words.say("not_found" if "by" in fact else "missing")

    def _finder(self, node: Node, fact: Node) -> str:
        """Who found it, or who must, and what."""
        by = self.speech.escape(fact["by"]["label"])
        if node["status"] != "unknown":
            return self.words.say("found_by", by=by)
        return self.words.say("ask", by=by, question=self.speech.escape(fact["question"]))

    def _fact_due(self, node: Node, expected: str | None) -> str:
        """What the answer would have to be, where it is not."""
        if expected in (None, node["status"]):
            return ""
        if expected == "holds" and node["status"] == "unknown":
            return ""
        return self.due(self.words.say("wanted_yes" if expected == "holds" else "wanted_no"))

    def due(self, wanted: str) -> str:
        """That what is being told requires this of a condition."""
        return self.words.say("due", subject=self.subject, wanted=wanted)

    def definition_due(self, node: Node, expected: str | None) -> str:
        """That a criterion must not hold, where it must not, whether it does or not."""
        if expected != "fails":
            return ""
        due = self.due(self.words.say("wanted_failing"))
        return self.words.say("due_met", due=due) if node["status"] == "fails" else due

    def _definition_status(self, depth: int, node: Node, expected: str | None) -> None:
        """A criterion or another outcome: told in full where it is first used."""
        name, path = node["definition"], self.place(node)
        definition = self.speech.definition(name)
        text = self.words.pair(self.name(node), self.words.say(node["status"]))
        due = self.definition_due(node, expected)
        if name in self.sections:
            see = self.words.say("see_section", number=self.sections[name])
            self.tell(depth, self.words.note(text, due, see), "leaf")
            return
        if not self.first_time(name, path):
            self.tell(depth, self.words.note(text, due, self.see(name, path)), "leaf")
            return
        self.tell(depth, self.words.note(text, due, self.cite(definition["cites"])))
        self.interpretation(depth + 1, name, definition["interpretation"])
        outside, self.own = self.own, path
        because = self.speech.item(path)["definitions"][name]["because"]
        label = self.words.say("quoted", text=self.speech.label(node))
        with self._required_by("" if expected == "holds" else label):
            if "pattern" in definition:
                self.pattern(depth + 1, name, self.speech.item(path)["definitions"][name])
            else:
                self.condition(depth + 1, because)
        self.own = outside

    @contextmanager
    def _required_by(self, subject: str) -> Iterator[None]:
        """Tell what this subject requires; an empty one leaves the subject as it is."""
        outside, self.subject = self.subject, subject or self.subject
        yield
        self.subject = outside

    # connectives

    def _step(self, depth: int, node: Node, expected: str | None) -> None:
        """A heading, the conditions that settled it, and the names of the others."""
        children, status = node["children"], node["status"]
        decisive = [child for child in children if child["decisive"]]
        if len(children) == 1:
            self.condition(depth, children[0], expected)
            return
        heading = self.words.say(
            f"{node['kind']}_{status}",
            n=len(children),
            k=len(decisive),
            needed=node.get("needed"),
        )
        self.tell(depth, heading)
        with self._required_by("" if expected else self.words.say("that_condition")):
            for child in decisive:
                self.condition(depth + 1, child)
        others = [child for child in children if not child["decisive"]]
        if others:
            names = self.words.listed(map(self._in_brief, others))
            self.tell(depth + 1, self.words.pair(self._others(node), names))

    def _in_brief(self, node: Node) -> str:
        text = brief(self.speech, node)
        return text if node["kind"] in _ANSWERING else self.words.say("quoted", text=text)

    def _others(self, node: Node) -> str:
        """How the conditions that did not settle a step stand to it."""
        kind, status = node["kind"], node["status"]
        if status == "unknown":
            return self.words.say(f"known_{kind}")
        if kind == "at_least":
            return self.words.say("unused_enough")
        return self.words.say(f"unused_{status}")

    def _negation(self, depth: int, node: Node, expected: str | None) -> None:
        child = node["children"][0]
        if child["kind"] in _SAYING:
            self.condition(depth, child, OPPOSITE[expected])
            return
        self.tell(depth, self.words.say(f"not_{node['status']}"))
        self.condition(depth + 1, child, None)

    def _implication(self, depth: int, node: Node, expected: str | None) -> None:
        texts = [brief(self.speech, child) for child in node["children"]]
        if node["kind"] == "implies":
            premise, consequence = texts
            heading = self.words.say("implies_step", premise=premise, consequence=consequence)
        else:
            asked, yes, no = texts
            heading = self.words.say("if_step", condition=asked, yes=yes, no=no)
        self.tell(depth, heading)
        for place, child in enumerate(node["children"]):
            if child["decisive"]:
                self.condition(depth + 1, child, expected if place else None)

    # comparisons and tests

    def _comparison(self, depth: int, node: Node, expected: str | None) -> None:
        tell = self._measured if measured(node) else self._matched
        text = tell(node, expected)
        self.tell(depth, text)
        outside = self.apart
        for side, other in (("left", "right"), ("right", "left")):
            self.apart = _figure(node[other])
            self.steps(depth + 1, node[side])
        self.apart = outside

    def _side(self, node: Node, other: Node) -> str:
        """One side of a comparison, never rounded so that it looks like the other."""
        if node["kind"] == "constant":
            return self.speech.value({**node, "unit": node["unit"] or other["unit"]})
        value = self.speech.value(node, apart_from=_figure(other))
        if node["kind"] in ("sum", "apply", "if"):
            return self.words.say("text_is", text=brief(self.speech, node), value=value)
        label = brief(self.speech, node) if node["kind"] == "quantifier" else self.name(node)
        return self.words.say("named", label=label, value=value)

    def _measured(self, node: Node, expected: str | None) -> str:
        """A comparison of numbers or dates, with the margin."""
        left, right = node["left"], node["right"]
        sides = {"left": self._side(left, right), "right": self._side(right, left)}
        if right["kind"] == "constant":
            sides["right"] = self.words.say("spaced", text=sides["right"])
        relation = required_relation(self.speech, node)
        say, status = self.words.say, self.words.say(node["status"])
        if left["value"] is None or right["value"] is None:
            key = "compared_open" if node["status"] == "unknown" else "compared_settled"
            return say(key, relation=relation, status=status, **sides)
        if node["margin"] is None:
            return say("compared_masked", relation=relation, status=status, **sides)
        text = self._with_margin(node, sides)
        if expected in (None, node["status"]):
            return text
        return self.words.note(text, self.due(required_relation(self.speech, node, expected)))

    def _with_margin(self, node: Node, sides: dict[str, str]) -> str:
        margin = Fraction(node["margin"])
        dated = measured(node) == "date"
        found = self.words.say(f"relation_{_RELATIONS[dated][(margin > 0) - (margin < 0)]}")
        key = "compared_by" if margin else "compared"
        return self.words.say(key, relation=found, margin=self._margin(node), **sides)

    def _margin(self, node: Node) -> str:
        size = node["margin"].removeprefix("-")
        kind = node["left"]["type"]
        if kind in DATES:
            return with_unit(
                self.words, size, self.words.say("days" if kind == "date" else "months")
            )
        unit = node["left"]["unit"] or node["right"]["unit"]
        return show_number(self.words, size, unit, exact=False)

    def _matched(self, node: Node, expected: str | None) -> str:
        """Whether two texts, choices or truths are the same."""
        left, right = node["left"], node["right"]
        say, due = self.words.say, ""
        equal = node["operator"] == "=="
        same_wanted = (expected == "holds") == equal
        if right["kind"] == "constant":
            text = self.words.pair(self._label_of(left), self.speech.value(left))
            if expected not in (None, node["status"]):
                key = "wanted_value" if same_wanted else "wanted_other"
                due = self.due(say(key, value=self.speech.value(right)))
            return self.words.note(text, due)
        sides = {"left": self._side(left, right), "right": self._side(right, left)}
        if node["status"] == "unknown":
            return say("not_comparable", **sides)
        same = (node["status"] == "holds") == equal
        text = say("same" if same else "different", **sides)
        if expected not in (None, node["status"]):
            due = self.due(say("the_same" if same_wanted else "not_the_same"))
        return self.words.note(text, due)

    def _label_of(self, node: Node) -> str:
        if node["kind"] in ("fact", "definition", "parameter", "as_of"):
            return self.name(node)
        return brief(self.speech, node)

    def _test(self, depth: int, node: Node, expected: str | None) -> None:
        if node["operator"] == "call":
            self._called(depth, node, expected)
            return
        subject = node["operands"][0]
        text = self.words.pair(self._label_of(subject), self.speech.value(subject))
        if expected not in (None, node["status"]):
            asked = self._asked(node)
            if expected == "fails":
                asked = self.words.say("negated", text=asked)
            text = self.words.note(text, self.due(asked))
        self.tell(depth, text)
        self.steps(depth + 1, subject)

    def _called(self, depth: int, node: Node, expected: str | None) -> None:
        """What a plugin's function found, with what it was asked of below."""
        answers = {"holds": "yes", "fails": "no", "unknown": "unknown"}
        asked = calculation(self.speech, node, [self.operand(o) for o in node["operands"]])
        text = self.words.pair(asked, self.words.say(answers[node["status"]]))
        if expected not in (None, node["status"]):
            text = self.words.note(
                text, self.due(self.words.say("wanted_yes" if expected == "holds" else "wanted_no"))
            )
        self.tell(depth, text)
        for operand in node["operands"]:
            self.steps(depth + 1, operand)

    def _asked(self, node: Node) -> str:
        """What a test asks for."""
        say = self.words.say
        operands = node["operands"]
        match node["operator"]:
            case "in":
                options = (self.speech.value(operand) for operand in operands[1:])
                return say("ask_among", values=self.words.listed(options))
            case "contains":
                return say("ask_contains", value=self.speech.value(operands[1]))
            case operator:
                return say(f"ask_{operator}", value=test_pattern(self.speech, node))

    @abstractmethod
    def pattern(self, depth: int, name: str, reason: Node) -> None:
        """Tell which records a pattern matched, or why it matched none."""

    @abstractmethod
    def quantifier(self, depth: int, node: Node, expected: str | None) -> None:
        """Tell whether some or all items of a collection have something."""


_RELATIONS = {
    False: {-1: "lower", 0: "equal", 1: "higher"},
    True: {-1: "earlier", 0: "same_day", 1: "later"},
}


def _figure(node: Node) -> Fraction | None:
    """The exact value of a number, where it is one."""
    if node["type"] in DATES or not isinstance(node["value"], str):
        return None
    try:
        return Fraction(node["value"])
    except ValueError:
        return None
