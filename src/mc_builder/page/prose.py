"""Markdown → markup of the vocabulary, each paragraph with its identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from markdown_it.token import Token
from markupsafe import Markup, escape

from mc_builder.model.annexes import numero_of
from mc_builder.model.base import ACompleter
from mc_builder.model.preuves import Chiffre, Graphique, Source
from mc_builder.model.projet import Projet
from mc_builder.page.citations import cited, figure
from mc_builder.page.figures import ancre, of_note, photo
from mc_builder.page.figures import figure as figure_markup
from mc_builder.page.text import called, of
from mc_builder.page.tree import ILLEGAL, PROSE
from mc_builder.page.vocabulary import VALUES
from mc_builder.source.blocks import gap_ref
from mc_builder.source.cells import Piece
from mc_builder.source.cells import pieces as pieces_of_cell
from mc_builder.source.prose import (
    PLACED,
    TABLEAUX,
    TO_COMPLETE,
    Construct,
    alone,
    gaps_in,
    parse,
)
from mc_builder.source.tables import CAPTION, Options, options_of

#: Token types that become the same element, opened and closed.
_BLOCKS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "list_item": "li",
    "blockquote": "blockquote",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
}
_INLINE = {"em": "em", "strong": "strong"}


#: How Markdown aligns a column, and the class of its cells.
_ALIGNED = {"text-align:right": "droite", "text-align:center": "centre"}


def chart(projet: Projet, graphique: Graphique) -> Markup:
    """A chart of the dossier, with its source; its numbers are in the workbook of the note."""
    titre = of(graphique.intitule, f"{graphique.cle}:intitule")
    return figure_markup(of_note(projet, graphique), titre)


def render(projet: Projet, markdown: str | ACompleter, ref: str, level: int = 3) -> Markup:
    """The markup of a Markdown text; `#` becomes a heading of this level.

    `ref` is the identity of the text; the nth block has ``ref/n``.
    """
    found = pieces(projet, markdown, ref, level)
    return Markup("").join(
        text
        + (Markup("<p>{}</p>").format(_marked(f'{{{{ tableau("{table}") }}}}')) if table else "")
        for text, table in found
    )


def to_complete(projet: Projet) -> tuple[str, ...]:
    """The motives of all that is not known yet: in the data, then in the words of the files."""
    written = (one.ident for prose in projet.proses for one in gaps_in(prose.texte))
    return (*projet.a_completer, *written)


def pieces(
    projet: Projet, markdown: str | ACompleter, ref: str, level: int = 3
) -> tuple[tuple[Markup, str], ...]:
    """The same, cut where the text places a table of the dossier: each piece, and its table.

    The last piece has no table: an empty name.
    """
    if isinstance(markdown, ACompleter):
        return ((Markup("<p>{}</p>").format(of(markdown, ref)), ""),)
    tokens = parse(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", markdown))
    renderer = _Renderer(projet, ref, level, _notes(tokens))
    found: list[tuple[Markup, str]] = []
    text: list[Markup] = []
    for block in renderer.blocks(tokens):
        if isinstance(block, Markup):
            text.append(block)
        else:
            found.append((Markup("").join(text), block))
            text.clear()
    return (*found, (Markup("").join(text), ""))


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
    # Not by `format`, which costs three times more: a document has thousands of them.
    if side == "close":
        return Markup(f"</{name}>")  # noqa: S704 – a name of the vocabulary
    pairs = "".join(f' {k}="{escape(v)}"' for k, v in attributes.items() if v is not None)
    return Markup(f"<{name}{pairs}>")  # noqa: S704 – the same, values escaped


@dataclass
class _Renderer:
    """Walks the tokens of one text."""

    projet: Projet
    ref: str
    level: int
    notes: Mapping[int, list[list[Token]]]
    block: int = field(default=0)
    inside: int = field(default=0)  # lists and quotations around the block
    cell: bool = field(default=False)  # whether the block is in the body of a table
    caption: Markup | None = field(default=None)  # of the table that follows
    options: Options = field(default=Options())  # what that caption asks for
    missing: int = field(default=0)  # of what is still to be written, so far

    def blocks(self, tokens: list[Token]) -> Iterator[Markup | str]:
        """The markup of each block, or the bare name of the table that stands there."""
        skipping = False
        done = 0  # tokens left of a paragraph that something else has taken the place of
        for position, token in enumerate(tokens):
            rest = tokens[position : position + 4]
            if done:
                done -= 1
            elif token.type in {"footnote_block_open", "footnote_block_close"}:
                skipping = token.type.endswith("open")
            elif not skipping and (block := self._placed(rest)) is not None:
                self.block += 1
                done = 2
                yield block
            elif not skipping and _is_caption(rest):
                done = 2
                self.caption = self._identified(_without_label(rest[1].children or []))
                asked = CAPTION.match(rest[1].content)
                self.options = options_of(asked["options"] if asked else None)
            elif not skipping and not token.hidden:
                yield self._block(token)

    def _placed(self, rest: list[Token]) -> Markup | str | None:
        """The chart or the table that a paragraph of the text itself places, alone in it."""
        if rest[0].type != "paragraph_open" or rest[0].level:
            return None
        construct = alone(rest[1].children or [])
        if construct is None:
            return None
        if construct.kind == "tableau" and construct.ident in TABLEAUX:
            return construct.ident
        if construct.kind == "image":
            return self._picture(construct)
        found = self.projet.find(construct.ident, Graphique)
        return chart(self.projet, found) if found and construct.kind == "graphique" else None

    def _picture(self, construct: Construct) -> Markup | None:
        if not self._is_known(construct):
            return None
        words = construct.legende.strip() or construct.ident
        return photo(construct, of(words, f"{self.ref}/{self.block + 1}"))

    def _block(self, token: Token) -> Markup:  # noqa: PLR0911
        name, _, side = token.type.rpartition("_")
        if token.type == "inline":
            return self._cell(token.children or [])
        if name in {"td", "th"}:
            self.cell = name == "td" and side == "open"
            aligned = _ALIGNED.get(str(token.attrGet("style")))
            return _tag(name, side, **{"class": aligned, "scope": "col" if name == "th" else None})
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
        return self._table(side) if name == "table" else Markup("")

    def _table(self, side: str) -> Markup:
        """One end of a table, with the page, the caption and the widths that it asks for."""
        page = self.options.landscape and not self.inside
        if side == "close":
            self.options = Options()
            return _tag("table", side) + (_tag("section", side) if page else "")
        caption, self.caption = self.caption, None
        title = Markup("") if caption is None else _tag("caption", "open") + caption
        close = Markup("") if caption is None else _tag("caption", "close")
        opened = Markup('<section class="paysage" {}="oui">').format(PROSE) if page else Markup("")
        return opened + Markup('<table class="textes" {}="oui">{}{}{}').format(
            PROSE, title, close, _widths(self.options.shares)
        )

    def _cell(self, tokens: list[Token]) -> Markup:
        """A cell of a table: its lines, and its lists."""
        found = pieces_of_cell(tokens) if self.cell else []
        if all(not piece.kind for piece in found):
            return self._identified(tokens)
        return Markup("").join(
            _tag("p", "open") + self._identified(_joined(piece.lines)) + _tag("p", "close")
            if not piece.kind
            else self._list(piece)
            for piece in found
        )

    def _list(self, piece: Piece) -> Markup:
        items = (
            _tag("li", "open") + self._identified(line) + _tag("li", "close")
            for line in piece.lines
        )
        start = piece.start if piece.kind == "ol" and piece.start != 1 else None
        opened = _tag(piece.kind, "open", start=start)
        return opened + Markup("").join(items) + _tag(piece.kind, "close")

    def _identified(self, tokens: list[Token]) -> Markup:
        self.block += 1
        cited = alone(tokens) if self.cell else None
        around = _Around(bare=cited is not None and cited.kind == "source")
        content = self._inlines(tokens, around)
        ref = escape(f"{self.ref}/{self.block}")
        return Markup(f'<span data-ref="{ref}" {PROSE}="oui">{content}</span>')  # noqa: S704 – escaped

    def _inlines(self, tokens: list[Token], around: _Around) -> Markup:
        """The markup of inline tokens. A link in a link, or to elsewhere, keeps its words only."""
        pieces: list[Markup] = []
        links: list[bool] = []
        joined = 0  # tokens left of citations that one pair of parentheses has joined
        for position, token in enumerate(tokens):
            if joined:
                joined -= 1
                continue
            here = replace(around, linked=around.linked or any(links))
            if token.type == "link_open":
                href = str(token.attrGet("href") or "")
                links.append(not here.linked and bool(VALUES["href"].pattern.match(href)))
                pieces.append(_tag("a", "open", href=href) if links[-1] else Markup(""))
            elif token.type == "link_close":
                pieces.append(_tag("a", "close") if links.pop() else Markup(""))
            elif token.type == "footnote_ref":
                pieces.append(self._note(token.meta["id"], here))
            elif sources := self._sources(tokens[position:]):
                joined = 2 * len(sources) - 2
                pieces.append(
                    cited(
                        self.projet,
                        sources,
                        linked=here.linked,
                        bare=here.bare,
                        noted=bool(here.notes),
                    )
                )
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

    def _sources(self, tokens: list[Token]) -> list[tuple[Source, Construct]]:
        """The citations with which these tokens begin, nothing but spaces between them."""
        found: list[tuple[Source, Construct]] = []
        for between, token in zip([None, *tokens[1::2]], tokens[::2], strict=False):
            construct = token.meta["construct"] if token.type == "construct" else None
            if construct is None or construct.kind != "source" or not _is_space(between):
                break
            source = self.projet.find(construct.ident, Source)
            if source is None:
                break
            found.append((source, construct))
        return found

    def _is_known(self, construct: Construct) -> bool:
        if construct.kind == "tableau":
            return construct.ident in TABLEAUX
        if construct.kind == "image":
            return self.projet.photo(construct.ident) is not None
        return self.projet.find(construct.ident, Graphique) is not None

    def _construct(self, construct: Construct, around: _Around) -> Markup:
        if construct.kind == "chiffre":
            chiffre = self.projet.find(construct.ident, Chiffre)
            if chiffre is not None:
                return figure(chiffre, link=not around.linked)
        if construct.kind in PLACED and self._is_known(construct):
            word = "tableau" if construct.kind == "tableau" else "figure"
            if around.linked:
                return escape(word)
            link = Markup('<a class="legende" href="#{}">{}</a>').format(ancre(construct), word)
            return called(link, f"{construct.kind}:{construct.ident}")
        if construct.kind == "annexe":
            numero = numero_of(self.projet, construct.ident)
            if numero:
                return called(escape(f"⟨annexe⟩ {numero}"), f"annexe:{construct.ident}")
        if construct.kind == TO_COMPLETE:
            self.missing += 1
            words = ACompleter(" ".join(construct.ident.split()))
            return of(words, gap_ref(f"{self.ref}/{self.block}", self.missing)).__html__()
        return _marked(construct.raw)


@dataclass(frozen=True, slots=True)
class _Around:
    """What inline tokens stand in: a link, notes by their numbers; a cell that only cites."""

    linked: bool = False
    bare: bool = False
    notes: tuple[int, ...] = ()


def _marked(raw: str) -> Markup:
    """A call that leads nowhere: a draft is printed with its mistakes, marked and not hidden."""
    return Markup('<span class="a-completer">{}</span>').format(raw)


def _is_space(token: Token | None) -> bool:
    return token is None or token.type == "softbreak" or not (token.content or "x").strip()


def _joined(lines: list[list[Token]]) -> list[Token]:
    """Lines of text as one, with their breaks."""
    first, *others = lines
    broken = ([Token("hardbreak", "br", 0), *line] for line in others)
    return [*first, *(token for line in broken for token in line)]


def _widths(shares: tuple[float, ...]) -> Markup:
    """The widths that the author gives to the columns, as percentages."""
    if not shares:
        return Markup("")
    cols = (
        Markup('<col data-largeur="{:.1f}"/>').format(100 * share / sum(shares)) for share in shares
    )
    return _tag("colgroup", "open") + Markup("").join(cols) + _tag("colgroup", "close")


def _is_caption(rest: list[Token]) -> bool:
    """Whether these tokens begin by the paragraph of a caption, and its table."""
    return (
        [token.type for token in rest[:4:3]] == ["paragraph_open", "table_open"]
        and CAPTION.sub("", rest[1].content, count=1) not in {"", rest[1].content}
        and CAPTION.match((rest[1].children or rest)[0].content) is not None
    )


def _without_label(tokens: list[Token]) -> list[Token]:
    first = tokens[0].copy(content=CAPTION.sub("", tokens[0].content, count=1))
    return [first, *tokens[1:]]


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
