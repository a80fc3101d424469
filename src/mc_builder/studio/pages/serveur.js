// @ts-check
/** What the page asks of the server, on this machine. */

/** An answer that says why nothing was done. */
export class Refus extends Error {
  /**
   * @param {number} statut
   * @param {{message?: string, conflit?: any}} dit
   */
  constructor(statut, dit) {
    super(dit.message ?? "La demande n’a pas abouti.");
    this.statut = statut;
    this.conflit = dit.conflit ?? null;
  }
}

/**
 * @param {string} chemin
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
async function demander(chemin, options) {
  let reponse;
  try {
    reponse = await fetch(chemin, options);
  } catch {
    throw new Refus(0, { message: "L’atelier ne répond plus : relancez « mc-builder atelier »." });
  }
  const type = reponse.headers.get("content-type") ?? "";
  const dit = type.startsWith("application/json") ? await reponse.json() : { message: await reponse.text() };
  if (!reponse.ok) throw new Refus(reponse.status, dit);
  return dit;
}

/** @type {WeakMap<object, Map<string, symbol>>} the last question of each path, by who asks */
const dernieres = new WeakMap();

/**
 * What a place of the page asks. A question that the same place asks again is answered once, the
 * last time: an answer that comes late, or a refusal, never takes the place of a newer one.
 * @param {object} qui what shows the answer
 * @param {string} chemin
 * @param {Record<string, string>} [parametres]
 */
export async function lire(qui, chemin, parametres = {}) {
  const demandees = dernieres.get(qui) ?? new Map();
  dernieres.set(qui, demandees);
  const demande = Symbol(chemin);
  demandees.set(chemin, demande);
  const reponse = demander(`${chemin}?${new URLSearchParams(parametres)}`);
  await reponse.catch(() => {});
  return demandees.get(chemin) === demande ? reponse : new Promise(() => {});
}

/**
 * @param {string} chemin
 * @param {unknown} donnees
 */
export function envoyer(chemin, donnees) {
  return demander(chemin, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(donnees),
  });
}

/**
 * Call `quand` each time that something is new: the files, whoever changed them, or a build.
 * @param {(etat: {revision: number, construction: number, construit: boolean}) => void} quand
 * @param {(la: boolean) => void} present
 */
export function ecouter(quand, present) {
  const flux = new EventSource("/evenements");
  flux.onopen = () => present(true);
  flux.onmessage = (message) => quand(JSON.parse(message.data));
  flux.onerror = () => present(false);
}

/** @param {Blob} fichier @returns {Promise<string>} its bytes, by pieces that a call can hold */
export async function enBase64(fichier) {
  const octets = new Uint8Array(await fichier.arrayBuffer());
  let binaire = "";
  for (let n = 0; n < octets.length; n += 0x8000) binaire += String.fromCharCode(...octets.subarray(n, n + 0x8000));
  return btoa(binaire);
}
