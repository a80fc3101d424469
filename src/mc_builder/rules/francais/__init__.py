"""French for the rules: infinitives, the nouns of their action, the head of a title."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

MOT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PREFIXE = re.compile(r"(?:co|pré|ré|auto|sous|sur|télé)-")
DETERMINANT = re.compile(
    r"(?:\b(?:le|la|les|un|une|des|du|au|aux|ce|cet|cette|ces|son|sa|ses|leur|leurs|chaque|tout"
    r"|toute|tous|toutes|plusieurs|quelques)\b|\b[ld][’'])",
    re.IGNORECASE,
)
#: What may stand before the infinitive: « S’adapter », « Ne pas ouvrir », « En rendre compte ».
_AVANT = frozenset({"se", "s", "ne", "n", "pas", "y", "en", "le", "la", "les", "l", "lui", "leur"})
#: Nouns in -er (not in -ier) that the table of verbs does not have, and that may open a title.
_NOMS_EN_ER = frozenset(
    {"amer", "berger", "boulanger", "cancer", "cher", "container", "danger", "designer", "docker"}
    | {"enfer", "étranger", "fer", "foyer", "hacker", "hiver", "horloger", "leader", "léger"}
    | {"loyer", "maraîcher", "master", "mer", "messager", "métayer", "newsletter", "passager"}
    | {"plaidoyer", "potager", "reporter", "super", "trader", "ver", "viager", "web-designer"}
)


@cache
def _verbs() -> dict[str, str]:
    """Infinitive → the rest of its line: nouns, then « n »."""
    text = (files("mc_builder.rules.francais") / "verbes.tsv").read_text("utf-8")
    lines = text[text.rindex("\n#") + 1 :].split("\n")[1:]
    return {verb: rest for verb, _, rest in (line.partition("\t") for line in lines if line)}


def _line_of(mot: str) -> str | None:
    """The line of a verb, also written « Etablir », « connaitre » or « co-construire »."""
    word = mot.lower()
    ways = [word, word.replace("itre", "ître"), _PREFIXE.sub("", word)]
    if mot.startswith("E"):
        ways += [f"é{word[1:]}", f"ê{word[1:]}"]
    return next((found for way in ways if (found := _verbs().get(way)) is not None), None)


def is_infinitive(mot: str, suite: str = "") -> bool:
    """Whether the word is surely an infinitive, not a noun (« Atelier », « Savoir »).

    `suite` is what follows it: « Conseiller la clientèle » and « Savoir faire » are, « Conseiller
    en vente » is not.
    """
    rest = _line_of(mot)
    if rest is None:
        return False
    if not rest.endswith("\tn") or DETERMINANT.match(suite.lstrip()):
        return True
    after = MOT.match(suite, 1) if suite.startswith(" ") else None
    return after is not None and is_infinitive(after[0])


def may_be_infinitive(mot: str) -> bool:
    """Whether the word may be an infinitive; new verbs are in -er (« zipper »), not in -ier."""
    lower = mot.lower()
    return _line_of(mot) is not None or (
        lower.endswith("er") and not lower.endswith("ier") and lower not in _NOMS_EN_ER
    )


def action_nouns(infinitif: str) -> tuple[str, ...]:
    """The nouns of the action: « contrôle » for « contrôler »."""
    nouns = (_line_of(infinitif) or "").split("\t")[0].split()
    return tuple(noun for noun in nouns if noun != "-")


def proposed_noun(infinitif: str) -> str | None:
    """The noun that may be proposed in place of the infinitive, when it is known."""
    nouns = (_line_of(infinitif) or "").split("\t")[0].split()
    return nouns[0] if nouns and nouns[0] != "-" else None


def first_word(titre: str) -> re.Match[str] | None:
    """The first word of a title."""
    return MOT.search(titre)


def leading_verb(titre: str) -> re.Match[str] | None:
    """The infinitive that opens a title, pronouns and adverbs passed over; None without one."""
    for found in MOT.finditer(titre):
        word = found[0].lower()
        if may_be_infinitive(found[0]):
            return found
        if word not in _AVANT and not word.endswith("ment"):
            return None
    return None


def in_any_agreement(*mots: str) -> re.Pattern[str]:
    """A pattern for adjectives in any gender and number: « pertinent », « pertinentes »."""
    return re.compile(rf"\b(?:{'|'.join(mots)})(?:e?s?)\b", re.IGNORECASE)
