"""PR95x: tables of where households live that cannot be read."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

PLACES_NO_COLUMN = Code(
    "PR950",
    "places-no-column",
    "{name} has no column called one of: {words}",
    "{name} 缺少一列，列名应为以下之一：{words}",
    "a table of places has a heading and the columns of the key, the village, the town and the "
    "district; where one is not known, leave its cells blank",
    "所在地表须有表头，并有编号、村、镇、区四列；不详的，单元格留空",
)
PLACES_NO_KEY = Code(
    "PR951",
    "places-no-key",
    "row {row} of {name} has no key",
    "{name} 第 {row} 行没有编号",
    "write which household it is, or delete the row",
    "请填写是哪一户，或删除该行",
)
PLACES_DIFFER = Code(
    "PR952",
    "places-differ",
    "row {row} of {name} puts {key} in another place than a row before",
    "{name} 第 {row} 行与前面的行写明的 {key} 所在地不同",
    "a household is counted in one place: keep the row that is right",
    "一户只在一处计数：请保留正确的一行",
)
