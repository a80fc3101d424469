"""The name of a rule's function → its name as people read it: accents, elisions, capitals."""

from __future__ import annotations

import re

from mc_builder.french import unaccented

#: Words of the names of rules, as French writes them. A word with two readings is not here.
_WORDS = """
absente accès accessibilité activité aménagements arrêté caractère catégorie catégories chiffrée
citée clé cohérence compétence compétences comparée compléter complète coupé critères délais
délivrance démesuré dépend dérogation dérogations diplôme diplômes durée durées écart échec
écologique écrite élément entière épreuve épreuves étape étiquette évaluation évaluée expérience
expirée finalité général imprimé incohérentes incomplète inadaptées inégale inexpliqué
insuffisante intitulé inutilisé légales mêlées médian métier modalité modèle numérique passée
période placée pôle postérieure première prépondérant présents référentiel référentiels relevé
réduites refusé refusée réglage règles repérage répartition répétée réponse rôle santé séance
sécurité synthèse tâche tâches tapé tapée tête tôt unité unités visé zéro dépareillées étoiles être
légende numéro numéros
"""
_ACCENTED = {unaccented(word): word for word in _WORDS.split()}
_CAPITALS = {word.lower(): word for word in ("CCF", "CPNEFP", "HTML", "VAE", "Word", "YAML")}
#: What depends on the words around: two words joined, a participle, a preposition.
_PHRASES = (
    (r"\butf 8\b", "UTF-8"),
    (r"\bsous (?=compétence|épreuve)", "sous-"),
    (r"\ben tête\b", "en-tête"),
    (r"\bau dessus\b", "au-dessus"),
    (r"\bdeux points\b", "deux-points"),
    (r"\bmal forme\b", "mal formé"),
    (r"\bmal place\b|\bjamais place\b", lambda m: f"{m[0][:-1]}é"),
    (r"\b(?:article|jamais|titre) cite\b", lambda m: f"{m[0][:-1]}é"),
    (r"\blecture change\b|\bseuil manque\b", lambda m: f"{m[0][:-1]}é"),
    (r"\bà (?=une tâche\b|plusieurs\b)", "a "),
    (r"\b([dlns]) (?=[aeiouyhéêèà])", r"\1’"),
)


def printed_name(function: str) -> str:
    """« sous_competence_sans_indicateur » → « sous-compétence sans indicateur »."""
    words = (_CAPITALS.get(w, _ACCENTED.get(w, w)) for w in function.replace("_", " ").split())
    name = " ".join("à" if word == "a" else word for word in words)
    for pattern, replacement in _PHRASES:
        name = re.sub(pattern, replacement, name)
    return name
