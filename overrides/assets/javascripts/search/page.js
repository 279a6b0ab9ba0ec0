// @ts-check
// The page of the search: documents with the sections that answer, facets, notices, the other languages.
(() => {
  "use strict";

  /** @typedef {Awaited<ReturnType<typeof portalSearch.open>>} Index */
  /** @typedef {Awaited<ReturnType<Index["search"]>>} Result */
  /** @typedef {{doc: number, units: number[], partial?: boolean, lacking?: number[]}} Hit */
  /** @typedef {Awaited<ReturnType<Index["cards"]>>[number]} Card */
  /** @typedef {ReturnType<typeof portalSearch.mark>[number]} Piece */
  /** @typedef {ReturnType<InstanceType<typeof portalFacets.Facets>["state"]>} State */

  const box = document.querySelector("[data-portal-results]");
  if (!(box instanceof HTMLElement)) return;
  const PAGE = 10, FIRST = 1, SIGHT = 4, SOON = 300, SNIPPET = 220;
  const root = box, base = root.dataset.root || "./";
  const lang = document.documentElement.lang;
  const list = /** @type {HTMLElement} */ (root.querySelector("[data-portal-list]"));
  const elsewhere = /** @type {HTMLElement} */ (root.querySelector("[data-portal-other]"));
  const directly = /** @type {HTMLElement} */ (root.querySelector("[data-portal-direct]"));
  const topics = /** @type {HTMLTemplateElement} */ (root.querySelector("[data-portal-topics]"));
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form.p-search"));
  const { element, fill } = portalFacets;
  /** @type {Promise<Index>|undefined} */
  let opened;
  const manifest = JSON.parse((document.getElementById("search-manifest") || { textContent: "null" }).textContent || "null");
  const index = () => (opened = opened || portalSearch.open(lang, base, manifest));
  /** @type {Result|undefined} */
  let result;
  let shown = PAGE, text = "", /** what is searched for as it was typed */ typed = "";
  /** Draws what is found and not yet drawn. @type {() => Promise<void>} */
  let rest = async () => undefined;
  /** The first hit, drawn before the others are known. @type {HTMLElement|undefined} */
  let early;
  /** Texts of the hits in sight only: on a phone three of ten. @type {IntersectionObserver|undefined} */
  let sight;

  /** @param {number} time in ms @returns {Promise<void>} */
  const later = (time) => new Promise((resolve) => window.setTimeout(resolve, time));
  /** When the page has been drawn once more. @returns {Promise<void>} */
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => window.setTimeout(resolve)));

  /** When nothing else is to be done: whoever types on comes first. @returns {Promise<void>} */
  const idle = () => new Promise((resolve) => {
    if (window.requestIdleCallback) window.requestIdleCallback(() => resolve(), { timeout: 500 });
    else window.setTimeout(resolve, 60);
  });

  /** @param {HTMLElement} place @param {Piece[]} pieces */
  function draw(place, pieces) {
    portalReplace(place, ...pieces.map((piece) => (piece.mark ? element("mark", "", piece.text) : piece.text)));
  }

  /** @param {Card} card @param {number} unit @returns {string} */
  function target(card, unit) {
    const heading = unit ? card.units[unit - 1] : undefined;
    return `${base}${card.path}?q=${encodeURIComponent(((result && (result.repaired || (result.instead.length ? result.groups.map((group) => group.text).join(" ") : ""))) || text).slice(0, 300))}${heading ? "#" + encodeURIComponent(heading.anchor) : ""}`;
  }

  /** @param {Card} card @param {Hit} hit @returns {HTMLElement} */
  function drawn(card, hit) {
    const words = new Set(result ? result.words : []);
    const made = element("article", "p-hit p-hit--" + card.kind);
    const top = element("p", "p-card__kind", facets.words.kinds[card.kind]);
    const title = element("h2", "p-hit__title"), link = /** @type {HTMLAnchorElement} */ (element("a"));
    draw(link, portalSearch.mark(card.title, words, lang));
    link.href = target(card, hit.units.includes(0) ? 0 : hit.units[0] || 0);
    title.append(link);
    const snippet = element("p", "p-hit__text");
    draw(snippet, portalSearch.mark(card.summary, words, lang));
    made.append(top, title, snippet);
    const drawing = portalDrawing(card.drawing);
    if (drawing) made.prepend(drawing);
    const sections = hit.units.filter((unit) => unit && card.units[unit - 1]);
    if (sections.length) {
      const places = element("ul", "p-plain p-hit__sections");
      for (const unit of sections.slice(0, 3)) {
        const item = element("li"), deep = /** @type {HTMLAnchorElement} */ (element("a"));
        draw(deep, portalSearch.mark(card.units[unit - 1].title, words, lang));
        deep.href = target(card, unit);
        item.append(deep);
        places.append(item);
      }
      made.append(places);
    }
    const place = facets.place(card, words);
    if (place) made.append(place);
    if (card.passport) made.append(element("p", "p-card__passport", card.passport));
    if (result && hit.partial) made.append(element("p", "p-card__passport", facets.words.lacks.replace("{words}", (hit.lacking || []).map((g) => `«${result?.groups[g].text}»`).join(", "))));
    made.dataset.doc = String(card.doc);
    return made;
  }

  /** Draws the first hit of an answer that is not whole; how many there are is told with the others. @param {Result} found */
  async function drawFirst(found) {
    const query = text, open = await index(), cards = await open.cards([found.hits[0].doc]);
    if (result !== found || query !== text || !cards.length) return;
    explain(found, open.partly);
    early = drawn(cards[0], found.hits[0]);
    portalReplace(list, early);
    facets.count.textContent = facets.words.loading;
    document.documentElement.classList.remove("p-asked");
    await frame();
  }

  /** What is drawn already stays, with the focus that it has. @param {HTMLElement} made @returns {HTMLElement} */
  function kept(made) {
    const before = early;
    early = undefined;
    if (!before || before.dataset.doc !== made.dataset.doc || !list.contains(before)) return made;
    // Sections are what may come with the rest; they stand below what was there.
    const sections = made.querySelector(".p-hit__sections"), told = before.querySelector(".p-hit__sections");
    if (told) told.remove();
    if (sections) /** @type {HTMLElement} */ (before.querySelector(".p-hit__text")).after(sections);
    /** @type {HTMLAnchorElement} */ (before.querySelector("h2 a")).href = /** @type {HTMLAnchorElement} */ (made.querySelector("h2 a")).href;
    return before;
  }

  /** The stretch of the text that answers takes the place of the summary. @param {HTMLElement} made @param {Hit} hit */
  async function fetchText(made, hit) {
    const now = result, open = await index(), words = new Set(now ? now.words : []);
    const texts = await open.text(hit.doc).catch(() => []);
    if (now !== result || !now) return;
    let best = { pieces: /** @type {Piece[]} */ ([]), count: 0 };
    for (const unit of [...hit.units, ...texts.keys()].filter((unit) => texts[unit]).slice(0, 12)) {
      const found = portalSearch.snippet(texts[unit], words, lang, SNIPPET);
      if (found.count > best.count) best = found;
      if (best.count >= now.groups.length) break;
    }
    if (best.count) draw(/** @type {HTMLElement} */ (made.querySelector(".p-hit__text")), best.pieces);
  }

  /** @param {string} message @param {{label: string, act: () => void}[]} [actions] */
  function notice(message, actions) {
    const made = element("p", "p-notice", message);
    for (const { label, act } of actions || []) {
      const button = element("button", "p-link", label);
      button.setAttribute("type", "button");
      button.addEventListener("click", act);
      made.append(" ", button);
    }
    facets.notices.append(made);
  }

  /** Searches for other words. @param {string} query @param {boolean} [exact] as they are typed */
  function ask(query, exact) {
    typed = exact ? query : "";
    facets.input.value = query;
    facets.shown = "";
    facets.changed(true);
  }

  /** @param {Result} found @param {boolean} partly */
  function explain(found, partly) {
    const w = facets.words;
    portalReplace(facets.notices);
    if (found.updated) notice(w.updated);
    if (found.partly || partly) notice(w.partly);
    if (found.hits.length && found.repaired) notice(fill(w.repaired, { new: found.repaired }), [{ label: fill(w.asked, { old: found.query }), act: () => ask(found.query, true) }]);
    if (found.unknown.length) notice(fill(w.unknown, { words: found.unknown.join(", ") }));
    if (found.meant.length) notice(w.meant, found.meant.slice(0, 4).map((word) => ({ label: word, act: () => ask(word) })));
    for (const [old, now] of found.instead) notice(fill(w.instead, { old, new: now }));
    if (!found.unknown.length && found.relaxed && found.hits.length) notice(w.relaxed);
  }

  /** Acts, places, bodies, topics and terms of that name: for who looks for them themselves. @param {string} query */
  async function direct(query) {
    const open = await index();
    if (!result) return;
    const found = await open.named(result);
    if (query !== text || !found.length) return;
    const made = element("nav", "p-direct"), items = element("ul", "p-plain");
    made.setAttribute("aria-label", facets.words.direct);
    for (const item of found) {
      const line = element("li"), link = /** @type {HTMLAnchorElement} */ (element("a", "", item.title));
      link.href = base + item.path;
      // The end of a long title may be out of sight: an act is told by its number.
      const number = (item.kind === "act" && /№[^,()]+/.exec(item.title)) || [""];
      line.append(element("span", "p-card__kind", `${facets.words.kinds[item.kind]} ${number[0]}`.trim()), " ");
      const told = item.kind === "act" && facets.words.acts[item.state];
      line.append(link);
      if (told) line.append(" ", element("span", "p-badge", told));
      items.append(line);
    }
    made.append(items);
    portalReplace(directly, made);
    if (!result.hits.length) onlyNamed();
  }

  /** What no document has, and the portal names all the same, is not said to be nowhere. */
  function onlyNamed() {
    const told = [...list.querySelectorAll(".p-nothing > p")].filter((line) => !line.querySelector("a"));
    if (!told.length) return;
    for (const line of told) line.remove();
    portalReplace(facets.notices);
    facets.count.textContent = facets.words.none_named;
  }

  /** How much there is in the other languages, once the rest is done. @param {string} query */
  async function across(query) {
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    const lines = [];
    for (const other of Object.keys(facets.words.others)) {
      const line = await countIn(other, query);
      if (query !== text) return;
      if (line) lines.push(line);
      portalReplace(elsewhere, ...lines);
    }
  }

  /** Documents that lack words and stand below the others. @param {SearchResult|undefined} found */
  const below = (found) => new Set(found?.hits.filter((hit) => hit.below).map(({ doc }) => doc));

  /** A link to the hits in another language, if there are any. @param {string} other @param {string} query */
  async function countIn(other, query) {
    const open = await portalSearch.open(other, base);
    const found = await open.search(query, { quick: true, early: true });
    if (!found.hits.length || found.relaxed) return undefined;
    const link = /** @type {HTMLAnchorElement} */ (element("a", "p-more", portalFacets.counted(facets.words.others[other], found.hits.length, lang)));
    link.href = `${base}${portalFolder(other)}search.html?q=${encodeURIComponent(query)}`;
    link.hreflang = other;
    const line = element("p", "p-results__other");
    line.append(link);
    return line;
  }

  /** @param {State} state */
  function nothing(state) {
    const w = facets.words, made = element("div", "p-nothing");
    if (state.q && Object.keys(state.chosen).length && result && result.hits.length) {
      made.append(element("p", "p-notice", w.none_filters));
      if (facets.relief) made.append(facets.relief);
    } else {
      if (result) explain(result, false);
      // Where files of the index are missing nobody knows whether there is nothing.
      if (result && result.partly) {
        facets.count.textContent = "";
        const keeping = facets.keeping();
        if (keeping.length) portalReplace(facets.notices, element("p", "p-notice", w.unkept), ...keeping);
      } else made.append(element("p", "p-notice", fill(w.none, { q: state.q })), element("p", "", w.none_hint));
      const link = /** @type {HTMLAnchorElement} */ (element("a", "p-more", w.catalogue)), line = element("p");
      link.href = `${base}${portalFolder(lang)}catalogue.html`;
      line.append(link);
      made.append(line, topics.content.cloneNode(true));
    }
    portalReplace(list, made);
  }

  const facets = new portalFacets.Facets(root, index, {
    idle() {
      const state = facets.state();
      if (state.q || Object.keys(state.chosen).length) return false;
      text = "";
      result = undefined;
      portalReplace(facets.notices);
      portalReplace(directly);
      directly.classList.remove("p-results__direct--kept");
      portalReplace(elsewhere);
      facets.count.textContent = facets.words.empty;
      portalReplace(list, topics.content.cloneNode(true));
      return true;
    },
    async find(state) {
      shown = PAGE;
      early = undefined;
      if (text !== state.q) portalReplace(directly);
      directly.classList.toggle("p-results__direct--kept", state.q !== "");
      text = state.q;
      portalReplace(elsewhere);
      if (!list.childElementCount) facets.count.textContent = facets.words.loading;
      const open = await index();
      if (!state.q) {
        const [{ translation }, [, ages]] = await Promise.all([open.facets(), open.order()]);
        result = undefined;
        const missing = new Set(["missing"]);
        const there = Array.from({ length: open.manifest.docs }, (_, doc) => doc)
          .filter((doc) => translation.first(doc) && !translation.has(doc, missing));
        return there.sort((a, b) => ages[b] - ages[a]);
      }
      const exact = typed === state.q, found = await open.search(state.q, { exact, early: state.sort === "relevance" && !Object.keys(state.chosen).length });
      if (text !== state.q) return [];
      result = found;
      if (!found.early) return found.hits.map((hit) => hit.doc);
      await drawFirst(found);
      if (result !== found || text !== state.q) return [];
      const whole = await open.search(state.q, { exact });
      if (result !== found || text !== state.q) return [];
      result = whole;
      return whole.hits.map((hit) => hit.doc);
    },
    counted(docs) {
      const lacking = below(result), whole = docs.filter((doc) => !lacking.has(doc));
      return whole.length ? whole : docs;
    },
    async draw(found, state) {
      const now = result, open = await index();
      const hits = new Map(now ? now.hits.map((hit) => [hit.doc, hit]) : []);
      // In every order those with all words come first.
      const lacking = below(now), lacks = (/** @type {number} */ doc) => lacking.has(doc), whole = found.filter((doc) => !lacks(doc)).length;
      const docs = whole && whole < found.length && state.sort !== "relevance" ? [...found.filter((doc) => !lacks(doc)), ...found.filter(lacks)] : found;
      const first = whole ? docs.find(lacks) : undefined;
      /** @type {HTMLElement[]} */
      const made = [];
      sight?.disconnect();
      // One file until something has been drawn, then what is in sight, then the others: on a slow phone a file costs as
      // much as a search, and whoever types on needs none of them.
      const current = () => now === result && text === state.q;
      /** @type {Promise<Card[]>[]} */
      const parts = [];
      for (const [from, to] of [[0, FIRST], [FIRST, SIGHT], [SIGHT, shown]]) {
        const load = () => (current() ? open.cards(docs.slice(from, to)) : Promise.resolve([])), last = parts[parts.length - 1];
        parts.push(last ? Promise.race([last.then(frame), later(SOON * parts.length)]).then(load) : load());
        parts[parts.length - 1].catch(() => undefined); // told below, if anybody still waits
        if (docs.length <= to) break;
      }
      for (const part of parts) {
        const cards = await part;
        if (!current()) return;
        const some = cards.map((card) => drawn(card, hits.get(card.doc) || { doc: card.doc, units: [] }));
        made.push(...some);
        const at = cards.findIndex((card) => card.doc === first);
        if (at >= 0) some.splice(at, 0, element("h2", "p-results__partial", facets.words.partial));
        if (part !== parts[0]) list.append(...some);
        else {
          if (now) explain(now, open.partly);
          else portalReplace(facets.notices);
          if (some.length) some[some.length - 1] = kept(some[some.length - 1]);
          if (list.childElementCount !== some.length || list.lastElementChild !== some[0]) portalReplace(list, ...some);
          facets.say(whole || docs.length);
        }
      }
      rest = async () => {
        if (docs.length <= shown) return;
        shown = docs.length;
        await facets.page.draw(docs, state, docs.length);
      };
      if (now && open.partly && !now.partly) explain(now, true);
      if (!docs.length) nothing(state);
      else if (docs.length > shown) {
        list.append(facets.more(shown, docs.length, () => {
          const next = shown;
          shown += PAGE;
          facets.page.draw(docs, state, docs.length).then(() => {
            /** @type {HTMLElement|null} */ (list.querySelectorAll(".p-hit__title a")[next])?.focus();
          });
        }));
      }
      await idle();
      if (!current()) return;
      if (now) {
        sight = new IntersectionObserver((entries, observer) => {
          for (const { isIntersecting, target: seen } of entries) {
            if (!isIntersecting) continue;
            observer.unobserve(seen);
            const hit = hits.get(Number(/** @type {HTMLElement} */ (seen).dataset.doc));
            if (hit) fetchText(/** @type {HTMLElement} */ (seen), hit);
          }
        });
        for (const one of made) sight.observe(one);
      }
      document.dispatchEvent(new CustomEvent("portal-found"));
      document.dispatchEvent(new CustomEvent("portal-drawn"));
      if (state.q && shown === PAGE) {
        const query = state.q;
        direct(query).catch(() => undefined);
        window.setTimeout(() => { if (query === text) across(query).catch(() => undefined); }, 300);
      }
    },
    more: () => rest(),
  });

  form.action = form.dataset.portalSearch || form.action;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.clearTimeout(pause);
    facets.changed(true);
  });
  let pause = 0;
  facets.input.addEventListener("input", () => {
    facets.input.dataset.typed = "1"; // for the field's own script, which may come later
    window.clearTimeout(pause);
    pause = window.setTimeout(() => facets.changed(false), 150);
  });
  // From the field into the list and back, without the mouse.
  root.addEventListener("keydown", (event) => {
    const links = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".p-hit__title a"))];
    const at = links.indexOf(/** @type {HTMLElement} */ (event.target));
    if (at < 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      (links[at + step] || (step < 0 ? facets.input : links[at])).focus();
    } else if (event.key === "Escape") facets.input.focus();
  });
  // The scripts of every page wait until something stands there, or somebody wants suggestions (search.html).
  const { portalLate } = /** @type {{portalLate?: () => void}} */ (/** @type {unknown} */ (window)), late = () => portalLate?.();
  facets.input.addEventListener("focus", late, { once: true });
  facets.update().then(late, late);
})();
