"""What the sentences without figures before a sentence speak of: 工业投资平稳增长。1—7月完成85亿元."""

from __future__ import annotations

import re

from guatu.reading.lexicon import Role, Token, cut
from guatu.reading.naming import Subject, likely
from guatu.reading.state import State
from guatu.reading.topics import topic_of

#: No more of the text before is looked at than these characters and pieces.
_REACH, _PIECES = 140, 2
_STOP = re.compile(r"[。!?\n;]")
_NUMERAL = re.compile(
    r"^[\s●■◆★▲•·-]*(?:第?[一二三四五六七八九十]{1,3}(?:[、.]|是)|第[一二三四五六七八九十]{1,2}(?:件|个|条|项|块|点)?(?:事|任务|硬仗)?[,、:是]|[(（]?[一二三四五六七八九十\d]{1,2}[)）、.]|[①-⑳])*\s*"
)
_PAUSE = re.compile(r"[,:(]")
_BEFORE = Role.NEW | Role.PERIOD | Role.AREA | Role.SKIP | Role.AMONG | Role.QUOTE | Role.EACH
#: What may follow the name of an indicator without making it another thing.
_REMARK = re.compile(
    r"(?:总额|总量|增速|增幅|完成|运行|进度|推进)?(?:方面|情况|工作|形势|指标|完成情况)?(?:$|[,:。;(]|平稳|稳|快|较|继续|持续|明显|大幅|降|增|下|上|回|总体|仍|依然|"
    r"有|呈|保|走|掉|跌|涨|跑|撑|拖|倒|掐|很|算|最|也|就|可|却|更|还|承压|偏|分化|不|低|高|好|向|逐|小幅|由|再|加快|放缓|实现|取得|企|触|止|领|强|弱|乏|受|喜|压力|任务|支撑|潜力|动能|培育|建设|签约|引进|招引|提前|超额|已经?(?:完成|达到|超))"
)


def introduced(state: State) -> Subject | None:
    """The indicator that opens one of the last pieces of text since the figures before, if any."""
    if state.gap is None:
        return None
    low, high = state.gap
    state.gap = None
    pieces = [piece for piece in _STOP.split(state.text[max(low, high - _REACH) : high]) if piece.strip()]
    for piece in reversed(pieces[-_PIECES:]):
        bare = _NUMERAL.sub("", piece).strip()
        found = opening(bare, at=high, state=state) or (
            _headed(bare, high) if bare != piece.strip() else None
        )
        if found is not None:
            return found
    return None


_OBTAINED = re.compile(r"^(?:争取|向上争取|到位)(?=[\u4e00-\u9fff]{2,})")
_HEADED = re.compile(r"[\u4e00-\u9fff“”]{3,10}")


def _headed(piece: str, at: int) -> Subject | None:
    """The thing that a numbered heading names, where its last word is one that is measured: 争取上级资金."""
    name = _OBTAINED.sub("", piece)
    found = Subject("other:" + name, at, at, name=name)
    return found if _HEADED.fullmatch(name) and _FLOWS.search(name) and likely(found) >= _SURE else None


_FLOWS = re.compile(r"(?:资金|收入|支出|产值|额|余额|税收|投资|面积|产量)$")
_SURE = 0.75


def opening(piece: str, *, at: int, state: State) -> Subject | None:
    """The indicator that a piece of text opens with."""
    pause = _PAUSE.search(piece)
    clause = piece[: pause.start()] if pause else piece
    words = [Token(roles, at, at, word, None) for roles, _, _, word in cut(clause[:30], state.lex)]
    if not words:
        return None
    size, new = 0, False
    if words[0].roles == Role.PLAIN and words[0].text[0] in "各全我本" and len(words[0].text) < 4:
        size, words = len(words[0].text), words[1:]
    for i, word in enumerate(words[:4]):
        size += len(word.text)
        if word.roles & Role.ALIAS and len(word.text) > 1:
            ids = state.lex.aliases[word.text]
            told = len(ids) == 1 and (
                _REMARK.match(piece, size) is not None
                or any(w.roles & (Role.UP | Role.DOWN) for w in words[i + 1 : i + 3])
            )
            return Subject(ids[0], at, at, name=word.text, new=new) if told else None
        new = new or bool(word.roles & Role.NEW)
        if not word.roles & _BEFORE:
            break
    return topic_of(words, state.lex, size=len(clause)) if words else None
