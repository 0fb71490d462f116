"""Records: a household as the caller gives it, to a validated `Row`, and back.

`accept` compiles an acceptor: generated code takes what is given in the canonical form
(`acceptor`), everything else goes through `validate`, which finds every fault. Both read
single values by `readers`. `canonical` turns a `Row` into plain JSON data that is accepted
again as the same row; `rejections` says what a decision holds against the data.
"""

from povertyrules.records.acceptor import accept
from povertyrules.records.canonical import canonical, plain_facts
from povertyrules.records.rejections import rejections

__all__ = ["accept", "canonical", "plain_facts", "rejections"]
