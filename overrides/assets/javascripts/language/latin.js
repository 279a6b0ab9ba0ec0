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

  /** @param {string} text @param {string} lang @returns {string[]} */
  function fromLatin(text, lang) {
    text = text.normalize("NFC").toLowerCase();
    const analyser = portalAnalyser(lang);
    if (text.search(LATIN_LETTERS) < 0 || analyser === "plain") return [];
    let plain = text.replace(/c(?=[eiy])/g, "ts").replace(LATIN_LETTERS, (m) => LATIN.get(m) ?? m);
    plain = plain.replace(/([аеёиоуыэюяөү])[иы]/g, "$1й");
    let found = [plain];
    if (analyser === "kyrgyz") {
      plain = plain.replace(/(^|[^а-яёңөү])е/g, "$1э");
      found = [plain, plain.replace(/[а-яёңөү]+/g, (word) =>
        (/[аы]/.test(word) ? word.replace(/и/g, "ы") : word.replace(/о/g, "ө").replace(/у/g, "ү")))];
      found.push(...found.map((candidate) => candidate.replace(/нг/g, "ң")));
    }
    return [...new Set(found.map(normalise))].slice(0, 6);
  }

  return { toCyrillicLayout, toLatinLayout, fromLatin };
})();
