"""What changes documents beside the files of their project, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of all the documents of a build, or found beside them.

    `draft`: made although the dossier has errors; `attach`: the sources go into the PDFs;
    `comments`: the findings go into the Word documents; `paged`: so do the pages that LibreOffice
    finds. `site` are the addresses, from where the documents go, of the pages of a site that is
    there: the coverage page leads to them.
    """

    draft: bool = False
    attach: bool = False
    comments: bool = False
    paged: bool = False
    site: tuple[str, ...] = ()

    def of(self, extension: str) -> Options:
        """Those that say more than the view of a document does, for one of its formats."""
        word = extension == "docx"
        return Options(
            attach=self.attach and extension == "pdf",
            comments=self.comments and word,
            paged=self.paged and word,
            site=self.site if extension == "html" else (),
        )
