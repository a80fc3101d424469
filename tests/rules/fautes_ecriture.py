"""Seeded mistakes of writing: YAML, keys, links, figures, note, wording."""

from __future__ import annotations

from faute import (
    BLOCS,
    DOSSIER,
    EMPLOIS,
    EVALUATION,
    EXIGENCES,
    NOTE,
    POLES,
    PREUVES,
    YAML,
    Faute,
)

#: A line ``intitule: …`` whose value is plain, and an item of a list of texts.
_INTITULE = r"^(?P<h> +(?:- )?intitule: )(?P<t>[^\"'{\n:#]{12,}[^\"'{\n:# ])$"
_ELEMENT = r"^(?P<h> +- )(?P<t>[A-ZÉÀ][^\"'{\n:#]{12,})$"


def _milieu(texte: str, ajout: str) -> str:
    """`ajout` after the first word of a text."""
    premier, _, reste = texte.partition(" ")
    return f"{premier}{ajout}{reste}"


FAUTES = (
    # --- YAML
    Faute(
        "YML",
        "deux-points dans un texte",
        ("YML002",),
        YAML,
        _INTITULE,
        lambda m: m["h"] + _milieu(m["t"], " : "),
        8,
    ),
    Faute("YML", "apostrophe en tête", ("YML005",), YAML, _INTITULE, r"\g<h>'l'\g<t>", 5),
    Faute("YML", "tabulation", ("YML008", "YML001"), YAML, r"^ {4,}(?=\w+: )", "\t", 5),
    Faute("YML", "clé en double", ("YML007",), YAML, r"^( +intitule: .*\n)", r"\1\1", 5),
    Faute("YML", "ancre", ("YML009", "YML001"), YAML, _INTITULE, r"\g<h>&\g<t>", 3),
    Faute("YML", "alias", ("YML009", "YML001"), YAML, _INTITULE, r"\g<h>*\g<t>", 3),
    Faute("YML", "étiquette", ("YML009", "YML001"), YAML, _INTITULE, r"\g<h>!\g<t>", 2),
    Faute("YML", "crochet ouvert", ("YML001",), YAML, r"(: \[[^\]\n]*)\]$", r"\1", 5),
    Faute("YML", "texte coupé par #", ("YML003",), YAML, _INTITULE, r"\g<h>\g<t> #12", 4),
    Faute(
        "YML",
        "élément pris pour une clé",
        ("YML004",),
        POLES,
        _ELEMENT,
        lambda m: m["h"] + _milieu(m["t"], " : "),
        4,
    ),
    Faute(
        "YML",
        "virgule entre accolades",
        ("YML006",),
        "dossier/glossaire.yaml",
        r"(signification: \w+ [^\",{}\n ]+) ",
        r"\1, ",
        4,
    ),
    Faute("YML", "retrait faux", ("YML001", "YML002"), YAML, r"^( +)(?=\w+: \w)", r"\1 ", 4),
    Faute("YML", "deux documents", ("YML012",), YAML, r"\Z", "---\nautre: 1\n", 2),
    Faute("YML", "fichier vide", ("YML011",), YAML, r"(?s)\A.*\Z", "", 2),
    # --- keys and values
    Faute("SCH", "clé obligatoire absente", ("SCH001",), EXIGENCES, r"^ +nature: .*\n", "", 4),
    Faute("SCH", "titre absent", ("SCH001",), POLES, r"^  intitule: .*\n", "", 2),
    Faute("SCH", "clé mal tapée", ("SCH002",), YAML, r"(?<=[ {])intitule(?=:)", "intitul", 5),
    Faute("SCH", "clé mal tapée (lien)", ("SCH002",), BLOCS, r"(?<= )mobilise(?=:)", "mobilises"),
    Faute(
        "SCH", "clé inventée", ("SCH002",), BLOCS, r"^(  intitule: .*\n)", r"\1  couleur: bleu\n"
    ),
    Faute(
        "SCH", "valeur non admise", ("SCH004",), EXIGENCES, r"nature: savoir-\w+", "nature: geste"
    ),
    Faute("SCH", "mode inconnu", ("SCH004",), EVALUATION, r"mode: \w+", "mode: continu", 2),
    Faute("SCH", "hors échelle", ("SCH005",), EMPLOIS, r"importance: \d", "importance: 5", 4),
    Faute("SCH", "texte vidé", ("SCH003", "SCH001"), YAML, r"^( +(?:- )?intitule:) .+$", r"\1", 6),
    Faute("SCH", "date impossible", ("SCH003",), DOSSIER, r"2019-12-31", "2019-13-31", 1),
    Faute(
        "SCH",
        "texte au lieu d’une liste",
        ("SCH003",),
        YAML,
        r"((?:repond_a|mobilise|evalue): )\[([\w-]+)[^\]\n]*\]$",
        r"\1\2",
        4,
    ),
    Faute("SCH", "durée illisible", ("SCH003",), EVALUATION, r"duree: .*", "duree: longtemps", 2),
    # --- links
    Faute("REF", "lien mal tapé", ("REF001",), BLOCS, r"(mobilise: \[[\w-]+)", r"\1x", 5),
    Faute("REF", "lien mal tapé", ("REF001",), POLES, r"(repond_a: \[[\w-]+)", r"\1-bis", 4),
    Faute("REF", "exigence inconnue", ("REF001",), EMPLOIS, r"(exigence: )\w", r"\1z", 4),
    Faute(
        "REF", "lien d’épreuve mal tapé", ("REF001",), EVALUATION, r"(evalue: \[\s*c-)\w", r"\1", 3
    ),
    Faute("REF", "source inconnue", ("REF001",), PREUVES, r"(ref: )\w", r"\1y", 3),
    Faute("REF", "identifiant pris", ("REF002",), POLES, r"(^ +- id: )[\w-]+", r"\1bloc-web", 3),
    Faute("REF", "identifiant pris", ("REF002",), EXIGENCES, r"(^ +- id: )[\w-]+", r"\1u1", 2),
    Faute("REF", "autre genre d’objet", ("REF003",), BLOCS, r"(mobilise: \[)[\w-]+", r"\1bloc-web"),
    Faute(
        "REF", "autre genre d’objet", ("REF003",), EVALUATION, r"(evalue: \[\s*)[\w-]+", r"\1u1", 2
    ),
    # --- figures and sources
    Faute("PRE", "chiffre inconnu", ("PRE001",), NOTE, r'(chiffre\("[\w-]+)"', r'\1-bis"', 5),
    Faute("PRE", "source inconnue", ("PRE002",), NOTE, r'(source\("[\w-]+)"', r'\1-bis"', 4),
    Faute("PRE", "chiffre retapé", ("PRE", "RED"), NOTE, r'\{\{ chiffre\("[^}]*\}\}', "42 %", 5),
    Faute(
        "PRE",
        "source d’un chiffre retirée",
        ("PRE", "SCH001"),
        PREUVES,
        r"^    source: .*\n",
        "",
        4,
    ),
    Faute(
        "PRE",
        "année d’un chiffre retirée",
        ("PRE", "SCH"),
        PREUVES,
        r"^    (?:annee|periode): .*\n",
        "",
        3,
    ),
    Faute("PRE", "repérage retiré", ("PRE",), PREUVES, r", reperage: [^}]*(?=\}$)", "", 3),
    Faute("PRE", "périmètre retiré", ("PRE", "SCH001"), PREUVES, r"^    perimetre: .*\n", "", 2),
    # --- note
    Faute("NOT", "appel mal formé", ("NOT001",), NOTE, r'chiffre\("([\w-]+)"\)', r"chiffre(\1)", 3),
    Faute("NOT", "appel non refermé", ("NOT001",), NOTE, r"\) \}\}", ") }", 2),
    Faute(
        "NOT",
        "champ de synthèse retiré",
        ("NOT", "CPC"),
        DOSSIER,
        r"^  (?:situation_actuelle|evolution_probable|resultats_attendus|ecart): \|\n.*\n",
        "",
        4,
    ),
    Faute(
        "NOT",
        "demandeurs retirés",
        ("NOT", "CPC", "DIP"),
        DOSSIER,
        r"(?s)^demandeurs:\n.*?(?=^calendrier:)",
        "",
        1,
    ),
    Faute("NOT", "section vidée", ("NOT",), NOTE, r"(?s)\A(#[^\n]*\n).*\Z", r"\1", 3),
    # --- wording
    Faute("RED", "HTML dans la prose", ("RED002",), NOTE, r"\*(\w[^*\n]*)\*", r"<b>\1</b>", 2),
    Faute("RED", "sigle inexpliqué", ("RED001",), NOTE, r"^([A-ZÉL][a-zé]+ )", r"\1 ZTK ", 3),
    Faute("RED", "« bac+2 »", ("RED", "DIP"), NOTE, r"niveau 5", "bac+2", 3),
    Faute("RED", "« bac+2 » dans un tableau", ("RED", "DIP"), EMPLOIS, r"niveau 5", "bac+2", 2),
    Faute(
        "RED",
        "niveau en chiffres romains",
        ("RED", "DIP", "NOT"),
        NOTE,
        r"niveau 4",
        "niveau IV",
        3,
    ),
    Faute(
        "RED",
        "niveau en chiffres romains",
        ("RED", "DIP"),
        EVALUATION,
        r"L’épreuve vérifie",
        "L’épreuve de niveau IV vérifie",
        2,
    ),
    Faute("RED", "masculin seul", ("RED", "RAP"), EMPLOIS, r"^(  intitule: \w+) ou \w+", r"\1", 3),
)
