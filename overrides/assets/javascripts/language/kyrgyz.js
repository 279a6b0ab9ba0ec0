// @ts-check
// Stems of Kyrgyz words, the counterpart of stem_ky in portal/language. Needs roots.js, loaded before or after.
const portalLanguageKyrgyz = (() => {
  "use strict";

  /** @typedef {{masks: Map<string, number>, unfold: Map<string, string>}} Roots what each may be; folded → root */

  const { normalise, fold } = portalLanguageLetters, { BENT } = portalLanguageStemTables;
  const { VOWELS, VERBAL, NOMINAL, ROOT, ANY, COST, HARMONY, LETTER, LOAN, LONG_ROOT, IN_ALPHABET, compile, vowelClass } = portalLanguageEndings;
  const WEAK_ROOT = 9, LIMIT = 75, SURNAME = 5, SHORTEST_SURNAME = 4;

  /** @param {string} word @returns {string} */
  function respell(word) {
    let out = "";
    for (const letter of word) {
      const last = out[out.length - 1];
      if (letter === "ь" || letter === "ъ") continue;
      if (!out || !VOWELS.includes(last)) out += letter;
      else if (letter === "ю") out += "йу";
      else if (letter === "я") out += "йа";
      else if (letter === "е" && last === "о") out += "йо";
      else out += letter;
    }
    return out;
  }

  /** @param {string} stem @returns {string} */
  const devoice = (stem) =>
    stem.endsWith("б") ? stem.slice(0, -1) + "п" : stem.endsWith("г") ? stem.slice(0, -1) + "к" : stem;

  /** @param {string} stem @returns {string} */
  function spell(stem) {
    let out = "";
    const letters = devoice(stem);
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i], two = letters[i - 2];
      if (i > 1 && letters[i - 1] === "й" && VOWELS.includes(two) && out.endsWith("й")) {
        const glide = letter === "у" ? "ю" : letter === "а" ? "я" : letter === "о" && two === "о" ? "е" : "";
        if (glide) {
          out = out.slice(0, -1) + glide;
          continue;
        }
      }
      out += letter;
    }
    return out;
  }

  /** @param {string} packed @returns {string[]} */
  function unpack(packed) {
    let last = "";
    return [...packed.matchAll(/(\d)(\D*)/g)].map(([, n, rest]) => (last = last.slice(0, Number(n)) + rest));
  }

  /** The endings by the code of their last letter: strict, loose. @type {LanguageNode[][]} */
  const TABLES = [[], []];
  /** @type {Map<string, string>} */
  const BENT_ROOTS = new Map(BENT.split("\n").map((line) => /** @type {[string, string]} */ (line.split(" "))));
  /** Roots by the code of their first letter, unpacked when a word asks for them. @type {Roots[]} */
  const ROOTS = [];
  /** @type {Record<string, string[]> | undefined} */
  let loaded;

  /**
   * Take the roots of language-roots.js in, as soon as that script is there; without them the stems of Kyrgyz words
   * are not those of the index.
   * @returns {boolean} whether they are there
   */
  function ready() {
    /** @type {typeof loaded} */
    const roots = /** @type {any} */ (globalThis).portalLanguageRoots;
    if (roots && roots !== loaded) {
      loaded = roots;
      recent.clear();
      ROOTS.length = 0;
    }
    return roots !== undefined;
  }

  /** The roots that begin with the letter of this word, or one that differs in ң ө ү. @param {string} word @returns {Roots} */
  function rootsOf(word) {
    const first = word.charCodeAt(0);
    return ROOTS[first] ?? (ROOTS[first] = unpacked(fold(word[0])));
  }

  /** @param {string} letter @returns {Roots} */
  function unpacked(letter) {
    /** @type {Roots} */
    const found = { masks: new Map(), unfold: new Map() };
    const { masks, unfold } = found, [nominals, verbs] = loaded?.[letter] ?? ["", ""];
    for (const root of unpack(nominals)) masks.set(root, NOMINAL);
    for (const root of unpack(verbs)) masks.set(root, (masks.get(root) ?? 0) | VERBAL);
    for (const root of masks.keys()) {
      const folded = fold(root), other = unfold.get(folded);
      if (folded !== root && (!other || root < other)) unfold.set(folded, root);
    }
    if (loaded) for (const [bent, root] of BENT_ROOTS) if (!unfold.has(fold(bent))) unfold.set(fold(bent), root);
    return found;
  }

  /** @param {string} rest @param {LanguageEnding} ending @param {boolean} weak @returns {string[]} */
  function undo(rest, ending, weak) {
    const c = vowelClass(rest);
    if (ending.melted === "y") return weak && c === 2 ? [rest + "а", rest + "о"] : [rest + HARMONY.A[c]];
    if (ending.melted === "z") return [rest, rest + HARMONY.I[c]];
    if (ending.melted === "w") return rest.endsWith("ш") ? [rest, rest.slice(0, -1) + "ч"] : [rest];
    if (rest.length < 2 || rest[rest.length - 1] !== rest[rest.length - 2]) return [rest];
    return [rest, rest.endsWith("э") ? rest.slice(0, -2) + "еп" : rest.slice(0, -1) + "п"];
  }

  /**
   * @param {string} word @param {number} need @param {boolean} loose @param {(rest: string, ending: LanguageEnding) => void} visit
   */
  function steps(word, need, loose, visit) {
    const table = TABLES[Number(loose)], code = word.charCodeAt(word.length - 1);
    /** @type {LanguageNode | undefined} */
    let at = table[code] ?? (table[code] = compile(loose, word[word.length - 1]));
    for (let end = word.length - 1; end > 0; at = at.next[LETTER[word.charCodeAt(--end)]]) {
      if (!at) break;
      const endings = at.endings;
      if (!endings.length) continue;
      const last = word.charCodeAt(end - 1);
      let c = -2, rest = "";
      for (let i = 0; i < endings.length; i++) {
        const ending = endings[i];
        if (!(ending.result & need)) continue;
        if (c === -2) c = vowelClass(word, end);
        if (c < 0 ? ending.base & NOMINAL && end < word.length - 1 : ending.classes >> c & 1 && ending.before[last]) {
          if (!rest) rest = word.slice(0, end);
          visit(rest, ending);
        }
      }
    }
  }

  /** @param {string} left @param {LanguageEnding} ending @returns {boolean} */
  const isCutOff = (left, ending) => (ending.loan && LOAN.test(left)) || (ending.long && left.length >= LONG_ROOT);

  /** @param {string} word @returns {string} */
  function surname(word) {
    if (word.endsWith("а")) word = word.slice(0, -1);
    return word.length > SHORTEST_SURNAME && (word.endsWith("ов") || word.endsWith("ев")) ? word : "";
  }

  /** @param {string} word @param {boolean} weak @returns {string} */
  function known(word, weak) {
    let best = LIMIT, length = 0, stem = "", turns = 0, cost = 0, kept = "";
    /** @type {Map<string, number>} */
    const seen = new Map();
    /** @type {[string, number, number, string][]} */
    const todo = [[word, ANY, 0, ""]];
    /** @param {string} root @param {number} dear */
    const take = (root, dear) => {
      if (dear > best) return;
      const found = kept || root;
      if (!stem || dear < best || root.length > length || (root.length === length && found < stem)) {
        best = dear;
        length = root.length;
        stem = found;
      }
    };
    /** @param {string} left @param {LanguageEnding} ending */
    const visit = (left, ending) => {
      const total = cost + ending.cost;
      if (total > best) return;
      const keep = kept || (ending.keep && !isCutOff(left, ending) ? rest : "");
      if (!ending.melted) todo.push([left, ending.base, total, keep]);
      else for (const r of undo(left, ending, weak)) todo.push([r, ending.base, total, keep]);
    };
    let rest = "", need = 0;
    for (let item = todo.pop(); item; item = todo.pop()) {
      [rest, need, cost, kept] = item;
      if (cost > best) continue;
      if (++turns > 60) { // not before: most words have few readings, and looking for repeats costs more than them
        const key = rest + String.fromCharCode(need) + kept;
        if ((seen.get(key) ?? 999) <= cost) continue;
        seen.set(key, cost);
      }
      const bare = devoice(rest), root = BENT_ROOTS.get(bare) ?? bare, { masks, unfold } = rootsOf(root);
      const folded = weak ? unfold.get(root) : undefined;
      if ((masks.get(root) ?? 0) & need) take(root, cost);
      else if (folded) {
        if ((rootsOf(folded).masks.get(folded) ?? 0) & need) take(folded, cost + WEAK_ROOT);
      } else if (need & NOMINAL) {
        const name = surname(rest);
        if (name) take(name, cost + SURNAME);
      }
      if (cost + COST <= best) steps(rest, need, weak, visit);
    }
    return stem;
  }

  /** @param {string} word @param {boolean} weak @returns {string} */
  function unknown(word, weak) {
    let best = word, need = 0;
    const seen = new Set();
    /** @type {[string, number][]} */
    const todo = [[word, ANY]];
    /** @param {string} left @param {LanguageEnding} ending */
    const visit = (left, ending) => {
      if (!ending.minimum || (ending.loan && !LOAN.test(left))) return;
      if (ending.inner && (need === ANY || !(need & ending.result))) return;
      for (const r of ending.melted ? undo(left, ending, weak) : [left]) {
        if (r.length >= ending.minimum || (r.length === 2 && vowelClass(r) < 0)) todo.push([r, ending.base]);
      }
    };
    for (let item = todo.pop(); item; item = todo.pop()) {
      const rest = item[0];
      need = item[1];
      const key = rest + String.fromCharCode(need);
      if (seen.has(key)) continue;
      seen.add(key);
      const open = need & ROOT;
      if (open && (rest.length < best.length || (rest.length === best.length && rest < best))) best = rest;
      steps(rest, open ? ANY : need, weak, visit);
    }
    return best;
  }

  /** Whether a stem is a root of the lexicon. @param {string} stem @returns {boolean} */
  function isRoot(stem) {
    const root = devoice(respell(stem));
    return ready() && root !== "" && rootsOf(root).masks.has(root);
  }

  /** Whether a word is a root of the lexicon, or a surname, with endings that fit, as it is typed. @param {string} word @returns {boolean} */
  function isKnown(word) {
    word = normalise(word);
    const inside = respell(word);
    return ready() && inside.length > 1 && IN_ALPHABET.test(word) && known(inside, false) !== "";
  }

  /** Stems of late; a snippet asks for the same words again and again. @type {Map<string, string>} */
  const recent = new Map();

  /** @param {string} word @returns {string} */
  function stemKy(word) {
    ready();
    word = normalise(word);
    let stem = recent.get(word);
    if (stem === undefined) {
      if (recent.size > 20000) recent.clear();
      recent.set(word, (stem = analyse(word)));
    }
    return stem;
  }

  /** @param {string} word @returns {string} */
  function analyse(word) {
    const inside = respell(word);
    if (inside.length < 2 || !IN_ALPHABET.test(word)) return word;
    const weak = !/[ңөү]/.test(word);
    return spell(known(inside, weak) || unknown(inside, weak));
  }

  return { ready, isRoot, isKnown, rootsOf, respell, devoice, stemKy };
})();
