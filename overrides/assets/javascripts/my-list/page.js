// @ts-check
// The page of "my list": shows it, changes its order, prints it, gives and takes it as a link or a file.
(() => {
  "use strict";

  /** @typedef {ReturnType<typeof portalList.card>} Card */
  const box = document.querySelector("[data-portal-list-page]");
  if (!(box instanceof HTMLElement)) return;
  const page = box, lang = portalList.lang, others = Object.keys(portalLanguages()).filter((name) => name !== lang);
  const LARGEST = 300000, /** documents that a list prints with their sources */ SHORT = 12;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (page.querySelector(`[data-list="${name}"]`));
  const { addressOf, read } = portalRead;
  const items = part("items"), said = part("said"), printed = part("print");
  const undo = /** @type {HTMLButtonElement} */ (page.querySelector("[data-do=undo]"));
  const language = /** @type {HTMLSelectElement} */ (page.querySelector("#list-texts"));
  const link = /** @type {HTMLInputElement} */ (page.querySelector("#list-link"));
  const chosen = /** @type {HTMLInputElement} */ (page.querySelector("#list-import"));
  const words = JSON.parse((page.querySelector("[data-portal-words]") || { textContent: "{}" }).textContent || "{}");

  /** Keys of a list that came with the address; the reader's own list stays as it is. @type {string[]|undefined} */
  let shared;
  /** What is known of documents, by key; `null` where the edition has no such document. @type {Object<string, Card|null>} */
  const known = {};
  /** The list before the last change that takes something away. @type {ReturnType<typeof portalList.read>|undefined} */
  let before;
  const keys = () => shared || portalList.read().keys;

  /** @param {string} template @param {Object<string, string|number>} values */
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

  /** @param {string} text */
  function say(text) {
    said.textContent = text;
    undo.hidden = true;
  }

  /** @param {string} tag @param {string} [className] @param {string} [text] @returns {HTMLElement} */
  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /** @param {string} key @param {string} name @param {string} label @param {string} title */
  function button(key, name, label, title) {
    const made = /** @type {HTMLButtonElement} */ (element("button", "p-button p-button--quiet", label));
    made.type = "button";
    made.dataset.item = name;
    made.setAttribute("aria-label", `${label}: ${title}`);
    made.addEventListener("click", () => change(key, name));
    return made;
  }

  /** @param {string} key @param {number} place @param {number} all @returns {HTMLElement} */
  function drawn(key, place, all) {
    const card = known[key], made = element("li", "p-list__item"), text = element("div", "p-list__text");
    made.dataset.key = key;
    const title = (card && card.title) || key;
    if (card) {
      const heading = element("h3", "p-list__title"), target = /** @type {HTMLAnchorElement} */ (element("a", "", title));
      const summary = element("p", "p-list__summary", card.summary), sources = element("ul");
      target.href = addressOf(lang, key);
      if (card.lang) target.lang = summary.lang = card.lang;
      heading.append(target);
      sources.append(...card.sources.map((source) => element("li", "", source)));
      text.append(element("p", "p-kind", card.kind), heading, summary);
      if (card.line) text.append(element("p", "p-note", card.line));
      if (card.sources.length) {
        const paper = element("div", "p-list__sources");
        paper.append(element("p", "p-note", words.sources + ":"), sources);
        text.append(paper);
      }
    } else {
      text.append(element("h3", "p-list__title", key), element("p", "p-note", card === null ? words.unknown : words.waiting));
    }
    made.append(element("span", "p-list__place", `${place + 1}.`), text);
    if (!shared) {
      const buttons = element("p", "p-list__buttons");
      const up = button(key, "up", words.up, title), down = button(key, "down", words.down, title);
      up.disabled = place === 0;
      down.disabled = place === all - 1;
      buttons.append(up, down, button(key, "remove", words.remove, title));
      made.append(buttons);
    }
    return made;
  }

  function draw() {
    const list = keys(), { cards } = portalList.read();
    for (const key of list) {
      const card = cards[`${lang}:${key}`];
      if (card && !known[key]) known[key] = card;
    }
    portalReplace(items, ...list.map((key, place) => drawn(key, place, list.length)));
    items.classList.toggle("p-list--long", list.length > SHORT);
    part("empty").hidden = list.length > 0;
    part("shared").hidden = !shared;
    part("heading").hidden = part("full").hidden = part("texts").hidden = !list.length;
    part("number").textContent = list.length ? String(list.length) : "";
    /** @type {HTMLElement} */ (page.querySelector("[data-do=clear]")).hidden = Boolean(shared);
    const share = /** @type {HTMLElement} */ (page.querySelector("[data-do=share]"));
    // The address of a file on this computer is of no use to anybody else.
    share.hidden = window.location.protocol === "file:" && !page.dataset.address;
    part("link").hidden = true;
    document.dispatchEvent(new CustomEvent("portal-drawn"));
  }

  /** @param {string} key @param {string} name */
  function change(key, name) {
    const list = portalList.read(), at = list.keys.indexOf(key), title = (known[key] && known[key]?.title) || key;
    if (at < 0) return draw();
    before = undefined;
    if (name === "remove") {
      before = { keys: [...list.keys], cards: { ...list.cards } };
      list.keys.splice(at, 1);
      keep(list);
      draw();
      say(words.removed);
      undo.hidden = false;
      const next = /** @type {HTMLElement|undefined} */ (items.querySelectorAll("[data-item=remove]")[Math.min(at, list.keys.length - 1)]);
      (next || undo).focus();
      return undefined;
    }
    const to = name === "up" ? at - 1 : at + 1;
    if (to < 0 || to >= list.keys.length) return undefined;
    [list.keys[at], list.keys[to]] = [list.keys[to], list.keys[at]];
    keep(list);
    draw();
    say(fill(words.moved, { title, n: to + 1, all: list.keys.length }));
    const row = items.children[to], same = /** @type {HTMLButtonElement} */ (row.querySelector(`[data-item=${name}]`));
    (same.disabled ? /** @type {HTMLButtonElement} */ (row.querySelector("[data-item]:not(:disabled)")) : same).focus();
    return undefined;
  }

  /** @param {ReturnType<typeof portalList.read>} list */
  function keep(list) {
    if (!portalList.write(list)) part("refused").hidden = false;
  }

  /** @param {string[]} more */
  function add(more) {
    const list = portalList.read(), fresh = more.filter((key) => !list.keys.includes(key));
    const room = fresh.slice(0, portalList.MOST - list.keys.length);
    list.keys.push(...room);
    for (const key of room) {
      const card = known[key];
      if (card) list.cards[`${lang}:${key}`] = card;
    }
    keep(list);
    draw();
    say(fill(words.imported, { n: room.length }) + (room.length < fresh.length ? " " + words.full : ""));
    look();
  }

  let looking = false;
  /** What this page has read itself: a card that was kept may be of an older edition. @type {Set<string>} */
  const seen = new Set();
  /** Read every document of the list once, one page after the other. */
  async function look() {
    if (looking) return;
    looking = true;
    try {
      for (let key; (key = keys().find((one) => !seen.has(one)));) {
        seen.add(key);
        const found = await read(key, lang), card = found ? portalList.card(found.article) : known[key] || null;
        if (known[key] !== undefined && JSON.stringify(card) === JSON.stringify(known[key])) continue;
        known[key] = card;
        const list = portalList.read();
        if (card && list.keys.includes(key)) {
          list.cards[`${lang}:${key}`] = card;
          portalList.write(list);
        }
        redraw(key);
      }
    } catch {
      say(words.cannot);
    }
    looking = false;
  }

  /** @param {string} key */
  function redraw(key) {
    const row = [...items.children].find((item) => /** @type {HTMLElement} */ (item).dataset.key === key);
    const place = keys().indexOf(key), held = /** @type {HTMLElement|null} */ (document.activeElement);
    if (!row || place < 0) return;
    const name = held && row.contains(held) && held.dataset.item, made = drawn(key, place, keys().length);
    row.replaceWith(made);
    if (name) /** @type {HTMLElement} */ (made.querySelector(`[data-item=${name}]`)).focus();
    document.dispatchEvent(new CustomEvent("portal-drawn"));
  }

  /** The texts of the list in the languages asked for; another language where there is no translation. */
  async function gather() {
    await portalList.loadFiles();
    const langs = language.value === "all" ? [lang, ...others] : [language.value];
    /** @type {{key: string, lang: string, html: string}[]} */
    const texts = [];
    const failed = [], list = keys();
    for (const [place, key] of list.entries()) {
      say(fill(words.loading, { n: place + 1, all: list.length }));
      let some = false;
      for (const name of [...langs, ...[lang, ...others].filter((one) => !langs.includes(one))]) {
        if (some && !langs.includes(name)) continue;
        const found = await read(key, name);
        if (!found || found.missing) continue;
        texts.push({ key, lang: name, html: found.html });
        some = true;
      }
      if (!some) failed.push((known[key] && known[key]?.title) || key);
    }
    say(failed.length ? fill(words.failed, { titles: failed.join("; ") }) : "");
    return texts;
  }

  /** @type {Object<string, () => unknown>} */
  const actions = {
    print: () => window.print(),
    undo() {
      if (before) keep(before);
      before = undefined;
      draw();
      say("");
      look();
      part("heading").focus();
    },
    clear() {
      before = portalList.read();
      keep({ keys: [], cards: {} });
      draw();
      say(words.cleared);
      undo.hidden = false;
      undo.focus();
    },
    adopt() {
      const more = shared || [];
      shared = undefined;
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
      add(more);
      part("heading").focus();
    },
    own() {
      shared = undefined;
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
      say("");
      draw();
      look();
    },
    async share() {
      const here = page.dataset.address ? page.dataset.address + page.dataset.page : window.location.href.replace(/[?#].*/, "");
      link.value = `${here}#documents=${keys().join(",")}`;
      part("link").hidden = false;
      link.focus();
      link.select();
      try {
        await navigator.clipboard.writeText(link.value);
        say(words.copied);
      } catch {
        say("");
      }
    },
    async file() {
      await portalList.loadFiles();
      const lines = keys().map((key, place) => {
        const card = known[key], named = `${page.dataset.address || ""}${portalFolder(lang)}${key}.html`;
        return `${place + 1}. ${(card && card.title) || key}\r\n   ${named}\r\n`;
      });
      // Marked as UTF-8 and with the line ends of Windows: old editors show it right.
      portalGive("\ufeff" + [words.list, "", ...lines].join("\r\n"), `portal-list-${lang}.txt`, "text/plain");
    },
    async "one-file"() {
      const texts = await gather();
      if (!texts.length) return;
      const failed = said.textContent, made = await portalOneFile.make(texts, language.value === "all" ? lang : language.value);
      const name = texts.length > 1 ? `portal-list-${language.value}.html` : `${texts[0].key.split("/")[1]}-${texts[0].lang}.html`;
      portalGive(made, name, "text/html");
      say(`${portalOneFile.told(words.saved, made, name)} ${failed}`);
    },
    async "print-texts"() {
      const texts = await gather();
      if (!texts.length) return;
      const parts = [];
      for (const [number, text] of texts.entries()) {
        const made = await portalOneFile.clean(text, {}, `d${number + 1}-`, true);
        const article = element("section", "p-list__part");
        article.lang = text.lang;
        article.append(...new DOMParser().parseFromString(made.html, "text/html").body.childNodes);
        parts.push(article);
      }
      portalReplace(printed, ...parts);
      printed.hidden = false;
      page.classList.add("p-list-page--texts");
      window.print();
    },
  };
  for (const made of page.querySelectorAll("[data-do]")) {
    const target = /** @type {HTMLButtonElement} */ (made);
    target.addEventListener("click", async () => {
      target.disabled = true;
      try {
        await actions[target.dataset.do || ""]();
      } catch {
        say(words.cannot);
      }
      target.disabled = false;
    });
  }
  window.addEventListener("afterprint", () => {
    page.classList.remove("p-list-page--texts");
    printed.hidden = true;
    portalReplace(printed);
  });
  chosen.addEventListener("change", async () => {
    const file = chosen.files && chosen.files[0];
    if (!file) return;
    // A file that was taken away since, or that nobody may read, rejects.
    const text = file.size > LARGEST ? "" : await new Response(file).text().catch(() => undefined), found = portalList.keysIn(text || "");
    chosen.value = "";
    if (text === undefined) return say(words.unread);
    if (found.length && shared) actions.own();
    if (found.length) add(found);
    else say(file.size > LARGEST ? words.large : words.none);
  });

  function start() {
    let text = "";
    try {
      text = decodeURIComponent(window.location.hash);
    } catch {
      // Not an address that we made.
    }
    shared = text.startsWith("#documents=") ? portalList.keysIn(text).slice(0, portalList.MOST) : undefined;
    if (shared && (!shared.length || shared.join() === portalList.read().keys.join())) shared = undefined;
    say("");
    draw();
    look();
  }
  // The same list in the other language: what came with the address goes along.
  for (const element of document.querySelectorAll("a[data-portal-switch]")) {
    element.addEventListener("click", () => {
      const target = /** @type {HTMLAnchorElement} */ (element);
      if (shared) target.hash = "documents=" + shared.join(",");
    });
  }
  page.hidden = false;
  part("refused").hidden = portalList.works();
  window.addEventListener("hashchange", start);
  window.addEventListener("storage", () => (shared ? undefined : start()));
  start();
})();
