/* What the page can do besides being read: search and filter, open what a link points to, walk the
   matrices by keyboard, copy links, note remarks, print what is filtered, change colours.
   Everything to read is in the HTML, without it. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const plural = (n) => (n > 1 ? "s" : "");

  /* Filters -------------------------------------------------------------------------------- */
  const form = $(".filtres");
  const count = $(".compte");
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\s\u2019']+/g, " ").toLowerCase();
  const set = (text) => new Set(text ? text.split(" ") : []);
  const records = all(".exigence").map((element) => ({
    element,
    lot: element.parentElement,
    status: element.dataset.statut,
    gap: "lacune" in element.dataset,
    jobs: set(element.dataset.emplois),
    dropped: set(element.dataset.ecartes),
    blocs: set(element.dataset.blocs),
    competences: set(element.dataset.competences),
    text: null,
  }));

  /* An acronym of the glossary is found by its meaning, whole or by the end that tells it from
     others (« protection des données »); the meaning by the acronym. */
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const ending = (meaning) => {
    const found = meaning.split(" ");
    const telling = found.flatMap((word, n) => (word.length > 3 ? [n] : []));
    return telling.length > 1 ? found.slice(telling.at(-2)).join(" ") : meaning;
  };
  const acronyms = all(".sigles > div").map((pair) => {
    const [name, said] = [...pair.children].map((child) => child.textContent.trim());
    const alone = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, "u");
    const long = plain(said.split(" (")[0]);
    return { name, said, alone, short: plain(name), long, end: ending(long) };
  });
  const readWords = (text) => {
    const found = plain(text);
    const more = acronyms.flatMap(({ alone, short, long, end }) =>
      alone.test(text) ? [long] : found.includes(end) ? [short] : []);
    return [found, ...more].join(" ");
  };
  /* What a record says, but the trails: they only look like it. */
  const isRead = (node) =>
    node.classList?.contains("pistes") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  const said = (element) => {
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_ALL, isRead);
    const texts = [];
    while (walk.nextNode()) if (walk.currentNode.data) texts.push(walk.currentNode.data);
    return texts.join(" ");
  };
  /* A code or an acronym is a whole word; any other is found in the singular and in the plural. */
  const looked = (typed) => typed.replace(/[\s\u2019']+/g, " ").split(" ").filter(Boolean).map((word) => {
    const found = plain(word);
    if (/\d/.test(word) || /^\p{Lu}{2,}$/u.test(word)) {
      const alone = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(found)}(?![\\p{L}\\p{N}])`, "u");
      return (text) => alone.test(text);
    }
    const stem = found.length > 3 ? found.replace(/[sx]$/, "") : found;
    return (text) => text.includes(stem);
  });
  /* The words of a record: read once, while nothing happens, or when somebody looks for some. */
  const words = (record) => (record.text ??= readWords(said(record.element)));
  let read = 0;
  const readAhead = (deadline) => {
    while (read < records.length && deadline.timeRemaining() > 2) words(records[read++]);
    if (read < records.length) requestIdleCallback(readAhead);
  };
  if ("requestIdleCallback" in window) requestIdleCallback(readAhead);

  /* A requirement is left out by some jobs and retained by others: the job chosen decides. */
  const inState = (record, f) => {
    if (f.statut === "ecartee") return f.emploi ? record.dropped.has(f.emploi) : record.dropped.size > 0;
    if (f.emploi && !record.jobs.has(f.emploi)) return false;
    return !f.statut || (f.statut === "lacune" ? record.gap : record.status === f.statut);
  };
  const matches = (record, f) =>
    inState(record, f) &&
    (!f.bloc || record.blocs.has(f.bloc)) &&
    (!f.competence || record.competences.has(f.competence)) &&
    f.tests.every((test) => test(words(record)));

  /* What is chosen, in words: for whoever reads the page once printed. */
  const chosen = () =>
    [...form.elements].filter((field) => field.value && field.name !== "effacer").map((field) =>
      field.localName === "select"
        ? `${field.parentElement.firstChild.textContent.toLowerCase()} «\u00a0${field.selectedOptions[0].textContent}\u00a0»`
        : `mots «\u00a0${field.value}\u00a0»`);

  /* The first answers, under the box of the first screen. */
  const FIRST = 6;
  const suggest = (kept, meant) => {
    const list = $(".trouves");
    list.replaceChildren(...(kept || []).slice(0, FIRST).map((element) => {
      const item = document.createElement("li");
      const link = item.appendChild(document.createElement("a"));
      link.href = `#${element.id}`;
      link.textContent = $(".intitule", element).textContent;
      return item;
    }));
    const found = $(".trouve");
    $(".sens").textContent = meant.map(({ name, said }) => `${name}\u00a0: ${said}.`).join(" ");
    found.textContent = !kept ? "" : kept.length
      ? `${kept.length} exigence${plural(kept.length)} sur ${records.length}`
      : "Aucune exigence ne répond à ces mots.";
    if (kept && kept.length > FIRST) {
      const link = document.createElement("a");
      link.href = "#exigences";
      link.textContent = "toutes les voir";
      found.append("\u00a0: ", link);
    }
  };

  const filter = () => {
    const f = Object.fromEntries(new FormData(form));
    f.mots = plain(f.texte).split(" ").filter(Boolean);
    f.tests = looked(f.texte);
    const lots = new Map();
    for (const record of records) {
      const kept = lots.get(record.lot) || lots.set(record.lot, new Set()).get(record.lot);
      if (matches(record, f)) kept.add(record.element);
    }
    /* What is in a batch wholly hidden keeps the state it had: nobody sees it. */
    const groups = new Map();
    for (const [lot, kept] of lots) {
      lot.hidden = !kept.size;
      lot.style.containIntrinsicBlockSize = `${2.6 * kept.size}rem`;
      for (const element of kept.size ? lot.children : []) {
        if (element.hidden === kept.has(element)) element.hidden = !element.hidden;
      }
      groups.set(lot.parentElement, groups.get(lot.parentElement) || kept.size > 0);
    }
    for (const [group, some] of groups) group.hidden = !some;
    const kept = [...lots.values()].flatMap((found) => [...found]);
    const some = f.mots.length || f.statut || f.emploi || f.bloc || f.competence;
    form.elements.effacer.disabled = !some;
    document.documentElement.classList.toggle("filtre", Boolean(some));
    $(".choix").textContent = some ? `Filtre\u00a0: ${chosen().join("\u00a0; ")}.` : "";
    suggest(f.mots.length ? kept : null, acronyms.filter(({ short }) => f.mots.includes(short)));
    count.textContent = !some
      ? `${records.length} exigence${plural(records.length)}`
      : kept.length
        ? `${kept.length} exigence${plural(kept.length)} sur ${records.length}`
        : "Aucune exigence ne répond à ces filtres.";
    return kept;
  };

  const choose = (values) => {
    form.reset();
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    return filter();
  };

  let waiting = 0;
  const box = $(".recherche");
  form.hidden = box.hidden = false;
  $(".aide").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
    $("#exigences").scrollIntoView({ block: "start" });
    count.focus({ preventScroll: true });
  });
  for (const place of [form, box]) {
    place.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 60);
    });
  }
  form.addEventListener("reset", () => setTimeout(filter));
  filter();

  /* Links to a job, a requirement, a competence ------------------------------------------- */
  const reveal = (target, focus) => {
    if (target.closest("[hidden]")) choose({});
    for (let node = target; node; node = node.parentElement) {
      if (node.localName === "details") node.open = true;
    }
    target.scrollIntoView({ block: "start" });
    const summary = target.localName === "details" ? $("summary", target) : null;
    if (focus && summary) summary.focus({ preventScroll: true });
  };

  const follow = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it is written */ }
    const target = name && document.getElementById(name);
    if (target) reveal(target, true);
  };
  addEventListener("hashchange", follow);
  /* Once the page is whole: before, the browser goes to the fragment itself and takes the focus. */
  addEventListener("load", () => setTimeout(follow));
  /* The same link twice does not change the address: open the target all the same. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]:not(.lien)');
    if (link && link.hash === location.hash) follow();
  });

  /* Copy a link: whoever receives the file has it under another folder. ---------------------- */
  const notice = $(".avis");
  const address = (hash) =>
    location.protocol === "file:" ? location.pathname.split("/").pop() + hash : location.href.split("#")[0] + hash;
  const say = (text) => {
    notice.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { notice.textContent = ""; }, 5000);
  };
  document.addEventListener("toggle", (event) => {
    const link = event.target.open && $(".corps > a.lien", event.target);
    if (link) link.textContent = "Copier le lien";
  }, true);
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.lien");
    if (!link) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    const text = address(link.hash);
    try {
      await navigator.clipboard.writeText(text);
      say(`Lien copié\u00a0: ${text}`);
    } catch {
      say(`Lien à copier\u00a0: ${text}`);
    }
  });

  /* Remarks: kept by the browser, given back as one text ------------------------------------- */
  const title = document.title.replace(/\s+/g, " ");
  const drawer = `mc_builder:remarques:${title}`;
  const WHOLE = "";
  let notes = {};
  let kept = true;
  try {
    const stored = JSON.parse(localStorage.getItem(drawer) || "{}");
    if (stored && typeof stored === "object") notes = stored;
  } catch { kept = false; }
  const holders = all("details.exigence, details.emploi, details.competence");
  const heading = (id) => {
    const element = id && document.getElementById(id);
    return element ? $(".intitule", element).textContent.trim() : "";
  };
  /* Where the drafters find it: its identity, and the file when the page says it. */
  const place = (id) => {
    const element = document.getElementById(id);
    const file = element && $(".fichiers code", element);
    return [id.replace(/^x-/, "").replace(/^o-/, ""), file ? file.textContent : ""].filter(Boolean).join(", ");
  };
  const order = () => {
    const ranks = new Map(holders.map((element, n) => [element.id, n]));
    return Object.keys(notes).filter((id) => notes[id].texte.trim())
      .sort((a, b) => (a === WHOLE ? -1 : b === WHOLE ? 1 : (ranks.get(a) ?? 1e9) - (ranks.get(b) ?? 1e9)));
  };
  const written = () => {
    const lines = [title, $(".edition").textContent, ""];
    order().forEach((id, n) => {
      lines.push(`${n + 1}. ${id === WHOLE ? "Sur l’ensemble" : notes[id].titre}`);
      if (id !== WHOLE) lines.push(`   [${place(id)}]`);
      lines.push(...notes[id].texte.trim().split("\n").map((line) => `   ${line}`), "");
    });
    return lines.join("\n");
  };
  const showNotes = () => {
    const ids = order();
    $(".notees").replaceChildren(...ids.filter((id) => id !== WHOLE).map((id) => {
      const item = document.createElement("li");
      const known = document.getElementById(id);
      const name = item.appendChild(document.createElement(known ? "a" : "strong"));
      if (known) name.href = `#${id}`;
      name.textContent = notes[id].titre + (known ? "" : " (n’est plus dans ce rapport)");
      const text = item.appendChild(document.createElement("p"));
      text.className = "texte-note";
      text.textContent = notes[id].texte;
      return item;
    }));
    $(".sans-remarque").hidden = ids.length > 0;
    for (const button of all(".envoi button")) button.disabled = !ids.length;
    $(".nombre-de").textContent = ids.length ? ` (${ids.length})` : "";
    for (const element of holders) element.classList.toggle("notee", ids.includes(element.id));
  };
  let storing = 0;
  const store = () => {
    clearTimeout(storing);
    storing = setTimeout(() => {
      try { localStorage.setItem(drawer, JSON.stringify(notes)); } catch { kept = false; }
      if (!kept) say("Ce navigateur ne garde pas les remarques\u00a0: copiez-les avant de fermer la page.");
      showNotes();
    }, 250);
  };
  const writable = (id, words) => {
    const label = document.createElement("label");
    label.textContent = words;
    const area = label.appendChild(document.createElement("textarea"));
    area.rows = 3;
    area.value = notes[id] ? notes[id].texte : "";
    area.addEventListener("input", () => {
      notes[id] = { titre: heading(id), texte: area.value };
      if (!area.value.trim()) delete notes[id];
      store();
    });
    return label;
  };
  /* The box of a record is made when the record is opened: ten thousand would cost. */
  const offer = (element) => {
    const body = element.open && holders.includes(element) && $(".corps", element);
    if (!body || $(".remarque", body)) return;
    const note = body.appendChild(document.createElement("div"));
    note.className = "remarque";
    if (notes[element.id]) {
      note.append(writable(element.id, "Votre remarque"));
      return;
    }
    const button = note.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = "Noter une remarque";
    button.addEventListener("click", () => {
      note.replaceChildren(writable(element.id, "Votre remarque"));
      $("textarea", note).focus();
    });
  };
  document.addEventListener("toggle", (event) => offer(event.target), true);
  /* The browser may have opened the one of the address before this script ran. */
  holders.forEach(offer);
  $("#remarques").hidden = $(".vers-remarques").hidden = false;
  $(".generale").append(writable(WHOLE, "Sur l’ensemble du rapport"));
  $(".envoi").addEventListener("click", async (event) => {
    const name = event.target.name;
    const shown = $(".a-copier");
    if (name === "copier") {
      try {
        await navigator.clipboard.writeText(written());
        say("Texte copié.");
      } catch {
        shown.hidden = false;
        $("textarea", shown).value = written();
        $("textarea", shown).select();
      }
    } else if (name === "telecharger") {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([written()], { type: "text/plain;charset=utf-8" }));
      link.download = "remarques-couverture.txt";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    } else if (name === "vider" && confirm("Effacer toutes les remarques\u00a0?")) {
      notes = {};
      for (const area of all(".remarque textarea")) area.value = "";
      shown.hidden = true;
      store();
    }
  });
  showNotes();

  /* Matrices: a grid to walk with the arrows, whose cells choose what the list shows --------- */
  for (const table of all("table.matrice")) {
    const rows = all("tbody tr", table);
    const heads = all("thead tr:last-child th[data-titre]", table);
    const reading = $("output", table.closest("figure"));
    const cells = (row) => all("td", row);
    const place = (cell) => [rows.indexOf(cell.parentElement), cell.cellIndex - 1];
    let current = $("tbody td", table);
    if (!current) continue;
    table.setAttribute("role", "grid");
    current.tabIndex = 0;

    const describe = (cell) => {
      const [row, column] = place(cell);
      const [done, begun] = (cell.textContent.match(/\d+/g) || [0]).map(Number);
      const said = !done && !begun
        ? "aucune exigence"
        : `${done} exigence${plural(done)} évaluée${plural(done)}` +
          (begun ? `, ${begun} reprise${plural(begun)} sans y être évaluée${plural(begun)}` : "");
      return `${$("th", rows[row]).textContent.trim()} × ${heads[column].dataset.titre}\u00a0: ${said}`;
    };
    const go = (row, column) => {
      const line = rows[Math.max(0, Math.min(rows.length - 1, row))];
      const list = cells(line);
      const next = list[Math.max(0, Math.min(list.length - 1, column))];
      current.tabIndex = -1;
      current = next;
      current.tabIndex = 0;
      current.focus();
    };
    const show = (cell) => {
      if (!/\d/.test(cell.textContent)) return;
      const [row, column] = place(cell);
      const kept = choose({
        emploi: rows[row].dataset.emploi,
        [table.dataset.filtre]: heads[column].dataset.valeur,
      });
      if (kept.length === 1) kept[0].open = true;
      $("#exigences").scrollIntoView({ block: "start" });
      count.focus({ preventScroll: true });
    };

    table.addEventListener("focusin", (event) => {
      const cell = event.target.closest("td");
      if (cell) reading.textContent = describe(cell);
    });
    table.addEventListener("mouseover", (event) => {
      const cell = event.target.closest("td");
      if (cell) reading.textContent = describe(cell);
    });
    table.addEventListener("click", (event) => {
      const cell = event.target.closest("td");
      if (!cell) return;
      go(...place(cell));
      show(cell);
    });
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (!cell || event.altKey || event.metaKey) return;
      const [row, column] = place(cell);
      const last = cells(rows[0]).length - 1;
      const moves = {
        ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
        ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
        Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? rows.length - 1 : row, last],
        PageUp: [row - 10, column], PageDown: [row + 10, column],
      };
      if (event.key === "Enter" || event.key === " ") show(cell);
      else if (moves[event.key]) go(...moves[event.key]);
      else return;
      event.preventDefault();
    });
  }

  /* Colours ---------------------------------------------------------------------------------- */
  const theme = $(".bascule");
  const dark = () =>
    (document.documentElement.dataset.theme ||
      (matchMedia("(prefers-color-scheme: dark)").matches ? "sombre" : "clair")) === "sombre";
  const label = () => { theme.textContent = dark() ? "Fond clair" : "Fond sombre"; };
  theme.hidden = false;
  label();
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "clair" : "sombre";
    label();
  });

  /* Paper: all open but the places of files, then as it was; a filtered page prints its list ----- */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open]):not(.fichiers)").filter((item) => !item.closest("[hidden]"));
    for (const item of closed) item.open = true;
  });
  addEventListener("afterprint", () => {
    for (const item of closed) item.open = false;
    closed = [];
  });
})();
