// @ts-check
/** A text that is being edited in place; what is typed is never lost. */

import { annoncer, h, simple } from "./elements.js";
import { choisirVersion, saisie } from "./champs.js";
import { outils } from "./prose.js";
import { Refus, envoyer, lire } from "./serveur.js";

const TABLEAU = [
  ["ajouter-ligne", "Ajouter une ligne dessous"], ["ajouter-colonne", "Ajouter une colonne à droite"],
  ["retirer-ligne", "Retirer la ligne"], ["retirer-colonne", "Retirer la colonne"], ["retirer", "Retirer le tableau"],
];

/**
 * Choose, in a box of prose, what stands for the words that are missing: what is typed replaces it.
 * @param {any} zone @param {string} dit the gap as it is printed, with its motive
 */
function viserManque(zone, dit) {
  for (const trouve of zone.value?.matchAll(/\{\{\s*a_completer\(.(.*?).\)\s*\}\}/g) ?? []) {
    if (simple(dit).includes(simple(trouve[1]))) {
      zone.setSelectionRange(trouve.index, trouve.index + trouve[0].length);
      return;
    }
  }
}

/**
 * What a box asks for: the name of its text, unless what is said of it begins with that very name.
 * @param {{nom: string, description: string}} montre
 */
function consigne({ nom, description }) {
  return simple(description ?? "").startsWith(simple(nom)) ? description : [nom, description].filter(Boolean).join(" – ");
}

export class Edition {
  /**
   * @param {import("./feuille.js").Feuille} feuille
   * @param {HTMLElement} texte
   * @param {any} montre the field, as the server gives it
   */
  constructor(feuille, texte, montre) {
    this.feuille = feuille;
    this.ref = texte.dataset.ref ?? "";
    this.montre = montre;
    this.saisie = saisie(montre);
    this.lu = JSON.stringify(this.saisie.lire());
    this.dit = h("p", { class: "dit", role: "status" });
    this.boite = h(
      "form",
      { class: "edition", submit: (/** @type {Event} */ e) => { e.preventDefault(); this.finir(); } },
      montre.genre === "markdown" ? outils(this.saisie.element, (...dit) => feuille.atelier.demander(...dit)) : null,
      h("label", {}, h("span", { class: "nom" }, consigne(montre)), this.saisie.element),
      montre.motif ? h("p", { class: "attend" }, `À compléter : ${montre.motif}`) : null,
      this.dit,
      h("div", { class: "boutons" },
        h("button", { type: "submit" }, "Enregistrer"),
        h("button", { type: "button", click: () => this.fermer() }, "Abandonner"),
        montre.completable ? h("button", { type: "button", click: () => this.attendre() }, "À compléter…") : null,
        montre.role && montre.role !== "cellule" ? h("button", { type: "button", click: () => this.ajouter() }, "Ajouter après…") : null,
        montre.role && montre.role !== "cellule" ? h("button", { type: "button", click: () => this.finir({ texte: "" }, true) }, "Retirer") : null),
      montre.role === "cellule" ? h("details", { class: "tableau" }, h("summary", {}, "Lignes et colonnes du tableau"),
        h("div", { class: "boutons" }, ...TABLEAU.map(([geste, nom]) =>
          h("button", { type: "button", click: () => this.tableau(geste) }, nom)))) : null,
    );
    this.boite.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => this.touche(e));
    this.boite.addEventListener("focusout", (/** @type {FocusEvent} */ e) => this.quitter(e));
    texte.after(this.boite);
    this.saisie.prendre();
    if (texte.matches(".a-completer")) viserManque(this.saisie.element, texte.textContent ?? "");
  }

  /**
   * @param {import("./feuille.js").Feuille} feuille
   * @param {HTMLElement} texte
   * @returns {Promise<Edition | null>}
   */
  static async ouvrir(feuille, texte) {
    try {
      return new Edition(feuille, texte, await lire(feuille, "/champ", { ref: texte.dataset.ref ?? "" }));
    } catch (refus) {
      annoncer(String(/** @type {Error} */ (refus).message), true);
      return null;
    }
  }

  /** @param {KeyboardEvent} evenement */
  touche(evenement) {
    evenement.stopPropagation();
    if (evenement.key === "Escape") {
      evenement.preventDefault();
      this.fermer();
    } else if (evenement.key === "Enter" && (evenement.ctrlKey || evenement.metaKey || !this.saisie.lignes)) {
      evenement.preventDefault();
      this.finir();
    }
  }

  /** Leaving the editor saves what was typed. @param {FocusEvent} evenement */
  quitter(evenement) {
    const vers = /** @type {Node | null} */ (evenement.relatedTarget);
    // A box that asks something for this text is no leaving.
    const demande = vers instanceof Element && vers.closest("dialog");
    if (this.boite.isConnected && vers && !demande && !this.boite.contains(vers)) this.finir();
  }

  /**
   * Save; whether the editor is closed.
   * @param {{texte?: string, textes?: string[], motif?: string}} [dit]
   * @param {boolean} [retirer] an empty text is what is asked for
   */
  async finir(dit = this.saisie.lire(), retirer = false) {
    if (!retirer && JSON.stringify(dit) === this.lu) {
      this.fermer();
      return true;
    }
    if (this.enCours) return false;
    this.enCours = true;
    try {
      const vue = await envoyer("/champ/ecrire", {
        ref: this.ref, etat: this.montre.etat, document: this.feuille.document, imprime: true, ...dit,
      });
      this.fermer();
      this.feuille.atelier.montrer(vue);
      annoncer("Enregistré.");
      return true;
    } catch (refus) {
      this.dire(/** @type {Refus} */ (refus));
      return false;
    } finally {
      this.enCours = false;
    }
  }

  /** A paragraph, or an item, after this one. */
  ajouter() {
    const { atelier, document: ou } = this.feuille;
    const texte = h("textarea", { rows: 5, id: "texte-ajout", required: true });
    atelier.demander("Ajouter un paragraphe", [
      outils(texte, (...dit) => atelier.demander(...dit)), h("label", { for: "texte-ajout" }, "Son texte"), texte,
    ], "Ajouter", async () => {
      if (await this.finir()) await atelier.faire("/bloc/ajouter", { ref: this.ref, texte: texte.value, document: ou });
    });
  }

  /** What is typed is saved first, then the table changes. @param {string} geste */
  async tableau(geste) {
    const { atelier, document: ou } = this.feuille;
    if (await this.finir()) await atelier.faire(`/tableau/${geste}`, { ref: this.ref, document: ou });
  }

  /** Say why the text is to complete. */
  attendre() {
    const motif = h("input", { type: "text", value: this.montre.motif ?? "", "aria-label": "Ce qui manque" });
    this.dit.replaceChildren("Ce qui manque : ", motif, " ",
      h("button", { type: "button", click: () => this.finir({ motif: motif.value }) }, "Mettre à compléter"));
    motif.focus();
  }

  /** @param {Refus} refus */
  dire(refus) {
    if (refus.conflit) this.choisir(refus.conflit);
    else this.dit.textContent = refus.message;
  }

  /** Both versions of a text that somebody else changed. @param {any} autre */
  choisir(autre) {
    choisirVersion(this.dit, autre, () => { this.montre = autre; this.finir(); }, () => {
      this.montre = autre;
      this.saisie.mettre(autre);
      this.lu = JSON.stringify(this.saisie.lire());
    });
  }

  /** The document was made again: is the text still what it was when the editor was opened? */
  async comparer() {
    if (!this.boite.isConnected) return;
    try {
      const montre = await lire(this, "/champ", { ref: this.ref });
      if (montre.etat !== this.montre.etat) this.choisir(montre);
    } catch (refus) {
      this.dit.textContent = /** @type {Error} */ (refus).message;
    }
  }

  fermer() {
    const texte = /** @type {HTMLElement | null} */ (this.boite.previousElementSibling);
    const dedans = this.boite.contains(this.boite.getRootNode().activeElement);
    this.boite.remove();
    if (this.feuille.edition === this) this.feuille.edition = null;
    if (dedans && texte?.dataset.ref) texte.focus();
  }
}
