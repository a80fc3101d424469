"""The Markdown files of a project: their sheets, and new ones."""

from __future__ import annotations

from typing import Any

from mc_builder.editing import Changes, Refused, block_of
from mc_builder.french import slug
from mc_builder.loading.layout import MAIN, PROSE
from mc_builder.model.projet import Prose
from mc_builder.project import Project
from mc_builder.source.edits import new_file
from mc_builder.source.prose import to_complete
from mc_builder.studio import fields
from mc_builder.studio.session import Session

NOTE, TEXTES = PROSE
#: What a new section says until somebody writes it.
_BODY = to_complete("Cette section est à écrire.")
#: Between the numbers of two sections: others may come in between.
_STEP = 10


def found(project: Project, cle: str) -> Prose | None:
    """The Markdown file of this identity."""
    return next((prose for prose in project.projet.proses if prose.cle == cle), None)


def title(project: Project, prose: Prose) -> str:
    """Its own first heading, else the title that the profile gives to its place, else its name."""
    own = block_of(project, f"{prose.cle}/0").markdown
    given = (t.titre for t in project.projet.profil.textes if t.nom == prose.nom)
    return own or str(next(given, prose.nom))


def sheet(project: Project, prose: Prose) -> dict[str, Any]:
    """The sheet of a section: its title, and all of its text."""
    head = fields.of_block(block_of(project, f"{prose.cle}/0"))
    body = fields.of_block(block_of(project, prose.cle))
    head["nom"], body["nom"] = "Titre", "Texte, en entier"
    head["champ"], body["champ"] = "titre", "texte"
    return {
        "cle": prose.cle,
        "nom": title(project, prose),
        "nature": "Une section de la note"
        if prose.cle.startswith(NOTE)
        else "Un texte des annexes",
        "dans": None,
        "section": True,
        "champs": [head, body],
    }


def expected(project: Project) -> list[str]:
    """The titles of the texts of the annexes that are not written."""
    there = {prose.nom for prose in project.projet.textes}
    return [str(t.titre) for t in project.projet.profil.textes if t.nom not in there]


def add(session: Session, folder: str, words: str) -> str:
    """Begin a section at the end of the note, or a text that the annexes expect; its identity.

    Raises Refused.
    """
    words = " ".join(words.split())
    name = _name(session.project, folder, words)
    head = f"# {words}\n\n" if folder == NOTE else ""
    path = f"{folder}/{name}.md"
    data = new_file(f"{head}{_BODY}\n", session.project.files.read(MAIN))
    session.change(f"Ajouter la section « {words} »", lambda _: {path: data})
    return path.removesuffix(".md")


def delete(project: Project, cle: str) -> Changes:
    """Take a section away; raises Refused."""
    source = project.places.prose(cle)
    if source is None:
        raise Refused("Cette section n’est plus dans le projet.")
    return {source.path: None}


def _name(project: Project, folder: str, words: str) -> str:
    """The name of a new file: a number after the others, then the words."""
    if folder == TEXTES:
        known = {str(t.titre): t.nom for t in project.projet.profil.textes}
        if words not in known:
            raise Refused("Les annexes n’ont pas de place pour ce texte.")
        short, proses = known[words], project.projet.textes
    elif folder == NOTE:
        short, proses = slug(words), project.projet.note
    else:
        raise Refused("Aucune section ne s’ajoute ici.")
    if not short:
        raise Refused("Donnez un titre.")
    numbers = [_number(prose) for prose in proses]
    return f"{max(numbers, default=0) // _STEP * _STEP + _STEP}-{short[:60].strip('-')}"


def _number(prose: Prose) -> int:
    digits = prose.cle.rpartition("/")[2].partition("-")[0]
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else 0
