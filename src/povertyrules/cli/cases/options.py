"""The options that the commands for cases share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Form(StrEnum):
    """How the result of a command is written."""

    text = "text"
    json = "json"


StoreOption = Annotated[
    str,
    typer.Option("--store", metavar="FILE", help="help_store", envvar="POVERTYRULES_STORE"),
]
STORE = "cases.db"
RulesetOption = Annotated[
    str | None,
    typer.Option(
        "--ruleset", "-r", metavar="R", help="help_case_ruleset", envvar="POVERTYRULES_RULESET"
    ),
]
DayOption = Annotated[str, typer.Option("--day", metavar="DATE", help="help_day")]
AsOption = Annotated[str, typer.Option("--as", metavar="NAME", help="help_as")]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="help_role")]
BodyOption = Annotated[str, typer.Option("--body", metavar="BODY", help="help_body")]
WhoOption = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help="help_who", envvar="POVERTYRULES_AS")
]
MyRoleOption = Annotated[str | None, typer.Option("--role", metavar="ROLE", help="help_my_role")]
AreaOption = Annotated[
    str | None,
    typer.Option("--area", metavar="AREA", help="help_area", envvar="POVERTYRULES_AREA"),
]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="help_note")]
AfterOption = Annotated[
    str | None, typer.Option("--after", metavar="NUMBER", help="help_after_event")
]
FormOption = Annotated[Form, typer.Option("--format", metavar="text|json", help="help_form")]
CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="help_case_id")]

Documents = Annotated[
    list[str] | None, typer.Option("--document", metavar="[NAME=]WHERE", help="help_document")
]
Reasons = Annotated[
    list[str] | None, typer.Option("--reason", metavar="[NAME=]TEXT", help="help_reason")
]
Findings = Annotated[
    list[str] | None, typer.Option("--finding", metavar="NAME=ANSWER", help="help_finding")
]
FoundBy = Annotated[
    str | None, typer.Option("--found-by", metavar="NAME[@BODY]", help="help_found_by")
]
FoundOn = Annotated[str | None, typer.Option("--found-on", metavar="DATE", help="help_found_on")]
Receipts = Annotated[
    list[Path] | None, typer.Option("--receipt", metavar="FILE", help="help_evidence_receipt")
]
