"""What the browser tests handle: a page on disk with what it was made from, a page that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import document_kind
from mc_builder.documents.making import Making
from mc_builder.project import Project


def page_de(folder: Path, target: Path) -> Builder:
    """Write the page of a project; what it was made from."""
    builder = Builder(Project.open(folder))
    target.write_bytes(Making(document_kind("couverture"), builder).make("html").data)
    return builder


def calme(page: Page, milliseconds: int = 150) -> None:
    """Wait until the page has done all that it was to do by then.

    Why its own clock: on a busy machine, ours says nothing of what it did meanwhile.
    """
    page.evaluate(
        """ms => new Promise(done =>
            setTimeout(() => requestAnimationFrame(() => setTimeout(done)), ms))""",
        milliseconds,
    )


@dataclass(frozen=True)
class Rapport:
    """A page on disk and what it was made from."""

    fichier: Path
    builder: Builder

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return self.fichier.as_uri()


@dataclass
class Ecran:
    """An open page; `requetes` are its URLs, `messages` what its console says."""

    page: Page
    requetes: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def visibles(self) -> list[str]:
        """The titles of the requirements that the list shows, on the screen or further down."""
        # `innerText` is empty where the page leaves far content without layout.
        shown = self.page.locator(".exigence:visible > summary .intitule")
        return shown.all_text_contents()

    def choisir(self, **values: str) -> None:
        """Set filters by what a reader sees, and wait for the answer."""
        for name, value in values.items():
            if name == "texte":
                self.page.locator("#texte").fill(value)
            else:
                self.page.locator(f"select[name={name}]").select_option(label=value)
        calme(self.page)

    def compte(self) -> str:
        """What the status line says."""
        return self.page.locator(".compte").inner_text()


Ouvrir = Callable[..., Ecran]
