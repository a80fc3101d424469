"""The names that a project takes from its profile, or their words → names; those of no profile.

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
from mc_builder.model.modes import ADJECTIFS, DuProfil, NomReconnu
from mc_builder.model.mots import Mot
from mc_builder.model.profil import Profil
from mc_builder.model.projet import Projet
from mc_builder.spans import Span

#: What « oral » and « orale » agree with.
_MODE, _FORME = Noun("mode"), Noun("forme", feminine=True)


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
        adjectives = {
            folded(agree(word, noun)): name
            for name, word in ADJECTIFS.items()
            for noun in (_MODE, _FORME)
        }
        return adjectives | {folded(forme.nom): forme.id for forme in profil.formes_evaluation}
    mots = profil.mots
    words: list[tuple[str, Mot]] = [("ccf", mots.ccf), ("ponctuel", mots.ponctuel)]
    words += [("ponctuel", mots.mode_ponctuel), *((mode.id, mode) for mode in profil.modes)]
    return {
        folded(noun.one): name for name, mot in words for noun in (mot.whole, mot.short, mot.noun)
    }


def settle_choices(projet: Projet, places: SourceMap) -> Iterator[Diagnostic]:
    """Put the name of a mode or of a form in place of its words; the names that nothing gives.

    What the file says stays with the name: the profile may call it otherwise at the next load.
    """
    for model in projet.modeles():
        for field, mark in _marked(type(model)):
            value = getattr(model, field)
            several = isinstance(value, tuple)
            named = tuple(
                _named(projet.profil, mark, name) for name in (value if several else (value,))
            )
            if any(
                new is not old
                for new, old in zip(named, value if several else (value,), strict=True)
            ):
                model.__dict__[field] = named if several else named[0]  # as `name_it` does
            for n, name in enumerate(named):
                if name not in _known(projet.profil, mark):
                    span = places.span(model, field, *((n,) if several else ()))
                    yield _unknown(projet.profil, mark, name, span)


def _known(profil: Profil, mark: DuProfil) -> tuple[str, ...]:
    """The names that files may give."""
    return (*mark.communs, *(one.id for one in getattr(profil, mark.liste)))


def _named(profil: Profil, mark: DuProfil, name: str) -> str:
    """A name for itself, or for what documents print of it; what is neither, as it is written."""
    written = name.ecrit if isinstance(name, NomReconnu) else name
    if written in _known(profil, mark):
        return written
    meant = _by_words(profil, mark).get(folded(" ".join(written.split())))
    if meant is None:
        return written
    return name if name == meant else NomReconnu(meant, written)


def _unknown(profil: Profil, mark: DuProfil, name: str, span: Span) -> Diagnostic:
    """A name that nothing gives, with those that may be written."""
    known = _known(profil, mark)
    near, fix = suggestion(name, known, span)
    other = f"pour une autre, écrivez « {mark.liste}: » dans dossier/profil.yaml"
    return SCH004(
        f"valeur non admise ; les valeurs possibles sont {listed(known, 'ou')}",
        span,
        near if fix is not None else " ; ".join(part for part in (near, other) if part),
        fix=fix,
    )
