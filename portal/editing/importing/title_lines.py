"""The short lines over a text that are no title: author, place, day, rubric, addressee; and titles in several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.editing.importing.headings import is_known
from portal.editing.importing.line_heads import lines_in
from portal.editing.importing.model import Block, Blocks, HeadingBlock, Paragraph, Run, is_bold, plain
from portal.editing.importing.plain_text import (
    BARE_YEARS,
    GREETING,
    KIND_ALONE,
    PLACE_SHORT,
    SIGNED,
    YEARS,
    begins_part,
    is_capitals,
)
from portal.language.lemma_ru import is_known as is_word
from portal.language.lemma_ru import lemmas

_ORGANISATION = re.compile(
    r"(?i)^(?!.*\b(?:программ|курс|план|концепци|стратеги|положени|жобо|жөнүндө|тажрыйб|опыт|практик|кантип|как\b|об?\b|для\b))"
    r"(?!\W*(?:ачык|санарип|жашыл|акылдуу|электрондук|открыт\w+|цифров\w+|зел[её]н\w+|умн\w+)\s)"
    r"[\W_]*(?:(?:[а-яё-]+(?:ое|ый|ий|ая) ){0,3}"
    r"(?:айыл(?:ный)? [оө]кмоту|мэрия|союз|ассоциация|общественн\w+ (?:фонд|объединение)|центр|академия|"
    r"отдел|управление|департамент|"
    r"представительство (?:президента|правительства)|(?:учебно|научно)-\w+ (?:отдел|центр)|"
    r"(?:учебный|ресурсный) центр|институт|фонд|министерство|агентство|о[фо]|портал|газета|администрация|"
    r"(?:местный|городской|айылный) кенеш|муниципальн\w+ предприятие)\b[^:–—?!]*|"
    r"[^:–—?!]*(?:айыл [өо]км[өо]т[үу]|кеңеши|мэриясы|борбору|мекемеси|уюму|академиясы|бөлүмү|"
    r"башкармалыгы|борбор|союзу|ассоциациясы|бирикмеси|институту|фонду|"
    r"министрлиги|агенттиги|администрациясы|ишканасы|порталы|сайты|гезити|комитети|кенеши|окмоту|"
    r"(?:мамлекеттик|государственная|районная|городская|областная) администрация|"
    r"ыйгарым укуктуу өкүлчүлүгү)(?:,[^:–—?!]*)?)[\W_]*$"
)
MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|үчтүн|бирдин|жалган|чын|бугу|кулжа|"
    r"теке|баш|аяк|тогуз|жетинин|бештин)\w*"
)
_PLACE_AND_DAY = re.compile(
    rf"(?i)^[\W_]*(?:[^\W\d_][\w.-]*[\s,–—-]+){{0,5}}(?:\d{{4}}[-–\s]*жыл(?:дын\s+(?:\d{{1,2}}\W*)?{MONTH})?|"
    rf"(?:\d{{1,2}}\s+)?{MONTH}\s+\d{{4}}(?:\s*г(?:ода|\.)?)?|(?:(?<=[–—,])|(?<=[–—,]\s))(?:19|20)\d\d(?:\s*(?:г(?:од|\.)?|ж(?:\.|ыл)))?)[\W_]*$"
)
_RUBRIC = re.compile(
    r"(?i)^[\W_]*(?:(?:конкурс\w*\W+)?(?:лучш\w+|жакшы|мыкты|алдыңкы|передов\w+)\s+(?:[^\W\d_]+\s+)?"
    r"(?:практик\w*|тажрыйба\w*|опыт\w*)(?:\W*20\d\d)?(?:\W+(?:конкурс\w*|сына[кг]\w*))?|"
    r"(?:номинация|багыт(?:ы)?|номинациясы)\s*:.{3,90}|"
    r"опыт муниципалитетов|новости|жаңылыктар|токтомдор|чечимдер|документ(?:ы|тер)|решения|постановления|публикации|"
    r"макалалар|статьи|проект|долбоор|тиркеме|приложение|наш опыт|биздин тажрыйба|истори[ия] успеха|ийгилик(?:тин)? "
    r"(?:баяны|тарыхы)|(?:успешный|положительный) опыт)[\W_]*$"
)
_AUTHOR = re.compile(
    r"(?i)^[\W_]*(?:автор(?:у|лор[уы]?)?\b|(?:материалды\s+)?(?:даярдаган|кабарлаган|жарыялаган|жазган|түзгөн(?:дөр)?)\b|"
    r"(?:подготовил|опубликовал|записал|составил|разместил|рассказал)\w*\s*:|подготовил|составители?\b|аткаруучу\b|"
    r"исполнитель\b|исп\.|спрашива[ею]т\b|posted\b|published\b|опубликовано\b|жарыяланды\b)|"
    r"(?-i:^[А-ЯЁӨҮҢ][а-яёөүң]+ (?:[А-ЯЁӨҮҢ][а-яёөүң]+|[А-ЯЁӨҮҢ]{3,}),\s+\S)|"
    r"(?-i:^(?:[А-ЯЁӨҮҢ][а-яёөүң-]+ [А-ЯЁӨҮҢ]\.(?:\s?[А-ЯЁӨҮҢ]\.)?(?:,\s*|\s*$))+$)|"
    r"(?-i:^(?:[А-ЯЁӨҮҢ]\.\s?(?:[А-ЯЁӨҮҢ]\.\s?)?[А-ЯЁӨҮҢ][а-яёөүң-]+(?:,\s*|\s*$))+$)"
)
_IMPRINT = re.compile(
    r"(?i)^\W*(?:удк|ббк|isbn|issn|тираж|нускасы|подписано в печать)\b|"
    r"(?-i:^[А-ЯЁӨҮҢ][а-яёөүң-]+\W{1,4}(?:19|20)\d\d\W*$)"
)
"""What a book has around its title: classification, place and year."""
_FOR_WHOM = re.compile(r"(?i),\s*$|^\W*\([^()]*\)\W*$|\s(?:үчүн)\W*$")
_LETTER = re.compile(r"(?i)^\W*(?:исх|чыг|вх|кир)\.?\s*(?:№|\d)|(?-i:^[а-яёөүң])")
"""The number of a letter, and a line that goes on with the one before."""
OWNED = re.compile(r"(?i)\w(?:[нтд][ыиуү]н)\W*$")
_POSSESSED = re.compile(r"(?i)[бвгджзклмнпрстфхцчшщңй][ыиуү]\W*$")
"""A line that ends in what somebody has, «Нарын филиалы», has nothing itself; «… өнүктүрүү» may have a programme."""
KINDS_OWNED = re.compile(
    r"(?i)^\W*(?:№\s*[\w/-]+\s*)?(?:чечими|токтому|сунуш(?:тары|тамалары)|резолюциясы|кайрылуусу|программасы|стратегиясы|концепциясы|"
    r"жобосу|протоколу|меморандуму|баяндамасы|регламенти|эрежелери|уставы|кодекси|отч[её]ту|тартиби|"
    r"(?:иш |иш-чаралар |окуу )?план[ыд]\w{0,4}|(?:окуу |иш )?программасы|маалыматы|жыйынтыктары|нускамасы|"
    r"жол картасы|көрсөтмөсү)(?:\s*№\s*[\w/-]+)?\W*$"
)
_ABOUT = re.compile(r"(?i)\s(?:жөнүндө|тууралуу|боюнча)$")
_FOR = re.compile(r"(?i)\s(?:жөнүндө|тууралуу|боюнча|үчүн)$")
_AGREED = re.compile(
    r"(?i)(?:макулдашуу|меморандум|келишим|резолюция|протокол|кайрылуу|программа|жобо|нускама|сунуштар|маалымат|"
    r"отч[её]т|баяндама|маалымдама|регламент|эреже(?:лер)?|тартип|"
    r"(?:(?:усулдук|окуу|методикалык|практикалык)\s+)?(?:колдонмо|сунуштар|сунуштама(?:лар)?|эстеткич))\W*$"
)
_REPORT = re.compile(r"(?i)^\W*(?:справка|информация|маалымат|маалымдама|отч[её]т|баяндама|доклад)\W*$")
"""A kind of text which says of what it tells in the next line, and is nothing without it."""
_ROMAN = re.compile(r"[IVX]{1,5}\s")
_PLACE_TO_COME = re.compile(r"\s(?:в|на|для)\s(?:сел[еа]|город[еа]|район[еа]|айыле|айылном аймаке)$")
_BOLD_LINE = 5
"""The level from which a heading is a bold line (:func:`portal.editing.importing.headings.promote`)."""
_TOP, _LONGEST, _MOST_NAME, _FEWEST, _TITLE_AND_SUBTITLE = 12, 160, 3, 3, 2
_LONGEST_TITLE, _LONGEST_LINE = 290, 160
_SECTION, _MOST_SECTION = 2, 3
"""Words of a line that is the whole name of a section: «Проблема»."""
_PART = re.compile(
    r"(?i)^\W*(?:(?:введение|вступление|предисловие|преамбула|содержание|оглавление|киришүү|кириш сөз|баш сөз|алгы сөз|"
    r"мазмуну)\W*$|(?:\d{1,2}|[IVX]{1,4})\s*-\s*(?:бөлүм|глава|бап|кадам|раздел)\b)"
)
"""The beginning of the text, which never belongs to the title above it: «Введение», «1-бөлүм»."""
_ITEM = re.compile(r"[•·●○▪■*–—-]\s")
_SIGNS_BEFORE = re.compile(r"(?i)@|\bтел\b|^\W*(?:от|№)\s|^\W*(?:автор|текст|фото|сүрөт|записал\w*|подготовил\w*)\b")
_PLACE_FIRST = re.compile(rf"{PLACE_SHORT}|" + r"^.*\b\d{1,2}\s+\w+\s+\d{4}\s*(?:г|год)|^.*\d-жылдын\s+\d")
_FOR_YEARS = re.compile(
    r"(?i)(?:программ|стратеги|концепци|план|бюджет|конкурс|сынак|отч[её]т|баяндама|пландар|работ|информаци|иштер|боюнча)"
)
OPEN_END = re.compile(
    r"(?i)(?:\s(?:и|в|во|на|о|об|по|для|с|со|к|от|из|между|или|при|за|жана|же|№)|[^\W\d_](?:ским|ском|ского|ному|ного))\W*$|"
    r"(?:аймагынын|айылынын|шаарынын|районунун|облусунун|өкмөтүнүн|кеңешинин)\W*$"
)
"""A line that ends in a word which another must follow."""
OBLIQUE = re.compile(r"[А-ЯЁ][А-ЯЁа-яё-]*(?:ого|его|ской|цкой|ных|ских|цких)\s+[а-яё]")
"""A second line that begins with an adjective in the genitive: «… по проекту бюджета» / «Садовского аймака»."""
_OBLIQUE_END = re.compile(r"(?:[ыи]|[ое]го|[ое]й|[ыи]х|[ое]в)$")
_QUOTED_NAME = re.compile(
    r"(?i)(?:программ\w*|курс\w*|тренинг\w*|семинар\w*|вебинар\w*|модул\w*|конкурс\w*|сына[кг]\w*|форум\w*|"
    r"фестивал\w*|акци\w*|проект\w*|долбоор\w*|депутатов|кенешей|слушани\w*|стол\w*|конференци\w*|үчүн)\W*$"
)
"""A line that names what has its name in quotation marks in the next one."""
_QUOTED = re.compile(r"^[«\"“„][^«»]+[»\"”]$")
_ASKS_FOR = re.compile(r"(?i)^\W*(?:заявка|форма|табыштама)\b|.*анкета")
_FORM_NOUN = (
    "памятка|инструкция|шпаргалка|буклет|листовка|(?:практическое |методическое |учебное )?пособие|"
    "(?:дистанционный |учебный |краткосрочный |онлайн-)+курс|методичка|брошюра"
)
_KY_FORM_NOUN = (
    "эстеткич|эскертме|колдонмо|нускама|баракча|китепче|кеңештер|"
    "(?:дистанттык |кыска мөөнөттүү |онлайн )*(?:окуу )?курсу"
)
FORM = re.compile(
    r"(?i)^[\W_]*(?:объявление|приглашение|памятка|инструкция|анонс|извещение|уведомление|вопрос\s*[-–—и]*\s*ответ|"
    r"(?:юридическая )?консультация(?: юриста| специалиста)?|полезн(?:ый|ые) советы?|"
    r"вы спрашива\w+\W+(?:мы )?отвечае\w+|"
    r"чакыруу(?: кат[ыу]?)?|кулактандыруу|жарыя|билдирүү|эскертме|колдонмо|нускама|суроо\s*[-–—]*\s*жооп(?:тор)?|"
    r"пайдалуу (?:кеңеш(?:тер)?|маалымат)|(?:адистин|юристтин) (?:кеңеши|жообу)|сиз сураңыз.*|маалымдама|справка|"
    r"(?:пресс|баспасөз)[\s-]*(?:релиз\w*|баян\w*)|информационное письмо|маалымат(?:тык)? кат|"
    r"в помощь \w+(?: \w+)?|"
    rf"(?:{_FORM_NOUN})(?:\s+(?:для|участника)(?:\s+[^\W\d_]+){{1,3}})?|(?:[^\W\d_]+\s+){{0,2}}"
    rf"(?:үчүн\s+)?(?:{_KY_FORM_NOUN})|"
    r"(?:заявка|анкета|форма)(?:\s+(?:на|для|об?)\s.{3,90})?|"
    r"программа (?:обучения|(?:(?:обучающего|учебного|дистанционного|краткосрочного) )?(?:курса|тренинга|семинара))|"
    r"(?:[^\W\d_]+\s+)?(?:курсунун|курстун|тренингдин|тренингинин|семинардын|семинарынын) программасы|"
    r"(?:[^\W\d_]+\s+){0,2}анкетасы|табыштама|"
    r"(?:форма|шаблон|образец|карточка|паспорт)\s+(?:описания|представления|подачи)?\s*"
    r"(?:[^\W\d_]+\s+)?(?:практик\w*|опыта|заявк\w+)|"
    r"(?:[^\W\d_]+\s+)?(?:тажрыйбаны|практиканы|табыштаманы?)\s+(?:[^\W\d_]+\s+)?"
    r"(?:форма|үлгү|баракча|паспорт)(?:сы|сү)?)[\W_]*$"
)
"""The name of a form over its title: it says what kind of text follows, not what about."""
ASKED = re.compile(
    r"(?i)^[\W_]*(?:[^\W\d_]+\s+){0,2}(?:вопрос|суроо(?:су)?|ответ|жооп|жообу)\b[^.:?!–—]{0,30}[.:–—]|"
    r"^[\W_]*(?:вопрос|суроо|ответ|жооп)[\W_]*$"
)
"""A line in which a question is put or answered: text below a title."""
PERIODICAL = re.compile(
    r"(?i)^[^?]{0,60}\b(?:газет[аы]|гезит[ий]|журнал[ы]?|бюллетен[ьи]|вестник|альманах|жарчысы|кабарлары|ведомости|"
    r"китепканасы|басылмасы|сериясы|чыгарылышы)\b[^?:]{0,60}$|"
    r"^[\W_]*библиоте(?:ка|чка)(?:\s+[^\W\d_]+(?:ого|его|а|ов)){1,3}[\W_]*$|^[\W_]*(?:серия|выпуск)\s*[«\"№\d][^?:.]{0,60}$|"
    r"^[\W_]*(?:вести|голос)\s+[^\W\d_]+(?:\s+[^\W\d_]+)?[\W_]*$|^(?!\W*(?:протокол|токтом|чечим|решени|постановлени|распоряжени|приказ|буйр|тескеме|от\s|№|\d))"
    r"[^?:]{3,60}№\s*\d+(?:\s*\(\d+\))?,\W.{0,40}\d{4}.{0,12}$"
)
"""The name of a newspaper, a bulletin, a series."""
PART_OF_COURSE = re.compile(
    r"(?i)^\W*(?:(?:урок|занятие|лекция|тема)\s*№?\s*\d|\d{1,2}\s?[-–]\s?(?:сабак|тема|лекция)\b|"
    r"(?:биринчи|экинчи|үчүнчү|төртүнчү|бешинчи) сабак\b|(?:первый|второй|третий|четв[её]ртый|пятый) урок\b)"
)
"""A numbered part of a course, whose name stands over it."""
PART_ALONE = re.compile(
    r"(?i)^\W*(?:(?:урок|занятие|лекция|тема)\s*№?\s*\d{1,3}|\d{1,3}\s?[-–]\s?(?:сабак|тема|лекция)|"
    r"(?:биринчи|экинчи|үчүнчү|төртүнчү|бешинчи) (?:сабак|лекция)|"
    r"(?:перв|втор|трет|четв[её]рт|пят)\w+ (?:урок|лекция))\W*$"
)
"""Which part of a course it is, and no more: the title stands below it."""
_COLUMN = re.compile(
    r"(?i)^[\W_]*(?:рубрика|колонка|копилка|трибуна|школа опыта|наши люди|девиз|лозунг|биздин девиз|"
    r"ураан\w*)\b.{0,60}$|"
    r"^.{0,50}\b(?:айдары|рубрикасы|турмушу|жашоосу|барагы)[\W_]*$|^[\W_]*(?:жизнь|страница|новости)\s+[^\W\d_]+[\W_]*$|"
    r"^[^.?]{3,60}[«\"“][^»\"”]+![»\"”]$"
)
_ADDRESSEES = re.compile(
    r"(?i)^[\W_]*[^\W\d_]{3,}(?:ам|ям)\s(?!.*[:?])[^.:?]*,[^.:?]*$|"
    r"^[\W_]*(?:директору|главе|начальнику|председателю|министру|мэру|акиму|руководителю|заведующе(?:му|й)|гражданину|"
    r"гражданке|жителю|жительнице|гр\.)\s(?!.*\bоб?\s)[^:?]*$|"
    r"^[^:?]*\s(?:башчысына|төрагасына|директоруна|тургунуна|мэрине|акимине|жетекчисине|министрине|начальнигине)\W*$|"
    r"^(?!.*\d-жылдар)(?:[^,.:?]*(?:[лдт][аеоө]р)(?:[ынйиуү]{0,3})?(?:[нг]?[аеоө])\b\W*(?:,|\bжана\b|$)\s*)+$"
)
_LONG_NAME = 8
"""Words from which a line that begins like the name of an organisation says more than its name."""


def forms_over(blocks: Blocks) -> str:
    """The lines before the text that say which form a text has («ПАМЯТКА»), not those of a filled-in questionnaire."""
    found: list[str] = []
    for block in blocks[:_TOP]:
        text = " ".join(plain(block).split()) if isinstance(block, (Paragraph, HeadingBlock)) else ""
        if not text or len(text) > _LONGEST:
            break
        if PART_ALONE.match(text) or (FORM.match(text) and not _ASKS_FOR.match(text)):
            found.append(text)
    return "\n".join(found)


def is_section(line: str) -> bool:
    """Whether a line names a section that documents have: «Көйгөй», «Введение», «Проблема, на решение которой …»."""
    name = line.partition(",")[0] if ":" not in line else line
    return len(name.split()) <= _SECTION and (is_known(name) or bool(_PART.match(line)))


def is_around(line: str) -> bool:
    """Whether a line is of those that stand around a title."""
    patterns = (_ORGANISATION, _PLACE_AND_DAY, _RUBRIC, _AUTHOR, _FOR_WHOM, _LETTER, SIGNED, _IMPRINT)
    return any(
        pattern.search(line) for pattern in (*patterns, FORM, PART_ALONE, PERIODICAL, _COLUMN, _ADDRESSEES, ASKED)
    )


def is_other(line: str) -> bool:
    """Whether a line is of those around a title; that it begins small, as the middle of a title does, is no sign.

    The name of a body begins with a capital and is not inflected: «главы … айыл окмоту» is the middle of a title.
    """
    if _ORGANISATION.search(line) and (line[:1].islower() or _is_inflected(line)):
        return False
    return is_around(line[:1].upper() + line[1:])


def _is_inflected(line: str) -> bool:
    """Whether a line begins with a Russian word in the genitive or the plural: «ГЛАВЫ …», «Депутатов …»."""
    word = re.split(r"[^\w-]", line, maxsplit=1)[0].casefold()
    return bool(_OBLIQUE_END.search(word)) and is_word(word) and word not in lemmas(word)


def around_of(line: str) -> float:
    """What a line loses as a title for being one of those that stand around it."""
    found = sum(weight for pattern, weight in _WEIGHTS if pattern.search(line))
    body = _ORGANISATION.search(line) and not _QUOTED.match(line)
    return found + (1.0 if len(line.split()) > _LONG_NAME else 4.0) * bool(body)


_WEIGHTS = (
    (_PLACE_AND_DAY, 4.0), (_RUBRIC, 5.0), (_AUTHOR, 5.0), (_FOR_WHOM, 2.0), (_LETTER, 4.0),
    (SIGNED, 4.0), (_IMPRINT, 5.0), (FORM, 5.0), (PART_ALONE, 5.0), (PERIODICAL, 4.0), (_COLUMN, 5.0),
    (_ADDRESSEES, 4.0), (ASKED, 6.0),
)  # fmt: skip


def as_written(block: Block) -> Block:
    """A bold line that became a heading for the text below it, as the bold line that it is: its neighbours are too."""
    if not isinstance(block, HeadingBlock) or block.level < _BOLD_LINE:
        return block
    return Paragraph(tuple(replace(run, strong=True) if isinstance(run, Run) else run for run in block.runs))


def subtitles_apart(blocks: Blocks) -> Blocks:
    """The blocks with a subtitle in the paragraph of the title as a paragraph of its own."""
    return tuple(part for index, block in enumerate(blocks) for part in (_apart(block) if index < _TOP else (block,)))


def _apart(block: Block) -> Sequence[Block]:
    """A bold title and the subtitle in its next line as two paragraphs; the subtitle is no heading."""
    if not isinstance(block, (Paragraph, HeadingBlock)) or not (isinstance(block, HeadingBlock) or is_bold(block)):
        return (block,)
    lines = lines_in(block.runs)
    lead = 0
    while lead + 1 < len(lines) and _is_apart(*(plain(line).strip() for line in lines[lead : lead + 2])):
        lead += 1
    if lead:
        whole = tuple(run for line in lines[lead:] for run in (Run("\n"), *line))[1:]
        return *(Paragraph(line) for line in lines[:lead]), replace(block, runs=whole)
    if isinstance(block, HeadingBlock) or len(lines) != _TITLE_AND_SUBTITLE:
        return (block,)
    first, second = (plain(line).strip() for line in lines)
    goes_on = first.endswith((":", "-", "–", "—", ",")) or _is_open(first, second) or not second[0].isupper()
    if goes_on or is_capitals(first) or is_around(first) or min(len(first.split()), len(second.split())) < _FEWEST:
        return (block,)
    return Paragraph(lines[0]), Paragraph(tuple(replace(run, strong=False) for run in lines[1] if isinstance(run, Run)))


def without_around(blocks: Blocks) -> Blocks:
    """The blocks with lines as text that look like headings over the text, but name a body, a form, a rubric."""
    text = next((index for index, block in enumerate(blocks) if len(plain(block)) > _LONGEST), len(blocks))
    return tuple(
        Paragraph(block.runs)
        if index < min(text, _TOP) and isinstance(block, HeadingBlock) and is_around(plain(block))
        else block
        for index, block in enumerate(blocks)
    )


def _is_apart(line: str, below: str) -> bool:
    """Whether a line over a title in one paragraph with it is none of it: the name of a form, a body, a rubric."""
    return is_around(line) and not continues(line, below) and not names_kind(line, below)


def without_authors(blocks: Blocks) -> Blocks:
    """The blocks with lines as text that name the author above it: they look like headings."""
    return tuple(
        Paragraph(block.runs)
        if index < _TOP and isinstance(block, HeadingBlock) and _AUTHOR.search(plain(block))
        else block
        for index, block in enumerate(blocks)
    )


def continues(first: str, second: str) -> bool:
    """Whether a line goes on with the title in the one before it, by words and marks alone."""
    if not first or not second or len(first) + len(second) > _LONGEST_TITLE or first.endswith((".", "!", "?", ";")):
        return False
    ends = (
        second.endswith((";", ",")) or (second.endswith(".") and not second[0].islower()) or len(second) > _LONGEST_LINE
    )
    if ends or _ITEM.match(second) or begins_part(second) or _PLACE_FIRST.match(second):
        return False
    if _SIGNS_BEFORE.search(first) or (_PLACE_AND_DAY.match(second) and not YEARS.match(second)):
        return False
    if BARE_YEARS.match(second) and not OPEN_END.search(first):
        return False
    if YEARS.match(second) and not second[0].islower():
        return bool(_FOR_YEARS.search(first) or OWNED.search(first))
    small = second[0].islower() or (second[0].isdigit() and OPEN_END.search(first))
    if small or OPEN_END.search(first) or is_open_quote(first):
        return not KIND_ALONE.match(second)
    if OBLIQUE.match(second) and len(first.split()) > 1 and not second.endswith((".", ":")):
        return not is_other(first)
    if second[0] in '«"“„':
        named = _QUOTED_NAME.search(first) or (first[0].islower() and _QUOTED.match(second))
        return bool(named) and not is_other(second)
    return first.endswith((":", " –", " —", " -")) and len(first.split()) > 1 and not second.endswith((".", ":"))


def is_open_quote(text: str) -> bool:
    """Whether a quotation mark waits for its end."""
    return text.count("«") > text.count("»")


def go_together(one: Paragraph | HeadingBlock, two: Paragraph | HeadingBlock) -> bool:
    """Whether two lines read like one title, by their words and looks."""
    first, second = plain(one), plain(two)
    if GREETING.match(first):
        return False
    section = len(second.split()) <= _MOST_SECTION and is_known(second) and not KINDS_OWNED.match(second)
    if section or _PART.match(second):
        return False
    if names_kind(first, second):
        return True
    if continues(first, second) and not _is_form_of(first, second):
        return not is_other(first) or is_open_quote(first) or (bool(_REPORT.match(first)) and second[0].islower())
    return reports(first, second) or _look_together(one, two)


def _look_together(one: Paragraph | HeadingBlock, two: Paragraph | HeadingBlock) -> bool:
    """Whether two lines that no word ties look like one title."""
    first, second = plain(one), plain(two)
    if not first or not second or len(first) + len(second) > _LONGEST or type(one) is not type(two):
        return False
    if FORM.match(first) or FORM.match(second) or KINDS_OWNED.match(second):
        return False
    if KIND_ALONE.match(first):  # «ОТЧЁТ» / «ГЛАВЫ …»
        return _is_inflected(second) and not begins_part(second)
    goes_on = is_bold(one) and is_bold(two) and second[0].islower() and not _AUTHOR.search(first)
    if goes_on or _is_open(first, second):
        return not is_other(first)
    if is_capitals(first) and is_capitals(second) and OWNED.search(first) and _ROMAN.match(second):
        return True
    if any(map(is_other, (first, second))) or begins_part(second):
        return False
    if is_capitals(first) and is_capitals(second):
        return not first.endswith((".", ";", "!", "?"))
    return first.endswith(":") and is_bold(one) and is_bold(two)


def _is_form_of(first: str, second: str) -> bool:
    """Whether the second line says what kind of text the first is the title of: «айыл тургундары үчүн эскертме»."""
    return bool(FORM.match(second)) and not (OPEN_END.search(first) or names_kind(first, second))


def reports(first: str, second: str) -> bool:
    """Whether a Kyrgyz line says of what the kind of text above it tells: «МААЛЫМАТ» / «… иштери тууралуу»."""
    return bool(_REPORT.match(first) and _ABOUT.search(second)) and not is_other(second)


def names_kind(first: str, second: str) -> bool:
    """Whether the second line says of which kind is what the first is about: «… кеңешмесинин» / «ЧЕЧИМИ»."""
    if len(first) > _LONGEST_LINE or _PLACE_AND_DAY.match(first):
        return False
    owned = KINDS_OWNED.match(second) and not is_other(first) and not _POSSESSED.search(first)
    form = (
        first.endswith("үчүн") and second[0].islower() and FORM.match(second)
    )  # «… үчүн» / «окуу курсунун программасы»
    return bool(owned or form or (_FOR.search(first) and _AGREED.match(second)))


def _is_open(first: str, second: str) -> bool:
    """Whether a line ends in the middle of a name: a quotation mark is open, or the name of a place is to come."""
    is_name = second[0].isupper() and len(second.split()) <= _MOST_NAME and not second.endswith(".")
    return first.count("«") > first.count("»") or (bool(_PLACE_TO_COME.search(first)) and is_name)
