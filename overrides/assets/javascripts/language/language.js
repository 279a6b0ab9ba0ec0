// @ts-check
/**
 * Word analysis of the search, the counterpart of portal/language (normalise, tokens, stem_ky, stem_ru, layouts, translit,
 * analysis): the same result for every input. What each part does and why stands there. Stems of Kyrgyz need two scripts
 * beside it, before or after: language-stems.js, its rules, and language-roots.js, its roots. Most words of questions
 * stand in texts as they are typed, and need neither.
 */
const portalLanguage = (() => {
  "use strict";

  const { normalise, fold, tokens } = portalLanguageLetters, { stemRu } = portalLanguageRussian;
  const { FOLDED_WEIGHT } = portalLanguageTables;

  /** Whether the rules of Kyrgyz are there; until then a word is its own stem. @returns {boolean} */
  const ruled = () => typeof portalLanguageKyrgyz !== "undefined";

  /** By analyser. @type {Object<string, (word: string) => string>} */
  const STEMS = { kyrgyz: (word) => (ruled() ? portalLanguageKyrgyz.stemKy(word) : normalise(word)), russian: stemRu, plain: (word) => word };

  /** @param {string} word @param {string} lang @returns {string} */
  const queryStem = (word, lang) => STEMS[portalAnalyser(lang)](word);

  /** The stems of a word by the rules of the other languages of the portal. @param {string} word @param {string} lang @returns {string[]} */
  function foreignStems(word, lang) {
    const found = new Set(Object.values(portalLanguages()));
    found.delete(portalAnalyser(lang));
    return [...found].map((name) => STEMS[name](word));
  }

  /** Whether all is loaded that stems of a language need: for Kyrgyz its roots. @param {string} lang @returns {boolean} */
  const ready = (lang) => portalAnalyser(lang) !== "kyrgyz" || (ruled() && portalLanguageKyrgyz.ready());

  /** Whether the rules of all languages of the portal are there. @returns {boolean} */
  const whole = () => ruled() || !Object.values(portalLanguages()).includes("kyrgyz");

  /** @param {string} word @param {string} lang @returns {[string, number][]} */
  function queryKeys(word, lang) {
    const stem = queryStem(word, lang), folded = fold(stem);
    if (!stem) return [];
    const another = portalAnalyser(lang) === "kyrgyz" && ruled() && portalLanguageKyrgyz.isRoot(folded); // a word of its own: көл, кол
    return folded === stem || another ? [[stem, 1]] : [[stem, 1], [folded, FOLDED_WEIGHT]];
  }

  return { ready, whole, normalise, fold, tokens, stemRu, queryStem, foreignStems, queryKeys, ...portalLanguageLatin };
})();

/** @type {any} */ (globalThis).portalLanguage = portalLanguage;
