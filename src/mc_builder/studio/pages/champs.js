// @ts-check
/**
 * The right control for each kind of field. What is asked of the server is a `texte`, some `textes`,
 * or the `motif` for which the field waits.
 */

import { h } from "./elements.js";

/**
 * @typedef {object} Saisie
 * @property {any} element
 * @property {boolean} lignes whether Enter makes a new line
 * @property {() => {texte?: string, textes?: string[], motif?: string}} lire
 * @property {(montre: any) => void} mettre
 * @property {() => void} prendre take the focus
 */

/** @param {any} montre @param {string} [id] @returns {Saisie} */
export function saisie(montre, id) {
  if (montre.plusieurs) return montre.choix.length ? plusieursChoix(montre, id) : plusieursTextes(montre, id);
  if (montre.genre === "lien") return lien(montre, id);
  if (montre.genre === "choix") return choix(montre, montre.choix, id);
  if (montre.genre === "booleen") return choix(montre, [{ valeur: "oui", nom: "oui" }, { valeur: "non", nom: "non" }], id);
  if (montre.genre === "texte" || montre.genre === "markdown") return texte(montre, id);
  return court(montre, id);
}

/** @param {any} montre @param {string} [id] @returns {Saisie} */
function texte(montre, id) {
  const element = zone(id);
  const mettre = (/** @type {any} */ m) => { element.value = m.texte; ajuster(element); };
  mettre(montre);
  return {
    element, lignes: montre.genre === "markdown", mettre,
    lire: () => ({ texte: element.value }),
    prendre: () => { ajuster(element); element.focus(); },
  };
}

/** @param {any} element as high as its text */
export function ajuster(element) {
  if (CSS.supports("field-sizing", "content")) return; // the browser does it
  element.style.height = "auto";
  if (element.scrollHeight) element.style.height = `${element.scrollHeight + 2}px`;
}

/** @param {string} [id] @param {string} [dit] */
function zone(id, dit) {
  const element = h("textarea", { rows: 1, spellcheck: "true", lang: "fr", id, "aria-label": dit });
  element.addEventListener("input", () => ajuster(element));
  requestAnimationFrame(() => ajuster(element));
  return element;
}

/** @param {any} montre @param {string} [id] @returns {Saisie} */
function court(montre, id) {
  const chiffres = montre.genre === "entier" || montre.genre === "nombre";
  const element = h("input", { type: "text", id, inputmode: chiffres ? "decimal" : null, class: "court", placeholder: montre.defaut || null });
  const mettre = (/** @type {any} */ m) => { element.value = m.texte; };
  mettre(montre);
  return {
    element, lignes: false, mettre,
    lire: () => ({ texte: element.value.trim() }),
    prendre: () => { element.focus(); element.select(); },
  };
}

/** @param {any} montre @param {{valeur: string, nom: string}[]} possibles @param {string} [id] @returns {Saisie} */
function choix(montre, possibles, id) {
  const vide = montre.facultatif || !montre.texte ? [h("option", { value: "" }, montre.defaut ? `(${montre.defaut})` : "—")] : [];
  const element = h("select", { id }, ...vide, ...possibles.map((c) => h("option", { value: c.valeur }, c.nom)));
  const mettre = (/** @type {any} */ m) => { element.value = m.texte; };
  mettre(montre);
  return { element, lignes: false, mettre, lire: () => ({ texte: element.value }), prendre: () => element.focus() };
}

/** A search on titles: what is written is the identity. @param {any} montre @param {string} [id] @returns {Saisie} */
function lien(montre, id) {
  const recherche = chercheur(montre.choix, id, "Chercher par le titre");
  const mettre = (/** @type {any} */ m) => { recherche.mettre(m.texte); };
  mettre(montre);
  return { element: recherche.element, lignes: false, mettre, lire: () => ({ texte: recherche.valeur() }), prendre: () => recherche.champ.focus() };
}

let listes = 0;

/** @param {{valeur: string, nom: string}[]} possibles @param {string | undefined} id @param {string} dit */
function chercheur(possibles, id, dit) {
  const noms = new Map(possibles.map((c) => [c.nom, c.valeur]));
  const valeurs = new Map(possibles.map((c) => [c.valeur, c.nom]));
  const liste = `liste-${(listes += 1)}`;
  const champ = h("input", { type: "search", id, list: liste, autocomplete: "off", placeholder: dit, "aria-label": id ? null : dit });
  const element = h("span", { class: "chercheur" }, champ,
    h("datalist", { id: liste }, ...possibles.map((c) => h("option", { value: c.nom }))));
  return {
    element, champ,
    valeur: () => noms.get(champ.value.trim()) ?? champ.value.trim(),
    mettre: (/** @type {string} */ valeur) => { champ.value = valeurs.get(valeur) ?? valeur; },
  };
}

/** @param {any} montre @param {string} [id] @returns {Saisie} */
function plusieursChoix(montre, id) {
  const noms = new Map(montre.choix.map((/** @type {any} */ c) => [c.valeur, c.nom]));
  /** @type {string[]} */
  let pris = [];
  const liste = h("ul", { class: "pris" });
  const recherche = chercheur(montre.choix, id, "Ajouter : chercher par le titre");
  const element = h("div", { class: "plusieurs" }, liste, recherche.element);
  const dire = () => element.dispatchEvent(new Event("change", { bubbles: true }));
  const dresser = () => liste.replaceChildren(...pris.map((valeur) => h("li", {}, noms.get(valeur) ?? valeur, " ",
    h("button", { type: "button", "aria-label": `Retirer ${noms.get(valeur) ?? valeur}`,
      click: () => { pris = pris.filter((autre) => autre !== valeur); dresser(); dire(); } }, "×"))));
  recherche.champ.addEventListener("change", (/** @type {Event} */ e) => {
    const valeur = recherche.valeur();
    e.stopPropagation();
    if (!noms.has(valeur)) return;
    recherche.champ.value = "";
    if (!pris.includes(valeur)) { pris = [...pris, valeur]; dresser(); dire(); }
  });
  const mettre = (/** @type {any} */ m) => { pris = [...m.textes]; dresser(); };
  mettre(montre);
  return { element, lignes: false, mettre, lire: () => ({ textes: pris }), prendre: () => recherche.champ.focus() };
}

/** @param {any} montre @param {string} [id] @returns {Saisie} */
function plusieursTextes(montre, id) {
  const liste = h("ol", { class: "lignes" });
  const element = h("div", { class: "plusieurs" }, liste,
    h("button", { type: "button", class: "ajouter", click: () => { ligne("").focus(); } }, "Ajouter une ligne"));
  const dire = () => element.dispatchEvent(new Event("change", { bubbles: true }));
  /** @param {string} texte */
  function ligne(texte) {
    const premier = !liste.childElementCount;
    const boite = zone(premier ? id : undefined, premier ? undefined : `Ligne ${liste.childElementCount + 1}`);
    boite.value = texte;
    const rang = h("li", {}, boite, h("button", { type: "button", "aria-label": "Retirer cette ligne", click: () => { rang.remove(); dire(); } }, "×"));
    liste.append(rang);
    return boite;
  }
  const mettre = (/** @type {any} */ m) => { liste.replaceChildren(); m.textes.forEach(ligne); };
  mettre(montre);
  return {
    element, lignes: true, mettre,
    lire: () => ({ textes: [...liste.querySelectorAll("textarea")].map((b) => b.value).filter((t) => t.trim()) }),
    prendre: () => (liste.querySelector("textarea") ?? ligne("")).focus(),
  };
}

/**
 * Both versions of a field that somebody else changed, and what is done with each.
 * @param {any} boite where they are shown
 * @param {any} autre the field as it is now
 * @param {() => void} garder write what is typed here
 * @param {() => void} prendre type the other instead
 */
export function choisirVersion(boite, autre, garder, prendre) {
  boite.replaceChildren(
    h("strong", {}, "Modifié ailleurs : "), h("q", {}, autre.plusieurs ? autre.textes.join(" ; ") : autre.texte), " ",
    h("button", { type: "button", click: garder }, "Garder le mien"), " ",
    h("button", { type: "button", click: () => { boite.textContent = ""; prendre(); } }, "Prendre l’autre"));
}
