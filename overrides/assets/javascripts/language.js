// @ts-check
/**
 * Word analysis of the search, the twin of portal/language (normalise, tokens, stem_ky, stem_ru, layouts, translit,
 * analysis): the same result for every input. What each part does and why stands there. Classic script: defines
 * `portalLanguage`; Kyrgyz needs language-roots.js beside it, loaded before or after. The tables between the two marks are written by scripts/language_tables.py.
 */
const portalLanguage = (() => {
  "use strict";

  /** @typedef {"ky" | "ru"} Lang */
  /** @typedef {{word: string, start: number, end: number}} Token */
  /** @typedef {{classes: number, before: Uint8Array, result: number, base: number, minimum: number, cost: number,
   *   keep: boolean, melted: string, inner: boolean, loan: boolean, long: boolean}} Ending */
  /** @typedef {{next: (Node | undefined)[], endings: Ending[]}} Node a letter of an ending, read from its end */
  /** @typedef {{masks: Map<string, number>, unfold: Map<string, string>}} Roots what each may be; folded → root */

  // <tables>
  const ENDINGS = "LAр nm m 3\nNIн q n 3\nNI q n 3\nGA q n 3\nDA q n 3\nDAн q n 3\nDAгI npbm n 3\nсI np m v3\nI np m c3\nн q p 3\nнA q p 3\nндA q p 3\nнAн q p 3\nндAгI npbm p 3\nи npm m c+5\nIмA q m c3+2\nмA q m v3+8\nIңA q m c+8\nңA q m v3+8\nIм n m c4+5\nм n m v5+8\nIң n m c3+8\nң n m v3+15\nIбIз n m c3+5\nбIз n m v3+8\nIңIз n m c3+5\nңIз n m v+5\nIңAр n m c+8\nңAр n m v3+8\nIңIздAр n m c+8\nңIздAр n m v+8\nNIкI npbm n 3+2\nDAй nb n 3+2\nDAйчA q n +2\nчA nb n 4+8\nGI nbm n +8\nIрEEк nb b c3+2\nрEEк nb b v3+2\nIнчI nbm b c3+8\nнчI nbm b v3+8\nOO nm b c+8\nLIк nbm b 4kh\nчI nbm b k+10\nLUU nbm b 3kh\nсIз nbm bm 3+8\nLA v b khl+5\nDAш nbm b k+5\nмA nbm v k+5\nGIч nbm v k+5\nIм nbm v ck+5\nDI d v c\nдI d v v4\nDIк f v u4\nсA d v 3\nм f d 3\nң f d 3\nк f d 3\nңIз f d 3\nңAр f d 3\nңIздAр f d 3\nIп c v c3\nп c v v4x\nтIр g c 3\nA a v c5e\nA a v v+5\nй a v v4\nт f a 3\nм f a 4\nмIн f acg 4\nсIң f acg 4\nBIз f acg 4\nсIз f acg 4\nсIңAр f acg 4\nсIздAр f acg 4\nмун f acg 4+5\nсуң f acg 4+5\nсуз f acg 4+5\nбуз f acg 4+5\nсуңар f acg 4+5\nBIз f nq +10\nмIн f nq +10\nкI nbm nq +8\nBI f adgf 3+5\nBI f nq 4+8\nGAн ngm v 3\nGAм f v 4+2\nGAндIк nbm v 3\nAрлIк nbm v c+2\nрлIк nbm v v3+2\nGI nbm v +8\nIш nm v c4+3\nш nm v v4+3\nAр g v c3e+5\nAр nm v c5+5\nAр ngm v v+12\nр ngm v v5+8\nEEр ngm v c+5\nEEр ngm v cy+10\nBAс ngm v 3\nBA v v 3\nGAй df v 4+2\nGIн f v +10\nGIлA f v 3+2\nIңIз f v c3+2\nңIз f v v3+2\nIңIздAр f v c+2\nңIздAр f v v+2\nIңAр f v c+2\nIң f v c+8\nңAр f v v+2\nсIн f v 4\nAйIн f v c+2\nйIн f v v+2\nAйлI f v c+2\nйлI f v v+2\nAйлIк f v c+2\nйлIк f v v+2\nAлI f v c+5\nлI f v v+8\nAлIк f v c+5\nлIк f v v+8\nчU ngm v 3w+5\nмAк ngm v +5\nмAкчI ngm v +2\nGIчA f v 4\nGAнчA f v 4\nUU nbm v c3z\nUU nbm v v+5\nOO nbm v c4y\nUUдA g v cz\nUUдA g v v+5\nOOдA g v cy\nUUчU nbm v c4z\nOOчU nbm v c4y\nUUчUлUк nbm v c4z\nOOчUлUк nbm v c4y\nIл v v c3+3\nл v v v4b+5\nIн v v c4b+5\nн v v v3+7\nIш v v c4b+3\nш v v v3+5\nт v v r5b+5\nDIр v v 4b+3\nтIр v v r+3\nIр v v c+8\nAр v v c+12\nGIз v v +3\nGIр v v +5\nIз v v c+8\nGAз v v +8\nIт v v c+5\nGAр v v +12";
  const BENT = "орд орун\nмурд мурун\nмойн мойун\nэрд эрин\nкөңл көңүл\nкард карын\nкейп кейип\nбалдар бала\nэкөө эки\nалтоо алты\nжетөө жети\nжу жуу\nболуш бол\nжатыр жат\nошо ошол\nушу ушул\nтиги тигил";
  const RU = "ив ыв ивши ывши ившись ывшись|в вши вшись\nсь ся\nее ие ое ые ими ыми ей ий ой ый ем им ом ым его ого ему ому их ых ею ою ую юю ая яя\nивш ывш ующ|ем нн вш щ ющ\nила ыла ена ите ейте уйте или ыли ей уй ил ыл им ым ен ило ыло ено ует ит ыт уют ят ены ить ыть ишь ю ую|ла на ете йте ли й л ем н ло но нно ет ют ны ть ешь\nа ев ов е ие ье и еи ии ами ями иями й ей ией ий ой ам ем ием ом ям иям о у ах ях иях ы ь ю ию ью я ия ья\nост ость\nейш ейше";
  const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";
  const CYRILLIC_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ";
  const SPELLINGS = "shch щ,sch щ,zh ж,kh х,ch ч,sh ш,ts ц,ya я,yu ю,yo ё,ye е,a а,b б,c к,d д,e е,f ф,g г,h х,i и,j ж,k к,l л,m м,n н,o о,p п,q к,r р,s с,t т,u у,v в,w в,x х,y ы,z з,ö ө,ü ү,ı ы,ş ш,ç ч,ğ г,ñ ң,ŋ ң,é е";
  const FOLDED_WEIGHT = 0.5;
  // </tables>

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

  /** @param {string} text @returns {Token[]} */
  function tokens(text) {
    const out = [];
    for (const match of text.matchAll(TOKEN)) {
      const abbreviation = ABBREVIATION.exec(match[0]);
      const word = normalise(abbreviation ? abbreviation[1] : match[0]);
      if (word) out.push({ word, start: match.index, end: match.index + match[0].length });
    }
    return out;
  }

  // ---- Russian

  const RU_VOWELS = "аеиоуыэюя";
  /** @type {Map<string, boolean>[]} */
  const RU_STEPS = RU.split("\n").map((line) => {
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

  // ---- Kyrgyz

  const VOWELS = "аеиоуыэюяөү", VOICELESS = "кпстфхцчшщ", LOANS = "бвгд", VOICED = "жзйлмнңр" + LOANS;
  const CONSONANTS = VOICELESS + VOICED;
  const IN_ALPHABET = new RegExp(`^[${VOWELS}${CONSONANTS}ьъ]{2,40}$`);
  /** @type {Map<string, number>} */
  const CLASS = new Map(["аыя", "о", "ую", "еэи", "өү"].flatMap((vowels, c) =>
    [...vowels].map((v) => /** @type {[string, number]} */ ([v, c]))));
  /** @type {Record<string, string>} */
  const HARMONY = { A: "аоаеө", I: "ыууиү", U: "уууүү", O: "оооөө", E: "аоаэө" };
  /** @type {Record<string, Record<string, string>>} */
  const ASSIMILATION = {
    D: { д: VOWELS + VOICED, т: VOICELESS + LOANS },
    N: { н: VOWELS, д: VOICED, т: VOICELESS + LOANS },
    L: { л: VOWELS + "рй", д: "жзлмнң" + LOANS, т: VOICELESS + LOANS },
    G: { г: VOWELS + VOICED, к: VOICELESS + LOANS },
    B: { б: VOWELS + VOICED, п: VOICELESS + LOANS },
  };
  /** @type {Record<string, string>} */
  const AFTER = { c: CONSONANTS, v: VOWELS, r: VOWELS + "рлйн", u: "рй" };
  /** @type {Record<string, number>} */
  const STATES = { n: 1, p: 2, v: 4, d: 8, a: 16, g: 32, c: 64, f: 128, b: 256, m: 512, q: 1024 };
  const NOMINAL = 769, VERBAL = 4, ROOT = 773, ANY = 2047, COST = 10, WEAK = 3, WEAK_ROOT = 9, LIMIT = 75;
  const SURNAME = 5, SHORTEST_SURNAME = 4, LONG_ROOT = 5;
  const LOAN = new RegExp(`[вфцщ]|^р|^[${CONSONANTS}]{2}|[${CONSONANTS}]{3}|[аыя].*[еэиөү]|[еэиөү].*[аыя]`);
  const FOLDED_CLASSES = [1, 2, 4, 8, 6];

  /** @param {string} template @param {number} c @returns {string} */
  function expand(template, c) {
    let out = "";
    for (const sign of template) {
      const letter = sign in HARMONY ? HARMONY[sign][c] : sign;
      c = CLASS.get(letter) ?? c;
      out += letter;
    }
    return out;
  }

  /** @param {string} letters @returns {number} */
  const mask = (letters) => [...letters].reduce((sum, x) => sum + STATES[x], 0);

  // Letters are below 2048; what is asked of one often stands in an array by its code.
  const VOWEL_CLASS = new Int8Array(2048).fill(-1), LETTER = new Uint8Array(2048);
  for (const [v, c] of CLASS) VOWEL_CLASS[v.charCodeAt(0)] = c;
  [...VOWELS + CONSONANTS].forEach((letter, i) => { LETTER[letter.charCodeAt(0)] = i + 1; });
  /** @type {Map<string, Uint8Array>} */
  const SETS = new Map();
  /** @param {string} letters @returns {Uint8Array} */
  function setOf(letters) {
    let set = SETS.get(letters);
    if (!set) {
      SETS.set(letters, (set = new Uint8Array(2048)));
      for (const letter of letters) set[letter.charCodeAt(0)] = 1;
    }
    return set;
  }

  /** @returns {Node} */
  const node = () => ({ next: [], endings: [] });

  /** @type {ReturnType<typeof readLine>[]} */
  let lines = [];

  /** @param {string} line */
  function readLine(line) {
    const [template, result, base, rest = ""] = line.split(" ");
    const [options, extra = "0"] = rest.split("+");
    const cost = COST + Number(extra);
    return {
      variants: template.endsWith("к") && result[0] === "n" ? [template, template.slice(0, -1) + "г"] : [template],
      after: [...options].map((x) => AFTER[x]).find(Boolean),
      costs: [cost, cost + WEAK],
      ending: {
        result: mask(result), base: mask(base), minimum: Number(/\d/.exec(options)?.[0] ?? 0), keep: options.includes("k"),
        melted: /[wxyz]/.exec(options)?.[0] ?? "", inner: /[be]/.test(options), loan: options.includes("h"), long: options.includes("l"),
      },
    };
  }

  /**
   * The endings with this last letter, spelt out when the first word asks for them: all of them at once would take a
   * slow phone longer than a search.
   * @param {boolean} loose with the spellings of those who type without ң ө ү @param {string} last @returns {Node}
   */
  function compile(loose, last) {
    const found = node();
    if (!lines.length) lines = ENDINGS.split("\n").map(readLine);
    for (const { variants, after, costs, ending } of lines) {
      for (const variant of variants) {
        const sign = variant[variant.length - 1], open = HARMONY[sign] ?? sign;
        // A template of one sign stands for its assimilated forms.
        if (variant.length > 1 && !open.includes(last) && !(loose && fold(open).includes(last))) continue;
        for (const [first, letters] of Object.entries(ASSIMILATION[variant[0]] ?? { [variant[0]]: VOWELS + CONSONANTS })) {
          /** @type {string[]} */
          const spellings = [];
          /** @type {number[][]} */
          const bits = [[], []];
          /** @param {string} spelling @param {number} weak @param {number} classes */
          const add = (spelling, weak, classes) => {
            if (!spelling.endsWith(last)) return;
            let at = spellings.indexOf(spelling);
            if (at < 0) at = spellings.push(spelling) - 1;
            bits[weak][at] |= weak ? classes & ~bits[0][at] : classes;
          };
          const spelt = [0, 1, 2, 3, 4].map((c) => expand(first + variant.slice(1), c));
          spelt.forEach((spelling, c) => add(spelling, 0, 1 << c));
          if (loose) spelt.forEach((spelling, c) => add(fold(spelling), 1, FOLDED_CLASSES[c]));
          if (!spellings.length) continue;
          const before = setOf(after ? [...letters].filter((letter) => after.includes(letter)).join("") : letters);
          spellings.forEach((spelling, i) => {
            let at = found;
            for (let end = spelling.length - 2; end >= 0; end--) {
              const n = LETTER[spelling.charCodeAt(end)];
              at = at.next[n] ?? (at.next[n] = node());
            }
            for (const weak of [0, 1]) {
              if (bits[weak][i]) at.endings.push({ ...ending, before, classes: bits[weak][i], cost: costs[weak] });
            }
          });
        }
      }
    }
    return found;
  }

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

  /** @param {string} word @param {number} [end] @returns {number} */
  function vowelClass(word, end = word.length) {
    for (let i = end - 1; i >= 0; i--) {
      const c = VOWEL_CLASS[word.charCodeAt(i)];
      if (c >= 0) return c;
    }
    return -1;
  }

  /** @param {string} packed @returns {string[]} */
  function unpack(packed) {
    let last = "";
    return [...packed.matchAll(/(\d)(\D*)/g)].map(([, n, rest]) => (last = last.slice(0, Number(n)) + rest));
  }

  /** The endings by the code of their last letter: strict, loose. @type {Node[][]} */
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
      if (!other || root < other) unfold.set(folded, root);
    }
    if (loaded) for (const [bent, root] of BENT_ROOTS) if (!unfold.has(fold(bent))) unfold.set(fold(bent), root);
    return found;
  }

  /** @param {string} rest @param {Ending} ending @param {boolean} weak @returns {string[]} */
  function undo(rest, ending, weak) {
    const c = vowelClass(rest);
    if (ending.melted === "y") return weak && c === 2 ? [rest + "а", rest + "о"] : [rest + HARMONY.A[c]];
    if (ending.melted === "z") return [rest, rest + HARMONY.I[c]];
    if (ending.melted === "w") return rest.endsWith("ш") ? [rest, rest.slice(0, -1) + "ч"] : [rest];
    if (rest.length < 2 || rest[rest.length - 1] !== rest[rest.length - 2]) return [rest];
    return [rest, rest.endsWith("э") ? rest.slice(0, -2) + "еп" : rest.slice(0, -1) + "п"];
  }

  /**
   * @param {string} word @param {number} need @param {boolean} loose @param {(rest: string, ending: Ending) => void} visit
   */
  function steps(word, need, loose, visit) {
    const table = TABLES[Number(loose)], code = word.charCodeAt(word.length - 1);
    /** @type {Node | undefined} */
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

  /** @param {string} left @param {Ending} ending @returns {boolean} */
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
    /** @param {string} left @param {Ending} ending */
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
    /** @param {string} left @param {Ending} ending */
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

  // ---- what the search asks for

  /** @param {string} word @param {Lang} lang @returns {string} */
  const queryStem = (word, lang) => (lang === "ru" ? stemRu(word) : stemKy(word));

  /** @param {string} word @param {Lang} lang @returns {[string, number][]} */
  function queryKeys(word, lang) {
    const stem = queryStem(word, lang), folded = fold(stem);
    if (!stem) return [];
    const root = devoice(respell(folded)), another = lang === "ky" && root && rootsOf(root).masks.get(root); // a word of its own: көл, кол
    return folded === stem || another ? [[stem, 1]] : [[stem, 1], [folded, FOLDED_WEIGHT]];
  }

  // ---- layouts and Latin letters

  const toCyrillicLayout = translator(LATIN_KEYS, CYRILLIC_KEYS);
  const toLatinLayout = translator(CYRILLIC_KEYS + "ңөүҢӨҮ", LATIN_KEYS + "yjuYJU");

  /** @type {Map<string, string>} */
  const LATIN = new Map(SPELLINGS.split(",").map((pair) => /** @type {[string, string]} */ (pair.split(" "))));
  const LATIN_LETTERS = new RegExp([...LATIN.keys()].sort((a, b) => b.length - a.length).join("|"), "g");

  /** @param {string} text @param {Lang} lang @returns {string[]} */
  function fromLatin(text, lang) {
    text = text.normalize("NFC").toLowerCase();
    if (text.search(LATIN_LETTERS) < 0) return [];
    let plain = text.replace(/c(?=[eiy])/g, "ts").replace(LATIN_LETTERS, (m) => LATIN.get(m) ?? m);
    plain = plain.replace(/([аеёиоуыэюяөү])[иы]/g, "$1й");
    let found = [plain];
    if (lang === "ky") {
      plain = plain.replace(/(^|[^а-яёңөү])е/g, "$1э");
      found = [plain, plain.replace(/[а-яёңөү]+/g, (word) =>
        (/[аы]/.test(word) ? word.replace(/и/g, "ы") : word.replace(/о/g, "ө").replace(/у/g, "ү")))];
      found.push(...found.map((candidate) => candidate.replace(/нг/g, "ң")));
    }
    return [...new Set(found.map(normalise))].slice(0, 6);
  }

  return { ready, normalise, fold, tokens, stemKy, stemRu, queryStem, queryKeys, toCyrillicLayout, toLatinLayout, fromLatin };
})();

/** @type {any} */ (globalThis).portalLanguage = portalLanguage;
