// @ts-check
// Written by scripts/language_tables.py from portal/language/languages.yml.
/** The languages of the portal in their order, each with its analyser. @returns {Object<string, string>} */
function portalLanguages() {
  return {"ky": "kyrgyz", "ru": "russian"};
}
