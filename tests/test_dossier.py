"""The repository's own dossier holds what a commission expects, sourced and in its own words."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from mc_builder.coverage import measure
from mc_builder.loading import load
from mc_builder.model.activites import Activite
from mc_builder.model.base import ACompleter, Objet, champs
from mc_builder.model.blocs import Competence
from mc_builder.model.liens import Lien
from mc_builder.model.preuves import Certification, Source
from mc_builder.model.projet import Projet
from mc_builder.source.prose import constructs, inline_tokens, parse
from mc_builder.source.tree import Folder

ROOT = Path(__file__).parents[1]
#: The documents that the dossier was written from, when they are at hand.
SEEDS = Path(os.environ.get("MC_BUILDER_SEEDS", ROOT.parent / "shared" / "seeds"))

#: Verb of a competence → noun of the activity that it mirrors.
NOMINALISATIONS = {
    "accompagner": "accompagnement",
    "actualiser": "actualisation",
    "appliquer": "application",
    "automatiser": "automatisation",
    "entretenir": "entretien",
    "extraire": "extraction",
    "mettre": "mise",
    "participer": "participation",
    "préparer": "préparation",
    "réaliser": "réalisation",
    "traiter": "traitement",
}
#: Official names: nobody can say them otherwise.
OFFICIAL_NAMES = (
    "assistance à la gestion des organisations et de leurs activités",
    "validation des acquis de l’expérience",
    "centre d’études et de recherches sur les qualifications",
    "direction de l’animation de la recherche, des études et des statistiques",
    "vision prospective partagée des emplois et des compétences",
    "technologies de l’information et de la communication",
    "technicien de maintenance support et services aux utilisateurs en informatique",
    "technicienne de maintenance support et services aux utilisateurs en informatique",
)


@pytest.fixture(scope="module")
def projet() -> Projet:
    loaded = load(Folder(ROOT))
    assert loaded.projet is not None
    assert loaded.diagnostics == ()
    return loaded.projet


def test_the_referentiel_has_the_size_of_a_mention_complementaire(projet: Projet) -> None:
    activites = [a for p in projet.poles for a in p.activites]
    competences = [c for b in projet.blocs for c in b.competences]
    assert projet.evaluation is not None
    assert (len(projet.poles), len(projet.blocs), len(projet.evaluation.unites)) == (3, 3, 3)
    assert 8 <= len(activites) <= 12
    assert 25 <= sum(len(a.taches) for a in activites) <= 45
    assert 9 <= len(competences) <= 16
    assert all(c.indicateurs or any(s.indicateurs for s in c.sous_competences) for c in competences)
    for bloc in projet.blocs:
        assert any(s.limites or any(e.limites for e in s.liste) for s in bloc.savoirs)


def test_candidates_a_have_one_ponctuel_and_two_ccf_candidates_b_only_ponctuel(
    projet: Projet,
) -> None:
    assert projet.evaluation is not None
    first, second = (c.cle for c in projet.evaluation.categories)
    modes: dict[str, Counter[str]] = {first: Counter(), second: Counter()}
    for epreuve in projet.evaluation.epreuves:
        for modalite in epreuve.modalites:
            for categorie in modalite.categories:
                modes[categorie][modalite.mode] += 1
                if modalite.mode == "ponctuel":
                    assert modalite.duree
    assert modes == {first: Counter(ponctuel=1, ccf=2), second: Counter(ponctuel=3)}


def test_hours_and_weeks_are_stated_by_route(projet: Projet) -> None:
    formation = projet.formation
    assert formation is not None
    assert formation.pfmp is not None
    assert all((h.heures.minimum or 0) >= 400 for h in formation.heures)
    assert formation.pfmp.semaines.exact == 12
    assert {"scolaire", "apprentissage", "formation-continue"} <= {
        v.voie for v in formation.pfmp.voies
    }
    assert {c.bloc for c in formation.pfmp.conditions} == {b.cle for b in projet.blocs}


def test_the_target_jobs_group_the_appellations_of_the_note(projet: Projet) -> None:
    assert 5 <= len(projet.emplois) <= 8
    assert 60 <= len(projet.exigences) <= 120
    note = [
        a
        for e in projet.emplois
        for a in e.appellations
        if a.source is not None and a.source.ref == "note-mc-sno"
    ]
    assert len(note) >= 11
    for emploi in projet.emplois:
        assert emploi.rome
        assert emploi.niveau_usuel
        assert emploi.sources
        retained = [x for x in emploi.exigences if x.ecartee is None]
        assert retained
        ids = {x.exigence for x in emploi.exigences}
        natures = {projet.by_cle[i].nature for i in ids}  # type: ignore[attr-defined]
        assert {"savoir-faire", "savoir"} <= natures
    shared = Counter(x.exigence for e in projet.emplois for x in e.exigences)
    assert sum(n > 1 for n in shared.values()) > len(shared) / 4


def test_gaps_are_shown_not_hidden(projet: Projet) -> None:
    rapport = measure(projet)
    assert rapport.total.evaluees.nombre is not None
    assert rapport.total.evaluees.nombre < rapport.total.retenues
    assert rapport.total.ecartees > 0


def test_every_marker_lives_in_several_tasks(projet: Projet) -> None:
    markers = Counter(
        m for p in projet.poles for a in p.activites for t in a.taches for m in t.marqueurs
    )
    assert set(markers) == {
        "transition-ecologique",
        "transition-numerique",
        "sante-securite",
        "handicap-accessibilite",
    }
    assert min(markers.values()) >= 2


def test_the_note_cites_its_figures_and_its_sources(projet: Projet) -> None:
    cited = {(c.kind, c.ident) for prose in projet.note for c in constructs(parse(prose.texte))}
    figures = {ident for kind, ident in cited if kind == "chiffre"}
    assert len(figures) >= 30
    assert len({projet.by_cle[f].source.ref for f in figures}) >= 3  # type: ignore[attr-defined]
    assert all(c.verdict for c in projet.certifications)
    assert len(projet.certifications) >= 4


def test_what_the_note_says_of_the_jobs_is_what_is_measured(projet: Projet) -> None:
    """The note names, in its own words, what the coverage report counts."""
    note = " ".join(prose.texte for prose in projet.note)
    report = measure(projet)
    jobs = {emploi.emploi: emploi.propre for emploi in report.emplois}
    assert "la maintenance de sites n’a aucune exigence en propre" in note
    assert not jobs["emploi-maintenance-sites"].retenues
    assert "rien de propre à l’appui à un projet n’est pleinement couvert" in note
    assert jobs["emploi-appui-projet"].retenues
    assert not jobs["emploi-appui-projet"].pleinement
    # The bibliography counts them; the note says only that they are most of them.
    assert "d’où vient plus de la moitié des exigences relevées" in note
    of_rome = [e for e in projet.exigences if e.source is not None and e.source.ref == "rome-347"]
    assert 2 * len(of_rome) > len(projet.exigences)


def test_no_figure_is_typed_in_prose(projet: Projet) -> None:
    """A percentage, thousands or millions of euros in prose come from preuves.yaml."""
    typed = re.compile(r"\d\s?%|\d{1,3}[\s\u00a0\u202f]\d{3}\b|\b\d{5,}\b|\d\s?(?:Md|M)€")
    found = [
        (where, token.content)
        for where, text in _prose(projet)
        for token in inline_tokens(parse(text))
        if token.type == "text" and typed.search(token.content)
    ]
    assert found == []


def _nominal(intitule: str) -> str | None:
    """The noun of a competence's verb; « assurer la maintenance » is already a noun."""
    verb, *words = intitule.lower().split()
    return words[1] if verb == "assurer" else NOMINALISATIONS.get(verb)


def test_competences_are_infinitive_and_mirror_nominal_activities(projet: Projet) -> None:
    for bloc in projet.blocs:
        for competence in bloc.competences:
            assert re.match(r"\w+(?:er|ir|re)\b", competence.intitule), competence.intitule
    for pole in projet.poles:
        for activite in pole.activites:
            first = activite.intitule.split()[0].lower()
            assert first not in NOMINALISATIONS, activite.intitule
            nouns = {_nominal(c.intitule) for c in _competences(projet, activite)}
            assert first in nouns, activite.intitule


def test_at_most_a_third_of_the_competences_only_take_part(projet: Projet) -> None:
    titles = [c.intitule.lower() for b in projet.blocs for c in b.competences]
    weak = [t for t in titles if t.startswith(("participer", "contribuer"))]
    assert 3 * len(weak) <= len(titles)


def test_traps_of_the_wording_are_avoided(projet: Projet) -> None:
    texts = [*_prose(projet), *_texts(projet)]
    for where, text in texts:
        assert not re.search(r"\bniveau [IV]+\b", text), where
        assert "·" not in text, where
        assert "acteur incontournable" not in text, where


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not at hand")
def test_no_sentence_is_taken_from_the_sources(projet: Projet) -> None:
    """No sequence of eight words is that of a source, outside marked quotations and names."""
    sources = set()
    for seed in sorted(SEEDS.glob("*.txt")):
        sources |= set(_sequences(seed.read_text("utf-8")))
    assert sources
    names = [" ".join(_words(name)) for name in OFFICIAL_NAMES]
    copied = [
        (where, sequence)
        for where, text in (*_prose(projet), *_texts(projet))
        for sequence in _sequences(_without_quotations(text))
        if sequence in sources and not any(_overlaps(sequence, name) for name in names)
    ]
    assert copied == []


def _competences(projet: Projet, activite: Activite) -> Iterator[Competence]:
    holders = {activite.cle, *(t.cle for t in activite.taches)}
    for bloc in projet.blocs:
        for competence in bloc.competences:
            if any(link.cible in holders for link in competence.mobilise):
                yield competence


def _prose(projet: Projet) -> Iterator[tuple[str, str]]:
    """All the Markdown of the dossier, without what is still to complete."""
    for prose in (*projet.note, *projet.textes):
        yield prose.cle, prose.texte
    for model in projet.modeles():
        for name in champs(type(model)).markdown:
            value = getattr(model, name)
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str) and not isinstance(text, ACompleter):
                    yield f"{model.cle}:{name}", text


def _texts(projet: Projet) -> Iterator[tuple[str, str]]:
    """All the plain texts, but for the titles of works and of certifications."""
    for model in projet.modeles():
        if isinstance(model, Source | Certification):
            continue
        for name in type(model).model_fields:
            value = getattr(model, name)
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    yield f"{model.cle}:{name}", text


def _without_quotations(text: str) -> str:
    text = re.sub(r"^>.*$", " ¶ ", text, flags=re.MULTILINE)
    return re.sub(r"«[^»]*»|\{\{[^}]*\}\}", " ¶ ", text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|¶", unicodedata.normalize("NFC", text).lower())


def _sequences(text: str) -> Iterator[str]:
    words = _words(text)
    for i in range(len(words) - 7):
        sequence = words[i : i + 8]
        if "¶" not in sequence:
            yield " ".join(sequence)


def _overlaps(sequence: str, name: str) -> bool:
    """Whether at least six of the eight words are consecutive words of an official name."""
    words = sequence.split()
    return any(" ".join(words[i : i + 6]) in name for i in range(3))


def test_a_partial_link_says_why_where_it_prints(projet: Projet) -> None:
    """A comment beside it would be read by nobody."""
    links = (link for holder in projet.by_cle.values() for link in liens_de(holder))
    partial = [link for link in links if link.partielle]
    assert len(partial) > 20
    assert [link.cible for link in partial if not link.reserve] == []


def liens_de(holder: Objet) -> Iterator[Lien]:
    """The links that an object writes itself."""
    for name in type(holder).model_fields:
        value = getattr(holder, name)
        yield from (
            (one for one in value if isinstance(one, Lien)) if isinstance(value, tuple) else ()
        )
