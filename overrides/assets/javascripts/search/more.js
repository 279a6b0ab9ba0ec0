// @ts-check
// What no first result of a question waits for: suggestions, names, phrases.
const portalSearchMore = { ...portalSearchTitles, ...portalSearchNames, ...portalSearchPhrases };

/** @type {any} */ (globalThis).portalSearchMore = portalSearchMore;
