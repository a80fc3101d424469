"""The requests of the page → answers: each is one function on the session, run in a thread."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from mc_builder.documents.kinds import FORMATS, ROOMS
from mc_builder.editing import Refused
from mc_builder.page.templates import Templates
from mc_builder.project import Unreadable
from mc_builder.source.tree import ReadProblem
from mc_builder.studio import (
    answers,
    begun,
    calls,
    comparing,
    construction,
    fields,
    look,
    panels,
    sections,
    sheets,
    structure,
)
from mc_builder.studio.construction import Construction
from mc_builder.studio.matrices import matrix
from mc_builder.studio.panels import known_document
from mc_builder.studio.pasting import pasted
from mc_builder.studio.session import Outdated, Session
from mc_builder.studio.versions import Versions
from mc_builder.writing import OutputProblem

PAGES = Path(__file__).parent / "pages"
#: A stream says something now and then: a browser that went away is found out.
_HEARTBEAT = 15.0

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

#: What a request asks of the session: its data in, the answer out.
Answer = Callable[[dict[str, Any]], Any]


class Asked(Exception):
    """A request that means nothing; the message is in French."""


class Server:
    """What the page can ask, of one session."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        self.session = session
        self.today = today
        self.versions = Versions(session.folder)
        self.construction = Construction(session.folder, session.tell)
        self._ended = False

    @property
    def app(self) -> Starlette:
        """The application, without its guard."""
        return Starlette(routes=list(self._routes()))

    def end(self) -> None:
        """Close the streams: the server waits for them before it stops."""
        self._ended = True
        self.construction.cancel()
        self.session.tell()

    def _routes(self) -> list[BaseRoute]:
        asked: dict[str, tuple[str, Answer]] = {
            "/vue": ("GET", self.view),
            "/champ": ("GET", self.field),
            "/bloc/ajouter": ("POST", self.add_block),
            "/section/ajouter": ("POST", self.add_section),
            "/champ/ecrire": ("POST", self.write_field),
            "/fiche": ("GET", self.sheet),
            "/objet/nouveau": ("GET", self.asked),
            "/objet/citations": ("GET", self.citations),
            **{f"/objet/{name}": ("POST", self._doing(name)) for name in structure.DEEDS},
            "/appels": ("GET", lambda _: {"appels": calls.calls(self.session.project)}),
            "/coller": ("POST", self.paste),
            "/constat/corriger": ("POST", self.correct),
            "/constat/deroger": ("POST", self.set_aside),
            "/matrice/ecrire": ("POST", self.write_cell),
            "/annuler": ("POST", self.undo),
            "/retablir": ("POST", self.redo),
            "/construction": ("GET", self.built),
            "/construction/lancer": ("POST", self.build),
            "/construction/arreter": ("POST", self.stop),
            "/versions": ("GET", self.listed),
            "/versions/enregistrer": ("POST", self.save),
            "/version": ("GET", self.version),
            "/version/reprendre": ("POST", self.restore),
        }
        return [
            Route("/", _page),
            Route("/actifs/{name}", _asset),
            Route("/charte.css", self._look),
            Route("/feuille.css", self._sheet),
            Route("/evenements", self._events),
            Route("/fichier/{name}", self._file),
            *(Route(path, _answering(do, how), methods=[how]) for path, (how, do) in asked.items()),
        ]

    # --- what is asked --------------------------------------------------------------------------

    def view(self, asked: dict[str, Any]) -> Any:
        """The document of this name, and all that is beside it."""
        self.session.refresh()
        return self._view(asked.get("document", ""))

    def _view(self, key: str) -> Any:
        return panels.whole(self.session, key, self.today(), self._templates())

    def field(self, asked: dict[str, Any]) -> Any:
        """What may be typed in a field, and what is typed there now."""
        self.session.refresh()
        return fields.shown(self.session.project, _text(asked, "ref"))

    def write_field(self, asked: dict[str, Any]) -> Any:
        """Write a field; its former text is given, and nothing is written over another."""
        fields.write(self.session, _text(asked, "ref"), asked)
        return self._view(asked.get("document", ""))

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
            return {"cle": cle, "vue": self._view(asked.get("document", ""))}

        return do

    def paste(self, asked: dict[str, Any]) -> Any:
        """What is on the clipboard, as Markdown, and what it leaves out."""
        found = pasted(_text(asked, "html"))
        return {"markdown": found.markdown, "laisse": found.left}

    def correct(self, asked: dict[str, Any]) -> Any:
        """Correct what a finding is about, where that is certain."""
        mark = _text(asked, "marque")
        self.session.change(
            "Corriger un constat", lambda project: answers.corrected(project, mark, self.today())
        )
        return self._view(asked.get("document", ""))

    def set_aside(self, asked: dict[str, Any]) -> Any:
        """Set a finding aside, with its motive."""
        mark = _text(asked, "marque")
        self.session.change(
            "Déroger à un constat",
            lambda project: answers.set_aside(project, mark, self.today(), asked),
        )
        return self._view(asked.get("document", ""))

    def write_cell(self, asked: dict[str, Any]) -> Any:
        """Write a cell of a matrix."""
        table = matrix(_text(asked, "cle"))
        row, column = _text(asked, "ligne"), _text(asked, "colonne")
        self.session.change(
            f"Modifier « {table.titre} »", lambda project: table.write(project, row, column, asked)
        )
        return self._view(asked.get("document", ""))

    def add_block(self, asked: dict[str, Any]) -> Any:
        """Write a paragraph after another."""
        fields.add_after(self.session, _text(asked, "ref"), _text(asked, "texte"))
        return self._view(asked.get("document", ""))

    def add_section(self, asked: dict[str, Any]) -> Any:
        """A new section of the note, or a text of the annexes that is expected."""
        cle = sections.add(self.session, _text(asked, "dossier"), _text(asked, "titre"))
        return {"cle": cle, "vue": self._view(asked.get("document", ""))}

    def undo(self, asked: dict[str, Any]) -> Any:
        """Undo the last step."""
        self.session.undo()
        return self._view(asked.get("document", ""))

    def redo(self, asked: dict[str, Any]) -> Any:
        """Do again what was undone."""
        self.session.redo()
        return self._view(asked.get("document", ""))

    # --- documents -----------------------------------------------------------------------------

    def build(self, asked: dict[str, Any]) -> Any:
        """Begin to build some documents, all of them when none is named."""
        documents = [key for key in asked.get("documents", []) if known_document(key)]
        formats = [form for form in asked.get("formats", []) if form in FORMATS]
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

    async def _file(self, request: Request) -> Response:
        """A document that was built; Word and Excel files are downloaded."""
        path = construction.file(self.session.folder, request.path_params["name"])
        if path is None:
            return Response(status_code=404)
        shown = "inline" if path.suffix in {".pdf", ".md", ".json"} else "attachment"
        return FileResponse(path, filename=path.name, content_disposition_type=shown)

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
        return self._view(asked.get("document", ""))

    # --- files and streams ----------------------------------------------------------------------

    def _templates(self) -> Templates:
        return Templates(self.session.folder, ROOMS)

    async def _look(self, _: Request) -> Response:
        return Response(look.colours(self.session.project), media_type="text/css")

    async def _sheet(self, _: Request) -> Response:
        return Response(look.sheet(self._templates()), media_type="text/css")

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(self._told(request), media_type="text/event-stream")

    async def _told(self, request: Request) -> AsyncIterator[str]:
        """The state of things each time it changes; once for several changes in a row."""
        loop, changed = asyncio.get_running_loop(), asyncio.Event()
        with self.session.heard(partial(loop.call_soon_threadsafe, changed.set)):
            changed.set()
            while not self._ended and not await request.is_disconnected():
                try:
                    await asyncio.wait_for(changed.wait(), _HEARTBEAT)
                except TimeoutError:
                    yield ": attente\n\n"
                    continue
                changed.clear()
                state = {
                    "revision": self.session.revision,
                    "construction": len(self.construction.lines),
                    "construit": self.construction.running,
                }
                yield f"data: {json.dumps(state)}\n\n"


def _text(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value:
        raise Asked(f"« {name} » manque à la demande")
    return value


def _answering(do: Answer, how: str) -> Callable[[Request], Any]:
    """A function of the session as an endpoint: what goes wrong is said, never a traceback."""

    async def endpoint(request: Request) -> Response:
        try:
            asked = dict(request.query_params) if how == "GET" else await _body(request)
            return JSONResponse(await run_in_threadpool(do, asked))
        except fields.Conflict as conflict:
            return JSONResponse({"conflit": conflict.shown}, 409)
        except Outdated:
            why = "Les fichiers ont changé depuis : rien n’a été écrit."
            return JSONResponse({"message": why}, 409)
        except (Refused, Asked, OutputProblem, ReadProblem) as problem:
            return JSONResponse({"message": str(problem)}, 422)
        except Unreadable:
            why = "dossier/dossier.yaml ne se lit plus : corrigez-le, la page reprendra."
            return JSONResponse({"message": why}, 422)

    return endpoint


async def _body(request: Request) -> dict[str, Any]:
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError, ClientDisconnect) as error:
        raise Asked("ces données ne se lisent pas") from error
    if not isinstance(data, dict):
        raise Asked("ces données ne se lisent pas")
    return data


async def _page(_: Request) -> Response:
    return FileResponse(PAGES / "atelier.html", media_type="text/html")


async def _asset(request: Request) -> Response:
    """A file of the page, among those that there are."""
    name = request.path_params["name"]
    file = next((f for f in PAGES.iterdir() if f.name == name and f.suffix in _KINDS), None)
    if file is None:
        return Response(status_code=404)
    return FileResponse(file, media_type=_KINDS[file.suffix])
