"""What changes documents beside the files of their project, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordProcessor:
    """A word processor of this machine: where it is, and what tells its versions apart.

    What it lays out is made again with another version: its pages may be others.
    """

    program: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of all the documents of a build, or found beside them.

    `draft`: made although the dossier has errors; `attach`: the sources go into the PDFs;
    `comments`: the findings go into the Word documents; `processor` lays these out, for the pages
    that they print; without it they print those of their PDFs. `site` are the addresses, from where
    the documents go, of the pages of a site that is there: the coverage page leads to them.
    """

    draft: bool = False
    attach: bool = False
    comments: bool = False
    processor: WordProcessor | None = None
    site: tuple[str, ...] = ()

    def of(self, extension: str) -> Options:
        """Those that say more than the view of a document does, for one of its formats."""
        word = extension == "docx"
        return Options(
            attach=self.attach and extension == "pdf",
            comments=self.comments and word,
            processor=self.processor if word else None,
            site=self.site if extension == "html" else (),
        )
