// @ts-check
// What was typed → the words that are looked for, and what else it may mean. No index is needed for it.
const portalSearchQueries = (() => {
  "use strict";

  const MOST_WORDS = 12;
  /** Words that weigh nothing. @param {SearchLang} lang @returns {string[]} */
  const stopsOf = (lang) => (portalLanguageTables.STOPS[/** @type {"kyrgyz"} */ (portalAnalyser(lang))] || "").split(" ");
  const ARTICLE = /^(берене|стат(ья|ьи|ье|ью|ьей|ей|ьям|ьях)$|ст$)/, ACT = /^(закон|мыйзам|токтом|постановлен|указ|жарлык|буйру|приказ|номер)/;

  // The twin of portal/search/amounts.py; what stands before is part of it, for older browsers cannot look back.
  const POWER = "миң|тыс|млн|миллион|млрд|миллиард";
  const AMOUNT = new RegExp(String.raw`(^|[^\d.,])(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+)(?:,(\d{1,3})|\.(\d{1,2})(?=[ \u00a0]?(?:${POWER})))?(?![\d,])(?:[ \u00a0]?(${POWER}))?[а-яёңөү.]*`, "gi");
  /** @type {Object<string, number>} */
  const POWERS = { миң: 3, тыс: 3, млн: 6, миллион: 6, млрд: 9, миллиард: 9 };
  const YEAR = /^(19|20)\d\d$/, OF_YEAR = /^(год|гг?$|жыл|ж$)/;

  /** Sums and counts, however they are written. @param {string} text @returns {{start: number, end: number, value: string}[]} */
  function amounts(text) {
    /** @type {{start: number, end: number, power: number, sum: number}[]} */
    const found = [];
    for (const match of text.matchAll(AMOUNT)) {
      const [all, before, whole, comma = "", point = "", word = ""] = match, power = POWERS[word.toLowerCase()] || 0, decimal = comma || point;
      const start = match.index + before.length, last = found[found.length - 1];
      if (power < decimal.length || (!power && /^\d{1,4}$/.test(whole))) continue;
      const sum = Number(whole.replace(/\D/g, "") + decimal + "0".repeat(power - decimal.length)), end = match.index + all.length;
      // «6 млн 404 тыс.» is one amount.
      if (last && power && power < last.power && start - last.end < 2 && sum < 10 ** last.power) Object.assign(last, { end, power, sum: last.sum + sum });
      else found.push({ start, end, power, sum });
    }
    return found.map(({ start, end, sum }) => ({ start, end, value: String(sum) })).filter(({ value }) => value.length > 3 && value.length < 16);
  }

  /** Days in figures as texts have them, with the word of the month: 18.07.2023, 2023-07-18. @param {string} text @param {SearchLang} lang @returns {string} */
  function withMonths(text, lang) {
    const months = (portalLanguageTables.MONTHS[/** @type {"kyrgyz"} */ (portalAnalyser(lang))] || "").split(" ");
    return text.replace(/(^|[^\d.])(?:(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)|((?:19|20)\d\d)-(\d\d)-(\d\d))(?![\d])/g, (all, before, day, month, year, isoYear, isoMonth, isoDay) => {
      const name = months[Number(month || isoMonth) - 1], number = Number(day || isoDay);
      return name && number > 0 && number < 32 ? `${before}${number} ${name} ${year || isoYear}` : all;
    });
  }

  /** Words shortened to two letters with a slash, as one: а/о is АО. @param {string} text @returns {string} */
  const unslashed = (text) => text.replace(/(^|[^a-zа-яёңөү/])([а-яёңөү])\/([а-яёңөү])(?![a-zа-яёңөү/])/gi, "$1$2$3");

  /**
   * Numbers written as words. Each further word of one is smaller than the one before: двести тридцать, элүү жети.
   * @param {string[]} words @param {SearchLang} lang @returns {{from: number, to: number, value: number}[]}
   */
  function numbers(words, lang) {
    const table = (portalNumberWords()[portalAnalyser(lang)] || "").split(" ");
    /** @type {{from: number, to: number, value: number}[]} */
    const found = [];
    for (let from = 0; from < words.length; from++) {
      let to = from, whole = 0, part = 0, room = Infinity, scale = Infinity;
      for (; to < words.length; to++) {
        const at = table.indexOf(words[to]), value = at < 0 || at % 2 ? 0 : Number(table[at + 1]);
        if (value >= 1000 && value < scale) {
          [whole, part, room, scale] = [whole + (part || 1) * value, 0, Infinity, value];
        } else if (value === 100 && part > 0 && part < 10) {
          [part, room] = [part * 100, 100];
        } else if (value && value < 1000 && value < room) {
          [part, room] = [part + value, value >= 100 ? 100 : value >= 20 ? 10 : 0];
        } else break;
      }
      if (to === from) continue;
      found.push({ from, to, value: whole + part });
      from = to - 1;
    }
    return found;
  }

  /** An amount rounded to so many digits. @param {string} value @param {number} length @returns {string} */
  const rounded = (value, length) => String(Math.floor(Number(value) / 10 ** (value.length - length) + 0.5)) + "0".repeat(Math.max(0, value.length - length));

  /** @param {string} text @param {SearchLang} lang @returns {SearchGroup[]} */
  function parse(text, lang) {
    /** @type {SearchGroup[]} */
    const groups = [];
    const stops = new Set(stopsOf(lang));
    /** @type {[number, number][]} */
    const spans = [...text.matchAll(/["«“„”]([^"»”“]+)["»”“]/g)].map((match) => [match.index, match.index + match[0].length]);
    const sums = amounts(text), tokens = portalLanguage.tokens(text);
    for (let i = 0; i < tokens.length && groups.length < MOST_WORDS; i++) {
      const { word, start, end } = tokens[i], before = tokens[i - 1], after = tokens[i + 1];
      const sum = sums.find((one) => one.start <= start && end <= one.end);
      if (sum) {
        if (sum.start === start) groups.push({ text: text.slice(start, sum.end), word: sum.value + "#", matches: [], stop: false, phrase: -1, rank: 0 });
        continue;
      }
      const phrase = spans.findIndex(([from, to]) => from <= start && end <= to);
      const group = { text: text.slice(start, end), word, matches: [], stop: stops.has(word) || /^\D$/.test(word) || (before && YEAR.test(before.word) && OF_YEAR.test(word)) || false, phrase, rank: 0, hyphen: Boolean(after) && text.slice(end, after.start) === "-" && !/\d/.test(word + after.word) };
      if (phrase < 0 && /^\d+$/.test(word)) {
        const mark = /[№N]\s*$/.test(text.slice(0, start));
        // «закон 125 статья 28»: the word belongs to the number that follows it.
        const next = tokens[i + 2], own = after && ARTICLE.test(after.word) && !(next && /^\d+$/.test(next.word) && before && ACT.test(before.word));
        const article = own || (before && ARTICLE.test(before.word));
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
   * @param {string} text @param {SearchLang} lang @returns {{groups: SearchGroup[][], whole: boolean}[]}
   */
  function readings(text, lang) {
    const { fromLatin, toCyrillicLayout, toLatinLayout } = portalLanguage;
    const found = [];
    /** @param {string} latin @returns {SearchGroup[][]} the word itself last: it may be a name */
    const spelt = (latin) => {
      const plain = fromLatin(latin, lang), y = fromLatin(latin.replace(/j(?![aeiouy])/gi, "y"), lang);
      const soft = portalAnalyser(lang) === "russian" ? [...plain, ...y].map(softened) : [];
      const spellings = [...new Set([...plain, ...y, ...plain.map(split), ...y.map(split), ...soft, latin])].map((spelling) => parse(spelling, lang));
      return spellings.filter((groups) => groups.length && groups.length === spellings[0].length);
    };
    if (/[a-z]/i.test(text)) {
      const even = spelt(text);
      if (even.length) found.push({ groups: even, whole: false });
      const keys = parse(toCyrillicLayout(text), lang);
      if (keys.length) found.push({ groups: [keys], whole: true });
    } else if (/[а-яёңөү]/i.test(text)) {
      const even = spelt(toLatinLayout(text));
      if (even.length) found.push({ groups: even, whole: true });
    }
    return found;
  }

  /** ts is ц, but also т + с (detskiy). @param {string} text @returns {string} */
  const split = (text) => text.replace(/ц/g, "тс");

  /** Who types Russian in Latin letters mostly leaves ь out: prodat, skolko. @param {string} text @returns {string} */
  const softened = (text) => text.replace(/л(?=[бвгдзкмнпстфхчшщ])/g, "ль").replace(/([аеиоуыюя])т(?![а-яё])/g, "$1ть");

  /** @param {SearchGroup[]} groups @returns {number} */
  const coverage = (groups) => groups.length ? groups.reduce((sum, group) => sum + (group.rank ? 10 + group.rank : 0), 0) / groups.length : 0;

  /** @param {SearchGroup} a @param {SearchGroup} b @returns {boolean} */
  const better = (a, b) => a.rank > b.rank || (a.rank === b.rank && size(a) > size(b));

  /** @param {SearchGroup} group @returns {number} */
  const size = (group) => group.matches.reduce((sum, match) => sum + match.term.length, 0);

  /** @param {SearchGroup[]} spellings @returns {SearchGroup} */
  const bestOf = (spellings) => spellings.reduce((a, b) => (better(b, a) ? b : a));

  /**
   * The best spelling of a word. One in Latin letters stands last: where it is there itself, but less than it is in
   * Cyrillic ones, that is what was meant, and both are looked for; where it is there in neither, its spelling may be a slip.
   * @param {SearchGroup[]} spellings @returns {SearchGroup}
   */
  function preferred(spellings) {
    const own = spellings[spellings.length - 1], others = spellings.slice(0, -1);
    if (!others.length || !/[a-z]/.test(own.word)) return bestOf(spellings);
    const read = bestOf(others);
    if (!own.rank && !read.rank) return { ...read, text: own.text, latin: true };
    if (own.rank < 3 || read.rank < 3 || size(read) <= size(own) || (read.stop && !own.stop)) return bestOf(spellings);
    return { ...read, matches: [...read.matches, ...own.matches], latin: true };
  }

  return { stopsOf, parse, withMonths, unslashed, rounded, readings, coverage, preferred, numbers };
})();
