// @ts-check
/** The document: its reading edition in a frame of its own, whose texts are edited in place. */

import { annoncer, h, par } from "./elements.js";
import { Edition } from "./edition.js";
import { greffer } from "./greffe.js";

/** What stands for the document of a project that reads no more. */
const ILLISIBLE = "<h1>Le dossier ne se lit plus</h1>"
  + "<p>Les constats, à côté, disent où et pourquoi. Le document reviendra dès que le fichier sera corrigé.</p>";

export class Feuille {
  /** @param {import("./atelier.js").Atelier} atelier */
  constructor(atelier) {
    this.atelier = atelier;
    /** @type {Edition | null} */
    this.edition = null;
    const cadre = par("feuille").attachShadow({ mode: "open" });
    cadre.append(
      h("link", { rel: "stylesheet", href: "/feuille.css" }),
      h("link", { rel: "stylesheet", href: "/actifs/feuille-atelier.css" }),
    );
    this.corps = h("div", { class: "corps" });
    cadre.append(this.corps);
    this.cadre = cadre;
    this.document = "";
    this.corps.addEventListener("click", (/** @type {MouseEvent} */ e) => this.clic(e));
    this.corps.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => this.touche(e));
  }

  /** @param {{html: string, document: string}} vue */
  montrer(vue) {
    const neuf = new DOMParser().parseFromString(vue.html || ILLISIBLE, "text/html").body;
    if (this.document !== vue.document) {
      const boite = this.edition?.boite;
      const actif = boite?.contains(this.cadre.activeElement) ? this.cadre.activeElement : null;
      this.document = vue.document;
      this.corps.replaceChildren(...neuf.childNodes);
      par("milieu").scrollTop = 0;
      if (boite) {
        const texte = this.textes().find((t) => t.dataset.ref === this.edition?.ref);
        if (texte) texte.after(boite);
        else this.sauver(boite);
        /** @type {HTMLElement | null} */ (actif)?.focus();
      }
    } else {
      greffer(this.corps, neuf, (edition) => this.sauver(edition));
    }
    this.suivre();
    this.edition?.comparer();
  }

  /** @param {Element} edition of a text that is in the document no more: it stays on the screen */
  sauver(edition) {
    this.corps.prepend(edition);
    annoncer("Le texte que vous modifiez n’est plus dans le document ; votre saisie est en haut.", true);
  }

  /** One text at a time is reached by Tab, the others by the arrows. */
  suivre() {
    const textes = this.textes();
    const choisi = textes.find((texte) => texte.tabIndex === 0) ?? textes[0];
    if (choisi) choisi.tabIndex = 0;
  }

  /** @returns {HTMLElement[]} */
  textes() {
    return [...this.corps.querySelectorAll("[data-ref]")];
  }

  /** Whether one of the texts is of this object. @param {string} cle */
  porte(cle) {
    return this.textes().some(({ dataset }) => dataset.ref?.startsWith(cle) && [":", "/"].includes(dataset.ref[cle.length]));
  }

  /** @param {HTMLElement} texte */
  choisir(texte) {
    for (const autre of this.textes()) if (autre.tabIndex === 0) autre.removeAttribute("tabindex");
    texte.tabIndex = 0;
    texte.focus();
    this.atelier.choisir(texte.dataset.ref ?? "");
  }

  /** @param {MouseEvent} evenement */
  clic(evenement) {
    const cible = /** @type {HTMLElement} */ (evenement.target);
    if (cible.closest(".edition")) return;
    const lien = /** @type {HTMLAnchorElement | null} */ (cible.closest("a[href^='#']"));
    if (lien && !(evenement.altKey)) {
      evenement.preventDefault();
      this.aller(lien.hash.slice(1));
      return;
    }
    const texte = /** @type {HTMLElement | null} */ (cible.closest("[data-ref]"));
    if (!texte || String(getSelection() ?? "")) return;
    this.choisir(texte);
    this.ouvrir(texte);
  }

  /** @param {KeyboardEvent} evenement */
  touche(evenement) {
    const texte = /** @type {HTMLElement} */ (evenement.target);
    if (!texte.dataset?.ref || texte.closest(".edition")) return;
    const pas = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[evenement.key];
    if (pas) {
      const textes = this.textes();
      const autre = textes[textes.indexOf(texte) + pas];
      if (autre) this.choisir(autre);
    } else if (evenement.key === "Enter" || evenement.key === "F2") {
      this.ouvrir(texte);
    } else {
      return;
    }
    evenement.preventDefault();
  }

  /** @param {HTMLElement} texte */
  async ouvrir(texte) {
    if (this.edition && !(await this.edition.finir())) return;
    this.edition = await Edition.ouvrir(this, texte);
  }

  /** @param {string} ancre */
  aller(ancre) {
    const la = this.cadre.getElementById(ancre);
    if (!la) return;
    la.scrollIntoView({ block: "start" });
    la.tabIndex = -1;
    la.focus({ preventScroll: true });
  }

  /** @param {string} ref a text, shown and chosen; false when it is not in this document */
  montrerTexte(ref) {
    const texte = this.textes().find((t) => t.dataset.ref === ref)
      ?? this.textes().find((t) => t.dataset.ref?.startsWith(ref));
    if (!texte) return false;
    texte.scrollIntoView({ block: "center" });
    this.choisir(texte);
    return true;
  }
}
