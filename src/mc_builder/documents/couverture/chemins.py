"""Chains of a requirement → its ways: chains that differ only by the part that ends them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mc_builder.coverage import Chaine

#: Field of a chain → what the reader calls this link, in the order of the chain.
MAILLONS = {
    "activite": "⟨Activité⟩",
    "tache": "⟨Tâche⟩",
    "competence": "⟨Compétence⟩",
    "sous_competence": "⟨Sous-compétence⟩",
    "savoir": "⟨Savoir⟩",
    "habilitation": "Habilitation",
    "indicateurs": "⟨Indicateur⟩",
}
#: Of the chain of a savoir, what brings the part and is no way to the savoir.
_PAR_SAVOIR = frozenset({"competence", "sous_competence", "indicateurs"})


def links_of(chain: Chaine) -> Iterator[tuple[str, str]]:
    """The nature and the key of each link before the part; of a savoir, the savoir alone."""
    for nature in MAILLONS:
        found = getattr(chain, nature)
        if found is not None and not (chain.savoir and nature in _PAR_SAVOIR):
            yield from ((nature, cle) for cle in (found if isinstance(found, tuple) else (found,)))


def by_route(chains: Sequence[Chaine]) -> list[list[Chaine]]:
    """Chains that differ only by the part that ends them, together; the best way first.

    Each part may name other indicateurs of one way.
    """
    found: dict[object, list[Chaine]] = {}
    for chain in chains:
        links = links_of(chain)
        if chain.constats is not None:
            links = (link for link in links if link[0] != "indicateurs")
        found.setdefault((tuple(links), chain.constats), []).append(chain)
    return list(found.values())


def rank_of_route(chains: Sequence[Chaine], chain: Chaine) -> int:
    """The place of the way of a chain among the `routes` of its requirement."""
    return next(n for n, same in enumerate(by_route(chains)) if chain in same)
