"""NOM: codes of nomenclatures, beside what is kept of them on this machine."""

from __future__ import annotations

from mc_builder.codes import AVERTISSEMENT, INFO, Code

_NOMENCLATURES = "Nomenclatures gardées sur cette machine"

NOM001 = Code(
    "NOM001",
    "code inconnu de la nomenclature",
    AVERTISSEMENT,
    """Un code ROME, RNCP ou d’une autre nomenclature existe.

    Vérifie : quand la nomenclature est gardée sur cette machine (« mc-builder nomenclature »), les
    codes des emplois, des exigences et des certifications sont dans une de ses versions ; dans
    celle que l’exigence nomme, si elle est gardée. Ceux du diplôme (NSF, Formacode) sont portés par
    une certification du RNCP gardé. Sans elle, rien n’est dit.
    Pourquoi : un chiffre mal tapé mène à un autre métier, ou à aucun, et rien d’autre ne le dit.
    Exemple fautif :
        rome: [I1670]   # aucune fiche de ce code
    Exemple corrigé :
        rome: [I1607]
    """,
    _NOMENCLATURES,
)
NOM002 = Code(
    "NOM002",
    "fiche absente de la dernière version",
    INFO,
    """Les fiches que citent les emplois sont dans la dernière version de la nomenclature.

    Vérifie : quand plusieurs versions du ROME sont gardées sur cette machine, le code d’un emploi
    est dans la plus récente.
    Pourquoi : une fiche qui a disparu a été remplacée ou partagée ; ses exigences sont à relire
    dans celles qui lui succèdent.
    Exemple fautif :
        rome: [A1415]   # dans le ROME 3.47, plus dans le ROME 4.60
    Exemple corrigé :
        rome: [A1416]
    """,
    _NOMENCLATURES,
)
NOM003 = Code(
    "NOM003",
    "certification qui finit avant la première session",
    AVERTISSEMENT,
    """Une certification comparée est encore enregistrée à la première session du diplôme.

    Vérifie : quand le RNCP est gardé sur cette machine, la fiche d’une certification dont le
    dossier ne dit pas la fin (« fin_enregistrement ») ne finit pas avant l’année de la première
    session.
    Pourquoi : le diplôme sera comparé aux certifications qui existeront alors ; celle qui lui
    succède est à lire.
    Exemple fautif :
        - {id: titre-voisin, …, code: RNCP99998}   # finit en 2026 ; première session : 2028
    Exemple corrigé :
        - {id: titre-voisin, …, code: RNCP99999}
    """,
    _NOMENCLATURES,
)
NOM004 = Code(
    "NOM004",
    "certification que le RNCP dit autrement",
    INFO,
    """Le dossier dit d’une certification comparée ce que le RNCP en dit.

    Vérifie : quand le RNCP est gardé sur cette machine, le niveau et la fin de l’enregistrement
    d’une certification sont ceux de sa fiche, quand le dossier les dit.
    Pourquoi : la commission compare avec ce qui est enregistré ; une fiche peut aussi être plus
    ancienne que ce que le dossier a lu.
    Exemple fautif :
        - {code: RNCP37681, niveau: '3', …}   # la fiche dit le niveau 4
    Exemple corrigé :
        - {code: RNCP37681, niveau: '4', …}
    """,
    _NOMENCLATURES,
)
NOM005 = Code(
    "NOM005",
    "certification dont les blocs ont changé",
    INFO,
    """Le relevé d’une certification comparée dit les blocs que le RNCP lui donne.

    Vérifie : quand le RNCP est gardé sur cette machine, les blocs du relevé d’une certification
    (« mc-builder recouvrement --ecrire ») sont dans sa fiche, et celle-ci n’en a pas d’autres.
    Pourquoi : la note imprime une part mesurée sur ces blocs ; une fiche renouvelée en a d’autres.
    Exemple fautif :
        releve: {blocs: [Réparer un vélo], …}   # la fiche a un second bloc
    Exemple corrigé :
        releve: {blocs: [Réparer un vélo, Vendre un vélo], …}
    """,
    _NOMENCLATURES,
)
