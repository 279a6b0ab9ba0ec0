// @ts-check
// The index of one language: what the pages ask it.
const portalSearchIndex = (() => {
  "use strict";

  const { Column } = portalSearchTables, { PARTED } = portalSearchCodes, { STAMP, Stale } = portalSearchFiles;
  const { coverage, parse, preferred, readings } = portalSearchQueries, { ranked } = portalSearchRanking;
  const LONGEST = 300;

  class Index extends portalSearchWords.Words {
    /**
     * @param {string} text @param {SearchOptions} [options]
     * @returns {Promise<SearchResult>}
     */
    async search(text, options) {
      this.partly = false;
      this.failed.clear();
      for (let updated = false; ; updated = true) {
        try {
          const result = await this.answer(text, options || {});
          return { ...result, partly: this.partly, updated };
        } catch (error) {
          if (!(error instanceof Stale) || updated) throw error;
          await this.renewed();
        }
      }
    }

    /** @param {string} text @param {SearchOptions} options @returns {Promise<SearchResult>} */
    async answer(text, options) {
      const query = portalSearchQueries.unslashed(text.slice(0, LONGEST));
      const typed = parse(portalSearchQueries.withMonths(query, this.lang), this.lang);
      // Latin letters are seldom meant as such: their readings are asked for at once, others when they are needed.
      const latin = portalAnalyser(this.lang) !== "plain" && /[a-z]/i.test(query);
      let others = latin ? readings(query, this.lang) : [];
      await this.find([typed, ...others.flatMap((reading) => reading.groups)], options.quick);
      let groups = this.fill(typed, options), repaired = "", relaxed = false;
      const missing = () => groups.filter(({ rank }) => !rank);
      // On another layout all words are nonsense: one that is there says that none of them was typed so.
      if (missing().length && !latin && !groups.some(({ rank, stop, word }) => rank > 2 && !stop && word.length > 3)) {
        others = readings(query, this.lang);
        await this.find(others.flatMap((reading) => reading.groups), options.quick);
      }
      // What stands in Latin letters somewhere, in a name of a file, was mostly meant in Cyrillic ones all the same.
      if (others.length && (missing().length || (latin && !options.exact))) {
        let best = coverage(groups);
        for (const reading of others) {
          // Nonsense of another layout spelt in Latin is a word easily: what is a word as it was typed was not meant so.
          const variants = reading.whole && !latin && (options.quick || (await this.knows(groups))) ? reading.groups.slice(-1) : reading.groups;
          const all = variants.map((variant) => this.fill(variant, options)), least = Math.min(...all.map((variant) => variant.length));
          // Some spelling may make one name of two words.
          const filled = all.filter((variant) => variant.length === least);
          // A word in Latin letters has several spellings: the best of each place.
          const chosen = filled[0].map((_, i) => preferred(filled.map((variant) => variant[i])));
          // Keys of another layout give nonsense for whatever was meant as it stands: all of it must be words.
          const keys = reading.groups[reading.groups.length - 1].filter((group) => !group.stop);
          if (reading.whole && (!keys.length || chosen.some(({ rank, stop }) => rank < 2 && !stop) || (!latin && keys.some(({ word }) => word.length < 3)))) continue;
          if (coverage(chosen) > best || chosen.some((group) => group.latin)) {
            best = coverage(chosen);
            groups = chosen;
            repaired = chosen.some(({ rank }) => rank) ? chosen.map((group) => group.text).join(" ") : "";
          }
        }
      }
      /** @type {string[]} */
      const unknown = [], /** @type {string[]} */ meant = [];
      /** @type {[string, string][]} */
      let instead = [];
      if (missing().length && !options.quick) {
        await this.stems();
        if (missing().some(({ stop }) => !stop)) ({ groups, instead } = await this.replaced(groups, options));
        // Of a word whose shard failed nothing can be said.
        const told = missing().filter(({ word, stop }) => !stop && this.shards.has(this.nameOf(portalLanguage.fold(word))));
        for (const group of told) {
          const { fixed, others } = options.exact ? { fixed: false, others: [] } : await this.fix(group, groups);
          if (fixed) repaired = "?";
          else unknown.push(group.text);
          meant.push(...others);
        }
        if (repaired === "?") repaired = groups.map((group) => group.text).join(" ");
      }
      const content = groups.filter((group) => !group.stop || group.phrase >= 0);
      const used = (content.length ? content : groups).filter((group) => group.rank);
      const stops = content.length ? groups.filter((group) => !content.includes(group)).map((group) => group.text) : [];
      const near = options.quick || options.exact ? [] : await this.beside(content);
      // A letter alone is no question.
      const asked = content.length || groups.some((group) => group.word.length > 1), soon = Boolean(options.early) && !typed.some((group) => group.phrase >= 0);
      const { early, ...found } = asked ? await this.ranked(used, query + "\n" + repaired, near, soon) : { early: false, hits: [] };
      let { hits } = found;
      relaxed = used.length > 0 && (unknown.length > 0 || !hits.some((hit) => !hit.partial));
      const words = this.words(used);
      if (!hits.length) repaired = "";
      if (hits.length && !options.quick && typed.some((group) => group.phrase >= 0) && !repaired) {
        const found = hits, kept = await this.more((program) => program.phrases(this, typed, found, options.all ? Infinity : 200), []);
        if (kept.length) hits = kept;
        else relaxed = true;
      }
      return { query, hits, repaired, relaxed, unknown, stops, meant, instead, early, partly: false, updated: false, groups: used, words };
    }

    /**
     * Documents by score: from the first parts of long lists where only the first document is asked for and is sure
     * (portal/search/split.py), else when the second parts are there.
     * @param {SearchGroup[]} groups @param {string} query @param {SearchNear[]} near @param {boolean} soon
     * @returns {Promise<{hits: SearchResult["hits"], early: boolean}>}
     */
    async ranked(groups, query, near, soon) {
      const terms = [...groups, ...near].flatMap(({ matches }) => matches.map(({ term }) => term)).filter((term) => term.postings[0] === PARTED && term.rest === undefined);
      if (terms.length && soon) {
        const { hits, sure } = ranked(this.manifest, groups, query, near);
        if (sure) return { hits, early: true };
      }
      if (terms.length) await this.rests(terms);
      return { hits: ranked(this.manifest, groups, query, near).hits, early: false };
    }

    // ---- What is shown

    /** What is shown of documents; without those whose file failed. @param {number[]} docs @returns {Promise<SearchCard[]>} */
    async cards(docs) {
      return (await Promise.all(docs.map((doc) => this.card(doc)))).filter((card) => card !== null);
    }

    /** What is shown of a document; nothing if its file failed. @param {number} doc @returns {Promise<SearchCard|null>} */
    async card(doc) {
      const { cards, texts } = this.manifest, number = Math.floor(doc / cards), name = "d" + number;
      const data = await this.perhaps(name);
      if (!data || !data[1 + (doc % cards)]) return null;
      const [marks, ...some] = data, first = Math.floor((number * cards) / texts);
      for (let i = 0; i * STAMP < marks.length; i++) this.texts.set("x" + (first + i), marks.slice(i * STAMP, (i + 1) * STAMP));
      const [key, kind, state, title, lang, summary, passport, headings, places = [], drawing = ""] = some[doc % cards];
      const units = headings.map((/** @type {number|string[]} */ item) => {
        const [anchor, name] = typeof item === "number" ? this.manifest.headings[item] : item;
        return { anchor, title: name };
      });
      return { doc, path: this.path(key), kind, state, title, lang, summary, passport, units, places, drawing };
    }

    /** The texts of a document's sections. @param {number} doc @returns {Promise<string[]>} */
    async text(doc) {
      const per = this.manifest.texts, name = "x" + Math.floor(doc / per);
      // Snippets count the words that they have by their stems.
      const [data] = await Promise.all([this.perhaps(name), this.rules()]), some = data ? data[doc % per] : [];
      return this.isNarrow(name) ? some.map(portalSearchCodes.wide) : some;
    }

    /** Keys and forms that a highlighter looks for, folded. @param {SearchGroup[]} groups @returns {string[]} */
    words(groups) {
      const { fold } = portalLanguage, stops = portalSearchQueries.stopsOf(this.lang);
      const shown = (/** @type {SearchTerm} */ term) => term.shown.filter((word) => !stops.includes(word));
      return [...new Set(groups.flatMap((group) => [group.word, ...group.matches.flatMap(({ term }) => [term.key, ...term.forms, ...shown(term)])]).map(fold))];
    }

    /** The columns of the facets by their names. @returns {Promise<NonNullable<Index["columns"]>>} */
    async facets() {
      const data = await this.file("facets");
      if (!this.columns) {
        /** @type {NonNullable<Index["columns"]>} */
        const columns = {};
        for (const name of Object.keys(data)) columns[name] = new Column(data[name][0], data[name][1], this.manifest.docs);
        this.columns = columns;
      }
      return this.columns;
    }

    /** Place by the alphabet and age of every document. @returns {Promise<number[][]>} */
    async order() {
      const data = await this.file("order");
      this.orders = this.orders || data.map((/** @type {string} */ list) => {
        let last = 0;
        return portalSearchCodes.numbers(list).map((number) => (last += number & 1 ? -(number + 1) / 2 : number / 2));
      });
      return this.orders;
    }

    /**
     * Pages of what the query names: acts, those in force first, places, bodies, topics, terms; few, for they stand before
     * what was found.
     * @param {SearchResult} result @returns {Promise<SearchNamed[]>}
     */
    named(result) {
      return this.more((program) => program.named(this, result), []);
    }

    /** Titles, topics and acts. @param {string} text @param {number} most @returns {Promise<SearchSuggestion[]>} */
    suggest(text, most) {
      return this.more((program) => program.suggest(this, text, most), []);
    }
  }

  return { Index };
})();
