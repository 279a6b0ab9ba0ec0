// @ts-check
// What the files of the index hold once they are read: terms, facets, documents that answer.
const portalSearchTables = (() => {
  "use strict";

  const { CODE, DIGITS, UNTOLD, lengthOf } = portalSearchCodes;

  /** A shard of terms. Its lines are read where a word needs them: most are never looked at. */
  class Shard {
    /** @param {string[]} data */
    constructor(data) {
      this.lines = data[0].split(" ");
      this.lists = data[1].split(" ");
      /** @type {string[]} */
      this.keys = [];
      let last = "";
      for (const line of this.lines) {
        const comma = line.search(/[,;]/);
        last = last.slice(0, CODE[line.charCodeAt(0)]) + line.slice(1, comma < 0 ? line.length : comma);
        this.keys.push(last);
      }
      /** @type {Map<number, SearchTerm>} */
      this.made = new Map();
    }

    /** @param {number} i @returns {SearchTerm} */
    term(i) {
      let term = this.made.get(i);
      if (!term) {
        const [own, shown] = this.lines[i].split(";"), key = this.keys[i];
        const forms = own.split(",").slice(1).map((form) => key.slice(0, CODE[form.charCodeAt(0)]) + form.slice(1));
        this.made.set(i, (term = { key, forms, shown: shown ? shown.split(",") : [], postings: this.lists[i], length: lengthOf(this.lists[i] || "") }));
      }
      return term;
    }

    /** Numbers of the terms that begin so; they stand side by side. @param {string} place folded @returns {number[]} */
    range(place) {
      let low = 0, high = this.keys.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (portalLanguage.fold(this.keys[middle]) < place) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < this.keys.length && portalLanguage.fold(this.keys[low]).startsWith(place); low++) found.push(low);
      return found;
    }

    /** Terms at a place. @param {string} place folded @returns {SearchTerm[]} */
    standing(place) {
      return this.range(place).filter((i) => this.keys[i].length === place.length).map((i) => this.term(i));
    }

    /** Terms of which a word is a form as it stands. @param {string} word @returns {SearchTerm[]} */
    attested(word) {
      const found = [];
      for (let i = 0; i < this.lines.length; i++) {
        const key = this.keys[i], line = this.lines[i];
        let same = 0;
        while (same < 31 && same < word.length && key[same] === word[same]) same++;
        const form = "," + DIGITS[same] + word.slice(same), at = line.indexOf(form), after = line[at + form.length];
        if (at > 0 && (!after || after === "," || after === ";" || this.term(i).forms.includes(word))) found.push(this.term(i));
      }
      return found.filter((term) => term.forms.includes(word));
    }
  }

  /** A facet: its values, and which of them every document has; the numbers of all stand in one row. */
  class Column {
    /** @param {string[]} values @param {string} coded @param {number} size documents that there are */
    constructor(values, coded, size) {
      this.values = values;
      this.starts = new Uint32Array(size + 1);
      this.row = new Uint16Array(coded.length);
      let doc = 0, count = 0;
      for (let at = 0; at < coded.length && doc < size;) {
        let digit = CODE[coded.charCodeAt(at++)], number = digit & 31;
        for (let shift = 5; digit & 32; shift += 5) number |= ((digit = CODE[coded.charCodeAt(at++)]) & 31) << shift;
        if (number) this.row[count++] = (number >> 1) - 1;
        if (!(number & 1)) this.starts[++doc] = count;
      }
      this.starts.fill(count, doc + 1);
    }

    /** The first value of a document, or nothing. @param {number} doc @returns {string} */
    first(doc) {
      return this.starts[doc] < this.starts[doc + 1] ? this.values[this.row[this.starts[doc]]] : "";
    }

    /** All values of a document. @param {number} doc @returns {string[]} */
    of(doc) {
      return Array.from(this.row.subarray(this.starts[doc], this.starts[doc + 1]), (number) => this.values[number]);
    }

    /** Whether a document has one of these values. @param {number} doc @param {Set<string>} wanted @returns {boolean} */
    has(doc, wanted) {
      for (let i = this.starts[doc]; i < this.starts[doc + 1]; i++) if (wanted.has(this.values[this.row[i]])) return true;
      return false;
    }

    /** How often each value occurs. @param {number[]} docs @returns {Map<string, number>} */
    counts(docs) {
      const sums = new Uint32Array(this.values.length);
      for (const doc of docs) for (let i = this.starts[doc]; i < this.starts[doc + 1]; i++) sums[this.row[i]]++;
      return new Map(this.values.map((value, i) => [value, sums[i]]));
    }
  }

  /** A document that answers. Which sections do is worked out for the few of thousands that are shown. */
  class Hit {
    /**
     * @param {number} doc @param {number} score @param {boolean} partial whether it lacks a word
     * @param {boolean} below whether it therefore stands below the others
     * @param {SearchGathered[]} lists one a word @param {number[]} weights
     */
    constructor(doc, score, partial, below, lists, weights) {
      this.doc = doc;
      this.score = score;
      this.partial = partial;
      this.below = below;
      this.lists = lists;
      this.weights = weights;
      /** @type {number[]|undefined} */
      this.told = undefined;
    }

    /** The numbers of the words that it lacks. @returns {number[]} */
    get lacking() {
      return this.lists.map((_, g) => g).filter((g) => this.place(g) < 0);
    }

    /** Its place among the documents of a word, or -1. @param {number} g @returns {number} */
    place(g) {
      const { count, docs } = this.lists[g];
      return docs.subarray(0, count).indexOf(this.doc);
    }

    /** The sections that answer; none while those of a word are untold. @returns {number[]} */
    get units() {
      if (!this.told) {
        const masks = this.lists.map(({ units }, g) => (this.place(g) < 0 ? 0 : units[this.place(g)]));
        this.told = masks.some((mask) => mask >= UNTOLD) ? [] : best(masks, this.weights);
      }
      return this.told;
    }
  }

  /**
   * The sections that answer best: first those that have all words, else those with the rarest.
   * @param {number[]} masks @param {number[]} weights @returns {number[]}
   */
  function best(masks, weights) {
    const common = masks.reduce((both, mask) => both & (mask || -1), -1), units = [];
    let high = 0;
    for (let unit = 0; unit < 30; unit++) {
      const sum = masks.reduce((total, mask, g) => total + ((mask >> unit) & 1 ? weights[g] + 0.01 : 0), 0);
      if (!sum || (common && !((common >> unit) & 1))) continue;
      if (sum > high + 1e-9) {
        high = sum;
        units.length = 0;
      }
      if (sum > high - 1e-9) units.push(unit);
    }
    return units;
  }

  return { Shard, Column, Hit };
})();
