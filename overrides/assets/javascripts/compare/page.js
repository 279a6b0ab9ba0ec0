// @ts-check
// The comparison: what the pages of up to four practices say in pairs of name and value, side by side. Which practices,
// the address says: compare.html?ids=one,another.
(() => {
  "use strict";

  const found = document.querySelector("[data-portal-compare]");
  if (!(found instanceof HTMLElement)) return;
  const page = found, MOST = 4, lang = portalList.lang;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (page.querySelector(`[data-compare="${name}"]`));
  /** @type {Object<string, string>} */
  const words = JSON.parse((page.querySelector("[data-portal-words]") || { textContent: "{}" }).textContent || "{}");
  /** @typedef {{key: string, title: string, lang: string, values: Map<string, string[]>}} Column */

  /** @param {string} template @param {Object<string, string|number>} values */
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

  /** @param {string} tag @param {string} [text] @returns {HTMLElement} */
  function element(tag, text) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    return made;
  }

  /** Keys of practices, each once: an address comes from strangers. @returns {string[]} */
  function asked() {
    const text = new URLSearchParams(window.location.search).get("ids") || "";
    const names = text.split(",").map((one) => one.trim().replace(/^practices\//, ""));
    return [...new Set(names.filter((one) => one.length < 120 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(one)))].map((one) => "practices/" + one);
  }

  /** Text as it is read, without the signs of sources; what stands apart by its colour, in brackets. @param {Element} element @returns {string} */
  function plain(element) {
    const copy = /** @type {Element} */ (element.cloneNode(true));
    for (const sign of copy.querySelectorAll(".p-source, script, [hidden]")) sign.remove();
    for (const note of copy.querySelectorAll(".p-note")) {
      const text = (note.textContent || "").trim();
      note.textContent = /^\(.*\)$/.test(text) || !text ? text : `(${text})`;
    }
    return (copy.textContent || "").replace(/\u2060/g, "").replace(/[^\S\u00a0\u202f]+/g, " ").trim();
  }

  /** @param {string} key @returns {Promise<Column|undefined>} */
  async function column(key) {
    const read = await portalRead.read(key, lang).catch(() => undefined);
    if (!read) return undefined;
    const { article } = read, card = portalList.card(article);
    /** @type {Map<string, string[]>} */
    const values = new Map([[words.summary_row, [card.summary]]]);
    for (const pair of article.querySelectorAll("dl > div")) {
      const name = pair.querySelector("dt"), items = [...pair.querySelectorAll("li")];
      if (!name) continue;
      const texts = (items.length ? items : [...pair.querySelectorAll("dd")]).map(plain).filter(Boolean);
      const label = plain(name), before = values.get(label) || [];
      values.set(label, [...before, ...texts.filter((text) => !before.includes(text))]);
    }
    return { key, title: card.title || key, lang: card.lang, values };
  }

  /** The names of the rows: in the order of the pages, one that only a later page has behind the one before it. @param {Column[]} columns */
  function names(columns) {
    /** @type {string[]} */
    const all = [];
    for (const { values } of columns) {
      let at = 0;
      for (const name of values.keys()) {
        const place = all.indexOf(name);
        if (place < 0) all.splice(at, 0, name);
        at = all.indexOf(name) + 1;
      }
    }
    return all;
  }

  /** @param {Column[]} columns @returns {HTMLElement} */
  function table(columns) {
    const made = element("table"), head = element("thead"), body = element("tbody"), top = element("tr");
    made.className = "p-compared p-compared--" + columns.length;
    top.append(element("th", words.title_row));
    for (const { key, title, lang: foreign } of columns) {
      const cell = element("th"), link = /** @type {HTMLAnchorElement} */ (element("a", title));
      cell.setAttribute("scope", "col");
      link.href = portalRead.addressOf(lang, key);
      if (foreign) link.lang = foreign;
      cell.append(link);
      if (columns.length > 1) {
        const away = /** @type {HTMLAnchorElement} */ (element("a", words.remove));
        away.className = "p-compared__remove";
        away.href = "?ids=" + columns.filter((one) => one.key !== key).map((one) => one.key.split("/")[1]).join(",");
        away.setAttribute("aria-label", words.remove + ": " + title);
        cell.append(away);
      }
      top.append(cell);
    }
    head.append(top);
    for (const name of names(columns)) {
      const row = element("tr"), label = element("th", name);
      label.setAttribute("scope", "row");
      row.append(label);
      for (const { values, title, lang: foreign } of columns) {
        const cell = element("td"), texts = values.get(name) || [];
        cell.dataset.label = title;
        if (foreign && name === words.summary_row) cell.lang = foreign;
        if (!texts.length) cell.append(element("span", words.none));
        else if (texts.length === 1) cell.textContent = texts[0];
        else {
          const list = element("ul");
          list.append(...texts.map((text) => element("li", text)));
          cell.append(list);
        }
        row.append(cell);
      }
      body.append(row);
    }
    made.append(head, body);
    return made;
  }

  async function start() {
    const all = asked(), some = all.slice(0, MOST);
    part("empty").hidden = all.length > 0;
    if (!all.length) return;
    part("said").textContent = words.loading;
    const columns = await Promise.all(some.map(column));
    const there = /** @type {Column[]} */ (columns.filter(Boolean)), gone = some.filter((_, i) => !columns[i]);
    const told = [];
    if (gone.length) told.push(fill(words.gone, { titles: gone.map((key) => key.split("/")[1]).join(", ") }));
    if (all.length > MOST) told.push(fill(words.more, { n: all.length - MOST }));
    if (there.length === 1) told.push(words.one);
    part("said").textContent = told.join(" ");
    part("empty").hidden = there.length > 0;
    part("full").hidden = !there.length;
    if (there.length) portalReplace(part("table"), table(there));
  }

  part("print").addEventListener("click", () => window.print());
  part("address").hidden = !portalGiven(page);
  part("address").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(portalGiven(page));
      part("done").textContent = words.copied;
    } catch {
      part("done").textContent = portalGiven(page); // nothing may be put aside for pasting
    }
  });
  start();
})();
