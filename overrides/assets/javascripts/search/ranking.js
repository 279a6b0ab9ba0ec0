// @ts-check
// Terms → documents by score.
const portalSearchRanking = (() => {
  "use strict";

  const { ALIKE, STEM, UNTOLD, decoded } = portalSearchCodes, { Hit } = portalSearchTables;
  /** How much rarer than all forms together the very form that was typed counts. */
  const FORM = 0.3;
  /** How much a score sinks with the share of the query's rarity that a document lacks, and the least share that counts. */
  const POWER = 0.5, LEAST = 0.25;
  /** From this score on a document has a word wholly: a long text has most words somewhere, and says little with them. */
  const FIRM = 0.25;
  /**
   * How much more counts what title and question say, by its share. From the second on a document stands among those with
   * all words, if it has the third share of them somewhere.
   */
  const ABOUT = 3, MAINLY = 0.4, MOSTLY = 0.55;
  /** The share of a word in title and question that is only like the one that was typed. */
  const LIKE = 0.6;
  /** What answers counts more where a question is asked, from this share of the rarity on. */
  const ANSWER = 1.3, ENOUGH = 0.3;
  /** What reads like a question, in any of the languages. */
  const QUESTION = new RegExp("\\?|(?:^|\\s)(?:" +
    "ли|можно|нужно|надо|кто|кого|кому|кем|чей|что|чего|чему|чем|как|как(?:ой|ая|ое|ие|их|им|ую|ого|ом|ому|ими)|где|куда|откуда|когда|" +
    "почему|зачем|сколько|долж(?:ен|на|но|ны)|обязан[аоы]?|вправе|" +
    "кантип|кандай|кайсы[лн]?[а-яёңөү]*|канча[а-яёңөү]*|качан|кайда[а-яёңөү]*|ким[а-яёңөү]{0,3}|эмне[а-яёңөү]*|неге|мүмкүнбү|керекпи|барбы|милдеттүү" +
    ")(?=\\s|$)|[а-яёңөү](?:бы|би|бу|бү|пы|пи|пу|пү)\\s*$", "im");

  /** Of the least score of a document that has a word, the most for one that the word only finds too. */
  const LESS = 0.9;
  /** Above any score: documents with all words stand before those with some, and both before ordinary pages. */
  const CLASS = 10000;
  /** Ranks nearer to each other than this are not told apart. */
  const CLOSE = 0.001;

  /**
   * Documents by score. All of them hold a word; one without some of them counts less by how rare those are. First stand
   * those that have all words in one section, of which title and question are a part, and those that are about most of them.
   * Only what a posting touches is looked at, and only what is shown is told its sections.
   * @param {SearchManifest} manifest @param {SearchGroup[]} groups @param {string} query
   * @param {SearchNear[]} near what other words may be slips of: it finds no document, and lifts those that are found
   * While second parts of lists have not come, a document of which they decide the class stands in the lower one.
   * @returns {{hits: InstanceType<typeof portalSearchTables.Hit>[], sure: boolean}} `sure`: the first document is the first
   *   whatever the second parts say, for it stands above all that the others can come to
   */
  function ranked(manifest, groups, query, near) {
    const total = manifest.indexed, size = manifest.docs, lists = groups.map((group) => gathered(manifest, group, groups.length < 2)), number = lists.length;
    const rare = (/** @type {number} */ n) => Math.log(1 + (total - n + 0.5) / (n + 0.5));
    // The root: a verb that few documents have says less of what is asked than a subject that many have.
    const parts = groups.map(({ share }) => share || 1), weights = lists.map(({ count }, g) => Math.sqrt(rare(count)) * parts[g]), whole = weights.reduce((sum, weight) => sum + weight, 0);
    const sums = new Float32Array(size), shares = new Float32Array(size), firm = new Float32Array(size), abouts = new Float32Array(size);
    const found = new Uint8Array(size), together = new Uint32Array(size).fill(-1), possible = new Uint32Array(size).fill(-1);
    for (let g = 0; g < number; g++) {
      const { count, own, docs, scores, units, typed, asked } = lists[g], weight = weights[g], all = rare(count);
      // The very form that was typed is a rarer word than all forms together.
      const very = (Math.sqrt(all + FORM * (rare(own) - all)) / STEM) * parts[g];
      for (let i = 0; i < count; i++) {
        const doc = docs[i];
        sums[doc] += scores[i] * (typed[i] ? very : weight);
        shares[doc] += weight;
        firm[doc] += scores[i] < FIRM ? (weight * scores[i]) / FIRM : weight;
        abouts[doc] += weight * asked[i];
        if (!asked[i]) {
          together[doc] &= units[i] & ~UNTOLD;
          if (units[i] < UNTOLD) possible[doc] &= units[i];
        }
        found[doc]++;
      }
    }
    for (const { group, matches } of near) {
      const { count, docs, scores, asked } = gathered(manifest, { ...group, matches }, false);
      const at = groups.indexOf(group), weight = at < 0 ? Math.sqrt(rare(count)) : weights[at], own = at < 0 ? docs.subarray(0, count) : lists[at].docs.subarray(0, lists[at].count), has = new Set(own);
      for (let i = 0; i < count; i++) {
        const doc = docs[i];
        sums[doc] += scores[i] * weight;
        abouts[doc] += weight * asked[i] * LIKE;
        if (!has.has(doc)) for (const share of [shares, firm]) share[doc] += weight * LIKE;
      }
    }
    const pages = new Set(manifest.pages), answers = new Set(QUESTION.test(query) ? manifest.answers : []);
    /** @type {number[]} */
    const docs = [];
    /** @type {number[]} */
    const ranks = [];
    let most = 0;
    for (let doc = 0; doc < size; doc++) {
      const share = firm[doc] / whole, about = abouts[doc] / whole, full = found[doc] === number;
      if (!found[doc] || (!full && shares[doc] < LEAST * whole)) continue;
      docs.push(doc);
      const score = sums[doc] * share ** POWER * (1 + ABOUT * about), first = (full && together[doc]) || (about >= MAINLY && share >= MOSTLY);
      const rank = answers.has(doc) && share >= ENOUGH ? score * ANSWER : score, page = pages.has(doc);
      ranks.push(rank + (page ? 0 : first ? 2 * CLASS : CLASS));
      if (full && possible[doc] && !first && !page) most = Math.max(most, rank + 2 * CLASS);
    }
    // Sorted as numbers, by the browser itself: the score downwards, then the place.
    const order = Float64Array.from(ranks, (rank, i) => i - Math.round(rank * 1e6) * ranks.length).sort();
    const hits = Array.from(order, (key) => {
      const i = ((key % ranks.length) + ranks.length) % ranks.length;
      return new Hit(docs[i], ranks[i], found[docs[i]] < number, ranks[i] < 2 * CLASS, lists, weights);
    });
    return { hits, sure: hits.length > 0 && hits[0].score > most + CLOSE };
  }

  /**
   * The documents of all terms of a group, each with the best score.
   * @param {SearchManifest} manifest @param {SearchGroup} group @param {boolean} alone whether nothing else is looked for
   * @returns {SearchGathered}
   */
  function gathered(manifest, { matches }, alone) {
    const size = manifest.docs, lists = matches.map((match) => decoded(match, size));
    if (lists.length === 1) return lists[0];
    const best = new Float32Array(size), sections = new Uint32Array(size), very = new Uint8Array(size), about = new Float32Array(size);
    const alike = matches.map(({ term }) => term.key.endsWith(ALIKE)), shrunk = alone ? below(lists, alike) : 1;
    for (let g = 0; g < lists.length; g++) {
      const { count, docs, scores, units, typed, asked } = lists[g], scale = alike[g] ? shrunk : 1, share = alike[g] ? LIKE : 1;
      for (let i = 0; i < count; i++) {
        const doc = docs[i];
        if (scores[i] * scale > best[doc]) best[doc] = scores[i] * scale;
        sections[doc] |= units[i];
        very[doc] |= typed[i];
        if (about[doc] < asked[i] * share) about[doc] = asked[i] * share;
      }
    }
    const docs = new Uint32Array(size), scores = new Float32Array(size), units = new Uint32Array(size), typed = new Uint8Array(size), asked = new Float32Array(size);
    let count = 0, own = 0;
    for (let doc = 0; doc < size; doc++) {
      if (!best[doc]) continue;
      docs[count] = doc;
      scores[count] = best[doc];
      units[count] = sections[doc];
      asked[count] = about[doc];
      own += typed[count++] = very[doc];
    }
    return { count, own, docs, scores, units, typed, asked };
  }

  /**
   * By how much documents without the word itself shrink to come after those that have it, whatever their titles say.
   * @param {SearchGathered[]} lists @param {boolean[]} alike @returns {number}
   */
  function below(lists, alike) {
    let least = 1, most = 0;
    lists.forEach(({ count, scores }, g) => {
      for (const score of scores.subarray(0, count)) {
        if (alike[g]) most = Math.max(most, score);
        else least = Math.min(least, score);
      }
    });
    return Math.min(1, (LESS * least) / ((1 + ABOUT) * (most || 1)));
  }

  return { CLASS, ranked };
})();
