"""Answers → what each file of a step holds: structure, and « à compléter » where words are due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mc_builder.beginning.answers import Answers
from mc_builder.beginning.bracketed import bracketed
from mc_builder.french import capital, de
from mc_builder.loading.layout import MAIN
from mc_builder.model.activites import Activite, Liaisons, Pole
from mc_builder.model.base import Modele, Objet
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence
from mc_builder.model.dossier import Calendrier, Demandeur, Diplome, Synthese
from mc_builder.model.emplois import Emploi, Exigence
from mc_builder.model.evaluation import CategorieCandidats, Epreuve, Modalite, Partie
from mc_builder.model.formation import AncienDiplome, Correspondance, Formation, Pfmp
from mc_builder.model.mots import Mot
from mc_builder.model.preuves import Certification, Chiffre, Source
from mc_builder.model.profil import Profil, TexteProfil, en_vigueur
from mc_builder.rules.attendus import RUBRIQUES
from mc_builder.rules.sigles import known_sigles
from mc_builder.source.prose import to_complete

Data = dict[str, Any]

#: Acronyms that nearly every dossier uses, beside those of the words of its type.
COMMON = ("IDCC", "RGPD", "RNCP", "ROME", "VAE")
#: The sections of a note, by the head that a commission looks for, and what each has to say.
NOTE = {
    "besoins": "Les besoins d’aujourd’hui, leur évolution, leurs sources.",
    "recrutement": "Comment les entreprises recrutent, et qui.",
    "contenu": "Les emplois visés et leurs activités.",
    "attractivite": "Les publics visés, et ce qui les attire.",
    "debouches": "Les emplois, l’insertion, les poursuites d’études.",
    "nature": "Ce que ⟨le diplôme⟩ est, et comment on s’y prépare.",
    "existants": "Ce que ⟨le diplôme⟩ apporte de plus que les certifications comparées.",
    "documents": "Ce que disent les études du métier.",
}


def sections() -> Iterator[tuple[str, str, str]]:
    """The sections of a note: the name of each file, its title, what it has to say."""
    yield "10-origine", "Origine de la demande", "Qui demande ⟨ce diplôme⟩, pourquoi, depuis quand."
    for rank, (head, about) in enumerate(NOTE.items(), 2):
        yield f"{rank}0-{head}", capital(RUBRIQUES[head]), about


def yaml_of(answers: Answers) -> Iterator[tuple[str, Data]]:
    """The YAML files of the step: path and content."""
    yield from _dossier(answers)
    if is_referentiel_due(answers):
        yield from _referentiel(answers)


def prose_of(answers: Answers) -> Iterator[tuple[str, str]]:
    """The Markdown files of the step: path and text."""
    if answers.nature != "suppression" and answers.etape != "publie":
        for name, title, about in sections():
            yield f"dossier/note/{name}.md", f"# {title}\n\n{to_complete(about)}\n"
    if is_referentiel_due(answers):
        for rank, text in enumerate(filter(_expected, answers.profil.textes), 1):
            yield f"referentiels/textes/{rank}0-{text.nom}.md", f"{to_complete(f'{text.titre}.')}\n"


def _expected(text: TexteProfil) -> bool:
    """Whether a text of the annexes lacks when it is not written: others may do without."""
    return text.attendu


def is_referentiel_due(answers: Answers) -> bool:
    """Whether the step asks for a référentiel."""
    return answers.etape != "opportunite" and answers.nature != "suppression"


def due(cls: type[Modele], *names: str) -> Data:
    """Keys of a class, each to complete by what the model says of it, examples left out."""
    said = {name: bracketed(cls.model_fields[name].description or name) for name in names}
    return {n: {"a_completer": f"{re.split(_REST, text)[0]}."} for n, text in said.items()}


#: What a description adds to what the key is.
_REST = re.compile(r" \(|\s[;:]|\.$")


def titled(cls: type[Objet], rank: str) -> Data:
    """The title of an object, to complete: a number tells it from its neighbours."""
    return {"intitule": {"a_completer": f"Intitulé ⟨{de(cls.designation)}⟩ {rank}."}}


def _dossier(answers: Answers) -> Iterator[tuple[str, Data]]:
    # Only of what a consultative commission examines are its name and its session asked.
    seen = answers.profil.grille.instance.calendrier
    diplome = {
        "type": answers.profil.id,
        "intitule": answers.intitule,
        "niveau": str(answers.niveau),
        **(due(Diplome, "cpc") if seen else {}),
        **due(Diplome, "premiere_session", "duree", "voies", "acces", "vae"),
        **due(Diplome, "poursuite_etudes", "contraintes_legales"),
    }
    asking = {
        "nom": answers.demandeur,
        "qualite": answers.qualite,
        **due(Demandeur, "branche", "idcc", "adherents", "representativite"),
    }
    yield (
        MAIN,
        {
            "diplome": diplome,
            "nature": answers.nature,
            "etape": answers.etape,
            "date_reference": answers.jour.isoformat(),
            "version": "0.1",
            "avertissements": ["Projet – document de travail"],
            "demandeurs": [asking],
            "calendrier": due(Calendrier, *(("session_cpc",) if seen else ()), "etapes"),
            "synthese": due(Synthese, *Synthese.model_fields),
        },
    )
    source = {"id": "source-1", **due(Source, "auteur", "titre", "annee")}
    yield "dossier/sources.yaml", {"sources": [source]}
    chiffre = {
        "id": "chiffre-1",
        **due(Chiffre, "intitule", "valeur", "annee", "perimetre"),
        "source": "source-1",
    }
    yield "dossier/preuves.yaml", {"chiffres": [chiffre]}
    certification = {
        "id": "certification-1",
        **due(Certification, "intitule", "certificateur", "niveau", "code"),
        **due(Certification, "activites", "recouvrement", "complementarite"),
        "verdict": "proche",
    }
    yield "dossier/certifications.yaml", {"certifications": [certification]}
    sigles = [{"sigle": s, "signification": words} for s, words in _sigles(answers.profil)]
    yield "dossier/glossaire.yaml", {"sigles": sigles}


def _referentiel(answers: Answers) -> Iterator[tuple[str, Data]]:
    units = en_vigueur(answers.profil.unites, answers.jour)
    ranks = range(1, max((units.minimum if units else None) or 2, 1) + 1)
    exigence = {"id": "exigence-1", **titled(Exigence, "1"), "nature": "savoir-faire"}
    yield "referentiels/exigences.yaml", {"exigences": [exigence]}
    yield "referentiels/emplois/10-emploi-1.yaml", {"emploi": _emploi()}
    for rank in ranks:
        yield f"referentiels/activites/pole-{rank}.yaml", {"pole": pole(rank)}
        yield f"referentiels/blocs/bloc-{rank}.yaml", {"bloc": _bloc(rank)}
    if answers.profil.enseignement_general:
        general = {"id": "bloc-general-1", **titled(BlocGeneral, "1"), "nature": "general"}
        yield "referentiels/blocs/generaux.yaml", {"blocs": [general]}
    blocs = {f"bloc-{rank}": [f"competence-{rank}-{n}" for n in (1, 2)] for rank in ranks}
    yield "referentiels/evaluation.yaml", evaluation(blocs)
    yield "referentiels/formation.yaml", formation()
    if answers.nature == "revision":
        yield "referentiels/correspondance.yaml", correspondance()


def _emploi() -> Data:
    return {
        "id": "emploi-1",
        **titled(Emploi, "1"),
        **due(Emploi, "description"),
        "acces": "premiere-insertion",
        "exigences": [{"exigence": "exigence-1", "importance": "2"}],
    }


def pole(rank: int) -> Data:
    """A pôle of which everything is to complete."""
    activites = [
        {
            "id": f"activite-{rank}-{n}",
            **titled(Activite, f"{rank}.{n}"),
            **due(Activite, "taches", "marqueurs"),
        }
        for n in (1, 2)
    ]
    return {
        "id": f"pole-{rank}",
        **titled(Pole, str(rank)),
        **due(Pole, "autonomie", "responsabilite", "conditions"),
        "activites": activites,
        **due(Pole, "ressources", "environnement_numerique"),
        "liaisons": due(Liaisons, "internes", "externes"),
        **due(Pole, "resultats_attendus"),
    }


def _bloc(rank: int) -> Data:
    competences = [
        {
            "id": f"competence-{rank}-{n}",
            **titled(Competence, f"{rank}.{n}"),
            "mobilise": [f"activite-{rank}-{n}"],
            **due(Competence, "indicateurs", "marqueurs"),
        }
        for n in (1, 2)
    ]
    return {
        "id": f"bloc-{rank}",
        **titled(Bloc, str(rank)),
        "pole": f"pole-{rank}",
        "competences": competences,
        **due(Bloc, "savoirs"),
    }


def formation() -> Data:
    """What the formation begins with."""
    pfmp = due(Pfmp, "semaines", "objectifs", "lieux", "attestation")
    return {**due(Formation, "heures"), "pfmp": pfmp}


def correspondance() -> Data:
    """What the correspondence with the former diploma begins with."""
    old = due(AncienDiplome, "intitule", "derniere_session")
    return {"ancien": old, **due(Correspondance, "lignes")}


def evaluation(blocs: Mapping[str, Sequence[str]]) -> Data:
    """One unit and one épreuve for each bloc, by its identifier; with those of its competences."""
    modalite = {
        "categories": ["categorie-1"],
        "mode": "ponctuel",
        **due(Modalite, "formes", "duree", "deroulement", "note_zero"),
    }
    return {
        "categories": [{"id": "categorie-1", **due(CategorieCandidats, "statuts")}],
        "unites": [{"id": f"u{rank}", "bloc": bloc} for rank, bloc in enumerate(blocs, 1)],
        "epreuves": [
            {
                "id": f"e{rank}",
                "unite": f"u{rank}",
                **due(Epreuve, "coefficient", "finalites"),
                "parties": [_partie(rank, evalue)],
                "modalites": [modalite],
            }
            for rank, evalue in enumerate(blocs.values(), 1)
        ],
    }


def _partie(rank: int, evalue: Sequence[str]) -> Data:
    return {
        "id": f"partie-{rank}-1",
        **titled(Partie, f"{rank}.1"),
        **({"evalue": list(evalue)} if evalue else {}),
    }


def _sigles(profil: Profil) -> list[tuple[str, str]]:
    """The acronyms of nearly every dossier, and those that the words of a type have."""
    mots = profil.mots
    common = {*COMMON, *(("CPC",) if profil.grille.instance.calendrier else ())}
    found = {sigle: words for sigle, words in known_sigles().items() if sigle in common}
    for name in type(mots).model_fields:
        word: Mot = getattr(mots, name)
        if word.sigle and word.sigle.isupper():
            found[word.sigle] = capital(word.whole.one)
    return sorted(found.items())
