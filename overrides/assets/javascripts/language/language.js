// @ts-check
/**
 * Word analysis of the search, the counterpart of portal/language (normalise, tokens, stem_ky, stem_ru, layouts, translit,
 * analysis): the same result for every input. What each part does and why stands there. Kyrgyz needs the script of its
 * roots beside it, loaded before or after.
 */
const portalLanguage = (() => {
  "use strict";

  const { normalise, fold, tokens } = portalLanguageLetters, { stemRu } = portalLanguageRussian;
  const { rootsOf, respell, devoice, stemKy } = portalLanguageKyrgyz, { FOLDED_WEIGHT } = portalLanguageTables;

  /** By analyser. @type {Object<string, (word: string) => string>} */
  const STEMS = { kyrgyz: stemKy, russian: stemRu, plain: (word) => word };

  /** @param {string} word @param {string} lang @returns {string} */
  const queryStem = (word, lang) => STEMS[portalAnalyser(lang)](word);

  /** The stems of a word by the rules of the other languages of the portal. @param {string} word @param {string} lang @returns {string[]} */
  function foreignStems(word, lang) {
    const found = new Set(Object.values(portalLanguages()));
    found.delete(portalAnalyser(lang));
    return [...found].map((name) => STEMS[name](word));
  }

  /** Whether all is loaded that stems of a language need: for Kyrgyz its roots. @param {string} lang @returns {boolean} */
  const ready = (lang) => portalAnalyser(lang) !== "kyrgyz" || portalLanguageKyrgyz.ready();

  /** @param {string} word @param {string} lang @returns {[string, number][]} */
  function queryKeys(word, lang) {
    const stem = queryStem(word, lang), folded = fold(stem);
    if (!stem) return [];
    const root = devoice(respell(folded)), another = portalAnalyser(lang) === "kyrgyz" && root && rootsOf(root).masks.get(root); // a word of its own: көл, кол
    return folded === stem || another ? [[stem, 1]] : [[stem, 1], [folded, FOLDED_WEIGHT]];
  }

  return { ready, normalise, fold, tokens, stemKy, stemRu, queryStem, foreignStems, queryKeys, ...portalLanguageLatin };
})();

/** @type {any} */ (globalThis).portalLanguage = portalLanguage;
