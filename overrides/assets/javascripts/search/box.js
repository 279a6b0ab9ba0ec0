// @ts-check
/**
 * The search field of every page: a combobox after the ARIA guide (editable, list of suggestions, manual selection)
 * that offers titles, topics and acts. What it needs is loaded when somebody goes there. Without this script the form
 * leads to the catalogue. On the page of a hit it marks the words that were looked for.
 */
(() => {
  "use strict";

  /** @typedef {Awaited<ReturnType<typeof portalSearch.open>>} Index */
  const MOST = 8;
  const lang = document.documentElement.lang;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const base = own.slice(0, own.indexOf("assets/javascripts/"));

  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();
  /** @param {string} name @returns {Promise<void>} */
  function script(name) {
    const address = base + name;
    const present = [...document.scripts].some((element) => element.src === address && !element.dataset.box);
    const wait = scripts.get(name) || (present ? ready() : new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.dataset.box = "1";
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(address));
      document.head.append(element);
    }));
    scripts.set(name, wait);
    wait.catch(() => scripts.delete(name));
    return wait;
  }
  /** Scripts of the page itself have run by then. @returns {Promise<void>} */
  const ready = () => document.readyState === "loading" || document.readyState === "interactive"
    ? new Promise((resolve) => window.addEventListener("load", () => resolve(), { once: true }))
    : Promise.resolve();

  /** @type {Promise<Index>|undefined} */
  let opened;
  function open() {
    opened = opened || Promise.all([script("built:language.js"), script("built:search.js")]).then(() => portalSearch.open(lang, base));
    opened.catch(() => { opened = undefined; });
    return opened;
  }

  /** @param {string} text @param {number} count @param {Object<string, string>} samples @returns {string} */
  function counted(text, count, samples) {
    const form = new Intl.PluralRules(lang).select(count);
    return (samples[{ one: "1", few: "2", many: "5" }[/** @type {"one"} */ (form)] || "5"] || text).replace(/\d+/, String(count));
  }

  /** @param {HTMLFormElement} form @param {number} number */
  function combobox(form, number) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));
    const list = document.createElement("ul"), status = document.createElement("p");
    let active = -1, turn = 0;
    list.id = "p-suggestions-" + number;
    list.className = "p-suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    status.className = "p-suggest__status";
    status.setAttribute("role", "status");
    form.append(list, status);
    form.action = form.dataset.portalSearch || form.action;
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocapitalize: "off" })) {
      input.setAttribute(name, value);
    }

    /** @returns {HTMLElement[]} */
    const options = () => [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[role=option]"))];

    function close() {
      turn++;
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    /** @param {number} place */
    function choose(place) {
      const all = options();
      active = all.length ? (place + all.length + 1) % (all.length + 1) : -1;
      if (active === all.length) active = -1; // back in the field
      all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", all[active].id);
        all[active].scrollIntoView({ block: "nearest" });
      }
    }

    /** @param {HTMLElement} option */
    function go(option) {
      const target = option.dataset.href;
      close();
      if (target) window.location.href = target;
      else /** @type {HTMLElement} */ (form.querySelector("button")).click();
    }

    /** @param {{kind: string, title: string, href: string}} item @param {number} i @returns {HTMLElement} */
    function drawn(item, i) {
      const option = document.createElement("li"), title = document.createElement("span"), kind = document.createElement("span");
      option.id = `${list.id}-${i}`;
      option.className = "p-suggest__option" + (item.href ? "" : " p-suggest__option--all");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.href = item.href;
      title.textContent = item.title;
      kind.textContent = item.kind;
      kind.className = "p-suggest__kind";
      option.append(title);
      if (item.kind) option.append(" ", kind);
      option.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
      option.addEventListener("click", () => go(option));
      return option;
    }

    async function suggest() {
      const text = input.value.trim(), now = ++turn;
      if (!text) return close();
      let index;
      try {
        index = await open();
      } catch {
        return close(); // the form works all the same
      }
      const found = await index.suggest(text, MOST).catch(() => []);
      if (now !== turn || document.activeElement !== input) return;
      const { box, kinds } = /** @type {any} */ (index.manifest);
      const rows = found.map((item) => ({ kind: kinds[item.kind] || "", title: item.title, href: base + item.path }));
      const chosen = active < 0 ? undefined : options()[active].dataset.href;
      list.setAttribute("aria-label", box.suggestions);
      portalReplace(list, ...[...rows, { kind: "", title: box.all.replace("{q}", text.slice(0, 60)), href: "" }].map(drawn));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      // Somebody may have chosen already when the list of the last letter comes.
      choose(options().findIndex((option) => option.dataset.href === chosen));
      status.textContent = rows.length ? counted("", rows.length, box.suggested) : "";
    }

    input.addEventListener("focus", () => { open().catch(() => undefined); }, { once: true });
    input.addEventListener("input", () => {
      choose(-1);
      suggest();
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", (event) => {
      close();
      if (!input.value.trim()) event.preventDefault();
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const shown = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const hit = /** @type {HTMLElement|null} */ (document.querySelector("[data-portal-results] .p-hit__title a"));
        if (shown) choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? options().length - 1 : active - 1);
        else if (hit && event.key === "ArrowDown" && input.closest("[data-portal-results]")) hit.focus();
        else suggest();
      } else if (event.key === "Enter" && shown && active >= 0) {
        event.preventDefault();
        go(options()[active]);
      } else if (event.key === "Enter") close();
      else if (event.key === "Escape") {
        if (shown) {
          event.preventDefault();
          close();
        } else input.value = "";
      }
    });
    // On the page of the search this script comes late: somebody may be typing already.
    if (input.dataset.typed && document.activeElement === input) suggest();
    // What was found stands below: the list would cover it.
    document.addEventListener("portal-found", () => { if (active < 0 && input.closest("[data-portal-results]")) status.textContent = ""; });
  }

  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form.p-search[data-portal-search]"));
  forms.forEach(combobox);
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-portal-search]"))) {
    link.href = link.dataset.portalSearch || link.href;
  }

  document.addEventListener("keydown", (event) => {
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    const link = /** @type {HTMLAnchorElement|null} */ (document.querySelector("a[data-portal-search]"));
    const input = [...forms].map((form) => /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"))).find((field) => field.getClientRects().length);
    if (input) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (link) {
      event.preventDefault();
      window.location.href = link.href;
    }
  });

  // ---- The words that led here, marked in the text

  const query = new URLSearchParams(window.location.search).get("q");
  const body = document.querySelector(".p-page");
  if (query && body && !document.querySelector("[data-portal-catalogue]")) {
    open().then((index) => highlight(body, query, index)).catch(() => undefined);
  }

  /** @param {Element} page @param {string} text @param {Index} index */
  async function highlight(page, text, index) {
    const result = await index.search(text, { quick: true, beginning: false });
    const words = new Set(result.words);
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement && node.parentElement.closest("script, style, svg, button, .p-suggest, .headerlink") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    let count = 0;
    for (const node of nodes) {
      const pieces = portalSearch.mark(node.data, words, lang);
      if (!pieces.some((piece) => piece.mark)) continue;
      count++;
      node.replaceWith(...pieces.map((piece) => {
        if (!piece.mark) return document.createTextNode(piece.text);
        const mark = document.createElement("mark");
        mark.className = "p-mark";
        mark.textContent = piece.text;
        return mark;
      }));
    }
    if (!count) return;
    const { box } = /** @type {any} */ (index.manifest), bar = document.createElement("p"), button = document.createElement("button");
    bar.className = "p-marks";
    bar.textContent = box.highlight + " ";
    button.type = "button";
    button.className = "p-link";
    button.textContent = box.clear;
    button.addEventListener("click", () => {
      for (const mark of document.querySelectorAll("mark.p-mark")) {
        const parent = mark.parentNode;
        mark.replaceWith(...mark.childNodes);
        parent?.normalize();
      }
      bar.remove();
    });
    bar.append(button);
    page.prepend(bar);
    // The text above the heading may have grown by a line.
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (id) document.getElementById(id)?.scrollIntoView();
  }
})();
