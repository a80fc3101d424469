"""The words in brackets of a profile → those that are none of the ordinary ones.

A title writes « ⟨des épreuves⟩ » to follow the words of the profile. A word that is not ordinary
prints as it is written, without its brackets: its author must know, at its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mc_builder.diagnostics import Diagnostic, Fix, one_slip
from mc_builder.french import CLOSING, OPENING
from mc_builder.loading.codes import DIP018
from mc_builder.loading.source_map import Place
from mc_builder.model.mots import Mots
from mc_builder.source.yaml_nodes import YamlList, YamlMap
from mc_builder.spans import Span

#: Where the words of a profile are given: nothing in them is put in the place of another.
_WORDS = ("formes", "mots")


def about_marks(mots: Mots, root: Place) -> Iterator[Diagnostic]:
    """What is wrong with the brackets that a file of a profile writes itself."""
    for path, text, at in _texts(root.node, root.span):
        if at.path != root.span.path or not {OPENING, CLOSING} & set(text):
            continue
        if path[:1] and path[0] in _WORDS:
            yield DIP018("un mot du profil n’en reprend pas d’autre", at, "ôtez les crochets")
            continue
        for word, meant in mots.wording.unknown(text):
            yield _unknown(word, meant, at.find(word))


def _unknown(word: str, meant: str | None, at: Span) -> Diagnostic:
    if word in {OPENING, CLOSING}:
        sign = "ouvre" if word == OPENING else "ferme"
        aide = "écrivez le mot et son article entre deux crochets, ou sans crochet"
        return DIP018(f"ce crochet {sign} un mot dont l’autre crochet manque", at, aide)
    bare = "ou ôtez les crochets : le texte s’imprimera tel quel"
    if meant is None:
        usual = Mots()
        known = ", ".join(getattr(usual, name).nom for name in Mots.model_fields)
        aide = f"écrivez l’un des mots d’origine ({known}), {bare}"
    else:
        aide = f"vouliez-vous dire « {meant} » ? Les crochets prennent un mot d’origine ; {bare}"
    fix = Fix(at, meant) if meant and at.text == word and one_slip(word, meant) else None
    return DIP018(f"« {word} », entre crochets, n’est pas un mot d’origine", at, aide, fix=fix)


def _texts(
    node: Any, at: Span, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str, Span]]:
    """Each text below a node, the way to it, and where it is written."""
    if isinstance(node, str):
        yield path, node, at
    elif isinstance(node, YamlMap):
        for key, value in node.items():
            yield from _texts(value, node.values_at[key], (*path, key))
    elif isinstance(node, YamlList):
        for rank, value in enumerate(node):
            yield from _texts(value, node.items_at[rank], (*path, rank))
