"""What was taken of a framework, and what had no place → the receipt, line by line, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mc_builder.beginning.answers import Answers
from mc_builder.beginning.files import begun
from mc_builder.beginning.repris import Reprise
from mc_builder.french import counted, listed, typeset
from mc_builder.importers.referentiels.arbre import Noeud, Perte, Repris, clean
from mc_builder.importers.referentiels.genres import placed
from mc_builder.model.mots import Mots
from mc_builder.project import Project
from mc_builder.source.tree import Snapshot

#: Where the receipt is, in the project.
RECU = "reprise.md"


def begun_from(
    answers: Answers, read: Repris, name: str, tree: Snapshot, *, editor: bool = False
) -> tuple[dict[str, bytes], str]:
    """The files of a project that begins with a framework, its receipt among them.

    And what is said of it in a sentence. `name` is that of its file, `tree` the folder where the
    project begins. Made twice: to know the numbers that would be reckoned.
    """
    blocs, lost = placed(read)
    made = Reprise(answers, blocs)
    first = Project.open(tree.edited(dict(begun(answers, held=made.files()))))
    names = first.names if first.model is not None else None
    files = begun(answers, editor=editor, held=made.files(names))
    files[RECU] = receipt(name, read, made, lost).encode()
    counts = counts_of(blocs, answers.profil.mots)
    rest = counted(
        len(lost),
        "chose n’a pas trouvé de place ou a été devinée",
        "choses n’ont pas trouvé de place ou ont été devinées",
    )
    return files, f"Repris de « {name} » : {counts} ; {rest}. {RECU} dit tout, ligne par ligne."


def counts_of(blocs: Sequence[Noeud], mots: Mots) -> str:
    """« 3 blocs, 9 compétences et 27 indicateurs »."""
    found = Counter(one.genre for bloc in blocs for one in bloc.tous())
    words = {
        "bloc": mots.bloc.noun,
        "competence": mots.competence.noun,
        "sous-competence": mots.sous_competence.noun,
        "indicateur": mots.indicateur.noun,
    }
    return listed(
        counted(found[genre], noun.one, noun.plural)  # type: ignore[index]
        for genre, noun in words.items()
        if found[genre]  # type: ignore[index]
    )


def receipt(name: str, read: Repris, made: Reprise, lost: Sequence[Perte]) -> str:
    """The text of the receipt; `name` is that of the file."""
    lines = [
        f"# Reprise de « {name} »",
        "",
        f"{read.forme} ; référentiel « {read.intitule or 'sans titre'} ».",
        "",
        "## Ce qui est repris",
        "",
        *(f"- {line}" for line in _taken(made)),
        "",
        "## Ce qui n’a pas trouvé de place, ou a été deviné",
        "",
        *([f"- {one.lieu} : {_flat(one.quoi)}" for one in lost] or ["Rien."]),
        "",
        "## Ce que ce fichier ne pouvait pas dire",
        "",
        f"{read.tait} Ce qui est dû est « à compléter » dans les fichiers du projet.",
    ]
    return typeset(clean("\n".join(lines))) + "\n"


def _taken(made: Reprise) -> Iterator[str]:
    mots = made.answers.profil.mots
    words = {
        "bloc": mots.bloc.noun.one,
        "niveau": "niveau",
        "competence": mots.competence.noun.one,
        "sous-competence": mots.sous_competence.noun.one,
        "indicateur": mots.indicateur.noun.one,
    }
    for rank, bloc in enumerate(made.blocs, 1):
        for one in bloc.tous():
            title = " ".join(filter(None, (one.numero, one.intitule)))
            where = f" → referentiels/blocs/bloc-{rank}.yaml" if one is bloc else ""
            again = " (reprise par « ref »)" if made.ref(one) else ""
            yield f"{one.lieu} : {words[str(one.genre)]} « {_flat(title)} »{again}{where}"


def _flat(text: str) -> str:
    return " ".join(text.split())
