"""Generate the verb table of the rules: infinitives and the nouns that name their action.

Run by hand, outside the project's own environment, when the table must change:

    python -m venv /tmp/lexique && /tmp/lexique/bin/pip install simplemma==2.0.0
    /tmp/lexique/bin/python tools/francais.py

It reads the French dictionary of simplemma (inflected form → lemma) and the choices of
`tools/nominalisations.tsv`, and writes `src/mc_builder/rules/francais/verbes.tsv`.
Why not at run time: the dictionary weighs several megabytes, and the rules need 80 kB of it.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

HERE = Path(__file__).parent
CHOICES = HERE / "nominalisations.tsv"
TARGET = HERE.parent / "src" / "mc_builder" / "rules" / "francais" / "verbes.tsv"

HEADER = """\
# Infinitifs français et noms d’action. Produit par tools/francais.py ; ne pas modifier à la main.
# Source : dictionnaire français de simplemma 2.0.0 (Adrien Barbaresi et autres ; logiciel sous
# licence MIT ; données lexicales : Lemmatization lists de M. Měchura, Open Database License 1.0, et
# les autres sources que nomme simplemma), et tools/nominalisations.tsv (licence MIT).
# Ce tableau, base de données dérivée, est sous Open Database License 1.0.
# Colonnes : infinitif ; noms d’action, séparés par des espaces, le premier est proposé (« - » :
# aucun n’est assez sûr pour l’être) ; « n » quand l’infinitif est aussi un nom.
"""

ENDINGS = ("er", "ir", "re", "ïr")
CONJUGATED = ("ons", "ez", "ait", "aient", "ant", "ions", "iez")


def main() -> None:
    """Write the table."""
    lemma_of = dict(DefaultDictionaryFactory().get_dictionary("fr"))
    chosen, flags = choices()
    verbs = infinitives(lemma_of)
    unknown = sorted(verb for verb in chosen if verb not in verbs and "+" not in flags[verb])
    if unknown:
        raise SystemExit(f"not in the dictionary: {', '.join(unknown)}")
    verbs.update(chosen)
    known = set(lemma_of.values())
    lines = []
    for verb in sorted(verbs):
        found = [noun for noun in derived(verb) if noun in known and noun not in verbs]
        first = chosen.get(verb, [])
        # One regular noun only: it is the noun of the action. Several: nobody has chosen.
        certain = first or (found if len(found) == 1 else [])
        others = [noun for noun in found if noun not in certain]
        nouns = [*certain, *others] if certain else ["-", *others] if others else []
        lines.append(
            "\t".join([verb, " ".join(nouns), "n" if "n" in flags.get(verb, "") else ""]).rstrip()
        )
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    proposed = sum(1 for line in lines if "\t" in line and not line.split("\t")[1].startswith("-"))
    print(f"{len(lines)} verbs, {proposed} with a noun, {TARGET.stat().st_size} bytes")  # noqa: T201


def infinitives(lemma_of: dict[str, str]) -> set[str]:
    """The lemmas that have conjugated forms: « classer » (classons, classait), not « atelier »."""
    forms: dict[str, set[str]] = defaultdict(set)
    for form, lemma in lemma_of.items():
        forms[lemma].add(form)
    return {
        lemma
        for lemma, inflected in forms.items()
        if lemma.endswith(ENDINGS)
        and lemma.isalpha()
        and (
            sum(form.endswith(CONJUGATED) for form in inflected) >= 3
            or (lemma.endswith("er") and f"{lemma[:-2]}é" in lemma_of)
        )
    }


def derived(verb: str) -> list[str]:
    """The regular nouns of an action; most do not exist."""
    stem = verb[:-2]
    found = []
    if verb.endswith("fier"):
        found = [f"{verb[:-4]}fication"]
    elif verb.endswith("quer"):
        found = [f"{verb[:-4]}cation", f"{stem}age"]
    elif verb.endswith("yer"):
        found = [f"{verb[:-3]}iement", f"{stem}age"]
    elif verb.endswith("er"):
        soft = stem + ("e" if stem.endswith("g") else "")
        unaccented = stem.replace("é", "e")
        found = [f"{stem}ation", f"{unaccented}ation", f"{soft}age", f"{soft}ment", f"{stem}ement"]
        grave = stem[::-1].replace("é", "è", 1)[::-1]
        found += [f"{grave}ement", f"{stem}ition"]
    elif verb.endswith("ir"):
        found = [f"{stem}issement", f"{stem}issage", f"{stem}ition"]
    elif verb.endswith("uire"):
        found = [f"{verb[:-2]}ction"]
    return list(dict.fromkeys(found))


def choices() -> tuple[dict[str, list[str]], dict[str, str]]:
    """Verb → nouns, the first of which is the one to propose; verb → flag."""
    found: dict[str, list[str]] = {}
    flags: dict[str, str] = {}
    for line in CHOICES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            verb, nouns, flag = f"{line}\t\t".split("\t")[:3]
            found[verb], flags[verb] = nouns.split(), flag
    return found, flags


if __name__ == "__main__":
    main()
