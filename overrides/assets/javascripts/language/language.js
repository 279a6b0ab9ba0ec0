// @ts-check
/**
 * Word analysis of the search, the twin of portal/language (normalise, tokens, stem_ky, stem_ru, layouts, translit,
 * analysis): the same result for every input. What each part does and why stands there. Kyrgyz needs the script of its
 * roots beside it, loaded before or after.
 */
const portalLanguage = (() => {
  "use strict";

  /** @typedef {"ky" | "ru"} Lang */

  const { normalise, fold, tokens } = portalLanguageLetters, { stemRu } = portalLanguageRussian;
  const { ready, rootsOf, respell, devoice, stemKy } = portalLanguageKyrgyz, { FOLDED_WEIGHT } = portalLanguageTables;

  /** @param {string} word @param {Lang} lang @returns {string} */
  const queryStem = (word, lang) => (lang === "ru" ? stemRu(word) : stemKy(word));

  /** @param {string} word @param {Lang} lang @returns {[string, number][]} */
  function queryKeys(word, lang) {
    const stem = queryStem(word, lang), folded = fold(stem);
    if (!stem) return [];
    const root = devoice(respell(folded)), another = lang === "ky" && root && rootsOf(root).masks.get(root); // a word of its own: көл, кол
    return folded === stem || another ? [[stem, 1]] : [[stem, 1], [folded, FOLDED_WEIGHT]];
  }

  return { ready, normalise, fold, tokens, stemKy, stemRu, queryStem, queryKeys, ...portalLanguageLatin };
})();

/** @type {any} */ (globalThis).portalLanguage = portalLanguage;
