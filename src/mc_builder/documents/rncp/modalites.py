"""What assesses a competence, as the register asks it: épreuve, way of taking it, parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from mc_builder.coverage.controles import Controle
from mc_builder.coverage.graphe import PARTIELLE
from mc_builder.documents.builder import Builder, Numerote, beginning_with
from mc_builder.documents.referentiel.evalues import assessed_by
from mc_builder.documents.referentiel.modes import of_part
from mc_builder.documents.referentiel.parties import ModaliteVue, in_percent, modalite
from mc_builder.documents.referentiel.voies import Examen, parts_of
from mc_builder.french import following, number, small
from mc_builder.model.etendues import in_hours
from mc_builder.model.evaluation import Epreuve, Modalite, Partie, SousEpreuve, Unite
from mc_builder.page.text import Texte


@dataclass(frozen=True, slots=True)
class PartieEvaluante:
    """A part of an épreuve that assesses a competence, whole or in part.

    `cle` is its identity, `lettres` those of its candidates, empty when all take it.
    """

    cle: str
    titre: Texte
    forme: str
    duree: str
    lettres: str
    partielle: bool


@dataclass(frozen=True, slots=True)
class FaconVue:
    """Ways of taking an épreuve and the parts that are taken so.

    `lettres` are the categories of candidates of a way, empty when all take it. `entiere` says
    whether `parties` are all of those that are taken so: its form, its duration, its number of
    situations are those of all.
    """

    voies: tuple[tuple[ModaliteVue, str], ...]
    parties: tuple[PartieEvaluante, ...]
    entiere: bool


@dataclass(frozen=True, slots=True)
class EvaluationVue:
    """An épreuve that assesses a competence; `rang` 2 for a sous-épreuve."""

    epreuve: Numerote
    rang: int
    facons: tuple[FaconVue, ...]


@dataclass(frozen=True, slots=True)
class SituationVue:
    """What is done in a part of an épreuve, and the same after its title and its candidates.

    `phrase` is empty where that of a part above says it for these candidates too.
    """

    partie: Texte
    texte: Markup
    phrase: Markup


@dataclass(frozen=True, slots=True)
class ExamenVue:
    """An épreuve of a bloc: its unit, its weight, the situations of its parts that are described.

    `rang` is 2 for a sous-épreuve; `voies` are the ways of taking it, each with its candidates.
    """

    epreuve: Numerote
    rang: int
    unite: str
    coefficient: str
    situations: tuple[SituationVue, ...]
    voies: tuple[tuple[ModaliteVue, str], ...]


@dataclass
class Modalites:
    """Gives the épreuves that assess the competences of one bloc, and keeps their parts."""

    b: Builder
    parties: dict[str, set[str]] = field(default_factory=dict)

    def of(self, competence: str) -> tuple[EvaluationVue, ...]:
        """What assesses a competence."""
        found: dict[str, dict[str, list[Controle]]] = {}
        for controle in self.b.project.coverage.suites.controles.of(competence):
            linked = controle.partie
            parts = found.setdefault(linked.sous_epreuve or linked.epreuve, {})
            parts.setdefault(linked.cle, []).append(controle)
        for cle, parts in found.items():
            self.parties.setdefault(cle, set()).update(parts)
        return tuple(
            self._examen(exam, competence, found[exam.cle]) for exam in self._examens(found)
        )

    @property
    def examens(self) -> tuple[ExamenVue, ...]:
        """The épreuves met so far, with what is done in the parts that were met."""
        return tuple(
            ExamenVue(
                self.b.objet(exam),
                exam.rang,
                self._unites(exam),
                self.b.imprimee(exam, "coefficient", number),
                tuple(self._situations(exam, self.parties[exam.cle])),
                voies(self.b, exam.modalites),
            )
            for exam in self._examens(self.parties)
        )

    def _unites(self, exam: Examen) -> str:
        """The numbers of its units, but for those that are the bloc under which they print."""
        known = self.b.projet.all_of(exam.unite, Unite)
        return self.b.numbers_of(u.cle for u in known if not self.b.projet.is_its_bloc(u))

    def _examens(self, cles: Iterable[str]) -> Iterator[Examen]:
        for cle in cles:
            exam = self.b.projet.by_cle.get(cle)
            if isinstance(exam, Epreuve | SousEpreuve):
                yield exam

    def _examen(
        self, exam: Examen, competence: str, parts: dict[str, list[Controle]]
    ) -> EvaluationVue:
        facons: dict[tuple[str, ...], tuple[tuple[Modalite, ...], list[PartieEvaluante]]] = {}
        every = Counter(tuple(way.cle for way in ways) for _, ways in parts_of(exam))
        for part, ways in parts_of(exam):
            if part.cle in parts:
                key = tuple(way.cle for way in ways)
                seen = self._partie(part, ways, competence, parts[part.cle])
                facons.setdefault(key, (ways, []))[1].append(seen)
        return EvaluationVue(
            self.b.objet(exam),
            exam.rang,
            tuple(
                FaconVue(voies(self.b, ways), tuple(found), len(found) == every[key])
                for key, (ways, found) in facons.items()
            ),
        )

    def _partie(
        self,
        part: Partie,
        ways: Iterable[Modalite],
        competence: str,
        controles: Iterable[Controle],
    ) -> PartieEvaluante:
        """In part when no way of assessing takes all of the competence, or of what shows it."""
        return PartieEvaluante(
            part.cle,
            self.b.un(part, "intitule"),
            small(of_part(self.b.projet.profil, part.formes)),
            self.b.imprimee(part, "duree", in_hours),
            letters(self.b, (category for way in ways for category in way.categories)),
            all(c.qualite & PARTIELLE or c.sous_competence for c in controles)
            or assessed_by(self.b, part).get(competence, False),
        )

    def _situations(self, exam: Examen, parts: set[str]) -> Iterator[SituationVue]:
        """Those of the parts that were met; what two parts say alike is one sentence of both."""
        told = [
            (part, text, [c for way in ways for c in way.categories])
            for part, ways in parts_of(exam)
            if part.cle in parts and (text := self.b.prose(part, "description")) is not None
        ]
        taken: dict[tuple[str, str], list[str]] = {}
        for part, text, categories in told:
            taken.setdefault(_same(part, text), []).extend(categories)
        # Beside parts of some candidates only, one that names none would leave a doubt.
        every = " (tous les candidats)" if any(letters(self.b, c) for c in taken.values()) else ""
        for part, text, _ in told:
            shared = taken.pop(_same(part, text), None)
            phrase = Markup("") if shared is None else self._phrase(part, text, shared, every)
            yield SituationVue(self.b.un(part, "intitule"), text, phrase)

    def _phrase(self, part: Partie, text: Markup, categories: Iterable[str], every: str) -> Markup:
        some = letters(self.b, categories)
        whose = f" (candidats {some})" if some else every
        title = self.b.un(part, "intitule")
        share = self.b.imprimee(part, "poids", in_percent)
        weight = f", {share} de la note" if share else ""
        head = Markup("<strong>{}{}{}.</strong> ").format(title, whose, weight)
        return beginning_with(head, _run_on(text))


def _same(part: Partie, text: Markup) -> tuple[str, str]:
    """What makes one of two descriptions: the title of their parts and their words."""
    return str(part.intitule), text.striptags()


def _run_on(text: Markup) -> Markup:
    """Steps as sentences that follow: the table has little room, and the référentiel lists them."""
    opening, closing = "<ul><li>", "</li></ul>"
    blocks = sum(text.count(tag) for tag in ("<p>", "<ul>", "<ol>"))
    if blocks > 1 or not (text.startswith(opening) and text.endswith(closing)):
        return text
    inside = text.removeprefix(opening).removesuffix(closing)
    return Markup("<p>{}</p>").format(inside.replace(Markup("</li><li>"), Markup(" ")))


def letters(b: Builder, taken: Iterable[str]) -> str:
    """The letters of these categories of candidates; none where they are all of them."""
    evaluation = b.projet.evaluation
    every = {c.cle for c in evaluation.categories} if evaluation else set()
    some = tuple(dict.fromkeys(taken))
    return "" if every <= set(some) else b.names.lettres(some)


def voies(b: Builder, ways: Iterable[Modalite]) -> tuple[tuple[ModaliteVue, str], ...]:
    """Ways of taking an épreuve, each with its letters; none where it is that of everybody."""
    return tuple((modalite(b, way), letters(b, way.categories)) for way in ways)


def commissions(examens: Iterable[ExamenVue]) -> tuple[tuple[str, Texte], ...]:
    """Who assesses each way of taking an épreuve, when it is the same for all; empty otherwise.

    Of those whose situations are described: said once, before the blocs, and not under each.
    """
    described = [examen for examen in examens if examen.situations]
    said: dict[str, Texte] = {}
    for way in (way for examen in described for way, _ in examen.voies):
        if way.commission is None:
            return ()
        if said.setdefault(way.titre, way.commission).brut != way.commission.brut:
            return ()
    return tuple(said.items()) if len(described) > 1 else ()


def titled(objet: Numerote) -> str:
    """« E1 – Épreuve pratique »."""
    return f"{objet.numero} – {objet.titre}" if objet.numero else str(objet.titre)


def said_of(evaluation: EvaluationVue) -> Iterator[str]:
    """An épreuve, each way of taking it and each of its parts, a line each."""
    yield titled(evaluation.epreuve)
    for facon in evaluation.facons:
        ways = " ; ".join(
            said_way(*voie) if rank == 0 else following(said_way(*voie))
            for rank, voie in enumerate(facon.voies)
        )
        yield from filter(None, [ways if facon.entiere or not ways else f"{ways}, dont"])
        for partie in facon.parties:
            said = ", ".join(filter(None, (f"– {partie.titre}", partie.forme, partie.duree)))
            yield f"{said} (en partie)" if partie.partielle else said


def said_way(modalite: ModaliteVue, lettres: str) -> str:
    """« Forme ponctuelle (candidats B) : pratique, 2 h »."""
    preparing = f"préparation : {modalite.preparation}" if modalite.preparation else ""
    said = (modalite.forme, modalite.duree, preparing, modalite.situations)
    facts = ", ".join(filter(None, said))
    name = f"{modalite.titre} (candidats {lettres})" if lettres else modalite.titre
    return f"{name} : {facts}" if facts else name
