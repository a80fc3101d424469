"""Requests → answers: each question of the page is run in a thread, what changes is told to it."""

from __future__ import annotations

import asyncio
import json
import os
import traceback
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from mc_builder.collector import collect_what_is_due
from mc_builder.editing import Refused
from mc_builder.project import Unreadable
from mc_builder.source.tree import ReadProblem
from mc_builder.studio import construction, look
from mc_builder.studio.fields import Conflict
from mc_builder.studio.service import Answer, Asked, Service
from mc_builder.writing import Outdated, OutputProblem

PAGES = Path(__file__).parent / "pages"
#: A stream says something now and then: a browser that went away is found out.
_HEARTBEAT = 15.0

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Server:
    """The page, its files, its questions and what it is told, over HTTP."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._ended = False

    @property
    def app(self) -> Starlette:
        """The application, without its guard."""
        return Starlette(routes=list(self._routes()))

    def end(self) -> None:
        """Close the streams: the server waits for them before it stops."""
        self._ended = True
        self.service.construction.cancel()
        self.service.session.tell()

    def _routes(self) -> list[BaseRoute]:
        questions = self.service.questions.items()
        return [
            Route("/", _page),
            Route("/actifs/{name}", _asset),
            Route("/charte.css", self._look),
            Route("/feuille.css", self._sheet),
            Route("/evenements", self._events),
            Route("/fichier/{name}", self._file),
            *(Route(path, _answering(do, how), methods=[how]) for path, (how, do) in questions),
        ]

    async def _file(self, request: Request) -> Response:
        """A document that was built; Word and Excel files are downloaded."""
        path = construction.file(self.service.session.folder, request.path_params["name"])
        if path is None:
            return Response(status_code=404)
        shown = "inline" if path.suffix in {".pdf", ".md", ".json"} else "attachment"
        return FileResponse(path, filename=path.name, content_disposition_type=shown)

    async def _look(self, _: Request) -> Response:
        return Response(look.colours(self.service.session.project), media_type="text/css")

    async def _sheet(self, _: Request) -> Response:
        return Response(look.sheet(self.service.templates), media_type="text/css")

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(self._told(request), media_type="text/event-stream")

    async def _told(self, request: Request) -> AsyncIterator[str]:
        """The state of things each time it changes; once for several changes in a row."""
        loop, changed = asyncio.get_running_loop(), asyncio.Event()
        with self.service.session.heard(partial(loop.call_soon_threadsafe, changed.set)):
            changed.set()
            while not self._ended and not await request.is_disconnected():
                try:
                    await asyncio.wait_for(changed.wait(), _HEARTBEAT)
                except TimeoutError:
                    yield ": attente\n\n"
                    continue
                changed.clear()
                state = {
                    "revision": self.service.session.revision,
                    "construction": len(self.service.construction.lines),
                    "construit": self.service.construction.running,
                }
                yield f"data: {json.dumps(state)}\n\n"


def _answering(do: Answer, how: str) -> Callable[[Request], Any]:
    """A function of the session as an endpoint: what goes wrong is said, never a traceback."""

    async def endpoint(request: Request) -> Response:
        try:
            asked = dict(request.query_params) if how == "GET" else await _body(request)
            answer = await run_in_threadpool(do, asked)
            return JSONResponse(answer, background=BackgroundTask(collect_what_is_due))
        except Conflict as conflict:
            return JSONResponse({"conflit": conflict.shown}, 409)
        except Outdated:
            why = "Les fichiers ont changé depuis : rien n’a été écrit."
            return JSONResponse({"message": why}, 409)
        except (Refused, Asked, OutputProblem, ReadProblem) as problem:
            return JSONResponse({"message": str(problem)}, 422)
        except Unreadable:
            why = "dossier/dossier.yaml ne se lit plus : corrigez-le, la page reprendra."
            return JSONResponse({"message": why}, 422)
        except Exception as error:  # the last line of defence, as in cli
            if os.environ.get("MC_BUILDER_DEBUG"):
                traceback.print_exc()
            why = f"C’est un défaut de l’atelier ({type(error).__name__}) ; rien n’est perdu."
            return JSONResponse({"message": why}, 500)

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
