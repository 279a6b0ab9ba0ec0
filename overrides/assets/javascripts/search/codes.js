// @ts-check
// How the files of the index write numbers and lists; the format stands in portal/search/FORMAT.md.
const portalSearchCodes = (() => {
  "use strict";

  /** After the keys of words: documents that they find beside those that have them. */
  const ALIKE = "_";
  const LEVELS = 31, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  /** A form as typed counts whole, another form of the word so much. */
  const STEM = 0.8;
  /** Of what title and question count, what only another wording of the question has. */
  const WORDING = 0.5;
  /** Before a list whose second part, the sections of most documents, stands in another file (portal/search/split.py). */
  const PARTED = ".";
  /** In the place of sections that are not there yet; no section has this bit. */
  const UNTOLD = 2 ** 31;

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
   * Of a list in two parts, the second of which has not come, the sections of most documents are untold.
   * @param {SearchMatch} match @param {number} size documents that there are @returns {SearchGathered}
   */
  function decoded({ term, factor, exact }, size) {
    const text = term.postings, parted = text[0] === PARTED, rest = term.rest || "", most = Math.floor(text.length / (parted ? 2 : 3)) + 1, told = factor === STEM && exact >= 0 && exact < 30;
    const docs = new Uint32Array(most), units = new Uint32Array(most), scores = new Float32Array(most), typed = new Uint8Array(most), asked = new Float32Array(most);
    const step = factor / LEVELS, end = text.length;
    let count = 0, own = 0, doc = -1, at = parted ? 1 + digits(text, 1) : 0, next = 0;
    while (at < end) {
      let digit = CODE[text.charCodeAt(at++)], gap = digit & 31;
      for (let shift = 5; digit & 32; shift += 5) gap |= ((digit = CODE[text.charCodeAt(at++)]) & 31) << shift;
      const whole = !parted || gap & 1, impact = CODE[text.charCodeAt(at++)];
      if (parted) gap >>>= 1;
      let forms = 1;
      if (impact & 32) {
        forms = (digit = CODE[text.charCodeAt(at++)]) & 31;
        for (let shift = 5; digit & 32; shift += 5) forms |= ((digit = CODE[text.charCodeAt(at++)]) & 31) << shift;
      }
      let unit = 0;
      if (whole) {
        unit = (digit = CODE[text.charCodeAt(at++)]) & 31;
        for (let shift = 5; digit & 32; shift += 5) unit |= ((digit = CODE[text.charCodeAt(at++)]) & 31) << shift;
      } else if (next < rest.length) {
        unit = (digit = CODE[rest.charCodeAt(next++)]) & 31;
        for (let shift = 5; digit & 32; shift += 5) unit |= ((digit = CODE[rest.charCodeAt(next++)]) & 31) << shift;
      }
      doc += gap + 1;
      if (!(doc < size)) break; // a damaged file
      docs[count] = doc;
      scores[count] = (impact & 31) * step;
      units[count] = unit ? unit >>> 1 : UNTOLD;
      asked[count] = unit & 1 ? (unit & 2 ? 1 : WORDING) : 0;
      if (told && (forms >> exact) & 1) {
        typed[count] = 1;
        own++;
      }
      count++;
    }
    return { count, own, docs, scores, units, typed, asked };
  }

  /** How many digits a number takes. @param {string} text @param {number} at @returns {number} */
  function digits(text, at) {
    let count = 1;
    while (CODE[text.charCodeAt(at + count - 1)] & 32) count++;
    return count;
  }

  /** How long a list of postings is with both its parts. @param {string} postings @returns {number} */
  const lengthOf = (postings) => (postings[0] === PARTED ? numbers(postings.slice(1, 1 + digits(postings, 1)))[0] : postings.length);

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

  /** @type {{[letter: string]: string}} */
  const WIDE = { ђ: "ң", љ: "ө", њ: "ү", Ђ: "Ң", Љ: "Ө", Њ: "Ү" };

  /** The letters of a text of a stick (portal/publish/offline/packs.py). @param {string} text @returns {string} */
  const wide = (text) => text.replace(/[ђљњЂЉЊ]/g, (letter) => WIDE[letter]);

  return { ALIKE, CODE, DIGITS, PARTED, STEM, UNTOLD, decoded, lengthOf, numbers, shardOf, wide };
})();
