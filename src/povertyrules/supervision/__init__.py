"""Supervision: the 台账 of each level, and the report on who is behind.

    from povertyrules.supervision import Place, ledger, report

    made = report(ruleset.procedure.rules, docket.cases.values(), as_of=day, places=places)
    made.tables()                                 everything as tables
    made.write("督查报告.html")                    one page, to be read or printed
    made.ledger.table("village")                  the 台账 of the villages

A pure function of cases: no clock is read, nothing is kept and nothing evaluated. `read_log`
and `read_places` read files; any other source of cases and places does as well.
"""

from povertyrules.supervision.followups import Duration, Spread, Tally
from povertyrules.supervision.ledger import Count, Ledger
from povertyrules.supervision.places import LEVELS, Level, Place
from povertyrules.supervision.report import Report, ledger, report
from povertyrules.supervision.rounds import Observed
from povertyrules.supervision.rows import DEPARTMENT, Gap, Paper, Risk, Row, departments
from povertyrules.supervision.sources import read_log, read_places
from povertyrules.supervision.table import Table
from povertyrules.supervision.waiting import Waiting
from povertyrules.supervision.within import Within, within_named
from povertyrules.supervision.writing import write_ledger, write_report, write_table

__all__ = [
    "DEPARTMENT",
    "LEVELS",
    "Count",
    "Duration",
    "Gap",
    "Ledger",
    "Level",
    "Observed",
    "Paper",
    "Place",
    "Report",
    "Risk",
    "Row",
    "Spread",
    "Table",
    "Tally",
    "Waiting",
    "Within",
    "departments",
    "ledger",
    "read_log",
    "read_places",
    "report",
    "within_named",
    "write_ledger",
    "write_report",
    "write_table",
]
