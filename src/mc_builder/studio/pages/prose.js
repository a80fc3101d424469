// @ts-check
/** What helps to write prose: the few marks that there are, what may be called, a clean paste. */

import { annoncer, h, simple } from "./elements.js";
import { enBase64, envoyer, lire } from "./serveur.js";

const MARQUES = [["Gras", "**", "**"], ["Italique", "*", "*"], ["Note", "^[", "]"], ["Lien", "[", "](https://)"]];
const DEBUTS = [["Liste", "- "], ["Liste numérotée", "1. "], ["Intertitre", "### "], ["Citation", "> "]];

/**
 * The buttons of a box where Markdown is typed; pasting from Word or Excel is made clean there.
 * @param {any} zone
 * @param {(titre: string, dedans: any[], geste: string, suite: () => void | Promise<void>) => void} demander
 */
export function outils(zone, demander) {
  zone.addEventListener("paste", (/** @type {ClipboardEvent} */ e) => coller(zone, e));
  const barre = h("div", { class: "outils", role: "toolbar", "aria-label": "Mise en forme" },
    ...MARQUES.map(([nom, avant, apres]) => h("button", { type: "button", click: () => entourer(zone, avant, apres) }, nom)),
    ...DEBUTS.map(([nom, debut]) => h("button", { type: "button", click: () => commencer(zone, debut) }, nom)),
    h("button", { type: "button", click: () => choisir(zone, demander) }, "Insérer…"),
    h("button", { type: "button", click: () => placer(zone, demander) }, "Image…"));
  return barre;
}

/** @param {any} zone @param {string} texte */
function inserer(zone, texte) {
  zone.focus();
  zone.setRangeText(texte, zone.selectionStart, zone.selectionEnd, "end");
  zone.dispatchEvent(new Event("input"));
}

/** @param {any} zone @param {string} avant @param {string} apres */
function entourer(zone, avant, apres) {
  const choisi = zone.value.slice(zone.selectionStart, zone.selectionEnd);
  const debut = zone.selectionStart + avant.length;
  inserer(zone, `${avant}${choisi}${apres}`);
  zone.setSelectionRange(debut, debut + choisi.length);
}

/** @param {any} zone @param {string} debut put before each of the lines that are chosen */
function commencer(zone, debut) {
  const depuis = zone.value.lastIndexOf("\n", zone.selectionStart - 1) + 1;
  const lignes = zone.value.slice(depuis, zone.selectionEnd);
  zone.setSelectionRange(depuis, zone.selectionEnd);
  inserer(zone, lignes.replace(/^/gm, debut));
}

/**
 * A search among all that may be called.
 * @param {any} zone
 * @param {(titre: string, dedans: any[], geste: string, suite: () => void | Promise<void>) => void} demander
 */
async function choisir(zone, demander) {
  try {
    const { appels } = await lire(zone, "/appels");
    const { selectionStart, selectionEnd } = zone;
    const filtre = h("input", { type: "search", id: "filtre-appels" });
    const choix = h("select", { size: 12, id: "choix-appels", required: true, "aria-label": "Ce qui peut être inséré" });
    const dresser = () => choix.replaceChildren(...appels.map((/** @type {any} */ groupe) => h("optgroup", { label: groupe.nom },
      ...groupe.choix.filter((/** @type {any} */ c) => simple(`${c.nom} ${c.apercu}`).includes(simple(filtre.value)))
        .map((/** @type {any} */ c) => h("option", { value: groupe.seul ? `\n\n${c.appel}\n\n` : c.appel, "data-apercu": c.apercu }, c.nom)))));
    const apercu = h("p", { class: "aide", role: "status" });
    choix.addEventListener("change", () => { apercu.textContent = choix.selectedOptions[0]?.dataset.apercu ?? ""; });
    filtre.addEventListener("input", dresser);
    dresser();
    demander("Insérer un chiffre, une source, un graphique ou un tableau",
      [h("label", { for: "filtre-appels" }, "Chercher"), filtre, choix, apercu], "Insérer", () => {
        zone.setSelectionRange(selectionStart, selectionEnd);
        inserer(zone, choix.value);
      });
  } catch (refus) {
    annoncer(/** @type {Error} */ (refus).message, true);
  }
}

const DITS = [
  ["legende", "Légende : ce que montre l’image"],
  ["credit", "Crédit : qui l’a faite, et quand"],
  ["texte", "Texte de remplacement : ce qu’en dirait quelqu’un qui la voit"],
];

/**
 * A picture of this computer, with the words that it does not go without.
 * @param {any} zone
 * @param {(titre: string, dedans: any[], geste: string, suite: () => void | Promise<void>) => void} demander
 */
function placer(zone, demander) {
  const { selectionStart, selectionEnd } = zone;
  const fichier = h("input", { type: "file", id: "image-fichier", accept: ".png,.jpg,.jpeg,.svg", required: true });
  const dits = DITS.map(([cle, nom]) => ({ cle, nom, champ: h("input", { type: "text", id: `image-${cle}`, required: true }) }));
  demander("Placer une image", [
    h("label", { for: "image-fichier" }, "Image (PNG, JPEG ou SVG, 2 Mo au plus)"), fichier,
    ...dits.flatMap((d) => [h("label", { for: `image-${d.cle}` }, d.nom), d.champ]),
  ], "Placer", async () => {
    const [choisi] = fichier.files;
    const dit = Object.fromEntries(dits.map((d) => [d.cle, d.champ.value]));
    const { appel } = await envoyer("/image", { nom: choisi.name, contenu: await enBase64(choisi), ...dit });
    zone.setSelectionRange(selectionStart, selectionEnd);
    inserer(zone, `\n\n${appel}\n\n`);
  });
}

/** @param {any} zone @param {ClipboardEvent} evenement */
async function coller(zone, evenement) {
  const html = evenement.clipboardData?.getData("text/html");
  if (!html) return;
  evenement.preventDefault();
  const brut = evenement.clipboardData?.getData("text/plain") ?? "";
  try {
    const { markdown, laisse } = await envoyer("/coller", { html });
    inserer(zone, markdown || brut);
    annoncer(laisse || "Collé.");
  } catch {
    inserer(zone, brut);
    annoncer("La mise en forme n’a pas pu être lue : le texte seul est collé.", true);
  }
}
