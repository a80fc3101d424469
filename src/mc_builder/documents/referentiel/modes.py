"""A way of taking an épreuve → its words: its mode, its forms, in a cell and in a title."""

from __future__ import annotations

from collections.abc import Iterable

from mc_builder.french import Noun, agree, capital, listed
from mc_builder.model.evaluation import Modalite
from mc_builder.model.modes import ADJECTIFS, ModeEvaluation
from mc_builder.model.profil import Profil

#: The modes of every diploma: in a cell, in a title, and what an adjective agrees with in each.
_COMMUNS = {
    "ponctuel": ("⟨Ponctuel⟩", "⟨Forme ponctuelle⟩", ("ponctuel", "épreuve ponctuelle")),
    "ccf": (
        "⟨CCF⟩",
        "⟨Contrôle en cours de formation⟩",
        ("contrôle en cours de formation", "contrôle en cours de formation"),
    ),
}
#: A part of an épreuve is feminine.
_PARTIE = Noun("partie", feminine=True)


def _mode(profil: Profil, way: Modalite) -> ModeEvaluation:
    """A mode of the profile; in a draft, one that is not there is called as it is written."""
    found = (mode for mode in profil.modes if mode.id == way.mode)
    return next(found, ModeEvaluation(id="inconnu", nom=way.mode.replace("-", " ")))


def named_forms(profil: Profil, forms: Iterable[str]) -> list[str]:
    """The forms that are nouns of the profile: « entretien technique »."""
    names = {form.id: form.nom for form in profil.formes_evaluation}
    return [names.get(f, f.replace("-", " ")) for f in forms if f not in ADJECTIFS]


def in_cell(profil: Profil, way: Modalite) -> str:
    """« Ponctuel écrit et oral », « CCF oral », « SAÉ : soutenance », « Entretien technique »."""
    nouns = listed(named_forms(profil, way.formes))
    adjectives = [ADJECTIFS[f] for f in way.formes if f in ADJECTIFS]
    if way.mode in _COMMUNS:
        label, _, agreeing = _COMMUNS[way.mode]
        agreed = [f"⟨{agreeing[0]}:{adjective}⟩" for adjective in adjectives]
    else:
        mode = _mode(profil, way)
        label = capital(mode.short.one)
        agreed = [agree(adjective, mode.short) for adjective in adjectives]
    if nouns and not agreed and way.mode == "ponctuel":
        return capital(nouns)  # the nouns say it all: « Entretien technique »
    if agreed:
        label = f"{label} {listed(agreed)}"
    return f"{label} : {nouns}" if nouns else label


def in_title(profil: Profil, way: Modalite) -> str:
    """« Forme ponctuelle », « Contrôle en cours de formation », « Situation d’apprentissage »."""
    if way.mode in _COMMUNS:
        return _COMMUNS[way.mode][1]
    return capital(_mode(profil, way).whole.one)


def after_title(profil: Profil, way: Modalite) -> str:
    """The forms of a way, after its title: « écrite et orale », « entretien technique »."""
    nouns = named_forms(profil, way.formes)
    adjectives = [ADJECTIFS[f] for f in way.formes if f in ADJECTIFS]
    if way.mode in _COMMUNS:
        agreeing = _COMMUNS[way.mode][2][1]
        return listed([*(f"⟨{agreeing}:{a}⟩" for a in adjectives), *nouns])
    noun = _mode(profil, way).whole
    return listed([*(agree(a, noun) for a in adjectives), *nouns])


def of_part(profil: Profil, forms: Iterable[str]) -> str:
    """The forms of a part, in its cell: « Orale », « Questionnaire professionnel »."""
    known = list(forms)
    adjectives = [agree(ADJECTIFS[f], _PARTIE) for f in known if f in ADJECTIFS]
    return capital(listed([*adjectives, *named_forms(profil, known)]))


def in_column(profil: Profil, way: Modalite) -> str:
    """The mode of a way at the head of its columns: « forme ponctuelle », « CCF », « SAÉ »."""
    if way.mode == "ponctuel":
        return _COMMUNS["ponctuel"][1].lower()
    return _COMMUNS["ccf"][0] if way.mode == "ccf" else _mode(profil, way).short.one
