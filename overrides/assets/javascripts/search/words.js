// @ts-check
// Words → terms of the index: as typed, by their stems, by a beginning, or fixed where they are misspelt.
const portalSearchWords = (() => {
  "use strict";

  const { ALIKE, STEM, shardOf } = portalSearchCodes, { Shard } = portalSearchTables;
  // After a form of the word comes a word that differs in ң ө ү, then a beginning, then a word repaired (repair.js).
  const FOLDED = 0.5, FOLDED_WORD = 0.1, OTHER = 0.5, BEGINNING = 0.45;
  /** How much less documents count that a word finds beside those that have it. */
  const LESS = 0.5;
  /** Letters of a root below which a form that nobody wrote may be a slip in another word. */
  const DOUBTFUL = 4;
  /** Smaller numbers are in too many texts, in figures of something else. */
  const LEAST = 10;

  /** A Kyrgyz case, and what belongs to somebody before it. */
  const CASE = /(?:с?[ыиуү]н)?([дт][аеоө]н?|[ндт][ыиуү]н?|[гк][аеоө])$/;

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

    /**
     * Loads the second parts of long lists. @param {SearchTerm[]} terms @returns {Promise<void>}
     */
    async rests(terms) {
      const { fold } = portalLanguage, places = new Map(terms.map((term) => [term, "r" + shardOf(this.manifest.rests || "", fold(term.key))]));
      await Promise.all([...new Set(places.values())].map(async (name) => {
        const data = await this.perhaps(name), shard = data ? new Shard(data) : undefined;
        for (const [term, place] of places) {
          const found = shard && place === name ? shard.standing(fold(term.key)).find(({ key }) => key === term.key) : undefined;
          if (found) term.rest = found.postings;
        }
      }));
    }

    /** Documents that words find beside those that have them. @param {SearchTerm[]} known @returns {SearchMatch[]} */
    alike(known) {
      const places = new Set(known.map((term) => portalLanguage.fold(term.key) + ALIKE));
      return [...places].flatMap((place) => this.terms(place)).map((term) => ({ term, factor: LESS, exact: -1 }));
    }

    /** The folded places where a word may stand. @param {string} word @returns {string[]} */
    places(word) {
      const { fold, queryStem, foreignStems } = portalLanguage;
      if (/[§№]$/.test(word)) return [word, word.slice(0, -1)];
      if (word.endsWith("#")) {
        const value = word.slice(0, -1);
        return [word, portalSearchQueries.rounded(value, 3) + "#", portalSearchQueries.rounded(value, 2) + "#", value];
      }
      if (/^\d{4}$/.test(word)) return [word, word + "#"];
      // Names of places are no roots that a stemmer knows, and the other language's roots may not be there.
      const ending = this.place !== this.lang && word.match(CASE), bare = ending ? [word.slice(0, -ending[1].length), word.slice(0, -ending[0].length)] : [];
      return [...new Set([queryStem(word, this.lang), ...foreignStems(word, this.lang), word, ...bare.filter((root) => root.length > 2)].map(fold))];
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
      // Names stand in all languages side by side: a form of one is often the very form of another.
      const foreign = this.place === this.lang ? [] : this.places(word).slice(1).flatMap((place) => this.terms(place)).filter((term) => !known.includes(term)).map((term) => made(term, OTHER));
      if (known.length) return { matches: [...known.map((term) => made(term, STEM)), ...foreign, ...this.alike(known)], rank: 4 };
      const stem = queryStem(word, this.lang);
      // Кантип and кант have one stem, but who asks for the town does not ask how.
      const stops = new Set(portalSearchQueries.stopsOf(this.lang)), free = (/** @type {SearchTerm} */ term) => !term.forms.length || term.forms.some((form) => !stops.has(form));
      // Who types туз, which is salt, hardly means түз.
      const found = this.terms(fold(stem)).filter(free), own = found.some((term) => term.key === stem), folded = own ? FOLDED_WORD : FOLDED;
      const matches = found.map((term) => made(term, term.key === stem ? STEM : folded));
      if (matches.length) {
        return { matches: [...matches, ...foreign, ...this.alike(matches.map((match) => match.term))], rank: matches.some((match) => match.exact >= 0) ? 4 : own ? 3 : 2 };
      }
      for (const place of this.places(word).slice(1)) {
        const found = this.terms(place).map((term) => made(term, OTHER));
        if (found.length) return { matches: found, rank: 2 };
      }
      if (unfinished && word.length > 2) {
        const start = fold(word), shard = this.shards.get(this.nameOf(start));
        const found = shard ? shard.range(start).map((i) => shard.term(i)).filter((term) => !term.key.endsWith(ALIKE) && free(term)) : [];
        found.sort((a, b) => b.length - a.length || (a.key < b.key ? -1 : 1));
        // What is asked for by this very word is not hidden by a longer one: budget, budgets.
        const asked = shard && found.length ? shard.standing(start + ALIKE).map((term) => made(term, LESS)) : [];
        if (found.length) return { matches: [...found.slice(0, 20).map((term) => made(term, BEGINNING)), ...asked], rank: 1 };
      }
      return { matches: [], rank: 0 };
    }

    /**
     * Loads the shards for words: first those of their beginnings, which the page may have asked for already; then, for
     * words that stand nowhere as they were typed, those of their stems.
     * @param {SearchGroup[][]} variants @param {boolean} [quick] without loading roots for them @returns {Promise<void>}
     */
    async find(variants, quick) {
      const words = [...new Set(variants.flatMap((groups) => groups.flatMap((group, i) => (group.hyphen && groups[i + 1] ? [group.word, group.word + groups[i + 1].word] : group.word))))];
      const names = variants.flatMap((groups) => groups.flatMap((_, i) => this.namePlaces(groups, i)));
      await this.need([...words.map(beginning), ...names, ...variants.flatMap((groups) => this.figures(groups).flatMap(({ places }) => places))]);
      const known = words.map((word) => this.attested(word));
      await this.need(known.flat().map((term) => portalLanguage.fold(term.key) + ALIKE));
      const rest = words.filter((word, i) => !known[i].length && !this.terms(word).length);
      if (!rest.length) return;
      await (quick ? this.rules() : this.stems());
      await this.need(rest.flatMap((word) => this.places(word)));
    }

    /** The rules of Kyrgyz and its roots, without which its stems are not those of the index. @returns {Promise<void>} */
    async stems() {
      await Promise.all([this.rules(), portalAnalyser(this.lang) === "kyrgyz" ? this.perhapsScript("built:language-roots.js") : undefined]);
    }

    /** The rules of Kyrgyz, for words that stand nowhere as they are typed. @returns {Promise<void>} */
    async rules() {
      if (!portalLanguage.whole()) await this.perhapsScript("built:language-stems.js");
    }

    /** Loads a script that the search can do without, badly. @param {string} name @returns {Promise<void>} */
    async perhapsScript(name) {
      if (this.failed.has(name)) return;
      try {
        await portalSearchFiles.part(this.base + name);
      } catch {
        this.failed.add(name);
        this.partly = true;
      }
    }

    /** @param {SearchGroup[]} groups @param {{beginning?: boolean}} options @returns {SearchGroup[]} */
    fill(groups, options) {
      return this.together(this.apart(this.counted(this.hyphenated(groups).map((group, i, groups) => {
        if (group.word.endsWith("#")) {
          // The very sum, the same rounded, the digits as they stand.
          const places = this.places(group.word), at = places.findIndex((place) => this.terms(place).length);
          return { ...group, word: group.word.slice(0, -1), matches: at < 0 ? [] : this.terms(places[at]).map((term) => ({ term, factor: at ? 0.7 : 1, exact: -1 })), rank: at < 0 ? 0 : 4 };
        }
        if (/[§№]$/.test(group.word)) {
          const found = this.terms(group.word);
          if (found.length) return { ...group, matches: found.map((term) => ({ term, factor: 1, exact: -1 })), rank: 4 };
          return { ...group, ...this.match(group.word.slice(0, -1), false), word: group.word.slice(0, -1) };
        }
        const last = i === groups.length - 1 && options.beginning !== false;
        return { ...group, ...this.match(group.word, last) };
      }))));
    }

    /** The figures of numbers in words, with the words they are of. @param {SearchGroup[]} groups @returns {{from: number, to: number, places: string[]}[]} */
    figures(groups) {
      const numbers = portalSearchQueries.numbers(groups.map(({ word, phrase }) => (phrase < 0 ? word : "")), this.lang);
      return numbers.filter(({ value }) => value >= LEAST).map(({ from, to, value }) => ({ from, to, places: value < 1000 ? [`${value}`] : [`${value}#`, `${value}`] }));
    }

    /** Adds what a number in words finds in figures; where that is more than one word, in their place. @param {SearchGroup[]} groups @returns {SearchGroup[]} */
    counted(groups) {
      const made = [...groups];
      for (const { from, to, places } of this.figures(groups).reverse()) {
        /** @type {SearchMatch[]} */
        const matches = places.flatMap((place) => this.terms(place)).map((term) => ({ term, factor: 1, exact: -1 }));
        if (!matches.length) continue;
        if (to - from === 1) made[from] = { ...made[from], matches: [...made[from].matches, ...matches], rank: 4 };
        else made.splice(from, to - from, { ...made[from], text: groups.slice(from, to).map(({ text }) => text).join(" "), word: places[places.length - 1], matches, stop: false, rank: 4, hyphen: made[to - 1].hyphen });
      }
      return made;
    }

    /** Puts names of two words in the place of these: Ак-Суу is neither white nor water. @param {SearchGroup[]} groups @returns {SearchGroup[]} */
    hyphenated(groups) {
      const made = [...groups];
      for (let i = 0; i + 1 < made.length; i++) {
        const [group, next] = made.slice(i, i + 2), word = group.word + next.word;
        if (group.hyphen && group.phrase < 0 && this.match(word, false).rank > 2) made.splice(i, 2, { ...group, text: `${group.text}-${next.text}`, word, stop: false, hyphen: next.hyphen });
      }
      return made;
    }

    /**
     * Where a name stands that is written with a hyphen, and was typed as two words: ысык кол, Ысык-Көл.
     * @param {SearchGroup[]} groups @param {number} i the first of the two @returns {string[]} folded
     */
    namePlaces(groups, i) {
      const [one, two] = groups.slice(i, i + 2);
      if (!two || one.hyphen || [one, two].some(({ word, stop, phrase }) => stop || phrase >= 0 || !/^[^\d§№#]{2,}$/.test(word))) return [];
      const word = one.word + two.word, ending = two.word.length > 3 ? CASE.exec(two.word) : null;
      return [...new Set([word, ...(ending ? [word.slice(0, -ending[1].length)] : []), ...this.places(word)].map(portalLanguage.fold))];
    }

    /** Adds what has two words as one name; both of them may be meant by themselves. @param {SearchGroup[]} groups @returns {SearchGroup[]} */
    apart(groups) {
      const made = [...groups];
      for (let i = 0; i + 1 < groups.length; i++) {
        if (groups.slice(i, i + 2).some(({ rank }) => rank < 2)) continue; // no words: one word that was typed apart
        const matches = [...new Set(this.namePlaces(groups, i).flatMap((place) => this.terms(place)))].map((term) => ({ term, factor: STEM, exact: -1 }));
        if (matches.length) for (const at of [i, i + 1]) made[at] = { ...made[at], matches: [...made[at].matches, ...matches], rank: Math.max(made[at].rank, 3) };
      }
      return made;
    }

    /** Adds what words side by side find together («мусорная машина»). @param {SearchGroup[]} groups @returns {SearchGroup[]} */
    together(groups) {
      const { fold } = portalLanguage, keys = groups.map(({ matches }) => [...new Set(matches.slice(0, 3).map(({ term }) => fold(term.key)))].filter((key) => !key.endsWith(ALIKE)));
      for (let length = 2; length < 4; length++) {
        for (let i = 0; i + length <= groups.length; i++) {
          const some = groups.slice(i, i + length);
          if (some.some(({ phrase }) => phrase >= 0)) continue;
          const places = keys.slice(i, i + length).reduce((all, own) => all.flatMap((start) => own.map((key) => start + key + ALIKE)), [""]);
          const found = places.flatMap((place) => this.terms(place)).map((term) => ({ term, factor: LESS, exact: -1 }));
          if (found.length) for (const group of some) group.matches = [...group.matches, ...found];
        }
      }
      return groups;
    }

    /**
     * Puts words of documents in the place of words that stand in none.
     * @param {SearchGroup[]} groups @param {SearchOptions} options
     * @returns {Promise<{groups: SearchGroup[], instead: [string, string][]}>}
     */
    async replaced(groups, options) {
      const { fold, queryStem, foreignStems } = portalLanguage, data = this.manifest.synonyms ? await this.perhaps("y") : null;
      /** @type {[string, string][]} */
      const instead = [];
      /** @type {SearchGroup[]} */
      const made = [];
      if (!data) return { groups, instead };
      const stems = groups.map(({ word }) => [queryStem(word, this.lang), ...foreignStems(word, this.lang), word].map(fold));
      const texts = groups.map(({ word }) => word);
      for (let i = 0; i < groups.length; i++) {
        let number, length = Math.min(3, groups.length - i);
        for (; length; length--) {
          const some = groups.slice(i, i + length);
          if (some.every((group) => group.rank) || some.some((group) => group.phrase >= 0)) continue;
          const found = stems[i].map((_, way) => stems.slice(i, i + length).map((ways) => ways[way]).join(" ")).find((key) => data[0][key] !== undefined);
          if (found !== undefined) {
            number = data[0][found];
            break;
          }
        }
        if (number === undefined) {
          made.push(groups[i]);
          continue;
        }
        const target = portalSearchQueries.parse(data[1][number], this.lang);
        await this.find([target], false);
        const filled = this.fill(target, { ...options, beginning: false });
        if (filled.every((group) => group.rank)) {
          // However many words it takes to say it, they count as the one that was typed.
          made.push(...filled.map((group) => ({ ...group, share: length / filled.length })));
          instead.push([texts.slice(i, i + length).join(" "), data[1][number]]);
          i += length - 1;
        } else made.push(groups[i]);
      }
      return { groups: made, instead };
    }

    /**
     * What words that stay as they were typed may be slips of, where another word of the question is there.
     * @param {SearchGroup[]} groups @returns {Promise<SearchNear[]>} one for each that may
     */
    async beside(groups) {
      const doubtful = groups.filter((group) => group.phrase < 0 && this.doubtful(group)), found = [];
      if (groups.length === doubtful.length) return [];
      for (const group of doubtful) {
        const matches = await this.repairing((program) => program.beside(this, group.word), []);
        if (matches.length) found.push({ group, matches });
      }
      return found;
    }

    /** Whether a word stands nowhere, or only as a form that nobody wrote of a short root. @param {SearchGroup} group @returns {boolean} */
    doubtful({ rank, word, stop, matches }) {
      const { fold, queryStem } = portalLanguage;
      if (stop || !rank) return !stop;
      if (rank !== 2 && !(rank === 3 && queryStem(word, this.lang).length < DOUBTFUL)) return false;
      return !matches.some(({ term }) => term.forms.some((form) => fold(form) === fold(word)));
    }

    /**
     * What a word that stands nowhere may be; the program for it comes when it is asked for.
     * @param {SearchGroup} group changed where it is a slip, with `groups`, all words @param {SearchGroup[]} groups @returns {Promise<SearchRepair>}
     */
    fix(group, groups) {
      return this.repairing((program) => program.repair(this, group, groups), { fixed: false, others: [] });
    }

    /** Whether one of the words is one of a language of the portal. @param {SearchGroup[]} groups @returns {Promise<boolean>} */
    async knows(groups) {
      await this.stems();
      for (const { word, stop } of groups) if (!stop && (await this.repairing((program) => program.isWord(this, word), true))) return true;
      return false;
    }

    /**
     * Asks the program for slips, which comes when it is needed.
     * @template T @param {(program: typeof portalSearchRepair) => Promise<T>} ask @param {T} without what holds where it does not come
     * @returns {Promise<T>}
     */
    repairing(ask, without) {
      return this.asking("built:search-repair.js", () => ask(portalSearchRepair), without);
    }

    /**
     * Asks the program for suggestions, names and phrases, for which no first result waits.
     * @template T @param {(program: typeof portalSearchMore) => Promise<T>} ask @param {T} without what holds where it does not come
     * @returns {Promise<T>}
     */
    more(ask, without) {
      return this.asking("built:search-more.js", () => ask(portalSearchMore), without);
    }

    /** @template T @param {string} name of a script @param {() => Promise<T>} ask @param {T} without @returns {Promise<T>} */
    async asking(name, ask, without) {
      try {
        await portalSearchFiles.part(this.base + name);
        return await ask();
      } catch (error) {
        if (error instanceof portalSearchFiles.Stale) throw error;
        this.partly = true;
        return without;
      }
    }
  }

  return { Words };
})();
