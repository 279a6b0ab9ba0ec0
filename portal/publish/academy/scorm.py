"""A course as a SCORM 1.2 package: the file of the whole course, with a script that speaks to the learning system."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib import resources
from xml.etree import ElementTree as ET

from portal.publish.academy.course import ExportedCourse
from portal.publish.html.slim import slim

_CP, _ADL, _XSI = (
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "http://www.w3.org/2001/XMLSchema-instance",
)
_SCHEMAS = f"{_CP} imscp_rootv1p1p2.xsd {_ADL} adlcp_rootv1p2.xsd"
_DAY = (1980, 1, 1, 0, 0, 0)
"""Of every file in the package, so that the same course gives the same bytes."""


@cache
def lms_script() -> str:
    """What a page in a package runs before the script of lessons."""
    return slim(resources.files("portal.publish.academy").joinpath("scorm.js").read_text(encoding="utf-8"))


def scorm_package(course: ExportedCourse, html: str) -> bytes:
    """The package; ``html`` is the file of the course with :func:`lms_script` in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("imsmanifest.xml", manifest(course)), ("index.html", html.encode())):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            package.writestr(entry, data)
    return packed.getvalue()


def manifest(course: ExportedCourse) -> bytes:
    """``imsmanifest.xml``: one organisation with one item, the course."""
    for prefix, space in (("", _CP), ("adlcp", _ADL), ("xsi", _XSI)):
        ET.register_namespace(prefix, space)
    name = f"portal-{course.slug}-{course.lang}"
    root = ET.Element(
        f"{{{_CP}}}manifest", {"identifier": name, "version": "1.2", f"{{{_XSI}}}schemaLocation": _SCHEMAS}
    )
    metadata = _under(root, "metadata")
    _under(metadata, "schema").text = "ADL SCORM"
    _under(metadata, "schemaversion").text = "1.2"
    organisation = _under(_under(root, "organizations", default="course"), "organization", identifier="course")
    _under(organisation, "title").text = course.title[:200]
    item = _under(organisation, "item", identifier="item-course", identifierref="resource-course", isvisible="true")
    _under(item, "title").text = course.title[:200]
    resource = _under(
        _under(root, "resources"), "resource", identifier="resource-course", type="webcontent", href="index.html"
    )
    resource.set(f"{{{_ADL}}}scormtype", "sco")
    _under(resource, "file", href="index.html")
    ET.indent(root)
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"


def _under(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_CP}}}{name}", attributes)
