// @ts-check
/** Files that came back: drop them, see each change, accept, refuse or edit it, apply all at once. */

import { annoncer, h, par } from "./elements.js";
import { enBase64, envoyer, lire } from "./serveur.js";

const BALISES = { garde: "span", retire: "del", ajoute: "ins" };
/** What becomes of a change, and whether it may be chosen. */
const A_APPLIQUER = "à appliquer", EN_CONFLIT = "en conflit", DEJA = "déjà fait";

/** @param {{sort: "garde"|"retire"|"ajoute", texte: string}} mot */
function mot({ sort, texte }) {
  return h(BALISES[sort], {}, `${texte} `);
}

/** @param {number} n @param {string} un @param {string} plusieurs */
function compte(n, un, plusieurs) {
  return `${n} ${n > 1 ? plusieurs : un}`;
}

export class Retours {
  /** @param {import("./atelier.js").Atelier} atelier */
  constructor(atelier) {
    this.atelier = atelier;
    this.boite = par("dialogue-retours");
    /** @type {Set<string>} changes that somebody refused */
    this.refuses = new Set();
    /** @type {Set<string>} changes that somebody chose, of two files that disagree */
    this.preferees = new Set();
    this.plusieurs = false;
    /** @type {Map<string, string>} the words that somebody typed in the place of those of the file */
    this.tapes = new Map();
    par("ouvrir-retours").addEventListener("click", () => this.ouvrir());
  }

  async ouvrir() {
    this.choisir = h("input", { type: "file", id: "fichiers-rendus", multiple: true, accept: ".docx,.xlsx,.csv", change: () => this.deposer(this.choisir.files) });
    this.detail = h("div", { role: "status" });
    this.liste = h("div", {});
    const depot = h("div", { class: "depot",
      dragover: (/** @type {Event} */ e) => e.preventDefault(),
      drop: (/** @type {DragEvent} */ e) => { e.preventDefault(); this.deposer(e.dataTransfer?.files ?? null); } },
    h("label", { for: "fichiers-rendus" }, "Déposez ici les fichiers rendus (Word ou classeur), ou choisissez-les : "), this.choisir);
    this.boite.replaceChildren(
      h("h2", { id: "titre-retours" }, "Fichiers rendus"),
      h("p", { class: "aide" }, "Rien n’est écrit avant que vous n’appliquiez ; « Annuler » revient en arrière d’un coup."),
      depot, this.detail, this.liste,
      h("form", { method: "dialog" }, h("button", {}, "Fermer")));
    this.boite.showModal();
    await this.faire(async () => this.dresser(await lire(this, "/retours")));
  }

  /** @param {() => Promise<void>} suite */
  async faire(suite) {
    try {
      await suite();
    } catch (refus) {
      this.detail.replaceChildren(h("p", { class: "refus" }, /** @type {Error} */ (refus).message));
    }
  }

  /** @param {FileList | null} fichiers */
  async deposer(fichiers) {
    for (const fichier of fichiers ?? []) {
      this.detail.replaceChildren(h("p", {}, `« ${fichier.name} » est relu…`));
      await this.faire(async () => {
        const dit = await envoyer("/retours/deposer", { nom: fichier.name, contenu: await enBase64(fichier) });
        this.detail.replaceChildren();
        this.dresser(dit);
      });
    }
    this.choisir.value = "";
  }

  /** @param {any} dit */
  dresser(dit) {
    const { fichiers, modifications, commentaires } = dit;
    this.plusieurs = fichiers.length > 1;
    const faites = modifications.filter((/** @type {any} */ m) => m.etat === DEJA);
    const autres = modifications.filter((/** @type {any} */ m) => m.etat !== DEJA);
    this.vues = modifications;
    this.bouton = h("button", { type: "button", class: "principal", click: () => this.appliquer() });
    this.liste.replaceChildren(
      ...fichiers.map((/** @type {any} */ f) => this.fichier(f, modifications)),
      ...(autres.length ? [h("ul", { class: "retours" }, ...this.groupes(autres))] : []),
      ...(faites.length ? [h("p", { class: "aide" }, `${compte(faites.length, "modification déjà faite", "modifications déjà faites")}.`)] : []),
      ...(autres.length ? [h("div", { class: "boutons" }, this.bouton)] : []),
      ...(commentaires.length ? [this.commentaires(commentaires)] : []));
    this.compter();
  }

  /** @param {any} fichier @param {any[]} modifications */
  fichier(fichier, modifications) {
    const n = modifications.filter((m) => m.fichier === fichier.nom).length;
    return h("section", { class: "rendu" },
      h("p", {}, h("strong", {}, fichier.nom), " – ", n ? compte(n, "modification", "modifications") : "rien n’a changé",
        fichier.version ? `, fait de la version ${fichier.version}` : "", " ",
        h("button", { type: "button", click: () => this.faire(async () => this.dresser(await envoyer("/retours/oublier", { nom: fichier.nom }))) }, "Retirer de la liste")),
      fichier.sur ? "" : h("p", { class: "aide" }, "Ce fichier ne dit plus de quoi il a été fait : ses textes ont été retrouvés par leurs mots."),
      ...fichier.ennuis.map((/** @type {string} */ e) => h("p", { class: "refus" }, e)));
  }

  /** The changes, under the place where they are. @param {any[]} modifications */
  groupes(modifications) {
    let lieu = "";
    return modifications.flatMap((m) => {
      const ici = m.lieu.join(" › ");
      const titre = ici && ici !== lieu ? [h("li", { class: "lieu" }, h("h3", {}, ici))] : [];
      lieu = ici;
      return [...titre, this.modification(m)];
    });
  }

  /** @param {any} m */
  modification(m) {
    const possible = m.etat === A_APPLIQUER || (m.etat === EN_CONFLIT && m.modifiable);
    const attend = m.etat === EN_CONFLIT && !m.entreFichiers && !this.tapes.has(m.numero);
    const qui = [m.qui, m.quand && new Date(m.quand).toLocaleDateString("fr")].filter(Boolean).join(", ");
    const id = `retour-${m.numero.replace(/\W/gu, "-")}`;
    const coche = h("input", { type: "checkbox", id, checked: this.choisie(m), disabled: !possible || attend,
      change: (/** @type {any} */ e) => {
        this.refuses[e.target.checked ? "delete" : "add"](m.numero);
        this.preferees[e.target.checked ? "add" : "delete"](m.numero);
        this.compter();
      } });
    const saisie = h("textarea", { id: `${id}-mots`, rows: 3, value: this.tapes.get(m.numero) ?? (m.projet || m.apres),
      input: () => {
        this.tapes.set(m.numero, saisie.value);
        this.refuses.delete(m.numero);
        coche.disabled = false;
        coche.checked = true;
        this.compter();
      } });
    return h("li", { class: `retour ${m.etat.replace(/\W/gu, "-")}` },
      h("p", {}, coche, " ", h("label", { for: id }, `${m.nom ? `${m.nom} – ` : ""}${m.quoi}`),
        this.plusieurs ? h("span", { class: "aide" }, ` – ${m.fichier}`) : "", qui ? h("span", { class: "aide" }, ` (${qui})`) : "", m.certain ? "" : h("span", { class: "aide" }, " ; place vraisemblable"),
        m.etat === A_APPLIQUER ? "" : h("strong", {}, ` ${m.etat}`)),
      m.mots.length ? h("p", { class: "mots" }, ...m.mots.map(mot)) : "",
      m.pourquoi ? h("p", { class: "aide" }, m.pourquoi) : "",
      ...m.tapes.map((/** @type {any} */ t) => h("p", { class: "aide" }, `« ${t.avant} » a été tapé « ${t.apres} » : laissé tel quel.`)),
      m.etat === EN_CONFLIT ? h("dl", {}, h("dt", {}, "Au départ"), h("dd", {}, m.avant), h("dt", {}, "Dans le fichier"), h("dd", {}, m.apres),
        m.projet && h("dt", {}, "Dans le projet"), m.projet && h("dd", {}, m.projet)) : "",
      possible && m.modifiable ? h("details", { open: this.tapes.has(m.numero) }, h("summary", {}, "Modifier"),
        h("label", { for: `${id}-mots` }, "Les mots à écrire"), saisie) : "");
  }

  /** @param {any} m */
  choisie(m) {
    if (this.refuses.has(m.numero)) return false;
    return m.etat === A_APPLIQUER || this.tapes.has(m.numero) || (m.entreFichiers && this.preferees.has(m.numero));
  }

  compter() {
    const n = this.vues.filter((/** @type {any} */ m) => this.choisie(m)).length;
    this.bouton.disabled = !n;
    this.bouton.textContent = n ? `Appliquer ${compte(n, "modification", "modifications")}` : "Rien n’est choisi";
  }

  async appliquer() {
    const choisies = Object.fromEntries(this.vues.filter((/** @type {any} */ m) => this.choisie(m))
      .map((/** @type {any} */ m) => [m.numero, this.tapes.get(m.numero) ?? null]));
    await this.faire(async () => {
      const { refus, retours, vue } = await envoyer("/retours/appliquer", { choisies, document: this.atelier.document });
      this.tapes.clear();
      this.preferees.clear();
      this.atelier.montrer(vue);
      this.dresser(retours);
      this.detail.replaceChildren(h("p", {}, "C’est appliqué ; « Annuler » revient en arrière."),
        ...refus.map((/** @type {string} */ r) => h("p", { class: "refus" }, r)));
      annoncer("Les modifications choisies sont appliquées.");
    });
  }

  /** @param {any[]} commentaires */
  commentaires(commentaires) {
    return h("section", {}, h("h3", {}, `Commentaires (${commentaires.length})`),
      h("ul", { class: "retours" }, ...commentaires.map((c) => this.commentaire(c))),
      h("button", { type: "button", click: () => this.faire(async () => {
        const { retours, vue } = await envoyer("/retours/commentaires", { document: this.atelier.document });
        this.atelier.montrer(vue);
        this.dresser(retours);
        this.detail.replaceChildren(h("p", {}, "Les commentaires sont gardés dans le projet : ils attendent une réponse parmi les constats."));
      }) }, "Garder ces commentaires dans le projet"));
  }

  /** @param {any} c @returns {any} */
  commentaire(c) {
    return h("li", {}, h("p", {}, h("strong", {}, c.qui || "Sans nom"), c.quand ? h("span", { class: "aide" }, `, ${new Date(c.quand).toLocaleDateString("fr")}`) : "",
      c.traite ? h("span", { class: "aide" }, " – traité") : ""),
    c.extrait ? h("p", { class: "aide" }, `sur « ${c.extrait} »`) : "", h("p", {}, c.texte),
    c.reponses.length ? h("ul", {}, ...c.reponses.map((/** @type {any} */ r) => this.commentaire(r))) : "");
  }
}
