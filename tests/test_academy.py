"""Courses for training bodies: question XML of Moodle read back, the manifest of SCORM, the command."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import etree

import browsing
import lessons
import small_tree
from portal.commands.main import main
from portal.corpus.load import load_portal
from portal.model.questions import Question
from portal.publish.academy.course import ExportedCourse, exported
from portal.publish.academy.moodle import SHARES, moodle_xml
from portal.publish.academy.scorm import lms_script, manifest, scorm_package

CP, ADL = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
SCHEMAS = browsing.REPOSITORY / ".cache" / "scorm-schemas"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_tree.lay_out(tmp_path_factory.mktemp("academy"), lessons.files())


@pytest.fixture(scope="module")
def courses(tree: Path) -> dict[str, ExportedCourse]:
    portal, problems = load_portal(tree)
    assert not problems
    return {lang: exported(portal, "ulgu-kurs", lang) for lang in ("ky", "ru")}


def plain(text: str | None) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text or ""))


def read_back(node: ET.Element) -> dict[str, object]:
    """A question as Moodle's importer reads it."""
    found: dict[str, object] = {"type": node.get("type"), "text": plain(node.findtext("questiontext/text"))}
    if node.get("type") == "multichoice":
        found["single"] = node.findtext("single")
        found["answers"] = [
            (plain(one.findtext("text")), float(one.get("fraction", "0"))) for one in node.iter("answer")
        ]
    elif node.get("type") == "numerical":
        found["answer"] = [(one.findtext("text"), one.findtext("tolerance")) for one in node.iter("answer")]
    else:
        pairs = node.findall("subquestion")
        found["pairs"] = [(plain(one.findtext("text")), one.findtext("answer/text")) for one in pairs]
    return found


def wanted(question: Question) -> dict[str, object]:
    found: dict[str, object] = {"type": "matching", "text": question.text}
    if question.options:
        right = sum(one.right for one in question.options)
        wrong = float(SHARES[len(question.options) - right])
        share, none = float(SHARES[right]), 0.0 if question.kind == "one" else -wrong
        found |= {"type": "multichoice", "single": "true" if question.kind == "one" else "false"}
        found["answers"] = [(one.text, share if one.right else none) for one in question.options]
    elif question.answer:
        found |= {"type": "numerical", "answer": [(question.answer, question.tolerance)]}
    else:
        numbered = [(text, str(place)) for place, text in enumerate(question.items, 1)]
        found["pairs"] = list(question.pairs) or numbered
    return found


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_questions_are_read_back(courses: dict[str, ExportedCourse], lang: str) -> None:
    course = courses[lang]
    root = ET.fromstring(moodle_xml(course))
    nodes = root.findall("question")
    assert root.tag == "quiz" and nodes[0].get("type") == "category"
    assert nodes[0].findtext("category/text") == f"$course$/top/{course.title}/{course.lessons[0].title}"
    questions = course.lessons[0].questions
    assert [read_back(node) for node in nodes[1:]] == [wanted(question) for question in questions]
    assert [node.findtext("idnumber") for node in nodes[1:]] == [f"ulgu-ugulush.q{n}.{lang}" for n in range(1, 6)]
    feedback = plain(nodes[1].findtext("generalfeedback/text"))
    assert questions[0].explanation in feedback and "Үлгү басмасы – Ойдон чыгарылган колдонмо" in feedback
    for node in nodes[1:]:
        assert node.findtext("questiontext/text", "").startswith("<p>") and node.find("name/text") is not None


def test_shares_come_to_a_whole_mark() -> None:
    assert all(abs(count * float(share) - 100) < 0.001 for count, share in SHARES.items())


def test_signs_of_markup_stay_words(tmp_path: Path) -> None:
    """What stands in a question is never markup: neither in XML nor in the HTML in it."""
    change = ("ky/lessons/ulgu-ugulush.md", "- [ ] 3 күн мурда", "- [ ] 3 < 5 & «5» ]]> '\"")
    portal, problems = small_tree.load(tmp_path, lessons.files(change))
    assert [item for item in problems if not item.code.startswith("parity-")] == []
    root = ET.fromstring(moodle_xml(exported(portal, "ulgu-kurs", "ky")))
    answer = root.findall("question")[1].findtext("answer/text") or ""
    assert answer == "<p>3 &lt; 5 &amp; «5» ]]&gt; &#x27;&quot;</p>" and plain(answer) == "3 < 5 & «5» ]]> '\""


def test_the_manifest_names_the_course(courses: dict[str, ExportedCourse]) -> None:
    root = ET.fromstring(manifest(courses["ru"]))
    assert root.tag == f"{CP}manifest" and root.get("identifier") == "portal-ulgu-kurs-ru"
    assert [node.tag for node in root] == [f"{CP}{name}" for name in ("metadata", "organizations", "resources")]
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
    organisations = root.find(f"{CP}organizations")
    assert organisations is not None
    assert organisations.get("default") == organisations[0].get("identifier")
    item, resource = next(root.iter(f"{CP}item")), next(root.iter(f"{CP}resource"))
    assert (
        item.get("identifierref") == resource.get("identifier") and item.findtext(f"{CP}title") == "Слушания по бюджету"
    )
    assert resource.get(f"{ADL}scormtype") == "sco" and resource.get("href") == "index.html"
    names = [node.get("identifier") for node in root.iter() if node.get("identifier")]
    assert len(names) == len(set(names))


def test_the_manifest_holds_against_the_schemas(courses: dict[str, ExportedCourse]) -> None:
    """The schemas are ADL's and IMS' (scripts/scorm_schemas.py)."""
    if not (SCHEMAS / "adlcp_rootv1p2.xsd").is_file():
        browsing.missing("The schemas of SCORM 1.2", "make setup")
    own = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:import namespace="{ADL[1:-1]}" schemaLocation="{(SCHEMAS / "adlcp_rootv1p2.xsd").as_uri()}"/>
      <xs:import namespace="{CP[1:-1]}" schemaLocation="{(SCHEMAS / "imscp_rootv1p1p2.xsd").as_uri()}"/>
    </xs:schema>"""
    schema = etree.XMLSchema(etree.fromstring(own.encode()))
    for course in courses.values():
        schema.assertValid(etree.fromstring(manifest(course)))
        broken = manifest(course).replace(b"identifierref", b"reference")
        assert not schema.validate(etree.fromstring(broken))


def test_a_package_is_the_same_each_time(courses: dict[str, ExportedCourse]) -> None:
    assert scorm_package(courses["ky"], "<p>") == scorm_package(courses["ky"], "<p>")
    assert "LMSInitialize" in lms_script() and "/**" not in lms_script() and "</script" not in lms_script()


def run(tree: Path, *arguments: str) -> int:
    return main(["academy", "export", *arguments, "--root", str(tree), "--lang", "ru"])


def test_the_command_writes_and_refuses(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "questions.xml"
    assert run(tree, "docs/ru/courses/ulgu-kurs.md", "--as", "moodle-xml", "--in", "ru", "-o", str(target)) == 0
    assert "уроков: 1, вопросов: 5" in capsys.readouterr().out
    assert ET.fromstring(target.read_bytes()).tag == "quiz"
    assert run(tree, "ulgu-kur", "--as", "moodle-xml") == 2
    assert "Похожее имя: ulgu-kurs" in capsys.readouterr().err


def test_a_course_without_lessons_is_not_put_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {path: text for path, text in lessons.files().items() if "lessons/" not in path}
    assert run(small_tree.lay_out(tmp_path, found), "ulgu-kurs", "--as", "moodle-xml") == 2
    assert "нет опубликованных уроков" in capsys.readouterr().err
