// @ts-check
// What is looked for in quotes.
const portalSearchPhrases = (() => {
  "use strict";

  /** @typedef {InstanceType<typeof portalSearchIndex.Index>} Index */

  /**
   * Documents in which the words in quotes stand side by side, with the sections where they do.
   * @param {Index} index @param {SearchGroup[]} groups @param {SearchResult["hits"]} hits @param {number} most @returns {Promise<SearchResult["hits"]>}
   */
  async function phrases(index, groups, hits, most) {
    const { fold, tokens } = portalLanguage;
    /** @type {string[][]} */
    const wanted = [];
    for (const group of groups) if (group.phrase >= 0) (wanted[group.phrase] = wanted[group.phrase] || []).push(fold(group.word));
    const needles = wanted.filter(Boolean).map((words) => ` ${words.join(" ")} `);
    /** @param {string} text */
    const flat = (text) => ` ${tokens(text).map((token) => fold(token.word)).join(" ")} `;
    /** @type {SearchResult["hits"]} */
    const kept = [];
    for (let start = 0; start < hits.length && start < most; start += 20) {
      const some = hits.slice(start, start + 20);
      const cards = new Map((await index.cards(some.map((hit) => hit.doc))).map((card) => [card.doc, card]));
      const texts = await Promise.all(some.map((hit) => index.text(hit.doc)));
      some.forEach((hit, i) => {
        const card = cards.get(hit.doc);
        if (!card) return;
        const parts = texts[i].map((text, unit) => flat((unit ? card.units[unit - 1]?.title + ". " : card.title + ". " + card.summary + ". ") + text));
        const units = parts.map((_, unit) => unit).filter((unit) => needles.every((needle) => parts[unit].includes(needle)));
        if (needles.every((needle) => parts.some((part) => part.includes(needle)))) {
          if (units.length) hit.told = units;
          kept.push(hit);
        }
      });
    }
    return kept;
  }

  return { phrases };
})();
