"""The columns engine: all rows of a data frame at once, as expressions of the engine under it.

`sources` looks at the frames, `readings` reads their columns, `emit` compiles definitions
(`operators`, `quantify`) to values (`truths`, `amounts` over `whole`, `texts`, `days`),
`program` keeps the passes over the tables in order, `execute` runs them, `decide` puts the
results together.
"""
