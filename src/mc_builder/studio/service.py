"""What the page may ask of a session: data in, data out, whatever carries them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from mc_builder.documents.kinds import FORMATS, ROOMS
from mc_builder.editing.matrices import matrix
from mc_builder.page.templates import Templates
from mc_builder.studio import (
    begun,
    calls,
    comparing,
    construction,
    fields,
    findings,
    nomenclatures,
    panels,
    pictures,
    pistes,
    sections,
    sheets,
    structure,
)
from mc_builder.studio.construction import Construction
from mc_builder.studio.panels import known_document
from mc_builder.studio.pasting import pasted
from mc_builder.studio.returned import ReturnedFiles
from mc_builder.studio.session import Session
from mc_builder.studio.versions import Versions

#: What a request asks of the session: its data in, the answer out.
Answer = Callable[[dict[str, Any]], Any]


class Asked(Exception):
    """A request that means nothing; the message is in French."""


class Service:
    """The questions of the page, of one session."""

    def __init__(
        self,
        session: Session,
        today: Callable[[], date],
        store: Callable[[], Path | None] = lambda: None,
    ) -> None:
        self.session = session
        self.today = today
        self.store = store
        self.versions = Versions(session.folder)
        self.construction = Construction(session.folder, session.tell)
        self.files = ReturnedFiles()

    @property
    def templates(self) -> Templates:
        """Those of the project first."""
        return Templates(self.session.folder, ROOMS)

    @property
    def questions(self) -> dict[str, tuple[str, Answer]]:
        """By address: how it is asked (GET changes nothing), and what answers."""
        return {
            "/vue": ("GET", self.view),
            "/champ": ("GET", self.field),
            "/bloc/ajouter": ("POST", self.add_block),
            **{f"/tableau/{name}": ("POST", self._tabling(name)) for name in fields.TABLES},
            "/section/ajouter": ("POST", self.add_section),
            "/champ/ecrire": ("POST", self.write_field),
            "/fiche": ("GET", self.sheet),
            "/objet/nouveau": ("GET", self.asked),
            "/objet/citations": ("GET", self.citations),
            **{f"/objet/{name}": ("POST", self._doing(name)) for name in structure.DEEDS},
            "/appels": ("GET", lambda _: {"appels": calls.calls(self.session.project)}),
            "/coller": ("POST", self.paste),
            "/image": ("POST", self.add_picture),
            "/constat/corriger": ("POST", self.correct),
            "/constat/deroger": ("POST", self.set_aside),
            "/matrice/ecrire": ("POST", self.write_cell),
            "/piste/ecarter": ("POST", self._judging(refused=True)),
            "/piste/remettre": ("POST", self._judging(refused=False)),
            "/annuler": ("POST", self.undo),
            "/retablir": ("POST", self.redo),
            "/nomenclatures": ("GET", self.search_fiches),
            "/nomenclatures/fiches": ("GET", self.compare_fiches),
            "/nomenclatures/emploi": ("POST", self.write_job),
            "/construction": ("GET", self.built),
            "/construction/lancer": ("POST", self.build),
            "/construction/arreter": ("POST", self.stop),
            "/versions": ("GET", self.listed),
            "/versions/enregistrer": ("POST", self.save),
            "/version": ("GET", self.version),
            "/version/reprendre": ("POST", self.restore),
            "/retours": ("GET", self.returned),
            "/retours/deposer": ("POST", self.drop),
            "/retours/oublier": ("POST", self.forget),
            "/retours/appliquer": ("POST", self.apply),
            "/retours/commentaires": ("POST", self.keep_remarks),
        }

    # --- what is asked --------------------------------------------------------------------------

    def view(self, asked: dict[str, Any]) -> Any:
        """The document of this name, and all that is beside it."""
        self.session.refresh()
        return self._view(asked)

    def _view(self, asked: dict[str, Any]) -> Any:
        key = asked.get("document")
        shown = key if isinstance(key, str) else ""
        return panels.whole(self.session, shown, self.today(), self.templates)

    def field(self, asked: dict[str, Any]) -> Any:
        """What may be typed in a field, and what is typed there now."""
        self.session.refresh()
        return fields.shown(self.session.project, _text(asked, "ref"))

    def write_field(self, asked: dict[str, Any]) -> Any:
        """Write a field; its former text is given, and nothing is written over another."""
        fields.write(self.session, _text(asked, "ref"), asked)
        return self._view(asked)

    def sheet(self, asked: dict[str, Any]) -> Any:
        """The sheet of an object."""
        self.session.refresh()
        return sheets.sheet(self.session.project, _text(asked, "cle"))

    def asked(self, asked: dict[str, Any]) -> Any:
        """What is asked for a new object of a list."""
        holder, field = asked.get("cle", ""), _text(asked, "champ")
        return begun.asked(self.session.project, holder, field)

    def citations(self, asked: dict[str, Any]) -> Any:
        """What cites an object: what its deletion would break."""
        return {"citations": structure.citations(self.session.project, _text(asked, "cle"))}

    def _doing(self, name: str) -> Answer:
        """Add, duplicate, move or delete an object: the view, and the object that came of it."""

        def do(asked: dict[str, Any]) -> Any:
            cle = structure.do(self.session, name, asked)
            return {"cle": cle, "vue": self._view(asked)}

        return do

    def paste(self, asked: dict[str, Any]) -> Any:
        """What is on the clipboard, as Markdown, and what it leaves out."""
        found = pasted(_text(asked, "html"))
        return {"markdown": found.markdown, "laisse": found.left}

    def add_picture(self, asked: dict[str, Any]) -> Any:
        """Keep a picture, in base 64; the call that places it."""
        said = {key: _text(asked, key) for key in ("legende", "credit", "texte")}
        name, content = _text(asked, "nom"), _text(asked, "contenu")
        return {"appel": pictures.add(self.session, name, content, said)}

    def correct(self, asked: dict[str, Any]) -> Any:
        """Correct what some findings are about, where that is certain, as one step."""
        marks = _texts(asked, "marques")
        self.session.change(
            "Corriger", lambda project: findings.corrected(project, marks, self.today())
        )
        return self._view(asked)

    def set_aside(self, asked: dict[str, Any]) -> Any:
        """Set a finding aside, with its motive."""
        mark = _text(asked, "marque")
        self.session.change(
            "Déroger à un constat",
            lambda project: findings.set_aside(project, mark, self.today(), asked),
        )
        return self._view(asked)

    def _judging(self, *, refused: bool) -> Answer:
        """Refuse what is suggested for a requirement, or have it suggested again."""
        label = "Écarter une piste" if refused else "Remettre une piste"

        def do(asked: dict[str, Any]) -> Any:
            exigence, cle = _text(asked, "exigence"), _text(asked, "cle")
            self.session.change(
                label, lambda project: pistes.judge(project, exigence, cle, refused=refused)
            )
            return self._view(asked)

        return do

    def write_cell(self, asked: dict[str, Any]) -> Any:
        """Write a cell of a matrix."""
        table = matrix(_text(asked, "cle"))
        row, column = _text(asked, "ligne"), _text(asked, "colonne")
        self.session.change(
            f"Modifier « {table.titre} »", lambda project: table.write(project, row, column, asked)
        )
        return self._view(asked)

    def add_block(self, asked: dict[str, Any]) -> Any:
        """Write a paragraph after another."""
        fields.add_after(self.session, _text(asked, "ref"), _text(asked, "texte"))
        return self._view(asked)

    def _tabling(self, name: str) -> Answer:
        """Add or take away a row or a column of the table of a cell."""

        def do(asked: dict[str, Any]) -> Any:
            fields.change_table(self.session, name, _text(asked, "ref"))
            return self._view(asked)

        return do

    def add_section(self, asked: dict[str, Any]) -> Any:
        """A new section of the note, or a text of the annexes that is expected."""
        cle = sections.add(self.session, _text(asked, "dossier"), _text(asked, "titre"))
        return {"cle": cle, "vue": self._view(asked)}

    def undo(self, asked: dict[str, Any]) -> Any:
        """Undo the last step."""
        self.session.undo()
        return self._view(asked)

    def redo(self, asked: dict[str, Any]) -> Any:
        """Do again what was undone."""
        self.session.redo()
        return self._view(asked)

    # --- nomenclatures -------------------------------------------------------------------------

    def search_fiches(self, asked: dict[str, Any]) -> Any:
        """The fiches of the nomenclatures of this machine that some words name."""
        words = asked.get("mots")
        return nomenclatures.searched(self.store(), words if isinstance(words, str) else "")

    def compare_fiches(self, asked: dict[str, Any]) -> Any:
        """What fiches ask for, one beside the other; their names are on lines."""
        self.session.refresh()
        named = _text(asked, "fiches").split("\n")
        return nomenclatures.compared(self.session.project, self.store(), named)

    def write_job(self, asked: dict[str, Any]) -> Any:
        """Write a job from fiches: the view, and the job."""
        named, kept = _texts(asked, "fiches"), _texts(asked, "gardes")
        said = (_text(asked, "titre"), _text(asked, "acces"))
        cle = nomenclatures.write_job(self.session, self.store(), named, kept, said)
        return {"cle": cle, "vue": self._view(asked)}

    # --- documents -----------------------------------------------------------------------------

    def build(self, asked: dict[str, Any]) -> Any:
        """Begin to build some documents, all of them when none is named."""
        documents = [key for key in _texts(asked, "documents") if known_document(key)]
        formats = [form for form in _texts(asked, "formats") if form in FORMATS]
        draft = not self.session.project.sound
        self.construction.start(documents, formats, draft=draft)
        return self.built(asked)

    def stop(self, asked: dict[str, Any]) -> Any:
        """Stop the build that goes on."""
        self.construction.cancel()
        return self.built(asked)

    def built(self, _: dict[str, Any]) -> Any:
        """How far the build is, and the files that there are."""
        return {
            "enCours": self.construction.running,
            "code": self.construction.code,
            "lignes": self.construction.lines,
            "fichiers": construction.files(self.session.folder),
        }

    # --- versions ------------------------------------------------------------------------------

    def listed(self, _: dict[str, Any]) -> Any:
        """The versions, the latest first."""
        return {"versions": [comparing.shown(version) for version in self.versions.listed()]}

    def save(self, asked: dict[str, Any]) -> Any:
        """Keep the files as they are, with a sentence."""
        with self.session.lock:
            self.versions.save(_text(asked, "phrase"))
        return self.listed(asked)

    def version(self, asked: dict[str, Any]) -> Any:
        """What changed since a version: files, lines, coverage."""
        self.session.refresh()
        return comparing.since(self.session.project, self.versions.files(_text(asked, "id")))

    def restore(self, asked: dict[str, Any]) -> Any:
        """Take one file again as it was in a version: a step, which can be undone."""
        path, files = _text(asked, "fichier"), self.versions.files(_text(asked, "id"))
        self.session.change(
            f"Reprendre {path} d’une version", lambda _: comparing.restored(files, path)
        )
        return self._view(asked)

    # --- files that came back -------------------------------------------------------------------

    def returned(self, _: dict[str, Any]) -> Any:
        """What the files that came back say otherwise, on the project of today."""
        self.session.refresh()
        return self.files.shown(self.session.project)

    def drop(self, asked: dict[str, Any]) -> Any:
        """Take a file that came back, in base 64."""
        with self.session.lock:
            name, content = _text(asked, "nom"), _text(asked, "contenu")
            self.files.drop(self.session, name, content)
        return self.returned(asked)

    def forget(self, asked: dict[str, Any]) -> Any:
        """Put a file that came back aside."""
        self.files.forget(_text(asked, "nom"))
        return self.returned(asked)

    def keep_remarks(self, asked: dict[str, Any]) -> Any:
        """Write the comments of the files where they wait for an answer."""
        self.files.keep_remarks(self.session)
        return {"retours": self.returned(asked), "vue": self._view(asked)}

    def apply(self, asked: dict[str, Any]) -> Any:
        """Make the changes that were accepted, as one step; what could not be made says why."""
        chosen = asked.get("choisies")
        if not isinstance(chosen, dict) or not chosen:
            raise Asked("choisissez au moins une modification")
        words = {str(n): one if isinstance(one, str) else None for n, one in chosen.items()}
        refused = self.files.apply(self.session, words)
        return {"refus": refused, "retours": self.returned(asked), "vue": self._view(asked)}


def _text(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value:
        raise Asked(f"« {name} » manque à la demande")
    return value


def _texts(asked: dict[str, Any], name: str) -> list[str]:
    """A list of texts; an empty one when there is none."""
    value = asked.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Asked(f"« {name} » attend une liste")
    return value
