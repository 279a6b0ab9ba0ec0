// @ts-check
// Words on the wrong keyboard layout or in Latin letters, the counterpart of layouts and translit in portal/language.
const portalLanguageLatin = (() => {
  "use strict";

  const { translator, normalise } = portalLanguageLetters, { LATIN_KEYS, CYRILLIC_KEYS, SPELLINGS } = portalLanguageTables;

  const toCyrillicLayout = translator(LATIN_KEYS, CYRILLIC_KEYS);
  const toLatinLayout = translator(CYRILLIC_KEYS + "ңөүҢӨҮ", LATIN_KEYS + "yjuYJU");

  /** @type {Map<string, string>} */
  const LATIN = new Map(SPELLINGS.split(",").map((pair) => /** @type {[string, string]} */ (pair.split(" "))));
  const LATIN_LETTERS = new RegExp([...LATIN.keys()].sort((a, b) => b.length - a.length).join("|"), "g");

  /** @param {string} word @returns {string} */
  const fronted = (word) => (/[аы]/.test(word) ? word.replace(/и/g, "ы") : word.replace(/о/g, "ө").replace(/у/g, "ү"));

  /** A word with ы for the и behind its last back vowel. @param {string} word @returns {string} */
  function ended(word) {
    const last = Math.max(...[..."аоуыюя"].map((letter) => word.lastIndexOf(letter))) + 1;
    return word.slice(0, last) + word.slice(last).replace(/и/g, "ы");
  }

  /** @param {string} text @param {string} lang @returns {string[]} */
  function fromLatin(text, lang) {
    text = text.normalize("NFC").toLowerCase();
    const analyser = portalAnalyser(lang), word = /[а-яёңөү]+/g;
    if (text.search(LATIN_LETTERS) < 0 || analyser === "plain") return [];
    text = text.replace(/c(?=[eiy])/g, "ts");
    if (analyser === "kyrgyz") text = text.replace(/([bcdfghjklmnpqrstvxz])w(?=[bcdfghjklmnpqrstvxz])/g, "$1ü");
    const plain = text.replace(LATIN_LETTERS, (m) => LATIN.get(m) ?? m).replace(/([аеёиоуыэюяөү])[иы]/g, "$1й");
    const opened = plain.replace(/(^|[^а-яёңөү])е/g, "$1э");
    let found = [plain, opened];
    if (analyser === "kyrgyz") {
      const front = opened.replace(word, fronted), deep = [opened, front].map((form) => form.replace(/нг/g, "ң"));
      found = [opened, front, ...deep, plain, opened.replace(word, ended)];
    }
    return [...new Set(found.map(normalise))].slice(0, 6);
  }

  return { toCyrillicLayout, toLatinLayout, fromLatin };
})();
