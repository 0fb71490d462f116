"""`povertyrules demo --year`: the sample township from the screening in March to December.

    township.py   the households, as the ledger has them and as they become
    office.py     who acts, and how an act gets its evidence
    script.py     what happens when: the whole procedure, from 排查 to 成效巩固
    warning_cases.py   what follows a warning, until it is closed
    report.py     what happened month by month, and where everything stands

Nothing here is drawn by lot, and no clock is read: the same year every time.
"""
