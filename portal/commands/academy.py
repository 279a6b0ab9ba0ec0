"""``academy``: a self-study course as a file that a training body imports."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from portal.commands.base import FOUND, OK, USAGE, Command, CommandWords
from portal.commands.onefile import built_site
from portal.content.validation import nearest
from portal.core.problems import render
from portal.corpus.corpus import Portal
from portal.corpus.load import load_portal
from portal.model.values import LANGS
from portal.publish.academy.course import ExportedCourse, exported, self_study_courses
from portal.publish.academy.moodle import moodle_xml
from portal.publish.academy.scorm import lms_script, scorm_package
from portal.publish.html.properties import read_properties
from portal.publish.onefile.course import course_file

FORMS = {"scorm12": "zip", "moodle-xml": "xml", "html": "html"}
"""The forms in which a course goes out, with the ending of the file."""


def arguments(parser: argparse.ArgumentParser, words: CommandWords) -> None:
    """Which course, in which form and language, where to."""
    parser.add_argument("action", choices=("export",), help=words("action"))
    parser.add_argument("course", metavar="COURSE", help=words("course"))
    parser.add_argument("--as", dest="form", choices=tuple(FORMS), required=True, help=words("form"))
    parser.add_argument("--in", dest="language", choices=LANGS, default=LANGS[0], help=words("in"))
    parser.add_argument("-o", "--output", type=Path, help=words("out"))
    parser.add_argument("--site", type=Path, help=words("site"))


def run(options: argparse.Namespace, command: Command) -> int:
    """Write the file. Exit code 1 if the content has problems, 2 for an unknown course or one without lessons."""
    portal, problems = load_portal(command.root)
    if problems:
        command.say(render(problems, command.lang))
        return FOUND
    slug, lang, form = options.course.rpartition("/")[2].removesuffix(".md"), options.language, options.form
    names = self_study_courses(portal)
    if slug not in names:
        command.fail("unknown", USAGE, slug=slug, near=nearest(slug, names) or "–")
    course = exported(portal, slug, lang)
    if not course.questions:
        command.fail("empty", USAGE, slug=slug)
    data = moodle_xml(course) if form == "moodle-xml" else _of_site(options, command, portal, course)
    target: Path = options.output or Path(f"{slug}-{lang}-{form}.{FORMS[form]}")
    target.write_bytes(data)
    size = -(-len(data) // 1024)
    counted = {"lessons": len(course.lessons), "questions": course.questions}
    command.say(command.words("done", path=target, size=size, **counted))
    command.give({"path": str(target), "bytes": len(data), **counted})
    return OK


def _of_site(options: argparse.Namespace, command: Command, portal: Portal, course: ExportedCourse) -> bytes:
    """What is made of the page of the course in the site, which is built if none is given."""
    properties, scorm = read_properties(command.root), options.form == "scorm12"
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or built_site(command, Path(folder) / "site")
        try:
            more = (lms_script(),) if scorm else ()
            html = course_file(portal, site, command.root, course.slug, course.lang, properties, more)
        except FileNotFoundError as error:
            command.fail("no-page", path=Path(str(error.filename)).relative_to(site).as_posix())
    return scorm_package(course, html) if scorm else html.encode()
