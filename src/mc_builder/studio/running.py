"""A folder → the server on a port of this machine, until somebody stops it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import uvicorn
from watchfiles import awatch

from mc_builder.collector import collecting_between
from mc_builder.studio.guard import Guard
from mc_builder.studio.server import Server
from mc_builder.studio.service import Service
from mc_builder.studio.session import Session

#: This machine and no other.
_HOST = "127.0.0.1"
#: What a project is written in.
_WATCHED = ("dossier", "referentiels", "templates")


def bound(port: int) -> socket.socket:
    """A socket on a port of this machine, any free one for 0; raises OSError."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((_HOST, port))
    except OSError:
        taken.close()
        raise
    taken.listen()  # who is told the address finds somebody there, even before the first answer
    return taken


def serve(
    folder: Path,
    taken: socket.socket,
    today: Callable[[], date],
    store: Callable[[], Path | None],
    ready: Callable[[str], None],
) -> None:
    """Answer until Ctrl-C; `ready` is given the address once somebody may open it.

    `store` gives the store of nomenclatures of this machine, when there is one.
    """
    with collecting_between():
        asyncio.run(_serve(Service(Session(folder), today, store), taken, ready))


async def _serve(service: Service, taken: socket.socket, ready: Callable[[str], None]) -> None:
    server = Server(service)
    guard = Guard(server.app, taken.getsockname()[1])
    settings = uvicorn.Config(
        guard, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2
    )
    running = _Running(settings, server.end)
    watching = asyncio.create_task(_watch(service.session))
    ready(guard.address)
    try:
        await running.serve(sockets=[taken])
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


class _Running(uvicorn.Server):
    """uvicorn, whose streams end when it is asked to stop."""

    def __init__(self, settings: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(settings)
        self._end = end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        self._end()
        await super().shutdown(sockets)


async def _watch(session: Session) -> None:
    """Read again what somebody saves elsewhere."""
    folders = [session.folder / name for name in _WATCHED if (session.folder / name).is_dir()]
    async for _ in awatch(*folders, step=50, debounce=200):
        await asyncio.to_thread(session.refresh)
