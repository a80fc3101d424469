// @ts-check
/** Versions: save one with a sentence, see what changed since, take a file again. */

import { annoncer, h, par } from "./elements.js";
import { envoyer, lire } from "./serveur.js";

const ETATS = { ajouté: "ajouté depuis", modifié: "modifié depuis", ôté: "ôté depuis" };

const BALISES = { garde: "span", retire: "del", ajoute: "ins" };

/** @param {{sort: "garde"|"retire"|"ajoute", texte: string}} mot */
function mot({ sort, texte }) {
  return h(BALISES[sort], {}, texte);
}

export class Versions {
  /** @param {import("./atelier.js").Atelier} atelier */
  constructor(atelier) {
    this.atelier = atelier;
    this.boite = par("dialogue-versions");
    par("ouvrir-versions").addEventListener("click", () => this.ouvrir());
  }

  async ouvrir() {
    this.phrase = h("input", { id: "phrase", type: "text", maxlength: 2000, required: true });
    this.liste = h("div", {});
    this.detail = h("div", { role: "status" });
    this.boite.replaceChildren(
      h("h2", { id: "titre-versions" }, "Versions"),
      h("form", { class: "phrase-version", submit: (/** @type {Event} */ e) => { e.preventDefault(); this.enregistrer(); } },
        h("label", { for: "phrase" }, "Ce que cette version a de nouveau, en une phrase"), this.phrase,
        h("button", { type: "submit" }, "Enregistrer une version")),
      this.liste, this.detail,
      h("form", { method: "dialog" }, h("button", {}, "Fermer")));
    this.boite.showModal();
    await this.faire(async () => this.lister(await lire(this, "/versions")));
  }

  /** @param {() => Promise<void>} suite */
  async faire(suite) {
    try {
      await suite();
    } catch (refus) {
      this.detail.replaceChildren(h("p", { class: "refus" }, /** @type {Error} */ (refus).message));
    }
  }

  async enregistrer() {
    await this.faire(async () => {
      this.lister(await envoyer("/versions/enregistrer", { phrase: this.phrase.value }));
      this.phrase.value = "";
      this.detail.replaceChildren(h("p", {}, "La version est enregistrée."));
    });
  }

  /** @param {{versions: any[]}} dit */
  lister({ versions }) {
    this.liste.replaceChildren(versions.length
      ? h("ul", { class: "versions" }, ...versions.map((v) => h("li", {},
        h("strong", {}, v.phrase.split("\n")[0]), " ",
        h("span", { class: "aide" }, `${new Date(v.date).toLocaleString("fr")}, ${v.auteur}`), " ",
        h("button", { type: "button", click: () => this.comparer(v) }, "Comparer"))))
      : h("p", {}, "Aucune version n’est encore enregistrée."));
  }

  /** @param {any} version */
  async comparer(version) {
    await this.faire(async () => {
      const { fichiers, changements, couverture } = await lire(this, "/version", { id: version.id });
      this.detail.replaceChildren(
        h("h3", {}, `Depuis « ${version.phrase.split("\n")[0]} »`),
        ...(fichiers.length ? [] : [h("p", {}, "Rien n’a changé.")]),
        ...changements.map((/** @type {any} */ f) => this.famille(f)),
        ...couverture.map((/** @type {any} */ c) => h("p", {}, h("strong", {}, `${c.genre} : `), c.exigences.join(" ; "))),
        ...(fichiers.length ? [h("h4", {}, "Fichier par fichier")] : []),
        ...fichiers.map((/** @type {any} */ f) => this.fichier(version, f)));
    });
  }

  /** @param {{titre: string, changements: any[]}} famille */
  famille({ titre, changements }) {
    return h("section", {}, h("h4", {}, `${titre} (${changements.length})`),
      h("ul", { class: "changements" }, ...changements.map((c) => h("li", {},
        h("span", {}, c.phrase.charAt(0).toUpperCase() + c.phrase.slice(1)),
        ...(c.cause ? [h("span", { class: "aide" }, ` (${c.cause})`)] : []),
        ...(c.mots.length ? [h("p", { class: "mots" }, ...c.mots.map(mot))] : [])))));
  }

  /**
   * @param {any} version
   * @param {any} fichier
   */
  fichier(version, fichier) {
    return h("details", {},
      h("summary", {}, `${fichier.chemin} (${ETATS[/** @type {keyof typeof ETATS} */ (fichier.etat)]})`),
      h("pre", { tabindex: 0 }, ...fichier.lignes.map((/** @type {string} */ l) =>
        h("span", { class: l.startsWith("+") ? "plus" : l.startsWith("-") ? "moins" : "autour" }, `${l}\n`))),
      h("button", { type: "button", click: () => this.reprendre(version, fichier) }, "Reprendre ce fichier tel qu’il était"));
  }

  /**
   * @param {any} version
   * @param {any} fichier
   */
  async reprendre(version, fichier) {
    await this.faire(async () => {
      const vue = await envoyer("/version/reprendre", { id: version.id, fichier: fichier.chemin, document: this.atelier.document });
      this.atelier.montrer(vue);
      annoncer(`${fichier.chemin} est repris ; « Annuler » revient en arrière.`);
      await this.comparer(version);
    });
  }
}
