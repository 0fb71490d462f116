"""Characters that may not stand in a ruleset, and names that look like other names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from povertyrules.kernel.catalogue import text as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.folding import HAN_FORM, LATIN_FORM
from povertyrules.kernel.source import Source, Span

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065"
    "\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f"
)
_CONTROL = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff"
_FORBIDDEN = re.compile(
    f"(?P<nul>\x00)|(?P<bidi>[{_BIDI}])|(?P<invisible>[{_INVISIBLE}])"
    f"|(?P<control>[{_CONTROL}]|\r(?!\n))"
)
_CODES: dict[str, Code] = {
    "nul": codes.NUL_CHARACTER,
    "bidi": codes.BIDI_CONTROL,
    "invisible": codes.INVISIBLE_CHARACTER,
    "control": codes.CONTROL_CHARACTER,
}
_MOST = 20
"""More of one kind than this is one fault: the file is not what it should be."""


def check_source(source: Source, report: Report) -> bool:
    """Report forbidden characters; False if the text cannot be read on because of them."""
    counts = dict.fromkeys(_CODES, 0)
    for match in _FORBIDDEN.finditer(source.text):
        kind = str(match.lastgroup)
        counts[kind] += 1
        if counts[kind] <= _MOST:
            span = Span(source, match.start(), match.end())
            report.add(_CODES[kind], span, character=character(match.group()))
    return not (counts["nul"] or counts["control"])


def check_escaped(text: str, span: Span, report: Report) -> bool:
    """Report a forbidden character that was written as an escape; False if there is one."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return True
    report.add(_CODES[str(match.lastgroup)], span, character=character(match.group()))
    return False


def character(char: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X} {name}".rstrip()


_SCRIPTS = {
    "CYRILLIC": ("Cyrillic", "西里尔"),
    "GREEK": ("Greek", "希腊"),
    "ARMENIAN": ("Armenian", "亚美尼亚"),
    "CHEROKEE": ("Cherokee", "切罗基"),
    "COPTIC": ("Coptic", "科普特"),
    "MATHEMATICAL": ("mathematical", "数学"),
    "FULLWIDTH": ("full-width", "全角"),
    "KATAKANA": ("Katakana", "片假名"),
    "KATAKANA-HIRAGANA": ("Katakana", "片假名"),
    "BOPOMOFO": ("Bopomofo", "注音"),
}
_LATIN = re.compile("[A-Za-z]")
_HAN = re.compile("[\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WITH_LATIN = {"others": "Latin letters", "others_zh": "拉丁字母"}
_WITH_HAN = {"others": "Chinese characters", "others_zh": "汉字"}


def check_name(name: str, span: Span, report: Report, *, is_label: bool = False) -> bool:
    """Report a name that can be taken for another; False if it can.

    A Chinese name may hold Latin letters and digits (2019年A类), but no letter of another
    script that looks like one of those, nor one that looks like a Chinese character. A
    label may be written in full width, as documents often are.
    """
    is_foreign = _is_foreign_in_label if is_label else _is_foreign
    if name.isascii():
        return True
    if _HAN.search(name):
        return not _mixed(name, _looks_like_another, _WITH_HAN, span, report)
    if _LATIN.search(name):
        return not _mixed(name, is_foreign, _WITH_LATIN, span, report)
    latin = latin_form(name)
    foreign = next(filter(is_foreign, name), None)
    if foreign is None or not latin.isascii():
        return True
    script, script_zh = _script(foreign)
    report.add(codes.LOOK_ALIKE, span, name=name, latin=latin, script=script, script_zh=script_zh)
    return False


def _mixed(
    name: str, is_wrong: Callable[[str], bool], others: dict[str, str], span: Span, report: Report
) -> bool:
    """Report the first letter of another script in a name, if there is one."""
    letter = next(filter(is_wrong, name), None)
    if letter is None:
        return False
    script, script_zh = _script(letter)
    report.add(
        codes.MIXED_SCRIPT,
        span,
        name=name,
        letter=letter,
        character=character(letter),
        script=script,
        script_zh=script_zh,
        **others,
    )
    return True


def latin_form(name: str) -> str:
    """The name with every letter that looks like a Latin one replaced by that one."""
    return "".join(_latin(char) for char in name)


def _latin(char: str) -> str:
    return LATIN_FORM.get(char) or unicodedata.normalize("NFKC", char)


def _looks_like_another(char: str) -> bool:
    return char in LATIN_FORM or char in HAN_FORM or _script_of(char) == "MATHEMATICAL"


def _is_foreign(char: str) -> bool:
    """Whether it is a letter of a script that has letters like Latin ones."""
    if char.isascii() or char in HAN_FORM or not char.isalpha():
        return False
    return _script_of(char) in _SCRIPTS and not "\u2e80" <= char <= "\ufaff"


def _is_foreign_in_label(char: str) -> bool:
    return _is_foreign(char) and _script_of(char) != "FULLWIDTH"


def _script(letter: str) -> tuple[str, str]:
    return _SCRIPTS[_script_of(letter)]


def _script_of(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]
