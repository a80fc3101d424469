"""A noun, its gender and its plural → what French puts around it: « de l’unité », « ces blocs »."""

from __future__ import annotations

from dataclasses import dataclass

from mc_builder.french.folding import unaccented
from mc_builder.french.words import agreed


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of one word or more, in small letters: « bloc de compétences ».

    `many` is its plural: each word takes its « s » when it is not given. `elided` says whether an
    article before it loses its vowel: « l’unité »; by default, when it begins with a vowel or a
    mute h.
    """

    one: str
    feminine: bool = False
    many: str = ""
    elided: bool | None = None

    @property
    def plural(self) -> str:
        """« blocs de compétences »."""
        return self.many or plural(self.one)

    @property
    def cut(self) -> bool:
        """Whether the article before it loses its vowel."""
        if self.elided is not None:
            return self.elided
        return unaccented(self.one[:1].lower()) in set("aeiouhœæ")

    @property
    def le(self) -> str:
        """« le bloc », « la tâche », « l’unité »."""
        return f"l’{self.one}" if self.cut else f"{'la' if self.feminine else 'le'} {self.one}"

    @property
    def un(self) -> str:
        """« un bloc », « une unité »."""
        return f"{'une' if self.feminine else 'un'} {self.one}"

    @property
    def du(self) -> str:
        """« du bloc », « de la tâche », « de l’unité »."""
        return f"de {self.le}" if self.cut or self.feminine else f"du {self.one}"

    @property
    def au(self) -> str:
        """« au bloc », « à la tâche », « à l’unité »."""
        return f"à {self.le}" if self.cut or self.feminine else f"au {self.one}"

    @property
    def ce(self) -> str:
        """« ce bloc », « cet indicateur », « cette unité »."""
        masculine = "cet" if self.cut else "ce"
        return f"{'cette' if self.feminine else masculine} {self.one}"

    @property
    def il(self) -> str:
        """The pronoun."""
        return "elle" if self.feminine else "il"

    @property
    def e(self) -> str:
        """What ends a participle that agrees with it."""
        return "e" if self.feminine else ""

    def de(self, *, many: bool = False) -> str:
        """« de bloc », « d’unité »; « de blocs »."""
        return f"{'d’' if self.cut else 'de '}{self.plural if many else self.one}"


def plural(one: str) -> str:
    """The plural of a noun: « pôles d’activités », « périodes en entreprise », « SAÉ ».

    What follows « de », « d’ », « en », « à » does not change, nor does an acronym.
    """
    head, *rest = one.split(" ")
    done: list[str] = []
    words = [head, *rest]
    for at, word in enumerate(words):
        if word.startswith("d’") or word in {"de", "du", "des", "en", "à", "par", "sur", "pour"}:
            return " ".join([*done, *words[at:]])
        done.append(word if word[-1:].isupper() else agreed(2, word))
    return " ".join(done)
