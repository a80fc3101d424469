"""The closed vocabulary between templates and writers: which elements, where, with what.

A template writes these elements and no others; a writer knows all of them. An element is named by
its tag, and by its class when it has one (``p.chapeau``). Adding one means: a line here, its look
in ``templates/styles.css``, its Word style in ``writers/docx/styles.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mc_builder.coverage.statuts import Statut
from mc_builder.french import listed

#: Categories of elements, used to say what may stand where.
SECTION, BLOC, LISTE, ITEM, TABLE, PART, ROW, CELL, INLINE, COL, CAPTION, IMAGE = (
    "section",
    "bloc",
    "liste",
    "item",
    "tableau",
    "partie de tableau",
    "rangée",
    "cellule",
    "texte",
    "colonne",
    "légende",
    "image",
)


@dataclass(frozen=True, slots=True)
class Element:
    """One line of the vocabulary.

    `category` is what the element is, `contains` the categories that it may hold, `text` whether
    words may stand directly in it, `attributes` those allowed beside ``class`` and ``id``,
    `required` those that must be there.
    """

    name: str
    category: str
    contains: frozenset[str] = frozenset()
    text: bool = False
    attributes: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()


def _lines(
    names: str,
    category: str,
    contains: str = "",
    *,
    text: bool = False,
    attributes: str = "",
    required: str = "",
) -> list[Element]:
    """One element for each name in `names`; the other lists are comma-separated."""

    def split(value: str) -> frozenset[str]:
        return frozenset(part.strip() for part in value.split(",") if part.strip())

    return [
        Element(
            name,
            category,
            split(contains),
            text,
            split(attributes) | split(required),
            split(required),
        )
        for name in names.split()
    ]


_FLOW = f"{BLOC}, {LISTE}, {TABLE}"
_CELL = f"{INLINE}, {BLOC}, {LISTE}"

#: The vocabulary, by name.
VOCABULARY: dict[str, Element] = {
    element.name: element
    for element in (
        # The document. data-titre: running title; data-sous-titre, data-sujet: properties of the
        # file; data-marque: mark on every page; data-edition: printed in the footer;
        # data-version: in the properties of the file; data-serre: set closer.
        *_lines(
            "article",
            "document",
            SECTION,
            attributes="data-marque, data-sous-titre, data-sujet, data-version, data-edition,"
            " data-serre",
            required="lang, data-titre",
        ),
        # Cover; chapters (each opens with its h1): « chapitre » starts a page, « suite » runs on;
        # landscape pages; a part that stays together.
        *_lines("section.couverture section.chapitre", SECTION, f"{SECTION}, {_FLOW}"),
        *_lines("section.suite", SECTION, f"{SECTION}, {_FLOW}"),
        *_lines("section.paysage", SECTION, f"{SECTION}, {_FLOW}"),
        # data-manques: a pass puts in its place the list of what is to complete, if anything is.
        *_lines("section.ensemble", SECTION, f"{SECTION}, {_FLOW}", attributes="data-manques"),
        # data-sommaire: in the contents, even of fewer levels.
        *_lines("h1 h2 h3 h4", BLOC, INLINE, text=True, attributes="data-sommaire"),
        # A heading outside the contents (« Sommaire »).
        *_lines("p.titre-hors-sommaire", BLOC, INLINE, text=True),
        *_lines("p p.chapeau p.source p.intertitre p.discret", BLOC, INLINE, text=True),
        *_lines(
            "p.couverture-type p.couverture-titre p.couverture-detail p.couverture-mention",
            BLOC,
            INLINE,
            text=True,
        ),
        *_lines("div.encadre blockquote", BLOC, f"{BLOC}, {LISTE}"),
        # A chart and its caption, in this order or the other; its source follows (p.source). The
        # picture is « graphique:NAME », drawn from Document.images[NAME], or « image:FILE », a
        # picture of the dossier; its words are in alt.
        *_lines("figure", BLOC, f"{IMAGE}, {CAPTION}"),
        *_lines("img", IMAGE, required="src, alt"),
        *_lines("figcaption", CAPTION, INLINE, text=True),
        # Filled by a pass: contents (down to data-niveaux), list of tables, list of figures.
        *_lines("nav.sommaire", BLOC, attributes="data-niveaux"),
        *_lines("nav.liste-tableaux nav.liste-figures", BLOC),
        # data-index: words, « | » between them; a pass makes an item of each, with its places.
        *_lines("ul", LISTE, ITEM, attributes="data-index"),
        *_lines("ol", LISTE, ITEM, attributes="start"),
        # The notes of a table, right after it; each is called by a.appel.
        *_lines("ol.notes", LISTE, ITEM),
        *_lines("li", ITEM, f"{INLINE}, {BLOC}, {LISTE}", text=True),
        # Tables: of texts, of short marks, of pairs (name, value).
        # data-prose: it is of the prose, so that a pass may cut it by its columns.
        *_lines(
            "table.textes table.matrice table.fiche",
            TABLE,
            f"{CAPTION}, {PART}",
            attributes="data-prose",
        ),
        *_lines("caption", CAPTION, INLINE, text=True),
        *_lines("colgroup", PART, COL),
        *_lines("col", COL, required="data-largeur"),
        *_lines("thead tbody", PART, ROW),
        # data-sigle, data-terme: a pass takes the row away when the document does not use the word.
        *_lines("tr", ROW, CELL, attributes="data-sigle, data-terme"),
        *_lines("tr.groupe tr.total", ROW, CELL),
        *_lines(
            "th th.centre th.droite th.vertical",
            CELL,
            INLINE,
            text=True,
            attributes="scope, rowspan, colspan",
        ),
        *_lines("td td.centre td.droite", CELL, _CELL, text=True, attributes="rowspan, colspan"),
        # Inline. span with data-ref: a text of the data (identity:field); with data-prose, a block
        # of prose.
        *_lines("span", INLINE, INLINE, text=True, attributes="data-prose", required="data-ref"),
        # What the words of a text only call: « source:insee-2019 ».
        *_lines("span.cite", INLINE, INLINE, text=True, required="data-appel"),
        *_lines("span.a-completer", INLINE, INLINE, text=True, attributes="data-ref"),
        *_lines("span.numero", INLINE, text=True),
        # data-sigle: as on a row.
        *_lines("span.sigle", INLINE, INLINE, text=True, attributes="data-sigle"),
        # A place that is not cut at the end of a line: « bloc-1.yaml:48 ».
        *_lines("span.lieu", INLINE, text=True),
        # A geometric sign (« ● »), in a font that has it.
        *_lines("span.signe", INLINE, text=True),
        # data-nom: what its squares measure, for who does not see them.
        *_lines(
            "span.autonomie",
            INLINE,
            text=True,
            attributes="data-ref, data-nom",
            required="data-niveau",
        ),
        *_lines("span.statut", INLINE, text=True, required="data-statut"),
        # data-citation: it cites a source; a pass leaves it in the text where no footnote serves.
        *_lines("span.note", INLINE, INLINE, text=True, attributes="data-citation, data-appel"),
        # Words that came or went between two versions: of a redline, not of templates.
        *_lines("span.ajoute span.retire", INLINE, f"{INLINE}, {IMAGE}", text=True),
        *_lines("strong em sup sub", INLINE, INLINE, text=True),
        *_lines("br", INLINE),
        # Links: outside, inside, inside with the page number, call of a note of a table.
        *_lines("a a.renvoi", INLINE, INLINE, text=True, required="href"),
        *_lines("a.appel", INLINE, text=True, required="href"),
        # « figure 2 »: a table or a figure, by its word and the number of its caption.
        *_lines("a.legende", INLINE, text=True, required="href"),
    )
}


#: Families whose members do not stand in each other, at any depth: a link in a link.
APART = {
    **dict.fromkeys(("a", "a.renvoi", "a.appel", "a.legende"), "lien"),
    "span.note": "note",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What an attribute may say: a pattern for the whole value, and how a message describes it."""

    pattern: re.Pattern[str]
    expected: str


def _value(pattern: str, expected: str) -> Value:
    return Value(re.compile(rf"(?:{pattern})\Z", re.ASCII), expected)


#: The values that writers read, by attribute; those of the other attributes are free.
VALUES: dict[str, Value] = {
    "lang": _value(r"[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*", "une langue (« fr »)"),
    "id": _value(r"\S+", "une ancre sans espace"),
    "src": _value(
        r"graphique:[a-z0-9]+(?:-[a-z0-9]+)*|image:[^/\\]+",
        "un graphique (« graphique:nom ») ou une image (« image:nom.png »)",
    ),
    "alt": _value(r"(?s:.*\S.*)", "les mots qui tiennent lieu d’image"),
    "href": _value(r"#\S+|(?:https?|mailto):\S+", "une ancre (#…), http, https ou mailto"),
    "data-largeur": _value(r"\d{1,2}(?:\.\d+)?|100(?:\.0+)?", "un pourcentage (« 33.3 »)"),
    "data-niveaux": _value("[1-3]", "1, 2 ou 3"),
    "data-niveau": _value("[1-3]", "1, 2 ou 3"),
    "data-sommaire": _value("oui", "oui"),
    "data-statut": _value(
        "|".join(s.identifiant for s in Statut), listed((s.identifiant for s in Statut), "ou")
    ),
    "rowspan": _value(r"[1-9]\d{0,3}", "un nombre de rangées, au moins 1"),
    "colspan": _value(r"[1-9]|[1-5]\d|6[0-3]", "un nombre de colonnes, de 1 à 63"),
    "start": _value(r"\d{1,9}", "un nombre entier"),
    "scope": _value("col|row|colgroup|rowgroup", "col, row, colgroup ou rowgroup"),
}
