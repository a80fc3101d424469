// @ts-check
/** A matrix to click: jobs and requirements, or the links between two kinds of objects. */

import { annoncer, h, par, simple } from "./elements.js";
import { envoyer } from "./serveur.js";

const SIGNES = { entier: "●", partiel: "◐", ecartee: "✕", a_fixer: "?", "": "" };
const DITS = { entier: "en entier", partiel: "en partie", ecartee: "écartée", a_fixer: "importance à fixer", "": "vide" };
const SUITE = { "": "entier", entier: "partiel", partiel: "" };
const A_RETENIR = "Retenez d’abord cette exigence pour cet emploi : donnez-lui une importance.";
const SUITE_EMPLOI = { "": "1", 1: "2", 2: "3", 3: "", a_fixer: "1", ecartee: "ecartee" };


export class Matrice {
  /** @param {import("./atelier.js").Atelier} atelier */
  constructor(atelier) {
    this.atelier = atelier;
    this.forme = "";
    /** @type {any} */
    this.matrice = null;
    this.ici = [0, 0];
    this.filtre = h("input", { type: "search", id: "filtre-lignes", input: () => this.filtrer() });
    this.filtreColonnes = h("input", { type: "search", id: "filtre-colonnes", input: () => this.filtrer() });
    this.vides = h("input", { type: "checkbox", id: "filtre-vides", change: () => this.filtrer() });
    this.table = h("div", { class: "defile", tabindex: -1 });
    this.aide = h("p", { class: "aide" });
    // What the letters do, for who has no keyboard; on the cell that was last reached.
    this.choisie = h("span", { class: "aide" });
    const geste = (/** @type {string} */ nom, /** @type {() => void} */ fait) => h("button", { type: "button", click: fait }, nom);
    this.gestes = h("div", { class: "gestes", role: "toolbar", "aria-label": "La case choisie" },
      geste("Autonomie…", () => this.autonomie(this.ici[0], this.ici[1])),
      geste("Écarter…", () => this.ecarter(this.ici[0], this.ici[1])), this.choisie);
    par("matrice").append(
      h("h2", { id: "titre-matrice" }),
      h("div", { class: "filtres" },
        h("label", {}, "Lignes ", this.filtre), h("label", {}, "Colonnes ", this.filtreColonnes),
        h("label", {}, this.vides, " Lignes sans aucun lien seulement")),
      this.aide, this.gestes, this.table);
    this.table.addEventListener("click", (/** @type {MouseEvent} */ e) => this.clic(e));
    this.table.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => this.touche(e));
    this.table.addEventListener("focusin", (/** @type {FocusEvent} */ e) => this.arriver(e));
  }

  /** @param {any} matrice */
  montrer(matrice) {
    par("matrice").hidden = !matrice;
    if (!matrice) return;
    this.matrice = matrice;
    this.emplois = matrice.cle === "emplois";
    const forme = JSON.stringify([matrice.cle, matrice.lignes, matrice.colonnes]);
    if (forme !== this.forme) {
      this.forme = forme;
      this.dresser();
    }
    this.remplir();
    this.filtrer();
  }

  /** Whether one of its sides is this object. @param {string} cle */
  porte(cle) {
    return [...this.matrice.lignes, ...this.matrice.colonnes].some((/** @type {any} */ cote) => cote.cle === cle);
  }

  dresser() {
    const { titre, lignes, colonnes } = this.matrice;
    par("titre-matrice").textContent = titre;
    this.aide.textContent = !lignes.length || !colonnes.length
      ? "Rien à cocher encore : ajoutez d’abord, par les données du plan, ce qui manque d’un côté."
      : this.emplois
      ? "1, 2, 3 : importance ; a : autonomie ; x : écarter, avec un motif ; Suppr : retirer. Les flèches déplacent."
      : "Espace : en entier, en partie, vide ; Suppr : retirer. Les flèches déplacent.";
    const tetes = h("tr", {}, h("td", {}), ...colonnes.map((/** @type {any} */ c, /** @type {number} */ n) =>
      h("th", { scope: "col", "data-colonne": n, title: [c.groupe, c.nom].filter(Boolean).join(" – ") },
        h("span", {}, c.nom))));
    let groupe = "";
    /** @type {Node[]} */
    const corps = [];
    lignes.forEach((/** @type {any} */ ligne, /** @type {number} */ n) => {
      if (ligne.groupe !== groupe) {
        groupe = ligne.groupe;
        corps.push(h("tr", { class: "groupe" }, h("th", { scope: "rowgroup", colspan: colonnes.length + 1 }, groupe)));
      }
      corps.push(h("tr", { "data-ligne": n }, h("th", { scope: "row" }, ligne.nom),
        ...colonnes.map((/** @type {any} */ _c, /** @type {number} */ m) =>
          h("td", { "data-colonne": m }, h("button", { type: "button", tabindex: -1, "data-case": `${n} ${m}` })))));
    });
    this.table.replaceChildren(h("table", {}, h("thead", {}, tetes), h("tbody", {}, ...corps)));
    this.ici = [0, 0];
  }

  /** @param {number} n @param {number} m */
  etat(n, m) {
    const { lignes, colonnes, cases } = this.matrice;
    return cases[`${lignes[n].cle}|${colonnes[m].cle}`] ?? { etat: "" };
  }

  remplir() {
    const { lignes, colonnes } = this.matrice;
    for (const bouton of this.table.querySelectorAll("[data-case]")) {
      const [n, m] = bouton.dataset.case.split(" ").map(Number);
      const la = this.etat(n, m);
      const signe = SIGNES[/** @type {keyof typeof SIGNES} */ (la.etat)] ?? la.etat;
      const dit = DITS[/** @type {keyof typeof DITS} */ (la.etat)] ?? `importance ${la.etat}`;
      if (bouton.textContent !== signe) bouton.textContent = signe;
      bouton.className = `etat-${la.etat || "vide"}`;
      bouton.setAttribute("aria-label", `${lignes[n].nom}, ${colonnes[m].nom} : ${dit}`);
      bouton.title = la.explication ? `${dit} : ${la.explication}` : la.autonomie ? `${dit}, autonomie ${la.autonomie}` : dit;
    }
    this.gestes.hidden = !this.emplois || !lignes.length || !colonnes.length;
    this.viser();
  }

  filtrer() {
    const mots = simple(this.filtre.value).split(" ").filter(Boolean);
    const motsColonnes = simple(this.filtreColonnes.value).split(" ").filter(Boolean);
    const va = (/** @type {any} */ cote, /** @type {string[]} */ voulus) => voulus.every((mot) => simple(`${cote.groupe} ${cote.nom}`).includes(mot));
    const colonnes = this.matrice.colonnes.map((/** @type {any} */ c) => va(c, motsColonnes));
    for (const cellule of this.table.querySelectorAll("[data-colonne]")) cellule.hidden = !colonnes[Number(cellule.dataset.colonne)];
    for (const rang of this.table.querySelectorAll("[data-ligne]")) {
      const n = Number(rang.dataset.ligne);
      const vide = !this.vides.checked || this.matrice.colonnes.every((/** @type {any} */ _c, /** @type {number} */ m) => !this.etat(n, m).etat);
      rang.hidden = !(va(this.matrice.lignes[n], mots) && vide);
    }
  }

  /** @param {number} n @param {number} m @returns {any} */
  bouton(n, m) {
    return this.table.querySelector(`[data-case="${n} ${m}"]`);
  }

  /** One cell is reached by Tab, the others by the arrows. */
  viser() {
    this.table.querySelector("[data-case][tabindex='0']")?.setAttribute("tabindex", "-1");
    const la = this.bouton(this.ici[0], this.ici[1]);
    la?.setAttribute("tabindex", "0");
    this.choisie.textContent = la?.getAttribute("aria-label") ?? "";
  }

  /** @param {FocusEvent} evenement */
  arriver(evenement) {
    const bouton = /** @type {HTMLElement} */ (evenement.target);
    if (!bouton.dataset?.case) return;
    this.ici = bouton.dataset.case.split(" ").map(Number);
    this.viser();
  }

  /** @param {MouseEvent} evenement */
  clic(evenement) {
    const bouton = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (evenement.target).closest("[data-case]"));
    if (!bouton) return;
    const [n, m] = (bouton.dataset.case ?? "").split(" ").map(Number);
    this.suivre(n, m);
  }

  /** @param {number} n @param {number} m */
  suivre(n, m) {
    const { etat } = this.etat(n, m);
    if (etat === "ecartee") this.ecarter(n, m);
    else this.ecrire(n, m, { etat: /** @type {any} */ (this.emplois ? SUITE_EMPLOI : SUITE)[etat] });
  }

  /** @param {KeyboardEvent} evenement */
  touche(evenement) {
    const bouton = /** @type {HTMLElement} */ (evenement.target);
    if (!bouton.dataset?.case || evenement.ctrlKey || evenement.metaKey || evenement.altKey) return;
    const [n, m] = bouton.dataset.case.split(" ").map(Number);
    const pas = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[evenement.key];
    if (pas) this.bouger(n, m, pas);
    else if (evenement.key === "Delete" || evenement.key === "0") this.ecrire(n, m, { etat: "" });
    else if (this.emplois && "123".includes(evenement.key)) this.ecrire(n, m, { etat: evenement.key });
    else if (this.emplois && evenement.key === "x") this.ecarter(n, m);
    else if (this.emplois && evenement.key === "a") this.autonomie(n, m);
    else return;
    evenement.preventDefault();
  }

  /** @param {number} n @param {number} m @param {number[]} pas */
  bouger(n, m, pas) {
    do {
      n += pas[0];
      m += pas[1];
      const suivant = this.bouton(n, m);
      if (!suivant) return;
      if (suivant.offsetParent) { suivant.focus(); return; }
    } while (true);
  }

  /** @param {number} n @param {number} m @param {any} dit */
  async ecrire(n, m, dit) {
    const { cle, lignes, colonnes } = this.matrice;
    try {
      this.atelier.montrer(await envoyer("/matrice/ecrire", {
        cle, ligne: lignes[n].cle, colonne: colonnes[m].cle, document: this.atelier.document, ...dit,
      }));
      annoncer(this.bouton(n, m)?.getAttribute("aria-label") ?? "");
    } catch (refus) {
      annoncer(/** @type {Error} */ (refus).message, true);
    }
  }

  /** @param {number} n @param {number} m */
  autonomie(n, m) {
    const { etat, autonomie } = this.etat(n, m);
    if (!etat) { annoncer(A_RETENIR, true); return; }
    const choix = h("select", { id: "autonomie" }, ...["", "1", "2", "3"].map((a) => h("option", { value: a }, a || "non dite")));
    choix.value = autonomie ?? "";
    this.atelier.demander("Autonomie attendue", [h("label", { for: "autonomie" }, "De 1 à 3"), choix], "Enregistrer",
      () => this.ecrire(n, m, { etat, autonomie: choix.value || null }));
  }

  /** @param {number} n @param {number} m */
  ecarter(n, m) {
    const la = this.etat(n, m);
    if (!la.etat) { annoncer(A_RETENIR, true); return; }
    const motif = h("select", { id: "motif" }, ...this.matrice.motifs.map((/** @type {any} */ m) => h("option", { value: m.valeur }, m.nom)));
    const explication = h("textarea", { id: "explication", rows: 3, required: true });
    motif.value = la.motif ?? this.matrice.motifs[0].valeur;
    explication.value = la.explication ?? "";
    this.atelier.demander("Écarter cette exigence pour cet emploi",
      [h("label", { for: "motif" }, "Motif"), motif, h("label", { for: "explication" }, "En une phrase"), explication], "Enregistrer",
      () => this.ecrire(n, m, { etat: "ecartee", motif: motif.value, explication: explication.value }),
      la.etat === "ecartee" ? ["Retenir de nouveau", () => this.ecrire(n, m, { etat: "1" })] : null);
  }
}
