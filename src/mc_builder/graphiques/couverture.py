"""Charts of the measure: how far each job is covered, and which blocs serve it → chart data."""

from __future__ import annotations

from mc_builder.coverage import RapportCouverture, Statut
from mc_builder.coverage.analysis.matrices import Matrice
from mc_builder.french import in_words, tied
from mc_builder.graphiques.diagramme import Diagramme, Serie, Valeur
from mc_builder.names import Names

PALIERS = "couverture-des-emplois"
CROISEMENTS = "blocs-et-emplois"

#: How far a requirement goes, from the end of the chain to nothing: each counts once, so that the
#: names say that it goes no farther.
_ETAPES = (
    (Statut.EVALUEE, "Évaluées"),
    (Statut.TRADUITE, "Traduites sans être évaluées"),
    (Statut.DECRITE, "Décrites seulement"),
    (Statut.NON_COUVERTE, "Non couvertes"),
)
#: The same at step `opportunite`, where nothing is assessed yet.
_ETAPES_TOT = ((Statut.TRADUITE, "Traduites"), *_ETAPES[2:])


def diagrammes(names: Names, rapport: RapportCouverture, blocs: Matrice) -> tuple[Diagramme, ...]:
    """The charts of a measure: none without a job; `blocs` is its table of jobs by blocs."""
    if not rapport.emplois:
        return ()
    found = [_paliers(names, rapport)]
    if blocs.cases:
        found.append(_croisements(names, rapport, blocs))
    return tuple(found)


def _paliers(names: Names, rapport: RapportCouverture) -> Diagramme:
    """Requirements retained by each job, counted once, at the farthest stage that they reach."""
    return _diagramme(
        names,
        rapport,
        PALIERS,
        "Exigences retenues par chaque emploi visé, selon l’étape qu’elles atteignent",
        tuple(
            _serie(rapport, label, statut)
            for statut, label in (_ETAPES_TOT if rapport.etape == "opportunite" else _ETAPES)
        ),
    )


def _croisements(names: Names, rapport: RapportCouverture, blocs: Matrice) -> Diagramme:
    """Requirements of each job that each bloc assesses; that it takes up, before the épreuves."""
    assessed = rapport.etape != "opportunite"

    def count(emploi: str, bloc: str) -> Valeur:
        case = blocs.case(emploi, bloc)
        found = (case.evaluees if assessed else case.traduites) if case is not None else ()
        return Valeur(len(found), str(len(found)))

    return _diagramme(
        names,
        rapport,
        CROISEMENTS,
        f"Exigences de chaque emploi {'évaluées' if assessed else 'reprises'} par ⟨chaque bloc⟩",
        tuple(
            Serie(
                names[bloc].mark or "⟨Bloc⟩",
                tuple(count(emploi, bloc) for emploi in blocs.lignes),
            )
            for bloc in blocs.colonnes
        ),
    )


def _serie(rapport: RapportCouverture, nom: str, statut: Statut) -> Serie:
    """How many requirements of each job have this status."""
    numbers = (sum(x.statut is statut for x in emploi.lignes) for emploi in rapport.emplois)
    return Serie(nom, tuple(Valeur(number, str(number)) for number in numbers))


def _diagramme(
    names: Names, rapport: RapportCouverture, nom: str, titre: str, series: tuple[Serie, ...]
) -> Diagramme:
    dossier = names.projet.dossier
    return Diagramme(
        nom=nom,
        forme="paliers" if nom == PALIERS else "croisements",
        titre=titre,
        lignes=tuple(
            tied(f"{n}.", str(names[emploi.emploi].titre))
            for n, emploi in enumerate(rapport.emplois, start=1)
        ),
        series=series,
        unite="exigences",
        date=in_words(dossier.date_reference),
        perimetre=f"exigences retenues par les {len(rapport.emplois)} emplois visés, une même"
        " exigence comptant pour chaque emploi qui la retient",
        source=f"mesure du dossier, version {dossier.version}",
        quand="Date de référence",
    )
