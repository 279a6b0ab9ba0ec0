// @ts-check
// The catalogue, and the list of a topic, region or act: static until somebody filters; then the documents by facets and
// words (facets.js, search.js). What a page is about (data-fixed, as "topic=drinking-water") holds for every list on it.
(() => {
  "use strict";

  /** @typedef {Awaited<ReturnType<typeof portalSearch.open>>} Index */
  /** @typedef {Awaited<ReturnType<Index["cards"]>>[number]} Card */

  const box = document.querySelector("[data-portal-catalogue]");
  if (!(box instanceof HTMLElement)) return;
  const PAGE = 48;
  const root = box, base = root.dataset.root || "./", [fixed, value = ""] = (root.dataset.fixed || "").split("=");
  const lang = document.documentElement.lang;
  const list = /** @type {HTMLElement} */ (root.querySelector("[data-portal-list]"));
  const staticList = list.innerHTML;
  const { element } = portalFacets;
  /** @type {Promise<Index>|undefined} */
  let opened;
  const index = () => (opened = opened || portalSearch.open(lang, base));
  let shown = PAGE, /** whether the list is not as it was built */ changed = false;
  /** Draws what is found and not yet drawn. @type {() => Promise<void>} */
  let rest = async () => undefined;

  /** Words that were found, for the places that they name. @type {Set<string>} */
  let words = new Set();

  /** @param {Card} card @param {Object<string, string>} badges @returns {HTMLElement} */
  function drawn(card, badges) {
    const made = element("article", "p-card p-card--" + card.kind);
    const top = element("p", "p-card__kind", facets.words.kinds[card.kind]);
    if (badges[card.state]) top.append(" ", element("span", "p-badge", badges[card.state]));
    const title = element("h2", "p-card__title"), link = /** @type {HTMLAnchorElement} */ (element("a", "", card.title));
    const summary = element("p", "p-card__summary", card.summary);
    link.href = base + card.path;
    if (card.lang !== lang) link.lang = summary.lang = card.lang;
    title.append(link);
    made.append(top, title, summary);
    const drawing = portalDrawing(card.drawing);
    if (drawing) made.append(drawing);
    const place = facets.place(card, words);
    if (place) made.append(place);
    if (card.passport) made.append(element("p", "p-card__passport", card.passport));
    return made;
  }

  const facets = new portalFacets.Facets(root, index, {
    idle() {
      const state = facets.state();
      if (state.q || Object.keys(state.chosen).length || state.sort !== "newest") return false;
      if (changed) list.innerHTML = staticList; // the list as it was built, with its pages
      if (changed) document.dispatchEvent(new CustomEvent("portal-drawn"));
      changed = false;
      facets.count.textContent = staticCount;
      portalReplace(facets.notices);
      return true;
    },
    async find(state) {
      shown = PAGE;
      words.clear();
      const open = await index(), columns = await open.facets(), only = new Set([value]);
      const right = (/** @type {number} */ doc) => {
        const is = columns.kind.first(doc); // none: an empty slot
        return is !== "" && is !== "page" && (!fixed || columns[fixed].has(doc, only));
      };
      portalReplace(facets.notices);
      if (!state.q) return Array.from({ length: open.manifest.docs }, (_, doc) => doc).filter(right);
      const result = await open.search(state.q);
      words = new Set(result.words);
      if (result.partly) facets.notices.append(element("p", "p-notice", facets.words.partly));
      const hits = result.hits.filter((hit) => right(hit.doc)), whole = hits.filter((hit) => !hit.below || !hit.partial);
      return (whole.length ? whole : hits).map((hit) => hit.doc);
    },
    async draw(docs, state) {
      const open = await index();
      const cards = await open.cards(docs.slice(0, shown));
      const grid = element("div", "p-cards");
      grid.append(...cards.map((card) => drawn(card, open.manifest.badges)));
      changed = true;
      portalReplace(list, docs.length ? grid : element("p", "p-notice", facets.words.no_cards));
      if (facets.relief) list.append(facets.relief);
      const go = (/** @type {number} */ to) => {
        shown = to;
        return facets.page.draw(docs, state, docs.length);
      };
      if (docs.length > shown) list.append(facets.more(shown, docs.length, () => go(shown + PAGE)));
      rest = async () => (docs.length > shown ? go(docs.length) : undefined);
      facets.say(docs.length);
      document.dispatchEvent(new CustomEvent("portal-drawn"));
    },
    async more() {
      // Pages of a static list are drawn as one.
      if (!changed && list.querySelector(".p-pages")) await facets.page.draw(await facets.all(), facets.state(), 0);
      await rest();
    },
  });
  const staticCount = facets.count.textContent;

  let pause = 0;
  facets.input.addEventListener("input", () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(() => facets.changed(false), 200);
  });
  if (window.location.search.length > 1) facets.update();
})();
