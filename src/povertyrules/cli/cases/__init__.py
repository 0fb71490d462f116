"""`povertyrules case …`: the cases of a store, from a terminal. One command per file.

app.py ──► opening.py, acting.py, …      read the options, make one event, or ask
              │
              ├─ desk.py       the ruleset and the store that a command works with
              ├─ naming.py     steps, roles and states by id or label
              ├─ evidence.py   what was typed, as evidence for a step
              └─ told.py, pages.py       what came of it, in plain words or as JSON
"""
