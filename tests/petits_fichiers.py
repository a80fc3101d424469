"""The smallest project, short names of its files, and where whole projects are."""

from __future__ import annotations

from pathlib import Path

#: The smallest dossier.yaml that gives a project.
DOSSIER = """\
diplome: {type: mention-complementaire, intitule: Essai, niveau: 4, premiere_session: 2021}
nature: creation
etape: opportunite
date_reference: 2019-12-31
version: 0.1
"""

#: Short names of the files, so that a test says only what it is about.
FICHIERS = {
    "dossier": "dossier/dossier.yaml",
    "sources": "dossier/sources.yaml",
    "preuves": "dossier/preuves.yaml",
    "certifications": "dossier/certifications.yaml",
    "glossaire": "dossier/glossaire.yaml",
    "retours": "dossier/retours.yaml",
    "note": "dossier/note/10-note.md",
    "exigences": "referentiels/exigences.yaml",
    "emploi": "referentiels/emplois/emploi.yaml",
    "pole": "referentiels/activites/pole-1.yaml",
    "bloc": "referentiels/blocs/bloc-1.yaml",
    "generaux": "referentiels/blocs/generaux.yaml",
    "evaluation": "referentiels/evaluation.yaml",
    "formation": "referentiels/formation.yaml",
    "correspondance": "referentiels/correspondance.yaml",
    "texte": "referentiels/textes/10-missions.md",
}

PROJETS = Path(__file__).parent / "projets"
