"""One function per attack: what it does to a faultless project, and how the tool has to answer."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from depots_git import git
from mc_builder.builtin import builtin_folder


@dataclass(frozen=True)
class Attaque:
    """An attack: its name, what it does, the command that meets it, the words of the answer.

    `reponse` stands in what the command prints, spaces that do not break as plain ones: the code
    of a refusal and its reason, which no other fault has. With `code` 0 the attack is harmless: the
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


#: The template of the document whose PDF is asked: it waits for that of no other.
RNCP = "tableau-rncp.html.j2"


def _dans_le_gabarit(projet: Path, markup: str, nom: str = "grille-criteres.html.j2") -> None:
    """The built-in template of the grid, or another, with markup in a paragraph of its own."""
    text = (builtin_folder() / nom).read_text("utf-8")
    at = re.compile(r"<section[^>]*>\n").search(text, text.rfind("{% endmacro %}"))
    assert at is not None
    gabarit(projet, nom, f"{text[: at.end()]}<p>{markup}</p>\n{text[at.end() :]}")


# --- files that are not what they seem --------------------------------------------------------


@attaque("exigences.yaml:1:1: SCH010 erreur: le fichier est un lien qui sort du projet")
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


@attaque("exigences.yaml:1:1: SCH010 erreur: ce n’est pas un fichier ordinaire")
def dossier_au_lieu_d_un_fichier(projet: Path) -> None:
    (projet / EXIGENCES).unlink()
    (projet / EXIGENCES).mkdir()


@attaque("SCH010 erreur: le fichier est un lien qui")
def lien_sur_lui_meme(projet: Path) -> None:
    (projet / EXIGENCES).unlink()
    (projet / EXIGENCES).symlink_to("exigences.yaml")


@attaque("dépasse 4 Mo")
def fichier_enorme(projet: Path) -> None:
    ajoute(projet, EXIGENCES, "# " + "x" * 5_000_000 + "\n")


@attaque(
    "output est un lien : le dossier de sortie doit être un vrai dossier",
    "build",
    "grille",
    "--format",
    "html",
    code=2,
)
def sortie_qui_est_un_lien(projet: Path) -> None:
    (projet.parent / "cible").mkdir()
    (projet / "output").symlink_to(projet.parent / "cible")


@attaque(
    "output ne peut pas être créé : un fichier porte ce nom",
    "build",
    "grille",
    "--format",
    "html",
    code=2,
)
def sortie_qui_est_un_tube(projet: Path) -> None:
    os.mkfifo(projet / "output")


# --- YAML -------------------------------------------------------------------------------------


@attaque("YML009 erreur: les alias YAML (« * ») ne sont pas admis")
def bombe_d_alias(projet: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (projet / EXIGENCES).write_text("\n".join(lines), "utf-8")


@attaque("YML013 erreur: plus de 40 niveaux d’emboîtement")
def imbrication_sans_fond(projet: Path) -> None:
    (projet / EXIGENCES).write_text("exigences: " + "[" * 100_000, "utf-8")


@attaque("exigences.yaml:1:13: SCH003 erreur: une liste est attendue")
def cles_innombrables(projet: Path) -> None:
    keys = ", ".join(f"k{n}: 1" for n in range(300_000))
    (projet / EXIGENCES).write_text("exigences: {" + keys + "}", "utf-8")


@attaque("YML009 erreur: les étiquettes YAML (« ! ») ne sont pas admises")
def etiquette_qui_execute(projet: Path) -> None:
    ajoute(projet, EXIGENCES, "x: !!python/object/apply:os.system [touch PIEGE]\n")


@attaque("YML009 erreur: les alias YAML (« * ») ne sont pas admis")
def cles_fusionnees(projet: Path) -> None:
    ajoute(projet, EXIGENCES, "base: &b {a: 1}\nautre: {<<: *b}\n")


@attaque("YML010 erreur: le fichier n’est pas en UTF-8")
def texte_en_utf16(projet: Path) -> None:
    path = projet / EXIGENCES
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


@attaque("YML001 erreur: le caractère U+0000 est interdit en YAML")
def octets_nuls(projet: Path) -> None:
    ajoute(projet, EXIGENCES, "x: a\x00b\n")


@attaque("SCH003 erreur: ce nombre a trop de chiffres")
def nombre_de_dix_mille_chiffres(projet: Path) -> None:
    change(projet, DOSSIER, "niveau: ", "niveau: " + "9" * 10_000)


# --- identities, texts and places -------------------------------------------------------------


@attaque("SCH003 erreur: un identifiant est fait de minuscules sans accent")
def identifiant_avec_un_chemin(projet: Path) -> None:
    ajoute(
        projet,
        "dossier/sources.yaml",
        "\n  - {id: ../../etc/passwd, auteur: X, titre: X, annee: 2024}\n",
    )


@attaque(
    "pole-1.yaml:3:13: RED015 erreur: le caractère U+202E (RIGHT-TO-LEFT OVERRIDE) change l’ordre"
)
def inversion_du_sens_de_lecture(projet: Path) -> None:
    change(projet, POLE, "intitule: ", "intitule: \u202e")


@attaque(
    "pole-1.yaml:3:15: RED016 avertissement: le caractère U+200B (ZERO WIDTH SPACE) ne se voit pas",
    "check",
    "--severite",
    "avertissement",
)
def caracteres_invisibles(projet: Path) -> None:
    change(projet, POLE, "intitule: ", "intitule: Ré\u200bparer\u2060 ")


@attaque("SCH003 erreur: une adresse commence par http://, https:// ou mailto:")
def adresse_qui_execute(projet: Path) -> None:
    change(projet, "dossier/sources.yaml", "url: ", "url: javascript:alert(1)// ")


@attaque("SCH003 erreur: une adresse commence par http://, https:// ou mailto:")
def adresse_de_fichier(projet: Path) -> None:
    change(projet, "dossier/sources.yaml", "url: ", "url: file:///etc/passwd ")


# --- prose ------------------------------------------------------------------------------------


@attaque(
    "10-origine.md:17:10: RED002 erreur: le HTML n’est pas admis dans la prose",
    "build",
    "note",
    "--format",
    "docx",
)
def script_dans_la_prose(projet: Path) -> None:
    ajoute(
        projet, NOTE, "\n\nUn texte <script>alert(1)</script> et <img src=x onerror=alert(1)>.\n"
    )


@attaque(
    "10-origine.md:17:6: RED017 erreur: ce lien ne mène pas à une adresse : « javascript:alert »"
)
def lien_qui_execute_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\nVoir [ici](javascript:alert(1)).\n")


@attaque(
    "10-origine.md:17:6: RED017 erreur: ce lien ne mène pas à une adresse : « file:///etc/passwd »"
)
def lien_vers_un_fichier_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\nVoir [ici](file:///etc/passwd).\n")


@attaque("10-origine.md:17:1: RED017")
def image_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\n![portrait](file:///etc/passwd)\n")


@attaque("", "build", "note", "--format", "docx", code=0, absent=(b"60481729",))
def gabarit_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\nUn texte `{{ 7777*7777 }}` et {% raw %} en trop.\n")


@attaque("", "build", "couverture", "--format", "xlsx", code=0, absent=(b"<f>",))
def formule_dans_un_titre(projet: Path) -> None:
    change(projet, EXIGENCES, "intitule: ", "intitule: \"=HYPERLINK('http://x','y')\" # ")


# --- templates and styles ---------------------------------------------------------------------


@attaque(
    "DOC007 erreur: le gabarit demande ce qui lui est interdit",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_qui_sort_du_bac_a_sable(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "{{ ''.__class__.__mro__[1].__subclasses__() }}")


@attaque(
    "DOC007 erreur: gabarit introuvable : ../../../../etc/passwd",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_qui_lit_un_fichier(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "{% include '../../../../etc/passwd' %}")


@attaque(
    "grille-criteres.html.j2:1:1: DOC013 erreur: le fichier est un lien qui sort du dossier",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_qui_est_un_lien(projet: Path) -> None:
    (projet / "templates").mkdir()
    (projet / "templates/grille-criteres.html.j2").symlink_to("/etc/passwd")


@attaque(
    "grille-criteres.html.j2:1:1: DOC002 erreur: élément inconnu « script »",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_qui_ecrit_un_script(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "<script>alert(1)</script>")


@attaque(
    "grille-criteres.html n’a pas été écrit : arrêté : plus de 5 secondes de travail",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_sans_fin(projet: Path) -> None:
    text = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    gabarit(projet, "grille-criteres.html.j2", text)


@attaque(
    "grille-criteres.html.j2:1:1: DOC007 erreur: le gabarit demande plus de mémoire qu’il n’y en a",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_qui_remplit_la_memoire(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "{% set x = 'a' * 10**11 %}{{ x }}")


@attaque(
    "tableau-rncp.pdf n’a pas été écrit : arrêté : plus de 5 secondes de travail",
    "build",
    "rncp",
    "--format",
    "pdf",
)
def feuille_de_style_sans_fin(projet: Path) -> None:
    rules = "".join(f"article *:not(.c{n}) * * * * * * *{{color:red}}" for n in range(200_000))
    gabarit(projet, "styles.css", rules)


@attaque("", "build", "rncp", "--format", "pdf", code=0, absent=(FUITE.encode(),))
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
    gabarit(projet, "reference.docx", _zip(_reference_parts() | change))


def _reference_parts() -> dict[str, bytes]:
    from mc_builder.page.templates import Templates  # noqa: PLC0415

    with zipfile.ZipFile(Templates().file("reference.docx")) as package:
        return {name: package.read(name) for name in package.namelist()}


_REL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{type}" Target="{target}"{mode}/></Relationships>'
)


_GRILLE = ("build", "grille", "--format", "docx")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _en_tete(words: str) -> bytes:
    return f"<w:hdr {_W}><w:p><w:r>{words}</w:r></w:p></w:hdr>".encode()


@attaque(
    "DOC009 erreur: le modèle Word est refusé : il contient des macros (word/vbaProject.bin)",
    *_GRILLE,
)
def reference_avec_macros(projet: Path) -> None:
    _reference(projet, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


@attaque(
    "refusé : l’en-tête (word/header1.xml) contient un objet incorporé (OLE)"
    " (word/embeddings/oleObject1.bin)",
    *_GRILLE,
)
def reference_avec_objet_ole(projet: Path) -> None:
    rel = _REL.format(type="oleObject", target="embeddings/oleObject1.bin", mode="")
    ole = {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}
    _reference(projet, {"word/_rels/header1.xml.rels": rel.encode(), **ole})


@attaque("", *_GRILLE, code=0, absent=(b"PROGRAMME",))
def reference_avec_objet_ole_dans_le_texte(projet: Path) -> None:
    _reference(projet, {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0PROGRAMME"})


@attaque("", *_GRILLE, code=0, absent=(b"exemple.fr/x.dotm",))
def reference_avec_modele_distant(projet: Path) -> None:
    rel = _REL.format(
        type="attachedTemplate", target="http://exemple.fr/x.dotm", mode=' TargetMode="External"'
    )
    _reference(projet, {"word/_rels/settings.xml.rels": rel.encode()})


@attaque(
    "refusé : l’en-tête (word/header1.xml) affiche une image qui est un fichier extérieur",
    *_GRILLE,
)
def reference_avec_image_distante(projet: Path) -> None:
    rel = _REL.format(
        type="image", target="http://exemple.fr/espion.png", mode=' TargetMode="External"'
    )
    _reference(projet, {"word/_rels/header1.xml.rels": rel.encode()})


@attaque(
    "refusé : l’en-tête (word/header1.xml) renvoie à un fichier extérieur",
    *_GRILLE,
)
def reference_qui_renvoie_a_un_fichier(projet: Path) -> None:
    rel = _REL.format(type="frame", target="file:///etc/passwd", mode=' TargetMode="External"')
    _reference(projet, {"word/_rels/header1.xml.rels": rel.encode()})


_DDE = '<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText>'


@attaque("refusé : l’en-tête (word/header1.xml) contient un champ « DDEAUTO »", *_GRILLE)
def reference_avec_champ_dde(projet: Path) -> None:
    _reference(projet, {"word/header1.xml": _en_tete(_DDE)})


@attaque("", *_GRILLE, code=0, absent=(b"DDEAUTO",))
def reference_avec_champ_dde_perdu(projet: Path) -> None:
    _reference(projet, {"word/header9.xml": _en_tete(_DDE)})


@attaque("refusé : il est trop volumineux : 500 parties et 20 Mo au plus", *_GRILLE)
def reference_qui_gonfle(projet: Path) -> None:
    _reference(projet, {"word/media/image9.xml": b" " * 300_000_000})


@attaque("refusé : la partie word/header1.xml n’a pas la forme attendue", *_GRILLE)
def reference_avec_entites(projet: Path) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    _reference(projet, {"word/header1.xml": entities.encode()})


@attaque("refusé : ce n’est pas un document Word (.docx) lisible", *_GRILLE)
def reference_qui_n_est_pas_une_archive(projet: Path) -> None:
    gabarit(projet, "reference.docx", b"%PDF-1.7")


@attaque("refusé : il contient une partie au nom inattendu ('../../evade.xml')", *_GRILLE)
def reference_qui_sort_de_l_archive(projet: Path) -> None:
    _reference(projet, {"../../evade.xml": b"<x/>"})


# --- pictures of a house style ----------------------------------------------------------------


def _png(width: int, height: int) -> bytes:
    """A picture that claims this size, and holds a handful of bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * min((width * 3 + 1) * height, 3_000_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@attaque("DOC012 erreur: l’image a plus de 4000 points de côté", "build", "rncp", "--format", "pdf")
def logo_qui_gonfle(projet: Path) -> None:
    gabarit(projet, "logo.png", _png(60_000, 60_000))


@attaque("DOC012 erreur: l’image SVG déclare des entités", "build", "rncp", "--format", "pdf")
def logo_svg_avec_entites(projet: Path) -> None:
    gabarit(
        projet,
        "logo.svg",
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    )


@attaque(
    "DOC012 erreur: l’image SVG contient un élément « image »", "build", "rncp", "--format", "pdf"
)
def logo_svg_qui_va_chercher_ailleurs(projet: Path) -> None:
    gabarit(
        projet,
        "logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://exemple.fr/x.png"/></svg>',
    )


@attaque("DOC012 erreur: l’image SVG contient un programme", "build", "rncp", "--format", "pdf")
def logo_svg_avec_script(projet: Path) -> None:
    gabarit(
        projet,
        "logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    )


@attaque("DOC012 erreur: l’image SVG copie des copies", "build", "rncp", "--format", "pdf")
def logo_svg_qui_copie_des_copies(projet: Path) -> None:
    copies = "".join(
        f'<g id="c{n}">' + f'<use href="#c{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
    )
    gabarit(
        projet,
        "logo.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg"><path id="c0" d="M0 0h1"/>{copies}</svg>',
    )


@attaque(
    "templates/logo.png:1:1: DOC013 erreur: ce n’est pas un fichier ordinaire",
    "build",
    "rncp",
    "--format",
    "pdf",
)
def logo_qui_est_un_tube(projet: Path) -> None:
    (projet / "templates").mkdir()
    os.mkfifo(projet / "templates/logo.png")


@attaque(
    "templates/maison.css:1:1: DOC013 erreur: ce n’est pas un fichier ordinaire",
    "build",
    "rncp",
    "--format",
    "pdf",
)
def feuille_de_style_qui_est_un_tube(projet: Path) -> None:
    (projet / "templates").mkdir()
    os.mkfifo(projet / "templates/maison.css")


@attaque(
    "templates/grille-criteres.html.j2:1:1: DOC013 erreur: ce n’est pas un fichier ordinaire",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_qui_est_un_tube(projet: Path) -> None:
    (projet / "templates").mkdir()
    os.mkfifo(projet / "templates/grille-criteres.html.j2")


@attaque(
    "templates/reference.docx:1:1: DOC013 erreur: ce n’est pas un fichier ordinaire",
    "build",
    "grille",
    "--format",
    "docx",
)
def reference_qui_est_un_tube(projet: Path) -> None:
    (projet / "templates").mkdir()
    os.mkfifo(projet / "templates/reference.docx")


@attaque(
    "maison.css:1:1: DOC012 erreur: la feuille de style pèse plus de 200 ko",
    "build",
    "rncp",
    "--format",
    "pdf",
)
def feuille_de_style_enorme(projet: Path) -> None:
    gabarit(projet, "maison.css", "p{color:red}" * 100_000)


@attaque("", "build", "rncp", "--format", "pdf", code=0, absent=(FUITE.encode(),))
def police_de_l_ordinateur(projet: Path) -> None:
    rule = '@font-face{font-family:"X";src:url(file:///etc/passwd)}body{font-family:"X"}'
    gabarit(projet, "maison.css", rule)


# --- templates, again -------------------------------------------------------------------------


@attaque(
    "tableau-rncp.html.j2:1:1: DOC002 erreur: élément inconnu « link »",
    "build",
    "rncp",
    "--format",
    "pdf",
)
def piece_jointe_par_un_lien(projet: Path) -> None:
    gabarit(projet, "tableau-rncp.html.j2", '<link rel="attachment" href="file:///etc/passwd"/>')


@attaque(
    "DOC004 erreur: « href » de « a » vaut « file:///etc/passwd »",
    "build",
    "rncp",
    "--format",
    "pdf",
)
def piece_jointe_par_une_ancre(projet: Path) -> None:
    _dans_le_gabarit(projet, '<a rel="attachment" href="file:///etc/passwd">x</a>', RNCP)


@attaque(
    "DOC004 erreur: « href » de « a » vaut « javascript:alert(1) »",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_avec_une_adresse_qui_execute(projet: Path) -> None:
    _dans_le_gabarit(projet, '<a href="javascript:alert(1)">x</a>')


@attaque(
    "DOC010 erreur: « src » de « img » vaut « file:///etc/passwd »",
    "build",
    "rncp",
    "--format",
    "pdf",
)
def gabarit_avec_une_image_de_l_ordinateur(projet: Path) -> None:
    _dans_le_gabarit(projet, '<img src="file:///etc/passwd" alt="x"/>', RNCP)


@attaque(
    "DOC003 erreur: attribut « style » non admis sur « span »",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_avec_un_style_sur_place(projet: Path) -> None:
    _dans_le_gabarit(projet, '<span style="background:url(file:///etc/passwd)">x</span>')


@attaque(
    "grille-criteres.html.j2:1:1: DOC007 erreur: gabarit introuvable : C:/Windows/win.ini",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_d_un_disque_de_windows(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "{% include 'C:/Windows/win.ini' %}")


@attaque(
    "grille-criteres.html.j2:1:1: DOC007 erreur: gabarit introuvable : //serveur/partage/x.html",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_d_un_serveur(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "{% include '//serveur/partage/x.html' %}")


@attaque("s’appelle lui-même sans fin", "build", "grille", "--format", "html")
def gabarit_qui_s_appelle(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "{% include 'grille-criteres.html.j2' %}")


@attaque("écrit plus de 100 Mo", "build", "grille", "--format", "html")
def gabarit_qui_ecrit_sans_fin(projet: Path) -> None:
    text = "{% set x = 'a' * 10**7 %}{% for n in range(1000) %}{{ x }}{% endfor %}"
    gabarit(projet, "grille-criteres.html.j2", text)


@attaque("DOC007 erreur: gabarit mal formé : unexpected '<'", "build", "grille", "--format", "html")
def gabarit_plein_d_accolades(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "<p {{" * 80_000)


@attaque(
    "grille-criteres.html.j2:1:1: DOC013 erreur: le fichier dépasse 500 ko",
    "build",
    "grille",
    "--format",
    "html",
)
def gabarit_enorme(projet: Path) -> None:
    gabarit(projet, "grille-criteres.html.j2", "x" * 1_000_000)


# --- the page of the coverage -----------------------------------------------------------------

ECRAN = ("build", "couverture", "--format", "html")


@attaque(
    "couverture-ecran.html.j2:1:13: DOC002 erreur: « script » ne peut ici ni s’exécuter",
    *ECRAN,
)
def page_avec_un_script_avant_la_regle(projet: Path) -> None:
    text = "<html><head><script>alert(1)</script><meta charset='utf-8'/></head><body></body></html>"
    gabarit(projet, "couverture-ecran.html.j2", text)


@attaque(
    "couverture-ecran.html.j2:1:1: DOC002 erreur: « script » ne peut ici ni s’exécuter",
    *ECRAN,
)
def page_avec_un_script_cache(projet: Path) -> None:
    text = (
        "<html><head></head><body>{{ '<scr' ~ 'ipt>alert(1)</scr' ~ 'ipt>' | safe }}</body></html>"
    )
    gabarit(
        projet,
        "couverture-ecran.html.j2",
        text.replace("'<scr' ~", "('<scr' ~").replace("'ipt>' |", "'ipt>') |"),
    )


@attaque(
    "couverture-ecran.html.j2:1:1: DOC002 erreur: « html » ne peut ici ni s’exécuter",
    *ECRAN,
)
def page_avec_un_gestionnaire(projet: Path) -> None:
    gabarit(
        projet, "couverture-ecran.html.j2", '<html onclick="alert(1)"><head></head><body/></html>'
    )


@attaque(
    "couverture-ecran.html.j2:1:13: DOC002 erreur: « meta » ne peut ici ni s’exécuter",
    *ECRAN,
)
def page_qui_part_ailleurs(projet: Path) -> None:
    refresh = '<meta http-equiv="refresh" content="0;url=http://exemple.fr"/>'
    gabarit(projet, "couverture-ecran.html.j2", f"<html><head>{refresh}</head><body></body></html>")


@attaque("", *ECRAN, code=0, absent=(b"<script>alert",))
def titre_qui_ferme_le_script(projet: Path) -> None:
    change(projet, EXIGENCES, "intitule: ", "intitule: </script><script>alert(1)</script> ")


@attaque("", *ECRAN, code=0, absent=(b"</style><img",))
def style_de_page_qui_se_referme(projet: Path) -> None:
    gabarit(projet, "couverture-ecran.css", "</style><img src=x onerror=alert(1)>")


@attaque("", "build", "note", "--format", "docx", code=0, absent=(b"<script>alert",))
def titre_de_graphique_qui_execute(projet: Path) -> None:
    change(projet, "dossier/graphiques.yaml", "intitule: ", "intitule: <script>alert(1)</script> ")


@attaque(
    "", "build", "couverture", "--format", "md", code=0, absent=(b"<img", b" @equipe", b"](java")
)
def mention_dans_un_titre(projet: Path) -> None:
    evil = 'intitule: "x @equipe [a](javascript:alert(1)) <img src=x> | #1" # '
    change(projet, EXIGENCES, "intitule: ", evil)


@attaque("", "build", "couverture", "--format", "xlsx", code=0, absent=(b"<f>",))
def commande_de_tableur(projet: Path) -> None:
    change(projet, EXIGENCES, "intitule: ", "intitule: \"+cmd|' /C calc'!A0\" # ")


# --- what is printed --------------------------------------------------------------------------


@attaque(
    "RED014 avertissement: caractère U+001B, qui ne s’imprime pas",
    "check",
    "--severite",
    "avertissement",
)
def ordre_au_terminal(projet: Path) -> None:
    change(projet, POLE, "intitule: ", 'intitule: "\\e]0;piège\\a\\e[31mrouge\\x9b31m" # ')


@attaque("", "check", "--format", "github", "--severite", "avertissement")
def commande_de_la_forge(projet: Path) -> None:
    change(projet, POLE, "intitule: ", 'intitule: "x.\\n::add-mask::secret\\n::error::faux." # ')


# --- identifiers, texts, again ----------------------------------------------------------------


@attaque("SCH003 erreur: un identifiant est fait de minuscules sans accent")
def identifiant_avec_une_commande(projet: Path) -> None:
    change(projet, EXIGENCES, "id: reperer-usure-transmission", 'id: "reperer\\e[2J"')


@attaque("SCH003 erreur: un identifiant est fait de minuscules sans accent")
def identifiant_d_un_autre_alphabet(projet: Path) -> None:
    change(projet, EXIGENCES, "id: controler-freinage", "id: contr\u043eler-freinage")


@attaque("SCH003 erreur: un identifiant est fait de minuscules sans accent")
def identifiant_decompose(projet: Path) -> None:
    change(projet, EXIGENCES, "id: controler-freinage", "id: contro\u0302ler-freinage")


@attaque("SCH003 erreur: une adresse commence par http://, https:// ou mailto:")
def adresse_d_un_serveur(projet: Path) -> None:
    change(projet, "dossier/sources.yaml", "url: ", "url: \\\\serveur\\partage # ")


@attaque("10-origine.md:17:6: RED017 erreur: ce lien ne mène pas à une adresse")
def chemin_de_windows_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\nVoir [ici](C:\\Windows\\win.ini).\n")


@attaque("10-origine.md:17:6: RED017 erreur: ce lien ne mène pas à une adresse")
def chemin_de_serveur_dans_la_prose(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\nVoir [ici](\\\\\\\\serveur\\\\partage).\n")


@attaque("RED018 erreur: ce texte a plus de 200000 caractères, ou de 10000 marques")
def crochets_sans_fin(projet: Path) -> None:
    ajoute(projet, NOTE, "\n\n" + "[" * 200_000)


# --- git --------------------------------------------------------------------------------------


def _depot(projet: Path) -> None:
    """A version of the project, and a configuration that runs a program at every turn."""
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "un"]):
        git(projet, *arguments)
    trap = "touch PIEGE"
    for key in ("core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "core.editor"):
        git(projet, "config", key, trap)
    git(projet, "config", "filter.x.smudge", trap)
    git(projet, "config", "filter.x.clean", trap)
    git(projet, "config", "remote.o.url", f"ext::sh -c '{trap}'")
    git(projet, "config", "protocol.ext.allow", "always")
    (projet / ".git/info/attributes").write_text("* filter=x diff=x\n", "utf-8")
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        path = projet / ".git/hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{trap}\n", "utf-8")
        path.chmod(0o755)


@attaque("", "coverage", "--contre", "HEAD", code=0)
def depot_qui_lance_des_programmes(projet: Path) -> None:
    _depot(projet)


@attaque("n’est pas un nom de version", "coverage", "--contre=--output=PIEGE", code=2)
def version_qui_est_une_option(projet: Path) -> None:
    _depot(projet)


@attaque(
    "git ne connaît aucune version « \\\\serveur\\partage » dans ce dépôt",
    "coverage",
    "--contre",
    "\\\\serveur\\partage",
    code=2,
)
def version_d_un_serveur(projet: Path) -> None:
    _depot(projet)


# --- files given to a command -----------------------------------------------------------------


@attaque("trop volumineux", "gabarit", "verifier", "cycles/x.docx")
def modele_qui_gonfle(projet: Path) -> None:
    parts = {"[Content_Types].xml": b"<x/>", "word/document.xml": b" " * 300_000_000}
    (projet / "x.docx").write_bytes(_zip(parts))


@attaque("trop volumineux", "gabarit", "verifier", "cycles/x.docx")
def modele_aux_parties_innombrables(projet: Path) -> None:
    parts = {f"word/x{n}.xml": b"<x/>" for n in range(2000)}
    (projet / "x.docx").write_bytes(_zip(parts))


_STYLE = (
    '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/><w:basedOn w:val="{2}"/>'
    "</w:style>"
)


@attaque("refusé : 19980 autres raisons du même ordre", "gabarit", "verifier", "cycles/x.docx")
def modele_aux_styles_sans_fin(projet: Path) -> None:
    parts = _reference_parts()
    endless = "".join(_STYLE.format(f"s{n}", f"s{n}", f"s{n + 1}") for n in range(60_000))
    first = _STYLE.format("Quote", "Quote", "s0")
    styles = f"<w:styles {_W}>{first}{endless}</w:styles>".encode()
    rels = parts["word/_rels/document.xml.rels"].decode()
    many = "".join(f'<Relationship Id="z{n}" Type="x" Target="y{n}"/>' for n in range(60_000))
    rels = rels.replace("</Relationships>", f"{many}</Relationships>")
    header = _en_tete("".join(f'<w:tab w:pos="x{n}"/>' for n in range(20_000)))
    parts |= {"word/styles.xml": styles, "word/header1.xml": header}
    (projet / "x.docx").write_bytes(_zip(parts | {"word/_rels/document.xml.rels": rels.encode()}))


@attaque("n’est pas un fichier", "gabarit", "verifier", "cycles/x.docx", code=2)
def modele_qui_est_un_tube(projet: Path) -> None:
    os.mkfifo(projet / "x.docx")


@attaque("ne dit pas de quoi il a été fait", "origine", "cycles/x.docx", code=2)
def origine_qui_gonfle(projet: Path) -> None:
    (projet / "x.docx").write_bytes(_zip({"docProps/custom.xml": b" " * 300_000_000}))


@attaque("ne dit pas de quoi il a été fait", "origine", "cycles/x.docx", code=2)
def origine_avec_entites(projet: Path) -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    (projet / "x.docx").write_bytes(_zip({"docProps/custom.xml": entities}))


@attaque("n’est pas un fichier", "origine", "cycles/x.pdf", code=2)
def origine_qui_est_un_tube(projet: Path) -> None:
    os.mkfifo(projet / "x.pdf")


# --- an output folder that came with the dossier ----------------------------------------------


def _sortie(projet: Path) -> Path:
    (projet / "output/.mc-builder").mkdir(parents=True)
    return projet / "output"


@attaque("", "build", "grille", "--format", "html", code=0)
def etat_qui_est_un_tube(projet: Path) -> None:
    os.mkfifo(_sortie(projet) / ".mc-builder/etat.json")


@attaque("", "build", "grille", "--format", "html", code=0)
def etat_qui_est_un_lien(projet: Path) -> None:
    (_sortie(projet) / ".mc-builder/etat.json").symlink_to("/dev/zero")


@attaque("", "build", "grille", "--format", "html", code=0)
def etat_sans_fond(projet: Path) -> None:
    (_sortie(projet) / ".mc-builder/etat.json").write_text("[" * 1_000_000, "utf-8")


@attaque(
    "output/.mc-builder est un lien : le dossier de sortie doit être un vrai dossier",
    "build",
    "grille",
    "--format",
    "html",
    code=2,
)
def etat_ailleurs(projet: Path) -> None:
    (projet.parent / "cible").mkdir()
    (projet / "output").mkdir()
    (projet / "output/.mc-builder").symlink_to(projet.parent / "cible")


@attaque("", "build", "grille", "--format", "html", code=0)
def fichier_de_sortie_qui_est_un_lien(projet: Path) -> None:
    victim = projet.parent / "victime.txt"
    victim.write_text("intacte", "utf-8")
    (_sortie(projet) / "grille-criteres.html").symlink_to(victim)
