"""An atelier that runs as a user runs it, and a browser on its page."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any
from unittest.mock import patch

from playwright.sync_api import Browser, Locator, Page, expect

from mc_builder.commands.environment import kept_nomenclatures, today
from mc_builder.studio import running
from mc_builder.studio.running import bound, serve

#: Longer than any wait on a busy machine.
DELAI = 60_000
expect.set_options(timeout=DELAI)


@contextmanager
def lance(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of an atelier on a folder, and its process; stopped as Ctrl-C stops it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mc_builder", "-C", str(folder), "atelier", "--sans-navigateur"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert process.stderr is not None
    try:
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found is not None
        yield found[0], process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        process.stderr.close()


@contextmanager
def ouvre(folder: Path) -> Iterator[str]:
    """The address of an atelier on a folder, that a thread of this process serves.

    Why: a process of its own imports all anew, for each test; `lance` starts one where it matters.
    """
    started: list[running._Running] = []
    addresses: Queue[str] = Queue()

    class Kept(running._Running):
        def __init__(self, *settings: Any) -> None:
            super().__init__(*settings)
            started.append(self)

    def answer() -> None:
        serve(folder, taken, today, kept_nomenclatures, addresses.put)

    with bound(0) as taken:
        thread = Thread(target=answer, daemon=True)
        with patch.object(running, "_Running", Kept):
            thread.start()
            address = addresses.get(timeout=30)
        try:
            yield address
        finally:
            started[0].should_exit = True
            thread.join(30)
            assert not thread.is_alive()


@dataclass
class Atelier:
    """A page of the atelier, with all that went wrong in it."""

    page: Page
    projet: Path
    messages: list[str] = field(default_factory=list)
    requetes: list[str] = field(default_factory=list)

    def aller(self, ou: str) -> None:
        """Go to a document, a matrix or a sheet by its name in the address."""
        self.page.evaluate(f"location.hash = '#{ou}'")
        current = f'#plan [aria-current="page"][href="#{ou}"]'
        self.page.locator(current).wait_for(state="attached")

    def texte(self, ref: str) -> Locator:
        """The first place where a text is shown."""
        return self.page.locator(f'[data-ref="{ref}"]').first

    def ouvrir(self, ref: str) -> Locator:
        """Open a text; the box where it is typed."""
        self.texte(ref).click()
        return self.page.locator(".edition textarea, .edition input").first

    def enregistrer(self) -> None:
        """Save what is being typed."""
        self.page.locator(".edition button[type=submit]").click()
        self.page.locator(".edition").wait_for(state="detached")

    def lire(self, name: str) -> str:
        """A file of the project."""
        return (self.projet / name).read_text("utf-8")


def _keep(messages: list[str], said: str) -> None:
    """A refusal is an answer too: the browser says its status, which the page shows in words."""
    if not said.startswith("Failed to load resource: the server responded with a status of 4"):
        messages.append(said)


@contextmanager
def page_ouverte(
    browser: Browser, address: str, projet: Path, *, largeur: int = 1400, **options: Any
) -> Iterator[Atelier]:
    """A page on an atelier; at the end, nothing has gone wrong in it nor left the machine."""
    context = browser.new_context(viewport={"width": largeur, "height": 900}, **options)
    page = context.new_page()
    page.set_default_timeout(DELAI)
    atelier = Atelier(page, projet)
    page.on("request", lambda request: atelier.requetes.append(request.url))
    page.on("console", lambda message: _keep(atelier.messages, message.text))
    page.on("pageerror", lambda error: atelier.messages.append(str(error)))
    page.goto(address)
    page.locator("#plan a").first.wait_for()
    yield atelier
    context.close()
    origin = re.match(r"http://[^/]+", address)
    assert origin is not None
    assert [u for u in atelier.requetes if not u.startswith((origin[0], "data:"))] == []
    assert atelier.messages == []
