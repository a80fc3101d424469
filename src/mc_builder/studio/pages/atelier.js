// @ts-check
/** The page: what is on it, and what makes it anew. */

import { Construction } from "./construction.js";
import { annoncer, h, par, simple } from "./elements.js";
import { Fiche } from "./fiche.js";
import { Feuille } from "./feuille.js";
import { Matrice } from "./matrice.js";
import { Nomenclatures } from "./nomenclatures.js";
import { Panneaux } from "./panneaux.js";
import { Retours } from "./retours.js";
import { ecouter, envoyer, lire } from "./serveur.js";
import { Versions } from "./versions.js";

export class Atelier {
  constructor() {
    this.revision = 0;
    /** @type {Set<string>} groups of data that are open in the plan */
    this.ouverts = new Set();
    this.planVu = "";
    /** @type {string | null} what is on the screen */
    this.vu = null;
    /** @type {any[]} the data of the plan, by kind, and what is being looked for in them */
    this.donnees = [];
    this.chercher = h("input", { type: "search", id: "filtre-plan", input: () => this.dresserDonnees() });
    this.listeDonnees = h("div", {});
    this.demandes = 0;
    this.feuille = new Feuille(this);
    this.matrice = new Matrice(this);
    this.fiche = new Fiche(this, par("fiche"));
    this.panneaux = new Panneaux(this);
    par("annuler").addEventListener("click", () => this.faire("/annuler"));
    par("retablir").addEventListener("click", () => this.faire("/retablir"));
    addEventListener("hashchange", () => this.changer());
    addEventListener("keydown", (e) => this.touche(e));
    this.construction = new Construction(this);
    this.versions = new Versions(this);
    this.retours = new Retours(this);
    this.nomenclatures = new Nomenclatures(this);
    ecouter((etat) => {
      if (etat.revision !== this.revision) this.relire();
      this.construction.suivre(etat);
    }, (la) => {
      document.body.classList.toggle("perdu", !la);
      if (!la) annoncer("L’atelier ne répond plus : relancez « mc-builder atelier ». Vos saisies restent ici.", true);
      else annoncer("");
    });
  }

  get document() {
    // The identity of an object may hold bars; after the name of a document comes an anchor.
    const dit = decodeURIComponent(location.hash.slice(1));
    return dit.startsWith("fiche-") ? dit : dit.split("/")[0];
  }

  /** Another document is asked for: what is being typed is saved first, or the page stays. */
  async changer() {
    const { edition } = this.feuille;
    if (edition && !(await edition.finir())) history.back();
    else await this.relire();
  }

  async relire() {
    try {
      this.montrer(await lire(this, "/vue", { document: this.document }));
    } catch (refus) {
      annoncer(/** @type {Error} */ (refus).message, true);
    }
  }

  /** @param {string} chemin @param {any} [donnees] */
  async faire(chemin, donnees = {}) {
    try {
      this.montrer(await envoyer(chemin, { document: this.document, ...donnees }));
    } catch (refus) {
      annoncer(/** @type {Error} */ (refus).message, true);
    }
  }

  /** @param {any} vue */
  montrer(vue) {
    // An older answer that comes late, or one that was asked before the address changed.
    if (vue.revision < this.revision || vue.demande !== this.document) return;
    this.revision = vue.revision;
    document.title = `${vue.projet.titre || "Atelier"} – mc_builder`;
    par("titre").textContent = vue.projet.titre || "Atelier";
    const plan = JSON.stringify([vue.document, vue.documents, vue.plan, vue.donnees]);
    if (plan !== this.planVu) {
      const cherche = document.activeElement === this.chercher;
      par("plan").replaceChildren(...this.plan(vue));
      if (cherche) this.chercher.focus();
    }
    this.planVu = plan;
    for (const [id, fait] of [["annuler", vue.annuler], ["retablir", vue.retablir]]) {
      const bouton = par(id);
      if (fait === null && bouton === document.activeElement) par("milieu").focus();
      bouton.disabled = fait === null;
      bouton.title = fait ? `${bouton.textContent} : ${fait[0].toLowerCase()}${fait.slice(1)}` : "";
    }
    this.construction.documents = vue.documents;
    const ailleurs = this.vu !== null && this.vu !== vue.document;
    this.vu = vue.document;
    const fiche = vue.document.startsWith("fiche-");
    par("feuille").hidden = fiche || vue.matrice !== null;
    par("fiche").hidden = !fiche;
    this.matrice.montrer(vue.matrice);
    if (fiche) this.fiche.ouvrir(vue.document.slice("fiche-".length));
    else if (!vue.matrice) this.feuille.montrer(vue);
    this.panneaux.montrer(vue);
    // Another page begins at its top, wherever the former was; on a narrow screen, below the plan.
    if (ailleurs) par("milieu").scrollTop = 0;
    if (ailleurs && matchMedia("(max-width: 48rem)").matches) par("milieu").scrollIntoView();
  }

  /** @param {any} vue */
  plan(vue) {
    const titres = h("ol", { class: "titres" }, ...vue.plan.map((/** @type {any} */ t) =>
      h("li", { class: `niveau-${t.niveau}` }, h("a", {
        href: `#${vue.document}/${t.ancre}`,
        click: (/** @type {Event} */ e) => { e.preventDefault(); this.feuille.aller(t.ancre); },
      }, t.texte))));
    const groupe = (/** @type {string} */ nom, /** @type {any[]} */ choix) => [
      h("h2", {}, nom),
      h("ul", {}, ...choix.map((d) => h("li", {},
        h("a", { href: `#${d.cle}`, "aria-current": d.cle === vue.document ? "page" : null }, d.nom),
        d.cle === vue.document && vue.plan.length ? titres : null))),
    ];
    this.donnees = vue.donnees;
    this.dresserDonnees();
    return [
      ...groupe("Documents", vue.documents), ...groupe("Tableaux à cocher", vue.matrices),
      h("h2", {}, "Données"), h("label", { class: "filtre" }, "Chercher dans les données ", this.chercher), this.listeDonnees,
    ];
  }

  /** The data by kind; when something is looked for, only what has its words, unfolded. */
  dresserDonnees() {
    const mots = simple(this.chercher.value).split(" ").filter(Boolean);
    const gardes = this.donnees.map((g) => ({
      ...g, gardes: g.objets.filter((/** @type {any} */ o) => mots.every((mot) => simple(o.nom).includes(mot))),
    })).filter((g) => !mots.length || g.gardes.length);
    this.listeDonnees.replaceChildren(...gardes.map((g) => this.groupe(g, mots.length > 0)),
      gardes.length ? "" : h("p", { class: "aide" }, "Rien ne contient ces mots."));
  }

  /** @param {any} groupe @param {boolean} cherche */
  groupe(groupe, cherche) {
    const dedans = h("ul", {}, ...groupe.gardes.map((/** @type {any} */ o) => h("li", {},
      h("a", { href: `#fiche-${o.cle}`, "aria-current": this.document === `fiche-${o.cle}` ? "page" : null }, o.nom))));
    return h("details", { open: cherche || this.ouverts.has(groupe.nom), toggle: (/** @type {any} */ e) => {
      if (simple(this.chercher.value).trim()) return;
      this.ouverts[e.target.open ? "add" : "delete"](groupe.nom);
    } }, h("summary", {}, `${groupe.nom} (${groupe.gardes.length})`), dedans,
    groupe.section && (groupe.attendus === null || groupe.attendus.length)
      ? h("button", { type: "button", class: "ajouter", click: () => this.ajouterSection(groupe) }, "Ajouter…") : "",
    ...(groupe.manquent ?? []).map((/** @type {any} */ m) =>
      h("button", { type: "button", class: "ajouter", click: () => this.commencer(m.champ) }, `Commencer ${m.nom}`)),
    groupe.champ ? h("button", { type: "button", class: "ajouter", click: () => this.ajouter("", groupe.champ, groupe.nom) }, "Ajouter…") : "",
    groupe.champ === "emplois" ? h("button", { type: "button", class: "ajouter", click: () => this.nomenclatures.ouvrir() }, "Depuis une nomenclature…") : "");
  }

  /** @param {string} champ a file of which the project has none yet */
  async commencer(champ) {
    try {
      const { cle, vue } = await envoyer("/objet/commencer", { cle: "", champ, document: this.document });
      this.montrer(vue);
      location.hash = `#fiche-${cle}`;
    } catch (refus) {
      annoncer(/** @type {Error} */ (refus).message, true);
    }
  }

  /** @param {any} groupe the sections of the note, or the texts that the annexes expect */
  ajouterSection(groupe) {
    const titre = groupe.attendus === null
      ? h("input", { type: "text", id: "titre-section", required: true })
      : h("select", { id: "titre-section" }, ...groupe.attendus.map((/** @type {string} */ t) => h("option", {}, t)));
    this.demander(`Ajouter dans « ${groupe.nom} »`, [h("label", { for: "titre-section" }, "Titre"), titre], "Ajouter", async () => {
      const { cle, vue } = await envoyer("/section/ajouter", { dossier: groupe.section, titre: titre.value, document: this.document });
      this.montrer(vue);
      location.hash = `#fiche-${cle}`;
    });
  }

  /**
   * A new object in a list: its title, and what may not wait.
   * @param {string} cle what holds the list; nothing for a list of the project
   * @param {string} champ
   * @param {string} nom
   */
  async ajouter(cle, champ, nom) {
    try {
      const demande = await lire(this, "/objet/nouveau", { cle, champ });
      const titre = h("input", { type: "text", id: "titre-ajout", required: true });
      const reponses = demande.questions.map((/** @type {any} */ q, /** @type {number} */ n) => {
        const id = `reponse-${n}`;
        const vide = q.attend ? [h("option", { value: "" }, "—")] : [];
        const choix = q.choix.map((/** @type {any} */ c) => h("option", { value: c.valeur }, c.nom));
        const saisie = choix.length ? h("select", { id, required: !q.attend }, ...vide, ...choix)
          : h("input", { type: "text", id, required: !q.attend });
        return { nom: q.champ, champ: saisie, attend: q.attend, dedans: [h("label", { for: id }, q.nom), q.description ? h("p", { class: "aide" }, q.description) : "", saisie] };
      });
      const dedans = (/** @type {boolean} */ attend) => reponses.filter((/** @type {any} */ r) => r.attend === attend)
        .flatMap((/** @type {any} */ r) => r.dedans);
      const reste = dedans(true);
      this.demander(`Ajouter dans « ${nom} »`, [
        ...(demande.titre ? [h("label", { for: "titre-ajout" }, "Intitulé"), titre] : []), ...dedans(false),
        reste.length ? h("details", { class: "demande" }, h("summary", {}, "Ce qui peut attendre"), ...reste) : "",
      ], "Ajouter", async () => {
        const dit = await envoyer("/objet/ajouter", {
          cle, champ, titre: titre.value, document: this.document,
          reponses: Object.fromEntries(reponses.map((/** @type {any} */ r) => [r.nom, r.champ.value])),
        });
        this.montrer(dit.vue);
        if (dit.cle) location.hash = `#fiche-${dit.cle}`;
      });
    } catch (refus) {
      annoncer(/** @type {Error} */ (refus).message, true);
    }
  }

  /**
   * Ask something in a box before it is done.
   * @param {string} titre
   * @param {any[]} dedans
   * @param {string} geste the words of the button; none when there is nothing that can be done
   * @param {() => void | Promise<void>} suite when it is refused, the box opens again, as it was, and says why
   * @param {any} [autre] the words of another button, and what it does
   */
  demander(titre, dedans, geste, suite, autre = null) {
    // One box for each question: what is asked within another leaves that one as it is.
    const id = `titre-demande-${(this.demandes += 1)}`;
    const boite = h("dialog", { "aria-labelledby": id, close: () => boite.remove() });
    const bouton = (/** @type {string} */ dit, /** @type {() => void} */ fait) =>
      h("button", { type: "button", click: () => { boite.close(); fait(); } }, dit);
    const ennui = h("p", { class: "refus", role: "alert" });
    const faire = async () => {
      boite.close();
      try {
        await suite();
      } catch (refus) {
        ennui.textContent = /** @type {Error} */ (refus).message;
        document.body.append(boite);
        boite.showModal();
      }
    };
    boite.append(h("form", { class: "demande", submit: (/** @type {Event} */ e) => { e.preventDefault(); faire(); } },
      h("h2", { id }, titre), ...dedans, ennui,
      h("div", { class: "boutons" }, geste && h("button", { type: "submit" }, geste), " ",
        autre && bouton(autre[0], autre[1]), " ", bouton(geste ? "Abandonner" : "Fermer", () => {}))));
    // A link within leads out of the box.
    boite.addEventListener("click", (/** @type {Event} */ e) => {
      if (/** @type {Element} */ (e.target).closest("a")) boite.close();
    });
    document.body.append(boite);
    boite.showModal();
  }

  /** @param {string} ref the text that was chosen: the sheet of its object is beside it */
  choisir(ref) {
    const cle = ref.includes(":") ? ref.slice(0, ref.lastIndexOf(":")) : ref.slice(0, ref.lastIndexOf("/"));
    if (cle) this.panneaux.fiche.ouvrir(cle);
  }

  /** @param {string} ref */
  montrerTexte(ref) {
    const coupe = ref.lastIndexOf(":");
    const [fiche, champ] = coupe < 0 ? [ref, ""] : [ref.slice(0, coupe), ref.slice(coupe + 1)];
    if (!par("feuille").hidden && this.feuille.montrerTexte(ref)) return;
    this.fiche.viser(champ);
    if (this.document === `fiche-${fiche}`) this.fiche.aller();
    else location.hash = `#fiche-${fiche}`;
  }

  /** Whether a finding is about what is on the screen. @param {any} constat */
  aLEcran(constat) {
    const { objet } = constat;
    if (!objet) return false;
    if (!par("fiche").hidden) return objet === this.fiche.cle || objet.startsWith(`${this.fiche.cle}/`);
    if (!par("matrice").hidden) return this.matrice.porte(objet);
    return this.feuille.porte(objet);
  }

  /** @param {KeyboardEvent} evenement */
  touche(evenement) {
    if (!(evenement.ctrlKey || evenement.metaKey) || evenement.altKey) return;
    const dans = /** @type {Element | null} */ (evenement.composedPath()[0]);
    if (dans instanceof HTMLElement && dans.matches("input, textarea, select")) return;
    const cle = evenement.key.toLowerCase();
    if (cle === "z" || cle === "y") {
      evenement.preventDefault();
      this.faire(cle === "y" || evenement.shiftKey ? "/retablir" : "/annuler");
    }
  }
}

new Atelier();
