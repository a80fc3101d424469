"""The style map: for each role of the documents, the name of its style in Word.

``templates/styles-word.yaml`` holds it; a federation that has styles of its own names them there.
"""

from __future__ import annotations

from collections.abc import Mapping

from mc_builder.diagnostics import Diagnostic, did_you_mean
from mc_builder.french import slug
from mc_builder.source.yaml_nodes import read_yaml
from mc_builder.spans import SourceText
from mc_builder.writers.docx.codes import MOD005
from mc_builder.writers.docx.styles import STYLES

FILE = "styles-word.yaml"
#: Roles whose default is a style of Word itself, by the name that it has in every file.
_OF_WORD = {
    "Normal": "texte",
    "heading 1": "titre-1",
    "heading 2": "titre-2",
    "heading 3": "titre-3",
    "heading 4": "titre-4",
    "TOC Heading": "titre-hors-sommaire",
    "toc 1": "sommaire-1",
    "toc 2": "sommaire-2",
    "toc 3": "sommaire-3",
    "table of figures": "liste-des-tableaux",
    "Title": "couverture-titre",
    "Subtitle": "couverture-detail",
    "Quote": "citation",
    "List Bullet": "liste-puces",
    "List Number": "liste-numeros",
    "List Continue": "liste-suite",
    "caption": "legende",
    "header": "en-tete",
    "footer": "pied-de-page",
    "footnote text": "note-de-bas-de-page",
    "footnote reference": "appel-de-note",
    "Hyperlink": "lien",
}
#: Styles that no author chooses: those that Word applies where none is named, and technical ones.
_IMPLICIT = {
    *("Default Paragraph Font", "Normal Table", "annotation text", "annotation reference"),
    "Séparation",
}
#: What a French Word calls its own styles; in a file they have their English name.
IN_FRENCH = {
    **{f"heading {level}": f"Titre {level}" for level in range(1, 5)},
    "TOC Heading": "En-tête de table des matières",
    **{f"toc {level}": f"TM {level}" for level in range(1, 4)},
    "table of figures": "Table des illustrations",
    "Title": "Titre",
    "Subtitle": "Sous-titre",
    "Quote": "Citation",
    "List Bullet": "Liste à puces",
    "List Number": "Liste à numéros",
    "List Continue": "Liste continue",
    "caption": "Légende",
    "header": "En-tête",
    "footer": "Pied de page",
    "footnote text": "Note de bas de page",
    "footnote reference": "Appel note de bas de p.",
    "Hyperlink": "Lien hypertexte",
}
_IN_FILES = {french.casefold(): name for name, french in IN_FRENCH.items()}
_FOLDED = {name.casefold(): french for name, french in IN_FRENCH.items()}


def in_french(name: str) -> str:
    """The name of a style as a French Word shows it; other programs put capitals elsewhere."""
    return _FOLDED.get(name.casefold(), name)


def _role(name: str) -> str:
    """« Cellule – en-tête » → ``cellule-en-tete``."""
    return _OF_WORD.get(name) or slug(name)


#: Each role → the id of its style in `STYLES`.
ROLES: Mapping[str, str] = {
    _role(style.name): style.id for style in STYLES.values() if style.name not in _IMPLICIT
}


def read_map(source: SourceText) -> tuple[dict[str, str], list[Diagnostic]]:
    """A style map → the names of the styles of `STYLES` that it changes, or what is wrong in it."""
    node, found = read_yaml(source)
    names: dict[str, str] = {}
    for role, name in (node or {}).items():
        at = node.keys_at[role] if node is not None else source.span()
        if role not in ROLES:
            near = did_you_mean(role, ROLES)
            found.append(
                MOD005(
                    f"rôle inconnu « {role} »",
                    at,
                    f"vouliez-vous dire « {near} » ?" if near else "voir docs/gabarit-word.md",
                )
            )
        elif not isinstance(name, str) or not name.strip():
            found.append(MOD005(f"le rôle « {role} » attend le nom d’un style", at))
        else:
            plain = " ".join(name.split())
            named = _IN_FILES.get(plain.casefold(), plain)
            if named.casefold() != STYLES[ROLES[role]].name.casefold():
                names[ROLES[role]] = named
    return names, found
