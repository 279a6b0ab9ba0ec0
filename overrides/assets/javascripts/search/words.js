// @ts-check
// Words → terms of the index: as typed, by their stems, by a beginning, or fixed where they are misspelt.
const portalSearchWords = (() => {
  "use strict";

  const { STEM, numbers, shardOf } = portalSearchCodes, { Shard } = portalSearchTables;
  // After a form of the word comes a word that differs in ң ө ү, then a beginning, then a word repaired.
  const FOLDED = 0.5, OTHER = 0.5, BEGINNING = 0.45, REPAIRED = 0.4;
  const PREFIX = 4;
  /** By analyser. @type {Object<string, string>} */
  const LETTERS = { kyrgyz: "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя", russian: "абвгдежзийклмнопрстуфхцчшщъыьэюя", plain: "abcdefghijklmnopqrstuvwxyz" };

  /** Where the stem of a word will stand, as the page's own script guesses. @param {string} word @returns {string} */
  const beginning = (word) => portalLanguage.fold(word.slice(0, Math.max(4, Math.ceil(word.length * 0.6))));

  class Words extends portalSearchFiles.Files {
    /** @param {string} place a folded beginning @returns {string} */
    nameOf(place) {
      return "t" + shardOf(this.manifest.bounds, place);
    }

    /** @param {Iterable<string>} places @returns {Promise<void>} */
    async need(places) {
      const names = new Set([...places].map((place) => this.nameOf(place)));
      await Promise.all([...names].map(async (name) => {
        if (this.shards.has(name)) return;
        const data = await this.perhaps(name);
        try {
          if (data) this.shards.set(name, new Shard(data));
        } catch {
          this.partly = true;
        }
      }));
    }

    /** @param {string} place @returns {SearchTerm[]} */
    terms(place) {
      return this.shards.get(this.nameOf(place))?.standing(place) || [];
    }

    /** Terms of which a word is a form as it stands. @param {string} word @returns {SearchTerm[]} */
    attested(word) {
      return this.shards.get(this.nameOf(beginning(word)))?.attested(word) || [];
    }

    /** The folded places where a word may stand. @param {string} word @returns {string[]} */
    places(word) {
      const { fold, queryStem, foreignStems } = portalLanguage;
      if (/[§№]$/.test(word)) return [word, word.slice(0, -1)];
      return [...new Set([queryStem(word, this.lang), ...foreignStems(word, this.lang), word].map(fold))];
    }

    /**
     * Terms for a word, the best kind of match only; its shards are there.
     * @param {string} word @param {boolean} unfinished whether a mere beginning may match
     * @returns {{matches: SearchMatch[], rank: number}}
     */
    match(word, unfinished) {
      const { fold, queryStem } = portalLanguage;
      /** @param {SearchTerm} term @param {number} factor @returns {SearchMatch} */
      const made = (term, factor) => ({ term, factor, exact: term.forms.indexOf(word) });
      const known = this.attested(word);
      if (known.length) return { matches: known.map((term) => made(term, STEM)), rank: 4 };
      const stem = queryStem(word, this.lang);
      const matches = this.terms(fold(stem)).map((term) => made(term, term.key === stem ? STEM : FOLDED));
      if (matches.length) {
        const own = matches.find((match) => match.term.key === stem);
        return { matches, rank: matches.some((match) => match.exact >= 0) ? 4 : own ? 3 : 2 };
      }
      for (const place of this.places(word).slice(1)) {
        const found = this.terms(place).map((term) => made(term, OTHER));
        if (found.length) return { matches: found, rank: 2 };
      }
      if (unfinished && word.length > 2) {
        const start = fold(word), shard = this.shards.get(this.nameOf(start));
        const found = shard ? shard.range(start).map((i) => shard.term(i)) : [];
        found.sort((a, b) => b.postings.length - a.postings.length || (a.key < b.key ? -1 : 1));
        if (found.length) return { matches: found.slice(0, 20).map((term) => made(term, BEGINNING)), rank: 1 };
      }
      return { matches: [], rank: 0 };
    }

    /**
     * Loads the shards for words: first those of their beginnings, which the page may have asked for already; then, for
     * words that stand nowhere as they were typed, those of their stems.
     * @param {SearchGroup[][]} variants @param {boolean} [quick] without loading roots for them @returns {Promise<void>}
     */
    async find(variants, quick) {
      const words = [...new Set(variants.flat().map((group) => group.word))];
      await this.need(words.map(beginning));
      const rest = words.filter((word) => !this.attested(word).length && !this.terms(word).length);
      if (!rest.length) return;
      if (!quick) await this.stems();
      await this.need(rest.flatMap((word) => this.places(word)));
    }

    /** The roots of Kyrgyz, without which its stems are not those of the index. @returns {Promise<void>} */
    async stems() {
      if (portalLanguage.ready(this.lang) || this.failed.has("roots")) return;
      try {
        await portalSearchFiles.script(this.base + "built:language-roots.js");
      } catch {
        this.failed.add("roots");
        this.partly = true;
      }
    }

    /** @param {SearchGroup[]} groups @param {{beginning?: boolean}} options @returns {SearchGroup[]} */
    fill(groups, options) {
      return groups.map((group, i) => {
        if (/[§№]$/.test(group.word)) {
          const found = this.terms(group.word);
          if (found.length) return { ...group, matches: found.map((term) => ({ term, factor: 1, exact: -1 })), rank: 4 };
          return { ...group, ...this.match(group.word.slice(0, -1), false), word: group.word.slice(0, -1) };
        }
        const last = i === groups.length - 1 && options.beginning !== false;
        return { ...group, ...this.match(group.word, last) };
      });
    }

    /**
     * One slip of spelling: all words at distance 1, stemmed like any other, held against the vocabulary. Words that
     * begin alike stand in the shard at hand; for a slip in the first letters the vocabulary is sorted by the next.
     * @param {SearchGroup} group changed where something fits @returns {Promise<boolean>}
     */
    async fix(group) {
      const { fold, queryStem } = portalLanguage, word = group.word;
      if (word.length < 4 || word.length > 30 || /\d/.test(word)) return false;
      /** @type {Map<string, {word: string, close: number}>} */
      const found = new Map();
      for (const [other, close] of slips(word, LETTERS[portalAnalyser(this.lang)])) {
        const key = queryStem(other, this.lang), known = found.get(key);
        if (key.length > 2 && (!known || known.close < close)) found.set(key, { word: other, close });
      }
      const tail = (/** @type {string} */ key) => fold(key).slice(PREFIX, PREFIX + 3);
      const start = this.nameOf(fold(word));
      const far = [...found.keys()].filter((key) => this.nameOf(fold(key)) !== start);
      const names = new Map();
      for (const key of far) {
        const name = "v" + shardOf(this.manifest.vocabulary, tail(key));
        names.set(name, (names.get(name) || 0) + 1);
      }
      const wanted = [...names].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([name]) => name);
      /** @type {Map<string, number>} */
      const known = new Map();
      for (const data of await Promise.all(wanted.map((name) => this.perhaps(name)))) {
        if (!data) continue;
        const counts = numbers(data[1]);
        /** @type {string[]} */ (data[0].split(" ")).forEach((key, i) => known.set(key, counts[i]));
      }
      const candidates = [...found].map(([key, { word: other, close }]) => {
        const near = this.terms(fold(key)).find((term) => term.key === key);
        const count = near ? near.postings.length / 3 : 2 ** ((known.get(key) || 0) / 2) - 1;
        const attested = near && near.forms.includes(other) ? 3 : 0;
        return { key, word: other, count, score: count ? attested + close + Math.log2(count + 1) / 2 : 0 };
      }).filter((candidate) => candidate.count > 0).sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1)).slice(0, 4);
      await this.need(candidates.map((candidate) => fold(candidate.key)));
      let best = null, high = 0;
      for (const candidate of candidates) {
        const { matches, rank } = this.match(candidate.word, false);
        const score = candidate.score + (rank === 4 ? 3 : 0);
        if (matches.length && score > high) {
          high = score;
          best = { matches, word: candidate.word };
        }
      }
      if (!best) return false;
      group.matches = best.matches.map((match) => ({ ...match, factor: match.factor * REPAIRED }));
      group.text = group.word = best.word;
      group.rank = 1;
      return true;
    }
  }

  /**
   * Words at distance 1 (a letter too much, too few, another, two swapped), with how likely the slip is.
   * @param {string} word @param {string} letters @returns {[string, number][]}
   */
  function slips(word, letters) {
    /** @type {[string, number][]} */
    const found = [];
    for (let i = 0; i <= word.length; i++) {
      const head = word.slice(0, i), tail = word.slice(i), first = i ? 0.5 : 0;
      if (tail) found.push([head + tail.slice(1), first + (tail[0] === word[i - 1] ? 1 : 0.5)]);
      if (tail.length > 1 && tail[0] !== tail[1]) found.push([head + tail[1] + tail[0] + tail.slice(2), first + 1]);
      for (const letter of letters) {
        found.push([head + letter + tail, first + (letter === word[i - 1] ? 1 : 0.5)]);
        if (tail && letter !== tail[0]) found.push([head + letter + tail.slice(1), first + (alike(letter, tail[0]) ? 0.8 : 0.3)]);
      }
    }
    return found;
  }

  const ALIKE = ["оаө", "еиэ", "уүю", "нң", "бп", "дт", "гкх", "зс", "жшщч", "вф", "ыи", "ая", "ьъ"];
  /** @param {string} a @param {string} b @returns {boolean} */
  const alike = (a, b) => ALIKE.some((set) => set.includes(a) && set.includes(b));

  return { Words };
})();
