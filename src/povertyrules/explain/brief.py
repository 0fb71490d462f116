"""Conditions and calculations in brief: what is asked, without what was found."""

from __future__ import annotations

from collections.abc import Callable

from povertyrules.explain.display import DATES, NUMBERS
from povertyrules.explain.speech import Node, Speech


def brief(speech: Speech, node: Node) -> str:
    """A condition or a value in a few words, of the author's labels where there are any."""
    kind = node["kind"]
    if kind in _WAYS:
        return _WAYS[kind](speech, node)
    if kind == "constant" and "value" in node:
        return speech.value(node)
    return speech.escape(node["text"]) if "text" in node else _label(speech, node)


def _label(speech: Speech, node: Node) -> str:
    """A label, with the item that it belongs to where several of a kind are in play."""
    label = speech.label(node)
    if "which" not in node:
        return label
    return speech.words.say("fact_of", item=_which(speech, node), label=label)


def _which(speech: Speech, node: Node) -> str:
    """`甲`, `乙` … for the items of quantifiers, in their order; the own item by its kind."""
    number = node["which"]["number"]
    if number is None:
        return speech.words.say("own_item", entity=speech.entity(node["which"]["entity"]))
    return speech.words.letter(number)


def _not(speech: Speech, node: Node) -> str:
    child = node["children"][0]
    kind = child["kind"]
    if kind in ("fact", "definition"):
        return speech.words.say(f"not_{kind}_brief", label=_label(speech, child))
    return speech.words.say("not", text=brief(speech, child))


def _same_item(speech: Speech, node: Node) -> str:
    if "sides" not in node:
        return speech.escape(node["text"])
    left, right = (_which(speech, side) for side in node["sides"])
    key = "other_item" if node["negated"] else "same_item"
    return speech.words.say(key, left=left, right=right)


def _at_least(speech: Speech, node: Node) -> str:
    listed = speech.words.listed(brief(speech, child) for child in node["children"])
    return speech.words.say("at_least_brief", needed=node["needed"], text=listed)


def _implies(speech: Speech, node: Node) -> str:
    premise, consequence = (brief(speech, child) for child in node["children"])
    return speech.words.say("implies", premise=premise, consequence=consequence)


def _presence(speech: Speech, node: Node) -> str:
    key = "brief_missing" if node["missing"] else "brief_known"
    return speech.words.say(key, label=_label(speech, node))


def _condition(speech: Speech, node: Node) -> str:
    return brief(speech, node["condition"])


def _joined(speech: Speech, node: Node) -> str:
    """`A 且 （B 或 C）`."""
    key = "and" if node["kind"] == "all" else "or"
    text = ""
    for child in node["children"]:
        part = brief(speech, child)
        if child["kind"] in ("all", "any", "implies") and child["kind"] != node["kind"]:
            part = speech.words.say("bracketed", text=part)
        text = speech.words.say(key, left=text, right=part) if text else part
    return text


def _comparison(speech: Speech, node: Node) -> str:
    left, right = node["left"], node["right"]
    parts = {"left": brief(speech, left), "right": brief(speech, right)}
    if relation := required_relation(speech, node):
        return speech.words.say("brief_comparison", relation=relation, **parts)
    equal = node["operator"] == "=="
    if right["kind"] == "constant":
        return speech.words.say("brief_is" if equal else "brief_is_not", **parts)
    return speech.words.say("same" if equal else "different", **parts)


def measured(node: Node) -> str:
    """`number` or `date` if a comparison is one of order or size, else nothing."""
    kind = node["left"].get("type")
    if kind in DATES:
        return "date"
    return "number" if kind in NUMBERS else ""


_INVERSE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def required_relation(speech: Speech, node: Node, expected: str = "holds") -> str:
    """The relation that a comparison of numbers or dates asks for; else nothing.

    Where the comparison is expected to fail, the inverse one.
    """
    scale, operator = measured(node), node["operator"]
    if expected == "fails":
        operator = _INVERSE[operator]
    return speech.words.say(f"{scale}_{operator}") if scale else ""


def _test(speech: Speech, node: Node) -> str:
    operands = node["operands"]
    left = brief(speech, operands[0])
    words = speech.words
    match node["operator"]:
        case "in":
            options = words.listed(brief(speech, option) for option in operands[1:])
            return words.say("brief_among", left=left, right=options)
        case "contains":
            return words.say("brief_contains", left=left, right=brief(speech, operands[1]))
        case "call":
            return _call(speech, node, [brief(speech, operand) for operand in operands])
        case _:
            key = f"brief_{node['operator']}"
            return words.say(key, left=left, right=test_pattern(speech, node))


def _call(speech: Speech, node: Node, operands: list[str]) -> str:
    """A plugin's function, by what it is called."""
    label = speech.escape(node["parameters"]["label"])
    return speech.words.say("op_call", label=label, all=speech.words.listed(operands))


def test_pattern(speech: Speech, node: Node) -> str:
    """What `starts_with` and `matches` look for, as the author wrote it."""
    parameters = node["parameters"]
    return speech.escape(parameters.get("prefix", parameters.get("pattern")))


def quantifier(speech: Speech, node: Node) -> str:
    """`家庭成员（年满 16 岁）的个数`, in the words of the conditions."""
    words, asks = speech.words, node["asks"]
    items = such_items(speech, node)
    body = brief(speech, asks["body"]) if asks["body"] else ""
    key = f"{node['quantifier']}_brief"
    if node["quantifier"] == "any" and body == words.say("always"):
        key = "any_brief_plain"
    return words.say(key, items=items, body=body)


def such_items(speech: Speech, node: Node) -> str:
    """The items in question: the entity, and the filter if there is one."""
    entity = speech.entity(node["collection"])
    where = node["asks"]["where"]
    if "which" in node["asks"]:
        letter = _which(speech, node["asks"])
        entity = speech.words.say("lettered", entity=entity, letter=letter)
    if where is None:
        return entity
    return speech.words.say("such_items", entity=entity, where=brief(speech, where))


def _calculation(speech: Speech, node: Node) -> str:
    return calculation(speech, node, [brief(speech, operand) for operand in node["operands"]])


def calculation(speech: Speech, node: Node, operands: list[str]) -> str:
    """An arithmetic step with its operands as given."""
    words = speech.words
    if node["kind"] == "sum":
        text = operands[0]
        for sign, operand in zip(node["signs"][1:], operands[1:], strict=True):
            text += words.say("plus" if sign == "+" else "minus") + operand
        return text
    if node["kind"] == "if":
        yes, no = operands
        return words.say("brief_if", condition=brief(speech, node["condition"]), yes=yes, no=no)
    if node["operator"] == "call":
        return _call(speech, node, operands)
    values: dict[str, str] = {"all": words.listed(operands)}
    if node["operator"] == "round":
        values["decimals"] = str(node["parameters"]["decimals"])
        values["mode"] = words.say(f"mode_{node['parameters']['mode']}")
    return words.say(f"op_{node['operator']}", *operands, **values)


def _either(speech: Speech, node: Node) -> str:
    """`if`, of conditions or of values."""
    if "children" not in node:
        return _calculation(speech, node)
    condition, yes, no = (brief(speech, child) for child in node["children"])
    return speech.words.say("brief_if", condition=condition, yes=yes, no=no)


_WAYS: dict[str, Callable[[Speech, Node], str]] = {
    "all": _joined,
    "any": _joined,
    "not": _not,
    "at_least": _at_least,
    "implies": _implies,
    "comparison": _comparison,
    "test": _test,
    "presence": _presence,
    "same_item": _same_item,
    "condition": _condition,
    "quantifier": quantifier,
    "sum": _calculation,
    "apply": _calculation,
    "if": _either,
}
