// @ts-check
// Suggestions: titles by the beginnings of their words.
const portalSearchTitles = (() => {
  "use strict";

  /** @typedef {InstanceType<typeof portalSearchFiles.Files>} Files */
  const LONGEST = 300, WHOLE = 120, { STAMP } = portalSearchFiles;

  /** @param {Files} index @param {string} text @param {number} most @returns {Promise<SearchSuggestion[]>} */
  async function suggest(index, text, most) {
    const { fromLatin, toCyrillicLayout } = portalLanguage;
    const latin = /[a-z]/i.test(text), found = await titles(index, text, most);
    // One title in Latin letters says little of what was meant; other spellings, and keys, are alternatives.
    for (const attempt of latin && found.length < most ? [...fromLatin(text, index.lang), ...(found.length ? [] : [toCyrillicLayout(text)])] : []) {
      const more = (await titles(index, attempt, most)).filter(({ path }) => !found.some((one) => one.path === path));
      if (more.length) return [...found, ...more].slice(0, most);
    }
    return found;
  }

  /**
   * Titles with a word that begins so: the deepest node of the trie; it may not have all of them.
   * @param {Files} index @param {string} word folded @returns {Promise<{rows: string[][], whole: boolean}>}
   */
  async function node(index, word) {
    /** @type {string[][]} */
    let rows = [];
    let { letters, titles: stamps } = index.manifest, name = "s";
    for (let depth = 0; depth < word.length; depth++) {
      const groups = letters.split(" "), place = groups.findIndex((some) => some.includes(word[depth]));
      if (place < 0) return { rows: [], whole: true };
      name += (depth ? "-" : "") + groups[place].charCodeAt(0).toString(16);
      index.nodes.set(name, stamps.slice(place * STAMP, (place + 1) * STAMP));
      const found = await index.file(name).catch(() => null);
      if (!found) return { rows: [], whole: false };
      [rows, letters, stamps] = found;
      if (!letters || depth === word.length - 1) return { rows, whole: !letters && rows.length <= WHOLE };
    }
    return { rows, whole: false };
  }

  /** @param {Files} index @param {string} text @param {number} most @returns {Promise<SearchSuggestion[]>} */
  async function titles(index, text, most) {
    const { fold, tokens } = portalLanguage;
    const words = tokens(text.slice(0, LONGEST)).map((token) => fold(token.word));
    if (!words.length) return [];
    const stops = new Set(portalSearchQueries.stopsOf(index.lang).map(fold));
    const needed = words.filter((word, i) => i === words.length - 1 || !stops.has(word));
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
    const nodes = [await node(index, longest)];
    if (!nodes[0].whole && longest !== words[words.length - 1]) nodes.push(await node(index, words[words.length - 1]));
    const { rows } = nodes.find((one) => one.whole) || nodes[0];
    const starts = (/** @type {string[]} */ parts, /** @type {string} */ word) => parts.some((part) => part.startsWith(word));
    const found = rows.map((row, i) => ({ row, i, parts: tokens(row[1] + " " + (row[3] || "")).map((token) => fold(token.word)) }))
      .filter(({ parts }) => needed.every((word) => starts(parts, word)))
      // Whole words before beginnings, then titles that begin so.
      .map((item) => ({ ...item, first: (needed.every((word) => item.parts.includes(word)) ? 0 : 2) + (item.parts[0].startsWith(words[0]) ? 0 : 1) }));
    found.sort((a, b) => a.first - b.first || a.i - b.i);
    // Not all of one kind where there are several.
    /** @type {Map<string, number>} */
    const kinds = new Map();
    const several = new Set(found.map((item) => item.row[0])).size > 1;
    const some = found.filter(({ row }) => {
      kinds.set(row[0], (kinds.get(row[0]) || 0) + 1);
      return !several || /** @type {number} */ (kinds.get(row[0])) <= most / 2;
    });
    return some.slice(0, most).map(({ row }) => ({ kind: row[0], title: row[1], path: index.path(row[2]) }));
  }

  return { suggest };
})();
