/* What the page can do besides being read: filter, open what a link points to, walk the matrices
   by keyboard, copy links, change colours. Everything to read is in the HTML, without it. */
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

  /* The words of a record: read once, while nothing happens, or when somebody looks for some. */
  const words = (record) => (record.text ??= plain(record.element.textContent));
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
    f.mots.every((word) => words(record).includes(word));

  const filter = () => {
    const f = Object.fromEntries(new FormData(form));
    f.mots = plain(f.texte).split(" ").filter(Boolean);
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
  form.hidden = false;
  $(".aide").hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 60);
  });
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

  /* Paper: all open, then as it was ------------------------------------------------------------ */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const item of closed) item.open = true;
  });
  addEventListener("afterprint", () => {
    for (const item of closed) item.open = false;
    closed = [];
  });
})();
