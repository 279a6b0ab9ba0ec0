"""Questions about the portal itself name its pages above the documents, and questions about anything else do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import browsing
import small_tree
from portal.editing.page_words import page_problems
from portal.language.languages import CODES, folder
from portal.pages import search_pages
from portal.reference.load import load_reference
from test_search_words import NAMED

#: Page, then queries that ask for it; "-": queries that ask for none.
ASKED = {
    "ky": {
        "about": ["Бул сайтты ким жасаган жана тексттерин көчүрүүгө болобу?", "портал жөнүндө", "кто сделал этот сайт"],
        "use": ["клавиатурада ө тамгасы жок", "порталды кантип колдонуу керек", "издөө боюнча кеңештер",
                "сайттын тилин кантип алмаштырам"],
        "form": ["тажрыйбабызды сайтка кантип кошобуз", "порталга тажрыйба жиберүү", "сайтка опыт кошуу"],
        "contribute": ["порталды которууга жардам берем"],
        "host": ["порталды өз серверибизге коюу"],
        "offline": ["телефонго орнотуу", "флешкадан окуу", "интернет жокто сайтты кантип ачам",
                    "порталды телефонго жуктоп алуу", "офлайн",
                    "флэшкадан окуу", "читать без интернета"],
        "list": ["менин тизмем", "бир нече документти басып чыгаруу"],
        "privacy": ["паролу кандай", "сайт мен жөнүндө эмнени сактайт", "купуялык саясаты"],
        "status": ["порталдын жаңылыктарына жазылуу", "RSS"],
        "glossary": ["кыскартылган сөздөр эмнени билдирет", "глоссарий", "тааныш эмес терминдер", "Сөздүк"],
        "catalogue": ["чыпкалар"],
        "-": ["светофор орнотуу", "мектепке компьютер", "басмакана", "ишеним телефону", "айыл башчысын тандоо",
              "көпүрөнү ким жасаган", "каттоосуз нике", "кен казуу лицензиясы",
              "мектепте интернет", "айыл өкмөтүнүн сайты", "отчеттун формасы", "интернет", "сайт", "форма", "телефон",
              "документ", "тажрыйба", "тизме", "муниципалитеттин расмий сайты", "тажрыйба алмашуу", "айылда интернет",
              "жарандардын жеке маалыматы", "документтерди сактоо", "айылдын тажрыйбасы", "бюджетти сайтка жарыялоо",
              "мамлекеттик сатып алуулар порталы", "айыл өкмөтүнүн сайтын түзүү", "тил", "карта", "көз салуу"],
    },
    "ru": {
        "about": ["кто пишет эти статьи", "Кто сделал этот сайт и можно ли копировать его тексты?",
                  "кто зделал этот сайт", "о портале",
                  "как сообщить об ошибке на сайте",
                  # Written down nowhere: the page has all of the words, about as well as the best document.
                  "нашол ошибку куда писать"],
        "use": ["нет буквы ө на клавиатуре", "как пользоваться порталом", "советы по поиску", "сайтты кантип колдонуу"],
        "form": ["как добавить наш опыт на сайт", "отправить практику"],
        "contribute": ["как стать редактором портала"],
        "host": ["разместить портал на своём сервере"],
        "offline": ["как поставить на телефон", "скачать на телифон", "как читать без интернета",
                    "открыть портал с флешки", "скачать весь сайт архивом", "флешка",
                    "чтение без интеренета", "сохранить портал на флэшке"],
        "list": ["мой список", "добавить документ в избранное"],
        "privacy": ["какой пароль", "что сайт хранит обо мне", "политика конфиденциальности", "конфидициальность"],
        "status": ["подписаться на новости портала", "лента новых документов", "скачать данные"],
        "glossary": ["что означают сокращения", "глоссарий", "непонятные слова", "словарь"],
        "catalogue": ["все документы", "Фильтры"],
        "-": ["установить светофор", "телефон доверия", "типография", "печать айыл окмоту", "список очередников",
              "кто сделал мост", "лицензия на недра", "без регистрации брака",
              "интернет в школе", "сайт айыл окмоту", "форма отчёта", "интернет", "сайт", "форма", "телефон",
              "документ", "опыт", "список", "официальный сайт муниципалитета", "обмен опытом", "карта",
              "персональные данные граждан",
              "сохранить памятник", "опубликовать бюджет на сайте", "портал государственных закупок", "обратная связь",
              "создать сайт айыл окмоту", "размещение информации на сайте айыл окмоту", "новые документы"],
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", CODES)
def test_questions_about_the_portal_name_its_pages(built_site: Path, lang: str) -> None:
    asked = [(page, query) for page, queries in ASKED[lang].items() for query in queries]
    told = json.loads(browsing.run_node(NAMED, str(built_site), lang, stdin=json.dumps([query for _, query in asked])))
    wrong = {}
    for (page, query), named in zip(asked, told, strict=True):
        found = [path.removeprefix(folder(lang)).removesuffix(".html") for kind, path, _ in named if kind == "page"]
        assert all((built_site / path.split("#")[0]).is_file() for _, path, _ in named)
        if page not in found if page != "-" else found:
            wrong[query] = found
    assert not wrong


#: Which pages a query names: `data` as the manifest has it.
PAGES = (
    browsing.CLIENT_SCRIPT
    + """
  const [data, queries] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  globalThis.portalLanguages = () => ({ky: "", ru: "ru/"});
  const scripts = ["language.js", "search.js", "search-more.js"].map(clientScript).join("");
  const pages = (0, eval)(scripts + "; portalSearchPages");
  const index = {lang: "ru", path: (key) => key};
  const named = (query) => pages.pagesFor(index, data, {query, repaired: "", groups: []}).map(({ path }) => path);
  console.log(JSON.stringify(queries.map(named)));
"""
)


@pytest.mark.node
def test_there_may_be_more_pages_than_a_digit_can_tell() -> None:
    """One digit told 36, and the next page of an editor ended the build."""
    queries = [f"zq{chr(97 + page // 26)}{chr(97 + page % 26)}x" for page in range(50)]
    parts = [[[("ru", query)]] for query in queries]
    data = [[[str(page), "", ""] for page in range(50)], search_pages._packed([*parts, []]), []]
    told = json.loads(browsing.run_node(PAGES, stdin=json.dumps([data, queries])))
    assert told == [[str(page)] for page in range(50)]


def test_every_page_says_in_both_languages_how_it_is_asked_for() -> None:
    """Those of ``nav`` that are about the portal: whoever asks about it in either language finds them."""
    data, problems = load_reference(browsing.REPOSITORY)
    assert not [item for item in problems if item.path.endswith("pages.yml")]
    lines = (browsing.REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").split("  - Портал:\n")[1].split("\n\n")[0]
    about = {line.strip(" -").removesuffix(".md") for line in lines.splitlines()}
    assert len(about) > 5 and about <= data.pages.keys()
    assert all(item.asked.get(lang) or item.whole.get(lang) for item in data.pages.values() for lang in CODES)


FORM = "pages:\n  - id: form\n    asked: {ky: [жөнөтүү]}\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (FORM + "  - id: forn\n    asked: {ky: [жазуу]}\n", "pages-unknown", 4),
        (FORM + "  - id: form\n    asked: {ky: [жазуу]}\n", "data-duplicate-id", 4),
        (FORM.replace("жөнөтүү", "а, " * 27), "list-long", 3),
        (FORM.replace("    asked", "    more: 1\n    asked"), "field-unknown-inside", 3),
    ],
)  # fmt: skip
def test_wordings_of_pages_are_checked(tmp_path: Path, text: str, code: str, line: int) -> None:
    portal, problems = small_tree.load(tmp_path, {}, {"pages.yml": text})
    found = [item for item in (*problems, *page_problems(tmp_path, portal)) if item.path == "data/pages.yml"]
    assert [(item.code, item.line) for item in found] == [(code, line)], found
