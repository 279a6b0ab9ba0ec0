// @ts-check
// Pages about the portal itself that a query asks for: portal/pages/search_pages.py says what stands in the manifest.
const portalSearchPages = (() => {
  "use strict";

  /** @typedef {InstanceType<typeof portalSearchIndex.Index>} Index */
  const { fold } = portalLanguage;
  /** Sections of a page: words that are enough alone, words for the portal itself, wordings of two; longer ones follow. */
  const SINGLE = 1, ITSELF = 2, DOUBLE = 4, SECTIONS = 32;
  /** What slips may cost, in a word of so many letters twice as much, and letters of words in which they are looked for. */
  const SLIP = 1.05, LONG = 10, LEAST = 5;
  const MOST = 2;

  /** @param {string} text */
  const plain = (text) => portalLanguage.tokens(text).map(({ word }) => word).join(" ");

  /**
   * How surely words ask for a page, whose sections they stand in: 3 by one that is enough, or in one wording; 2 by words of
   * several, where the portal is named; 1 where it is and the page has all of them but one.
   * @param {number[]} masks one a word @returns {number}
   */
  function asked(masks) {
    const rest = masks.filter((mask) => !(mask & ITSELF)), some = rest.filter((mask) => mask), itself = rest.length < masks.length;
    const common = some.reduce((both, mask) => both & mask, -1), sure = some.some((mask) => mask & SINGLE), lacking = rest.length - some.length;
    if (!some.length || lacking > 1) return 0;
    if (lacking) return Number(itself && (sure || (some.length > 1 && common !== 0)));
    if (sure || (common & DOUBLE && rest.length > 1) || (common && (itself || rest.length > 2))) return 3;
    return itself && rest.length > 1 ? 2 : 0;
  }

  /**
   * The pages, the surest first.
   * @param {Index} index @param {SearchManifest["asked"]} data @param {SearchResult} result @returns {SearchNamed[]}
   */
  function pagesFor(index, data, result) {
    if (!data) return [];
    const [rows, table] = data, places = new Map(Object.entries(table)), { query, repaired, groups } = result;
    const stops = new Set(Object.keys(portalLanguages()).flatMap((lang) => portalSearchQueries.stopsOf(lang)));
    const stems = new Map(groups.map(({ word, matches }) => [word, matches.map(({ term }) => fold(term.key))]));
    /**
     * Numbers of sections that have a word as it is typed, and in any form of it.
     * @param {string} word @param {boolean} slips @returns {Set<number>[]}
     */
    const found = (word, slips) => {
      const { queryStem, foreignStems } = portalLanguage, own = [word, queryStem(word, index.lang), ...foreignStems(word, index.lang)].map(fold);
      const keys = [...own, ...(stems.get(word) || [])].filter((key) => places.has(key));
      if (!keys.length && slips && !stems.has(word)) keys.push(...likely([...places.keys()], own));
      return [[own[0]], keys].map((some) => new Set(some.flatMap((key) => places.get(key) || [])));
    };
    for (const [text, slips] of /** @type {[string, boolean][]} */ ([[query, false], [repaired, false], [repaired || query, true]])) {
      const words = portalSearchQueries.parse(text, index.lang).filter(({ stop, word }) => !stop && !stops.has(word)).map(({ word }) => found(word, slips));
      const pages = rows.map(([key, title, ...whole], page) => {
        /** @param {Set<number>} numbers */
        const mask = (numbers) => [...numbers].reduce((bits, number) => (Math.floor(number / SECTIONS) === page ? bits | (1 << number % SECTIONS) : bits), 0);
        const sure = plain(title) === plain(text) || whole.includes(fold(plain(text))) ? 4 : words.length ? asked(words.map(([, numbers]) => mask(numbers))) : 0;
        return { key, title, sure, typed: words.filter(([numbers]) => mask(numbers)).length };
      }).filter(({ sure }) => sure);
      if (!pages.length) continue;
      const best = Math.max(...pages.map(({ sure }) => sure));
      return pages.filter(({ sure }) => sure === best).sort((a, b) => b.typed - a.typed).slice(0, MOST)
        .map(({ key, title }) => ({ kind: "page", title, path: index.path(key), state: "", details: "" }));
    }
    return [];
  }

  /** What a word is a slip of, which the program for slips tells where it has come. @param {string[]} keys @param {string[]} own the word and its stems @returns {string[]} */
  function likely(keys, own) {
    if (typeof portalSearchRepair === "undefined") return [];
    const long = keys.filter((key) => key.length >= LEAST), words = own.filter((word) => word.length >= LEAST);
    const most = own[0].length < LONG ? SLIP : 2 * SLIP;
    const costs = words.flatMap((word) => long.map((key) => /** @type {[number, string]} */ ([portalSearchRepair.distance(word, key, most)[0], key])));
    const least = Math.min(...costs.map(([cost]) => cost));
    return least <= most ? costs.filter(([cost]) => cost === least).map(([, key]) => key) : [];
  }

  return { pagesFor };
})();
