"""Writes, for one ruleset and one day, the Python function that turns observations to trees.

Everything that is known beforehand (words, citations, the shape of each condition, what a
boolean fact looks like in each of its three states) is put into constants; what remains for
each record is to fill in statuses and figures. `program.py` collects the source text,
`values.py`, `conditions.py` and `quantifiers.py` write the nodes, `items.py` the records.
"""
