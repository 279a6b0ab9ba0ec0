// Filters of the catalogue: facets that combine, counts, sorting, all of it in the address.
// The page lists documents without this script; the data come by a script element, for fetch fails on file://.
(function () {
  "use strict";

  /**
   * A document as portal/site/catalogue.py writes it: address, kind, title, language of the title, summary,
   * passport, badge, year, day of adding, status, topics, oblasts, acts, place by the alphabet, name of the kind.
   * @typedef {[string, string, string, string, string, string, string, number, string, string, string[], string[], string[], number, string]} Row
   */
  /** @typedef {{found: Object<string, string>, none: string, more: string, failed: string}} Words */

  const PAGE = 50;
  /** @type {Object<string, function(Row): string[]>} */
  const FACETS = {
    kind: (row) => [row[1]],
    topic: (row) => row[10],
    oblast: (row) => row[11],
    year: (row) => (row[7] ? [String(row[7])] : []),
    status: (row) => (row[9] ? [row[9]] : []),
    act: (row) => row[12],
  };

  const box = document.querySelector("[data-portal-catalogue]");
  if (!(box instanceof HTMLElement)) {
    return;
  }
  const root = box;
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  const list = /** @type {HTMLElement} */ (root.querySelector("[data-portal-list]"));
  const count = /** @type {HTMLElement} */ (root.querySelector("[data-portal-count]"));
  const active = /** @type {HTMLElement} */ (root.querySelector("[data-portal-active]"));
  const sortBox = /** @type {HTMLElement} */ (root.querySelector(".p-results__sort"));
  const sort = /** @type {HTMLSelectElement} */ (root.querySelector("#p-sort"));
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
  const details = /** @type {HTMLDetailsElement} */ (form.querySelector("details"));
  /** @type {Words} */
  const words = JSON.parse((root.querySelector("[data-portal-words]") || { textContent: "{}" }).textContent || "{}");
  const language = document.documentElement.lang || "ky";
  const plural = new Intl.PluralRules(language === "ky" ? "ky" : "ru");
  const staticList = list.innerHTML;
  const staticCount = count.textContent;
  /** @type {Row[]} */
  let rows = [];
  /** @type {string[]} */
  let texts = [];
  let shown = PAGE;

  /**
   * The same word as typed with or without the letters that a keyboard may lack.
   * @param {string} text
   * @returns {string}
   */
  function fold(text) {
    return text
      .normalize("NFC")
      .toLowerCase()
      .replace(/[ңӊ]/g, "н")
      .replace(/[өѳɵ]/g, "о")
      .replace(/ү/g, "у")
      .replace(/ё/g, "е");
  }

  /** @returns {{query: string[], chosen: Object<string, Set<string>>, sort: string}} */
  function readForm() {
    /** @type {Object<string, Set<string>>} */
    const chosen = {};
    for (const facet of Object.keys(FACETS)) {
      const marked = form.querySelectorAll(`input[name="${facet}"]:checked`);
      const values = [...marked].map((item) => /** @type {HTMLInputElement} */ (item).value);
      if (values.length) {
        chosen[facet] = new Set(values);
      }
    }
    return { query: fold(input.value).split(/[\s,;«»"()]+/).filter(Boolean), chosen, sort: sort.value };
  }

  /**
   * Whether a document passes every chosen facet but ``except``.
   * @param {Row} row
   * @param {Object<string, Set<string>>} chosen
   * @param {string} except
   * @returns {boolean}
   */
  function passes(row, chosen, except) {
    for (const facet in chosen) {
      if (facet !== except && !FACETS[facet](row).some((value) => chosen[facet].has(value))) {
        return false;
      }
    }
    return true;
  }

  function update() {
    const state = readForm();
    const kind = root.dataset.kind || "";
    /** @type {number[]} */
    const candidates = [];
    for (let index = 0; index < rows.length; index++) {
      if ((!kind || rows[index][1] === kind) && state.query.every((word) => texts[index].includes(word))) {
        candidates.push(index);
      }
    }
    const found = candidates.filter((index) => passes(rows[index], state.chosen, ""));
    if (state.sort === "title") {
      found.sort((a, b) => rows[a][13] - rows[b][13]);
    } else if (state.sort === "year") {
      found.sort((a, b) => rows[b][7] - rows[a][7] || rows[a][13] - rows[b][13]);
    }
    recount(candidates, state.chosen);
    const number = Object.values(state.chosen).reduce((sum, set) => sum + set.size, 0);
    active.textContent = number ? String(number) : "";
    writeAddress(state);
    if (!number && !state.query.length && state.sort === "newest") {
      list.innerHTML = staticList; // the list as it was built, with its pages
      count.textContent = staticCount;
      return;
    }
    render(found);
  }

  /**
   * A facet's counts say how many documents a further choice in it would find.
   * @param {number[]} candidates
   * @param {Object<string, Set<string>>} chosen
   */
  function recount(candidates, chosen) {
    for (const facet of Object.keys(FACETS)) {
      const boxes = form.querySelectorAll(`input[name="${facet}"]`);
      if (!boxes.length) {
        continue;
      }
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const index of candidates) {
        if (passes(rows[index], chosen, facet)) {
          for (const value of FACETS[facet](rows[index])) {
            counts.set(value, (counts.get(value) || 0) + 1);
          }
        }
      }
      for (const item of boxes) {
        const number = counts.get(/** @type {HTMLInputElement} */ (item).value) || 0;
        const line = /** @type {HTMLElement} */ (item.closest("li"));
        const place = /** @type {HTMLElement} */ (line.querySelector(".p-facet__count"));
        place.textContent = String(number);
        line.toggleAttribute("data-empty", number === 0);
      }
    }
  }

  /**
   * Text goes in as text: nothing of a document or of the address is ever read as markup.
   * @param {string} tag
   * @param {string} className
   * @param {string} text
   * @returns {HTMLElement}
   */
  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /**
   * @param {Row} row
   * @returns {HTMLElement}
   */
  function card(row) {
    const made = element("article", "p-card p-card--" + row[1], "");
    const kind = element("p", "p-card__kind", row[14]);
    if (row[6]) {
      kind.append(" ", element("span", "p-badge", row[6]));
    }
    const title = element("h2", "p-card__title", "");
    const link = /** @type {HTMLAnchorElement} */ (element("a", "", row[2]));
    link.href = (root.dataset.root || ".") + "/" + row[0];
    const summary = element("p", "p-card__summary", row[4]);
    if (row[3] !== language) {
      link.lang = row[3];
      summary.lang = row[3];
    }
    title.append(link);
    made.append(kind, title, summary);
    if (row[5]) {
      made.append(element("p", "p-card__passport", row[5]));
    }
    return made;
  }

  /** @param {number[]} found */
  function render(found) {
    const cards = element("div", "p-cards", "");
    for (const index of found.slice(0, shown)) {
      cards.append(card(rows[index]));
    }
    list.replaceChildren(cards);
    if (!found.length) {
      list.replaceChildren(element("p", "p-notice", words.none));
    } else if (found.length > shown) {
      const more = element("button", "p-button", words.more);
      more.addEventListener("click", () => {
        shown += PAGE;
        render(found);
      });
      list.append(more);
    }
    const form_ = { one: "1", few: "2", many: "5", other: "5" }[plural.select(found.length)] || "5";
    const sample = words.found[found.length === 0 ? "0" : form_];
    count.textContent = sample.replace(/\d+/, String(found.length));
  }

  /** @param {{query: string[], chosen: Object<string, Set<string>>, sort: string}} state */
  function writeAddress(state) {
    const query = new URLSearchParams();
    if (input.value.trim()) {
      query.set("q", input.value.trim());
    }
    for (const facet in state.chosen) {
      state.chosen[facet].forEach((value) => query.append(facet, value));
    }
    if (state.sort !== "newest") {
      query.set("sort", state.sort);
    }
    const text = query.toString();
    try {
      window.history.replaceState(null, "", window.location.pathname + (text ? "?" + text : "") + window.location.hash);
    } catch {
      // Some browsers forbid this on file://; the filters work all the same.
    }
  }

  function readAddress() {
    const query = new URLSearchParams(window.location.search);
    input.value = query.get("q") || "";
    const order = query.get("sort") || "newest";
    sort.value = [...sort.options].some((option) => option.value === order) ? order : "newest";
    for (const item of form.querySelectorAll("input[type=checkbox]")) {
      const mark = /** @type {HTMLInputElement} */ (item);
      mark.checked = query.getAll(mark.name).includes(mark.value);
    }
  }

  /** @type {Promise<void>|undefined} */
  let loading;

  /**
   * The data are loaded when somebody filters, not by every reader of the list.
   * @returns {Promise<void>}
   */
  function load() {
    loading =
      loading ||
      new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = root.dataset.portalCatalogue || "";
        script.onload = () => {
          const data = /** @type {{portalCatalogue?: {rows: Row[]}}} */ (/** @type {unknown} */ (window)).portalCatalogue;
          rows = data ? data.rows : [];
          texts = rows.map((row) => fold(row[2] + " " + row[4] + " " + row[5]));
          resolve();
        };
        script.onerror = () => {
          list.prepend(element("p", "p-notice", words.failed));
        };
        document.head.append(script);
      });
    return loading;
  }

  function changed() {
    shown = PAGE;
    load().then(update);
  }

  form.hidden = false;
  sortBox.hidden = false;
  root.classList.add("p-catalogue--live");
  if (window.matchMedia("(max-width: 59.9375em)").matches) {
    details.open = false; // on a phone the list comes first
  }
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  form.addEventListener("reset", () => window.setTimeout(changed));
  sort.addEventListener("change", changed);
  window.addEventListener("popstate", () => {
    readAddress();
    changed();
  });
  readAddress();
  if (window.location.search.length > 1) {
    if (form.querySelector("input[type=checkbox]:checked")) {
      details.open = details.open || !window.matchMedia("(max-width: 59.9375em)").matches;
    }
    changed();
  }
})();
