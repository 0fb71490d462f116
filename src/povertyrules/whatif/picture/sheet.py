"""A page of HTML that needs nothing else: what the pages of this library have in common."""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.kernel.codes import Language
from povertyrules.whatif.picture.style import FONTS

_FONTS = ", ".join(f'"{name}"' for name in FONTS)
_SHEET = f"""
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: #f3f5f8; color: #1c2430;
  font: 15px/1.55 system-ui, {_FONTS}, sans-serif; }}
main {{ margin: 0 auto; padding: 28px 28px 44px; }}
h1 {{ font-size: 28px; margin: 0 0 3px; line-height: 1.3; }}
h2 {{ font-size: 18px; margin: 0 0 2px; }}
.sub, .note, footer {{ color: #667085; }}
.note {{ font-size: 13.5px; margin: 0 0 8px; }}
section {{ background: #fff; border: 1px solid #e2e6ec; border-radius: 10px;
  padding: 16px 18px; margin-bottom: 16px; }}
section svg {{ width: 100%; height: auto; display: block; }}
table {{ border-collapse: collapse; width: 100%; font-size: 14px; }}
th {{ text-align: left; color: #667085; font-weight: 600; border-bottom: 2px solid #d8dde5; }}
th, td {{ padding: 5px 13px 5px 0; vertical-align: top; }}
td {{ border-bottom: 1px solid #eef0f3; }}
.n {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
footer {{ font-size: 12px; word-break: break-all; }}
@page {{ size: A4; margin: 12mm; }}
@media print {{
  body {{ background: #fff; }} main {{ padding: 0; max-width: none; }}
  section {{ break-inside: avoid; }}
}}
"""


def document(title: str, sheet: str, parts: Iterable[str], language: Language) -> str:
    """The whole page: a title that is HTML already, the rules of its own, and its parts."""
    lang = "zh-CN" if language == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_SHEET}{sheet}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )
