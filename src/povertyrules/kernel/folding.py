"""When two names look so much alike that a reader, or a ledger, would take one for the other."""

from __future__ import annotations

import unicodedata

# Letters of other scripts that are drawn like a Latin one, paired in order.
LATIN_FORM = dict(
    zip(
        "аеорсухіјѕԁԛԝһёїАВЕЗІЈКМНОРСТУХЅԌԚԜαοινρυκχωγηΑΒΕΖΗΙΚΜΝΟΡΤΥΧոսցօհոՕՏ",
        "aeopcyxijsdqwheiABE3IJKMHOPCTYXSGQWaoivpukxwynABEZHIKMNOPTYXnugohnOS",
        strict=True,
    )
)
# Katakana and Bopomofo that are drawn like a Chinese character, paired in order.
HAN_FORM = dict(
    zip(
        "エロカニハタトオミムヒノメーイネㄧㄈㄦㄙㄗㄠㄩㄏㄅㄖ",
        "工口力二八夕卜才三厶匕丿乂一亻礻一匚儿厶卩幺凵厂勹日",
        strict=True,
    )
)
_FORM = {**LATIN_FORM, **HAN_FORM}


def skeleton(name: str) -> str:
    """What a name looks like: without its width and composition, and with the letter that
    each is drawn like. Capitals stay, since they look different."""
    plain = unicodedata.normalize("NFKC", name).strip()
    return "".join(_FORM.get(char, char) for char in plain)


def folded(name: str) -> str:
    """A name without what its look does not depend on: width, case, composition, the
    compatibility forms of letters (⼯ for 工), and the script of a letter (О for O)."""
    return skeleton(name).casefold().strip()
