"""The functions as rulesets call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Any

from povertyrules.plugins import BOOLEAN, DATE, INTEGER, Choice, Function, Text
from povertyrules_idcard import documents, identity

_DOCUMENT = (Text(100),)


def _columns(name: str) -> Callable[..., Any]:
    """An implementation for columns; narwhals is imported when a frame is decided."""

    def compute(*operands: Any) -> Any:
        return getattr(import_module("povertyrules_idcard.columns"), name)(*operands)

    return compute


def _on_texts(
    name: str,
    label: str,
    known: Callable[[str], Any],
    example: str,
    description: str,
    examples: Mapping[str, Any],
    **more: Any,
) -> Function:
    """A function of one document; its implementation in columns has the name that it has here."""
    return Function(
        name=name,
        label=label,
        takes=_DOCUMENT,
        known=known,
        columns=_columns(known.__name__),
        example=f"{name}({example})",
        description=description,
        examples=tuple(((document,), result) for document, result in examples.items()),
        **more,
    )


# Made up, with the right check characters.
_MAN, _WOMAN, _WITH_X = "513022198001010014", "513022199002280029", "51302219800101009X"
_NO_DAY, _NOBODY = "513022199002290020", "999999198001010011"
_CARD, _CARD_AGAIN = f"{_MAN}42", f"{_WITH_X}71B2"

FUNCTIONS = (
    _on_texts(
        "idcard_valid",
        "身份证号码有效",
        identity.is_valid,
        "id_number",
        "是否为有效的公民身份号码（18位，GB 11643）；999999开头的视为无证件。",
        gives=BOOLEAN,
        examples={_MAN: True, _WITH_X: True, _NO_DAY: False, _NOBODY: False, _CARD: False},
    ),
    _on_texts(
        "idcard_disability_valid",
        "残疾人证号有效",
        documents.is_valid_card,
        "card_number",
        "是否为有效的残疾人证号（20位；补办的22位）。",
        gives=BOOLEAN,
        examples={
            _CARD: True,
            _CARD_AGAIN: True,
            _MAN: False,
            f"{_MAN}82": False,
            f"{_CARD}b1": False,
        },
    ),
    _on_texts(
        "idcard_number",
        "证件所载身份号码",
        documents.number_in,
        "document",
        "身份证号码本身，或残疾人证号的前18位；证件无效时没有结果。",
        gives=Text(identity.LENGTH),
        examples={_MAN: _MAN, _CARD_AGAIN: _WITH_X, "无": None},
    ),
    _on_texts(
        "idcard_birth_date",
        "证件所载出生日期",
        documents.birth_in,
        "document",
        "身份证或残疾人证号所载的出生日期；证件无效时没有结果。",
        gives=DATE,
        least=identity.FIRST_BIRTH,
        most=identity.LAST_BIRTH,
        examples={_WOMAN: date(1990, 2, 28), _CARD: date(1980, 1, 1), _NO_DAY: None},
    ),
    _on_texts(
        "idcard_sex",
        "证件所载性别",
        documents.sex_in,
        "document",
        "身份证或残疾人证号所载的性别：男或女；证件无效时没有结果。",
        gives=Choice(("男", "女")),
        examples={_MAN: "男", _WOMAN: "女", _CARD_AGAIN: "男", "": None},
    ),
    _on_texts(
        "idcard_disability_category",
        "残疾人证所载残疾类别",
        documents.category_of,
        "card_number",
        "残疾人证号所载的残疾类别；证号无效时没有结果。",
        gives=Choice(documents.CATEGORIES),
        examples={_CARD: "肢体", _CARD_AGAIN: "多重", _MAN: None},
    ),
    _on_texts(
        "idcard_disability_grade",
        "残疾人证所载残疾等级",
        documents.grade_of,
        "card_number",
        "残疾人证号所载的残疾等级：1（最重）至4；证号无效时没有结果。",
        gives=INTEGER,
        least=1,
        most=documents.MOST_GRADE,
        examples={_CARD: 2, _CARD_AGAIN: 1, _MAN: None},
    ),
    _on_texts(
        "idcard_masked",
        "遮蔽后的身份号码",
        documents.masked,
        "document",
        "只留前4位和后2位的身份号码；证件无效时没有结果。",
        gives=Text(identity.LENGTH),
        conceals=True,
        examples={_MAN: "5130************14", _CARD: "5130************14", _NOBODY: None},
    ),
)
