"""Which acronyms are explained: by the glossary, by a sentence, by what everybody knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mc_builder.loading import Loaded
from mc_builder.project import Project
from mc_builder.rules.sigles import known_sigles, sigle_inexplique

ProjetDe = Callable[..., Loaded]

DOSSIER = """
    diplome: {type: mention-complementaire, intitule: X, niveau: 4, premiere_session: 2021}
    nature: creation
    etape: opportunite
    date_reference: 2019-12-31
    version: 1
    demandeurs: [{nom: SYNDICAT DU CYCLE, qualite: federation}]
    """
GLOSSAIRE = "sigles: [{sigle: GMAO, signification: Gestion de maintenance}]\n"


def inexpliques(loaded: Loaded) -> list[str]:
    return [found.span.text for found in sigle_inexplique(Project(loaded))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le SYNDICAT et la MC.", []),  # in the dossier: asker, name of the diploma
        ("L’annexe IV et le XXI.", []),
        ("Un logiciel de GMAO.", []),
        ("La VAE, le CCF et les PFMP du RNCP, au regard du RGPD.", []),
        ("Un logiciel de PGI.", ["PGI"]),
        ("Le progiciel de gestion intégré (PGI) sert. Le PGI aussi.", []),
        ("Le PGI sert. Le progiciel de gestion intégré (PGI) aussi.", []),
        ("Le PGI (progiciel de gestion intégré) sert.", []),
        ("Le libre-service agricole (LISA) vend.", []),
        ("Le « Management commercial opérationnel » (MCO, deux ans).", []),
        ("Le PGI (voir plus bas) sert.", ["PGI"]),
        ("Un LISA vend ; LISA désigne un libre-service agricole.", []),
        ("Un LISA vend ; LISA désigne un magasin.", ["LISA"]),
        ("La vente en ligne (PGI) suit.", ["PGI"]),
        ("L’outil (PGI) sert.", ["PGI"]),
        ("Le ZTK, puis le ZTK.", ["ZTK"]),  # said once
        ("# U31 – TENUE D’UN RAYON\n\nIci.", []),
        ("Le `ZTK` et [lien](http://ZTK.fr).", []),
    ],
)
def test_acronyms_of_a_text(projet_de: ProjetDe, text: str, expected: list[str]) -> None:
    loaded = projet_de(dossier=DOSSIER, glossaire=GLOSSAIRE, texte=text + "\n")
    assert inexpliques(loaded) == expected


def test_explained_in_yaml_known_in_prose(projet_de: ProjetDe) -> None:
    pole = """
        pole:
          id: p
          intitule: Tenue d’un rayon
          activites: [{id: a, intitule: Suivi du stock}]
          environnement_numerique: [Progiciel de gestion intégré (PGI), ZTK]
        """
    loaded = projet_de(dossier=DOSSIER, pole=pole, texte="Le PGI et le ZTK.\n")
    assert inexpliques(loaded) == ["ZTK"]


def test_the_acronyms_of_the_field_are_few_and_in_order() -> None:
    """A job's own acronyms have no place there: they would hide what nobody explains."""
    assert {"VAE", "CCF", "PFMP", "RNCP", "RGPD"} <= known_sigles().keys()
    assert len(known_sigles()) < 100
