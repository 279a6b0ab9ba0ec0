"""Questions of a course as question XML of Moodle, by the format that its documentation describes.

What Moodle documents no question for is put as the nearest: things to be put in order are matched with their places.
"""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree as ET

from portal.model.questions import Question
from portal.publish.academy.course import ExportedCourse, ExportedLesson

SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5"}
"""The shares of a mark that Moodle takes, by into how many equal ones it is cut."""


def moodle_xml(course: ExportedCourse) -> bytes:
    """The file: a category for the course with one below it for each lesson."""
    quiz = ET.Element("quiz")
    for lesson in course.lessons:
        _category(quiz, course, lesson)
        for number, question in enumerate(lesson.questions, 1):
            _question(quiz, course, lesson, number, question)
    ET.indent(quiz)
    found: bytes = ET.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return found + b"\n"


def _category(quiz: ET.Element, course: ExportedCourse, lesson: ExportedLesson) -> None:
    made = ET.SubElement(quiz, "question", type="category")
    # A slash parts categories; a double one is a slash in a name.
    names = [name.replace("/", "//") for name in (course.title, lesson.title)]
    _text(made, "category", f"$course$/top/{names[0]}/{names[1]}")


def _question(
    quiz: ET.Element, course: ExportedCourse, lesson: ExportedLesson, number: int, question: Question
) -> None:
    kind = {"one": "multichoice", "several": "multichoice", "number": "numerical"}.get(question.kind, "matching")
    made = ET.SubElement(quiz, "question", type=kind)
    _text(made, "name", f"{lesson.title}: {number}")
    _html(made, "questiontext", question.text)
    cited = [lesson.sources[place - 1] for place in question.sources if place <= len(lesson.sources)]
    _html(made, "generalfeedback", question.explanation, *cited)
    for name, value in (("defaultgrade", "1"), ("penalty", "0.3333333"), ("hidden", "0")):
        ET.SubElement(made, name).text = value
    ET.SubElement(made, "idnumber").text = f"{lesson.slug}.{question.id}.{course.lang}"
    if kind == "multichoice":
        _choices(made, question)
    elif kind == "numerical":
        answer = _answer(made, question.answer, "100", "")
        ET.SubElement(answer, "tolerance").text = question.tolerance
    else:
        ET.SubElement(made, "shuffleanswers").text = "true"
        pairs = question.pairs or tuple((text, str(place)) for place, text in enumerate(question.items, 1))
        for left, right in pairs:
            part = _html(made, "subquestion", left)
            _text(part, "answer", right)
    tags = ET.SubElement(made, "tags")
    for topic in course.topics:
        _text(tags, "tag", topic)


def _choices(made: ET.Element, question: Question) -> None:
    single = question.kind == "one"
    ET.SubElement(made, "single").text = "true" if single else "false"
    ET.SubElement(made, "shuffleanswers").text = "true"
    ET.SubElement(made, "answernumbering").text = "abc"
    right = sum(option.right for option in question.options)
    wrong = len(question.options) - right
    for option in question.options:
        share = SHARES[right] if option.right else "0" if single else f"-{SHARES[wrong]}"
        _answer(made, f"<p>{escape(option.text)}</p>", share, "html")


def _answer(made: ET.Element, text: str, share: str, form: str) -> ET.Element:
    answer = ET.SubElement(made, "answer", {"fraction": share} | ({"format": form} if form else {}))
    ET.SubElement(answer, "text").text = text
    return answer


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, name)
    ET.SubElement(made, "text").text = text
    return made


def _html(parent: ET.Element, name: str, *paragraphs: str) -> ET.Element:
    made = _text(parent, name, "".join(f"<p>{escape(text)}</p>" for text in paragraphs))
    made.set("format", "html")
    return made
