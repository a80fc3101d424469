"""What prose places → diagnostics: each chart, table and picture once, and where it is called.

A picture says its caption, its credit, and the words that stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mc_builder.diagnostics import Diagnostic
from mc_builder.loading.layout import IMAGES
from mc_builder.loading.link_codes import NOT001, NOT023
from mc_builder.model.projet import Projet, Prose
from mc_builder.source.prose import PLACED, TABLEAUX, Construct, placed_in
from mc_builder.spans import Span

#: Where things may be placed, and called; what is said of these places.
NOTE, TEXTES = "dossier/note/", "referentiels/textes/"
_IN = {NOTE: "dans la note", TEXTES: "dans les annexes"}
#: How a message calls what is placed, and agrees.
_THIS = {
    "graphique": ("ce graphique", ""),
    "tableau": ("ce tableau", ""),
    "image": ("cette image", "e"),
}
#: What a picture says of itself, and what a message asks for.
_SAYS = {
    "legende": ("sa légende", "ce que montre l’image"),
    "credit": ("son crédit", "qui l’a faite, et quand"),
    "texte": ("son texte de remplacement", "ce qu’en dirait quelqu’un qui la voit"),
}
_IMAGE = re.compile(
    r"!\[(?P<texte>[^\[\]]*)\]\(\s*<?(?P<url>[^\s()<>]*)>?(?:\s+\"(?P<titre>[^\"]*)\")?"
)


class Placing:
    """What the texts of a project place, read one after the other."""

    def __init__(self, projet: Projet) -> None:
        #: By place: the rest has no number that a sentence could say.
        self._placed = {
            NOTE: placed_by(projet.note) | {("tableau", nom) for nom in TABLEAUX},
            TEXTES: placed_by(projet.textes),
        }
        self._seen: set[tuple[str, str, str]] = set()

    def check(self, text: str, span: Span) -> Iterator[Diagnostic]:
        """What a text places although its document has it already, and pictures without words."""
        where = _place(span)
        for construct in placed_in(text) if where else ():
            at = _last_line(span, construct.raw)
            this, e = _THIS[construct.kind]
            if (where, construct.kind, construct.ident) in self._seen:
                yield NOT001(
                    f"{this} est déjà placé{e} {_IN[where]}",
                    at,
                    f"appelez-l{'a' if e else 'e'} dans une phrase",
                )
            elif construct.kind == "image":
                yield from _wordless(construct, at)
            self._seen.add((where, construct.kind, construct.ident))

    def check_call(self, construct: Construct, span: Span, *, known: bool) -> Iterator[Diagnostic]:
        """What is called where it cannot be, or where nothing places it."""
        if construct.kind not in PLACED:
            return
        where = _place(span)
        this, e = _THIS[construct.kind]
        if construct.kind == "image" and not where:
            yield NOT001("une image se place dans la note ou dans une annexe", span)
        elif construct.kind != "image" and where != NOTE:
            yield NOT001(f"un {construct.kind} se place dans la note", span)
        elif known and (construct.kind, construct.ident) not in self._placed[where]:
            written = picture(construct.ident) if construct.kind == "image" else construct.raw
            yield NOT001(
                f"{this} n’est placé{e} nulle part {_IN[where]}",
                span,
                f"écrivez aussi {written}, seul dans un paragraphe",
            )


def picture(name: str, legende: str = "…", credit: str = "…", texte: str = "…") -> str:
    """How a picture is placed."""
    return f'{{{{ image("{name}", legende="{legende}", credit="{credit}", texte="{texte}") }}}}'


def from_markdown(span: Span) -> str:
    """What to write in the place of a picture in Markdown's own way."""
    found = _IMAGE.match(span.source.text, span.start)
    if found is None:
        return f"une image de {IMAGES} se place par {picture('carte.png')}"
    legende, _, credit = (found["titre"] or "").rpartition(" – ")
    name = found["url"].rpartition("/")[2]
    written = picture(
        name, legende or credit or "…", credit if legende else "…", found["texte"] or "…"
    )
    return f"rangez-la dans {IMAGES}, puis écrivez {written}"


def _wordless(construct: Construct, span: Span) -> Iterator[Diagnostic]:
    given = {name: getattr(construct, name).strip() for name in _SAYS}
    whole = picture(construct.ident, **{name: text or "…" for name, text in given.items()})
    for name, (what, asked) in _SAYS.items():
        if not given[name]:
            yield NOT023(f"l’image n’a pas {what} : {asked}", span, f"écrivez {whole}")


def _place(span: Span) -> str:
    return next((folder for folder in _IN if span.path.startswith(folder)), "")


def placed_by(files: Iterable[Prose]) -> set[tuple[str, str]]:
    """Kind and name of all that some texts place."""
    return {(found.kind, found.ident) for file in files for found in placed_in(file.texte)}


def _last_line(span: Span, raw: str) -> Span:
    """The last line that holds these words alone; the whole text when they are not written so."""
    line = re.compile(rf"^[ \t]*({re.escape(raw)})[ \t]*$", re.MULTILINE)
    found = list(line.finditer(span.source.text, span.start, span.end))
    return span.source.span(*found[-1].span(1)) if found else span
