// @ts-check
/**
 * Search over the sharded index that portal/search writes; the format stands in portal/search/FORMAT.md.
 * Classic script without a page: what it needs comes by `use`, a script element here, a file in scripts/search.mjs.
 * Needs language.js for words, and language-roots.js for Kyrgyz ones; filters alone need neither.
 */
const portalSearch = (() => {
  "use strict";

  const { VERSION, manifestOf, put, use } = portalSearchFiles, { mark, snippet } = portalSearchSnippets;

  return {
    put,
    use,
    mark,
    snippet,
    /**
     * @param {SearchLang} lang @param {string} base @param {SearchManifest} [manifest]
     * @returns {Promise<InstanceType<typeof portalSearchIndex.Index>>}
     */
    async open(lang, base, manifest) {
      return new portalSearchIndex.Index(manifest && manifest.v === VERSION ? manifest : await manifestOf(lang, base), base);
    },
  };
})();

/** @type {any} */ (globalThis).portalSearch = portalSearch;
