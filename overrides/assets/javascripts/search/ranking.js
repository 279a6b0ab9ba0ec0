// @ts-check
// Terms → documents by score.
const portalSearchRanking = (() => {
  "use strict";

  const { ALIKE, STEM, decoded } = portalSearchCodes, { Hit } = portalSearchTables;
  /** How much rarer than all forms together the very form that was typed counts. */
  const FORM = 0.3;
  /** How much a score sinks with the share of the query's rarity that a document lacks, and the least share that counts. */
  const POWER = 0.5, LEAST = 0.25;
  /**
   * How much more counts what title and question say, by its share. From the second on a document stands among those with
   * all words, if it has the third share of them somewhere.
   */
  const ABOUT = 3, MAINLY = 0.35, MOSTLY = 0.55;
  /** What answers counts more where a question is asked, and from this share of the rarity on like one with all words. */
  const ANSWER = 1.5, ENOUGH = 0.4;
  /** What reads like a question, in any of the languages. */
  const QUESTION = /\?|(?:^|\s)(?:можно|нужно ли|надо ли|кто|как|когда|сколько|должен|обязан|вправе|имеет ли|какой|какие|кантип|ким|качан|канча|кандай|болобу|керекпи|барбы|мүмкүнбү|милдеттүү)(?=\s|$)|[а-яёңөү](?:бы|би|бу|бү|пы|пи|пу|пү)\s*$/i;

  /** Of the least score of a document that has a word, the most for one that the word only finds too. */
  const LESS = 0.9;
  /** Above any score: documents with all words stand before those with some, and both before ordinary pages. */
  const CLASS = 10000;

  /**
   * Documents by score. All of them hold a word; one without some of them counts less by how rare those are.
   * Only what a posting touches is looked at, and only what is shown is told its sections.
   * @param {SearchManifest} manifest @param {SearchGroup[]} groups @param {string} query
   * @returns {InstanceType<typeof portalSearchTables.Hit>[]}
   */
  function ranked(manifest, groups, query) {
    const total = manifest.indexed, size = manifest.docs, lists = groups.map((group) => gathered(manifest, group)), number = lists.length;
    const rare = (/** @type {number} */ n) => Math.log(1 + (total - n + 0.5) / (n + 0.5));
    // The root: a verb that few documents have says less of what is asked than a subject that many have.
    const weights = lists.map(({ count }) => Math.sqrt(rare(count))), whole = weights.reduce((sum, weight) => sum + weight, 0);
    const sums = new Float32Array(size), shares = new Float32Array(size), abouts = new Float32Array(size), found = new Uint8Array(size);
    for (let g = 0; g < number; g++) {
      const { count, own, docs, scores, typed, asked } = lists[g], weight = weights[g], all = rare(count);
      // The very form that was typed is a rarer word than all forms together.
      const very = Math.sqrt(all + FORM * (rare(own) - all)) / STEM;
      for (let i = 0; i < count; i++) {
        const doc = docs[i];
        sums[doc] += scores[i] * (typed[i] ? very : weight);
        shares[doc] += weight;
        if (asked[i]) abouts[doc] += weight;
        found[doc]++;
      }
    }
    const pages = new Set(manifest.pages), answers = new Set(QUESTION.test(query) ? manifest.answers : []);
    /** @type {number[]} */
    const docs = [];
    /** @type {number[]} */
    const ranks = [];
    for (let doc = 0; doc < size; doc++) {
      const share = shares[doc] / whole, about = abouts[doc] / whole, full = found[doc] === number;
      if (!found[doc] || (!full && share < LEAST)) continue;
      docs.push(doc);
      const score = sums[doc] * share ** POWER * (1 + ABOUT * about);
      const answer = answers.has(doc) && share >= ENOUGH;
      ranks.push((answer ? score * ANSWER : score) + (pages.has(doc) ? 0 : full || answer || (about >= MAINLY && share >= MOSTLY) ? 2 * CLASS : CLASS));
    }
    // Sorted as numbers, by the browser itself: the score downwards, then the place.
    const order = Float64Array.from(ranks, (rank, i) => i - Math.round(rank * 1e6) * ranks.length).sort();
    return Array.from(order, (key) => {
      const i = ((key % ranks.length) + ranks.length) % ranks.length;
      return new Hit(docs[i], ranks[i], found[docs[i]] < number, ranks[i] < 2 * CLASS, lists, weights);
    });
  }

  /**
   * The documents of all terms of a group, each with the best score.
   * @param {SearchManifest} manifest @param {SearchGroup} group @returns {SearchGathered}
   */
  function gathered(manifest, { matches }) {
    const size = manifest.docs, lists = matches.map((match) => decoded(match, size));
    if (lists.length === 1) return lists[0];
    const best = new Float32Array(size), sections = new Uint32Array(size), very = new Uint8Array(size), about = new Uint8Array(size);
    // Documents without the word itself come after those that have it.
    const alike = matches.map(({ term }) => term.key.endsWith(ALIKE));
    let least = 1, most = 0;
    lists.forEach(({ count, scores }, g) => {
      for (const score of scores.subarray(0, count)) {
        if (alike[g]) most = Math.max(most, score);
        else least = Math.min(least, score);
      }
    });
    const shrunk = Math.min(1, (LESS * least) / (most || 1));
    for (let g = 0; g < lists.length; g++) {
      const { count, docs, scores, units, typed, asked } = lists[g], scale = alike[g] ? shrunk : 1;
      for (let i = 0; i < count; i++) {
        const doc = docs[i];
        if (scores[i] * scale > best[doc]) best[doc] = scores[i] * scale;
        sections[doc] |= units[i];
        very[doc] |= typed[i];
        if (!alike[g]) about[doc] |= asked[i];
      }
    }
    const docs = new Uint32Array(size), scores = new Float32Array(size), units = new Uint32Array(size), typed = new Uint8Array(size), asked = new Uint8Array(size);
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

  return { CLASS, ranked };
})();
