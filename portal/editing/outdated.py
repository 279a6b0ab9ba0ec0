"""Answers that rest on acts which have ended: advice, for what replaced the act may say the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from portal.core.problems import Problem, problem
from portal.corpus.corpus import Portal
from portal.model.documents import Answer


def outdated_answers(portal: Portal, slugs: Collection[str]) -> Iterator[Problem]:
    """Those of the documents that say to answer a question by an act that is no longer in force, with its successor."""
    for slug in sorted(slugs):
        document = portal.documents.get(slug) if portal.cards[slug].kind == "answer" else None
        if document is None or not isinstance(document.meta, Answer) or document.meta.standing == "archive":
            continue
        own = document.versions[document.original]
        for index, law in enumerate(document.meta.laws):
            act = portal.reference.acts.get(law.act)
            if act is None or not (act.ended or act.replaced_by):
                continue
            place = own.loaded.place(("laws", index))
            yield problem("answer-act-ended", own.path, *place, act=act.id, successor=act.replaced_by or "–")
