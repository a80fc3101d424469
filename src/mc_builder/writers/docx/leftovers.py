"""What a Word model holds that documents do not take, in the words of Word."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mc_builder.writers.docx.parts import Parts
from mc_builder.writers.docx.wml import clark

#: Elements of the settings, and how Word calls them.
_SETTINGS = {
    "documentProtection": "la protection du document",
    "writeProtection": "la lecture seule",
    "trackRevisions": "le suivi des modifications",
    "attachedTemplate": "le modèle attaché",
    "mailMerge": "le publipostage",
    "docVars": "les variables de document",
}
#: Beginnings of the names of parts.
_PARTS = {
    "word/comments": "les commentaires",
    "word/glossary/": "les blocs de construction",
    "word/embeddings/": "les objets incorporés dans le texte",
    "word/activeX/": "les contrôles ActiveX du texte",
    "word/charts/": "les graphiques du texte",
    "word/diagrams/": "les graphiques SmartArt du texte",
    "customXml/": "les données XML",
    "docProps/thumbnail": "la vignette",
    "docProps/custom": "les propriétés personnalisées",
}
#: Elements of headers and footers.
_CONTENT = {
    "sdt": "les contrôles de contenu de l’en-tête et du pied de page (leur texte reste)",
    "ins": "les marques de révision",
    "del": "les marques de révision",
}
#: Things that are named one by one.
_MOST = 20


def left_out(parts: Parts) -> list[str]:
    """What is thrown away and that somebody may look for; each thing once."""
    found = list(dict.fromkeys(_each(parts)))
    more = len(found) - _MOST
    return [*found[:_MOST], f"{more} autres choses"] if more > 1 else found


def _each(parts: Parts) -> Iterator[str]:
    settings = parts.only("settings")
    for element in settings if settings is not None else ():
        name = str(etree.QName(element).localname)
        if name in _SETTINGS and element.get(clark("enforcement"), "1") not in ("0", "false"):
            yield _SETTINGS[name]
    for kind in ("header", "footer"):
        for part in parts.of_kind(kind):
            for tag, words in _CONTENT.items():
                if next(parts.roots[part].iter(clark(tag)), None) is not None:
                    yield words
    cited = {r.target for part in parts.kinds for r in parts.relations[part].values()}
    for name in sorted(parts.content):
        yield from (words for start, words in _PARTS.items() if name.startswith(start))
        if name.startswith("word/media/") and name not in cited:
            yield "les images du texte"
    yield from (f"{name}, qui est abîmée" for name in sorted(parts.damaged))
    known = {*parts.content, *parts.damaged}
    yield from (
        f"{relation.target}, qui manque"
        for relation in parts.relations[parts.main].values()
        if not relation.external and relation.target not in known
    )
