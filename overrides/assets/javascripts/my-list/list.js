// @ts-check
/**
 * "My list": documents that a reader has put aside. This small part is on every page: it keeps the list, counts it in
 * the header, and has the buttons of a document. The page of the list has my-list-page.js, files have one-file.js.
 */
const portalList = (() => {
  "use strict";

  /**
   * What a list shows of a document; `lang` is set where that is not the language of the page.
   * @typedef {{title: string, lang: string, kind: string, summary: string, line: string, sources: string[]}} Card
   */
  /** Keys in the order of the reader; cards by language and key. @typedef {{keys: string[], cards: Object<string, Card>}} List */

  const NAME = "portal-list", MOST = 200;
  // The folders of the kinds of documents, which the page names.
  const named = /** @type {HTMLElement|null} */ (document.querySelector("[data-folders]"));
  const folders = (named && named.dataset.folders) || "[a-z]+";
  const KEYS = new RegExp("\\b(?:" + folders + ")/[a-z0-9]+(?:-[a-z0-9]+)*(?![a-z0-9/-])", "g");
  const lang = document.documentElement.lang;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", own.src).href;
  /** The list where the browser keeps nothing: for as long as the page is open. @type {List} */
  let memory = { keys: [], cards: {} };
  let refused = false;

  /** The keys of documents that any text names, each once: a list comes from strangers. @param {string} text @returns {string[]} */
  const keysIn = (text) => [...new Set(text.match(KEYS) || [])].filter((key) => key.length < 160 && key.split("/")[1] !== "index");

  /**
   * A text without the places that scripts gave to what they drew: the policy of the page would name each of them an error.
   * @param {Element} article @returns {string}
   */
  function asPrinted(article) {
    const copy = /** @type {Element} */ (article.cloneNode(true));
    for (const node of [copy, ...copy.querySelectorAll("[style]")]) node.removeAttribute("style");
    return copy.outerHTML;
  }

  /** Where the cards of a document stand, in every language. @param {string} key */
  const places = (key) => Object.keys(portalLanguages()).map((name) => `${name}:${key}`);

  /** @param {any} value @returns {Card|undefined} */
  function sound(value) {
    const is = (/** @type {string} */ name) => typeof value[name] === "string" && value[name].length < 5000;
    if (!value || typeof value !== "object" || !["title", "lang", "kind", "summary", "line"].every(is)) return undefined;
    const sources = Array.isArray(value.sources) ? value.sources.filter((/** @type {any} */ one) => typeof one === "string").slice(0, 50) : [];
    return { title: value.title, lang: value.lang, kind: value.kind, summary: value.summary, line: value.line, sources };
  }

  /** @returns {List} */
  function read() {
    try {
      const text = window.localStorage.getItem(NAME);
      if (refused) return memory;
      const kept = JSON.parse(text || "{}"), keys = keysIn((Array.isArray(kept.keys) ? kept.keys : []).join(" ")).slice(0, MOST);
      /** @type {List} */
      const list = { keys, cards: {} };
      for (const key of keys) {
        for (const place of places(key)) {
          const card = sound(kept.cards && kept.cards[place]);
          if (card) list.cards[place] = card;
        }
      }
      return list;
    } catch {
      return memory;
    }
  }

  /** Whether the browser keeps it. @param {List} list @returns {boolean} */
  function write(list) {
    memory = { keys: list.keys, cards: {} };
    for (const key of list.keys) {
      for (const place of places(key)) {
        if (list.cards[place]) memory.cards[place] = list.cards[place];
      }
    }
    try {
      window.localStorage.setItem(NAME, JSON.stringify(memory));
      refused = false;
    } catch {
      refused = true;
    }
    count();
    return !refused;
  }

  /** Back to what the browser has kept, after a change that it refused. */
  function forget() {
    refused = false;
    memory = { keys: [], cards: {} };
    count();
  }

  /** Whether a list would be kept. @returns {boolean} */
  function works() {
    try {
      window.localStorage.setItem(NAME + "-try", "1");
      window.localStorage.removeItem(NAME + "-try");
      return true;
    } catch {
      return false;
    }
  }

  /** How many documents the list has, in the header. */
  function count() {
    const number = read().keys.length;
    for (const element of document.querySelectorAll("[data-portal-list-link]")) {
      const link = /** @type {HTMLElement} */ (element);
      link.hidden = !number;
      link.title = (link.dataset.label || "").replace("{n}", String(number));
      link.setAttribute("aria-label", link.title);
      const shown = link.querySelector("span");
      if (shown) shown.textContent = String(number);
    }
  }

  /** A figure stays with its unit: spaces that do not break are kept. @param {Element|null} element @returns {string} */
  const words = (element) => ((element && element.textContent) || "").replace(/[^\S\u00a0\u202f]+/g, " ").trim();

  /** A source and its address, as paper has it. @param {Element} one @returns {string} */
  function sourced(one) {
    const link = one.querySelector(".external");
    return words(one).slice(0, 500) + (link ? " — " + link.getAttribute("href") : "");
  }

  /** What the list shows of the page of a document. @param {Element} article @returns {Card} */
  function card(article) {
    const heading = article.querySelector("h1"), foreign = heading && heading.querySelector("[lang]");
    const facts = ["place", "years", "date"].map((name) => words(article.querySelector(`.p-passport__row--${name} dd`)));
    return {
      title: words(heading),
      lang: (foreign && foreign.getAttribute("lang")) || "",
      kind: words(article.querySelector(".p-kind")),
      summary: words(article.querySelector(".p-lead")).slice(0, 2000),
      line: facts.filter(Boolean).join(" · ").slice(0, 500),
      sources: [...article.querySelectorAll("#sources li")].map(sourced),
    };
  }

  /** @type {Object<string, Promise<void>>} */
  const asked = {};
  /** A script of the portal, loaded once. @param {string} path in the site @returns {Promise<void>} */
  function load(path) {
    return (asked[path] = asked[path] || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root + path;
      script.onload = () => done();
      script.onerror = () => {
        delete asked[path];
        failed(new Error(path));
      };
      document.head.append(script);
    }));
  }

  /** The scripts that make files. */
  const loadFiles = () => load("built:onefile-kit.js").then(() => load("built:one-file.js"));

  // The buttons of a document.
  const box = /** @type {HTMLElement|null} */ (document.querySelector("[data-portal-document]"));
  const article = document.getElementById("content");
  if (box && article) {
    const key = box.dataset.portalDocument || "", data = box.dataset;
    const save = /** @type {HTMLButtonElement} */ (box.querySelector("[data-portal-save]"));
    const file = /** @type {HTMLButtonElement|null} */ (box.querySelector("[data-portal-onefile]"));
    const said = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
    const show = () => {
      save.textContent = (read().keys.includes(key) ? data.remove : data.add) || "";
    };
    save.addEventListener("click", () => {
      const list = read(), there = list.keys.includes(key);
      if (!there && list.keys.length >= MOST) {
        said.textContent = data.full || "";
        return;
      }
      list.keys = there ? list.keys.filter((one) => one !== key) : [...list.keys, key];
      if (!there) list.cards[lang + ":" + key] = card(article);
      const kept = write(list);
      if (!kept) forget();
      said.textContent = (kept ? (there ? data.removed : data.added) : data.refused) || "";
      show();
    });
    show();
    save.hidden = false;
    window.addEventListener("storage", show);
    window.addEventListener("pageshow", show);
    if (file) {
      file.hidden = false;
      file.addEventListener("click", async () => {
        file.disabled = true;
        try {
          await loadFiles();
          const made = await portalOneFile.make([{ key, lang, html: asPrinted(article) }], lang);
          portalGive(made, `${key.split("/")[1]}-${lang}.html`, "text/html");
          said.textContent = portalOneFile.told(data.saved || "", made, `${key.split("/")[1]}-${lang}.html`);
        } catch {
          said.textContent = data.failed || "";
        }
        file.disabled = false;
      });
    }
    // On file:// the page of the list cannot read this one: it asks, from a frame of its own. Nothing here is secret.
    window.addEventListener("message", (event) => {
      if (window.parent !== window && event.source === window.parent && event.data === "portal-text") {
        window.parent.postMessage({ portalText: { key, lang, html: asPrinted(article) } }, "*");
      }
    });
  }
  count();
  window.addEventListener("storage", count);
  window.addEventListener("pageshow", count);
  return { folders, MOST, root, lang, keysIn, read, write, works, card, load, loadFiles };
})();
