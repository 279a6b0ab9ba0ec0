// @ts-check
// The catalogue: the static list until somebody filters; then the documents by facets and words (facets.js, search.js).
(() => {
  "use strict";

  /** @typedef {Awaited<ReturnType<typeof portalSearch.open>>} Index */
  /** @typedef {Awaited<ReturnType<Index["cards"]>>[number]} Card */

  const box = document.querySelector("[data-portal-catalogue]");
  if (!(box instanceof HTMLElement)) return;
  const PAGE = 48;
  const root = box, kind = root.dataset.kind || "", base = root.dataset.root || "./";
  const lang = document.documentElement.lang;
  const list = /** @type {HTMLElement} */ (root.querySelector("[data-portal-list]"));
  const staticList = list.innerHTML;
  const { element } = portalFacets;
  /** @type {Promise<Index>|undefined} */
  let opened;
  const index = () => (opened = opened || portalSearch.open(lang, base));
  let shown = PAGE;

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
    if (card.passport) made.append(element("p", "p-card__passport", card.passport));
    return made;
  }

  const facets = new portalFacets.Facets(root, index, {
    idle() {
      const state = facets.state();
      if (state.q || Object.keys(state.chosen).length || state.sort !== "newest") return false;
      list.innerHTML = staticList; // the list as it was built, with its pages
      facets.count.textContent = staticCount;
      portalReplace(facets.notices);
      return true;
    },
    async find(state) {
      shown = PAGE;
      const open = await index(), columns = await open.facets();
      const right = (/** @type {number} */ doc) => {
        const is = columns.kind.first(doc); // none: an empty slot
        return kind ? is === kind : is !== "" && is !== "page";
      };
      portalReplace(facets.notices);
      if (!state.q) return Array.from({ length: open.manifest.docs }, (_, doc) => doc).filter(right);
      const result = await open.search(state.q);
      if (result.partly) facets.notices.append(element("p", "p-notice", facets.words.partly));
      const hits = result.hits.filter((hit) => right(hit.doc)), whole = hits.filter((hit) => !hit.partial);
      return (whole.length ? whole : hits).map((hit) => hit.doc);
    },
    async draw(docs, state) {
      const open = await index();
      const cards = await open.cards(docs.slice(0, shown));
      const grid = element("div", "p-cards");
      grid.append(...cards.map((card) => drawn(card, open.manifest.badges)));
      portalReplace(list, docs.length ? grid : element("p", "p-notice", facets.words.no_cards));
      if (facets.relief) list.append(facets.relief);
      if (docs.length > shown) {
        list.append(facets.more(() => {
          shown += PAGE;
          facets.page.draw(docs, state, docs.length);
        }));
      }
      facets.say(docs.length);
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
