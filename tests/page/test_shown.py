"""Lists about the document: only the words that it uses, only what it marks as to complete."""

from __future__ import annotations

from lxml import etree

from mc_builder.page.shown import keep_used_words, list_missing
from mc_builder.page.tree import text_of


def document(body: str, lists: str = "") -> etree._Element:
    return etree.fromstring(
        f'<article><section class="chapitre">{body}</section>'
        f'<section class="chapitre">{lists}</section></article>'
    )


def kept(body: str, **words: str) -> list[str]:
    """The first cells that stay of a list of terms (`t1=…`) and acronyms (`s1=…`)."""
    rows = "".join(
        f'<tr data-{"sigle" if key[0] == "s" else "terme"}="{word.partition(" = ")[0]}">'
        f'<th scope="row">{word.partition(" = ")[0]}</th><td>{word.partition(" = ")[2]}</td></tr>'
        for key, word in words.items()
    )
    root = document(body, f'<table class="fiche"><tbody>{rows}</tbody></table>')
    keep_used_words(root)
    assert not any(row.attrib for row in root.iter("tr"))
    return [text_of(row[0]) for row in root.iter("tr")]


def test_an_acronym_stays_when_it_is_used_as_it_is_written() -> None:
    assert kept("<p>le CMS et la cap</p>", s1="CMS", s2="CAP", s3="CM") == ["CMS"]


def test_a_number_may_be_glued_to_an_acronym_but_no_letter() -> None:
    assert kept("<p>RNCP31114, ROMEO, le CMS_1</p>", s1="RNCP", s2="ROME", s3="CMS") == ["RNCP"]


def test_a_term_is_found_in_the_plural_and_over_lines_and_marks() -> None:
    body = (
        "<p>Des <em>bases\nd’essai</em>, des équivalents textuels, l’extranet ; réseaux locaux</p>"
    )
    terms = {
        "t1": "Base d’essai",
        "t2": "Équivalent textuel",
        "t3": "Intranet, extranet",
        "t4": "Réseau local",
        "t5": "Essai libre",
    }
    assert kept(body, **terms) == list(terms.values())[:4]


def test_a_word_that_only_explains_a_word_kept_is_kept() -> None:
    words = {"s1": "PGI = voir ERP", "s2": "ERP = un CRM", "s3": "CRM", "s4": "SEN = CRM SEN"}
    assert kept("<p>Un PGI.</p>", **words) == ["PGI", "ERP", "CRM"]


def test_contents_and_indexes_are_no_uses() -> None:
    assert kept('<nav class="sommaire"><p>CMS</p></nav><ul data-index="CMS"/>', s1="CMS") == []


def test_without_a_word_there_is_neither_table_nor_index() -> None:
    lists = (
        '<table class="fiche"><thead><tr><th>Sigle</th></tr></thead><tbody>'
        '<tr data-sigle="CMS"><td>CMS</td></tr></tbody></table>'
        '<h2>Index</h2><ul data-index="CMS"/><h2>Liste</h2>'
    )
    root = document("<p>Rien.</p>", lists)
    keep_used_words(root)
    assert [text_of(e) for e in root[1]] == ["Liste"]


def test_acronyms_in_a_line_stay_as_those_of_a_table() -> None:
    def line(*words: str) -> list[str]:
        pieces = (
            f'<span class="sigle" data-sigle="{w}"><strong>{w}</strong> : un {w}. </span>'
            for w in words
        )
        root = document("<p>Un CMS.</p>", f"<p><strong>Sigles.</strong> {''.join(pieces)}</p>")
        keep_used_words(root)
        assert not root.xpath("//@data-sigle")
        return [text_of(p) for p in root[-1].iter("p")] if len(root) > 1 else []

    assert line("CMS", "PGI") == ["Sigles. CMS : un CMS. "]
    assert line("PGI") == []


def missing(body: str) -> list[str]:
    root = document(body, '<section class="ensemble" data-manques="oui"><h2>Reste</h2></section>')
    chapter = root[1]
    list_missing(root)
    # No part that stays together: the list may be longer than a page.
    assert [e.tag for e in chapter] in ([], ["h2", "p", "ul"])
    anchors = {f"#{e.get('id')}" for e in root.iter() if e.get("id")}
    assert {a.get("href") for a in root.iter("a")} <= anchors
    return [text_of(e) for e in chapter.iter("p", "li")]


def mark(ref: str, words: str = "le motif") -> str:
    return f'<span class="a-completer" data-ref="{ref}">À compléter : {words}</span>'


def test_what_is_missing_says_what_it_is() -> None:
    body = (
        f"<h3>Pôle 1 – {mark('p:intitule')}</h3>"
        f"<p>Un diplôme « {mark('d:intitule', 'son nom')} »</p><p>CPC ({mark('d:cpc')})</p>"
        f'<p class="intertitre">Flux attendus</p><p>{mark("s:flux")}</p>'
        "<h4>Un <em>diplôme</em></h4><table><tbody>"
        f'<tr><th scope="row">Certificateur</th><td><p>Niveau : {mark("c:niveau")}</p></td></tr>'
        f'<tr><th scope="row">Ressources</th><td>{mark("c:ressources")}</td></tr>'
        f'<tr><th scope="row">{mark("c:quand")}</th><td>La séance</td></tr>'
        "</tbody></table>"
    )
    assert missing(body) == [
        "Sept éléments sont marqués « À compléter » dans ce document :",
        "Pôle 1 – le motif",
        "Pôle 1 – À compléter : le motif, un diplôme – son nom",
        "Pôle 1 – À compléter : le motif, CPC – le motif",
        "Flux attendus – le motif",
        "Un diplôme, niveau – le motif",
        "Un diplôme, ressources – le motif",
        "Un diplôme – le motif",
    ]


def test_one_thing_printed_twice_is_missing_once() -> None:
    body = f"<h2>A</h2><p>{mark('a:b')}</p><h2>B</h2><p>{mark('a:b')}</p>"
    assert missing(body) == [
        "Un élément est marqué « À compléter » dans ce document :",
        "A – le motif",
    ]


def test_a_construct_without_object_is_no_gap() -> None:
    assert missing('<p><span class="a-completer">{{ chiffre("x") }}</span></p>') == []
