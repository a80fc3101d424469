"""A small project to edit, and the lines that an edit changes."""

from __future__ import annotations

import textwrap

from mc_builder.project import Project
from memoire import Memoire
from petits_fichiers import DOSSIER, FICHIERS

POLE = """\
    # Le pôle de l’atelier
    pole:
      id: pole-atelier
      intitule: "Remise en état : les vélos"   # relu
      conditions: |
        En atelier.

        Debout.
      activites:
        # première
        - id: accueil
          intitule: Accueil
          taches: {ecoute: Écoute de la demande, devis: {intitule: Devis, autonomie: 2}}
          repond_a: [recueillir]  # voir l’enquête
        - id: diagnostic
          intitule: >-
            Diagnostic de l’état
            d’un vélo
          taches:
            - Contrôle du freinage  # toujours
            - {a_completer: Pas encore dit}
            - intitule: Essai
              numero: '1.3'
            - id: reglage
              intitule: Réglage
          resultats_attendus:
            - Les pannes sont relevées
            # et
            - Rien n’est oublié
    """
EXIGENCES = """\
    exigences:
      - {id: recueillir, intitule: Recueillir une demande, nature: savoir-faire, source: enquete}
      - id: controler
        intitule: Contrôler un vélo
        nature: savoir-faire
        source: enquete
    """
SOURCES = """\
    sources:
      - {id: enquete, auteur: Observatoire, titre: Enquête, annee: 2024}
      - id: rapport
        auteur: Observatoire
        titre: Rapport
        annee: 2023
    """


def files(**texts: str | bytes) -> dict[str, bytes]:
    given = {"dossier": DOSSIER, "pole": POLE, "exigences": EXIGENCES, "sources": SOURCES, **texts}
    return {
        FICHIERS[name]: text if isinstance(text, bytes) else textwrap.dedent(text).encode()
        for name, text in given.items()
    }


def project(**texts: str | bytes) -> Project:
    return Project.open(Memoire(files(**texts)))


def changed_lines(before: bytes, after: bytes) -> list[str]:
    old, new = (data.decode("utf-8-sig").splitlines() for data in (before, after))
    start = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    old, new = old[start:], new[start:]
    while old and new and old[-1] == new[-1]:
        old.pop(), new.pop()
    return [f"-{line}" for line in old] + [f"+{line}" for line in new]
