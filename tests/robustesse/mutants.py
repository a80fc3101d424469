"""One faultless project → projects with one mutation each, by seed, and what the tool says of them.

``python tests/robustesse/mutants.py 10000`` tries that many on the dossier of the repository, on
all processors, and prints what failed: a traceback, more than ten seconds, an error that does not
name the file that was changed. Each failure is named by its seed, which makes it again:
``python tests/robustesse/mutants.py --graine 4711``.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from mc_builder.diagnostics import Diagnostic, Severity
from mc_builder.documents.builder import Builder
from mc_builder.documents.kinds import DOCUMENTS
from mc_builder.documents.making import Making, Unwritable
from mc_builder.loading import load
from mc_builder.project import Project
from mc_builder.source.tree import Folder, Snapshot

RACINE = Path(__file__).parents[2]
LIMITE = 10.0
#: Composing every document takes long: one mutant in so many.
COMPOSES = 25

#: What a hand, a spreadsheet or an attacker puts into a text.
MORCEAUX = (
    *("\t", "  ", "\n", "\n\n", ":", " : ", " #", "- ", "'", '"', "{", "}", "[", "]", "&a ", "*a"),
    *("!!python/object:os.system ", "<<: *a\n", "%", "@", "`", "|", ">", "? ", "---\n", "...\n"),
    *("\x00", "\x07", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe", "\u00a0", "é"),
    *("e\u0301", "🙂", "\U0010ffff", "ﷺ", "<script>", "</style>", "{{ 7*7 }}", "{% for %}"),
    *("{{ chiffre(", '{{ chiffre("x") }}', '{{ source("x", page=0) }}', "](javascript:alert(1))"),
    *("![x](file:///etc/passwd)", "[^1]", "=cmd|' /C calc'!A0", "../../../etc/passwd", "C:\\x"),
    *("0", "-1", "1e999", "NaN", ".inf", "0x1F", "12:30", "2019-02-31", "null", "~", "yes", "010"),
    *("9" * 400, "a" * 5000, "((((" * 50, "[" * 60, "- " * 60),
)


@dataclass(frozen=True)
class Mutant:
    """The project with one file changed; `genre` is the kind of mutation."""

    graine: int
    fichier: str
    genre: str
    contenu: bytes


@cache
def base(dossier: Path) -> Snapshot:
    """The files of a faultless project, read once."""
    snapshot = Snapshot(Folder(dossier))
    load(snapshot)
    return snapshot


@cache
def projet(dossier: Path) -> Project:
    """The faultless project: opening a mutant of it reads only the file that was changed.

    That it is then what opening the whole would give is tested by test_reouvrir.py.
    """
    return Project.open(base(dossier))


@cache
def identites(dossier: Path) -> tuple[str, ...]:
    """Every id of the project: to put one in the place of another."""
    found = set()
    for data in base(dossier).files.values():
        found |= set(re.findall(rb"(?:^|[ {,-])id: *([a-z0-9-]+)", data))
    return tuple(sorted(item.decode() for item in found))


# --- mutations of texts -----------------------------------------------------------------------


def _lignes(text: str, alea: random.Random, change: Callable[[list[str], int], None]) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        change(lines, alea.randrange(len(lines)))
    return "".join(lines)


def efface(text: str, alea: random.Random) -> str:
    """Some characters less."""
    at = alea.randrange(len(text) + 1)
    return text[:at] + text[at + alea.choice((1, 1, 2, 8, 80)) :]


def insere(text: str, alea: random.Random) -> str:
    """A piece more, anywhere."""
    at = alea.randrange(len(text) + 1)
    return text[:at] + alea.choice(MORCEAUX) + text[at:]


def remplace(text: str, alea: random.Random) -> str:
    """A word becomes a piece."""
    words = list(re.finditer(r"\S+", text))
    if not words:
        return text
    word = alea.choice(words)
    return text[: word.start()] + alea.choice(MORCEAUX) + text[word.end() :]


def coupe(text: str, alea: random.Random) -> str:
    """The file stops there."""
    return text[: alea.randrange(len(text) + 1)]


def ligne_en_moins(text: str, alea: random.Random) -> str:
    """A line is lost."""
    return _lignes(text, alea, lambda lines, n: lines.__delitem__(n))


def ligne_en_double(text: str, alea: random.Random) -> str:
    """A line is there twice."""
    return _lignes(text, alea, lambda lines, n: lines.insert(n, lines[n]))


def lignes_echangees(text: str, alea: random.Random) -> str:
    """Two lines changed places."""

    def swap(lines: list[str], n: int) -> None:
        other = alea.randrange(len(lines))
        lines[n], lines[other] = lines[other], lines[n]

    return _lignes(text, alea, swap)


def decale(text: str, alea: random.Random) -> str:
    """A line is indented more, or less."""

    def shift(lines: list[str], n: int) -> None:
        lines[n] = " " * alea.choice((1, 2, 3)) + lines[n] if alea.random() < 0.5 else lines[n][2:]

    return _lignes(text, alea, shift)


# --- mutations of structure -------------------------------------------------------------------


def _noeuds(text: str) -> list[tuple[yaml.Node, bool]]:
    """Every node of a YAML text, and whether it is a key."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return []
    found: list[tuple[yaml.Node, bool]] = []

    def walk(node: yaml.Node, *, key: bool) -> None:
        found.append((node, key))
        if isinstance(node, yaml.MappingNode):
            for k, v in node.value:
                walk(k, key=True)
                walk(v, key=False)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                walk(item, key=False)

    if root is not None:
        walk(root, key=False)
    return found


def _noeud(text: str, alea: random.Random, new: Callable[[str], str], *, key: bool) -> str:
    """Another text in the place of one node, a key or a value."""
    nodes = [n for n, is_key in _noeuds(text) if is_key is key]
    if not nodes:
        return insere(text, alea)
    node = alea.choice(nodes)
    start, end = node.start_mark.index, node.end_mark.index
    return text[:start] + new(text[start:end]) + text[end:]


def valeur(text: str, alea: random.Random) -> str:
    """A value of another type."""
    values = (
        "[]",
        "{}",
        "[a, b]",
        "{a: b}",
        "",
        "null",
        "-3",
        "4.5",
        '"texte"',
        "oui",
        "2030-01-01",
    )
    return _noeud(text, alea, lambda _: alea.choice((*values, *MORCEAUX)), key=False)


def cle(text: str, alea: random.Random) -> str:
    """A key with another name."""
    names = ("id", "intitule", "inconnue", "Intitulé", "repond_a", "mobilise", "1", "")
    return _noeud(text, alea, lambda old: alea.choice((*names, old[:-1], old * 2)), key=True)


def enveloppe(text: str, alea: random.Random) -> str:
    """A value put in a list, a mapping, or quotes."""
    forms = ("[{}]", "{{x: {}}}", '"{}"', "'{}'", "[[[{}]]]", "{{a_completer: {}}}")
    return _noeud(text, alea, lambda old: alea.choice(forms).format(old), key=False)


def mutant(dossier: Path, graine: int) -> Mutant:
    """The mutant of a seed."""
    alea = random.Random(graine)  # noqa: S311
    files = base(dossier).files
    path = alea.choice(sorted(files))
    text = files[path].decode()
    kind = alea.choice(GENRES)
    if kind is identite:
        changed = _identite(text, alea, dossier)
    elif kind is octets:
        return Mutant(graine, path, "octets", _octets(files[path], alea))
    else:
        changed = kind(text, alea)
    return Mutant(graine, path, kind.__name__, changed.encode("utf-8", "surrogatepass"))


def identite(text: str, alea: random.Random) -> str:
    """An identity in the place of another (see `_identite`)."""
    raise NotImplementedError


def _identite(text: str, alea: random.Random, dossier: Path) -> str:
    known = identites(dossier)
    words = [m for m in re.finditer(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+", text) if m[0] in set(known)]
    if not words:
        return insere(text, alea)
    word = alea.choice(words)
    return text[: word.start()] + alea.choice((*known, "nulle-part")) + text[word.end() :]


def octets(text: str, alea: random.Random) -> str:
    """Bytes that are no text (see `_octets`)."""
    raise NotImplementedError


def _octets(data: bytes, alea: random.Random) -> bytes:
    form = alea.randrange(4)
    if form == 0:
        return data.decode().encode("utf-16")
    if form == 1:
        return data.decode().encode("latin-1", "replace")
    at = alea.randrange(len(data) + 1)
    return data[:at] + alea.choice((b"\xff", b"\xc3", b"\x80\x80", b"\xed\xa0\x80")) + data[at:]


GENRES: tuple[Callable[[str, random.Random], str], ...] = (
    *(efface, insere, remplace, coupe, ligne_en_moins, ligne_en_double, lignes_echangees, decale),
    *(valeur, valeur, cle, cle, enveloppe, identite, identite, octets),
)


# --- the trial --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Essai:
    """What became of a mutant: `rate` says what is wrong with the answer, in one line."""

    graine: int
    fichier: str
    genre: str
    refuse: bool = False
    secondes: float = 0.0
    rate: str = ""
    trace: str = field(default="", repr=False)


def essayer(dossier: Path, graine: int) -> Essai:
    """Check one mutant, and compose its documents now and then."""
    one = mutant(dossier, graine)
    projet(dossier)
    started = time.process_time()
    try:
        project = projet(dossier).edited({one.fichier: one.contenu})
        diagnostics = project.findings()
        if graine % COMPOSES == 0:
            _composer(project)
    except Exception as error:
        seconds = time.process_time() - started
        rate = f"{type(error).__name__} : {error}"
        trace = traceback.format_exc()
        return Essai(graine, one.fichier, one.genre, secondes=seconds, rate=rate, trace=trace)
    seconds = time.process_time() - started
    refused = any(d.severity is Severity.ERREUR for d in diagnostics)
    rate = ""
    if seconds > LIMITE:
        rate = f"{seconds:.1f} s"
    elif refused and not any(_nomme(d, one.fichier) for d in diagnostics):
        rate = "aucun constat ne nomme le fichier : " + ", ".join(
            f"{d.code} {d.span.path}" for d in diagnostics[:3]
        )
    return Essai(graine, one.fichier, one.genre, refused, seconds, rate)


def _composer(project: Project) -> None:
    if project.model is None:
        return
    for kind in DOCUMENTS:
        with contextlib.suppress(Unwritable):
            _ = Making(kind, Builder(project, draft=True)).document


def _nomme(diagnostic: Diagnostic, path: str) -> bool:
    places = (diagnostic.span, *(related.span for related in diagnostic.related))
    return any(span.path == path for span in places)


def essayer_tous(dossier: Path, graines: range, processus: int) -> Iterator[Essai]:
    """The trials of these seeds, in any order."""
    with multiprocessing.get_context("spawn").Pool(processus) as pool:
        yield from pool.imap_unordered(_Essayeur(dossier), graines, chunksize=20)


@dataclass(frozen=True)
class _Essayeur:
    dossier: Path

    def __call__(self, graine: int) -> Essai:
        return essayer(self.dossier, graine)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nombre", type=int, nargs="?", default=500)
    parser.add_argument("--depuis", type=int, default=0, help="first seed")
    parser.add_argument("--graine", type=int, help="show this one mutant")
    parser.add_argument("--dossier", type=Path, default=RACINE)
    parser.add_argument("--processus", type=int, default=multiprocessing.cpu_count())
    arguments = parser.parse_args()
    if arguments.graine is not None:
        found = essayer(arguments.dossier, arguments.graine)
        print(found, found.trace, sep="\n")
        return bool(found.rate)
    graines = range(arguments.depuis, arguments.depuis + arguments.nombre)
    genres: Counter[str] = Counter()
    refused, failed, slowest = 0, 0, 0.0
    for done in essayer_tous(arguments.dossier, graines, arguments.processus):
        genres[done.genre] += 1
        refused += done.refuse
        slowest = max(slowest, done.secondes)
        if done.rate:
            failed += 1
            print(f"graine {done.graine} ({done.genre}, {done.fichier}) : {done.rate}", flush=True)
    print(
        f"{arguments.nombre} mutants, graines {graines.start} à {graines.stop - 1} : {dict(genres)}"
    )
    print(f"refusés {refused}, réponses fautives {failed}, le plus lent {slowest:.1f} s")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
