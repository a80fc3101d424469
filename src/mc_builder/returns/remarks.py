"""The comments of a returned document → ``dossier/retours.yaml``, where they wait for an answer.

One that is there already is not noted twice: it gets the answers that are new, and is settled when
its thread was resolved in Word. What somebody settled in the file is never opened again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mc_builder.editing import Changes, add_item, set_value
from mc_builder.model.retours import Reponse, Retour
from mc_builder.project import Project
from mc_builder.returns.changes import Remark, Returned
from mc_builder.writers.docx.comments import AUTHOR

#: How a comment is known again: who, what.
Said = tuple[str, str]


def noted(project: Project, returned: Returned) -> Changes:
    """The file once it has all the comments of a returned document; empty when it has them.

    Raises Refused.
    """
    changes: Changes = {}
    for remark in returned.remarks:
        if remark.author == AUTHOR:
            continue  # a finding of ours, or a gap
        for made in _of(project, returned.document, remark):
            changes |= made
            project = project.edited(made)
    return changes


def _of(project: Project, document: str, remark: Remark) -> Iterator[Changes]:
    """What a comment adds, one edit after the other."""
    found = next((r for r in project.projet.retours if _known(r) == _said(remark)), None)
    if found is None:
        yield add_item(project, "", "retours", _data(document, remark))
        return
    made: Changes = {}
    if remark.done and found.etat == "ouvert":
        made = set_value(project, f"{found.cle}:etat", "traite")
        yield made
        project = project.edited(made)
    known = {_known(answer) for answer in found.reponses}
    for answer in remark.answers:
        if _said(answer) not in known:
            made = add_item(project, found.cle, "reponses", _answer(answer))
            yield made
            project = project.edited(made)


def _known(written: Retour | Reponse) -> Said:
    return (_folded(str(written.auteur or "")), _folded(str(written.texte)))


def _said(remark: Remark) -> Said:
    return (_folded(remark.author), _folded(remark.words))


def _folded(words: str) -> str:
    return " ".join(words.split())


def _data(document: str, remark: Remark) -> dict[str, object]:
    """A comment as the file holds it: the keys that have something to say."""
    answers = [_answer(answer) for answer in remark.answers]
    return _filled(
        texte=_folded(remark.words),
        auteur=remark.author,
        date=_day(remark),
        document=document,
        sur=remark.ref,
        extrait=_folded(remark.extract),
        etat="traite" if remark.done else "",
        reponses=answers,
    )


def _answer(answer: Remark) -> dict[str, object]:
    return _filled(auteur=answer.author, date=_day(answer), texte=_folded(answer.words))


def _filled(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}


def _day(remark: Remark) -> str:
    return "" if remark.moment is None else date.isoformat(remark.moment.date())
