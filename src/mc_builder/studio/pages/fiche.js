// @ts-check
/** The sheet of an object: all its fields, those that do not print too, and what it holds. */

import { choisirVersion, saisie } from "./champs.js";
import { annoncer, h } from "./elements.js";
import { outils } from "./prose.js";
import { envoyer, lire } from "./serveur.js";

let numero = 0;

/**
 * What cites an object, with a way to each; nothing when nothing does.
 * @param {string} dit @param {{cle: string, nom: string, arret: string}[]} citations
 */
function liste(dit, citations) {
  // The same title may cite several times: one line leads to each of its places.
  const lieux = [...new Map(citations.map((c) => [c.cle, c])).values()];
  return lieux.length
    ? [h("p", {}, dit), h("ul", {}, ...lieux.map((c) => h("li", {}, h("a", { href: `#fiche-${c.cle}` }, c.nom))))]
    : [];
}

export class Fiche {
  /**
   * @param {import("./atelier.js").Atelier} atelier
   * @param {any} boite where it stands
   */
  constructor(atelier, boite) {
    this.atelier = atelier;
    this.boite = boite;
    this.cle = "";
    this.vu = "";
    this.vise = "";
  }

  /** The field to go to once the sheet is there. @param {string} champ */
  viser(champ) {
    this.vise = champ;
  }

  /** Go to the field that was aimed at, once. */
  aller() {
    const la = this.vise && this.boite.querySelector(`[data-champ="${this.vise}"]`);
    this.vise = "";
    if (!la) return;
    la.scrollIntoView({ block: "center" });
    la.querySelector("input, textarea, select, button")?.focus({ preventScroll: true });
  }

  /** @param {string} cle */
  async ouvrir(cle) {
    if (cle !== this.cle) this.vu = "";
    this.cle = cle;
    await this.relire();
  }

  async relire() {
    if (!this.cle || this.boite.hidden || !this.boite.isConnected) return;
    try {
      const fiche = await lire(this, "/fiche", { cle: this.cle });
      const vu = JSON.stringify(fiche);
      if (vu !== this.vu) {
        this.vu = vu;
        this.dresser(fiche);
      }
      this.aller();
    } catch (refus) {
      this.vu = "";
      delete this.boite.dataset.cle; // no object is shown
      this.boite.replaceChildren(h("p", {}, /** @type {Error} */ (refus).message));
    }
  }

  /** @param {any} fiche */
  dresser(fiche) {
    const actif = /** @type {any} */ (document.activeElement);
    const dedans = this.boite.contains(actif) && this.boite.dataset.cle === fiche.cle;
    const champ = dedans ? actif.closest("[data-champ]")?.dataset.champ : null;
    // What is being typed stays: only the fields where nobody is are made anew.
    const garde = champ && actif.matches("input, textarea, select") && this.boite.querySelector(`[data-champ="${champ}"]`);
    this.boite.dataset.cle = fiche.cle;
    this.boite.replaceChildren(
      fiche.dans ? h("p", { class: "dans" }, h("a", { href: `#fiche-${fiche.dans.cle}` }, fiche.dans.nom)) : "",
      h("h2", {}, fiche.nom),
      fiche.nature === fiche.nom ? "" : h("p", { class: "aide" }, fiche.nature),
      fiche.liste ? this.gestes(fiche) : fiche.section
        ? h("div", { class: "gestes" }, h("button", { type: "button", click: () => this.supprimer(fiche) }, "Supprimer…")) : "",
      ...fiche.champs.map((/** @type {any} */ c) => (garde && c.champ === champ ? garde : this.champ(fiche, c))),
      fiche.pistes ? this.pistes(fiche) : "",
      fiche.id ? this.identifiant(fiche) : "",
    );
    // The focus stays where it was: in the field, else on the button of the same words.
    if (garde) actif.focus();
    else if (dedans) {
      const la = champ ? this.boite.querySelector(`[data-champ="${champ}"]`) : this.boite;
      [...la?.querySelectorAll("button") ?? []].find((b) => b.textContent === actif.textContent)?.focus();
    }
  }

  /** What the words bring near a requirement; to refuse is remembered, nothing is linked. @param {any} fiche */
  pistes(fiche) {
    const { phrase, proches, ecartees } = fiche.pistes;
    if (!proches.length && !ecartees.length) return "";
    const geste = (/** @type {string} */ nom, /** @type {string} */ mot, /** @type {any} */ p) => h("button", {
      type: "button", "aria-label": `${mot} : ${p.nom}`,
      click: () => this.faire(`/piste/${nom}`, { exigence: fiche.cle, cle: p.cle }),
    }, mot);
    const ligne = (/** @type {any} */ p) => {
      const mots = p.morceaux.map((/** @type {[string, boolean]} */ [mot, commun]) => (commun ? h("mark", {}, mot) : mot));
      return h("li", { class: p.faible ? "faible" : "" }, h("a", { href: `#fiche-${p.cle}` }, ...mots), " ", h("span", { class: "aide" }, `(${p.raison})`), " ", geste("ecarter", "Écarter", p));
    };
    const premieres = proches.slice(0, 5).filter((/** @type {any} */ p) => !p.faible);
    const autres = proches.filter((/** @type {any} */ p) => !premieres.includes(p));
    const plier = (/** @type {string} */ dit, /** @type {any[]} */ lignes) => (lignes.length
      ? h("details", {}, h("summary", {}, `${dit} (${lignes.length})`), h("ul", {}, ...lignes)) : "");
    return h("section", { class: "champ pistes" }, h("h3", {}, "Pistes"),
      h("p", { class: "aide" }, `${phrase} Le vocabulaire rapproche ces objets de l’exigence : aucun lien n’est posé.`.trim()),
      premieres.length ? h("ul", {}, ...premieres.map(ligne)) : "",
      plier(premieres.length ? "Autres pistes" : "Pistes faibles", autres.map(ligne)),
      plier("Pistes écartées", ecartees.map((/** @type {any} */ p) => h("li", {}, h("a", { href: `#fiche-${p.cle}` }, p.nom), " ", geste("remettre", "Remettre", p)))));
  }

  /** What one types in the files to cite the object. @param {any} fiche */
  identifiant(fiche) {
    const id = h("input", { type: "text", value: fiche.id, "aria-label": "Identifiant" });
    return h("details", { class: "champ" }, h("summary", {}, "Pour qui écrit dans les fichiers : l’identifiant"), id,
      h("button", { type: "button", click: () => this.faire("/objet/renommer", { cle: fiche.cle, id: id.value }) }, "Changer partout"));
  }

  /** @param {any} fiche */
  gestes(fiche) {
    const faire = (/** @type {string} */ geste) => this.faire(`/objet/${geste}`, { cle: fiche.cle });
    return h("div", { class: "gestes", role: "toolbar", "aria-label": "Cet objet dans sa liste" },
      h("button", { type: "button", click: () => faire("monter") }, "Monter"),
      h("button", { type: "button", click: () => faire("descendre") }, "Descendre"),
      h("button", { type: "button", click: () => faire("dupliquer") }, "Dupliquer"),
      h("button", { type: "button", click: () => this.supprimer(fiche) }, "Supprimer…"));
  }

  /** @param {any} fiche */
  async supprimer(fiche) {
    try {
      const { citations } = await lire(this, "/objet/citations", { cle: fiche.cle });
      const arrets = citations.filter((/** @type {any} */ c) => c.arret);
      const suites = citations.filter((/** @type {any} */ c) => !c.arret);
      this.atelier.demander(`Supprimer « ${fiche.nom} » ?`, [
        ...liste("Ceci le cite et doit d’abord citer autre chose, ou plus rien :", arrets),
        ...liste("Ceci le cite, et ne le citera plus :", suites),
        citations.length ? "" : h("p", {}, "Rien ne le cite."),
      ], arrets.length ? "" : "Supprimer", () => this.faire("/objet/supprimer", { cle: fiche.cle }));
    } catch (refus) {
      annoncer(/** @type {Error} */ (refus).message, true);
    }
  }

  /** @param {any} fiche @param {any} champ */
  champ(fiche, champ) {
    const id = `champ-${(numero += 1)}`;
    const dit = h("p", { class: "dit", role: "status" });
    const boite = h("div", { class: "champ", "data-champ": champ.champ });
    if (champ.objets) {
      boite.append(h("h3", {}, champ.nom), h("p", { class: "aide" }, champ.description), h("ul", { class: "objets" },
        ...champ.objets.map((/** @type {any} */ o) => h("li", {}, h("a", { href: `#fiche-${o.cle}` }, o.nom)))),
        champ.plusieurs || champ.genre === "table" || !champ.objets.length
          ? h("button", { type: "button", click: () => this.atelier.ajouter(fiche.cle, champ.champ, champ.nom) }, "Ajouter…") : "", dit);
      return boite;
    }
    const controle = saisie(champ, id);
    let etat = champ.etat;
    let lu = JSON.stringify(controle.lire());
    let tour = Promise.resolve();
    // One at a time: what is changed meanwhile waits for the state that the former change leaves.
    const ecrire = (/** @type {any} */ valeur) => { tour = tour.then(() => envoi(valeur)); };
    const envoi = async (/** @type {any} */ valeur) => {
      if (JSON.stringify(valeur) === lu) return;
      try {
        const vue = await envoyer("/champ/ecrire", { ref: champ.ref, etat, document: this.atelier.document, ...valeur });
        lu = JSON.stringify(valeur);
        etat = (await lire(controle, "/champ", { ref: champ.ref })).etat;
        dit.textContent = "";
        this.atelier.montrer(vue);
        annoncer("Enregistré.");
      } catch (refus) {
        const { conflit, message } = /** @type {any} */ (refus);
        if (!conflit) { dit.textContent = message; return; }
        choisirVersion(dit, conflit, () => { etat = conflit.etat; ecrire(controle.lire()); }, () => {
          etat = conflit.etat;
          controle.mettre(conflit);
          lu = JSON.stringify(controle.lire());
        });
      }
    };
    boite.append(
      h("label", { for: id }, champ.nom), champ.description ? h("p", { class: "aide" }, champ.description) : "",
      champ.genre === "markdown" ? outils(controle.element, (...dit) => this.atelier.demander(...dit)) : "", controle.element,
      champ.motif !== null ? h("p", { class: "attend" }, `À compléter : ${champ.motif}`) : "",
      champ.completable ? h("button", { type: "button", class: "attendre", click: () => this.attendre(champ, ecrire) }, "À compléter…") : "",
      dit);
    boite.addEventListener("change", () => ecrire(controle.lire()));
    boite.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) ecrire(controle.lire());
    });
    return boite;
  }

  /** @param {any} champ @param {(valeur: any) => void} ecrire */
  attendre(champ, ecrire) {
    const motif = h("input", { type: "text", id: "motif-attente", value: champ.motif ?? "", required: true });
    this.atelier.demander("Mettre à compléter", [h("label", { for: "motif-attente" }, "Ce qui manque, ou qui doit le dire"), motif],
      "Enregistrer", () => ecrire({ motif: motif.value }));
  }

  /** @param {string} chemin @param {any} donnees */
  async faire(chemin, donnees) {
    try {
      const dit = await envoyer(chemin, { ...donnees, document: this.atelier.document });
      this.atelier.montrer(dit.vue ?? dit);
      if (dit.cle && dit.cle !== this.cle) location.hash = `#fiche-${dit.cle}`;
      else await this.relire();
    } catch (refus) {
      annoncer(/** @type {Error} */ (refus).message, true);
    }
  }
}
