
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const count = (shown, all, noun) => (shown === all ? "" : `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} ${noun}`);
  const words = (input) => input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text, wanted) => wanted.every((word) => text.includes(word));
  document.querySelectorAll(".js:not(#no-figure)").forEach((element) => { element.hidden = false; });

  // Findings: search and kinds.
  const findings = [...document.querySelectorAll(".finding")];
  const kinds = [...document.querySelectorAll(".kind")];
  const findingSearch = byId("finding-search");
  const indexed = [...document.querySelectorAll(".index li")];
  let findingTexts = null;
  const filterFindings = () => {
    findingTexts ??= findings.map((finding) => finding.textContent.toLowerCase());
    const off = kinds.filter((kind) => kind.getAttribute("aria-pressed") === "false").map((kind) => kind.dataset.state);
    const wanted = words(findingSearch);
    let shown = 0;
    findings.forEach((finding, at) => {
      const show = !off.some((state) => finding.classList.contains(state)) && fits(findingTexts[at], wanted);
      finding.hidden = !show;
      if (indexed[at]) indexed[at].hidden = !show;
      shown += show;
    });
    byId("finding-count").value = count(shown, findings.length, "findings");
  };
  if (findingSearch) {
    findingSearch.addEventListener("input", filterFindings);
    kinds.forEach((kind) => kind.addEventListener("click", () => {
      kind.setAttribute("aria-pressed", String(kind.getAttribute("aria-pressed") !== "true"));
      filterFindings();
    }));
    byId("finding-filter").addEventListener("submit", (event) => event.preventDefault());
  }

  // Figures: search, filters and order. The rows are read once, when they are first asked for.
  const form = byId("figure-filter");
  const body = byId("figure-table").tBodies[0];
  const heads = [...document.querySelectorAll("#figure-table thead th")];
  const at = Object.fromEntries(heads.map((head, column) => [head.dataset.key, column]));
  const selects = [...form.querySelectorAll("select")];
  const search = byId("figure-search");
  let table = null;
  const rows = () => {
    table ??= [...body.rows].map((row, order) => {
      const cells = [...row.cells].map((cell) => cell.textContent.trim());
      return { row, order, cells, text: cells.join(" ").toLowerCase(), state: row.className, value: row.cells[0].dataset.v };
    });
    return table;
  };
  const held = (entry, column) => {
    if (column === "state") return [entry.state];
    const text = entry.cells[at[column]];
    return column === "check" ? text.split(", ") : [text];
  };
  const fill = (select) => {
    if (select.options.length > 1) return;
    const values = new Set(rows().flatMap((entry) => held(entry, select.dataset.column)));
    values.delete("");
    [...values].sort((a, b) => a.localeCompare(b)).forEach((value) => select.add(new Option(value, value)));
  };
  const filterFigures = () => {
    const wanted = words(search);
    const chosen = selects.filter((select) => select.value).map((select) => [select.dataset.column, select.value]);
    let shown = 0;
    rows().forEach((entry) => {
      const show = fits(entry.text, wanted) && chosen.every(([column, value]) => held(entry, column).includes(value));
      if (entry.row.hidden === show) entry.row.hidden = !show;
      shown += show;
    });
    byId("figure-count").value = count(shown, rows().length, "figures");
    byId("no-figure").hidden = shown > 0 || rows().length === 0;
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filterFigures, 60); });
  selects.forEach((select) => {
    for (const event of ["pointerdown", "focus"]) select.addEventListener(event, () => fill(select));
    select.addEventListener("change", filterFigures);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filterFigures));

  const collator = new Intl.Collator("en", { numeric: true });
  const sort = (head) => {
    const column = heads.indexOf(head);
    const down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
    const compare = head.dataset.key === "figure"
      ? (a, b) => a.value - b.value
      : (a, b) => (a.cells[column] === "") - (b.cells[column] === "") || collator.compare(a.cells[column], b.cells[column]);
    const ordered = [...rows()].sort((a, b) => down * compare(a, b) || a.order - b.order);
    body.append(...ordered.map((entry) => entry.row));
  };
  heads.forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.classList.add("sorts");
    button.addEventListener("click", () => sort(head));
  });

  // A link to something that a filter hides shows it again.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && byId(id);
    if (!target || !target.closest("[hidden]")) return;
    if (target.matches(".finding")) {
      findingSearch.value = "";
      kinds.forEach((kind) => kind.setAttribute("aria-pressed", "true"));
      filterFindings();
    } else {
      form.reset();
      filterFigures();
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Keys.
  const step = (by) => {
    const shown = findings.filter((finding) => !finding.hidden);
    const now = shown.indexOf(document.activeElement?.closest(".finding"));
    const next = shown[now < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, now + by))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView();
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches?.("input[type=search]")) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("input, select, textarea")) return;
    if (!byId("keys").checked) return;
    const act = { j: () => step(1), k: () => step(-1), "/": () => search.focus() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
