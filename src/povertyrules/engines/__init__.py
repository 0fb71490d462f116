"""Engines: a checked ruleset and a record in, truths and observations out.

`reference` interprets, to be obviously right; `record` compiles, to be fast. They do not
see each other, and both take the meaning of every operator from the kernel.
"""
