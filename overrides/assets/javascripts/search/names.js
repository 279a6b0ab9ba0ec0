// @ts-check
// What a query names, in the index of names beside that of documents.
const portalSearchNames = (() => {
  "use strict";

  /** @typedef {InstanceType<typeof portalSearchIndex.Index>} Index */
  const { CLASS } = portalSearchRanking;
  /** Of the best name's score, what another one needs to be named beside it. */
  const NAMED = 0.55;
  /** Of the best document's score, what an ordinary page needs to be named above it. */
  const LIKELY = 0.6;
  /** What says that an act is looked for. */
  const ACT = /закон|мыйзам|кодекс|токтом|постановл|указ|жарлык|буйру|приказ|положени|жобо|конституц|программ|концепц|регламент|№|\d/i;

  /** What names no act by itself, an article of it. @param {{word: string}} group */
  const ofArticle = ({ word }) => word.endsWith("§");

  /**
   * A query without the articles of acts that it names: their numbers are no numbers of acts.
   * @param {string} query @param {SearchLang} lang
   */
  function withoutArticles(query, lang) {
    const groups = portalSearchQueries.parse(query, lang);
    return groups.some(ofArticle) ? groups.filter((group) => !ofArticle(group)).map(({ text }) => text).join(" ") : query;
  }

  /**
   * Pages of what the query names: acts, those in force first, places, bodies, topics, terms; few, for they stand before
   * what was found.
   * @param {Index} index @param {SearchResult} result @returns {Promise<SearchNamed[]>}
   */
  async function named(index, result) {
    const place = index.lang + "/names";
    index.names = index.names || portalSearchFiles.manifestOf(place, index.base).then((manifest) => new portalSearchIndex.Index(manifest, index.base, place));
    index.names.catch(() => { index.names = undefined; });
    const names = await index.names, options = { quick: true, exact: true, beginning: false };
    /** @param {string} text */
    const whole = async (text) => {
      if (!text) return { words: [], hits: [], number: 0 };
      const found = await names.search(text, options);
      return { words: found.words, hits: found.hits.filter((hit) => !hit.partial), number: found.groups.length };
    };
    const query = withoutArticles(result.query, index.lang);
    let { words, hits, number } = await whole(query);
    if (!hits.length && result.repaired) ({ words, hits, number } = await whole(withoutArticles(result.repaired, index.lang)));
    // A form that no name has: the stem that stands in the texts.
    if (!hits.length) ({ words, hits, number } = await whole(result.groups.filter((group) => !ofArticle(group)).map(({ word, matches }) => (matches.length ? matches[0].term.key : word)).join(" ")));
    const scores = new Map(hits.map((hit) => [hit.doc, hit.score % CLASS])), least = NAMED * Math.max(...scores.values());
    const near = (/** @type {SearchCard} */ card) => (scores.get(card.doc) || 0) >= least;
    const all = await names.cards(hits.slice(0, 40).map((hit) => hit.doc));
    const acts = portalSearchActs.ordered(all.filter((card) => card.kind === "act"), words, (key) => index.path(key)).filter(({ card, asked }) => asked || near(card));
    const cards = all.filter((card) => (card.kind === "act" ? acts.some((act) => act.card === card) : near(card)));
    let act = 0;
    // Acts have words of places and subjects in their titles: many are meant only where something says so.
    const most = ACT.test(result.query) || acts.some(({ asked }) => asked) ? 3 : cards.some((card) => card.kind === "region") ? 0 : 1;
    /** @type {Object<string, number>} */
    const left = { act: most, region: 3, organisation: 1, topic: 1, term: 1, page: 0 };
    const others = cards.map((card) => (card.kind === "act" ? acts[act++] : { card, state: card.state })).filter(({ card }) => left[card.kind]-- > 0)
      .map(({ card: { kind, title, path, passport }, state }) => ({ kind, title, path, state, details: passport }));
    const asked = portalSearchPages.pagesFor(index, names.manifest.asked, result), pages = asked.length ? asked : await likely(index, result);
    // Where the whole query asks for a page, what has some of its words is not meant.
    const some = pages.length > 0 && number < portalSearchQueries.parse(query, index.lang).filter(({ stop }) => !stop).length;
    const subject = pages.length ? [] : portalSearchPages.subjectOf(index, names.manifest.asked, result);
    return [...pages, ...subject, ...(some ? [] : others.filter(({ path }) => path !== subject[0]?.path))].slice(0, 5);
  }

  /**
   * The ordinary page that has all words of a query of several, about as well as the best document: among the results it
   * stands behind all of them.
   * @param {Index} index @param {SearchResult} result @returns {Promise<SearchNamed[]>}
   */
  async function likely(index, { groups, hits }) {
    const own = new Set(index.manifest.pages), page = hits.find(({ doc }) => own.has(doc)), best = hits.find(({ doc }) => !own.has(doc));
    // The examples of a page have acts and articles; who names one does not ask how to search.
    if (groups.length < 2 || groups.some(({ word }) => /[№§]$/.test(word)) || !page || page.partial || !best || page.score % CLASS < LIKELY * (best.score % CLASS)) return [];
    return (await index.cards([page.doc])).map(({ title, path }) => ({ kind: "page", title, path, state: "", details: "" }));
  }

  return { named };
})();
