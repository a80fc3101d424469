// @ts-check
/** Beside the text: findings and coverage, in tabs. */

import { h, par, simple } from "./elements.js";
import { Fiche } from "./fiche.js";

const ONGLETS = [["constats", "Constats"], ["couverture", "Couverture"], ["fiche", "Fiche"]];
const GRAVITES = { erreur: "Erreur", avertissement: "Avertissement", info: "Information" };

const PLURIELS = { erreur: "Erreurs", avertissement: "Avertissements", info: "Informations" };
/** How far a requirement is covered, the best first. */
const ETATS = ["pleinement", "en partie", "pas du tout"];
/** @param {string} texte */
const capitale = (texte) => texte[0].toUpperCase() + texte.slice(1);
/** Beyond so many findings, they are filtered, and grouped by severity. */
const BEAUCOUP = 12;

export class Panneaux {
  /** @param {import("./atelier.js").Atelier} atelier */
  constructor(atelier) {
    this.atelier = atelier;
    for (const [cle, nom] of ONGLETS) {
      par("onglets").append(h("button", {
        type: "button", role: "tab", id: `onglet-${cle}`, "aria-controls": `panneau-${cle}`,
        click: () => this.ouvrir(cle), keydown: (/** @type {KeyboardEvent} */ e) => this.touche(e),
      }, nom));
      par("panneaux").append(h("div", { role: "tabpanel", id: `panneau-${cle}`, "aria-labelledby": `onglet-${cle}`, tabindex: 0 }));
    }
    par("panneau-fiche").classList.add("fiche");
    par("panneau-fiche").append(h("p", { class: "aide" }, "Choisissez un texte du document : sa fiche est ici, avec ce qui ne s’imprime pas."));
    /** @type {any[]} */
    this.constats = [];
    /** @type {Set<string>} severities whose findings are unfolded */
    this.ouverts = new Set(["erreur", "avertissement"]);
    this.filtre = h("input", { type: "search", input: () => this.dresser() });
    this.ici = h("input", { type: "checkbox", change: () => this.dresser() });
    this.compte = h("span", {});
    this.liste = h("div", {});
    this.filtres = h("div", { class: "filtre", hidden: true }, h("label", {}, "Filtrer les constats ", this.filtre),
      h("label", { class: "ecran" }, this.ici, " ", this.compte));
    this.tout = h("button", { type: "button", hidden: true, click: () => this.corriger(this.constats.filter((c) => c.certain)) });
    par("panneau-constats").append(this.filtres, this.tout, this.liste);
    this.fiche = new Fiche(atelier, par("panneau-fiche"));
    this.ouvrir("constats");
  }

  /** @param {string} cle */
  ouvrir(cle) {
    for (const [autre] of ONGLETS) {
      const la = autre === cle;
      par(`onglet-${autre}`).setAttribute("aria-selected", String(la));
      par(`onglet-${autre}`).tabIndex = la ? 0 : -1;
      par(`panneau-${autre}`).hidden = !la;
    }
    this.fiche?.relire();
  }

  /** @param {KeyboardEvent} evenement */
  touche(evenement) {
    const pas = { ArrowRight: 1, ArrowLeft: -1 }[evenement.key];
    if (!pas) return;
    const ici = ONGLETS.findIndex(([cle]) => par(`onglet-${cle}`) === evenement.target);
    const [cle] = ONGLETS[(ici + pas + ONGLETS.length) % ONGLETS.length];
    this.ouvrir(cle);
    par(`onglet-${cle}`).focus();
  }

  /** @param {any} vue */
  montrer(vue) {
    const constats = vue.constats.filter((/** @type {any} */ c) => c.gravite !== "info").length;
    par("onglet-constats").textContent = constats ? `Constats (${constats})` : "Constats";
    this.constats = vue.constats;
    this.dresser();
    this.fiche.relire();
    const ici = (vue.couverture.exigences ?? []).filter((/** @type {any} */ e) =>
      e.objets.some((/** @type {string} */ objet) => this.atelier.aLEcran({ objet })));
    par("panneau-couverture").replaceChildren(...couverture(vue.couverture), ...ecran(ici));
  }

  /** The findings whose words are those of the filter, by severity when there are many. */
  dresser() {
    const panneau = par("panneau-constats");
    const ici = this.liste.contains(document.activeElement);
    this.filtres.hidden = this.constats.length <= BEAUCOUP;
    const mots = this.filtres.hidden ? [] : simple(this.filtre.value).split(" ").filter(Boolean);
    const vus = this.constats.map((c) => ({ ...c, aLEcran: this.atelier.aLEcran(c) }));
    const montres = vus.filter((c) => c.aLEcran);
    const certains = this.constats.filter((c) => c.certain).length;
    this.tout.hidden = certains < 2;
    this.tout.textContent = `Corriger tout ce qui est certain (${certains})`;
    this.compte.textContent = `Seulement ce qui est à l’écran (${montres.length})`;
    // The gravest first; among them, those of what is read.
    const rangs = Object.keys(PLURIELS);
    const choisis = (this.ici.checked && !this.filtres.hidden ? montres : vus)
      .sort((a, b) => rangs.indexOf(a.gravite) - rangs.indexOf(b.gravite) || Number(b.aLEcran) - Number(a.aLEcran));
    const gardes = choisis.filter((c) => {
      const dit = simple(`${c.code} ${c.message} ${c.lieu}`);
      return mots.every((mot) => dit.includes(mot));
    });
    const ensemble = (/** @type {any[]} */ constats) => h("ul", { class: "constats" }, ...constats.map((c) => this.constat(c)));
    const groupes = Object.entries(PLURIELS).map(([gravite, nom]) => ({ gravite, nom, dedans: gardes.filter((c) => c.gravite === gravite) }))
      .filter((g) => g.dedans.length);
    this.liste.replaceChildren(...(
      !gardes.length ? [h("p", {}, mots.length ? "Aucun constat ne contient ces mots." : "Rien à signaler.")]
        : gardes.length <= BEAUCOUP || mots.length || groupes.length < 2 ? [ensemble(gardes)]
          : groupes.map((g) => h("details", {
            open: this.ouverts.has(g.gravite),
            toggle: (/** @type {any} */ e) => { this.ouverts[e.target.open ? "add" : "delete"](g.gravite); },
          }, h("summary", {}, `${g.nom} (${g.dedans.length})`), ensemble(g.dedans)))));
    // The finding that was answered is there no more: the focus stays among the others.
    if (ici) panneau.focus();
  }

  /** @param {any} constat */
  constat(constat) {
    const ref = constat.objet && (constat.champ ? `${constat.objet}:${constat.champ}` : constat.objet);
    return h("li", { class: constat.gravite },
      h("p", {}, h("span", { class: "gravite" }, GRAVITES[/** @type {keyof typeof GRAVITES} */ (constat.gravite)]), " ", constat.message),
      constat.aide ? h("p", { class: "aide" }, constat.aide) : null,
      h("p", { class: "lieu" }, h("span", { class: "code" }, constat.code),
        h("span", { class: "gestes" },
          constat.certain ? h("button", { type: "button", click: () => this.corriger([constat]) }, "Corriger") : null,
          constat.derogeable ? h("button", { type: "button", click: () => this.deroger(constat) }, "Déroger…") : null,
          ref ? h("button", { type: "button", click: () => this.atelier.montrerTexte(ref) }, "Montrer") : null)),
      h("details", { class: "dans-fichiers" }, h("summary", {}, "Dans les fichiers"), h("p", { class: "aide" }, constat.lieu),
        constat.aideFichiers === constat.aide ? null : h("p", { class: "aide" }, constat.aideFichiers),
        constat.exemple ? h("pre", {}, constat.exemple) : null));
  }

  /** @param {any[]} constats */
  corriger(constats) {
    this.atelier.faire("/constat/corriger", { marques: constats.map((c) => c.marque) });
  }

  /** @param {any} constat */
  deroger(constat) {
    const motif = h("textarea", { id: "motif-derogation", rows: 3, required: true });
    const jour = h("input", { id: "jour-derogation", type: "date" });
    this.atelier.demander(`Déroger à ${constat.code}`, [
      h("p", {}, constat.message),
      h("label", { for: "motif-derogation" }, "Motif, pour qui relit"), motif,
      h("label", { for: "jour-derogation" }, "Jusqu’au (sans terme, si rien n’est dit)"), jour,
    ], "Déroger", () => this.atelier.faire("/constat/deroger", { marque: constat.marque, motif: motif.value, jusquau: jour.value }));
  }
}

/** @param {any} mesure */
function couverture(mesure) {
  const nombres = (/** @type {string[]} */ degres) => (degres.length ? degres.slice(0, 3).join(" · ") : "—");
  const sur = (/** @type {string[]} */ degres) => (degres.length ? ` sur ${degres[3]}` : "");
  const lignes = mesure.emplois.map((/** @type {any} */ e) => h("tr", {}, h("th", { scope: "row" }, e.nom),
    h("td", {}, h("span", { class: "nombres" }, nombres(e.degres)), h("span", { class: "aide" }, sur(e.degres))),
    h("td", {}, h("span", { class: "nombres" }, nombres(e.propre)), h("span", { class: "aide" }, sur(e.propre)))));
  const changements = (mesure.changements ?? []).map((/** @type {any} */ c) =>
    h("section", {}, h("h3", {}, c.genre), h("ul", {}, ...c.exigences.map((/** @type {string} */ t) => h("li", {}, t)))));
  return [
    h("p", { class: "phrase" }, mesure.phrase),
    lignes.length ? h("table", {}, h("caption", {}, "Pleinement · en partie · pas du tout"),
      h("thead", {}, h("tr", {}, ...["Emploi visé", "Exigences retenues", "Propres à l’emploi"].map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, ...lignes)) : null,
    mesure.emplois.length ? h("h2", {}, "Depuis l’ouverture de l’atelier") : null,
    ...(changements.length ? changements : [mesure.emplois.length ? h("p", {}, "La couverture n’a pas changé.") : null]),
  ].filter(Boolean);
}

/** @param {any[]} exigences those that what is on the screen serves, each with its state */
function ecran(exigences) {
  if (!exigences.length) return [];
  const de = (/** @type {string} */ etat) => exigences.filter((e) => e.etat === etat);
  const liste = (/** @type {string} */ etat) => (de(etat).length ? [h("h3", {}, capitale(etat)),
    h("ul", {}, ...de(etat).map((e) => h("li", {}, h("a", { href: `#fiche-${e.cle}` }, e.intitule))))] : []);
  const compte = ETATS.map((etat) => `${de(etat).length} ${etat}`).join(" · ");
  return [
    h("h2", {}, "Ce que sert ce qui est à l’écran"),
    h("p", {}, `${compte}, sur ${exigences.length} ${exigences.length > 1 ? "exigences retenues" : "exigence retenue"}.`),
    ...(de(ETATS[0]).length < exigences.length
      ? [h("details", {}, h("summary", {}, "Ce qui ne l’est pas pleinement"), ...liste(ETATS[2]), ...liste(ETATS[1]))] : []),
  ];
}
