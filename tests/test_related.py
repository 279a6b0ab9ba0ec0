"""Which documents are related, and why; and the names of the places that a document is about."""

from __future__ import annotations

from pathlib import Path

from portal.corpus.load import Portal
from portal.model.parts import Place
from portal.pages.related import Reason, relate
from portal.words.places import locate, names
from small_tree import DATA, ORIGINAL, RESOLUTION, load

TOPICS = DATA["topics.yml"] + "".join(
    f"  - {{id: {name}, title: {{ky: А, ru: А}}, summary: {{ky: А., ru: А.}}, description: {{ky: А., ru: А.}},"
    " icon: water, group: services, origin: added}\n"
    for name in ("roads", "waste")
)
REGIONS = DATA["regions.yml"].replace(
    "municipalities:\n",
    "  - {id: bishkek, title: {ky: Бишкек, ru: Бишкек}, kind: city, iso: KG-GB, tile: {row: 2, column: 2}}\n"
    "municipalities:\n  - {id: bishkek, title: {ky: Бишкек, ru: Бишкек}, type: city, oblast: bishkek}\n",
)


def about(*lines: str, topics: str = "drinking-water") -> str:
    """A practice with more in its card."""
    return ORIGINAL.replace("topics: [drinking-water]", f"topics: [{topics}]\n" + "\n".join(lines))


def portal_of(folder: Path, documents: dict[str, str]) -> Portal:
    files = {f"ky/{name}.md": text for name, text in documents.items()}
    portal, problems = load(folder, files, {"topics.yml": TOPICS, "regions.yml": REGIONS})
    assert problems == ()
    return portal


def related(portal: Portal) -> dict[str, list[tuple[str, list[str]]]]:
    found = relate(portal.documents.values(), portal.reference)
    return {
        slug: [(one.slug, [reason.name for reason in one.reasons]) for one in others] for slug, others in found.items()
    }


def test_what_documents_share_relates_them_and_more_of_it_comes_first(tmp_path: Path) -> None:
    portal = portal_of(
        tmp_path,
        {
            "practices/one": about("laws: [{act: kg-law-2021-125}]", "places: [{municipality: kashka-suu}]"),
            "practices/act": about("laws: [{act: kg-law-2021-125}]", topics="roads"),
            "practices/near": about("places: [{district: alamudun}]", topics="waste"),
            "practices/topic": about(),
            "practices/alone": about(topics="roads, waste").replace("roads, waste", "roads"),
        },
    )
    found = related(portal)
    # A place of another size and one topic are no reason; the same theme is one where no place is named at all.
    assert found["one"] == [("act", ["act"])]
    assert found["topic"] == [] == found["near"]
    assert found["alone"] == [("act", ["theme"])], "neither names a place"
    assert all(slug != other for slug, others in found.items() for other, _ in others)


def test_what_an_author_says_comes_first_and_holds_both_ways(tmp_path: Path) -> None:
    answers = "related: [{document: chechim, relation: answers, recommendation: 3}]"
    portal = portal_of(
        tmp_path,
        {
            "resolutions/chechim": RESOLUTION.replace("drinking-water", "roads"),
            "practices/one": about(answers),
            "practices/two": about(),
        },
    )
    found = relate(portal.documents.values(), portal.reference)
    assert [(one.slug, one.reasons) for one in found["one"]] == [
        ("chechim", (Reason("answers", 3),)),
        ("two", (Reason("theme"),)),
    ]
    assert [(one.slug, one.reasons) for one in found["chechim"]] == [("one", (Reason("answered", 3),))]


def test_no_more_than_six_are_found_for_a_document(tmp_path: Path) -> None:
    portal = portal_of(tmp_path, {f"practices/p{number}": about() for number in range(9)})
    assert {len(others) for others in related(portal).values()} == {6}


def test_names_of_places_go_from_small_to_large(tmp_path: Path) -> None:
    data = portal_of(tmp_path, {"practices/one": about()}).reference

    def named(**place: str) -> list[str]:
        return [name for name, _, _ in names(locate(Place.model_validate(place), data), data, "ru")]

    assert [(name, key) for name, _, key in names(locate(Place(district="alamudun"), data), data, "ru")] == [
        ("Аламудун", "regions/chuy#alamudun"),
        ("Чуй", "regions/chuy"),
    ]
    assert named(municipality="kashka-suu")[1:] == ["Аламудун", "Чуй"]
    assert named(oblast="osh") == ["Ош"]
    # A city of republican significance is a municipality and a region at once: it is named once.
    assert named(municipality="bishkek") == named(oblast="bishkek") == ["Бишкек"]
    keys = {
        key
        for place in (Place(municipality="bishkek"), Place(oblast="bishkek"))
        for _, _, key in names(locate(place, data), data, "ru")
    }
    assert keys == {"regions/bishkek"}
