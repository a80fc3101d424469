"""One function per attack: what it does to a faultless project, and how the tool has to answer."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Attaque:
    """An attack: its name, what it does, the command that meets it, the words of the answer.

    `reponse` stands in what the command prints; with `code` 0 the attack is harmless: the
    documents are made, and hold none of `absent`.
    """

    nom: str
    pose: Callable[[Path], None]
    reponse: str
    commande: tuple[str, ...] = ("check",)
    code: int = 1
    absent: tuple[bytes, ...] = ()


ATTAQUES: list[Attaque] = []
#: What no document may hold: the first line of a file of the system.
FUITE = "root:x:0:0"


def attaque(
    reponse: str, *commande: str, code: int = 1, absent: tuple[bytes, ...] = ()
) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register an attack under the name of its function."""

    def register(pose: Callable[[Path], None]) -> Callable[[Path], None]:
        found = Attaque(pose.__name__, pose, reponse, commande or ("check",), code, absent)
        ATTAQUES.append(found)
        return pose

    return register


EXIGENCES = "referentiels/exigences.yaml"
POLE = "referentiels/activites/pole-1.yaml"
NOTE = "dossier/note/10-origine.md"
DOSSIER = "dossier/dossier.yaml"


def ajoute(projet: Path, fichier: str, texte: str) -> None:
    """Text at the end of a file."""
    path = projet / fichier
    path.write_text(path.read_text("utf-8") + texte, "utf-8")


def change(projet: Path, fichier: str, avant: str, apres: str) -> None:
    """Words in the place of others, which must be there."""
    path = projet / fichier
    text = path.read_text("utf-8")
    assert avant in text, (fichier, avant)
    path.write_text(text.replace(avant, apres, 1), "utf-8")


def gabarit(projet: Path, nom: str, texte: str | bytes) -> None:
    """A template of the project's own."""
    (projet / "templates").mkdir(exist_ok=True)
    data = texte if isinstance(texte, bytes) else texte.encode()
    (projet / "templates" / nom).write_bytes(data)


# --- files that are not what they seem --------------------------------------------------------


@attaque("exigences.yaml:1:1: YML")
def lien_vers_un_fichier_du_systeme(projet: Path) -> None:
    (projet / EXIGENCES).unlink()
    (projet / EXIGENCES).symlink_to("/etc/passwd")


@attaque("le dossier est un lien qui sort du projet")
def dossier_qui_est_un_lien(projet: Path) -> None:
    elsewhere = projet.parent / "ailleurs"
    (projet / "referentiels/blocs").rename(elsewhere)
    (projet / "referentiels/blocs").symlink_to(elsewhere)


@attaque("ce n’est pas un fichier ordinaire")
def tube_nomme(projet: Path) -> None:
    (projet / EXIGENCES).unlink()
    os.mkfifo(projet / EXIGENCES)


@attaque("ce n’est pas un fichier ordinaire")
def peripherique_sans_fin(projet: Path) -> None:
    (projet / EXIGENCES).unlink()
    (projet / EXIGENCES).mkdir()


@attaque("un lien qui")
def lien_sur_lui_meme(projet: Path) -> None:
    (projet / EXIGENCES).unlink()
    (projet / EXIGENCES).symlink_to("exigences.yaml")


@attaque("dépasse 4 Mo")
def fichier_enorme(projet: Path) -> None:
    ajoute(projet, EXIGENCES, "# " + "x" * 5_000_000 + "\n")


@attaque("est un lien", "build", "grille", "--format", "html", code=2)
def sortie_qui_est_un_lien(projet: Path) -> None:
    (projet.parent / "cible").mkdir()
    (projet / "output").symlink_to(projet.parent / "cible")


@attaque("output", "build", "grille", "--format", "html", code=2)
def sortie_qui_est_un_tube(projet: Path) -> None:
    os.mkfifo(projet / "output")


# --- YAML -------------------------------------------------------------------------------------


@attaque("YML")
def bombe_d_alias(projet: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (projet / EXIGENCES).write_text("\n".join(lines), "utf-8")


@attaque("YML")
def imbrication_sans_fond(projet: Path) -> None:
    (projet / EXIGENCES).write_text("exigences: " + "[" * 100_000, "utf-8")


@attaque("YML")
def cles_innombrables(projet: Path) -> None:
    keys = ", ".join(f"k{n}: 1" for n in range(300_000))
    (projet / EXIGENCES).write_text("exigences: {" + keys + "}", "utf-8")


@attaque("YML")
def etiquette_qui_execute(projet: Path) -> None:
    ajoute(projet, EXIGENCES, "x: !!python/object/apply:os.system [touch PIEGE]\n")


@attaque("YML")
def cles_fusionnees(projet: Path) -> None:
    ajoute(projet, EXIGENCES, "base: &b {a: 1}\nautre: {<<: *b}\n")


@attaque("YML")
def texte_en_utf16(projet: Path) -> None:
    path = projet / EXIGENCES
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


@attaque("YML")
def octets_nuls(projet: Path) -> None:
    ajoute(projet, EXIGENCES, "x: a\x00b\n")


@attaque("SCH")
def nombre_de_dix_mille_chiffres(projet: Path) -> None:
    change(projet, DOSSIER, "niveau: ", "niveau: " + "9" * 10_000)


# --- identities, texts and places -------------------------------------------------------------


@attaque("SCH")
def identifiant_avec_un_chemin(projet: Path) -> None:
    ajoute(projet, "dossier/sources.yaml", "\n- {id: ../../etc/passwd, intitule: x}\n")


@attaque("RED")
def inversion_du_sens_de_lecture(projet: Path) -> None:
    change(projet, POLE, "intitule: ", "intitule: \u202e")


@attaque("RED")
def caracteres_invisibles(projet: Path) -> None:
    change(projet, POLE, "intitule: ", "intitule: Ré\u200bparer\u2060 ")


@attaque("SCH")
def adresse_qui_execute(projet: Path) -> None:
    change(projet, "dossier/sources.yaml", "url: ", "url: javascript:alert(1)// ")


@attaque("SCH")
def adresse_de_fichier(projet: Path) -> None:
    change(projet, "dossier/sources.yaml", "url: ", "url: file:///etc/passwd ")


# --- prose ------------------------------------------------------------------------------------


@attaque("", "build", "note", "--format", "docx", code=0, absent=(b"<script",))
def script_dans_la_prose(projet: Path) -> None:
    ajoute(
        projet, NOTE, "\n\nUn texte <script>alert(1)</script> et <img src=x onerror=alert(1)>.\n"
    )


@attaque("NOT")
def lien_qui_execute_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\nVoir [ici](javascript:alert(1)).\n")


@attaque("NOT")
def lien_vers_un_fichier_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\nVoir [ici](file:///etc/passwd).\n")


@attaque("NOT")
def image_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\n![portrait](file:///etc/passwd)\n")


@attaque("", "build", "note", "--format", "docx", code=0, absent=(b"49",))
def gabarit_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\nUn texte `{{ 7*7 }}` et {% raw %} en trop.\n")


@attaque("", "build", "couverture", "--format", "xlsx", code=0, absent=(b"<f>",))
def formule_dans_un_titre(projet: Path) -> None:
    change(projet, EXIGENCES, "intitule: ", "intitule: \"=HYPERLINK('http://x','y')\" # ")


# --- templates and styles ---------------------------------------------------------------------


@attaque("DOC007", "build", "grille", "--format", "html")
def gabarit_qui_sort_du_bac_a_sable(projet: Path) -> None:
    gabarit(projet, "grille-cpc.html.j2", "{{ ''.__class__.__mro__[1].__subclasses__() }}")


@attaque("DOC007", "build", "grille", "--format", "html")
def gabarit_qui_lit_un_fichier(projet: Path) -> None:
    gabarit(projet, "grille-cpc.html.j2", "{% include '../../../../etc/passwd' %}")


@attaque("DOC", "build", "grille", "--format", "html")
def gabarit_qui_est_un_lien(projet: Path) -> None:
    (projet / "templates").mkdir()
    (projet / "templates/grille-cpc.html.j2").symlink_to("/etc/passwd")
    gabarit(projet, "_x.html.j2", "{% include 'grille-cpc.html.j2' %}<blink>x</blink>")


@attaque("DOC", "build", "grille", "--format", "html")
def gabarit_qui_ecrit_un_script(projet: Path) -> None:
    gabarit(projet, "grille-cpc.html.j2", "<script>alert(1)</script>")


@attaque("secondes", "build", "grille", "--format", "html")
def gabarit_sans_fin(projet: Path) -> None:
    text = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    gabarit(projet, "grille-cpc.html.j2", text)


@attaque("", "build", "grille", "--format", "html")
def gabarit_qui_remplit_la_memoire(projet: Path) -> None:
    gabarit(projet, "grille-cpc.html.j2", "{% set x = 'a' * 10**11 %}{{ x }}")


@attaque("secondes", "build", "grille", "--format", "pdf")
def feuille_de_style_sans_fin(projet: Path) -> None:
    rules = "".join(f"article *:not(.c{n}) * * * * * * *{{color:red}}" for n in range(200_000))
    gabarit(projet, "styles.css", rules)


@attaque("", "build", "grille", "--format", "pdf", code=0, absent=(FUITE.encode(),))
def feuille_de_style_qui_lit_un_fichier(projet: Path) -> None:
    text = "@import url(file:///etc/passwd);body{background:url(file:///etc/passwd)}"
    gabarit(projet, "styles.css", text)


# --- the reference .docx ----------------------------------------------------------------------


def _zip(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def _reference(projet: Path, change: dict[str, bytes]) -> None:
    """The built-in reference, with parts changed or added."""
    from mc_builder.document.templates import Templates  # noqa: PLC0415

    with zipfile.ZipFile(Templates().file("reference.docx")) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    gabarit(projet, "reference.docx", _zip(parts | change))


_REL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{type}" Target="{target}"{mode}/></Relationships>'
)


@attaque("DOC009", "build", "grille", "--format", "docx")
def reference_avec_macros(projet: Path) -> None:
    _reference(projet, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


@attaque("DOC009", "build", "grille", "--format", "docx")
def reference_avec_objet_ole(projet: Path) -> None:
    _reference(projet, {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"})


@attaque("DOC009", "build", "grille", "--format", "docx")
def reference_avec_modele_distant(projet: Path) -> None:
    rel = _REL.format(
        type="attachedTemplate", target="http://exemple.fr/x.dotm", mode=' TargetMode="External"'
    )
    _reference(projet, {"word/_rels/settings.xml.rels": rel.encode()})


@attaque("DOC009", "build", "grille", "--format", "docx")
def reference_avec_champ_dde(projet: Path) -> None:
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r>'
        '<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p></w:hdr>'
    )
    _reference(projet, {"word/header9.xml": header.encode()})


@attaque("DOC009", "build", "grille", "--format", "docx")
def reference_qui_gonfle(projet: Path) -> None:
    _reference(projet, {"word/media/image9.xml": b" " * 300_000_000})


@attaque("DOC009", "build", "grille", "--format", "docx")
def reference_avec_entites(projet: Path) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    _reference(projet, {"word/header9.xml": entities.encode()})


@attaque("DOC009", "build", "grille", "--format", "docx")
def reference_qui_n_est_pas_une_archive(projet: Path) -> None:
    gabarit(projet, "reference.docx", b"%PDF-1.7")


@attaque("DOC009", "build", "grille", "--format", "docx")
def reference_qui_sort_de_l_archive(projet: Path) -> None:
    _reference(projet, {"../../evade.xml": b"<x/>"})


# --- pictures of a house style ----------------------------------------------------------------


def _png(width: int, height: int) -> bytes:
    """A picture that claims this size, and holds a handful of bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * min(width * height * 3, 3_000_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@attaque("logo", "build", "grille", "--format", "pdf")
def logo_qui_gonfle(projet: Path) -> None:
    gabarit(projet, "logo.png", _png(60_000, 60_000))


@attaque("logo", "build", "grille", "--format", "pdf")
def logo_svg_avec_entites(projet: Path) -> None:
    gabarit(
        projet,
        "logo.svg",
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    )


@attaque("logo", "build", "grille", "--format", "pdf")
def logo_svg_qui_va_chercher_ailleurs(projet: Path) -> None:
    gabarit(
        projet,
        "logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://exemple.fr/x.png"/></svg>',
    )


@attaque("logo", "build", "grille", "--format", "pdf")
def logo_svg_avec_script(projet: Path) -> None:
    gabarit(
        projet,
        "logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    )
