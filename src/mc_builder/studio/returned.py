"""Files that came back, dropped on the page: each change, what becomes of it, its application."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mc_builder.editing import Refused
from mc_builder.french import counted
from mc_builder.production.imprimes import kept
from mc_builder.project import Project
from mc_builder.returns.applying import applied
from mc_builder.returns.changes import BlockAdded, Change, Piece, Remark, Returned, TextChanged
from mc_builder.returns.edits import said_by
from mc_builder.returns.given import Unread, read_given
from mc_builder.returns.remarks import noted
from mc_builder.returns.review import Judged, State, review
from mc_builder.returns.telling import differences, told
from mc_builder.returns.without import bases_in
from mc_builder.studio.session import Session

#: How the page shows words that both texts have, that went, that came.
_SORTS = {"=": "garde", "-": "retire", "+": "ajoute"}


@dataclass
class ReturnedFiles:
    """The files that were dropped since the atelier was opened, by name."""

    files: dict[str, Returned] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)

    def drop(self, session: Session, name: str, content: str) -> None:
        """Take a file, its bytes in base 64; raises Refused."""
        try:
            data = base64.b64decode(content, validate=True)
            output = session.folder / "output"
            given = read_given(data, name, session.project, others=lambda: bases_in(kept(output)))
        except (Unread, binascii.Error, ValueError) as problem:
            why = str(problem) if isinstance(problem, Unread) else "il est arrivé abîmé"
            raise Refused(f"« {name} » ne peut pas être relu : {why}") from problem
        self.files[name] = given.returned
        self.problems[name] = [one.message for one in given.diagnostics]

    def forget(self, name: str) -> None:
        """Put a file aside."""
        self.files.pop(name, None)
        self.problems.pop(name, None)

    def judged(self, project: Project) -> list[Judged]:
        """All their changes, each with what becomes of it today."""
        return review(project, [(name, one.changes) for name, one in self.files.items()])

    def shown(self, project: Project) -> dict[str, Any]:
        """The files, their changes and their comments, for the page."""
        found = self.judged(project) if self.files else []
        return {
            "fichiers": [self._file(name, one) for name, one in self.files.items()],
            "modifications": [
                _shown(number, one, self.files[one.file]) for number, one in _numbered(found)
            ],
            "commentaires": [
                {"fichier": name, **_remark(remark)}
                for name, one in self.files.items()
                for remark in one.remarks
            ],
        }

    def _file(self, name: str, one: Returned) -> dict[str, Any]:
        ennuis = self.problems[name]
        return {"nom": name, "sur": one.sure, "version": one.version, "ennuis": ennuis}

    def keep_remarks(self, session: Session) -> None:
        """Write the comments of the files where they wait for an answer, as one step."""

        def made(project: Project) -> Mapping[str, bytes | None]:
            files: dict[str, bytes | None] = {}
            for one in self.files.values():
                step = noted(project, one)
                files |= step
                project = project.edited(step)
            return files

        session.change("Garder les commentaires d’un retour", made)

    def apply(self, session: Session, chosen: Mapping[str, str | None]) -> list[str]:
        """Make the changes of these numbers, some with other words, as one step; raises Refused.

        The answer is what could not be made, and why.
        """
        refused: list[str] = []

        def made(project: Project) -> Mapping[str, bytes | None]:
            asked = [
                _edited(one, chosen[number])
                for number, one in _numbered(self.judged(project))
                if number in chosen
            ]
            done = applied(project, asked)
            refused.extend(_refused(done.judged, self.files))
            if not done.files:
                raise Refused("rien de ce qui a été choisi ne peut être appliqué")
            return done.files

        session.change(f"Appliquer {counted(len(chosen), 'modification')} d’un retour", made)
        return refused


def _numbered(found: Iterable[Judged]) -> Iterator[tuple[str, Judged]]:
    """Each change with its number: its rank in its file."""
    ranks: Counter[str] = Counter()
    for one in found:
        ranks[one.file] += 1
        yield f"{ranks[one.file]} {one.file}", one


def _edited(one: Judged, words: str | None) -> Judged:
    """A change with the words that were typed in its place."""
    if words is None:  # of two files that disagree, the one that was chosen
        return replace(one, state=State.TO_APPLY) if _between(one) else one
    change: Change = one.change
    if isinstance(change, TextChanged):
        before = (Piece(one.ours),) if one.ours else change.before
        change = replace(change, before=before, after=words, now=())
    elif isinstance(change, BlockAdded):
        change = replace(change, markdown=words)
    return replace(one, change=change, state=State.TO_APPLY)


def _between(one: Judged) -> bool:
    """Whether a conflict is between files, the project being what they were made from."""
    return one.state is State.CONFLICT and not one.ours


def _refused(judged: tuple[Judged, ...], files: Mapping[str, Returned]) -> Iterator[str]:
    for one in judged:
        if not one.whole:
            said = told(one.change, files[one.file])
            yield f"{said.name or one.ref} : {one.why}"


def _shown(number: str, one: Judged, returned: Returned) -> dict[str, Any]:
    said = told(one.change, returned)
    origin = one.change.origin
    before, after = said_by(one.change)
    return {
        "numero": number,
        "fichier": one.file,
        "lieu": list(origin.place),
        "ref": one.ref,
        "quoi": said.what,
        "nom": said.name,
        "qui": origin.author,
        "quand": origin.moment.isoformat() if origin.moment is not None else "",
        "certain": origin.certain,
        "etat": str(one.state),
        "pourquoi": one.why,
        "mots": [
            {"sort": _SORTS[part.sign], "texte": part.words}
            for part in differences(said.before, said.after)
        ],
        "avant": before,
        "apres": after,
        "projet": one.ours,
        "entreFichiers": _between(one),
        "tapes": [{"avant": typed.before, "apres": typed.after} for typed in one.retyped],
        "modifiable": isinstance(one.change, TextChanged | BlockAdded),
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "ref": remark.ref,
        "extrait": remark.extract,
        "texte": remark.words,
        "qui": remark.author,
        "quand": remark.moment.isoformat() if remark.moment is not None else "",
        "traite": remark.done,
        "lieu": list(remark.place),
        "reponses": [_remark(answer) for answer in remark.answers],
    }
