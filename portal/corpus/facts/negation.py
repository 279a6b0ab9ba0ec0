"""Whether a sentence denies something: words in Russian, words and endings of verbs in Kyrgyz.

``sure`` denies in every reading; ``perhaps`` may render a denial of the other language («без», «-сыз», «кеминде» for
«не менее») and is none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from portal.core.records import dataclass
from portal.corpus.facts.fact_words import FactToken
from portal.language.languages import analyser
from portal.language.stem_ky import is_root
from portal.model.values import Lang

_KY_SURE = re.compile(r"(?:эмес|жок(?!ору|ко чыг|ко\Z)|эч\Z|элек\Z|элекпиз|элеги)")
# A stem, then …ба… or …па… with what follows it in a verb: …байт, …баган, …бады, …бас, …басын, …башы, …боо, …бачу,
# …баптыр, …баңыз, …байлы.
_KY_VERB = re.compile(
    r"\w*[аеёиоуыэюяөүйлмнңргзбвжкптсшч](?P<no>[бп][аеоө])(?:"
    r"й(?:т|м|быз|сыз|м[ыиуү]н|с[ыиуү]ң|л[ыиуү]|тур\w{0,4})?|г[аеоө]н\w{0,10}|[дт][ыиуү](?:к|м|ң|лар)?|"
    r"с(?:т[аеоө]н|[ыиуү]н\w{0,6}|[аеоө]\w{0,4})?|ш[ыиуү]\w{0,5}|ч[уү]\w{0,4}|пт[ыиуү]р\w{0,5}|"
    r"ң(?:[ыиуү]з\w{0,3})?|г[ыиуү]л[аеоө]|[оө]\w{0,4})\Z"
)
_KY_NO_VERB = re.compile(
    "(?:долбоор|тажрыйба|таб[уыг]|көбөй|чарба|кесеп|эчки|колбаса|кабай|жообо|тарап|сапа|топо|акчаба|кооп|тообо|бай|балба|баспа|"
    "көпө|упай|коопо|уба|собо|баба|апа|аба)"
)
_KY_PERHAPS = re.compile(
    r"(?:\w{3,}с[ыиуү]з|кеминде|гана|тышкары|ордуна|тоскоол|чейин|алынып сал|тыюу|кайра|башка(?!р)|бузу|четте|"
    r"ажыра|начар|аз\Z|жетишсиз|араң|мурда|айрым|мурун|калган|жоготу|сейрек|токтот|каршы)"
)
_RU_SURE = frozenset(
    ["не", "нет", "ни", "нельзя", "никто", "никого", "никаких", "никакой", "никакого", "никогда", "ничего", "нигде"]
)
_CONCORD = frozenset(["ни", "никто", "никого", "никаких", "никакой", "никакого", "никогда", "ничего", "нигде", "эч"])
_RU_PERHAPS = re.compile(
    "(?:не(?!дел|скольк|котор|обход)[а-я]{3}|без(?!опасн)|бес[кпстхцчшщф]|лишь|только|кроме|лиш[аеи]|вместо|отсутств|отказ|"
    "запрет|запрещ|ещ[её]|прекра|потер|утрат|избеж|мало\\Z|редко|меньше|ниже|против|прежде|пока\\Z|до\\Z|иначе|друг|ино)"
)


@dataclass(frozen=True)
class Denials:
    """The words that deny, and those that may."""

    sure: tuple[FactToken, ...]
    perhaps: tuple[FactToken, ...]

    @property
    def times(self) -> int:
        """How many things are denied: «ни», «никто» and «эч» go with a denial and are none of their own."""
        own = sum(token.low not in _CONCORD for token in self.sure)
        return own or len(self.sure[:1])


def denials(tokens: Sequence[FactToken], lang: Lang) -> Denials:
    """What of a sentence denies something."""
    words = [token for token in tokens if token.is_word]
    sure = tuple(token for token in words if _denies(token.low, lang))
    pattern = _RU_PERHAPS if analyser(lang) == "russian" else _KY_PERHAPS
    if analyser(lang) == "kyrgyz":  # «коммерциялык эмес», «өкмөттүк эмес» render a word of one piece
        sure = tuple(
            token for at, token in enumerate(words)
            if token in sure and not _in_name(words, at) and not _is_alternative(words, at)
        )  # fmt: skip
    return Denials(sure, tuple(token for token in words if pattern.match(token.low)))


def _in_name(words: Sequence[FactToken], at: int) -> bool:
    return words[at].low == "эмес" and at > 0 and words[at - 1].low in {"коммерциялык", "өкмөттүк", "кызматтык"}


def _is_alternative(words: Sequence[FactToken], at: int) -> bool:
    """«жапканы же жаппаганы», «болобу же болбойбу»: whether it is so, which denies nothing."""
    return at > 1 and words[at - 1].low == "же" and words[at - 2].low[:3] == words[at].low[:3]


def _denies(word: str, lang: Lang) -> bool:
    if analyser(lang) == "russian":
        return word in _RU_SURE
    if analyser(lang) != "kyrgyz":
        return False
    return bool(_KY_SURE.match(word)) or _is_denied_verb(word)


@lru_cache(maxsize=1 << 13)
def _is_denied_verb(word: str) -> bool:
    """«албайт», «болбой», «табылбайт» (though it begins like «табу»); not «жобосун», whose «бо» is the noun's."""
    found = _KY_VERB.match(word)
    if not found:
        return False
    noun = _KY_NO_VERB.match(word)
    if noun and noun.end() > found.start("no"):
        return False
    return not is_root(word[: found.end("no")])


def denied_words(tokens: Sequence[FactToken], lang: Lang) -> tuple[int, ...]:
    """The places of the words that a word of denial stands right beside: «не приказ», «буйрук эмес»."""
    if analyser(lang) == "kyrgyz":
        return tuple(at - 1 for at, token in enumerate(tokens) if at and token.low == "эмес")
    if analyser(lang) == "russian":
        return tuple(at + 1 for at, token in enumerate(tokens[:-1]) if token.low == "не")
    return ()


def contradict(one: Denials, two: Denials) -> bool:
    """Whether one denies and the other does not, in any reading; or denies more often, where nothing else may deny."""
    if one.sure and two.sure:
        return one.times != two.times and not one.perhaps and not two.perhaps
    return bool((one.sure and not two.perhaps) or (two.sure and not one.perhaps))
