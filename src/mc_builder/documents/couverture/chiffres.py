"""Quality of coverage → a few figures, each in words, with what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mc_builder.coverage import Taux
from mc_builder.coverage.analysis.qualite import QualiteCouverture
from mc_builder.coverage.definitions import Definition
from mc_builder.french import agreed, listed, quoted


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A figure: its name, its value as printed, what it is made of, its definition."""

    definition: Definition
    libelle: str
    valeur: str
    precision: str

    def __str__(self) -> str:
        made = f" ({self.precision})" if self.precision else ""
        return f"{self.libelle} : {self.valeur}{made}"


def figures_of(qualite: QualiteCouverture, titre: Callable[[str], str]) -> Iterator[Chiffre]:
    """The figures of one report; `titre` gives the title of a job."""
    multiples, partage = qualite.multiples, qualite.recoupement
    yield _taux(multiples.definition, multiples.definition.libelle, multiples.taux)
    for found, what in (
        (qualite.competences, "⟨une compétence⟩"),
        (qualite.epreuves, "⟨une épreuve⟩"),
    ):
        yield _taux(found.definition, f"Exigences évaluées qui tiennent à {what}", found.taux)
    if partage.paires:
        pair = partage.paires[0]
        names = listed(quoted(titre(cle)) for cle in pair.emplois)
        yield Chiffre(
            partage.definition,
            "Emplois les plus distincts",
            str(pair.taux),
            f"{pair.taux.compte} en commun : {names}"
            + (f" ; {sans_commune(partage.sans_commune)}" if partage.sans_commune else ""),
        )
    yield Chiffre(
        qualite.blocs.definition_indice,
        qualite.blocs.definition_indice.libelle,
        qualite.blocs.indice_affiche,
        f"par ⟨bloc⟩ ; {qualite.alignement.indice_affiche} par ⟨compétence⟩",
    )
    niveaux = qualite.niveaux
    held = _taux(niveaux.definition, "Emplois occupés d’ordinaire au niveau visé", niveaux.taux)
    unknown = sum(job.ecart is None for job in niveaux.emplois)
    if unknown:
        count = f"{unknown} {agreed(unknown, 'autre est', 'autres sont')} d’un niveau non établi"
        held = replace(held, precision=" ; ".join(filter(None, (held.precision, count))))
    yield held


def _taux(definition: Definition, libelle: str, taux: Taux) -> Chiffre:
    return Chiffre(definition, libelle, str(taux), "" if taux.sans_objet else taux.compte)


def sans_commune(n: int) -> str:
    """« 3 paires d’emplois n’ont rien en commun »."""
    return f"{n} {agreed(n, 'paire')} d’emplois n’{agreed(n, 'a', 'ont')} rien en commun"
