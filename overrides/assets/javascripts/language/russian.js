// @ts-check
// Stems of Russian words, the counterpart of stem_ru in portal/language.
const portalLanguageRussian = (() => {
  "use strict";

  const { normalise } = portalLanguageLetters;

  const RU_VOWELS = "аеиоуыэюя";
  /** @type {Map<string, boolean>[]} */
  const RU_STEPS = portalLanguageTables.RU.split("\n").map((line) => {
    const [free, bound = ""] = line.split("|");
    return new Map([...free.split(" ").map((e) => /** @type {[string, boolean]} */ ([e, true])),
      ...bound.split(" ").filter(Boolean).map((e) => /** @type {[string, boolean]} */ ([e, false]))]);
  });
  const [GERUND, REFLEXIVE, ADJECTIVE, PARTICIPLE, VERB, NOUN, DERIVED, SUPERLATIVE] = RU_STEPS;

  /** @param {string} text @param {Map<string, boolean>} step @returns {string | null} */
  function cut(text, step) {
    for (let n = Math.min(6, text.length); n > 0; n--) {
      const free = step.get(text.slice(-n));
      if (free === undefined) continue;
      const rest = text.slice(0, -n);
      return free || /[ая]$/.test(rest) ? rest : null;
    }
    return null;
  }

  /** @param {string} word @returns {string} */
  function stemRu(word) {
    word = normalise(word);
    /** @type {number[]} */
    const marks = [];
    for (let i = 0; i < word.length && marks.length < 4; i++) {
      if (RU_VOWELS.includes(word[i]) === (marks.length % 2 === 0)) marks.push(i + 1);
    }
    const start = marks[0] ?? word.length, second = marks[3] ?? word.length;
    let tail = word.slice(start);
    let done = cut(tail, GERUND);
    if (done === null) {
      tail = cut(tail, REFLEXIVE) ?? tail;
      done = cut(tail, ADJECTIVE);
      if (done !== null) done = cut(done, PARTICIPLE) ?? done;
      else done = cut(tail, VERB) ?? cut(tail, NOUN);
    }
    tail = done ?? tail;
    if (tail.endsWith("и")) tail = tail.slice(0, -1);
    done = cut(tail, DERIVED);
    if (done !== null && start + done.length >= second) tail = done;
    done = cut(tail, SUPERLATIVE);
    if (done !== null) tail = done.endsWith("нн") ? done.slice(0, -1) : done;
    else if (tail.endsWith("нн") || tail.endsWith("ь")) tail = tail.slice(0, -1);
    return word.slice(0, start) + tail;
  }

  return { stemRu };
})();
