// @ts-check
// Acts that a query names, in the order in which they are of use.
const portalSearchActs = (() => {
  "use strict";

  const ORDER = ["in-force", "successor", "", "suspended", "draft", "replaced", "repealed", "amending"];
  /** Of a title, what does not tell an act from others. */
  const COMMON = /^(закон|мыйзам|кодекс|кыргыз|республика)/;

  /**
   * Acts with the asked title and those in their place today, then the others; each by what the register says of them.
   * @param {SearchCard[]} cards with `acts/…` of the act in its place behind the state of one that has ended
   * @param {string[]} words folded words that answer the query, in all forms
   * @param {(key: string) => string} path key → path of a page
   * @returns {{card: SearchCard, asked: boolean, state: string}[]}
   */
  function ordered(cards, words, path) {
    const { fold, tokens } = portalLanguage, known = new Set(words);
    const acts = cards.map((card) => {
      const [state, after] = card.state.split(" "), title = tokens(card.title.replace(/ \([^()]*\)$/, "").toLowerCase());
      const own = title.map(({ word }) => word).filter((word) => word.length > 2 && !COMMON.test(word) && !portalSearchQueries.stopsOf(card.lang).includes(word));
      return { card, state, after: after ? path(after) : "", asked: own.length > 0 && own.every((word) => known.has(fold(word))) };
    });
    const heirs = new Set(acts.filter(({ asked }) => asked).map(({ after }) => after));
    return acts.map(({ card, state, asked }) => ({ card, state, asked: asked || heirs.has(card.path) }))
      .sort((a, b) => Number(b.asked) - Number(a.asked) || ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  }

  return { ordered };
})();
