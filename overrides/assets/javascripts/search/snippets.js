// @ts-check
// Texts with the words of the query marked.
const portalSearchSnippets = (() => {
  "use strict";

  /**
   * Text in pieces, those that match marked.
   * @param {string} text @param {Set<string>} words folded keys and forms @param {SearchLang} lang @returns {SearchPiece[]}
   */
  function mark(text, words, lang) {
    const { fold, tokens, queryStem } = portalLanguage;
    /** @type {SearchPiece[]} */
    const pieces = [];
    let at = 0;
    for (const { word, start, end } of tokens(text)) {
      // Without the roots forms must do: the index names those that occur.
      if (!words.has(fold(word)) && !((lang === "ru" || portalLanguage.ready()) && words.has(fold(queryStem(word, lang))))) continue;
      if (start > at) pieces.push({ text: text.slice(at, start), mark: false });
      pieces.push({ text: text.slice(start, end), mark: true });
      at = end;
    }
    if (at < text.length) pieces.push({ text: text.slice(at), mark: false });
    return pieces;
  }

  /**
   * The stretch of a text with the most different words of the query, about `length` letters long.
   * @param {string} text @param {Set<string>} words @param {SearchLang} lang @param {number} length
   * @returns {{pieces: SearchPiece[], count: number}}
   */
  function snippet(text, words, lang, length) {
    const pieces = mark(text, words, lang);
    /** @type {{from: number, end: number, word: string}[]} */
    const spots = [];
    let at = 0;
    for (const piece of pieces) {
      const end = at + piece.text.length;
      if (piece.mark) spots.push({ from: at, end, word: portalLanguage.fold(portalLanguage.queryStem(piece.text, lang)) });
      at = end;
    }
    let from = 0, count = 0;
    spots.forEach((spot, i) => {
      const inside = new Set();
      for (let j = i; j < spots.length && spots[j].end - spot.from < length; j++) inside.add(spots[j].word);
      if (inside.size > count) {
        count = inside.size;
        from = spot.from;
      }
    });
    let start = Math.max(0, from - Math.floor(length / 4));
    const end = Math.min(text.length, start + length);
    if (text.length - start < length) start = Math.max(0, text.length - length);
    const left = start ? text.indexOf(" ", start) + 1 : 0;
    const right = end < text.length ? Math.max(text.lastIndexOf(" ", end), left + 1) : text.length;
    const shown = mark(text.slice(left, right).trim(), words, lang);
    if (left) shown.unshift({ text: "… ", mark: false });
    if (right < text.length) shown.push({ text: " …", mark: false });
    return { pieces: shown, count };
  }

  return { mark, snippet };
})();
