"""Characters that may not stand in a ruleset, and names that look like other names."""

from __future__ import annotations

import re
import unicodedata

from povertyrules.kernel.catalogue import text as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.diagnostics import Report
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


# Letters of other scripts that are drawn like a Latin one, paired in order.
_LATIN_FORM = dict(
    zip(
        "аеорсухіјѕԁԛԝһёїАВЕЗІЈКМНОРСТУХЅԌԚԜαοινρυκχωγηΑΒΕΖΗΙΚΜΝΟΡΤΥΧոսցօհոՕՏ",
        "aeopcyxijsdqwheiABE3IJKMHOPCTYXSGQWaoivpukxwynABEZHIKMNOPTYXnugohnOS",
        strict=True,
    )
)
_SCRIPTS = {
    "CYRILLIC": ("Cyrillic", "西里尔"),
    "GREEK": ("Greek", "希腊"),
    "ARMENIAN": ("Armenian", "亚美尼亚"),
    "CHEROKEE": ("Cherokee", "切罗基"),
    "COPTIC": ("Coptic", "科普特"),
    "MATHEMATICAL": ("mathematical", "数学"),
    "FULLWIDTH": ("full-width", "全角"),
}
_LATIN = re.compile("[A-Za-z]")


def check_name(name: str, span: Span, report: Report) -> bool:
    """Report a name that can be taken for another; False if it can."""
    if name.isascii():
        return True
    foreign = next((found for found in map(_foreign, name) if found is not None), None)
    if foreign is None:
        return True
    letter, (script, script_zh) = foreign
    if _LATIN.search(name):
        report.add(
            codes.MIXED_SCRIPT,
            span,
            name=name,
            letter=letter,
            character=character(letter),
            script=script,
            script_zh=script_zh,
        )
        return False
    latin = latin_form(name)
    if not latin.isascii():
        return True
    report.add(codes.LOOK_ALIKE, span, name=name, latin=latin, script=script, script_zh=script_zh)
    return False


def latin_form(name: str) -> str:
    """The name with every letter that looks like a Latin one replaced by that one."""
    return "".join(_latin(char) for char in name)


def _latin(char: str) -> str:
    return _LATIN_FORM.get(char) or unicodedata.normalize("NFKC", char)


def _foreign(char: str) -> tuple[str, tuple[str, str]] | None:
    """The letter with the name of its script, if that script has letters like Latin ones."""
    if char.isascii() or "\u2e80" <= char <= "\ufaff":
        return None
    script = _SCRIPTS.get(unicodedata.name(char, "").split(" ")[0])
    return None if script is None or not char.isalpha() else (char, script)
