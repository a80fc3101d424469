// @ts-check
/** Elements, made in one line; a text is never read as HTML. */

/**
 * @param {string} nom
 * @param {Record<string, any>} [proprietes] attributes; a function is a listener, `class` a class
 * @param {...(Node | string | null | undefined | false)} dedans
 * @returns {any}
 */
export function h(nom, proprietes = {}, ...dedans) {
  const element = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(proprietes)) {
    if (valeur === null || valeur === undefined || valeur === false) continue;
    if (typeof valeur === "function") element.addEventListener(cle, valeur);
    else if (cle === "value") /** @type {any} */ (element).value = valeur;
    else element.setAttribute(cle, valeur === true ? "" : String(valeur));
  }
  for (const enfant of dedans) if (enfant || enfant === "") element.append(/** @type {any} */ (enfant));
  return element;
}

/**
 * @param {string} id
 * @returns {any}
 */
export function par(id) {
  return document.getElementById(id);
}

/** @param {string} texte what a screen reader says, and a line at the foot of the page */
export function annoncer(texte, grave = false) {
  const ligne = par("annonce");
  ligne.textContent = texte;
  ligne.classList.toggle("grave", grave);
  clearTimeout(ligne.fin);
  if (texte && !grave) ligne.fin = setTimeout(() => { ligne.textContent = ""; }, 6000);
}

/** @param {string} texte without accents, capitals nor spaces of typography, to be searched */
export function simple(texte) {
  return texte.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
