"""What comes near a text by its words, in which order, and why."""

from __future__ import annotations

import pytest

from mc_builder.nomenclatures.matching import ENTRE, Bande, Commun, Index, Proche, Texte
from mc_builder.nomenclatures.matching.background import background
from mc_builder.nomenclatures.matching.grams import grams
from mc_builder.nomenclatures.matching.kinship import band
from mc_builder.nomenclatures.matching.stems import computed, stems


def index(**texts: str | Texte) -> Index:
    return Index({cle: Texte(t) if isinstance(t, str) else t for cle, t in texts.items()})


def found(where: Index, text: str, count: int = 5) -> list[Proche]:
    return list(where.search(Texte(text), count))


def cles(where: Index, text: str, count: int = 5) -> list[str]:
    return [p.cle for p in found(where, text, count)]


class TestStems:
    @pytest.mark.parametrize(
        "family",
        [
            "contrôler contrôles",
            "réalisation réaliser",
            "utilisateurs utilisation",
            "vérification vérifier",
            "équipement équiper",
            "diagnostic diagnostiquer",
            "maintenance maintenir",
            "œuvre oeuvres",
            "suivre suivi suivis",
            "réception réceptionner réceptions",
            "fonction fonctionner fonctionnement",
            "dépannage dépanner",
            "paramétrage paramétrer",
            "sécurité sécuriser sécurisé",
            "gestion gestionnaire",
            "recette recettage",
            "étude étudier",
        ],
    )
    def test_words_of_one_family(self, family: str) -> None:
        assert len(set(stems(family))) == 1
        assert len({computed(word) for word in family.split()}) == 1

    @pytest.mark.parametrize("words", ["former formateur", "public image", "compte commande"])
    def test_words_of_two_families(self, words: str) -> None:
        assert len(set(stems(words))) == 2

    def test_words_that_say_nothing_are_left_out(self) -> None:
        assert stems("Afin de les voir, l’un et l’autre à la page") == ["voir", "pag"]
        assert stems("Mise à jour, passage et prise") == []

    def test_the_table_holds_the_stems_that_the_library_gives(self) -> None:
        known = sorted(background().stems.items())
        assert len(known) > 5000
        some = known[::101]
        assert {word: computed(word) for word, _ in some} == dict(some)


class TestGrams:
    def test_a_word_keeps_its_ends(self) -> None:
        assert grams("été") == (" et", "ete", "te ", " ete", "ete ", " ete ")
        assert grams("PC") == (" pc", "pc ", " pc ")


class TestIndex:
    def test_the_same_words_come_first(self) -> None:
        where = index(a="contrôler les freins", b="contrôler la chaîne", c="vendre")
        same, other = found(where, "Contrôle des freins")
        assert (same.cle, round(same.score, 9), other.cle) == ("a", 1, "b")
        assert other.score < 1

    @pytest.mark.parametrize(
        ("asked", "right"),
        [
            ("Suivre l’état des stocks", "suivi"),
            ("Réceptionner des produits", "reception"),
            ("Sécuriser un poste", "securite"),
            ("Dépanner un utilisateur", "depannage"),
        ],
    )
    def test_a_verb_finds_its_noun(self, asked: str, right: str) -> None:
        where = index(
            suivi="Suivi des commandes",
            reception="Réception et rangement",
            securite="Sécurité informatique",
            depannage="Dépannage à distance",
            autre="Rédaction d’un mode d’emploi",
        )
        assert cles(where, asked, 1) == [right]

    def test_equals_come_in_the_order_of_their_identities(self) -> None:
        names = ["n3", "n1", "n2"]
        where = Index({name: Texte("les freins avant") for name in names})
        again = Index({name: Texte("les freins avant") for name in reversed(names)})
        assert cles(where, "régler les freins", 2) == ["n1", "n2"]
        assert found(where, "régler les freins") == found(again, "régler les freins")

    def test_what_is_left_aside_gives_its_place(self) -> None:
        where = Index({f"n{i}": Texte("les freins") for i in range(9)})
        kept = where.search(Texte("freins"), 3, sauf={"n0", "n2"})
        assert [p.cle for p in kept] == ["n1", "n3", "n4"]

    def test_nothing_in_common_finds_nothing(self) -> None:
        assert cles(index(a="vendre"), "contrôler") == []
        assert cles(index(), "contrôler") == []
        assert cles(index(a="", b="de la"), "contrôler") == []
        assert cles(index(a="vendre"), "") == []

    def test_what_holds_a_text_weighs_less_than_its_title(self) -> None:
        where = index(
            dedans=Texte("Réglage du frein", "Atelier"),
            dessous=Texte("Réglage du moteur", "Entretien du frein"),
            ailleurs=Texte("Réglage du moteur", "Vente"),
        )
        assert cles(where, "Réglage d’un frein") == ["dedans", "dessous", "ailleurs"]
        (parent,) = found(index(x=Texte("Moteur", "Entretien du frein")), "Frein")
        assert (parent.mots, parent.by_parent) == (("frein",), True)

    def test_what_defines_a_text_weighs_as_its_title_and_is_said_to_be_beside_it(self) -> None:
        where = index(
            defini=Texte("Réglage du moteur", "Vente", "Entretien du frein"),
            dessous=Texte("Réglage du moteur", "Entretien du frein", "Vente"),
        )
        first, second = found(where, "Entretien d’un frein")
        assert (first.cle, second.cle) == ("defini", "dessous")
        assert first.by_parent
        assert set(first.mots) == {"entretien", "frein"}
        assert first.bande is second.bande, "the band judges titles alone"

    def test_each_title_of_a_text_is_read_apart(self) -> None:
        """No pair of words goes over two of them."""
        parts = Texte("Agent", ENTRE.join(("Réglage moteur", "Frein arrière"))).parties
        found = [read for read, _ in parts if read]
        assert found == [["agent"], ["réglage", "moteur"], ["frein", "arrière"]]

    def test_a_usual_word_weighs_little_even_where_it_is_rare(self) -> None:
        """In ten titles « participer » is as rare as « freins »: in public ones it is not."""
        where = index(
            usuel="Participer à la réunion", rare="Contrôler des freins", autre="Vendre un casque"
        )
        assert cles(where, "Participer au réglage des freins", 1) == ["rare"]

    def test_shared_words_are_as_each_text_writes_them_the_rarest_first(self) -> None:
        (near,) = found(index(a="Suivi des imprimantes"), "Suivre une imprimante, suivre un stock")
        assert [(c.mot, c.autre) for c in near.communs] == [
            ("imprimante", "imprimantes"),
            ("suivre", "suivi"),
        ]


class TestBands:
    @pytest.mark.parametrize(
        ("cosine", "shared", "expected"),
        [
            (0.6, 1, Bande.FORT),
            (0.1, 3, Bande.FORT),
            (0.4, 1, Bande.PLAUSIBLE),
            (0.1, 2, Bande.PLAUSIBLE),
            (0.39, 1, Bande.FAIBLE),
            (0.0, 0, Bande.FAIBLE),
        ],
    )
    def test_by_cosine_or_by_words_in_common(
        self, cosine: float, shared: int, expected: Bande
    ) -> None:
        words = ("vélo", "frein", "casque")[:shared]
        assert band(cosine, tuple(Commun(m, m, 5.0) for m in words)) is expected

    def test_words_of_what_holds_a_text_are_no_proof(self) -> None:
        shared = tuple(Commun(m, m, 9.0, parent=True) for m in ("vélo", "frein", "casque"))
        assert band(0.1, shared) is Bande.FAIBLE
