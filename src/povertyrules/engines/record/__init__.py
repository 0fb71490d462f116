"""The record engine: one record at a time, as Python compiled from the checked ruleset.

`plan` goes through the definitions in order (`definitions`) and has the code of each node
made (`emit`): connectives (`truths`), comparisons and arithmetic (`regions`, which spells
known values in `exact` and leaves possible ones to the kernel in `lifted`), quantifiers
(`quantify`) and what is merely read (`leaves`). `results` builds what is returned.
"""

from povertyrules.engines.record.plan import Judged, RecordPlan, plan
from povertyrules.engines.record.runtime import Contradicted

__all__ = ["Contradicted", "Judged", "RecordPlan", "plan"]
