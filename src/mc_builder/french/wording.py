"""Sentences with marked words → the same with a profile's: « ⟨le bloc⟩ » → « l’unité ».

Sentences are written with the ordinary words of the field, each with its article in a mark; a
profile may call these things otherwise, with another gender. Four marks:

- ``⟨du bloc⟩``: a noun, with what stands before it, singular or plural, capital or not;
- ``⟨bloc:validé⟩``: a word that agrees with it at a distance (``⟨blocs:validé⟩`` in the plural);
- ``⟨activités+blocs:prévu⟩``: what agrees with several, feminine when all are;
- ``⟨bloc:il⟩``, ``⟨bloc:auquel⟩``, ``⟨Bloc:il⟩``: its pronoun, with a capital or not.

Why marks: the sentences of the measure and of the rules are constants, far from any project; they
stay French that one can read, and the words are put in where they go out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cached_property

from mc_builder.french.nouns import Noun
from mc_builder.french.words import capital, small

OPENING, CLOSING = "⟨", "⟩"
_BRACKETS = re.compile(f"[{OPENING}{CLOSING}]")
_MARK = re.compile(rf"{OPENING}([^{OPENING}{CLOSING}<>\n]{{1,80}}){CLOSING}")

#: What stands before a noun, in either gender → what stands before another.
_SINGULAR: Mapping[str, Callable[[Noun], str]] = {
    "": lambda n: n.one,
    **dict.fromkeys(("le", "la", "l’"), lambda n: n.le),
    **dict.fromkeys(("un", "une"), lambda n: n.un),
    **dict.fromkeys(("du", "de la", "de l’"), lambda n: n.du),
    **dict.fromkeys(("au", "à la", "à l’"), lambda n: n.au),
    **dict.fromkeys(("ce", "cet", "cette"), lambda n: n.ce),
    **dict.fromkeys(("de", "d’"), lambda n: n.de()),
    **dict.fromkeys(("d’un", "d’une"), lambda n: f"d’{n.un}"),
    **dict.fromkeys(("à un", "à une"), lambda n: f"à {n.un}"),
    **dict.fromkeys(("aucun", "aucune"), lambda n: f"aucun{n.e} {n.one}"),
    **dict.fromkeys(
        ("son", "sa"), lambda n: f"{'son' if n.cut or not n.feminine else 'sa'} {n.one}"
    ),
    **dict.fromkeys(("tout", "toute"), lambda n: f"tout{n.e} {n.one}"),
    **dict.fromkeys(("tout le", "toute la", "tout l’"), lambda n: f"tout{n.e} {n.le}"),
    **dict.fromkeys(("un seul", "une seule"), lambda n: f"un{n.e} seul{n.e} {n.one}"),
    **dict.fromkeys(
        ("le premier", "la première"), lambda n: f"l{'a première' if n.e else 'e premier'} {n.one}"
    ),
    **dict.fromkeys(("le même", "la même"), lambda n: f"{'la' if n.e else 'le'} même {n.one}"),
    **dict.fromkeys(("l’ancien", "l’ancienne"), lambda n: f"l’ancien{'ne' * bool(n.e)} {n.one}"),
    **dict.fromkeys(("quel", "quelle"), lambda n: f"quel{'le' * bool(n.e)} {n.one}"),
}
_PLURAL: Mapping[str, Callable[[Noun], str]] = {
    "": lambda n: n.plural,
    **dict.fromkeys(("de", "d’"), lambda n: n.de(many=True)),
    **dict.fromkeys(
        ("tous les", "toutes les"), lambda n: f"tou{'tes' if n.e else 's'} les {n.plural}"
    ),
}

#: Each pronoun in the masculine → in the feminine, then both in the plural.
_PRONOUNS: Mapping[str, tuple[str, str, str]] = {
    "il": ("elle", "ils", "elles"),
    "lui": ("elle", "eux", "elles"),
    "celui": ("celle", "ceux", "celles"),
    "lequel": ("laquelle", "lesquels", "lesquelles"),
    "auquel": ("à laquelle", "auxquels", "auxquelles"),
    "duquel": ("de laquelle", "desquels", "desquelles"),
}
#: Ends of masculine adjectives and participles → of feminine ones; all others take their « e ».
_FEMININES: Mapping[str, str] = {
    "al": "ale",
    "el": "elle",
    "en": "enne",
    "er": "ère",
    "et": "ète",
    "eux": "euse",
    "f": "ve",
}


class Wording:
    """The words of one profile, for sentences that were written with the ordinary ones.

    `pairs` give each ordinary noun and the one that takes its place.
    """

    def __init__(self, pairs: Iterable[tuple[Noun, Noun]]) -> None:
        self._pairs = tuple(pairs)

    def __call__(self, text: str) -> str:
        """A text, its marks resolved; a word that no mark understands stays, its brackets go.

        Why here: all that is printed or said passes by here, and a bracket is no sign of French.
        """
        if OPENING not in text and CLOSING not in text:
            return text
        return _BRACKETS.sub("", _MARK.sub(lambda mark: self._said(mark) or _bare(mark), text))

    def unknown(self, text: str) -> Iterator[tuple[str, str | None]]:
        """What is wrong with the brackets of a text: words, and those that were meant, if near.

        A bracket that stands alone is a word by itself. The words of the profile are near the
        ordinary ones that they take the place of: an author brackets his own.
        """
        for mark in _MARK.finditer(text):
            if self._said(mark) is None:
                inside, _, agreeing = mark[1].partition(":")
                for word in inside.split("+") if agreeing else (inside,):
                    if self._noun.match(word) is None:
                        yield word, self._meant(word)
        yield from ((bracket, None) for bracket in _BRACKETS.findall(_MARK.sub("", text)))

    def _meant(self, inside: str) -> str | None:
        """« les blocks » → « les blocs »: the ordinary word nearest to the end of a mark."""
        words = re.split(r"(?<=[\s’])", inside)
        best, found = 0.7, None
        for at in range(len(words)):
            before, tail = "".join(words[:at]), "".join(words[at:])
            for form, (noun, many) in self._nearby.items():
                near = SequenceMatcher(None, small(tail), form).ratio()
                if near > best:
                    said = _after(small(before), noun, many=many)
                    best, found = near, capital(said) if inside[:1].isupper() else said
        return found

    @cached_property
    def _nearby(self) -> Mapping[str, tuple[Noun, bool]]:
        """The form of each noun, ordinary or not → the ordinary one, and whether it is plural."""
        both = [(noun, usual) for usual, other in self._pairs for noun in (other, usual)]
        return {noun.plural: (usual, True) for noun, usual in both} | {
            noun.one: (usual, False) for noun, usual in both
        }

    @cached_property
    def _forms(self) -> Mapping[str, tuple[Noun, bool]]:
        """Ordinary form → the noun that takes its place, and whether the form is plural."""
        # Of two pairs for one form, a whole name and a short one, the last: the short one, in the
        # plural as in the singular. A form that is both is singular.
        many = {usual.plural: (other, True) for usual, other in self._pairs}
        return many | {usual.one: (other, False) for usual, other in self._pairs}

    @cached_property
    def _noun(self) -> re.Pattern[str]:
        """A form at the end of a mark, the longest first, after what stands before it."""
        forms = sorted(self._forms, key=len, reverse=True)
        alternatives = "|".join(re.escape(f"{form[:1].upper()}{form[1:]}") for form in forms)
        small = "|".join(map(re.escape, forms))
        return re.compile(rf"(?P<before>(?:.*?(?:\s|’))??)(?P<form>{small}|{alternatives})\Z")

    def _said(self, mark: re.Match[str]) -> str | None:
        inside, _, agreeing = mark[1].partition(":")
        if agreeing and "+" in inside:
            named = [self._forms.get(form) for form in inside.split("+")]
            known = [form[0] for form in named if form is not None]
            both = Noun("", feminine=all(noun.feminine for noun in known))
            return agree(agreeing, both, many=True) if len(known) == len(named) else None
        found = self._noun.match(inside)
        if found is None:
            return None
        form = found["form"]
        noun, many = self._forms.get(form) or self._forms[form[:1].lower() + form[1:]]
        begins = inside[:1].isupper()
        if agreeing:
            said = agree(agreeing, noun, many=many)
            return capital(said) if begins else said
        said = _after(small(found["before"]), noun, many=many)
        return capital(said) if begins else said


def _bare(mark: re.Match[str]) -> str:
    """What prints of a mark that nothing understands: its words, or the one that would agree."""
    return mark[1].rpartition(":")[2]


def _after(before: str, noun: Noun, *, many: bool) -> str:
    """A noun after what stands before it, of which only the end changes: « la partie du stage »."""
    table = _PLURAL if many else _SINGULAR
    words = re.split(r"(?<=[\s’])", before)
    for at in range(len(words)):
        end = "".join(words[at:]).strip()
        if end in table and (end or not before):
            return "".join(words[:at]) + table[end](noun)
    # « les », « deux », « 3 », « chaque »: the same for every noun
    return f"{before}{noun.plural if many else noun.one}"


def agree(word: str, noun: Noun, *, many: bool = False) -> str:
    """A word in the masculine, as it agrees with a noun: « validées », « généraux », « celle »."""
    if word in _PRONOUNS:
        return (word, *_PRONOUNS[word])[noun.feminine + 2 * many]
    if noun.feminine:
        for end, feminine in _FEMININES.items():
            if word.endswith(end):
                word = word.removesuffix(end) + feminine
                break
        else:
            word += "" if word.endswith("e") else "e"
    elif many and word.endswith("al"):
        return f"{word.removesuffix('al')}aux"
    return word if not many or word.endswith(("s", "x")) else f"{word}s"
