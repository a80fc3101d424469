"""A project → its blocs, competences and indicateurs as one tree, which platforms take in.

An element is told by an identity that does not change from one edition to the next: that of the
object, and that of its bloc before it where a competence of another bloc is taken up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mc_builder.french import capital, slug
from mc_builder.model.base import descendants, known_words
from mc_builder.model.blocs import Bloc, BlocGeneral, Competence, Indicateur, SousCompetence
from mc_builder.model.emplois import Exigence
from mc_builder.model.mots import Mots
from mc_builder.project import Project


@dataclass(frozen=True, slots=True)
class Element:
    """A bloc, a competence, a sub-competence, an indicateur: what it says, what it holds.

    `memes` are the identities of what is the same thing elsewhere in the tree, `codes` what the
    exigences that it answers are called in the nomenclatures (« ROME », code).
    """

    ident: str
    genre: str
    intitule: str
    numero: str = ""
    dans: tuple[Element, ...] = ()
    memes: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def nom(self) -> str:
        """Its number and its title, on one line."""
        return " ".join(f"{self.numero} {self.intitule}".split())


@dataclass(frozen=True, slots=True)
class Framework:
    """The référentiel of a diploma as one tree; `mots` says how its type calls each genre.

    `licence` is the name of the one under which it is given, `adresse` where its text is, `droits`
    the sentence that goes with a copy; they are empty when the dossier has none.
    """

    ident: str
    intitule: str
    version: str
    auteur: str
    blocs: tuple[Element, ...]
    mots: Mapping[str, str] = field(default_factory=lambda: called(Mots()))
    licence: str = ""
    adresse: str = ""
    droits: str = ""


def called(mots: Mots) -> Mapping[str, str]:
    """« Bloc de compétences », « Indicateur de réussite »: each genre, in the words of a type."""
    return {
        "bloc": capital(mots.bloc.whole.one),
        "competence": capital(mots.competence.whole.one),
        "sous-competence": capital(mots.sous_competence.whole.one),
        "indicateur": capital(mots.indicateur.whole.one),
    }


def framework_of(project: Project) -> Framework:
    """The tree of a project; raises Unreadable."""
    projet = project.projet
    diplome = projet.dossier.diplome
    title = f"{projet.profil.formes.nom} {diplome.intitule}"
    blocs = (_Blocs(project).of(bloc) for bloc in projet.blocs)
    general = (_general(project, bloc) for bloc in projet.blocs_generaux)
    authors, licence = projet.dossier.demandeurs, projet.dossier.licence
    return Framework(
        slug(title),
        capital(title),
        str(projet.dossier.version),
        str(authors[0].nom) if authors else "",
        (*blocs, *general),
        called(projet.profil.mots),
        known_words(licence.nom) if licence else "",
        (licence.url or "") if licence else "",
        projet.dossier.droits,
    )


@dataclass(frozen=True, slots=True)
class _Blocs:
    project: Project

    def of(self, bloc: Bloc) -> Element:
        shared = (one for held in bloc.indicateurs for one in held.liste)
        inside = (self._competence(bloc, competence) for competence in bloc.competences)
        return self._element(bloc.cle, "bloc", (*inside, *self._indicateurs(shared)))

    def _competence(self, bloc: Bloc, competence: Competence) -> Element:
        defined = competence
        if competence.ref is not None:
            defined = self.project.projet.find(competence.ref, Competence) or competence
        if defined is not competence:
            return self._taken_up(bloc, competence, defined)
        facing = {
            part.cle: [one for one in competence.indicateurs if one.sous_competences == (part.id,)]
            for part in competence.sous_competences
        }
        placed = {one.cle for held in facing.values() for one in held}
        parts = (self._part(part, facing[part.cle]) for part in competence.sous_competences)
        rest = (one for one in competence.indicateurs if one.cle not in placed)
        return self._element(competence.cle, "competence", (*parts, *self._indicateurs(rest)))

    def _taken_up(self, bloc: Bloc, competence: Competence, defined: Competence) -> Element:
        """A competence of another bloc: its name, and the identity of what it is."""
        name = self.project.names[defined.cle]
        own = self.project.names[competence.cle].numero
        ident = f"{bloc.cle}/{defined.cle}"
        return Element(ident, "competence", str(name.titre), own or name.numero, (), (defined.cle,))

    def _part(self, part: SousCompetence, facing: Iterable[Indicateur]) -> Element:
        held = self._indicateurs((*part.indicateurs, *facing))
        return self._element(part.cle, "sous-competence", tuple(held))

    def _indicateurs(self, held: Iterable[Indicateur]) -> Iterator[Element]:
        for one in held:
            yield self._element(one.cle, "indicateur", ())

    def _element(self, cle: str, genre: str, inside: tuple[Element, ...]) -> Element:
        name = self.project.names[cle]
        return Element(cle, genre, str(name.titre), name.mark, inside, (), self._codes(cle))

    def _codes(self, cle: str) -> tuple[tuple[str, str], ...]:
        """The codes of the exigences that an object answers, itself or by what it mobilises."""
        projet = self.project.projet
        own = projet.by_cle.get(cle)
        used = (projet.by_cle.get(link.cible) for link in getattr(own, "mobilise", ()))
        works = (part for one in used if one is not None for part in descendants(one))
        links = (link for one in (own, *works) for link in getattr(one, "repond_a", ()))
        answered = (projet.find(link.cible, Exigence) for link in links)
        cited = (one for found in answered if found is not None for one in found.nomenclatures)
        said = ((known_words(one.nom), known_words(one.code)) for one in cited)
        return tuple(dict.fromkeys(pair for pair in said if all(pair)))


def _general(project: Project, bloc: BlocGeneral) -> Element:
    """A general bloc: its competences, by groups when there are some."""
    held = tuple(
        Element(
            group.cle,
            "competence",
            str(group.intitule),
            dans=tuple(
                Element(f"{group.cle}/{rank}", "sous-competence", str(text))
                for rank, text in enumerate(group.liste, 1)
            ),
        )
        for group in bloc.competences
    )
    name = project.names[bloc.cle]
    return Element(bloc.cle, "bloc", str(name.titre), name.mark, held)
