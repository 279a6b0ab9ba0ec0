// @ts-check
/**
 * Search over the sharded index that portal/search writes; the format stands in portal/search/FORMAT.md.
 * Classic script without a page: what it needs comes by `load`, a script element here, a file in scripts/search.mjs.
 * Needs language.js for words, and language-roots.js for Kyrgyz ones; filters alone need neither.
 */
const portalSearch = (() => {
  "use strict";

  /** @typedef {{v: number, lang: "ky"|"ru", edition: string, docs: number, indexed: number, cards: number, texts: number,
   *   bounds: string, terms: string, vocabulary: string, repair: string, facets: string, order: string, titles: string, letters: string, headings: string[][], kinds: Object<string, string>,
   *   badges: Object<string, string>}} Manifest */
  /** @typedef {{anchor: string, title: string}} Heading */
  /** @typedef {{doc: number, path: string, kind: string, state: string, title: string, lang: string, summary: string,
   *   passport: string, units: Heading[]}} Card */
  /** @typedef {{key: string, forms: string[], shown: string[], postings: string}} Term */
  /** @typedef {{term: Term, factor: number, exact: number}} Match `exact`: number of the form that was typed, or -1 */
  /** @typedef {{text: string, word: string, matches: Match[], stop: boolean, phrase: number, rank: number}} Group */
  /** @typedef {{count: number, own: number, docs: Uint32Array, scores: Float32Array, units: Uint32Array, typed: Uint8Array}} Gathered
   *   one place a document, in their order; `own` of them have the form that was typed */
  /** @typedef {{query: string, hits: Hit[], repaired: string, relaxed: boolean, unknown: string[], stops: string[],
   *   partly: boolean, updated: boolean, groups: Group[], words: string[]}} Result */
  /** @typedef {{kind: string, title: string, path: string}} Suggestion */
  /** @typedef {{text: string, mark: boolean}} Piece */

  const VERSION = 2, STAMP = 3, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const LEVELS = 31, LONGEST = 300, MOST_WORDS = 12, PREFIX = 4, WHOLE = 120;
  // A form as typed counts whole, another form of the word less, then a word that differs in ң ө ү, a beginning,
  // a word repaired.
  const STEM = 0.8, FOLDED = 0.5, OTHER = 0.5, BEGINNING = 0.45, REPAIRED = 0.4, TOGETHER = 1.15, FORM = 0.3;
  const STOPS = {
    ky: "жана менен үчүн да де дагы же бул ошол ушул бир эле болуп болгон боюнча ал эмес керек кандай кантип эмне кайсы канча ким анын алар биз силер деп эгер бирок",
    ru: "и в во на по с со к ко о об от для из за у не что как а но или ли это этот эта эти то же бы при до под над так его ее их мы вы они он она какой какая какие где когда кто чем",
  };
  const LETTERS = { ky: "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя", ru: "абвгдежзийклмнопрстуфхцчшщъыьэюя" };
  const ARTICLE = /^(берене|стат(ья|ьи|ье|ью|ьей|ей|ьям|ьях)$|ст$)/, ACT = /^(закон|мыйзам|токтом|постановлен|указ|жарлык|буйру|приказ|номер)/;

  /** @type {Map<string, number>} */
  const DIGIT = new Map([...DIGITS].map((sign, number) => [sign, number]));
  const CODE = new Uint8Array(128);
  DIGIT.forEach((number, sign) => { CODE[sign.charCodeAt(0)] = number; });

  /** @param {string} text @returns {number[]} */
  function numbers(text) {
    const found = [];
    for (let i = 0, value = 0, shift = 0; i < text.length; i++) {
      const digit = CODE[text.charCodeAt(i)];
      value += (digit & 31) * 2 ** shift;
      if (digit & 32) shift += 5;
      else { found.push(value); value = shift = 0; }
    }
    return found;
  }

  /**
   * The documents of a list of postings. One plain loop into arrays of numbers: a phone that has just opened the page
   * runs it before its compiler has woken up, and there a function call for each posting costs more than all the rest.
   * @param {Match} match @param {number} size documents that there are @returns {Gathered}
   */
  function decoded({ term, factor, exact }, size) {
    const text = term.postings, most = Math.floor(text.length / 3) + 1, asked = factor === STEM && exact >= 0 && exact < 30;
    const docs = new Uint32Array(most), units = new Uint32Array(most), scores = new Float32Array(most), typed = new Uint8Array(most);
    const step = factor / LEVELS, end = text.length;
    let count = 0, own = 0, doc = -1, at = 0;
    while (at < end) {
      let digit = CODE[text.charCodeAt(at++)], gap = digit & 31;
      for (let shift = 5; digit & 32; shift += 5) gap |= ((digit = CODE[text.charCodeAt(at++)]) & 31) << shift;
      const impact = CODE[text.charCodeAt(at++)];
      let forms = 1;
      if (impact & 32) {
        forms = (digit = CODE[text.charCodeAt(at++)]) & 31;
        for (let shift = 5; digit & 32; shift += 5) forms |= ((digit = CODE[text.charCodeAt(at++)]) & 31) << shift;
      }
      let unit = (digit = CODE[text.charCodeAt(at++)]) & 31;
      for (let shift = 5; digit & 32; shift += 5) unit |= ((digit = CODE[text.charCodeAt(at++)]) & 31) << shift;
      doc += gap + 1;
      if (!(doc < size)) break; // a damaged file
      docs[count] = doc;
      scores[count] = (impact & 31) * step;
      units[count] = unit;
      if (asked && (forms >> exact) & 1) {
        typed[count] = 1;
        own++;
      }
      count++;
    }
    return { count, own, docs, scores, units, typed };
  }

  /** @param {string} bounds @param {string} place @returns {number} */
  function shardOf(bounds, place) {
    let low = 0;
    const list = bounds ? bounds.split(" ") : [];
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A shard of terms. Its lines are read where a word needs them: most are never looked at. */
  class Shard {
    /** @param {string[]} data */
    constructor(data) {
      this.lines = data[0].split(" ");
      this.lists = data[1].split(" ");
      /** @type {string[]} */
      this.keys = [];
      let last = "";
      for (const line of this.lines) {
        const comma = line.search(/[,;]/);
        last = last.slice(0, CODE[line.charCodeAt(0)]) + line.slice(1, comma < 0 ? line.length : comma);
        this.keys.push(last);
      }
      /** @type {Map<number, Term>} */
      this.made = new Map();
    }

    /** @param {number} i @returns {Term} */
    term(i) {
      let term = this.made.get(i);
      if (!term) {
        const [own, shown] = this.lines[i].split(";"), key = this.keys[i];
        const forms = own.split(",").slice(1).map((form) => key.slice(0, CODE[form.charCodeAt(0)]) + form.slice(1));
        this.made.set(i, (term = { key, forms, shown: shown ? shown.split(",") : [], postings: this.lists[i] }));
      }
      return term;
    }

    /** Numbers of the terms that begin so; they stand side by side. @param {string} place folded @returns {number[]} */
    range(place) {
      let low = 0, high = this.keys.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (portalLanguage.fold(this.keys[middle]) < place) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < this.keys.length && portalLanguage.fold(this.keys[low]).startsWith(place); low++) found.push(low);
      return found;
    }

    /** Terms at a place. @param {string} place folded @returns {Term[]} */
    at(place) {
      return this.range(place).filter((i) => this.keys[i].length === place.length).map((i) => this.term(i));
    }

    /** Terms of which a word is a form as it stands. @param {string} word @returns {Term[]} */
    attested(word) {
      const found = [];
      for (let i = 0; i < this.lines.length; i++) {
        const key = this.keys[i], line = this.lines[i];
        let same = 0;
        while (same < 31 && same < word.length && key[same] === word[same]) same++;
        const form = "," + DIGITS[same] + word.slice(same), at = line.indexOf(form), after = line[at + form.length];
        if (at > 0 && (!after || after === "," || after === ";" || this.term(i).forms.includes(word))) found.push(this.term(i));
      }
      return found.filter((term) => term.forms.includes(word));
    }
  }

  /** A facet: its values, and which of them every document has; the numbers of all stand in one row. */
  class Column {
    /** @param {string[]} values @param {string} coded @param {number} size documents that there are */
    constructor(values, coded, size) {
      this.values = values;
      this.starts = new Uint32Array(size + 1);
      this.row = new Uint16Array(coded.length);
      let doc = 0, count = 0;
      for (let at = 0; at < coded.length && doc < size;) {
        let digit = CODE[coded.charCodeAt(at++)], number = digit & 31;
        for (let shift = 5; digit & 32; shift += 5) number |= ((digit = CODE[coded.charCodeAt(at++)]) & 31) << shift;
        if (number) this.row[count++] = (number >> 1) - 1;
        if (!(number & 1)) this.starts[++doc] = count;
      }
      this.starts.fill(count, doc + 1);
    }

    /** The first value of a document, or nothing. @param {number} doc @returns {string} */
    first(doc) {
      return this.starts[doc] < this.starts[doc + 1] ? this.values[this.row[this.starts[doc]]] : "";
    }

    /** Whether a document has one of these values. @param {number} doc @param {Set<string>} wanted @returns {boolean} */
    has(doc, wanted) {
      for (let i = this.starts[doc]; i < this.starts[doc + 1]; i++) if (wanted.has(this.values[this.row[i]])) return true;
      return false;
    }

    /** How often each value occurs. @param {number[]} docs @returns {Map<string, number>} */
    counts(docs) {
      const sums = new Uint32Array(this.values.length);
      for (const doc of docs) for (let i = this.starts[doc]; i < this.starts[doc + 1]; i++) sums[this.row[i]]++;
      return new Map(this.values.map((value, i) => [value, sums[i]]));
    }
  }

  /** A document that answers. Which sections do is worked out for the few of thousands that are shown. */
  class Hit {
    /**
     * @param {number} doc @param {number} score @param {Gathered[]} lists one a word
     * @param {number[]} spots where they speak of the documents @param {number} first those of this one
     * @param {number[]} weights
     */
    constructor(doc, score, lists, spots, first, weights) {
      this.doc = doc;
      this.score = score;
      this.lists = lists;
      this.spots = spots;
      this.first = first;
      this.weights = weights;
      /** @type {number[]|undefined} */
      this.told = undefined;
    }

    /** @returns {number[]} */
    get units() {
      if (!this.told) {
        const masks = this.lists.map(({ docs, units }, g) => {
          const at = this.spots[this.first + g];
          return docs[at] === this.doc ? units[at] : 0;
        });
        this.told = best(masks, this.weights);
      }
      return this.told;
    }
  }

  /** Where the stem of a word will stand, as the page's own script guesses. @param {string} word @returns {string} */
  const beginning = (word) => portalLanguage.fold(word.slice(0, Math.max(4, Math.ceil(word.length * 0.6))));

  // ---- Files

  /** What has arrived, by language and name. @type {Map<string, {stamp: string, data: any}>} */
  const arrived = new Map();
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();

  /** @param {string} lang @param {string} stamp @param {string} name @param {any} data */
  function put(lang, stamp, name, data) {
    arrived.set(lang + "/" + name, { stamp, data });
  }

  /**
   * Loads a script; the search page's own head may have asked for it already.
   * @param {string} address @returns {Promise<void>}
   */
  let load = (address) => new Promise((resolve, reject) => {
    const early = early_.asked && early_.asked[address];
    /** @type {HTMLScriptElement} */
    const element = early || document.createElement("script");
    if (early && early.dataset.done) return early.dataset.done === "1" ? resolve() : reject(new Error(address));
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => reject(new Error(address)));
    if (!early) {
      element.src = address;
      document.head.append(element);
    }
  });

  class Stale extends Error {
    name = "Stale";
  }

  class Index {
    /** @param {Manifest} manifest @param {string} base address of the site's root, with a slash at the end */
    constructor(manifest, base) {
      this.manifest = manifest;
      this.base = base;
      this.lang = manifest.lang;
      this.folder = `${base}assets/search/${manifest.lang}/`;
      this.partly = false;
      /** Files that failed in this search. @type {Set<string>} */
      this.failed = new Set();
      this.forget();
    }

    forget() {
      /** @type {Map<string, Shard>} */
      this.shards = new Map();
      /** Stamps of the files of cards, once the facets have told them. */
      this.stamps = "";
      /** Stamps of the files of texts, by the cards that are there. @type {Map<string, string>} */
      this.texts = new Map();
      /** What facets and order say, once they were asked for. @type {Object<string, Column>|undefined} */
      this.columns = undefined;
      /** @type {any} */
      this.orders = undefined;
      /** Files of cards that were shown before their stamps were known. @type {Set<string>} */
      this.shown = new Set();
    }

    /** What the content of a file must be; nothing where it is not known or of no account. @param {string} name @returns {string} */
    stamp(name) {
      const { terms, facets, order } = this.manifest, number = Number(name.slice(1)) * STAMP;
      if (name === "facets") return facets;
      if (name === "order") return order;
      if (name[0] === "t") return terms.slice(number, number + STAMP);
      if (name[0] === "d") return this.stamps.slice(number, number + STAMP);
      return name[0] === "x" ? this.texts.get(name) || "" : "";
    }

    /** What makes the address of a file another one when its content may have changed. @param {string} name @returns {string} */
    version(name) {
      const { titles, repair, facets } = this.manifest;
      return name[0] === "s" ? titles : name[0] === "v" ? repair : name[0] === "d" ? facets : this.stamp(name);
    }

    /**
     * The content of a file. A file that fails is asked for once more past all caches.
     * @param {string} name @returns {Promise<any>}
     */
    async file(name) {
      let fault;
      for (const again of ["", "-" + Date.now()]) {
        const stamp = this.stamp(name), key = this.lang + "/" + name, address = this.address(name) + again;
        const fits = () => {
          const found = arrived.get(key);
          return found && (!stamp || found.stamp === stamp) ? found : undefined;
        };
        const found = fits();
        if (found) return found.data;
        const before = arrived.get(key);
        try {
          const wait = asked.get(address) || load(address);
          asked.set(address, wait);
          await wait;
        } catch (error) {
          asked.delete(address);
          fault = error;
          continue;
        }
        const now = fits();
        if (now) return now.data;
        asked.delete(address);
        fault = arrived.get(key) !== before ? new Stale(name) : new Error(name);
      }
      throw fault;
    }

    /** @param {string} name @returns {string} */
    address(name) {
      return `${this.folder}${name}.js?${this.version(name)}`;
    }

    /**
     * Like `file`, for what the search can do without: whether the edition is an old one is asked first.
     * @param {string} name @returns {Promise<any>}
     */
    async perhaps(name) {
      if (this.failed.has(name)) return null;
      try {
        return await this.file(name);
      } catch (error) {
        if (error instanceof Stale || (await this.renewed())) throw new Stale(name);
        this.partly = true;
        this.failed.add(name);
        return null;
      }
    }

    /** Whether the site has a newer edition than this one; the manifest is then the new one. @returns {Promise<boolean>} */
    async renewed() {
      const old = this.manifest.edition;
      try {
        const manifest = await manifestOf(this.lang, this.base, true);
        if (manifest.edition === old) return false;
        this.manifest = manifest;
        this.forget();
        return true;
      } catch {
        return false;
      }
    }

    // ---- Words

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

    /** @param {string} place @returns {Term[]} */
    terms(place) {
      return this.shards.get(this.nameOf(place))?.at(place) || [];
    }

    /** Terms of which a word is a form as it stands. @param {string} word @returns {Term[]} */
    attested(word) {
      return this.shards.get(this.nameOf(beginning(word)))?.attested(word) || [];
    }

    /** The folded places where a word may stand. @param {string} word @returns {string[]} */
    places(word) {
      const { fold, queryStem } = portalLanguage;
      if (/[§№]$/.test(word)) return [word, word.slice(0, -1)];
      return [...new Set([queryStem(word, this.lang), queryStem(word, this.lang === "ky" ? "ru" : "ky"), word].map(fold))];
    }

    /**
     * Terms for a word, the best kind of match only; its shards are there.
     * @param {string} word @param {boolean} unfinished whether a mere beginning may match
     * @returns {{matches: Match[], rank: number}}
     */
    match(word, unfinished) {
      const { fold, queryStem } = portalLanguage;
      /** @param {Term} term @param {number} factor @returns {Match} */
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

    // ---- Queries

    /**
     * @param {string} text @param {{beginning?: boolean, quick?: boolean, all?: boolean}} [options] `beginning`: the last
     * word may be unfinished; `quick`: no repair, no texts, no roots; `all`: no limit to the texts read for a phrase
     * @returns {Promise<Result>}
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

    /** @param {string} text @param {{beginning?: boolean, quick?: boolean, all?: boolean}} options @returns {Promise<Result>} */
    async answer(text, options) {
      const query = text.slice(0, LONGEST);
      const typed = this.parse(query);
      // Latin letters are seldom meant as such: their readings are asked for at once, others when they are needed.
      const latin = /[a-z]/i.test(query);
      let readings = latin ? this.readings(query) : [];
      await this.find([typed, ...readings.flatMap((reading) => reading.groups)], options.quick);
      let groups = this.fill(typed, options), repaired = "", relaxed = false;
      const missing = () => groups.filter(({ rank }) => !rank);
      if (missing().length && !latin) {
        readings = this.readings(query);
        await this.find(readings.flatMap((reading) => reading.groups), options.quick);
      }
      if (missing().length && readings.length) {
        let best = coverage(groups);
        for (const reading of readings) {
          const filled = reading.groups.map((variant) => this.fill(variant, options));
          // A word in Latin letters has several spellings: the best of each place.
          const chosen = filled[0].map((_, i) => filled.map((variant) => variant[i]).reduce((a, b) => (better(b, a) ? b : a)));
          // Keys of another layout give nonsense for whatever was meant as it stands: all of it must be words.
          if (reading.whole && chosen.some(({ rank, stop }) => rank < 2 && !stop)) continue;
          if (coverage(chosen) > best) {
            best = coverage(chosen);
            groups = chosen;
            repaired = chosen.map((group) => group.text).join(" ");
          }
        }
      }
      const unknown = [];
      if (missing().length && !options.quick) {
        // Of a word whose shard failed nothing can be said.
        await this.stems();
        const told = missing().filter(({ word }) => this.shards.has(this.nameOf(portalLanguage.fold(word))));
        const mended = await Promise.all(told.map((group) => this.mend(group)));
        if (mended.includes(true)) repaired = groups.map((group) => group.text).join(" ");
        unknown.push(...told.filter((group) => !group.rank && !group.stop).map((group) => group.text));
      }
      const content = groups.filter((group) => !group.stop || group.phrase >= 0);
      const used = (content.length ? content : groups).filter((group) => group.rank);
      const stops = content.length ? groups.filter((group) => !content.includes(group)).map((group) => group.text) : [];
      let hits = this.rank(used, used.length);
      relaxed = used.length > 0 && (unknown.length > 0 || !hits.length);
      if (!hits.length && used.length > 1) hits = this.rank(used, 1);
      const words = this.words(used);
      if (hits.length && !options.quick && typed.some((group) => group.phrase >= 0) && !repaired) {
        const kept = await this.phrases(typed, hits, options.all ? Infinity : 200);
        if (kept.length) hits = kept;
        else relaxed = true;
      }
      return { query, hits, repaired, relaxed, unknown, stops, partly: false, updated: false, groups: used, words };
    }

    /** @param {string} text @returns {Group[]} */
    parse(text) {
      /** @type {Group[]} */
      const groups = [];
      const stops = new Set(STOPS[this.lang].split(" "));
      /** @type {[number, number][]} */
      const spans = [...text.matchAll(/["«“„”]([^"»”“]+)["»”“]/g)].map((match) => [match.index, match.index + match[0].length]);
      const tokens = portalLanguage.tokens(text);
      for (let i = 0; i < tokens.length && groups.length < MOST_WORDS; i++) {
        const { word, start, end } = tokens[i], before = tokens[i - 1], after = tokens[i + 1];
        const phrase = spans.findIndex(([from, to]) => from <= start && end <= to);
        const group = { text: text.slice(start, end), word, matches: [], stop: stops.has(word), phrase, rank: 0 };
        if (phrase < 0 && /^\d+$/.test(word)) {
          const mark = /[№N]\s*$/.test(text.slice(0, start));
          const article = (after && ARTICLE.test(after.word)) || (before && ARTICLE.test(before.word));
          const act = mark || (before && ACT.test(before.word)) || (after && ACT.test(after.word));
          const sign = article ? "§" : act ? "№" : "";
          if (sign) {
            const neighbour = [before, after].findIndex((token) => token && (article ? ARTICLE : ACT).test(token.word));
            const drop = mark && !article ? -1 : neighbour;
            if (drop === 0 && groups.length && groups[groups.length - 1].word === before.word) groups.pop();
            if (drop === 1) i++;
            const from = drop === 0 ? before.start : start, to = drop === 1 ? after.end : end;
            groups.push({ ...group, text: text.slice(from, to), word: word + sign });
            continue;
          }
        }
        groups.push(group);
      }
      return groups;
    }

    /**
     * What a query in Latin letters or on the wrong keyboard layout may mean.
     * @param {string} text @returns {{groups: Group[][], whole: boolean}[]}
     */
    readings(text) {
      const { fromLatin, toCyrillicLayout, toLatinLayout } = portalLanguage;
      const readings = [];
      if (/[a-z]/i.test(text)) {
        const plain = fromLatin(text, this.lang), y = fromLatin(text.replace(/j(?![aeiouy])/gi, "y"), this.lang);
        const spellings = [...new Set([...plain, ...y, ...plain.map(split), ...y.map(split)])].map((spelling) => this.parse(spelling));
        const even = spellings.filter((groups) => groups.length && groups.length === spellings[0].length);
        if (even.length) readings.push({ groups: even, whole: false });
        const keys = this.parse(toCyrillicLayout(text));
        if (keys.length) readings.push({ groups: [keys], whole: true });
      } else if (/[а-яёңөү]/i.test(text)) {
        const keys = this.parse(toLatinLayout(text));
        if (keys.length) readings.push({ groups: [keys], whole: true });
      }
      return readings;
    }

    /**
     * Loads the shards for words: first those of their beginnings, which the page may have asked for already; then, for
     * words that stand nowhere as they were typed, those of their stems.
     * @param {Group[][]} variants @param {boolean} [quick] without loading roots for them @returns {Promise<void>}
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
      if (this.lang === "ru" || portalLanguage.ready() || this.failed.has("roots")) return;
      try {
        const address = this.base + "assets/javascripts/language-roots.js", wait = asked.get(address) || load(address);
        asked.set(address, wait);
        await wait;
      } catch {
        this.failed.add("roots");
        this.partly = true;
      }
    }

    /** @param {Group[]} groups @param {{beginning?: boolean}} options @returns {Group[]} */
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
     * @param {Group} group changed where something fits @returns {Promise<boolean>}
     */
    async mend(group) {
      const { fold, queryStem } = portalLanguage, word = group.word;
      if (word.length < 4 || word.length > 30 || /\d/.test(word)) return false;
      /** @type {Map<string, {word: string, close: number}>} */
      const found = new Map();
      for (const [other, close] of slips(word, LETTERS[this.lang])) {
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

    /**
     * Documents by score. A document needs `least` of the groups; with fewer groups found it comes after.
     * Only what a posting touches is looked at, and only what is shown is told its sections.
     * @param {Group[]} groups @param {number} least @returns {Hit[]}
     */
    rank(groups, least) {
      const total = this.manifest.indexed, lists = groups.map((group) => this.gathered(group)), number = lists.length;
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

    /** The documents of all terms of a group, each with the best score. @param {Group} group @returns {Gathered} */
    gathered({ matches }) {
      const size = this.manifest.docs, lists = matches.map((match) => decoded(match, size));
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

    /**
     * Documents in which the words in quotes stand side by side, with the sections where they do.
     * @param {Group[]} groups @param {Hit[]} hits @param {number} most @returns {Promise<Hit[]>}
     */
    async phrases(groups, hits, most) {
      const { fold, tokens } = portalLanguage;
      /** @type {string[][]} */
      const wanted = [];
      for (const group of groups) if (group.phrase >= 0) (wanted[group.phrase] = wanted[group.phrase] || []).push(fold(group.word));
      const needles = wanted.filter(Boolean).map((words) => ` ${words.join(" ")} `);
      /** @param {string} text */
      const flat = (text) => ` ${tokens(text).map((token) => fold(token.word)).join(" ")} `;
      /** @type {Hit[]} */
      const kept = [];
      for (let start = 0; start < hits.length && start < most; start += 20) {
        const some = hits.slice(start, start + 20);
        const cards = new Map((await this.cards(some.map((hit) => hit.doc))).map((card) => [card.doc, card]));
        const texts = await Promise.all(some.map((hit) => this.text(hit.doc)));
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

    // ---- What is shown

    /** What is shown of documents; without those whose file failed. @param {number[]} docs @returns {Promise<Card[]>} */
    async cards(docs) {
      return (await Promise.all(docs.map((doc) => this.card(doc)))).filter((card) => card !== null);
    }

    /** What is shown of a document; nothing if its file failed. @param {number} doc @returns {Promise<Card|null>} */
    async card(doc) {
      const { cards, texts } = this.manifest, number = Math.floor(doc / cards), name = "d" + number;
      const data = await this.perhaps(name);
      if (!data || !data[1 + (doc % cards)]) return null;
      if (!this.stamps) this.shown.add(name);
      const [marks, ...some] = data, first = Math.floor((number * cards) / texts);
      for (let i = 0; i * STAMP < marks.length; i++) this.texts.set("x" + (first + i), marks.slice(i * STAMP, (i + 1) * STAMP));
      const [key, kind, state, title, lang, summary, passport, headings] = some[doc % cards];
      const units = headings.map((/** @type {number|string[]} */ item) => {
        const [anchor, name] = typeof item === "number" ? this.manifest.headings[item] : item;
        return { anchor, title: name };
      });
      return { doc, path: this.path(key), kind, state, title, lang, summary, passport, units };
    }

    /** @param {string} key @returns {string} */
    path(key) {
      const [page, anchor] = key.split("#");
      return (this.lang === "ky" ? "" : this.lang + "/") + page + ".html" + (anchor ? "#" + anchor : "");
    }

    /** The texts of a document's sections. @param {number} doc @returns {Promise<string[]>} */
    async text(doc) {
      const per = this.manifest.texts;
      const data = await this.perhaps("x" + Math.floor(doc / per));
      return data ? data[doc % per] : [];
    }

    /** Keys and forms that a highlighter looks for, folded. @param {Group[]} groups @returns {string[]} */
    words(groups) {
      const { fold } = portalLanguage;
      return [...new Set(groups.flatMap((group) => [group.word, ...group.matches.flatMap(({ term }) => [term.key, ...term.forms, ...term.shown])]).map(fold))];
    }

    /** The columns of the facets by their names. @returns {Promise<Object<string, Column>>} */
    async facets() {
      const [data, stamps] = await this.file("facets");
      this.stamps = stamps;
      for (const name of this.shown) if (arrived.get(this.lang + "/" + name)?.stamp !== this.stamp(name)) throw new Stale(name);
      this.shown.clear();
      if (!this.columns) {
        /** @type {Object<string, Column>} */
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
        return numbers(list).map((number) => (last += number & 1 ? -(number + 1) / 2 : number / 2));
      });
      return this.orders;
    }

    /** @param {string} text @param {number} most @returns {Promise<Suggestion[]>} */
    async suggest(text, most) {
      const { fromLatin, toCyrillicLayout } = portalLanguage;
      const tries = [text];
      if (/[a-z]/i.test(text)) tries.push(...fromLatin(text, this.lang), toCyrillicLayout(text));
      for (const attempt of tries) {
        const found = await this.titles(attempt, most);
        if (found.length) return found;
      }
      return [];
    }

    /**
     * Titles with a word that begins so: the deepest node of the trie; it may not have all of them.
     * @param {string} word folded @returns {Promise<{rows: string[][], whole: boolean}>}
     */
    async node(word) {
      /** @type {string[][]} */
      let rows = [];
      let { letters } = this.manifest, name = "s";
      for (let depth = 0; depth < word.length; depth++) {
        const group = letters.split(" ").find((some) => some.includes(word[depth]));
        if (!group) return { rows: [], whole: true };
        name += (depth ? "-" : "") + group.charCodeAt(0).toString(16);
        const node = await this.file(name).catch(() => null);
        if (!node) return { rows: [], whole: false };
        [rows, letters] = node;
        if (!letters || depth === word.length - 1) return { rows, whole: !letters && rows.length <= WHOLE };
      }
      return { rows, whole: false };
    }

    /** @param {string} text @param {number} most @returns {Promise<Suggestion[]>} */
    async titles(text, most) {
      const { fold, tokens } = portalLanguage;
      const words = tokens(text.slice(0, LONGEST)).map((token) => fold(token.word));
      if (!words.length) return [];
      const stops = new Set(STOPS[this.lang].split(" ").map(fold));
      const needed = words.filter((word, i) => i === words.length - 1 || !stops.has(word));
      const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
      const nodes = [await this.node(longest)];
      if (!nodes[0].whole && longest !== words[words.length - 1]) nodes.push(await this.node(words[words.length - 1]));
      const { rows } = nodes.find((node) => node.whole) || nodes[0];
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
      return some.slice(0, most).map(({ row }) => ({ kind: row[0], title: row[1], path: this.path(row[2]) }));
    }
  }

  // ---- Pieces

  /** ts is ц, but also т + с (detskiy). @param {string} text @returns {string} */
  const split = (text) => text.replace(/ц/g, "тс");

  /** @param {Group[]} groups @returns {number} */
  const coverage = (groups) => groups.length ? groups.reduce((sum, group) => sum + (group.rank ? 10 + group.rank : 0), 0) / groups.length : 0;

  /** @param {Group} a @param {Group} b @returns {boolean} */
  const better = (a, b) => a.rank > b.rank || (a.rank === b.rank && size(a) > size(b));

  /** @param {Group} group @returns {number} */
  const size = (group) => group.matches.reduce((sum, match) => sum + match.term.postings.length, 0);

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

  /**
   * The sections that answer best: first those that have all words, else those with the rarest.
   * @param {number[]} masks @param {number[]} weights @returns {number[]}
   */
  function best(masks, weights) {
    const common = masks.reduce((both, mask) => both & mask, -1), units = [];
    let high = 0;
    for (let unit = 0; unit < 30; unit++) {
      const sum = masks.reduce((total, mask, g) => total + ((mask >> unit) & 1 ? weights[g] + 0.01 : 0), 0);
      if (!sum || (common && !((common >> unit) & 1))) continue;
      if (sum > high + 1e-9) {
        high = sum;
        units.length = 0;
      }
      if (sum > high - 1e-9) units.push(unit);
    }
    return units;
  }

  /**
   * Text in pieces, those that match marked.
   * @param {string} text @param {Set<string>} words folded keys and forms @param {"ky"|"ru"} lang @returns {Piece[]}
   */
  function mark(text, words, lang) {
    const { fold, tokens, queryStem } = portalLanguage;
    /** @type {Piece[]} */
    const pieces = [];
    let at = 0;
    for (const { word, start, end } of tokens(text)) {
      // Without the roots forms must do: the index names those that occur.
      if (!words.has(fold(word)) && !((lang === "ru" || portalLanguage.ready()) && words.has(fold(queryStem(word, lang))))) continue;
      if (start > at) pieces.push({ text: text.slice(at, start), mark: false });
      pieces.push({ text: text.slice(start, end), mark: true });
      at = end;
    }
    if (at < text.length) pieces.push({ text: text.slice(at), mark: false });
    return pieces;
  }

  /**
   * The stretch of a text with the most different words of the query, about `length` letters long.
   * @param {string} text @param {Set<string>} words @param {"ky"|"ru"} lang @param {number} length
   * @returns {{pieces: Piece[], count: number}}
   */
  function snippet(text, words, lang, length) {
    const pieces = mark(text, words, lang);
    /** @type {{at: number, end: number, word: string}[]} */
    const spots = [];
    let at = 0;
    for (const piece of pieces) {
      const end = at + piece.text.length;
      if (piece.mark) spots.push({ at, end, word: portalLanguage.fold(portalLanguage.queryStem(piece.text, lang)) });
      at = end;
    }
    let from = 0, count = 0;
    spots.forEach((spot, i) => {
      const inside = new Set();
      for (let j = i; j < spots.length && spots[j].end - spot.at < length; j++) inside.add(spots[j].word);
      if (inside.size > count) {
        count = inside.size;
        from = spot.at;
      }
    });
    let start = Math.max(0, from - Math.floor(length / 4));
    const end = Math.min(text.length, start + length);
    if (text.length - start < length) start = Math.max(0, text.length - length);
    const left = start ? text.indexOf(" ", start) + 1 : 0;
    const right = end < text.length ? Math.max(text.lastIndexOf(" ", end), left + 1) : text.length;
    const shown = mark(text.slice(left, right).trim(), words, lang);
    if (left) shown.unshift({ text: "… ", mark: false });
    if (right < text.length) shown.push({ text: " …", mark: false });
    return { pieces: shown, count };
  }

  /** @param {string} lang @param {string} base @param {boolean} [anew] @returns {Promise<Manifest>} */
  async function manifestOf(lang, base, anew) {
    const key = lang + "/manifest";
    if (anew || !arrived.has(key)) {
      await load(`${base}assets/search/${lang}/manifest.js${anew ? "?" + Date.now() : ""}`);
    }
    const found = arrived.get(key);
    if (!found || found.data.v !== VERSION) throw new Error(key);
    return found.data;
  }

  /** @type {{put?: Function, early?: any[][], asked?: Object<string, HTMLScriptElement>}} */
  const early_ = /** @type {any} */ (globalThis).portalSearch || {};
  for (const [lang, stamp, name, data] of early_.early || []) put(lang, stamp, name, data);

  return {
    put,
    mark,
    snippet,
    /** @param {"ky"|"ru"} lang @param {string} base @param {Manifest} [manifest] @returns {Promise<Index>} */
    async open(lang, base, manifest) {
      return new Index(manifest && manifest.v === VERSION ? manifest : await manifestOf(lang, base), base);
    },
    /** Loads any script of the site once. @param {string} address @returns {Promise<void>} */
    script(address) {
      const wait = asked.get(address) || load(address);
      asked.set(address, wait);
      wait.catch(() => asked.delete(address));
      return wait;
    },
    /** @param {(address: string) => Promise<void>} loader */
    use(loader) {
      load = loader;
    },
  };
})();

/** @type {any} */ (globalThis).portalSearch = portalSearch;
