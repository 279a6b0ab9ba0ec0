// @ts-check
// Pages about the portal itself that a query asks for: portal/pages/search_pages.py says what stands in the manifest.
const portalSearchPages = (() => {
  "use strict";

  /** @typedef {InstanceType<typeof portalSearchIndex.Index>} Index */
  /**
   * A word of a query: `home` says in which sections of the home page it stands, `bits` in which of another page, `pages`
   * in how many of them; `cost`: what it says against a page that has it not.
   * @typedef {{word: string, home: number, cost: number, pages: number, bits: (page: number) => number}} Word
   */
  const { fold } = portalLanguage;
  /** Sections of a page: words that are enough alone, things, deeds, wordings of two; longer ones follow. */
  const SINGLE = 1, THING = 2, DEED = 4, DOUBLE = 8;
  /** In base 36 two digits say the page, one says the section. */
  const DIGITS = 36, PAGE = 2;
  /** The section of the home page with words for the portal itself; the others have what it holds, and what says nothing. */
  const ITSELF = 1;
  /** What a word says for a page: one that is enough alone; one that so many pages have, in longer wordings at most so much. */
  const STRONG = 3, WORD = [1.5, 1.25, 1, 1, 0.75], SAID = 1;
  /** One of what the portal holds, which is no thing or deed of the page. */
  const HELD = 0.5;
  /** What it says that the portal is named, and that words belong together. */
  const NAMED = 2, TOGETHER = 1;
  /** What words say against a page that has them not: words of other pages, those that stand nowhere, those of documents. */
  const OTHER = 0.75, UNKNOWN = 0.75, KNOWN = 1.25;
  /** From how much on a page is named, where several words are all its own, else; and how much less the next one may have. */
  const WHOLE = 2.5, ENOUGH = 3, NEAR = 0.5, MOST = 2;
  /** What slips may cost, in a word of so many letters twice as much, and letters of words in which they are looked for. */
  const SLIP = 1.05, LONG = 10, LEAST = 5;

  /** Before a name of a topic in another language. */
  const FOREIGN = "~";

  /** @param {string} text */
  const plain = (text) => portalLanguage.tokens(text).map(({ word }) => word).join(" ");

  /** What {@link unpacked} has made, for the next query. @type {Map<string, Map<string, [number, number][]>>} */
  const made = new Map();

  /**
   * Word → pairs of page and section. @param {string} text @returns {Map<string, [number, number][]>}
   */
  function unpacked(text) {
    const places = made.get(text) || new Map();
    if (places.size) return places;
    made.set(text, places);
    for (const line of text.split(" ")) {
      const [words, codes] = line.split("="), [stem, ...endings] = words.split("+");
      const pairs = (codes.match(/.{3}/g) || []).map((code) => [code.slice(0, PAGE), code.slice(PAGE)].map((part) => parseInt(part, DIGITS)));
      for (const ending of ["", ...endings]) places.set(stem + ending, pairs);
    }
    return places;
  }

  /**
   * How surely words ask for a page. A deed and a thing of one page belong together, as do both words of a wording of two,
   * and three of a longer one.
   * @param {Word[]} words @param {number} page @returns {number}
   */
  function scored(words, page) {
    let score = 0, against = 0, number = 0, common = -1, every = 0, pairs = false, itself = false;
    for (const { home, cost, pages, bits } of words) {
      const own = bits(page), kind = own & (THING | DEED);
      if (home & ITSELF) itself = true;
      else if (own) {
        const word = WORD[Math.min(pages, WORD.length) - 1];
        score += own & SINGLE ? STRONG : kind || own & DOUBLE ? word : home ? HELD : Math.min(word, SAID);
        pairs = pairs || (every | kind) === (THING | DEED) && every > 0 && kind > 0;
        every |= kind;
        common &= own;
        number++;
      } else against += cost;
    }
    if (!number) return 0;
    if (pairs || (number > 1 && common & DOUBLE) || (number > 2 && common & ~(SINGLE | THING | DEED))) score += TOGETHER;
    if (itself) score += NAMED;
    return score >= WHOLE && number > 1 && !against ? Math.max(score, ENOUGH) : score - against;
  }

  /**
   * The pages, the surest first.
   * @param {Index} index @param {SearchManifest["asked"]} data @param {SearchResult} result @returns {SearchNamed[]}
   */
  function pagesFor(index, data, { query, repaired, groups }) {
    if (!data) return [];
    const [rows] = data, places = unpacked(data[1]), known = new Map(groups.map((group) => [group.word, group]));
    const stops = new Set(Object.keys(portalLanguages()).flatMap((lang) => portalSearchQueries.stopsOf(lang)));
    /** What a word says, nothing where it is a figure or weighs nothing. @param {SearchGroup} group @param {boolean} slips @returns {Word[]} */
    const told = ({ word, stop }, slips) => {
      const { queryStem, foreignStems } = portalLanguage, group = known.get(word), idle = stop || stops.has(word);
      const own = [word, ...(idle ? [] : [queryStem(word, index.lang), ...foreignStems(word, index.lang)])].map(fold);
      let keys = [...own, ...(idle || !group ? [] : group.matches.map(({ term }) => fold(term.key)))].filter((key) => places.has(key));
      if (!keys.length && slips && !idle && !group) keys = likely([...places.keys()], own);
      if (!keys.length && (idle || /^\d/.test(word))) return [];
      const pairs = keys.flatMap((key) => places.get(key) || []), pages = new Set(pairs.map(([page]) => page));
      const bits = (/** @type {number} */ page) => pairs.reduce((all, [at, section]) => (at === page ? all | (1 << section) : all), 0);
      const home = bits(rows.length), cost = home || idle ? 0 : pages.size ? OTHER : group && group.rank > 1 ? KNOWN : UNKNOWN;
      return [{ word, home, cost, pages: pages.size - Number(home > 0), bits }];
    };
    for (const [text, slips] of /** @type {[string, boolean][]} */ ([[query, false], [repaired, false], [repaired || query, true]])) {
      const words = portalSearchQueries.parse(text, index.lang).flatMap((group) => told(group, slips)), typed = plain(text);
      // Around a whole query stand words that weigh nothing: «какой пароль».
      const whole = [typed, words.filter(({ cost }) => cost).map(({ word }) => word).join(" ")].map(fold);
      const pages = rows.map(([key, title, ...queries], page) => {
        const surely = plain(title) === typed || whole.some((one) => queries.includes(one));
        return { kind: "page", title, path: index.path(key), state: "", details: "", score: surely ? Infinity : scored(words, page) };
      }).filter(({ score }) => score >= ENOUGH).sort((a, b) => (a.score < b.score ? 1 : a.score > b.score ? -1 : 0));
      if (pages.length) return pages.filter(({ score }) => score >= pages[0].score - NEAR).slice(0, MOST).map(({ score, ...named }) => named);
    }
    return [];
  }

  /**
   * The topic whose subject the query is, and nothing else: by any of its names, in any form.
   * @param {Index} index @param {SearchManifest["asked"]} data @param {SearchResult} result @returns {SearchNamed[]}
   */
  function subjectOf(index, data, { query, repaired, groups }) {
    const { queryStem, foreignStems } = portalLanguage, known = new Map(groups.map((group) => [group.word, group]));
    for (const text of [query, repaired].filter(Boolean)) {
      const typed = portalSearchQueries.parse(text, index.lang).filter(({ stop }) => !stop).map(({ word }) => word);
      const own = typed.map((word) => [queryStem(word, index.lang), ...(known.get(word)?.matches || []).map(({ term }) => term.key)].map(fold));
      const foreign = typed.map((word) => foreignStems(word, index.lang).map(fold));
      const means = (/** @type {string} */ name) => {
        const words = name.startsWith(FOREIGN) ? foreign : own, stems = name.replace(FOREIGN, "").split(" ");
        return stems.length === words.length && stems.every((stem, at) => words[at].includes(stem));
      };
      for (const [key, title, ...names] of data?.[2] || []) {
        if (names.some(means)) return [{ kind: "topic", title, path: index.path(key), state: "", details: "" }];
      }
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

  return { pagesFor, subjectOf };
})();
