"""What differs between two versions of a project: one small frozen class for each kind of change.

Every class says its `kind` (a stable identifier), the `family` under which a reader looks for it,
and itself in one French sentence without final point (`said`). Names are those that print: an
identifier shows only where it is what changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from mc_builder.french import NBSP, capital, counted, in_gender, quoted, small
from mc_builder.french.word_diff import Words, compare_words


class Family(StrEnum):
    """Where a reader looks for a change; the value is its title."""

    OBJETS = "Objets ajoutés, retirés ou déplacés"
    TEXTES = "Textes"
    VALEURS = "Nombres, dates et choix"
    LIENS = "Liens"
    ORDRE = "Ordre"
    NUMEROS = "Numéros imprimés"
    FICHIERS = "Fichiers"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about, in the version that has it (that of today when both do).

    `nom` is its printed name, with its kind (« la tâche 1.2 « Contrôle » »); `fichier` is
    « fichier:ligne », `imprime` where it prints; each is empty when there is none.
    """

    cle: str
    nom: str
    fichier: str = ""
    imprime: str = ""

    @property
    def feminine(self) -> bool:
        """Whether its kind is feminine."""
        return in_gender(self.nom, "ajouté") == "ajoutée"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `cause` says in French what brought it about, when another change did."""

    kind: ClassVar[str] = ""
    family: ClassVar[Family] = Family.OBJETS
    subject: Subject
    champ: str = ""
    avant: str = ""
    apres: str = ""
    cause: str = ""

    @property
    def said(self) -> str:
        """The change in one sentence, without its words."""
        return self.subject.nom

    @property
    def words(self) -> tuple[Words, ...]:
        """The words that stay, go and come; empty when there is nothing to compare."""
        return ()

    def _agreed(self, participle: str) -> str:
        return in_gender(self.subject.nom, participle)


@dataclass(frozen=True, slots=True)
class TextChanged(Change):
    """A text with other words: one that was not there when `avant` is empty, gone without `apres`.

    Of prose, a paragraph.
    """

    kind = "texte"
    family = Family.TEXTES

    @property
    def said(self) -> str:
        """« la tâche … – intitulé »."""
        what = " (nouveau)" if not self.avant else "" if self.apres else " (retiré)"
        return f"{self.subject.nom} – {small(self.champ)}{what}"

    @property
    def words(self) -> tuple[Words, ...]:
        """The difference, word by word."""
        return compare_words(self.avant, self.apres)


@dataclass(frozen=True, slots=True)
class TextMoved(Change):
    """A paragraph of prose, the same, at another place of its text."""

    kind = "texte-deplace"
    family = Family.ORDRE

    @property
    def said(self) -> str:
        """« la section … – paragraphe déplacé : « … » »."""
        return f"{self.subject.nom} – {small(self.champ)}{NBSP}: {quoted(_short(self.avant))}"


@dataclass(frozen=True, slots=True)
class ValueChanged(Change):
    """A number, a date, a duration, a choice: what is no text."""

    kind = "valeur"
    family = Family.VALEURS

    @property
    def said(self) -> str:
        """« l’épreuve … – coefficient : 2 → 3 »."""
        was, now = (value or "non renseigné" for value in (self.avant, self.apres))
        return f"{self.subject.nom} – {small(self.champ)}{NBSP}: {was}{NBSP}→ {now}"


@dataclass(frozen=True, slots=True)
class NumberChanged(Change):
    """The number that prints before an object: it follows from what stands before it."""

    kind = "numero"
    family = Family.NUMEROS

    @property
    def said(self) -> str:
        """« la tâche … : 1.2 → 1.3 »."""
        was, now = (value or "sans numéro" for value in (self.avant, self.apres))
        return f"{self.subject.nom}{NBSP}: {was}{NBSP}→ {now}"


@dataclass(frozen=True, slots=True)
class ObjectAdded(Change):
    """An object more, with all that it holds: `inside` other objects, in `apres`."""

    kind = "objet-ajoute"
    inside: int = 0

    @property
    def said(self) -> str:
        """« la tâche … ajoutée dans … »."""
        return f"{self.subject.nom}, {self._agreed('ajouté')}{_within(self.apres)}" + _inside(self)


@dataclass(frozen=True, slots=True)
class ObjectRemoved(Change):
    """An object less, with all that it held: `inside` other objects, in `avant`."""

    kind = "objet-retire"
    inside: int = 0

    @property
    def said(self) -> str:
        """« la tâche … retirée de … »."""
        return f"{self.subject.nom}, {self._agreed('retiré')}{_within(self.avant)}" + _inside(self)


@dataclass(frozen=True, slots=True)
class ObjectMoved(Change):
    """An object that another one holds now: `apres`, and no more `avant`."""

    kind = "objet-deplace"

    @property
    def said(self) -> str:
        """« la tâche … est dans …, et n’est plus dans … »."""
        return f"{self.subject.nom} est dans {self.apres}, et n’est plus dans {self.avant}"


@dataclass(frozen=True, slots=True)
class OrderChanged(Change):
    """An object, or a link, at another rank of its list."""

    kind = "ordre"
    family = Family.ORDRE

    @property
    def said(self) -> str:
        """« la tâche … : 2e → 1er »."""
        where = f" – {small(self.champ)}" if self.champ else ""
        return f"{self.subject.nom}{where}{NBSP}: rang {self.avant}{NBSP}→ {self.apres}"


@dataclass(frozen=True, slots=True)
class LinkAdded(Change):
    """A link to `apres` that was not there."""

    kind = "lien-ajoute"
    family = Family.LIENS

    @property
    def said(self) -> str:
        """« la compétence … – activités : + l’activité … »."""
        return f"{self.subject.nom} – {small(self.champ)}{NBSP}: lien ajouté vers {self.apres}"


@dataclass(frozen=True, slots=True)
class LinkRemoved(Change):
    """A link to `avant` that is there no more."""

    kind = "lien-retire"
    family = Family.LIENS

    @property
    def said(self) -> str:
        """« la compétence … – activités : lien retiré vers l’activité … »."""
        return f"{self.subject.nom} – {small(self.champ)}{NBSP}: lien retiré vers {self.avant}"


@dataclass(frozen=True, slots=True)
class FileChanged(Change):
    """A file that is no data (a picture, a template, a profile), or whose lay-out alone changed."""

    kind = "fichier"
    family = Family.FICHIERS

    @property
    def said(self) -> str:
        """« templates/charte.yaml : modifié »."""
        return f"{self.subject.nom}{NBSP}: {self.apres}"


def _within(holder: str) -> str:
    return f" (dans {holder})" if holder else ""


def _inside(change: ObjectAdded | ObjectRemoved) -> str:
    """How much comes or goes with an object."""
    count = change.inside
    return f", avec {counted(count, 'objet')} qu’{_pronoun(change)} contient" if count else ""


def _pronoun(change: Change) -> str:
    return "elle" if change.subject.feminine else "il"


def _short(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


def sentence_of(change: Change) -> str:
    """The sentence that begins a line, with its cause."""
    cause = f" ({change.cause})" if change.cause else ""
    return f"{capital(change.said)}{cause}"
