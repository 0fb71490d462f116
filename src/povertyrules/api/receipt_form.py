"""Whether something is a receipt at all, before anything of it is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from povertyrules.explain.receipt import FIELDS, FORMAT, OPTIONAL, VERSION, content_digest
from povertyrules.kernel.calendar import parse_date
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidReceipt
from povertyrules.kernel.foreign import plain_mapping, plain_number, plain_text_of
from povertyrules.kernel.shown import shown

_RULESET = ("id", "version", "title", "digest")
_FILL = ("value", "cite")
_OBJECTS = ("ruleset", "parameters", "facts", "result")
_REASONS: dict[str, tuple[str, str]] = {
    "no_object": ("a receipt is a JSON object", "回执应是一个 JSON 对象"),
    "format": (
        "this is no receipt: its `format` is not {format!r}",
        "这不是回执：`format` 不是 {format!r}",
    ),
    "version": (
        "receipts of version {shown} cannot be read, only {version}",
        "不能读取格式版本为 {shown} 的回执，只能读取 {version}",
    ),
    "lacks": ("the receipt lacks `{name}`", "回执缺少 `{name}`"),
    "unknown": (
        "the receipt has a field `{name}` that receipts do not have",
        "回执中有回执所没有的项 `{name}`",
    ),
    "no_mapping": (
        "`{name}` is of the wrong kind: it must be a JSON object",
        "`{name}` 的类型不对：应是一个 JSON 对象",
    ),
    "no_text": (
        "`{name}` is of the wrong kind: it must be text",
        "`{name}` 的类型不对：应是文字",
    ),
    "date": ("`as_of` is no date such as 2020-04-20", "`as_of` 不是 2020-04-20 这样的日期"),
    "no_json": ("the receipt holds what is no JSON", "回执中有不属于 JSON 的内容"),
}
_CHANGED: dict[Language, str] = {
    "en": "the receipt was changed after it was issued: it does not match its `content` digest",
    "zh": "回执出具后被改动过：内容与其摘要（content）不符",
}


def read_receipt(given: object) -> dict[str, Any]:
    """The receipt as plain JSON data, so that no code of the caller's classes runs later.

    Raises `InvalidReceipt`, in words of both languages, for what is no receipt.
    """
    if plain_mapping(given) is None:
        raise _refused("no_object")
    try:
        receipt: dict[str, Any] = _copied(given)
    except RecursionError as error:
        raise _refused("no_json") from error
    _check_form(receipt)
    return receipt


def _copied(value: Any) -> Any:
    text = plain_text_of(value)
    if text is not None or value is None or value is True or value is False:
        return text if text is not None else value
    number, entries = plain_number(value), plain_mapping(value)
    if isinstance(number, int | float):
        return number
    if entries is not None:
        return {key: _copied(content) for key, content in entries.items()}
    if type(value) is list or type(value) is tuple:
        return [_copied(item) for item in value]
    raise _refused("no_json")


def _check_form(receipt: dict[str, Any]) -> None:
    if receipt.get("format") != FORMAT:
        raise _refused("format", format=FORMAT)
    if receipt.get("version") != VERSION:
        raise _refused("version", shown=shown(receipt.get("version")), version=VERSION)
    _check_fields("", {k: v for k, v in receipt.items() if k not in OPTIONAL}, FIELDS)
    _check_plugins(receipt.get("plugins", {}))
    for name in _OBJECTS:
        if not isinstance(receipt[name], Mapping):
            raise _refused("no_mapping", name=name)
    _check_texts("", receipt, ("as_of", "library", "content"))
    _check_fields("ruleset.", receipt["ruleset"], _RULESET)
    _check_texts("ruleset.", receipt["ruleset"], _RULESET)
    _check_fills(receipt["parameters"])
    if parse_date(receipt["as_of"]) is None:
        raise _refused("date")


def damage(receipt: Mapping[str, Any], lang: Language) -> list[str]:
    """What is to be said of a receipt that is not as it was issued: one line, or none.

    Raises `InvalidReceipt` for a receipt whose digest cannot be taken.
    """
    try:
        whole = content_digest(receipt) == receipt["content"]
    except (TypeError, ValueError, RecursionError) as error:
        raise _refused("no_json") from error
    return [] if whole else [_CHANGED[lang]]


def _check_fills(fills: Mapping[str, Any]) -> None:
    for name, fill in fills.items():
        if not isinstance(fill, Mapping):
            raise _refused("no_mapping", name=f"parameters.{name}")
        _check_fields(f"parameters.{name}.", fill, _FILL)


def _check_plugins(plugins: object) -> None:
    if not isinstance(plugins, Mapping):
        raise _refused("no_mapping", name="plugins")
    _check_texts("plugins.", plugins, tuple(plugins))


def _check_fields(prefix: str, given: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for name in given:
        if name not in known:
            raise _refused("unknown", name=f"{prefix}{name}")
    for name in known:
        if name not in given:
            raise _refused("lacks", name=f"{prefix}{name}")


def _check_texts(prefix: str, given: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if not isinstance(given[name], str):
            raise _refused("no_text", name=f"{prefix}{name}")


def _refused(key: str, **values: object) -> InvalidReceipt:
    english, chinese = _REASONS[key]
    return InvalidReceipt(english.format(**values), chinese.format(**values))
