"""Markdown → markup of the vocabulary, each paragraph with its identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from markdown_it.token import Token
from markupsafe import Markup, escape

from mc_builder.document.graphiques import de_la_note
from mc_builder.document.graphiques import figure as figure_markup
from mc_builder.document.text import Texte, TexteACompleter
from mc_builder.document.tree import ILLEGAL, PROSE
from mc_builder.document.vocabulary import VALUES
from mc_builder.model.base import ACompleter
from mc_builder.model.preuves import Chiffre, Graphique, Source
from mc_builder.model.projet import Projet
from mc_builder.source.prose import Construct, alone, parse

#: Token types that become the same element, opened and closed.
_BLOCKS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "list_item": "li",
    "blockquote": "blockquote",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
    "td": "td",
}
_INLINE = {"em": "em", "strong": "strong"}


def citation(
    source: Source, page: str | None = None, reperage: str | None = None, *, link: bool = True
) -> Markup:
    """« (Insee, 2019, p. 106) », linked to the entry of the bibliography."""
    places = [f"p.\u00a0{page}" if page else None, reperage]
    name = escape(source.appel)
    if link:
        name = Markup('<a href="#source-{}">{}</a>').format(source.cle, name)
    return Markup("({})").format(
        Markup(", ").join([name, *(escape(place) for place in places if place)])
    )


def figure(chiffre: Chiffre, *, link: bool = True) -> Markup:
    """The value of a figure, linked to its line in the list of figures."""
    value = Texte(chiffre.affiche, f"{chiffre.cle}:valeur")
    if not link:
        return value.__html__()
    return Markup('<a href="#chiffre-{}">{}</a>').format(chiffre.cle, value)


def chart(projet: Projet, graphique: Graphique) -> Markup:
    """A chart of the dossier, with its source; its numbers are in the annexe of the note."""
    titre = Texte(graphique.intitule, f"{graphique.cle}:intitule")
    return figure_markup(de_la_note(projet, graphique), titre, f"donnees-{graphique.cle}")


def render(projet: Projet, markdown: str, ref: str, level: int = 3) -> Markup:
    """The markup of a Markdown text; `#` becomes a heading of this level.

    `ref` is the identity of the text; the nth block has ``ref/n``.
    """
    if isinstance(markdown, ACompleter):
        return Markup("<p>{}</p>").format(TexteACompleter(markdown, ref))
    tokens = parse(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", markdown))
    renderer = _Renderer(projet, ref, level, _notes(tokens))
    return Markup("").join(renderer.blocks(tokens))


def _notes(tokens: list[Token]) -> dict[int, list[list[Token]]]:
    """The paragraphs of each note as inline tokens, by the number of the note in the text."""
    found: dict[int, list[list[Token]]] = {}
    current: list[list[Token]] | None = None
    for token in tokens:
        if token.type == "footnote_open":
            current = found.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            current = None
        elif current is not None and token.type == "inline":
            current.append(token.children or [])
    return found


def _tag(name: str, side: str, **attributes: object) -> Markup:
    """An opening tag with those of its attributes that have a value, or a closing one."""
    if side == "close":
        return Markup("</{}>").format(name)
    pairs = (Markup(' {}="{}"').format(k, v) for k, v in attributes.items() if v is not None)
    return Markup("<{}{}>").format(name, Markup("").join(pairs))


@dataclass
class _Renderer:
    """Walks the tokens of one text."""

    projet: Projet
    ref: str
    level: int
    notes: Mapping[int, list[list[Token]]]
    block: int = field(default=0)
    inside: int = field(default=0)  # lists and quotations around the block

    def blocks(self, tokens: list[Token]) -> Iterator[Markup]:
        skipping = False
        drawn = 0  # tokens left of a paragraph that a chart has taken the place of
        for position, token in enumerate(tokens):
            if drawn:
                drawn -= 1
            elif token.type in {"footnote_block_open", "footnote_block_close"}:
                skipping = token.type.endswith("open")
            elif not skipping and (graphique := self._chart(token, tokens[position + 1 :])):
                self.block += 1
                drawn = 2
                yield chart(self.projet, graphique)
            elif not skipping and not token.hidden:
                yield self._block(token, tokens[position:])

    def _chart(self, token: Token, rest: list[Token]) -> Graphique | None:
        """The chart that a paragraph of the text itself places, alone in it."""
        if token.type != "paragraph_open" or token.level:
            return None
        construct = alone(rest[0].children or [])
        placed = construct is not None and construct.kind == "graphique"
        return self.projet.trouver(construct.ident, Graphique) if construct and placed else None

    def _block(self, token: Token, rest: list[Token]) -> Markup:  # noqa: PLR0911
        name, _, side = token.type.rpartition("_")
        if token.type == "inline":
            return self._identified(token.children or [])
        if name in {"blockquote", "list_item"}:
            self.inside += 1 if side == "open" else -1
        if name in _BLOCKS:
            return _tag(_BLOCKS[name], side)
        if name == "heading" and self.inside:
            # A heading there would enter the contents out of its rank.
            return _tag("p", side, **{"class": "intertitre"})
        if name == "heading":
            rank = min(self.level + int(token.tag[1]) - 1, 4)
            return _tag(f"h{rank}", side)
        if name == "ordered_list":
            return _tag("ol", side, start=token.attrGet("start"))
        if name == "th":
            return _tag("th", side, scope="col")
        if name == "table":
            return _tag("table", side) if side == "close" else self._table(rest)
        return Markup("")

    def _table(self, rest: list[Token]) -> Markup:
        end = next(i for i, t in enumerate(rest) if t.type == "thead_close")
        count = sum(t.type == "th_open" for t in rest[:end])
        cols = Markup('<col data-largeur="{:.1f}"/>').format(100 / count) * count
        return Markup('<table class="textes" {}="oui"><colgroup>{}</colgroup>').format(PROSE, cols)

    def _identified(self, tokens: list[Token]) -> Markup:
        self.block += 1
        content = self._inlines(tokens, _Around())
        return Markup('<span data-ref="{}/{}">{}</span>').format(self.ref, self.block, content)

    def _inlines(self, tokens: list[Token], around: _Around) -> Markup:
        """The markup of inline tokens. A link in a link, or to elsewhere, keeps its words only."""
        pieces: list[Markup] = []
        links: list[bool] = []
        for token in tokens:
            here = replace(around, linked=around.linked or any(links))
            if token.type == "link_open":
                href = str(token.attrGet("href") or "")
                links.append(not here.linked and bool(VALUES["href"].pattern.match(href)))
                pieces.append(_tag("a", "open", href=href) if links[-1] else Markup(""))
            elif token.type == "link_close":
                pieces.append(_tag("a", "close") if links.pop() else Markup(""))
            elif token.type == "footnote_ref":
                pieces.append(self._note(token.meta["id"], here))
            elif token.type == "construct":
                pieces.append(self._construct(token.meta["construct"], here))
            else:
                pieces.append(_words(token))
        return Markup("").join(pieces)

    def _note(self, number: int, around: _Around) -> Markup:
        """A footnote where it is called. In a note, another stands in brackets; itself, nowhere."""
        if number in around.notes:
            return Markup("")
        inside = replace(around, notes=(*around.notes, number))
        paragraphs = (self._inlines(tokens, inside) for tokens in self.notes.get(number, []))
        words = Markup(" ").join(paragraphs)
        if around.notes:
            return Markup(" ({})").format(words)
        return Markup('<span class="note">{}</span>').format(words)

    def _construct(self, construct: Construct, around: _Around) -> Markup:
        if construct.kind == "chiffre":
            chiffre = self.projet.trouver(construct.ident, Chiffre)
            if chiffre is not None:
                return figure(chiffre, link=not around.linked)
        if construct.kind == "source":
            source = self.projet.trouver(construct.ident, Source)
            if source is not None:
                return citation(source, construct.page, construct.reperage, link=not around.linked)
        # A draft is printed with its mistakes: they are marked, not hidden.
        return Markup('<span class="a-completer">{}</span>').format(construct.raw)


@dataclass(frozen=True, slots=True)
class _Around:
    """What inline tokens stand in: a link, and notes by their numbers."""

    linked: bool = False
    notes: tuple[int, ...] = ()


def _words(token: Token) -> Markup:
    """An inline token that is neither link nor note nor construct."""
    name, _, side = token.type.rpartition("_")
    if name in _INLINE:
        return _tag(_INLINE[name], side)
    if token.type == "softbreak":
        return Markup("\n")
    if token.type == "hardbreak":
        return Markup("<br/>")
    return escape(token.content)
