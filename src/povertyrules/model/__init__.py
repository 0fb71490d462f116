"""From a document to a checked ruleset: names, types, units, ranges, citations, order.

`check.py` drives the passes; `ruleset.py` and `nodes.py` hold what comes out, frozen.
"""
