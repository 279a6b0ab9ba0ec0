// @ts-check
// The numbers that Word makes by itself, as portal/editing/importing/word_numbering.py and points.py write them: «1.1»,
// «Глава 1», «а)» become words of the text where it counts by points; a simple list stays a list.
const portalWordNumbers = (() => {
  "use strict";

  /** @typedef {{pattern: string, counts: string, start: number, legal: boolean}} WordLevel */
  /** @typedef {{key: string, list: string, levels: Map<number, WordLevel>, depth: number, level: WordLevel, heading: boolean}} WordPoint */

  const CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя";
  /** @type {[number, string][]} */
  const ROMAN = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"],
    [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  const REFERS = /(?:^|[^\p{L}\p{N}_])(?:(?:под)?пункт[\p{L}\p{N}]*\s+[«"]?(?:\d|[а-яa-z][»")])|(?:под|пп?\.\s?)\s*п?\.?\s?\d+\.\d|(?:п|пп|подп)\.\s?\d|[а-я][)»"]?[-–\s]{0,2}(?:под|кичи\s)?пункт|пунктч)|\d[)»"]?[-–\s]{0,2}(?:под|кичи\s)?пункт/iu;

  /** @param {number} number @returns {string} */
  function roman(number) {
    let text = "";
    for (const [value, sign] of ROMAN) {
      while (number >= value && text.length < 20) [text, number] = [text + sign, number - value];
    }
    return text;
  }

  /** @param {number} number @returns {string} */
  function latin(number) {
    let text = "";
    for (let left = number; left > 0; left = Math.floor((left - 1) / 26)) text = String.fromCharCode(97 + ((left - 1) % 26)) + text;
    return text || "a";
  }

  /** @param {number} number @returns {string} */
  const cyrillic = (number) => CYRILLIC[(number - 1) % CYRILLIC.length].repeat(Math.floor((number - 1) / CYRILLIC.length) + 1);

  /** @type {Object<string, (number: number) => string>} */
  const COUNTS = {
    decimalZero: (number) => String(number).padStart(2, "0"),
    upperRoman: (number) => roman(number).toUpperCase(), lowerRoman: roman,
    upperLetter: (number) => latin(number).toUpperCase(), lowerLetter: latin,
    russianUpper: (number) => cyrillic(number).toUpperCase(), russianLower: cyrillic,
  };

  /** @param {Element|null|undefined} from @param {...string} path @returns {Element|undefined} */
  function child(from, ...path) {
    let found = from || undefined;
    for (const name of path) found = found && [...found.children].find((one) => one.localName === name);
    return found;
  }

  /** An attribute whatever its prefix. @param {Element|undefined} from @param {string} name @returns {string} */
  const attribute = (from, name) => ((from && [...from.attributes].find((one) => one.localName === name)) || { value: "" }).value;
  /** @param {Element|null|undefined} from @param {...string} path @returns {string} */
  const value = (from, ...path) => attribute(child(from, ...path), "val");
  /** @param {Element|null|undefined} from @param {string} name @returns {Element[]} */
  const all = (from, name) => (from ? [...from.getElementsByTagName("*")].filter((one) => one.localName === name) : []);
  /** @param {string} text @param {number} otherwise @returns {number} */
  const whole = (text, otherwise) => (/^-?\d{1,6}$/.test(text) ? Number(text) : otherwise);

  /** @param {Element} from @returns {WordLevel} */
  const level = (from) => ({ pattern: value(from, "lvlText"), counts: value(from, "numFmt") || "decimal",
    start: whole(value(from, "start"), 1), legal: Boolean(child(from, "isLgl")) });
  /** @param {WordLevel} one @returns {boolean} */
  const counted = (one) => !["bullet", "none", ""].includes(one.counts) && one.pattern.includes("%");
  /** @param {WordLevel} one @returns {boolean} */
  const plain = (one) => one.counts === "decimal" && /^\s*%[1-9]\.\s*$/.test(one.pattern);

  class Numbers {
    /** @param {Element|null} numbering @param {Element|null} styles */
    constructor(numbering, styles) {
      /** @type {Map<string, Element>} */
      this.styles = new Map(all(styles, "style").map((one) => [attribute(one, "styleId"), one]));
      /** @type {Map<string, Map<number, WordLevel>>} */
      this.kinds = new Map();
      /** @type {Map<string, {key: string, levels: Map<number, WordLevel>, starts: Map<number, number>}>} */
      this.lists = new Map();
      /** @type {Map<string, {key: string, depth: number}>} */
      this.levelOf = new Map();
      /** @type {Map<string, Map<number, number>>} */
      this.counters = new Map();
      /** @type {Set<string>} */
      this.begun = new Set();
      /** @type {Set<Map<number, WordLevel>>} */
      this.kept = new Set();
      this.read(numbering);
    }

    /** @param {Element|null} numbering */
    read(numbering) {
      const named = new Map(), links = new Map();
      for (const kind of all(numbering, "abstractNum")) {
        const key = attribute(kind, "abstractNumId");
        this.kinds.set(key, new Map(all(kind, "lvl").map((one) => {
          const depth = whole(attribute(one, "ilvl"), 0), style = value(one, "pStyle");
          if (style) this.levelOf.set(style, { key, depth });
          return [depth, level(one)];
        })));
        if (value(kind, "styleLink")) named.set(value(kind, "styleLink"), key);
        if (value(kind, "numStyleLink")) links.set(key, value(kind, "numStyleLink"));
      }
      for (const [key, link] of links) this.kinds.set(key, this.kinds.get(named.get(link)) || new Map());
      for (const one of all(numbering, "num")) {
        const key = value(one, "abstractNumId"), own = all(one, "lvlOverride");
        const changed = own.filter((item) => child(item, "lvl"));
        const before = this.kinds.get(key) || new Map();
        const levels = changed.length ? new Map([...before, ...changed.map((item) => /** @type {[number, WordLevel]} */ (
          [whole(attribute(item, "ilvl"), 0), level(/** @type {Element} */ (child(item, "lvl")))]))]) : before;
        const starts = new Map(own.filter((item) => child(item, "startOverride")).map((item) => /** @type {[number, number]} */ (
          [whole(attribute(item, "ilvl"), 0), whole(value(item, "startOverride"), 1)])));
        this.lists.set(attribute(one, "numId"), { key, levels, starts });
      }
    }

    /** A style and those that it takes over from. @param {string} key @returns {Element[]} */
    line(key) {
      const found = [];
      for (let style = this.styles.get(key); style && found.length < 20; style = this.styles.get(value(style, "basedOn"))) found.push(style);
      return found;
    }

    /** The level of a heading from 1; 0 for the title, -1 for other text. @param {Element} paragraph @returns {number} */
    heading(paragraph) {
      const line = this.line(value(paragraph, "pPr", "pStyle")), names = line.map((one) => value(one, "name"));
      if (names.length && /^(?:title|название|заголовок)$/i.test(names[0])) return 0;
      for (const name of names) {
        const found = /(?:heading|заголовок)\s*([1-9])$/i.exec(name);
        if (found) return Number(found[1]);
      }
      for (const from of [paragraph, ...line]) {
        const outline = value(from, "pPr", "outlineLvl");
        if (outline) return Number(outline) < 9 ? Number(outline) + 1 : -1;
      }
      return -1;
    }

    /** The point that a paragraph is. @param {Element} paragraph @returns {WordPoint|undefined} */
    point(paragraph) {
      const style = value(paragraph, "pPr", "pStyle"), line = this.line(style);
      const own = value(paragraph, "pPr", "numPr", "numId");
      const list = own || line.map((one) => value(one, "pPr", "numPr", "numId")).find(Boolean) || "";
      const found = this.lists.get(list);
      if (!found || list === "0") return undefined;
      const of = this.levelOf.get(style);
      const depth = of && !own && of.key === found.key ? of.depth : whole(value(paragraph, "pPr", "numPr", "ilvl")
        || line.map((one) => value(one, "pPr", "numPr", "ilvl")).find(Boolean) || "", 0);
      const level = found.levels.get(depth);
      return level && { key: found.key, list, levels: found.levels, depth, level, heading: this.heading(paragraph) > 0 };
    }

    /** Find out which lists are points of a text of law. @param {Element} body @param {string} text the whole text */
    look(body, text) {
      const refers = REFERS.test(text);
      /** @type {Map<Map<number, WordLevel>, {used: Set<WordLevel>, heading: boolean}>} */
      const found = new Map();
      for (const paragraph of all(body, "p")) {
        const point = this.point(paragraph);
        if (!point || !(paragraph.textContent || "").trim()) continue;
        const one = found.get(point.levels) || { used: new Set(), heading: false };
        one.used.add(point.level);
        one.heading = one.heading || point.heading;
        found.set(point.levels, one);
      }
      for (const [levels, { used, heading }] of found) {
        const counts = [...used].filter(counted);
        // A list of a field can count in no other way than «1.».
        if (counts.some((one) => !plain(one)) || (counts.length && heading) || (counts.length > 1 && refers)) this.kept.add(levels);
      }
    }

    /** What stands before the words of a point: its label, or the mark of a list. @param {WordPoint} point @returns {string} */
    label(point) {
      const { levels, depth, level } = point;
      if (!counted(level)) return level.counts === "bullet" ? "- " : "";
      const numbers = this.counters.get(point.key) || new Map();
      this.counters.set(point.key, numbers);
      const starts = (this.lists.get(point.list) || { starts: new Map() }).starts;
      if (!this.begun.has(point.list)) {
        this.begun.add(point.list);
        for (const [of, start] of starts) if (of === 0 || of === depth) numbers.set(of, start - 1);
      }
      numbers.set(depth, numbers.has(depth) ? numbers.get(depth) + 1 : level.start);
      for (const deeper of [...numbers.keys()]) if (deeper > depth) numbers.delete(deeper);
      if (!this.kept.has(levels)) return numbers.get(depth) + ". ";
      return level.pattern.replace(/%([1-9])/g, (_, place) => {
        const of = levels.get(place - 1);
        if (!of) return "";
        if (!numbers.has(place - 1)) numbers.set(place - 1, of.start);
        return (COUNTS[level.legal ? "decimal" : of.counts] || String)(numbers.get(place - 1));
      }).trim() + " ";
    }
  }

  return { Numbers, REFERS, child, attribute, value, all };
})();
