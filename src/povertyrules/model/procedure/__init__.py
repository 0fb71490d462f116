"""The procedure that a ruleset declares: who does what, when, on whose word.

`parts` says what a checked procedure is; `reading` makes one of the document, with `stages`,
`transitions`, `needs` and `limits` for their parts; `paths` finds what no case can ever reach,
and `content` is what enters the ruleset's digest.
"""
