// @ts-check
// Letters and words of both languages, the counterpart of normalise and tokens in portal/language.
const portalLanguageLetters = (() => {
  "use strict";

  /** @param {string} from @param {string} to @returns {(text: string) => string} */
  const translator = (from, to) => {
    const a = [...from], b = [...to];
    const map = new Map(a.map((letter, i) => [letter, b[i]]));
    return (text) => {
      let out = "";
      for (const letter of text) out += map.get(letter) ?? letter;
      return out;
    };
  };

  // ---- normalise

  const INVISIBLE = /[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]/g;
  const oneLetter = translator("ӊҥѳɵұё", "ңңөөүе");
  const unmix = translator("aceopxykmthbüö", "асеорхукмтнвүө");
  const PLAIN = /^[а-яңөү0-9]*$/;

  /** @param {string} text @returns {string} */
  function normalise(text) {
    if (PLAIN.test(text)) return text;
    text = text.normalize("NFC").toLowerCase().normalize("NFC").replace(INVISIBLE, "").normalize("NFC");
    text = oneLetter(text);
    if (/[a-züö]/.test(text) && /[\u0400-\u04ff]/.test(text)) {
      text = text.replace(/[a-züöɵ\u0400-\u04ff]+/g, (word) => (/[\u0400-\u04ff]/.test(word) ? unmix(word) : word));
    }
    return text;
  }

  const folded = translator("ңөү", "ноу");
  /** @param {string} text @returns {string} */
  const fold = (text) => (/[ңөү]/.test(text) ? folded(text) : text);

  // ---- tokens

  const TOKEN = new RegExp(
    "[A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02af\\u0388-\\u0481\\u048a-\\u052f]" +
      "[A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02af\\u0388-\\u0481\\u048a-\\u052f" +
      "\\u00ad\\u0300-\\u036f\\u200b-\\u200d\\u2060\\ufeff]*|[0-9]+", "g");
  const ABBREVIATION = /^([A-ZА-ЯЁҢӨҮ]{2,})[а-яёңөү]{2,}$/;

  /** @param {string} text @returns {{word: string, start: number, end: number}[]} */
  function tokens(text) {
    const out = [];
    for (const match of text.matchAll(TOKEN)) {
      const abbreviation = ABBREVIATION.exec(match[0]);
      const word = normalise(abbreviation ? abbreviation[1] : match[0]);
      if (word) out.push({ word, start: match.index, end: match.index + match[0].length });
    }
    return out;
  }

  return { translator, normalise, fold, tokens };
})();
