"""DOC: what the templates of the documents may write."""

from __future__ import annotations

from mc_builder.codes import ERREUR, Code

_GABARITS = "Vocabulaire des gabarits"

DOC001 = Code(
    "DOC001",
    "document mal formé",
    ERREUR,
    """Un gabarit écrit un document bien formé.

    Vérifie : les balises qu’il écrit sont refermées, dans l’ordre.
    Pourquoi : un document mal formé ne peut devenir ni PDF ni Word.
    Exemple fautif :
        <p>Les emplois <em>visés</p>
    Exemple corrigé :
        <p>Les emplois <em>visés</em></p>
    """,
    _GABARITS,
)
DOC002 = Code(
    "DOC002",
    "élément inconnu",
    ERREUR,
    """Un gabarit n’emploie que les éléments du vocabulaire.

    Vérifie : chaque balise, avec sa classe, est de celles que les documents savent écrire.
    Pourquoi : un élément inconnu n’aurait d’aspect ni dans le PDF ni dans Word.
    Exemple fautif :
        <div class="boite">…</div>
    Exemple corrigé :
        <div class="encadre">…</div>
    """,
    _GABARITS,
)
DOC003 = Code(
    "DOC003",
    "attribut non admis ou absent",
    ERREUR,
    """Un élément a ses attributs obligatoires, et aucun autre que ceux qu’il admet.

    Vérifie : les attributs de chaque balise.
    Pourquoi : les deux formats d’un document doivent en tirer la même chose.
    Exemple fautif :
        <p style="color: red">…</p>
    Exemple corrigé :
        <p><strong>…</strong></p>
    """,
    _GABARITS,
)
DOC004 = Code(
    "DOC004",
    "adresse non admise",
    ERREUR,
    """Une adresse est sur le Web, un courriel ou une ancre du document.

    Vérifie : chaque lien commence par http://, https://, mailto: ou #.
    Pourquoi : un document ne doit ouvrir ni fichier ni programme.
    Exemple fautif :
        <a href="file:///etc/passwd">…</a>
    Exemple corrigé :
        <a href="https://www.francecompetences.fr">…</a>
    """,
    _GABARITS,
)
DOC005 = Code(
    "DOC005",
    "texte hors d’un paragraphe",
    ERREUR,
    """Un texte est dans un paragraphe, un titre, une cellule ou un élément de liste.

    Vérifie : aucun texte n’est écrit directement dans une section, un tableau ou une liste.
    Pourquoi : Word n’a pas de place pour un texte sans paragraphe.
    Exemple fautif :
        <div class="encadre">Les emplois visés</div>
    Exemple corrigé :
        <div class="encadre"><p>Les emplois visés</p></div>
    """,
    _GABARITS,
)
DOC006 = Code(
    "DOC006",
    "élément mal placé",
    ERREUR,
    """Un élément est à une place que le vocabulaire admet.

    Vérifie : ce que chaque élément contient.
    Pourquoi : un tableau dans un titre ne s’imprime ni dans le PDF ni dans Word.
    Exemple fautif :
        <h2><p>Les activités</p></h2>
    Exemple corrigé :
        <h2>Les activités</h2>
    """,
    _GABARITS,
)
DOC007 = Code(
    "DOC007",
    "gabarit en échec",
    ERREUR,
    """Un gabarit s’exécute jusqu’au bout.

    Vérifie : sa syntaxe, les noms qu’il emploie, les gabarits qu’il inclut.
    Pourquoi : un document n’est jamais écrit à moitié.
    Exemple fautif :
        {{ vue.titr }}
    Exemple corrigé :
        {{ vue.titre }}
    """,
    _GABARITS,
)
DOC008 = Code(
    "DOC008",
    "valeur brute dans un attribut",
    ERREUR,
    """Dans un attribut, une valeur passe par le filtre « attribut ».

    Vérifie : chaque {{ … }} écrit dans une balise se termine par « | attribut ».
    Pourquoi : un texte du dossier porte son identité, qui n’a pas sa place dans un attribut.
    Exemple fautif :
        <a href="{{ source.url }}">
    Exemple corrigé :
        <a href="{{ source.url | attribut }}">
    """,
    _GABARITS,
)
DOC009 = Code(
    "DOC009",
    "modèle Word refusé",
    ERREUR,
    """Le modèle Word est un document Word entier, et ce que les documents en prennent est inerte.

    Vérifie : un .docx ou un .dotx dont aucune partie reprise ne manque, n’est abîmée ou en double ;
    sans macro ; dans les en-têtes, les pieds de page et les listes, ni objet incorporé, ni champ
    DDE ou INCLUDE, ni image ou fichier extérieur. Le texte du modèle, qui est jeté, ne compte pas.
    Pourquoi : un modèle reçu d’ailleurs passerait dans tous les documents.
    Exemple fautif :
        templates/reference.docx     # enregistré avec des macros
    Exemple corrigé :
        templates/reference.docx     # enregistré « Document Word » sans macro
    """,
    _GABARITS,
)
DOC010 = Code(
    "DOC010",
    "valeur d’attribut illisible",
    ERREUR,
    """La valeur d’un attribut est de celles que les documents savent lire.

    Vérifie : les nombres de lignes et de colonnes, les ancres, les langues.
    Pourquoi : une valeur illisible donnerait un tableau faux sans un mot.
    Exemple fautif :
        <td colspan="deux">
    Exemple corrigé :
        <td colspan="2">
    """,
    _GABARITS,
)
DOC011 = Code(
    "DOC011",
    "graphique d’un gabarit inconnu",
    ERREUR,
    """Un graphique placé par un gabarit existe.

    Vérifie : « src » d’une image nomme un graphique du dossier ou celui des niveaux des emplois.
    Pourquoi : une image absente laisserait un blanc sans un mot.
    Exemple fautif :
        <img src="graphique:niveau" alt="Niveaux des emplois"/>
    Exemple corrigé :
        <img src="graphique:niveaux-des-emplois" alt="Niveaux des emplois"/>
    """,
    _GABARITS,
)
DOC012 = Code(
    "DOC012",
    "style de maison refusé",
    ERREUR,
    """Le logo et la feuille de style de la maison ne contiennent que ce qui se dessine.

    Vérifie : un logo SVG, PNG ou JPEG de taille bornée, sans programme, sans entité, sans renvoi à
    un autre fichier, en couleurs d’écran ; une feuille de style en UTF-8, de taille bornée, qui
    ne ferait pas plus de 1 500 pages.
    Pourquoi : une image reçue d’ailleurs passerait dans tous les documents.
    Exemple fautif :
        templates/logo.svg     # <image href="https://exemple.fr/logo.png"/>
    Exemple corrigé :
        templates/logo.svg     # des tracés, et rien d’autre
    """,
    _GABARITS,
)
DOC013 = Code(
    "DOC013",
    "fichier de gabarit refusé",
    ERREUR,
    """Le dossier « templates » ne contient que des fichiers ordinaires, de taille bornée.

    Vérifie : aucun lien n’en sort ; ni tube, ni périphérique ; 500 ko au plus pour un gabarit,
    20 Mo pour le reste ; aucun gabarit n’a gardé un nom que son document n’a plus.
    Pourquoi : un dossier reçu d’ailleurs ferait lire un fichier de l’ordinateur ; un gabarit sous
    un ancien nom ne servirait plus, sans un mot.
    Exemple fautif :
        templates/maison.css     # un lien vers /home/moi/secret
    Exemple corrigé :
        templates/maison.css     # la feuille de style elle-même
    """,
    _GABARITS,
)
