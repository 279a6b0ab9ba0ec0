// @ts-check
// Endings of Kyrgyz words by the rules of its sounds, spelt out as trees that are read from the last letter; the first
// half of the counterpart of stem_ky in portal/language.
/**
 * @typedef {{classes: number, before: Uint8Array, result: number, base: number, minimum: number, cost: number,
 *   keep: boolean, melted: string, inner: boolean, loan: boolean, long: boolean}} LanguageEnding
 */
/** A letter of an ending. @typedef {{next: (LanguageNode | undefined)[], endings: LanguageEnding[]}} LanguageNode */
const portalLanguageEndings = (() => {
  "use strict";

  const { fold } = portalLanguageLetters;

  const VOWELS = "аеиоуыэюяөү", VOICELESS = "кпстфхцчшщ", LOANS = "бвгд", VOICED = "жзйлмнңр" + LOANS;
  const CONSONANTS = VOICELESS + VOICED;
  const IN_ALPHABET = new RegExp(`^[${VOWELS}${CONSONANTS}ьъ]{2,40}$`);
  /** @type {Map<string, number>} */
  const CLASS = new Map(["аыя", "о", "ую", "еэи", "өү"].flatMap((vowels, c) =>
    [...vowels].map((v) => /** @type {[string, number]} */ ([v, c]))));
  /** @type {Record<string, string>} */
  const HARMONY = { A: "аоаеө", I: "ыууиү", U: "уууүү", O: "оооөө", E: "аоаэө" };
  /** @type {Record<string, Record<string, string>>} */
  const ASSIMILATION = {
    D: { д: VOWELS + VOICED, т: VOICELESS + LOANS },
    N: { н: VOWELS, д: VOICED, т: VOICELESS + LOANS },
    L: { л: VOWELS + "рй", д: "жзлмнң" + LOANS, т: VOICELESS + LOANS },
    G: { г: VOWELS + VOICED, к: VOICELESS + LOANS },
    B: { б: VOWELS + VOICED, п: VOICELESS + LOANS },
  };
  /** @type {Record<string, string>} */
  const AFTER = { c: CONSONANTS, v: VOWELS, r: VOWELS + "рлйн", u: "рй" };
  /** @type {Record<string, number>} */
  const STATES = { n: 1, p: 2, v: 4, d: 8, a: 16, g: 32, c: 64, f: 128, b: 256, m: 512, q: 1024 };
  const NOMINAL = 769, VERBAL = 4, ROOT = 773, ANY = 2047, COST = 10, WEAK = 3, LONG_ROOT = 5;
  const LOAN = new RegExp(`[вфцщ]|^р|^[${CONSONANTS}]{2}|[${CONSONANTS}]{3}|[аыя].*[еэиөү]|[еэиөү].*[аыя]`);
  const FOLDED_CLASSES = [1, 2, 4, 8, 6];

  /** @param {string} template @param {number} c @returns {string} */
  function expand(template, c) {
    let out = "";
    for (const sign of template) {
      const letter = sign in HARMONY ? HARMONY[sign][c] : sign;
      c = CLASS.get(letter) ?? c;
      out += letter;
    }
    return out;
  }

  /** @param {string} letters @returns {number} */
  const mask = (letters) => [...letters].reduce((sum, x) => sum + STATES[x], 0);

  // Letters are below 2048; what is asked of one often stands in an array by its code.
  const VOWEL_CLASS = new Int8Array(2048).fill(-1), LETTER = new Uint8Array(2048);
  for (const [v, c] of CLASS) VOWEL_CLASS[v.charCodeAt(0)] = c;
  [...VOWELS + CONSONANTS].forEach((letter, i) => { LETTER[letter.charCodeAt(0)] = i + 1; });
  /** @type {Map<string, Uint8Array>} */
  const SETS = new Map();
  /** @param {string} letters @returns {Uint8Array} */
  function setOf(letters) {
    let set = SETS.get(letters);
    if (!set) {
      SETS.set(letters, (set = new Uint8Array(2048)));
      for (const letter of letters) set[letter.charCodeAt(0)] = 1;
    }
    return set;
  }

  /** @returns {LanguageNode} */
  const node = () => ({ next: [], endings: [] });

  /** @type {ReturnType<typeof readLine>[]} */
  let lines = [];

  /** @param {string} line */
  function readLine(line) {
    const [template, result, base, rest = ""] = line.split(" ");
    const [options, extra = "0"] = rest.split("+");
    const cost = COST + Number(extra);
    return {
      variants: template.endsWith("к") && result[0] === "n" ? [template, template.slice(0, -1) + "г"] : [template],
      after: [...options].map((x) => AFTER[x]).find(Boolean),
      costs: [cost, cost + WEAK],
      ending: {
        result: mask(result), base: mask(base), minimum: Number(/\d/.exec(options)?.[0] ?? 0), keep: options.includes("k"),
        melted: /[wxyz]/.exec(options)?.[0] ?? "", inner: /[be]/.test(options), loan: options.includes("h"), long: options.includes("l"),
      },
    };
  }

  /**
   * The endings with this last letter, spelt out when the first word asks for them: all of them at once would take a
   * slow phone longer than a search.
   * @param {boolean} loose with the spellings of those who type without ң ө ү @param {string} last @returns {LanguageNode}
   */
  function compile(loose, last) {
    const found = node();
    if (!lines.length) lines = portalLanguageStemTables.ENDINGS.split("\n").map(readLine);
    for (const { variants, after, costs, ending } of lines) {
      for (const variant of variants) {
        const sign = variant[variant.length - 1], open = HARMONY[sign] ?? sign;
        // A template of one sign stands for its assimilated forms.
        if (variant.length > 1 && !open.includes(last) && !(loose && fold(open).includes(last))) continue;
        for (const [first, letters] of Object.entries(ASSIMILATION[variant[0]] ?? { [variant[0]]: VOWELS + CONSONANTS })) {
          /** @type {string[]} */
          const spellings = [];
          /** @type {number[][]} */
          const bits = [[], []];
          /** @param {string} spelling @param {number} weak @param {number} classes */
          const add = (spelling, weak, classes) => {
            if (!spelling.endsWith(last)) return;
            let at = spellings.indexOf(spelling);
            if (at < 0) at = spellings.push(spelling) - 1;
            bits[weak][at] |= weak ? classes & ~bits[0][at] : classes;
          };
          const spelt = [0, 1, 2, 3, 4].map((c) => expand(first + variant.slice(1), c));
          spelt.forEach((spelling, c) => add(spelling, 0, 1 << c));
          if (loose) spelt.forEach((spelling, c) => add(fold(spelling), 1, FOLDED_CLASSES[c]));
          if (!spellings.length) continue;
          const before = setOf(after ? [...letters].filter((letter) => after.includes(letter)).join("") : letters);
          spellings.forEach((spelling, i) => {
            let at = found;
            for (let end = spelling.length - 2; end >= 0; end--) {
              const n = LETTER[spelling.charCodeAt(end)];
              at = at.next[n] ?? (at.next[n] = node());
            }
            for (const weak of [0, 1]) {
              if (bits[weak][i]) at.endings.push({ ...ending, before, classes: bits[weak][i], cost: costs[weak] });
            }
          });
        }
      }
    }
    return found;
  }

  /** @param {string} word @param {number} [end] @returns {number} */
  function vowelClass(word, end = word.length) {
    for (let i = end - 1; i >= 0; i--) {
      const c = VOWEL_CLASS[word.charCodeAt(i)];
      if (c >= 0) return c;
    }
    return -1;
  }

  return { VOWELS, VERBAL, NOMINAL, ROOT, ANY, COST, HARMONY, LETTER, LOAN, LONG_ROOT, IN_ALPHABET, compile, vowelClass };
})();
