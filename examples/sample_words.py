"""Names for the people and places of the sample ledger; none of them is anybody's."""

from __future__ import annotations

SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方袁"
GIVEN = "明华秀英建国德福桂兰永贵春梅志强玉珍光荣素芳天成晓燕朝阳小红大勇文静世平冬生"
VILLAGES = (
    "青石村", "柏坡村", "石桥村", "双河村", "竹园村", "龙井村", "凤鸣村", "白岩村", "松林村",
    "清溪村", "大田村", "梨树村", "三湾村", "高坪村", "桐花村", "望山村", "水磨村", "新场村",
    "老屋村", "云台村",
)  # fmt: skip
RISKS = ("因病", "因残", "缺劳动力", "务工就业不稳", "因疫情")
SECOND_RISKS = ("因学", "产业失败", "")
HAMLETS = ("上湾", "下湾", "大院子", "堰塘边", "垭口")
