"""The closed words of both languages: kinds of acts, units of acts, issuers, joining words.

Open classes (subjects of laws, names of places) are not listed: the grammars read them by their place. A word is
known by its folded form (see :mod:`portal.law.fold`), so one entry serves ң/ӊ/н, ө/ѳ/о, ү/у, ё/е.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

# Any inflection of a Kyrgyz or Kazakh noun in folded letters: plural, possessor, case, -гы, plural again.
KY_ENDING = (
    r"(?:[лдт][аео]р)?(?:с?[ыиу]|[ыиу]?[мн](?:[ыиу]з)?)?"
    r"(?:[нтд][ыиу]н|[нтд][ыиу]|[гк][аео]|н?[дт][аео](?:н|г[ыиу](?:[лдт][аео]р\w{0,6})?)?|н[аео]н?|н|[мбп]ен)?"
)


ROMAN = frozenset("IVXLCХ")
"""Letters of Roman numerals; texts type the Cyrillic Х as well."""


@dataclass(frozen=True, slots=True)
class Lex:
    """What a word is to the grammars.

    ``role``: head (a noun for a kind of act), unit (of an act), issuer, this (настоящий, ушул), same (тот, ошол),
    conj, ordinal, about (о, жөнүндө), adopted. ``value`` depends on the role. ``number`` is sg, pl or empty.
    """

    role: str
    value: str
    number: str = ""
    short: bool = False


Rule = tuple[str, re.Pattern[str], Lex]
"""A stem, the pattern of what follows it, and what such a word is. Patterns are shared: few are ever compiled."""

# Levels of units, from the largest: units beside articles are -1. A subchapter (параграф) has no notation.
LEVELS: Mapping[str, int] = {
    "chapter": -1,
    "section": -1,
    "annex": -1,
    "subchapter": -1,
    "article": 0,
    "part": 1,
    "point": 2,
    "subpoint": 3,
    "paragraph": 4,
}
UNIT_PREFIX: Mapping[str, str] = {"chapter": "ch", "section": "sec", "annex": "annex"}


Entry = tuple[str, str, Lex]
"""A rule before its pattern is compiled."""


def _words(pattern: str, lex: Lex) -> Entry:
    return ("", pattern, lex)


_MASC = ("|а|у|ом|е", "ы|ов|ам|ами|ах")
_NEUT = ("е|ю|ем|и", "й|ям|ями|ях", "я")
_FEM = ("а|е|у|ой|ою", "|ам|ами|ах", "ы")
_FEM_K = ("а|е|у|ой|ою", "ок|кам|ками|ках", "ки")
_FEM_I = ("я|ю|ей|ею", "й|ям|ями|ях", "и")

_RU_HEADS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("конституци", "constitution", _FEM_I),
    ("кодекс", "code", _MASC),
    ("закон", "law", _MASC),
    ("законопроект", "bill", _MASC),
    ("указ", "decree", _MASC),
    ("постановлени", "resolution", _NEUT),
    ("решени", "decision", _NEUT),
    ("распоряжени", "directive", _NEUT),
    ("приказ", "order", _MASC),
    ("положени", "regulation", _NEUT),
    ("правил", "rules", ("о|у|ом|е", "|а|ам|ами|ах")),
    ("инструкци", "rules", _FEM_I),
    ("порядк", "rules", ("а|у|ом|е", "и|ов|ам|ами|ах")),
    ("порядок", "rules", ("", "ы")),
    ("регламент", "reglament", _MASC),
    ("концепци", "concept", _FEM_I),
    ("программ", "program", _FEM),
    ("стратеги", "program", _FEM_I),
    ("конвенци", "treaty", _FEM_I),
    ("харти", "treaty", _FEM_I),
    ("пакт", "treaty", _MASC),
    ("соглашени", "agreement", _NEUT),
    ("договор", "agreement", _MASC),
    ("декларац", "treaty", ("ия|ии|ию|ией", "ий|иям|иями|иях")),
)
_RU_UNITS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("стат", "article", ("ья|ье|ью|ьей|ьею", "ьям|ьями|ьях|ей", "ьи")),
    ("част", "part", ("ь|ью", "ям|ями|ях|ей", "и")),
    ("подпункт", "subpoint", _MASC),
    ("пункт", "point", _MASC),
    ("абзац", "paragraph", ("|а|у|ем|е", "ы|ев|ам|ами|ах")),
    ("глав", "chapter", _FEM),
    ("раздел", "section", _MASC),
    ("параграф", "subchapter", _MASC),
    ("приложени", "annex", _NEUT),
)
_RU_SHORT = {
    "ст": ("article", ""),
    "ч": ("part", ""),
    "чч": ("part", "pl"),
    "п": ("point", ""),
    "пп": ("subpoint", ""),
    "подп": ("subpoint", ""),
    "подпп": ("subpoint", "pl"),
    "абз": ("paragraph", ""),
    "гл": ("chapter", ""),
    "разд": ("section", ""),
    "прил": ("annex", ""),
}
_RU_ADJ = r"(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ой|ей|ую|юю|ою|ею|ые|ие|ых|их|ыми|ими)"
_RU_ORDINALS = (
    "перв",
    "втор",
    "трет(?:ь)?",
    "четверт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
)
# Issuers in the order in which the first word of a name decides: «Служба … при Правительстве» is a service.
_RU_ISSUERS: tuple[tuple[str, str], ...] = (
    (r"правительств(?:о|а|у|ом|е)|псп", "gov"),
    (r"кабинет(?:|а|у|ом|е)|кабмин(?:|а|у|ом|е)", "cabinet"),
    (r"президент(?:|а|у|ом|е)", "president"),
    (
        r"кенеш(?:|а|у|ем|ом|е|ей|ев|и|ами|ах|ам|ы|ов)|горкенеш\w{0,3}|райкенеш\w{0,3}|облкенеш\w{0,3}|айылкенеш\w{0,3}|сесси(?:я|и|ю|ей)",
        "kenesh",
    ),
    (r"парламент(?:|а|у|ом|е)", "jk"),
    (r"цик|шайлоо", "cec"),
    (r"комисси(?:я|и|ю|ей)", "commission"),
    (r"суд(?:|а|у|ом|е)|судебн\w{2,3}|палат(?:а|ы|у|ой|е)|пленум(?:|а|у|ом|е)|судь(?:я|и)", "court"),
    (
        r"министерств(?:о|а|у|ом|е)|министр(?:|а|у|ом|е)|агентств(?:о|а|у|ом|е)|служб(?:а|ы|у|ой|е)|комитет(?:|а|у|ом|е)"
        r"|инспекци(?:я|и|ю|ей)|департамент(?:|а|у|ом|е)|фонд(?:|а|у|ом|е)|банк(?:|а|у|ом|е)|мон|мз|мф|мэк|мсх|мвд|гнс"
        r"|госагентств(?:о|а|у|ом|е)|госслужб(?:а|ы|у|ой|е)|ведомств(?:о|а|у|ом|е)|прокуратур(?:а|ы|у|ой|е)|гагсмсу|нбкр",
        "body",
    ),
    (
        r"мэри(?:я|и|ю|ей)|мэр(?:|а|у|ом)|администраци(?:я|и|ю|ей)|акимиат(?:|а|у|ом)|акимчилик(?:|а)|окмоту|управа"
        r"|управлени(?:е|я|ю|ем)|полномочн\w{2,3}",
        "executive",
    ),
)


@cache
def _ru_rules() -> Mapping[str, tuple[Rule, ...]]:
    entries: list[Entry] = []
    for role, table in (("head", _RU_HEADS), ("unit", _RU_UNITS)):
        for stem, value, endings in table:
            for ending, number in zip(endings, ("sg", "pl", ""), strict=False):
                entries.append((stem, f"(?:{ending})", Lex(role, value, number)))
    for word, (value, number) in _RU_SHORT.items():
        entries.append((word, "", Lex("unit", value, number, short=True)))
    entries += [_words(pattern, Lex("issuer", value)) for pattern, value in _RU_ISSUERS]
    entries += [_words(stem + _RU_ADJ, Lex("ordinal", str(i))) for i, stem in enumerate(_RU_ORDINALS, 1)]
    others = [
        ("третья|третьей|третью|третьего|третьему|третьим|третьем", Lex("ordinal", "3")),
        (rf"настоящ{_RU_ADJ}", Lex("this", "this")),
        (
            rf"указанн{_RU_ADJ}|данн{_RU_ADJ}|названн{_RU_ADJ}|вышеуказанн{_RU_ADJ}|упомянут{_RU_ADJ}",
            Lex("same", "same"),
        ),
        (r"эт(?:от|ого|ому|им|ом|а|ой|у|и|их|им|ими)", Lex("same", "same")),
        (r"т(?:ого|ой|ому|ом|ем|ех|еми|от|а|у)", Lex("same", "that")),
        (r"и|или|либо", Lex("conj", "and")),
        (r"о|об|обо", Lex("about", "about")),
        (r"принят(?:|а|о|ы|ый|ого|ому|ым|ом|ая|ой|ую|ые|ых)", Lex("adopted", "adopted")),
        (
            r"проект(?:|а|у|ом|е|ы|ов|ам|ами|ах)",
            Lex("draft", "draft"),
        ),
    ]
    entries += [_words(pattern, lex) for pattern, lex in others]
    return _by_letter(entries)


_KY_HEADS: tuple[tuple[str, str], ...] = (
    ("конституция", "constitution"),
    ("кодекс", "code"),
    ("мыйзам", "law"),
    ("зан", "law"),
    ("жарлык|жарлыг", "decree"),
    ("токтом", "resolution"),
    ("каулы", "resolution"),
    ("чечим", "decision"),
    ("шешим", "decision"),
    ("тескеме", "directive"),
    ("буйрук|буйруг|буйрык|буйрыг", "order"),
    ("жобо", "regulation"),
    ("эреже", "rules"),
    ("нускама", "rules"),
    ("тартиб|тартип", "rules"),
    ("регламент", "reglament"),
    ("концепция", "concept"),
    ("программа", "program"),
    ("стратегия", "program"),
    ("конвенция", "treaty"),
    ("хартия", "treaty"),
    ("пакт", "treaty"),
    ("декларация", "treaty"),
    ("келишим", "agreement"),
)
_KY_UNITS: tuple[tuple[str, str], ...] = (
    ("берене", "article"),
    ("статья", "article"),
    ("болук|болуг|болик|болиг", "part"),
    ("пункт", "point"),
    ("тармак|тармаг", "point"),
    ("пунктча|подпункт|тармакча", "subpoint"),
    ("абзац", "paragraph"),
    ("глава|бап|баб", "chapter"),
    ("болум", "section"),
    ("параграф", "subchapter"),
    ("тиркеме", "annex"),
)
_KY_SHORT = {
    "б": "part",
    "п": "point",
    "ст": "article",
    "бер": "article",
    "абз": "paragraph",
    "пп": "subpoint",
}
_KY_ORDINALS = (
    "биринчи",
    "экинчи",
    "учунчу",
    "тортунчу",
    "бешинчи",
    "алтынчы",
    "жетинчи",
    "сегизинчи",
    "тогузунчу",
    "онунчу",
)
_KY_ISSUERS: tuple[tuple[str, str], ...] = (
    ("окмот|укимет|премьер-министр", "gov"),
    ("кабинет", "cabinet"),
    ("президент", "president"),
    ("кенеш", "kenesh"),
    ("парламент|жк|жк-", "jk"),
    ("бшк|бшк-", "cec"),
    ("комиссия", "commission"),
    ("сот|палата|пленум", "court"),
    (
        "министрлиг|министр|агенттиг|кызмат|комитет|департамент|инспекция|фонд|банк|прокуратура|министрлик|агенттик",
        "body",
    ),
    ("мэрия|мэр|администрация|акимчилиг|акимчилик", "executive"),
)
_KY_PLURAL = rf"[лдт][аео]р{KY_ENDING}"


def _ky_entries(chapter_is_article: bool) -> list[Entry]:
    entries: list[Entry] = []
    for role, table in (("head", _KY_HEADS), ("unit", _KY_UNITS), ("issuer", _KY_ISSUERS)):
        for stems, value in table:
            for stem in stems.split("|"):
                if stem == "зан" and not chapter_is_article:
                    continue  # Kazakh for «law»
                if chapter_is_article and stem in ("бап", "баб"):
                    value = "article"  # the Kazakh бап is an article, the Kyrgyz one a chapter
                if role != "issuer":
                    entries.append((stem, _KY_PLURAL, Lex(role, value, "pl")))
                entries.append((stem, KY_ENDING, Lex(role, value, "sg")))
    for word, value in _KY_SHORT.items():
        entries.append((word, "", Lex("unit", value, "", short=True)))
    entries += [(word, "", Lex("ordinal", str(i))) for i, word in enumerate(_KY_ORDINALS, 1)]
    entries += [
        _words("ушул|осы", Lex("this", "this")),
        _words("бул|ошол|аталган|корсотулгон|айтылган|эле", Lex("same", "same")),
        _words("жана|же|ошондой|менен|болбосо|мен", Lex("conj", "and")),
        _words("жонундо(?:гу)?|тууралуу|жонинде(?:ги)?|туралы", Lex("about", "about")),
        _words(
            "алынган|бекитилген|жарыяланган|чыккан|кабылданган|чыгарылган|чыгарган|алган|бекиткен",
            Lex("adopted", "adopted"),
        ),
        ("долбоор", KY_ENDING, Lex("draft", "draft")),
        ("мыйзамдолбоор", KY_ENDING, Lex("head", "bill", "sg")),
    ]
    return entries


@cache
def _ky_rules() -> Mapping[str, tuple[Rule, ...]]:
    return _by_letter(_ky_entries(chapter_is_article=False))


@cache
def _kk_rules() -> Mapping[str, tuple[Rule, ...]]:
    return _by_letter(_ky_entries(chapter_is_article=True))


def _by_letter(entries: list[Entry]) -> Mapping[str, tuple[Rule, ...]]:
    """Group rules by the first two letters they can match, so that most words meet no rule at all."""
    table: dict[str, list[Rule]] = {}
    for stem, pattern, lex in entries:
        heads = {part[:2] for part in ([stem] if stem else _alternatives(pattern))}
        for head in heads:
            key = head if len(head) == 2 and head.isalpha() else head[:1]
            table.setdefault(key, []).append((stem, re.compile(pattern), lex))
    return {key: tuple(group) for key, group in table.items()}


def _alternatives(pattern: str) -> list[str]:
    """Split a pattern at the bars that stand outside every bracket."""
    parts, depth, last = [], 0, 0
    for i, char in enumerate(pattern):
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            parts.append(pattern[last:i])
            last = i + 1
    parts.append(pattern[last:])
    return parts


#: Words that are remembered per language: more than the vocabulary of most portals, and bounded all the same.
_REMEMBERED = 1 << 16


@cache
def classifier(lang: str) -> Callable[[str], Lex | None]:
    """Return the function that tells what a folded word is in ``lang`` (``ru``, ``ky`` or ``kk``).

    The function remembers its last answers, for the same words come in every text.
    """
    table = {"ru": _ru_rules, "ky": _ky_rules, "kk": _kk_rules}[lang]()

    @lru_cache(maxsize=_REMEMBERED)
    def classify(word: str) -> Lex | None:
        if len(word) <= 24:
            for key in (word[:2], word[:1]):
                for stem, pattern, found in table.get(key, ()):
                    if word.startswith(stem) and pattern.fullmatch(word, len(stem)):
                        return found
        return None

    return classify


# --- names of codes ------------------------------------------------------------------------------------------------

# Adjectives that make «… кодекс» an act; «этический кодекс», «кодекс чести» stay words.
RU_CODE_ADJECTIVE = re.compile(
    r"(?:гражданск|уголовн|уголовно-(?:процессуальн|исполнительн)|гражданско-процессуальн|процессуальн|исполнительн|трудов"
    r"|налогов|земельн|водн|лесн|семейн|жилищн|бюджетн|таможенн|административн|административно-процессуальн|избирательн"
    r"|воздушн|экологическ|градостроительн|цифров|предпринимательск|социальн|торгов|арбитражн\w*|медицинск|образовательн)"
    + _RU_ADJ
)
RU_CODE_SHORT: Mapping[str, str] = {
    "ук": "Уголовный кодекс",
    "упк": "Уголовно-процессуальный кодекс",
    "уик": "Уголовно-исполнительный кодекс",
    "гк": "Гражданский кодекс",
    "гпк": "Гражданский процессуальный кодекс",
    "тк": "Трудовой кодекс",
    "нк": "Налоговый кодекс",
    "зк": "Земельный кодекс",
    "ск": "Семейный кодекс",
    "бк": "Бюджетный кодекс",
    "жк": "Жилищный кодекс",
    "коап": "Кодекс об административной ответственности",
    "кон": "Кодекс о нарушениях",
    "коп": "Кодекс о правонарушениях",
}
KY_CODE_SHORT: Mapping[str, str] = {
    "жк": "ЖК",  # Жарандык, Жаза or Жер: the letters do not tell
    "кжк": "Кылмыш-жаза кодекси",
    "жпк": "Жазык-процессуалдык кодекси",
    "кпк": "Кылмыш-процессуалдык кодекси",
    "жараткодекс": "Жарандык кодекс",
}
KY_CODE_WORD = re.compile(
    r"граждандык|процесст[ыи]к|жарандык|жазык|жаза|кылмыш|кылмыш-жаза|кылмыш-процессуалдык|жазык-процессуалдык|жазык-аткаруу|процессуалдык"
    r"|кылмыштык|эмгек|жер|суу|токой|салык|бюджет|бюджеттик|уй-було|турак|жай|турак-жай|бажы|администрациялык|шайлоо|аба"
    r"|экологиялык|санарип|аткаруу|жоопкерчилик|бузуулар|укук|жоруктар|балдар|шаар|куруу|жазык-аткаруучулук|салыктык|жаза-аткаруу"
    r"|административдик|административдик-процессуалдык|кирешелер|бажылык|тарбия|медициналык"
)
