"""The typefaces of official documents, by their names, each followed by what may stand in for it."""

from collections.abc import Mapping
from types import MappingProxyType

FANG, SONG, HEI, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
#: By role: the standard's own face first, then those of Windows, 麒麟/统信 and macOS.
FONTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        FANG: (FANG, "仿宋", "FangSong", "方正仿宋_GBK", "华文仿宋", "STFangsong"),
        SONG: (SONG, "方正小标宋_GBK", "华文中宋", "STZhongsong", "宋体", "SimSun"),
        HEI: (HEI, "SimHei", "方正黑体_GBK", "华文黑体", "Noto Sans CJK SC"),
        KAI: (KAI, "楷体", "KaiTi", "方正楷体_GBK", "华文楷体", "STKaiti"),
    }
)
