// @ts-check
/** A job from the fiches of a nomenclature: look for them, compare what they ask, tick, write. */

import { annoncer, h } from "./elements.js";
import { envoyer, lire } from "./serveur.js";

const NATURES = { "savoir-faire": "Savoir-faire", "savoir-etre": "Savoir-être", savoir: "Savoir" };
const ACCES = [["premiere-insertion", "Dès la première insertion"], ["apres-experience", "Après une expérience"]];
/** How many fiches are compared, side by side. */
const DEUX = 2;

export class Nomenclatures {
  /** @param {import("./atelier.js").Atelier} atelier */
  constructor(atelier) {
    this.atelier = atelier;
    /** @type {Map<string, any>} the fiches that were chosen, by their names */
    this.choisies = new Map();
    /** @type {Set<string>} the codes of the items that are not wanted */
    this.laisses = new Set();
  }

  ouvrir() {
    this.choisies.clear();
    this.laisses.clear();
    this.mots = h("input", { type: "search", id: "mots-nomenclature", required: true });
    this.trouvees = h("div", { role: "status" });
    this.comparees = h("div", {});
    this.boite = h("dialog", { class: "nomenclatures", "aria-labelledby": "titre-nomenclature", close: () => this.boite.remove() },
      h("h2", { id: "titre-nomenclature" }, "Ajouter un emploi depuis une nomenclature"),
      h("form", { class: "cherche", submit: (/** @type {Event} */ e) => { e.preventDefault(); this.chercher(); } },
        h("label", { for: "mots-nomenclature" }, "Métier, code ou mots de la fiche"), this.mots, h("button", { type: "submit" }, "Chercher")),
      this.trouvees, this.comparees,
      h("form", { method: "dialog" }, h("button", {}, "Fermer")));
    document.body.append(this.boite);
    this.boite.showModal();
    // Without any nomenclature, it is said before anything is typed.
    this.faire(async () => {
      const { absente } = await lire(this, "/nomenclatures", { mots: "" });
      if (absente) this.trouvees.replaceChildren(h("p", { class: "refus" }, absente));
    });
  }

  /** @param {() => Promise<void>} geste */
  async faire(geste) {
    try {
      await geste();
    } catch (refus) {
      this.trouvees.replaceChildren(h("p", { class: "refus" }, /** @type {Error} */ (refus).message));
    }
  }

  async chercher() {
    await this.faire(async () => {
      const { absente, fiches } = await lire(this, "/nomenclatures", { mots: this.mots.value });
      this.trouvees.replaceChildren(absente ? h("p", { class: "refus" }, absente)
        : !fiches.length ? h("p", {}, "Aucune fiche ne contient ces mots.")
          : h("fieldset", {}, h("legend", {}, `Fiches (${DEUX} au plus)`), ...fiches.map((/** @type {any} */ f) => this.fiche(f))));
    });
  }

  /** @param {any} fiche */
  fiche(fiche) {
    const dit = fiche.elements ? `${fiche.edition}, ${fiche.elements} éléments` : `${fiche.edition} : les fichiers importés ne disent pas ce qu’elle demande`;
    const coche = h("input", {
      type: "checkbox", value: fiche.cle, checked: this.choisies.has(fiche.cle), disabled: !fiche.elements,
      change: () => {
        if (!coche.checked) this.choisies.delete(fiche.cle);
        else if (this.choisies.size < DEUX) this.choisies.set(fiche.cle, fiche);
        else { coche.checked = false; annoncer(`${DEUX} fiches au plus : retirez-en une.`, true); }
        this.comparer();
      },
    });
    return h("label", { class: "ligne" }, coche, " ", h("strong", {}, fiche.code), " ", fiche.intitule, " ", h("span", { class: "aide" }, dit));
  }

  async comparer() {
    const fiches = [...this.choisies.keys()];
    if (!fiches.length) { this.comparees.replaceChildren(); return; }
    await this.faire(async () => {
      const dit = await lire(this, "/nomenclatures/fiches", { fiches: fiches.join("\n") });
      if (this.choisies.size) this.montrer(dit);
    });
  }

  /** @param {any} dit what the fiches ask for */
  montrer(dit) {
    this.elements = dit.elements;
    const plusieurs = dit.fiches.length > 1;
    const groupes = plusieurs
      ? [["Demandé par les deux fiches", (/** @type {any} */ e) => e.fiches.length > 1],
        ...dit.fiches.map((/** @type {any} */ f, /** @type {number} */ n) => [`Propre à ${f.code}`, (/** @type {any} */ e) => e.fiches.length === 1 && e.fiches[0] === n])]
      : [[`Ce que demande ${dit.fiches[0].code}`, () => true]];
    const titre = h("input", { type: "text", id: "titre-emploi", required: true, value: dit.intitule });
    const acces = h("select", { id: "acces-emploi" }, ...ACCES.map(([valeur, nom]) => h("option", { value: valeur }, nom)));
    this.ecrire = h("button", { type: "submit" });
    this.comparees.replaceChildren(h("form", { class: "demande", submit: (/** @type {Event} */ e) => { e.preventDefault(); this.envoyer(titre.value, acces.value); } },
      h("div", { class: "defile" }, h("table", { class: "elements" },
        h("thead", {}, h("tr", {}, ...["Reprendre", "Ce que la fiche demande", "Nature", ...dit.fiches.map((/** @type {any} */ f) => f.code)].map((t) => h("th", { scope: "col", class: t === "Nature" ? "nature" : null }, t)))),
        ...groupes.map(([nom, garde]) => this.groupe(nom, this.elements.filter(garde), dit.fiches)))),
      h("label", { for: "titre-emploi" }, "Intitulé de l’emploi, aux deux genres"), titre,
      h("label", { for: "acces-emploi" }, "Accès"), acces,
      h("p", { class: "aide" }, `Source : ${[...new Set(dit.fiches.map((/** @type {any} */ f) => f.cite))].join(" ; ")}. Les fiches entières sont gardées dans le dossier : le rapport de couverture dira ce qui en est repris.`),
      h("div", { class: "boutons" }, this.ecrire)));
    this.compter();
  }

  /**
   * @param {string} nom
   * @param {any[]} elements
   * @param {any[]} fiches
   */
  groupe(nom, elements, fiches) {
    if (!elements.length) return "";
    const tous = h("input", {
      type: "checkbox", "aria-label": `Reprendre tout : ${nom}`, checked: elements.some((e) => !this.laisses.has(e.code)),
      change: () => {
        for (const e of elements) this.laisses[tous.checked ? "delete" : "add"](e.code);
        for (const c of corps.querySelectorAll("td input")) /** @type {HTMLInputElement} */ (c).checked = tous.checked;
        this.compter();
      },
    });
    const corps = h("tbody", {},
      h("tr", { class: "groupe" }, h("th", { scope: "rowgroup", colspan: 3 + fiches.length }, tous, ` ${nom} (${elements.length})`)),
      ...elements.map((e) => h("tr", {},
        h("td", {}, h("input", {
          type: "checkbox", "aria-label": `Reprendre ${e.intitule}`, checked: !this.laisses.has(e.code),
          change: (/** @type {any} */ fait) => { this.laisses[fait.target.checked ? "delete" : "add"](e.code); this.compter(); },
        })),
        h("th", { scope: "row" }, e.intitule, e.deja ? h("span", { class: "aide" }, ` Déjà dans le dossier : ${e.deja}`) : "", e.coeur ? h("span", { class: "aide" }, " Cœur de métier") : ""),
        h("td", { class: "nature" }, NATURES[/** @type {keyof typeof NATURES} */ (e.nature)] ?? e.nature),
        ...fiches.map((_, n) => h("td", { class: "demandee" }, e.fiches.includes(n) ? h("span", { "aria-label": "demandé" }, "●") : "")))));
    return corps;
  }

  get gardes() {
    return this.elements.map((/** @type {any} */ e) => e.code).filter((/** @type {string} */ code) => !this.laisses.has(code));
  }

  compter() {
    const n = this.gardes.length;
    this.ecrire.disabled = !n;
    this.ecrire.textContent = n > 1 ? `Écrire l’emploi et ses ${n} exigences` : n ? "Écrire l’emploi et son exigence" : "Aucun élément n’est repris";
  }

  /**
   * @param {string} titre
   * @param {string} acces
   */
  async envoyer(titre, acces) {
    this.ecrire.disabled = true; // one job, however often it is clicked
    await this.faire(async () => {
      const { cle, vue } = await envoyer("/nomenclatures/emploi", {
        fiches: [...this.choisies.keys()], gardes: this.gardes, titre, acces, document: this.atelier.document,
      });
      this.boite.close();
      this.atelier.montrer(vue);
      location.hash = `#fiche-${cle}`;
      annoncer("L’emploi est écrit ; « Annuler » le retire.");
    });
    this.compter();
  }
}
