// @ts-check
/** Documents built from the page: what to build, how far it is, the files to open or download. */

import { annoncer, h, par } from "./elements.js";
import { envoyer, lire } from "./serveur.js";

const FORMATS = [["docx", "Word"], ["pdf", "PDF"], ["xlsx", "Excel"], ["html", "page Web"]];

export class Construction {
  /** @param {import("./atelier.js").Atelier} atelier */
  constructor(atelier) {
    this.atelier = atelier;
    /** @type {{cle: string, nom: string}[]} */
    this.documents = [];
    this.vu = -1;
    this.boite = par("dialogue-construction");
    par("ouvrir-construction").addEventListener("click", () => this.ouvrir());
  }

  async ouvrir() {
    this.choix = h("form", { class: "choix", submit: (/** @type {Event} */ e) => { e.preventDefault(); this.lancer(); } },
      cases("documents", "Documents", this.documents.map((d) => [d.cle, d.nom])),
      cases("formats", "Formats", FORMATS),
      h("button", { type: "submit" }, "Construire"), " ",
      h("button", { type: "button", click: () => this.arreter() }, "Arrêter"));
    this.suite = h("div", { class: "suite", role: "status" });
    this.boite.replaceChildren(
      h("h2", { id: "titre-construction" }, "Construire les documents"),
      this.choix, this.suite,
      h("form", { method: "dialog" }, h("button", {}, "Fermer")));
    this.boite.showModal();
    await this.relire();
  }

  async lancer() {
    const coches = (/** @type {string} */ nom) =>
      [...this.choix.querySelectorAll(`[name=${nom}]:checked`)].map((c) => c.value);
    await this.faire(() => envoyer("/construction/lancer", { documents: coches("documents"), formats: coches("formats") }));
  }

  async arreter() {
    await this.faire(() => envoyer("/construction/arreter", {}));
  }

  async relire() {
    await this.faire(() => lire(this, "/construction"));
  }

  /** @param {() => Promise<any>} demande */
  async faire(demande) {
    try {
      this.montrer(await demande());
    } catch (refus) {
      annoncer(/** @type {Error} */ (refus).message, true);
    }
  }

  /** @param {{construction: number, construit: boolean}} etat */
  suivre(etat) {
    const neuf = etat.construction + (etat.construit ? 0.5 : 0);
    if (neuf === this.vu) return;
    this.vu = neuf;
    if (this.boite.open) this.relire();
  }

  /** @param {any} etat */
  montrer(etat) {
    const fini = etat.code === null ? "" : etat.code === 0 ? "Terminé." : "La construction s’est arrêtée.";
    this.suite.replaceChildren(
      etat.enCours ? h("progress", { "aria-label": "Construction en cours" }) : h("p", {}, fini),
      h("pre", { tabindex: 0 }, etat.lignes.join("\n")),
      etat.fichiers.length ? h("ul", { class: "fichiers" }, ...etat.fichiers.map((/** @type {any} */ f) =>
        h("li", {}, h("a", { href: `/fichier/${f.nom}`, target: "_blank", rel: "noopener" }, f.nom), " ",
          h("span", { class: "aide" }, `${f.document}, ${Math.ceil(f.octets / 1024)} Ko, ${new Date(f.date * 1000).toLocaleString("fr")}`))))
        : h("p", { class: "aide" }, "Aucun document n’est encore construit."));
  }
}

/**
 * @param {string} nom
 * @param {string} titre
 * @param {string[][]} choix
 */
function cases(nom, titre, choix) {
  return h("fieldset", {}, h("legend", {}, `${titre} (tous, si rien n’est coché)`),
    ...choix.map(([valeur, dit]) => h("label", {}, h("input", { type: "checkbox", name: nom, value: valeur }), " ", dit)));
}
