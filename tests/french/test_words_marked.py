"""No sentence types for itself a word that a profile may call otherwise: it stands in a mark.

« ⟨le bloc⟩ », with its article: `french/wording.py` says how, `model/mots.py` which words.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from arbres import MODULES as TOUS
from arbres import SOURCE, texte
from ensemble import ensemble
from mc_builder.model.mots import Mots

RACINE = Path(__file__).parents[2]
#: What a reader of a project's documents, reports and findings reads.
DOSSIERS = ("coverage", "cpc", "documents", "graphiques", "names", "rules")
#: Said of files and of their keys, of the catalogue, of what is searched in texts.
AUTRES = ("donnees", "francais", "noms.py", "settings.py", "marqueurs.py", "graphies.py")
#: What is no sentence about a pôle, a bloc or an unit; the words of the law, and of its articles.
ADMIS = (
    "arrondi à l’unité", "sans unité", "{who} contrôle", "« pfmp »", "ou ccf",
    "France compétences", "éférentiels d’activités, de compétences", "éférentiel d’activités",
    "éférentiel de compétences", "éférentiel des activités",
    "ohérence des blocs de compétences", "éférentiel, édition de l’enseignant",
    " compétences et connaissances nécessaires", "Les compétences liées à la prise en compte",
)  # fmt: skip


@cache
def words() -> re.Pattern[str]:
    """The ordinary words, whole, in both numbers."""
    usual = Mots()
    names = (name for name in Mots.model_fields if name not in {"mode_ponctuel", "diplome"})
    nouns = [n for name in names for n in (getattr(usual, name).noun, getattr(usual, name).whole)]
    forms = sorted({form for n in nouns for form in (n.one, n.plural)}, key=len, reverse=True)
    return re.compile(rf"(?<![\w«:\"'_\-./]) ?\b({'|'.join(forms)})\b(?![\w_\-/:]| ?»)", re.I)


@cache
def sentences(path: Path) -> tuple[str, ...]:
    """The texts of a module that are sentences: no documentation, no key, no pattern."""
    return tuple(_sentences(path))


def _sentences(path: Path) -> Iterator[str]:
    source = texte(path)
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        one_line = token.start[0] == token.end[0]
        if token.type != tokenize.STRING or not one_line or '"""' in token.string:
            continue
        row = lines[token.start[0] - 1]
        if re.search(r"description=|@regle|re\.compile|says\(|rf?\"|import |_[A-Z]+ = r", row):
            continue
        if " " in token.string.strip("f\"'"):
            yield token.string


def texts(path: Path) -> Iterator[str]:
    """What a template prints by itself, and the texts that it names."""
    source = re.sub(r"\{#.*?#\}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.DOTALL)
    yield re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.DOTALL)
    for code in re.findall(r"\{%.*?%\}|\{\{.*?\}\}", source, re.DOTALL):
        yield from (text for text in re.findall(r"'([^']*)'", code) if " " in text)


#: What agrees with a marked word, typed in the gender of the ordinary one.
ACCORDE = re.compile(
    r"⟨[^:⟩]+⟩ (?:qui )?(?:ne |n’)?(?:(?:est|sont|soit|soient) )?(?:pas |non |seulement )?"
    r"(?:\w+(?:é|ée|és|ées|enue?s?|ises?|uites?|ants?|antes?)|seule?s?)\b"
    r"|⟨[^:⟩]+⟩,? (?:(?:à |de |pour )?(?:lequel|laquelle|lesquel(?:le)?s)"
    r"|auquel|auxquel(?:le)?s|duquel|desquel(?:le)?s|qu’(?:elle|il)s?)\b"
    r"|^\W*(?:Elle|Il)s? \w+ ⟨"
)


def typed_agreements(text: str) -> list[str]:
    """What agrees with a marked word, and stands outside a mark."""
    return [found[0] for found in ACCORDE.finditer(" ".join(text.strip("f\"'").split()))]


def bare(text: str) -> list[str]:
    """The words that stand outside a mark."""
    for admitted in ADMIS:
        text = text.replace(admitted, "")
    text = re.sub(r"\{[^{}]*\}", "", re.sub("⟨[^⟨⟩]*⟩", "", text))
    return [found[1] for found in words().finditer(text)]


MODULES = [
    path
    for path in TOUS
    if path.relative_to(SOURCE).parts[0] in DOSSIERS
    if not any(other in path.parts or path.name == other for other in AUTRES)
]


@pytest.mark.lent
@ensemble("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_marks_the_words_of_its_sentences(path: Path) -> None:
    found = {text: bare(text) for text in sentences(path)}
    assert {text: left for text, left in found.items() if left} == {}


@ensemble("path", sorted((RACINE / "templates").glob("*.j2")), ids=lambda p: p.name)
def test_a_template_marks_the_words_that_it_prints(path: Path) -> None:
    own = {"Annexe"} if path.name == "note-opportunite.html.j2" else set()  # those of the note
    assert [word for text in texts(path) for word in bare(text) if word not in own] == []


@ensemble("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_marks_what_agrees_with_a_word(path: Path) -> None:
    assert [word for text in sentences(path) for word in typed_agreements(text)] == []


@ensemble("path", sorted((RACINE / "templates").glob("*.j2")), ids=lambda p: p.name)
def test_a_template_marks_what_agrees_with_a_word(path: Path) -> None:
    pieces = re.split(r"</?(?:p|li|td|th|h\d|caption|button|a)\b[^>]*>", path.read_text("utf-8"))
    said = [re.sub(r"\{[%{#].*?[%}#]\}|<[^>]*>", " ", piece, flags=re.DOTALL) for piece in pieces]
    assert [word for text in said for word in typed_agreements(text)] == []


@pytest.mark.parametrize(
    "text",
    ["⟨Chaque bloc⟩ est nommé", "⟨Activité⟩ à laquelle rien", "⟨les tâches⟩ qu’elle mobilise",
     "Elle valide ⟨les compétences⟩", "⟨les compétences⟩ suivantes"],
)  # fmt: skip
def test_a_typed_agreement_is_seen(text: str) -> None:
    assert typed_agreements(text)
