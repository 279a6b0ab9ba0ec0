// @ts-check
// What follows from the list of languages (list.js). Functions, not constants: several scripts of one page hold them.

/** Where the pages of a language stand: the first one at the root of the site. @param {string} lang @returns {string} */
function portalFolder(lang) {
  return lang === Object.keys(portalLanguages())[0] ? "" : lang + "/";
}

/** The language of the page at a path of the site. @param {string} path @returns {string} */
function portalLanguageOf(path) {
  const [first, ...others] = Object.keys(portalLanguages());
  return others.find((lang) => path.startsWith(lang + "/")) || first;
}

/** Whose rules split the words of a language into stems: its own, or none. @param {string} lang @returns {string} */
function portalAnalyser(lang) {
  return portalLanguages()[lang] || Object.values(portalLanguages())[0];
}
