"""What a task's standard of completion (工作目标) asks for, and what a report still lacks of it.

>>> wanting("开工项目不少于3个，附开工照片", said="正在推进", kinds=())
('照片', '完成数')
>>> wanting("开工项目不少于3个，附开工照片", said="已开工4个", kinds=("png",))
()
"""

import re
from collections.abc import Collection

_PICTURES = frozenset({"jpeg", "png", "webp"})
_PAPERS = ("验收单", "许可证", "协议", "清单", "台账", "证明材料", "佐证材料", "批复")
_ATTACHED = re.compile(r"附(?P<what>[^，。；、]{0,12})")
_COUNTED = re.compile(
    r"[\d０-９]+(?:[.．][\d０-９]+)?(?:%|％|个|家|项|户|宗|条|公里|米|亩|公顷|亿|万|人|批|次)"
)
_NUMBER = re.compile(r"[\d０-９]|全部|[一二两三四五六七八九十百]+(?:个|家|项|户|宗|条|公里|亩|人|批|次)")


def wanting(standard: str, *, said: str, kinds: Collection[str]) -> tuple[str, ...]:
    """What is lacking: a picture, a paper by its name, a number; ``kinds`` are those of the files so far."""
    lacking = []
    attached = "".join(found["what"] for found in _ATTACHED.finditer(standard))
    if "照片" in attached and not _PICTURES & set(kinds):
        lacking.append("照片")
    papers = [paper for paper in _PAPERS if paper in attached]
    if papers and not kinds:
        lacking += papers
    if _COUNTED.search(standard) and not _NUMBER.search(said):
        lacking.append("完成数")
    return tuple(lacking)
