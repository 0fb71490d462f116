"""An expression's text to words, reporting on the way what is not one.

A word that is wrong but plain in its meaning (a full-width bracket, `&&`) goes on as what
was meant, so that brackets are matched by what the author sees.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from povertyrules.kernel.catalogue import expressions as codes
from povertyrules.kernel.catalogue.text import TOO_MANY_DIGITS
from povertyrules.kernel.codes import Code
from povertyrules.kernel.diagnostics import Report
from povertyrules.syntax.automaton import END, Word, tables
from povertyrules.syntax.characters import character, check_name
from povertyrules.syntax.document import Scalar
from povertyrules.syntax.scalars import MAX_DIGITS

MAX_BRACKETS = 64
MAX_NAME = 200

_FOREIGN = {
    "&&": "and", "||": "or", "&": "and", "|": "or", "!": "not", "且": "and", "并且": "and",
    "而且": "and", "和": "and", "或": "or", "或者": "or", "非": "not", "不是": "not",
    "<>": "!=", "!==": "!=", "===": "==", "=<": "<=", "=>": ">=", "≤": "<=", "≦": "<=", "⩽": "<=",
    "≥": ">=", "≧": ">=", "⩾": ">=", "≠": "!=", "×": "*", "·": "*", "÷": "/", "−": "-", "–": "-",
    "—": "-", "//": "/", "等于": "==", "不等于": "!=", "大于": ">", "小于": "<", "属于": "in",
    "null": "is missing", "None": "is missing", "TRUE": "true", "True": "true",
    "FALSE": "false", "False": "false",
}  # fmt: skip
_FULL_WIDTH_MARKS = {
    "、": ",",
    "\u3000": " ",
    "。": ".",
    "【": "[",
    "】": "]",
    "〔": "(",
    "〕": ")",
}
_QUOTE_PAIRS = ("“”", "‘’", "＂＂", "＇＇", "「」", "『』", "《》", "”“", "””", "““", "’’", "‘‘")
_DIGITS = r"[0-9０-９]"
_PATTERNS = (
    ("blank", r"[ \t\r\n]+"),
    ("quotes", "|".join(f"{pair[0]}[^{pair[1]}\n]*{pair[1]}" for pair in _QUOTE_PAIRS)),
    ("grouped", rf"{_DIGITS}{{1,3}}(?:[,，]{_DIGITS}{{3}})+(?![\w,，])(?:\.[0-9]+)?"),
    ("numeral", rf"[.．]?{_DIGITS}(?:[eE][-+]{_DIGITS}|[\w.．])*(?:\s?[%％])?"),
    ("fulloperator", "[!=<>&|]*[！＝＜＞＆｜][!=<>&|！＝＜＞＆｜]*"),
    ("fullmark", "[\uff01-\uff5e、。\u3000【】〔〕]"),
    ("unclosed", "[\"'`“”‘’「『][^\n]*"),
    ("other", r"."),
)
_BARE_DATE = re.compile(
    r"(?<![\w.-])(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?(?![\w.-])"
)
_CLOSING = {"(": ")", "[": "]"}
_OPENING = {")": "(", "]": "["}


class _Open(NamedTuple):
    """A bracket that is not closed yet; `separates` if commas belong in it."""

    word: Word
    separates: bool


@cache
def _scanner() -> re.Pattern[str]:
    """One pattern for every word; an alternative's group says what it is."""
    grammar = tables()
    marks = sorted(grammar.marks, key=len, reverse=True)
    foreign = sorted((m for m in _FOREIGN if not m.isalpha()), key=len, reverse=True)
    known = [
        ("TEXT", grammar.patterns["TEXT"]),
        ("LABEL", grammar.patterns["LABEL"]),
        *_PATTERNS[:5],
        ("NAME", grammar.patterns["NAME"]),
        ("foreign", "|".join(re.escape(m) for m in foreign if len(m) > 1)),
        ("mark", "|".join(map(re.escape, marks))),
        ("single", "=|" + "|".join(re.escape(m) for m in foreign if len(m) == 1)),
        *_PATTERNS[5:],
    ]
    return re.compile("|".join(f"(?P<{name}>{_without_groups(p)})" for name, p in known))


def _without_groups(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def words_of(scalar: Scalar, report: Report) -> list[Word] | None:
    """The words of an expression, `$END` last; None if a fault was reported."""
    return _Scan(scalar, report).words()


class _Scan:
    def __init__(self, scalar: Scalar, report: Report) -> None:
        self._scalar = scalar
        self._report = report
        self._words: list[Word] = []
        self._open: list[_Open] = []
        self._faulty = False
        self._label_told = False
        self._dates: set[int] = set()

    def words(self) -> list[Word] | None:
        text = self._scalar.text
        for match in _scanner().finditer(text):
            kind = str(match.lastgroup)
            if kind != "blank":
                self._take(kind, Word(kind, match.group(), match.start(), match.end()))
            if len(self._open) > MAX_BRACKETS:
                word = self._open[-1].word
                self._fault(codes.EXPRESSION_TOO_DEEP, word, limit=MAX_BRACKETS)
                return None
        for bracket in self._open:
            mark = bracket.word.text
            self._fault(codes.UNCLOSED_BRACKET, bracket.word, open=mark, close=_CLOSING[mark])
        end = len(text.rstrip())
        self._words.append(Word(END, "", end, end))
        return None if self._faulty else self._words

    def _fault(self, code: Code, word: Word, **values: object) -> None:
        self._faulty = True
        span = self._scalar.part(word.start, word.end)
        if "found" not in values:
            values["found"] = word.text
        self._report.add(code, span, **values)  # type: ignore[arg-type]

    def _take(self, kind: str, word: Word) -> None:
        getattr(self, f"_{kind.lower()}")(word)

    def _add(self, kind: str, word: Word, text: str | None = None) -> None:
        text = word.text if text is None else text
        if text in _CLOSING:
            self._opened(word._replace(text=text))
        elif text in _OPENING:
            self._closed(word._replace(text=text))
        self._words.append(word._replace(kind=kind, text=text))

    # what may stand in an expression

    def _text(self, word: Word) -> None:
        self._add("TEXT", word)

    def _label(self, word: Word) -> None:
        self._check_name(word, word.text[1:-1], is_label=True)
        self._add("LABEL", word)

    def _name(self, word: Word) -> None:
        if word.text in _FOREIGN or self._is_shouted(word.text):
            write = _FOREIGN.get(word.text, word.text.lower())
            self._fault(codes.FOREIGN_OPERATOR, word, write=write)
            return
        plain = unicodedata.normalize("NFKC", word.text)
        if plain != word.text and any("\uff01" <= char <= "\uff5e" for char in word.text):
            self._fault(codes.FULL_WIDTH, word, write=plain)
            return
        self._check_name(word, word.text)
        self._add(tables().keywords.get(word.text, "NAME"), word)

    def _is_shouted(self, text: str) -> bool:
        return text.isupper() and text.lower() in tables().keywords

    def _check_name(self, word: Word, name: str, *, is_label: bool = False) -> None:
        if len(name) > MAX_NAME:
            self._fault(codes.NAME_TOO_LONG, word, limit=MAX_NAME)
        elif not name.isascii():
            span = self._scalar.part(word.start, word.end)
            self._faulty |= not check_name(name, span, self._report, is_label=is_label)

    def _mark(self, word: Word) -> None:
        self._add(tables().marks[word.text], word)

    def _numeral(self, word: Word) -> None:
        text = word.text
        if re.fullmatch(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", text):
            if len(text) > MAX_DIGITS:
                self._fault(TOO_MANY_DIGITS, word, limit=MAX_DIGITS)
            self._add("NUMBER", word)
        elif text.endswith(("%", "％")):
            self._fault(codes.PERCENT, word, write=_share(text[:-1]))
        else:
            self._bad_numeral(word)

    def _bad_numeral(self, word: Word) -> None:
        plain = unicodedata.normalize("NFKC", word.text)
        number = re.match(r"[0-9]+(?:\.[0-9]+)?", plain)
        written = _plain_number(plain)
        if written is not None and plain != word.text:
            self._fault(codes.FULL_WIDTH, word, write=written)
        elif written is not None and (found := self._date_around(word)) is not None:
            self._bare_date(found)
        elif written is not None:
            self._fault(codes.BAD_NUMERAL, word, write=written)
        else:
            self._fault(codes.DIGIT_WORD, word, number=number.group() if number else plain)

    def _date_around(self, word: Word) -> re.Match[str] | None:
        """The date that a number with a leading zero is part of: `05` of 2020-05-01."""
        dates = _BARE_DATE.finditer(self._scalar.text)
        return next((d for d in dates if d.start() < word.start and word.end <= d.end()), None)

    def _bare_date(self, found: re.Match[str]) -> None:
        self._faulty = True
        if found.start() in self._dates:
            return
        self._dates.add(found.start())
        name = "month" if found["day"] is None else "date"
        parts = [part.zfill(2) for part in (found["year"], found["month"], found["day"]) if part]
        quoted = f'"{"-".join(parts)}"'
        called = re.search(rf"{name}\s*\(\s*\Z", self._scalar.text[: found.start()])
        word = Word("numeral", found.group(), found.start(), found.end())
        self._fault(codes.BARE_DATE, word, write=quoted if called else f"{name}({quoted})")

    def _grouped(self, word: Word) -> None:
        """`5,000` is a number with separators, except where commas separate values."""
        inside = bool(self._open) and self._open[-1].separates
        if inside and not re.search("[,，]0", word.text):
            self._separated(word)
            return
        write = re.sub("[,，]", "", unicodedata.normalize("NFKC", word.text))
        self._fault(codes.THOUSANDS, word, write=write)

    def _separated(self, word: Word) -> None:
        for match in re.finditer("[,，]|[^,，]+", word.text):
            start = word.start + match.start()
            part = Word("", match.group(), start, start + len(match.group()))
            if part.text == ",":
                self._add("COMMA", part)
            elif part.text == "，":
                self._fullmark(part)
            else:
                self._numeral(part)

    # what may not

    def _foreign(self, word: Word) -> None:
        self._fault(codes.FOREIGN_OPERATOR, word, write=_FOREIGN[word.text])

    def _single(self, word: Word) -> None:
        if word.text == "=":
            self._fault(codes.SINGLE_EQUALS, word)
        else:
            self._foreign(word)

    def _fulloperator(self, word: Word) -> None:
        plain = unicodedata.normalize("NFKC", word.text)
        write = "==" if plain == "=" else _FOREIGN.get(plain, plain)
        self._fault(codes.FULL_WIDTH, word, write=write)

    def _fullmark(self, word: Word) -> None:
        plain = _FULL_WIDTH_MARKS.get(word.text) or unicodedata.normalize("NFKC", word.text)
        if plain == " ":
            self._fault(codes.WIDE_SPACE, word)
            return
        closes = self._label_told and not self._open and plain in _OPENING
        if plain not in tables().marks or closes or self._after_label(word):
            self._in_label(word, plain)
            return
        self._fault(codes.FULL_WIDTH, word, write=plain)
        self._add(tables().marks.get(plain, plain), word, plain)

    def _after_label(self, word: Word) -> bool:
        """Whether a mark that opens something stands directly after a Chinese name."""
        before = self._scalar.text[word.start - 1 : word.start]
        return word.text[0] in "（【〔［“‘「『《" and before.isalnum() and not before.isascii()

    def _in_label(self, word: Word, plain: str) -> None:
        """A mark that is probably part of a label: one fault for all of them."""
        if not self._label_told:
            also = plain in tables().marks or len(word.text) > 1
            write = f"; otherwise write `{plain}`" if also else ""
            write_zh = f"；如不是名称的一部分，请写 `{plain}`" if also else ""
            found = word.text[0]
            first = word._replace(end=word.start + 1)
            self._fault(codes.LABEL_PUNCTUATION, first, found=found, write=write, write_zh=write_zh)
        self._label_told = True
        self._faulty = True

    def _quotes(self, word: Word) -> None:
        if self._after_label(word):
            self._in_label(word, f'"{word.text[1:-1]}"')
            return
        self._fault(codes.FULL_WIDTH_QUOTES, word, write=f'"{word.text[1:-1]}"')

    def _unclosed(self, word: Word) -> None:
        self._fault(codes.UNCLOSED_QUOTE, word, quote=word.text[0])

    def _other(self, word: Word) -> None:
        found = word.text if word.text.isprintable() else character(word.text)
        self._fault(codes.UNKNOWN_CHARACTER, word, found=found)

    # brackets

    def _opened(self, word: Word) -> None:
        previous = self._words[-1] if self._words else None
        is_call = previous is not None and previous.kind == "NAME"
        self._open.append(_Open(word, word.text == "[" or is_call))

    def _closed(self, word: Word) -> None:
        if not self._open:
            self._fault(codes.UNOPENED_BRACKET, word, open=_OPENING[word.text], close=word.text)
            return
        opened = self._open.pop().word.text
        if _CLOSING[opened] != word.text:
            self._fault(codes.CROSSED_BRACKETS, word, open=opened, close=_CLOSING[opened])


def _plain_number(text: str) -> str | None:
    """The numeral that was probably meant by `010`, `.5`, `5.`, `1e5`; None if none was."""
    match = re.fullmatch(r"0*([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]{1,2}))?", text)
    if match is None or len(text) > MAX_DIGITS:
        return None
    whole, fraction, exponent = match.group(1), match.group(2) or "", int(match.group(3) or 0)
    digits = (whole + fraction).rjust(len(whole + fraction) + max(0, -exponent), "0")
    point = len(digits) - len(fraction) + exponent
    digits = digits.ljust(max(point, 0), "0")
    point = max(point, 0)
    tail = digits[point:].rstrip("0") if exponent else digits[point:]
    return (digits[:point].lstrip("0") or "0") + (f".{tail}" if tail else "")


def _share(text: str) -> str:
    """`5` percent as `0.05`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return _plain_number(f"{plain}e-2") or plain
