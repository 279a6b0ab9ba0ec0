// @ts-check
// Headings, lines and tables of a Word file → the fields of the form. What finds no field stands in `rest`.
/**
 * @typedef {{raw: FormRaw, words: number, mapped: [string, string][], unplaced: number, beside: number, pictures: number,
 *   otherLanguage: boolean}} WordResult
 */
const portalWord = (() => {
  "use strict";

  const { line, table } = portalFormText, { fill } = portalFormCheck, { wordsOf } = portalWordText;
  const NUMBERED = /^(?:(?:глава|раздел|бөлүм)\s+)?(?:(?:\d{1,2}\.)*\d{1,2}|[IVX]{1,5})[.)]?\s+(?=\p{L})/iu;
  const STAMP = /^(?:бекит|утвержд|приложение|тиркеме|согласован|макулдаш)/iu;
  const MOST_WORDS = 7, MOST_TITLE = 200, MOST_LETTERS = 90000, FORM_ROWS = 3, DEEPEST = 9;

  /** A heading without its number and its colon. @param {string} text @returns {string} */
  const bare = (text) => text.replace(NUMBERED, "").replace(/^[ .:]+|[ .:]+$/g, "");

  class Placing {
    /** @param {FormKind} rules @param {WordBlock[]} blocks */
    constructor(rules, blocks) {
      this.rules = rules;
      /** @type {{title: string, summary: string, text: Object<string, string[]>, rest: string[]}} */
      this.made = { title: "", summary: "", text: {}, rest: [] };
      /** @type {[string, string][]} */
      this.mapped = [];
      /** The section that is open; "" before the first, and under a heading that means none. */
      this.open = "";
      /** The level of the heading over it. */
      this.depth = DEEPEST;
      this.blocks = this.withForms(blocks);
      const levels = this.blocks.map((one) => (one.type === "heading" && one.level ? one.level : DEEPEST));
      this.top = Math.min(DEEPEST, ...levels);
      this.findTitle();
      /** The level of a section whose heading is bold text: that of the others. */
      this.usual = Math.min(DEEPEST, ...this.blocks.map((one) => (one.type === "heading" && this.known(one.text) ? one.level : DEEPEST)));
      for (const one of this.blocks) this.put(one);
    }

    /** The section that a heading means, if any. @param {string} text @param {boolean} exact @returns {FormSection|undefined} */
    known(text, exact = false) {
      const words = bare(text), folded = words.toLowerCase();
      if (!words || words.split(/\s+/).length > MOST_WORDS) return undefined;
      return this.rules.sections.find((one) => (one.also || []).includes(folded))
        || (exact ? undefined : this.rules.sections.find((one) => one.means && new RegExp(one.means, "iu").test(words)));
    }

    /** A form filled in as a table of two columns becomes headings and text. @param {WordBlock[]} blocks @returns {WordBlock[]} */
    withForms(blocks) {
      return blocks.flatMap((block) => {
        if (block.type !== "table") return [block];
        const width = Math.max(...block.rows.map((row) => row.length)), text = portalWordText.cell;
        if (width < 2) return block.rows.flatMap((row) => row[0].map((one) => /** @type {WordBlock} */ ({ type: "line", text: one, lead: "", bold: false })));
        const first = width === 3 && block.rows.every((row) => /^(?:№.*|\W*\d{0,3}\W*)$/.test(text(row[0]))) ? 1 : 0;
        const known = block.rows.filter((row) => this.known(text(row[first] || []))).length;
        if (width - first !== 2 || block.rows.length < FORM_ROWS || known < Math.max(2, block.rows.length / 2)) return [block];
        return block.rows.flatMap((row) => [
          /** @type {WordBlock} */ ({ type: "heading", level: 2, text: text(row[first] || []), number: "" }),
          ...(row[first + 1] || []).map((one) => /** @type {WordBlock} */ ({ type: "line", text: one, lead: "", bold: false })),
        ]);
      });
    }

    /** The title of Word, the first heading over others, or a first line that looks like one. */
    findTitle() {
      const take = (/** @type {number} */ index) => {
        const one = this.blocks[index];
        if (one && one.type !== "table") this.made.title = line(one.text);
        this.blocks.splice(index, 1);
      };
      const named = this.blocks.findIndex((one) => one.type === "heading" && one.level === 0);
      if (named >= 0) return take(named);
      const head = this.blocks.findIndex((one) => one.type === "heading" || (one.type === "line" && this.known(one.text, true)));
      const first = this.blocks[head];
      if (first && first.type === "heading" && first.level === 1 && !this.known(first.text)
        && !this.blocks.slice(0, head).some((one) => one.type === "table")
        && this.blocks.filter((one) => one.type === "heading" && one.level === 1).length === 1) return take(head);
      const lead = this.blocks[0];
      if (lead && lead.type === "line" && lead.text.length <= MOST_TITLE && !/[.:;,]$/.test(lead.text) && !STAMP.test(lead.text)
        && !/^- |^\d/.test(lead.text) && !this.known(lead.text, true)) take(0);
    }

    /** @param {WordBlock} block */
    put(block) {
      if (block.type === "table") return this.write(table(block.rows.map((row) => row.map(portalWordText.cell))));
      if (block.type === "heading") return this.heading(block.number + block.text, block.level);
      const section = block.bold ? this.known(block.text) : this.known(block.text, true);
      if (section) return this.begin(section, block.text);
      const lead = /[.:]$/.test(block.lead) && block.text.length - block.lead.length > 20 ? this.known(block.lead) : undefined;
      if (!lead) return this.write(block.marked || block.text);
      this.begin(lead, block.lead);
      this.write(block.after || block.text.slice(block.lead.length));
    }

    /** @param {string} text @param {number} level */
    heading(text, level) {
      const section = this.known(text);
      if (section) return this.begin(section, text, level);
      // In an open section stays what is deeper than its own heading; all else is free text, or the rest.
      if (level <= this.depth) {
        this.open = "";
        this.depth = DEEPEST;
      }
      if (!this.rules.free || this.open) return this.write(text);
      this.write((level <= this.top ? "## " : "### ") + text);
    }

    /** @param {FormSection} section @param {string} text @param {number} [level] */
    begin(section, text, level = this.usual) {
      if (!this.mapped.length) this.summarise();
      this.open = section.id;
      this.depth = level;
      this.mapped.push([text, section.title]);
    }

    /** @param {string} text */
    write(text) {
      const place = this.open || (this.rules.free ? "free" : "");
      const lines = place ? (this.made.text[place] = this.made.text[place] || []) : this.made.rest;
      if (line(text)) lines.push(text.includes("\n") ? text : text.slice(0, text.search(/[^ ]/)) + line(text));
    }

    /** A single line before the first section is the summary, if it has the length of one. */
    summarise() {
      const node = this.rules.fields.summary, lines = this.rules.free ? this.made.text.free || [] : this.made.rest;
      const only = portalFormText.marked(lines[0] || "").map((one) => one[0]).join("");
      if (this.rules.free || !node || lines.length !== 1 || only.includes("\n")) return;
      if (only.length >= (node.min || 0) && only.length <= (node.max || 0)) {
        this.made.summary = only;
        this.made.rest = [];
      }
    }
  }

  /**
   * Whether a text is hardly in the language of the form. @param {string} text
   * @param {[string, string]} apart letters that only this language has, and that only others have @returns {boolean}
   */
  function isOther(text, [own, others]) {
    const all = [...text.toLowerCase()], count = (/** @type {string} */ letters) => all.filter((one) => letters.includes(one)).length;
    return all.length > 400 && ((own !== "" && !count(own)) || count(others) > all.length / 50);
  }

  /**
   * Read a Word file for a kind of document. Throws an error whose message is the key of the words for it.
   * @param {Uint8Array} bytes @param {string} name @param {string} kind @param {FormData_} data @returns {WordResult}
   */
  function read(bytes, name, kind, data) {
    const { Refused } = portalWordFile, { words } = data;
    try {
      const parts = portalWordFile.open(bytes, name), found = portalWordText.read(parts);
      const { made, mapped } = new Placing(data.kinds[kind], found.blocks);
      const rest = [...made.rest];
      const unplaced = wordsOf(rest.join("\n")).length;
      for (const [why, lines] of found.beside) rest.push(...lines.map((one) => fill(words["word.beside." + why], { text: one })));
      const text = Object.fromEntries(Object.entries(made.text).map(([key, lines]) => [key, lines.join("\n")]));
      const source = portalWordText.lines(parts);
      const kept = [made.title, made.summary, ...Object.values(text), ...rest, ...mapped.map((one) => one[0])];
      if (!wordsOf(kept.join("\n")).length) throw new Refused("word.empty");
      rest.push(...portalWordText.lost(source, kept).map((one) => fill(words["word.beside.lost"], { text: one })));
      if (kept.join("").length > MOST_LETTERS) throw new Refused("word.long");
      return {
        raw: { title: made.title, summary: made.summary, text, rest: rest.join("\n") },
        words: wordsOf(source.join("\n")).length, mapped, unplaced, beside: wordsOf(rest.join("\n")).length - unplaced, pictures: found.pictures,
        otherLanguage: isOther(kept.join("\n"), data.apart),
      };
    } catch (error) {
      throw error instanceof Refused ? error : new Refused("word.damaged");
    }
  }

  return { read };
})();
/** @type {any} */ (globalThis).portalWord = portalWord;
