"""One household decision on several engines: the same answers first, then the times.

The job: from the facts of a household (incomes, spending, six basic needs, what a comparison
with registers found, risks) to fifteen rules, a category and a warning. The thresholds for
a drop in income and a rise in spending are made up for the measurement.
"""
