"""The names that a project takes from its profile → those that it does not give, with its own.

Checked once the profile is known: a file is read without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mc_builder.diagnostics import Diagnostic, suggestion
from mc_builder.french import Noun, agree, folded, listed
from mc_builder.loading.codes import SCH004
from mc_builder.loading.expected import unwrapped
from mc_builder.loading.source_map import SourceMap
from mc_builder.model.base import Modele
from mc_builder.model.modes import ADJECTIFS, DuProfil
from mc_builder.model.mots import Mot
from mc_builder.model.profil import Profil
from mc_builder.model.projet import Projet

#: What « orale » agrees with.
_FORME = Noun("forme", feminine=True)


@cache
def _marked(cls: type[Modele]) -> tuple[tuple[str, DuProfil], ...]:
    """The fields of a class that hold such names."""
    return tuple(
        (name, mark)
        for name, info in cls.model_fields.items()
        if (mark := _mark(info.annotation, tuple(info.metadata))) is not None
    )


def _mark(annotation: object, metadata: tuple[object, ...]) -> DuProfil | None:
    annotation, metadata = unwrapped(annotation, metadata)
    found = next((mark for mark in metadata if isinstance(mark, DuProfil)), None)
    inside = getattr(annotation, "__args__", ())
    return found or (_mark(inside[0], ()) if inside else None)


def _by_words(profil: Profil, mark: DuProfil) -> dict[str, str]:
    """What documents print of a mode or of a form → the name that files give it."""
    if mark.liste != "modes":
        adjectives = {folded(agree(word, _FORME)): name for name, word in ADJECTIFS.items()}
        return adjectives | {folded(forme.nom): forme.id for forme in profil.formes_evaluation}
    mots = profil.mots
    words: list[tuple[str, Mot]] = [("ccf", mots.ccf), ("ponctuel", mots.ponctuel)]
    words += [("ponctuel", mots.mode_ponctuel), *((mode.id, mode) for mode in profil.modes)]
    return {
        folded(noun.one): name for name, mot in words for noun in (mot.whole, mot.short, mot.noun)
    }


def check_choices(projet: Projet, places: SourceMap) -> Iterator[Diagnostic]:
    """The names that nothing gives, with those that may be written."""
    for model in projet.modeles():
        for field, mark in _marked(type(model)):
            value = getattr(model, field)
            for n, name in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
                known = (*mark.communs, *(one.id for one in getattr(projet.profil, mark.liste)))
                if name in known:
                    continue
                span = places.span(model, field, *(() if n is None else (n,)))
                near, fix = suggestion(name, known, span)
                meant = _by_words(projet.profil, mark).get(folded(name))
                if fix is None and meant is not None:
                    near, fix = suggestion(meant, (meant,), span)
                other = f"pour une autre, écrivez « {mark.liste}: » dans dossier/profil.yaml"
                choices = listed(known, "ou")
                yield SCH004(
                    f"valeur non admise ; les valeurs possibles sont {choices}",
                    span,
                    near if fix is not None else " ; ".join(part for part in (near, other) if part),
                    fix=fix,
                )
