"""Small nomenclatures of ours, with the traps of the real ones, written into folders."""

from __future__ import annotations

from pathlib import Path

#: A fiche with its definition in two texts, items of each nature, a link that leads nowhere.
ROME_3 = {
    "unix_referentiel_code_rome_v347_utf8.csv": """\
"code_rome","code_fiche_em","code_ogr","libelle_rome","statut"
"I1607","1","10","Réparation de cycles, motocycles et motoculteurs de loisirs","1"
"D1211","2","11","Vente d''articles de sport et loisirs","1"
""",
    "unix_referentiel_appellation_v347_utf8.csv": """\
"code_ogr","libelle_appellation_long","libelle_appellation_court","code_rome","statut"
"16010","Mécanicien / Mécanicienne de cycles","Mécanicien(ne) cycles","I1607","1"
"16011","Monteur / Monteuse d''accessoires","Monteur(se)","I1607","1"
""",
    "unix_referentiel_competence_v347_utf8.csv": """\
"code_ogr","libelle_competence","code_type_competence","libelle_type_competence","statut"
"100","Techniques d''ajustage","1","SAVOIRS THEORIQUES ET PROCEDURAUX","1"
"101","Électricité basse tension","1","SAVOIRS THEORIQUES ET PROCEDURAUX","1"
""",
    "unix_referentiel_activite_v347_utf8.csv": """\
"code_ogr","libelle_activite","statut"
"200","Diagnostiquer une panne d''assistance électrique","1"
"201","Remplacer une pièce d''usure","1"
"202","Conseiller un client ou une cliente","1"
""",
    "unix_referentiel_env_travail_v347_utf8.csv": """\
"code_ogr","libelle_env_travail","libelle_type_section_env_trav","statut"
"300","Atelier de réparation","STRUCTURES","1"
""",
    "unix_liens_rome_referentiels_v347_utf8.csv": """\
"code_rome","code_ogr","code_type_referentiel","position_bloc","position_item"
"I1607","201","2","1","2"
"I1607","200","2","1","1"
"I1607","100","1","2","1"
"I1607","300","5","1","1"
"I1607","16010","4","1","1"
"I1607","10","3","1","1"
"I1607","999","2","3","1"
"D1211","202","2","1","1"
"D1211","201","2","1","2"
""",
    "unix_coherence_item_v347_utf8.csv": """\
"code_rome","code_ogr"
"I1607","200"
"I1607","101"
""",
    "unix_texte_v347_utf8.csv": """\
"code_rome","position_libelle_txt","libelle_texte","libelle_type_texte"
"I1607","0","Remet en état des vélos selon les règles de l''art.","definition"
"I1607","1","Peut vendre des accessoires.","definition"
"I1607","0","Un diplôme de niveau 3 est demandé.","acces_a_em"
""",
    "unix_rubrique_mobilite_v347_utf8.csv": '"code_rome","code_rome_cible"\n"I1607","I1604"\n',
}

#: The next version: a fiche that has a parent, natures said, the heart of the job known.
ROME_4 = {
    "unix_referentiel_code_rome_v460_utf8.csv": """\
"code_rome","code_ogr","libelle_rome","code_rome_parent"
"I1607","10","Mécanicien / Mécanicienne de cycles","I1607"
"I1621","12","Réparateur / Réparatrice de vélos à assistance électrique","I1607"
""",
    "unix_referentiel_competence_v460_utf8.csv": """\
"code_ogr","nature","libelle_competence","code_ogr_macro_comp","cat_comp"
"200","Compétence","Diagnostiquer une assistance électrique","900","Savoir-faire"
"201","Compétence","Remplacer une pièce d''usure","900","Savoir-faire"
"400","Macro-compétence","Faire preuve de rigueur","","Savoir-être professionnel"
""",
    "unix_referentiel_savoir_v460_utf8.csv": """\
"code_ogr_savoir","libelle_savoir","categorie_savoir"
"100","Ajustage","Techniques professionnelles"
""",
    "unix_referentiel_contexte_travail_v460_utf8.csv": """\
"code_ogr","libelle_cont_travail"
"300","En atelier"
""",
    "unix_coherence_item_v460_utf8.csv": """\
"code_rome","code_ogr","coeur_metier"
"I1621","400","N"
"I1621","200","O"
"I1621","201","N"
"I1621","100","N"
"I1621","300","N"
""",
    "unix_texte_v460_utf8.csv": """\
"code_rome","libelle_type_texte","position_phrase","libelle_texte"
"I1621","definition","1","Diagnostique les pannes"
"I1621","definition","2","Remplace les batteries"
""",
}

#: The register as it was given in 2021: a row for each successor, American days, empty columns.
RNCP_2021 = {
    "rncp_info.v1.4.csv": """\
CodeRNCP;intituleDiplome;date_fin_validite_enregistrement;ActiveInactive;NiveauEurope;\
AncienneFiche;NouvelleFiche
RNCP100;Mécanique des cycles – « atelier »;8/31/16;INACTIVE;niveau3;;RNCP200
RNCP100;Mécanique des cycles – « atelier »;8/31/16;INACTIVE;niveau3;;RNCP201
RNCP200;Réparation œuvrée;1/1/24;ACTIVE;niveau4;RNCP100;
""",
    "rncp_blocs_competences.v1.4.csv": """\
CodeRNCP;numero_bloc;intitule;;
RNCP200;RNCP200BC01;Diagnostiquer une panne;;
""",
    "rncp_rome.v1.4.csv": """\
CodeRNCP;EtatFiche;Rome;libelle;;
RNCP200;;I1607;Réparation de cycles;;
""",
}

#: The register as it is given now.
RNCP = {
    "export_fiches_CSV_Standard_2026_02_01.csv": """\
Numero_Fiche;Intitule;Nomenclature_Europe_Niveau;Date_Fin_Enregistrement;Actif
RNCP300;Cycles;NIV4;31/08/2028;ACTIVE
""",
    "export_fiches_CSV_Ancienne_Nouvelle_Certification_2026_02_01.csv": """\
Numero_Fiche;Ancienne_Certification;Nouvelle_Certification
RNCP300;RNCP200;
""",
    "export_fiches_CSV_Nsf_2026_02_01.csv": """\
Numero_Fiche;Nsf_Code;Nsf_Intitule
RNCP300;252r;Moteurs et mécanique auto
""",
    "export_fiches_CSV_Formacode_2026_02_01.csv": """\
Numero_Fiche;Formacode_Code;Formacode_Libelle
RNCP300;23637;Cycle
""",
    "export_fiches_CSV_Rome_2026_02_01.csv": """\
Numero_Fiche;Codes_Rome_Code;Codes_Rome_Libelle
RNCP300;I1607;Réparation de cycles
""",
    "export_fiches_CSV_Blocs_De_Compétences_2026_02_01.csv": """\
Numero_Fiche;Bloc_Competences_Code;Bloc_Competences_Libelle
RNCP300;RNCP300BC01;Accueillir
""",
}

#: ROME 4 fiche by fiche: groups of several depths, an item of two fiches, hearts that are null.
ROME_JSON = {
    "unix_fiche_emploi_metier_v460_iso8859-15.json": """\
[ {"numero": "1",
   "rome": {"code_rome": "I1621", "intitule": "Réparateur de vélos", "code_ogr": "12"},
   "appellations": [{"libelle": "Vélociste", "libelle_court": "Vélociste", "code_ogr": "16010"}],
   "definition": "Diagnostique les pannes\\n\\nRemplace les batteries", "acces_metier": "",
   "competences": {
     "savoir_faire": {"enjeux": [{"libelle": "Réparer", "items": [
       {"libelle": "Remplacer une pièce d'usure", "code_ogr": "201", "coeur_metier": null},
       {"libelle": "Diagnostiquer une panne", "code_ogr": 200, "coeur_metier": "Principale"}]}]},
     "savoir_etre_professionnel": {"enjeux": [{"libelle": "", "items": [
       {"libelle": "Faire preuve de rigueur", "code_ogr": "400", "coeur_metier": null}]}]},
     "savoirs": {"categories": [{"libelle": "Techniques", "items": [
       {"libelle": "Ajustage", "code_ogr": "100", "coeur_metier": null}]}]}},
   "contextes_travail": [
     {"libelle": "Lieux", "items": [{"libelle": "En atelier", "code_ogr": "300"}]}],
   "mobilites": [{"rome_cible": "I1604", "code_org_rome_cible": "9", "ordre_mobilite": "1"}]},
  {"numero": "2", "rome": {"code_rome": "D1211", "intitule": "Vente [cycles]", "code_ogr": "13"},
   "appellations": [], "definition": "", "competences": {"savoir_faire": [{"libelle": "Vendre",
     "items": [{"libelle": "Remplacer une pièce d'usure", "code_ogr": "201"}]}], "savoirs": null},
   "contextes_travail": []}
]
""",
}

#: The register with the words of its blocs: HTML, bullets, numbers, an element of either name.
RNCP_XML = {
    "export_fiches_RNCP_V4_1_2026-02-01.xml": """\
<?xml version="1.0" encoding="UTF-8"?>
<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>
<FICHE><NUMERO_FICHE>RNCP300</NUMERO_FICHE><INTITULE>Cycles &amp; batteries</INTITULE>
<NOMENCLATURE_EUROPE><NIVEAU>NIV4</NIVEAU><INTITULE>Niveau 4</INTITULE></NOMENCLATURE_EUROPE>
<CODES_NSF><NSF><CODE>252r</CODE><INTITULE>Moteurs</INTITULE></NSF></CODES_NSF>
<FORMACODES><FORMACODE><CODE>23637</CODE><LIBELLE>Cycle</LIBELLE></FORMACODE></FORMACODES>
<CODES_ROME><ROME><CODE>I1607</CODE><LIBELLE>Réparation</LIBELLE></ROME></CODES_ROME>
<BLOCS_COMPETENCES>
<BLOC_COMPETENCES><CODE>RNCP300BC01</CODE><LIBELLE>Accueillir</LIBELLE>
<LISTE_COMPETENCES>&lt;p&gt;- Recueillir la demande ;&lt;/p&gt;\
&lt;p&gt;• Proposer un&amp;nbsp;devis&lt;/p&gt;</LISTE_COMPETENCES></BLOC_COMPETENCES>
<BLOC><CODE>RNCP300BC02</CODE><LIBELLE>Réparer</LIBELLE>
<LISTE_COMPETENCES>1. Diagnostiquer une panne
2. Remplacer une pièce   d'usure. • Essayer le vélo</LISTE_COMPETENCES></BLOC>
</BLOCS_COMPETENCES>
<ANCIENNE_CERTIFICATION>RNCP200</ANCIENNE_CERTIFICATION>
<DATE_FIN_ENREGISTREMENT>31/08/2028</DATE_FIN_ENREGISTREMENT><ACTIF>Oui</ACTIF></FICHE>
<FICHE><NUMERO_FICHE>RNCP301</NUMERO_FICHE><INTITULE>Vente</INTITULE><ACTIF>Non</ACTIF></FICHE>
</FICHES>
""",
}

#: Labels on several lines, concepts named by their addresses.
ESCO = {
    "occupations_fr.csv": """\
conceptUri,iscoGroup,preferredLabel,altLabels,description,code
http://data.europa.eu/esco/occupation/aa-1,7234,mécanicien cycles/mécanicienne cycles,"vélociste
réparateur de vélos",Répare des cycles.,7234.1
""",
    "skills_fr.csv": """\
conceptUri,skillType,preferredLabel,altLabels,description
http://data.europa.eu/esco/skill/bb-1,skill/competence,réparer un vélo,,
http://data.europa.eu/esco/skill/bb-2,knowledge,mécanique,,
""",
    "occupationSkillRelations_fr.csv": """\
occupationUri,relationType,skillType,skillUri
http://data.europa.eu/esco/occupation/aa-1,essential,skill,http://data.europa.eu/esco/skill/bb-1
http://data.europa.eu/esco/occupation/aa-1,optional,knowledge,http://data.europa.eu/esco/skill/bb-2
""",
}


def written(folder: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    """The folder, once it has these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode(encoding))
    return folder
