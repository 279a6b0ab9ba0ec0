// @ts-check
/**
 * Words that stand nowhere: are they words of the language, or slips, and of which word? Loaded when somebody types one.
 * A word of the language stays as it is typed. A slip becomes a form that stands in the texts; where several are about as
 * likely, all of them are looked for. `contains` is the twin of portal/language/word_filter.py.
 */
const portalSearchRepair = (() => {
  "use strict";

  /** @typedef {InstanceType<typeof portalSearchWords.Words>} Words */
  /** @typedef {{term: SearchTerm, form: string, cost: number, score: number, whole: boolean}} Candidate `whole`: the form itself is near */
  const { CODE, STEM, numbers, shardOf } = portalSearchCodes;
  const LONGEST = 30, PARTS = 16, SELDOM = "?";
  /**
   * What a slip costs: a letter left out 1, less where fingers or ears explain it, more for a letter that nothing explains:
   * two of those make another word, no slip (акимиат is not акима).
   */
  const LETTER = 1, OTHER_LETTER = 1.1, EXTRA = 1.2, KEY = 0.75, ALIKE = 0.6, FOLDED = 0.3, SWAPPED = 0.7, DOUBLED = 0.5, FIRST = 0.25;
  /** The dearest repair of a word that may be one of the language; what is about as likely as the best one, and its weight. */
  const SURE = 1.05, CLOSE = 0.35, OTHER = 0.5;
  /** One slip, whatever it is, but for a first letter that nothing explains. */
  const ONE = LETTER + FIRST;
  /** Vocabulary that is read at once; of a larger one what begins alike is read first. */
  const SMALL = 10;
  /** Letters of a word, and of them endings, from which on a reading as root and endings is not sure. */
  const LONG = 8, ENDING = 4;
  /** Letters of a word that was typed together with another, how often one of no more must stand in the texts, and letters of one that fell apart. */
  const PIECE = 3, OFTEN = 4, WHOLE = 6;
  const SETS = ["оаө", "еиэ", "уүю", "бп", "дт", "гкх", "зс", "жшщч", "вф", "ыи", "ая", "ьъ", "йи", "ео"];
  const AFTER_VOWEL = /[аоуыөүэеюяё]и/;
  const ROWS = ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"];

  /** @type {Map<string, number>} */
  const near = new Map();
  /** @param {string} a @param {string} b @param {number} cost */
  const mark = (a, b, cost) => { near.set(a + b, Math.min(cost, near.get(a + b) ?? 1)); near.set(b + a, Math.min(cost, near.get(b + a) ?? 1)); };
  ROWS.forEach((row, i) => [...row].forEach((letter, j) => {
    for (const other of [row[j + 1], (ROWS[i + 1] || "")[j], (ROWS[i + 1] || "")[j - 1]]) if (other) mark(letter, other, KEY);
  }));
  for (const set of SETS) for (const a of set) for (const b of set) if (a !== b) mark(a, b, ALIKE);
  for (const pair of ["өо", "үу", "ңн"]) mark(pair[0], pair[1], FOLDED);

  // ---- Is it a word?

  /** @param {string} text @param {number} seed @returns {number} */
  function hash(text, seed) {
    let value = seed;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619) >>> 0;
    return value;
  }

  /** @param {Words} index @param {string} text @returns {Promise<boolean>} */
  async function contains(index, text) {
    const first = hash(text, 2166136261), second = (hash(text, 84696351) | 1) >>> 0;
    const part = await index.perhaps("w" + (first % PARTS));
    if (!part) return false;
    const bits = part.length * 6;
    for (let i = 0; i < 7; i++) {
      const place = ((first >>> 4) + i * second) % bits;
      if (!((CODE[part.charCodeAt(Math.floor(place / 6))] >> (place % 6)) & 1)) return false;
    }
    return true;
  }

  /**
   * 2: a word of the language; 1: perhaps, or one of Russian in the Kyrgyz portal, whose list has stems only; 0: none.
   * @param {Words} index @param {string} word @returns {Promise<number>}
   */
  async function known(index, word) {
    const { fold, queryStem, foreignStems } = portalLanguage, own = queryStem(word, index.lang);
    if (portalAnalyser(index.lang) === "kyrgyz") {
      // Much of a word taken for endings: a slip in it may have been read as one of them.
      const sure = word.length >= LONG && word.length - own.length >= ENDING ? 1 : 2;
      if (portalLanguageKyrgyz.isRoot(own)) return own.length > 3 ? 2 : sure;
      // Made of a root by the rules: кезме, тазалагыч. No list has all of these. What ends like a surname may be any slip.
      if (portalLanguageKyrgyz.isKnown(word) && !/[ое]в$/.test(own)) return sure;
      // и behind a vowel is й, typed where there is none: lists made of texts have such words too.
      const listed = AFTER_VOWEL.test(word) ? 1 : sure;
      for (const stem of [own, ...foreignStems(word, index.lang)]) if (stem.length > 2 && (await contains(index, fold(stem)))) return stem === own ? listed : 1;
      return own.length > 2 && (await contains(index, fold(own) + SELDOM)) ? 1 : 0;
    }
    // The letters of Kyrgyz alone show that a Russian word was not meant.
    return /[ңөү]/.test(word) || (await contains(index, fold(own))) ? 2 : 0;
  }

  /**
   * Whether it is a word of another language of the portal: people type both in one question, and what is right in one of
   * them is no slip in the other.
   * @param {Words} index @param {string} word @returns {Promise<boolean>}
   */
  async function foreign(index, word) {
    const others = Object.keys(portalLanguages()).filter((lang) => lang !== index.lang && portalAnalyser(lang) !== "plain");
    for (const lang of others) {
      try {
        if (portalAnalyser(lang) === "russian" && /[ңөү]/.test(word)) continue;
        const other = await portalSearch.open(/** @type {SearchLang} */ (lang), index.base);
        await other.stems();
        if ((await known(other, word)) === 2) return true;
      } catch {
        // Without it the word is judged by this language alone.
      }
    }
    return false;
  }

  /** Whether it is a word of any language of the portal. @param {Words} index @param {string} word @returns {Promise<boolean>} */
  const isWord = async (index, word) => (await known(index, word)) > 0 || foreign(index, word);

  // ---- Which word was meant?

  /**
   * What turns `a` into `b`: letters put in, left out, taken for others, swapped; more than `most` where it costs more.
   * With `rest` the end of `a` costs nothing: the cheapest of its beginnings counts, and its length is told.
   * @param {string} a @param {string} b @param {number} most @param {boolean} [rest] @returns {[number, number]}
   */
  function distance(a, b, most, rest) {
    const none = /** @type {[number, number]} */ ([99, 0]), width = b.length + 1;
    /** @type {number[]} */
    let before = [], row = Array.from({ length: width }, (_, j) => j && put(b, j - 1, LETTER) + (j === 1 ? FIRST : 0)), last = [];
    for (let j = 2; j < width; j++) row[j] += row[j - 1];
    let best = rest ? 99 : 0, length = 0;
    for (let i = 1; i <= a.length; i++) {
      last = before;
      before = row;
      const extra = put(a, i - 1, EXTRA) + (i === 1 ? FIRST : 0);
      row = [before[0] + extra];
      let least = row[0];
      for (let j = 1; j < width; j++) {
        const same = a[i - 1] === b[j - 1];
        let cost = Math.min(
          before[j - 1] + (same ? 0 : (near.get(a[i - 1] + b[j - 1]) ?? OTHER_LETTER) + (i === 1 && j === 1 ? FIRST : 0)),
          before[j] + extra, row[j - 1] + put(b, j - 1, LETTER) + (j === 1 ? FIRST : 0),
        );
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && !same) cost = Math.min(cost, last[j - 2] + SWAPPED);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (rest && row[width - 1] < best) {
        best = row[width - 1];
        length = i;
      }
      if (least > most) return rest && best <= most ? [best, length] : none;
    }
    return rest ? [best, length] : [row[width - 1], a.length];
  }

  /**
   * A letter too much or too few: a doubled one is easily missed, and a finger hits the key beside the one that is meant.
   * @param {string} text @param {number} i @param {number} cost of any other @returns {number}
   */
  function put(text, i, cost) {
    if (text[i] === text[i - 1]) return DOUBLED;
    return cost === EXTRA && [text[i - 1], text[i + 1]].some((other) => near.get(text[i] + other) === KEY) ? LETTER : cost;
  }

  /** Slips that a word of this length may have. @param {number} length @returns {number} */
  const mostOf = (length) => (length < 4 ? 0 : length < 5 ? 1.15 : length < 6 ? ONE : length < 7 ? 1.9 : length < 8 ? 2.05 : 2.25);

  /** @param {string} word @returns {number} which letters it has, as bits */
  function letters(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
    return bits;
  }

  /** @param {number} bits @returns {number} */
  function ones(bits) {
    let count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
  }

  /**
   * Forms of the vocabulary near a word, the likeliest first.
   * @param {SearchVocabulary[]} shards @param {string} word @param {string} lang @returns {Candidate[]}
   */
  function nearest(shards, word, lang) {
    const most = mostOf(word.length), mine = letters(word), length = word.length;
    /** @type {Map<string, Candidate>} */
    const found = new Map();
    /** @param {SearchTerm} term @param {string} form @param {number} cost @param {number} count @param {boolean} whole */
    const take = (term, form, cost, count, whole) => {
      const score = cost - 0.12 * count, known = found.get(term.key);
      if (!known || score < known.score) found.set(term.key, { term, form, cost, score, whole });
    };
    for (const { shard, counts } of shards) {
      for (let i = 0; i < shard.keys.length; i++) {
        const key = shard.keys[i];
        if (key.length > length + 3 || ones(letters(key) & ~mine) > 4) continue;
        const term = shard.term(i);
        for (const form of term.forms) {
          if (Math.abs(form.length - length) > 2 || ones(letters(form) ^ mine) > 4) continue;
          const [cost] = distance(word, form, most);
          if (cost <= most) take(term, form, cost, counts[i], true);
        }
      }
    }
    if (!found.size) {
      // No form that stands in the texts: the same ending on another stem.
      for (const { shard, counts } of shards) {
        for (let i = 0; i < shard.keys.length; i++) {
          const key = shard.keys[i];
          if (key.length < 4 || key.length > length || ones(letters(key) & ~mine) > 2) continue;
          const limit = mostOf(key.length), [cost, end] = distance(word, key, limit, true), tail = word.slice(end);
          if (cost > limit || !tail || portalLanguage.queryStem(key + tail, lang) !== key) continue;
          const term = shard.term(i);
          if (term.forms.length) take(term, term.forms[0], cost + 0.1, counts[i], false);
        }
      }
    }
    return [...found.values()].sort((a, b) => a.score - b.score || (a.form < b.form ? -1 : 1));
  }

  /** @param {Words} index @param {string[]} names @returns {Promise<SearchVocabulary[]>} */
  async function vocabulary(index, names) {
    const data = await Promise.all(names.map((name) => index.perhaps(name)));
    return data.filter(Boolean).map((one) => {
      index.vocabulary = index.vocabulary || new Map();
      const known = index.vocabulary.get(one) || { shard: new portalSearchTables.Shard([one[0], ""]), counts: numbers(one[1]) };
      index.vocabulary.set(one, known);
      return known;
    });
  }

  /**
   * What a word that stands nowhere may be: half of one, a slip, or two of them.
   * @param {Words} index @param {SearchGroup} group changed where it is a slip
   * @param {SearchGroup[]} groups all words: those that are one, or two, take the place of what was typed
   * @returns {Promise<SearchRepair>}
   */
  async function repair(index, group, groups) {
    if (!groups.includes(group)) return { fixed: true, others: [] };
    const word = group.word;
    const own = /\d/.test(word) ? 2 : await known(index, word), is = !own && (group.latin || (await foreign(index, word))) ? 1 : own;
    if (await joined(index, group, groups, is > 0)) return { fixed: true, others: [] };
    if (is === 2 || word.length < 4 || word.length > LONGEST) return { fixed: false, others: [] };
    const found = await likeliest(index, word);
    const [best] = found;
    if ((!best || best.cost > SURE || !best.whole) && (await parted(index, group, groups))) return { fixed: true, others: [] };
    if (!best || (is === 1 && (best.cost > SURE || !best.whole || word.length < 6))) return { fixed: false, others: best ? [best.form] : [] };
    const likely = found.filter((one) => one.score <= best.score + CLOSE && one.cost <= best.cost + 0.5).slice(0, 3);
    const matches = await matched(index, likely);
    if (!matches.length) return { fixed: false, others: [] };
    Object.assign(group, { matches, text: best.form, word: best.form, rank: 1 });
    // Two words may have one form: «нашел» of «найти» and of its own.
    return { fixed: true, others: [...new Set(likely.map((one) => one.form))].slice(1) };
  }

  // ---- Words typed together, and words that fell apart

  /**
   * Puts a word of the texts in the place of two beside each other that it was typed as: бюд жет.
   * @param {Words} index @param {SearchGroup} group the one that stands nowhere @param {SearchGroup[]} groups
   * @param {boolean} both whether it may be a word, so that the other one must stand nowhere either @returns {Promise<boolean>}
   */
  async function joined(index, group, groups, both) {
    const at = groups.indexOf(group);
    for (const from of [at - 1, at]) {
      const [one, two] = [groups[from], groups[from + 1]];
      if (!one || !two || (both && one.rank + two.rank > 0) || one.phrase >= 0 || two.phrase >= 0 || one.word.length + two.word.length < WHOLE) continue;
      if (await replace(index, groups, from, 2, one.word + two.word)) return true;
    }
    return false;
  }

  /**
   * Puts two words of the texts in the place of one that they were typed as, those that stand there most often.
   * @param {Words} index @param {SearchGroup} group @param {SearchGroup[]} groups @returns {Promise<boolean>}
   */
  async function parted(index, { word, phrase }, groups) {
    if (phrase >= 0 || word.length <= 2 * PIECE) return false;
    /** How often forms stand in the texts, by their length. @type {Map<number, number>[]} */
    const [starts, ends] = [new Map(), new Map()];
    // Where nothing is near, likeliest() has read all of it.
    for (const { shard, counts } of await vocabulary(index, namesOf(index))) {
      for (let i = 0; i < shard.keys.length; i++) {
        if (word[0] !== shard.keys[i][0] && !word.includes(shard.keys[i].slice(0, PIECE))) continue;
        for (const form of shard.term(i).forms) {
          if (form.length < PIECE || (form.length === PIECE && counts[i] < OFTEN)) continue;
          if (word.startsWith(form)) starts.set(form.length, Math.max(counts[i], starts.get(form.length) || 0));
          if (word.endsWith(form)) ends.set(word.length - form.length, Math.max(counts[i], ends.get(word.length - form.length) || 0));
        }
      }
    }
    const places = [...starts.keys()].filter((place) => ends.has(place)), often = (/** @type {number} */ place) => Math.min(starts.get(place) || 0, ends.get(place) || 0);
    places.sort((a, b) => often(b) - often(a) || b - a);
    const at = groups.findIndex((group) => group.word === word);
    for (const place of places.slice(0, 2)) if (await replace(index, groups, at, 1, word.slice(0, place) + " " + word.slice(place))) return true;
    return false;
  }

  /** Puts words in the place of others, if all of them stand in the texts. @param {Words} index @param {SearchGroup[]} groups @param {number} at @param {number} number @param {string} text @returns {Promise<boolean>} */
  async function replace(index, groups, at, number, text) {
    const made = portalSearchQueries.parse(text, index.lang);
    await index.find([made]);
    const filled = index.fill(made, { beginning: false });
    if (!filled.length || filled.some(({ rank, stop }) => rank < 3 && !stop)) return false;
    groups.splice(at, number, ...filled);
    return true;
  }

  /**
   * Forms near a word that stays as it was typed: they lift documents that have another word of the question, and find none.
   * @param {Words} index @param {string} word @returns {Promise<SearchMatch[]>}
   */
  async function beside(index, word) {
    if (word.length < 4 || word.length > LONGEST || /\d/.test(word)) return [];
    const found = (await likeliest(index, word)).filter(({ cost, whole }) => whole && cost <= ONE);
    return (await matched(index, found.slice(0, 2))).map((match) => ({ ...match, factor: STEM * OTHER, exact: -1 }));
  }

  /** The files of the vocabulary. @param {Words} index @returns {string[]} */
  const namesOf = ({ manifest: { vocabulary } }) => Array.from({ length: vocabulary ? vocabulary.split(" ").length + 1 : 1 }, (_, i) => "v" + i);

  /** The forms of the vocabulary that a word may be. @param {Words} index @param {string} word @returns {Promise<Candidate[]>} */
  async function likeliest(index, word) {
    const { fold } = portalLanguage, bounds = index.manifest.vocabulary, all = namesOf(index), place = fold(word);
    const first = all.length <= SMALL ? all : [...new Set(["v" + shardOf(bounds, place.slice(0, 2)), "v" + shardOf(bounds, place.slice(0, 3)), "v" + shardOf(bounds, place)])];
    let found = nearest(await vocabulary(index, first), word, index.lang);
    if (first !== all && (!found.length || found[0].cost > 1)) found = nearest(await vocabulary(index, all), word, index.lang);
    return found;
  }

  /** Their terms, the likeliest first. @param {Words} index @param {Candidate[]} likely @returns {Promise<SearchMatch[]>} */
  async function matched(index, likely) {
    const { fold } = portalLanguage;
    await index.need(likely.map((one) => fold(one.term.key)));
    return likely.flatMap((one, i) => index.terms(fold(one.term.key)).filter((term) => term.key === one.term.key)
      .map((term) => ({ term, factor: i ? STEM * OTHER : STEM, exact: i ? -1 : term.forms.indexOf(one.form) })));
  }

  return { beside, contains, distance, isWord, known, repair };
})();

/** @type {any} */ (globalThis).portalSearchRepair = portalSearchRepair;
