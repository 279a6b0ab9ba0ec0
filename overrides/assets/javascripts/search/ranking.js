// @ts-check
// Terms → documents by score.
const portalSearchRanking = (() => {
  "use strict";

  const { STEM, decoded } = portalSearchCodes, { Hit } = portalSearchTables;
  const TOGETHER = 1.15, FORM = 0.3;

  /**
   * Documents by score. A document needs `least` of the groups; with fewer groups found it comes after.
   * Only what a posting touches is looked at, and only what is shown is told its sections.
   * @param {SearchManifest} manifest @param {SearchGroup[]} groups @param {number} least
   * @returns {InstanceType<typeof portalSearchTables.Hit>[]}
   */
  function ranked(manifest, groups, least) {
    const total = manifest.indexed, lists = groups.map((group) => gathered(manifest, group)), number = lists.length;
    const rare = (/** @type {number} */ n) => Math.log(1 + (total - n + 0.5) / (n + 0.5));
    const weights = lists.map(({ count }) => rare(count));
    // The very form that was typed is a rarer word than all forms together.
    const wholes = lists.map(({ own }, g) => (weights[g] + FORM * (rare(own) - weights[g])) / STEM);
    const places = new Uint32Array(number), all = least === number;
    /** @type {number[]} */
    const docs = [];
    /** @type {number[]} */
    const scores = [];
    /** Where each list speaks of a document. @type {number[]} */
    const spots = [];
    // Who must have all words is found along the rarest one.
    const lead = all ? lists.reduce((least, { count }, g) => (count < lists[least].count ? g : least), 0) : 0;
    while (number) {
      let doc = -1;
      if (all) {
        if (places[lead] >= lists[lead].count) break;
        doc = lists[lead].docs[places[lead]];
      } else {
        for (let g = 0; g < number; g++) {
          if (places[g] < lists[g].count && (doc < 0 || lists[g].docs[places[g]] < doc)) doc = lists[g].docs[places[g]];
        }
        if (doc < 0) break;
      }
      let sum = 0, found = 0, common = -1;
      for (let g = 0; g < number; g++) {
        const list = lists[g], own = list.docs, end = list.count;
        let at = places[g];
        while (at < end && own[at] < doc) at++;
        places[g] = at;
        if (at >= end || own[at] !== doc) {
          common = 0;
          if (all) break;
          continue;
        }
        found++;
        common &= list.units[at];
        sum += list.scores[at] * (list.typed[at] ? wholes[g] : weights[g]);
      }
      if (found >= least) {
        docs.push(doc);
        scores.push(sum * (common && number > 1 ? TOGETHER : 1) + (least < number ? 100 * (found - 1) : 0));
        for (let g = 0; g < number; g++) spots.push(places[g]);
      }
      if (all) places[lead]++;
      else for (let g = 0; g < number; g++) if (lists[g].docs[places[g]] === doc && places[g] < lists[g].count) places[g]++;
    }
    // Sorted as numbers, by the browser itself: the score downwards, then the place.
    const order = Float64Array.from(scores, (score, i) => i - Math.round(score * 1e6) * scores.length).sort();
    return Array.from(order, (key) => {
      const i = ((key % scores.length) + scores.length) % scores.length;
      return new Hit(docs[i], scores[i], lists, spots, i * number, weights);
    });
  }

  /**
   * The documents of all terms of a group, each with the best score.
   * @param {SearchManifest} manifest @param {SearchGroup} group @returns {SearchGathered}
   */
  function gathered(manifest, { matches }) {
    const size = manifest.docs, lists = matches.map((match) => decoded(match, size));
    if (lists.length === 1) return lists[0];
    const best = new Float32Array(size), sections = new Uint32Array(size), very = new Uint8Array(size);
    for (const { count, docs, scores, units, typed } of lists) {
      for (let i = 0; i < count; i++) {
        const doc = docs[i];
        if (scores[i] > best[doc]) best[doc] = scores[i];
        sections[doc] |= units[i];
        very[doc] |= typed[i];
      }
    }
    const docs = new Uint32Array(size), scores = new Float32Array(size), units = new Uint32Array(size), typed = new Uint8Array(size);
    let count = 0, own = 0;
    for (let doc = 0; doc < size; doc++) {
      if (!best[doc]) continue;
      docs[count] = doc;
      scores[count] = best[doc];
      units[count] = sections[doc];
      own += typed[count++] = very[doc];
    }
    return { count, own, docs, scores, units, typed };
  }

  return { ranked };
})();
