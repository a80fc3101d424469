// @ts-check
/**
 * A tree that is shown becomes another one, by the fewest changes: what is the same stays where it
 * is, with its scroll and its focus, and an editor that is open (`.edition`) is never taken away.
 */

const NOTRES = new Set(["tabindex", "aria-current"]);

/** @param {Node} noeud */
const edite = (noeud) => noeud instanceof Element && noeud.classList.contains("edition");

/** @param {Node} noeud */
const enfants = (noeud) => [...noeud.childNodes].filter((enfant) => !edite(enfant));

/**
 * @param {Node} avant
 * @param {Node} apres
 */
function pareils(avant, apres) {
  if (avant.nodeType !== apres.nodeType || avant.nodeName !== apres.nodeName) return false;
  if (!(avant instanceof Element)) return avant.nodeValue === apres.nodeValue;
  // Text first: it is quick, and tells nearly all that differ.
  return avant.textContent === apres.textContent && avant.isEqualNode(apres);
}

/**
 * @param {Element} avant
 * @param {Element} apres
 */
function attributs(avant, apres) {
  for (const { name } of [...avant.attributes]) {
    if (!apres.hasAttribute(name) && !NOTRES.has(name)) avant.removeAttribute(name);
  }
  for (const { name, value } of apres.attributes) {
    if (avant.getAttribute(name) !== value) avant.setAttribute(name, value);
  }
}

/**
 * @param {Node} noeud
 * @param {(edition: Element) => void} sauver where an editor goes whose text is there no more
 */
function oter(noeud, sauver) {
  if (noeud instanceof Element) noeud.querySelectorAll(".edition").forEach(sauver);
  noeud.parentNode?.removeChild(noeud);
}

/**
 * @param {Node} avant the tree that is shown
 * @param {Node} apres the tree to show; it is emptied
 * @param {(edition: Element) => void} sauver
 */
export function greffer(avant, apres, sauver) {
  const vieux = enfants(avant);
  const neufs = [...apres.childNodes];
  let debut = 0;
  while (debut < vieux.length && debut < neufs.length && pareils(vieux[debut], neufs[debut])) debut += 1;
  let fin = 0;
  while (
    fin < vieux.length - debut && fin < neufs.length - debut &&
    pareils(vieux[vieux.length - 1 - fin], neufs[neufs.length - 1 - fin])
  ) fin += 1;
  const aChanger = vieux.slice(debut, vieux.length - fin);
  const aMettre = neufs.slice(debut, neufs.length - fin);
  const suivant = vieux[vieux.length - fin] ?? null;
  for (const neuf of aMettre) {
    const place = aChanger[0];
    const meme = place && place.nodeType === neuf.nodeType && place.nodeName === neuf.nodeName;
    if (meme && place instanceof Element) {
      aChanger.shift();
      if (!pareils(place, neuf)) {
        attributs(place, /** @type {Element} */ (neuf));
        greffer(place, neuf, sauver);
      }
    } else if (meme) {
      aChanger.shift();
      if (place.nodeValue !== neuf.nodeValue) place.nodeValue = neuf.nodeValue;
    } else {
      avant.insertBefore(neuf, place ?? suivant);
    }
  }
  for (const reste of aChanger) oter(reste, sauver);
}
