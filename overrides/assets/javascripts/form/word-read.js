// @ts-check
// The parts of a Word file → headings, lines and tables in the order of the text, and what stands beside it.
/**
 * @typedef {{type: "heading", level: number, text: string, number: string}} WordHeading
 *   `level` is 0 for the title
 * @typedef {{type: "line", text: string, lead: string, bold: boolean, marked?: string, after?: string}} WordLine `lead` is what is bold at
 *   its beginning; `marked` is the text as a field has it, with stars at bold words and spaces before an inner point, `after` that behind `lead`
 * @typedef {{type: "table", rows: string[][][]}} WordTable cells are lines
 * @typedef {{text: string, bold: boolean}} WordRun
 * @typedef {WordHeading|WordLine|WordTable} WordBlock
 * @typedef {"margins"|"comments"|"deleted"|"hidden"|"drawn"|"alt"} WordBeside
 * @typedef {{blocks: WordBlock[], beside: Map<WordBeside, string[]>, pictures: number}} WordText
 */
const portalWordText = (() => {
  "use strict";

  const { line } = portalFormText, { behind, MARK } = portalFormPaste, { tree } = portalWordFile, { Numbers, child, attribute, value, all } = portalWordNumbers;
  const NOT_TEXT = new Set(["pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr",
    "smartTagPr", "instrText", "delInstrText", "fldData", "Fallback", "proofErr", "annotationRef", "footnoteRef", "endnoteRef"]);
  const OFF = ["0", "false", "off"];

  /** @param {Element|undefined} mark @returns {boolean} */
  const on = (mark) => Boolean(mark) && !OFF.includes(attribute(mark, "val"));
  /** The text in a part, line by line, without any order of fields. @param {Element|null} from @returns {string[]} */
  const linesIn = (from) => all(from, "p").map((one) => line(all(one, "t").map((text) => text.textContent).join(""))).filter(Boolean);

  /** @param {WordRun[]} runs @returns {string} */
  const textOf = (runs) => runs.map((run) => run.text).join("");
  /** The address in the code of a field, if that is a link. @param {string} code @returns {string} */
  const addressOf = (code) => (/^\s*HYPERLINK\s+"([^"]+)"/.exec(code) || ["", ""])[1];

  class Reader {
    /** @param {Map<string, string>} parts */
    constructor(parts) {
      const get = (/** @type {string} */ name) => tree(parts.get(name));
      this.numbers = new Numbers(get("word/numbering.xml"), get("word/styles.xml"));
      /** @type {WordText} */
      this.found = { blocks: [], beside: new Map(), pictures: 0 };
      /** @type {Map<string, string>} */
      this.notes = new Map();
      /** @type {Map<string, string>} */
      this.links = new Map();
      /** @type {WordBlock[]} */
      this.lifted = [];
      /** @type {{code: string, start: number}[]} */
      this.fields = [];
      const names = [...parts.keys()].sort(), main = names.find((name) => /^word\/document\d*\.xml$/.test(name)) || "";
      for (const of of ["footnote", "endnote"]) {
        for (const one of all(get("word/" + of + "s.xml"), of)) {
          if (!attribute(one, "type")) this.notes.set(of + attribute(one, "id"), linesIn(one).join(" "));
        }
      }
      for (const one of all(get(main.replace("word/", "word/_rels/") + ".rels"), "Relationship")) {
        if (/^https?:\/\//i.test(attribute(one, "Target"))) this.links.set(attribute(one, "Id"), attribute(one, "Target"));
      }
      const root = get(main), body = all(root, "body")[0];
      if (!body) throw new portalWordFile.Refused("word.damaged");
      this.numbers.look(body, body.textContent || "");
      this.found.blocks = this.blocks(body);
      for (const name of names) {
        if (/^word\/(?:header|footer)\d*\.xml$/.test(name)) this.aside("margins", ...linesIn(get(name)));
        else if (name === "word/comments.xml") this.aside("comments", ...linesIn(get(name)));
        else if (/^word\/diagrams\//.test(name)) this.aside("drawn", ...linesIn(get(name)));
        else if (/^word\/charts\//.test(name)) {
          this.aside("drawn", ...linesIn(get(name)), ...all(get(name), "v").map((one) => line(one.textContent)));
        }
      }
    }

    /** @param {WordBeside} why @param {...string} lines */
    aside(why, ...lines) {
      const before = this.found.beside.get(why) || [];
      const fresh = lines.map(line).filter((one) => one && !(why === "margins" && before.includes(one)));
      if (fresh.length) this.found.beside.set(why, [...before, ...new Set(fresh)]);
    }

    /** @param {Element} from @returns {WordBlock[]} */
    blocks(from) {
      /** @type {WordBlock[]} */
      const made = [];
      for (const one of from.children) {
        if (one.localName === "p") made.push(...this.paragraph(one));
        else if (one.localName === "tbl") made.push(...this.table(one));
        else if (one.localName === "del" || one.localName === "moveFrom") this.aside("deleted", ...linesIn(one));
        else if (!NOT_TEXT.has(one.localName)) made.push(...this.blocks(one));
      }
      return made;
    }

    /** @param {Element} from @returns {WordBlock[]} */
    paragraph(from) {
      const before = this.lifted, fields = this.fields;
      this.lifted = [];
      this.fields = [];
      /** @type {WordRun[]} */
      const runs = [];
      this.inside(from, runs, this.isBold(from));
      this.fields = fields;
      const text = textOf(runs);
      const point = text.trim() ? this.numbers.point(from) : undefined;
      const label = point ? this.numbers.label(point) : "";
      const level = this.numbers.heading(from);
      /** @type {WordBlock[]} */
      const made = [];
      if (line(text) && level >= 0) {
        made.push({ type: "heading", level, text: line(text), number: label === "- " ? "" : label });
      } else {
        const end = runs.findIndex((run) => !run.bold && run.text.trim());
        const parted = end < 0 ? runs.length : end, indent = point && /^(?:- |\d+\. )$/.test(label) ? "  ".repeat(point.depth) : "";
        const marked = starred(runs), after = starred(runs.slice(parted))[0];
        const lead = line(runs.slice(0, parted).filter((run) => run.bold).map((run) => run.text).join(""));
        for (const [index, one] of text.split("\n").map(line).filter(Boolean).entries()) {
          made.push({ type: "line", text: index ? one : label + one, lead: index || label ? "" : lead, bold: end < 0 && !label,
            marked: index ? marked[index] : indent + label + marked[0], after });
        }
      }
      made.push(...this.lifted);
      this.lifted = before;
      return made;
    }

    /** Whether the style of a paragraph is bold. @param {Element} paragraph @returns {boolean} */
    isBold(paragraph) {
      const marks = this.numbers.line(value(paragraph, "pPr", "pStyle")).map((one) => child(one, "rPr", "b")).filter(Boolean);
      return on(marks[0]);
    }

    /** @param {Element} from @param {WordRun[]} runs @param {boolean} bold */
    inside(from, runs, bold) {
      for (const one of from.children) {
        const add = (/** @type {string} */ text) => void runs.push({ text, bold });
        switch (one.localName) {
          case "r": this.run(one, runs, bold); break;
          case "t": add(one.textContent || ""); break;
          case "tab": case "ptab": add(" "); break;
          case "br": case "cr": add("\n"); break;
          case "noBreakHyphen": add("-"); break;
          case "del": case "moveFrom":
            this.aside("deleted", [...all(one, "delText"), ...all(one, "t")].map((text) => text.textContent).join(""));
            break;
          case "footnoteReference": case "endnoteReference": {
            const note = this.notes.get(one.localName.replace("Reference", "") + attribute(one, "id"));
            if (note) add(" (" + note + ")");
            break;
          }
          case "fldChar": this.field(attribute(one, "fldCharType"), runs, bold); break;
          case "instrText": if (this.fields.length) this.fields[this.fields.length - 1].code += one.textContent; break;
          case "hyperlink": case "fldSimple": {
            const start = runs.length, address = this.links.get(attribute(one, "id")) || addressOf(attribute(one, "instr"));
            this.inside(one, runs, bold);
            add(behind(textOf(runs.slice(start)), address));
            break;
          }
          case "drawing": case "pict": case "object": this.drawn(one); break;
          default: if (!NOT_TEXT.has(one.localName)) this.inside(one, runs, bold);
        }
      }
    }

    /** The parts of a field; the code of a link has its address. @param {string} part @param {WordRun[]} runs @param {boolean} bold */
    field(part, runs, bold) {
      if (part === "begin") this.fields.push({ code: "", start: runs.length });
      const one = part === "end" ? this.fields.pop() : undefined;
      if (one) runs.push({ text: behind(textOf(runs.slice(one.start)), addressOf(one.code)), bold });
    }

    /** @param {Element} from @param {WordRun[]} runs @param {boolean} bold */
    run(from, runs, bold) {
      const mark = child(from, "rPr", "b");
      if (on(child(from, "rPr", "vanish"))) {
        this.aside("hidden", all(from, "t").map((text) => text.textContent).join(""));
      } else this.inside(from, runs, mark ? on(mark) : bold);
    }

    /** A picture is counted; the words of a box go behind the paragraph, other drawn words beside. @param {Element} from */
    drawn(from) {
      this.found.pictures += all(from, "blip").length + all(from, "imagedata").length;
      this.aside("alt", ...all(from, "docPr").map((one) => attribute(one, "descr")));
      const boxes = all(from, "txbxContent").filter((one) => !this.isFallback(one));
      for (const box of boxes) if (!boxes.some((one) => one !== box && one.contains(box))) this.lifted.push(...this.blocks(box));
      this.aside("drawn", ...all(from, "t").filter((one) => !boxes.some((box) => box.contains(one)) && !this.isFallback(one)).map((one) => one.textContent || ""));
      this.aside("drawn", ...all(from, "textpath").map((one) => attribute(one, "string")));
    }

    /** @param {Element} from @returns {boolean} */
    isFallback(from) {
      for (let one = from.parentElement; one; one = one.parentElement) if (one.localName === "Fallback") return true;
      return false;
    }

    /** @param {Element} from @returns {WordBlock[]} */
    table(from) {
      const rows = this.within(from, "tr").map((row) => {
        if (child(row, "trPr", "del")) {
          this.aside("deleted", ...linesIn(row));
          return [];
        }
        const cells = Array.from({ length: Math.min(Number(value(row, "trPr", "gridBefore")) || 0, 60) }, () => /** @type {string[]} */ ([]));
        for (const cell of this.within(row, "tc")) {
          cells.push(this.blocks(cell).flatMap((block) => (block.type === "table" ? block.rows.map((one) => one.map(cellText).filter(Boolean).join(", "))
            : block.type === "heading" ? [block.number + block.text] : [block.text])));
          const width = Math.min(Number(value(cell, "tcPr", "gridSpan")) || 1, 60);
          for (let index = 1; index < width; index++) cells.push([]);
        }
        return cells;
      }).filter((row) => row.some((cell) => cell.length));
      return rows.length ? [{ type: "table", rows }] : [];
    }

    /** Rows of a table, cells of a row: also those in a frame of their own. @param {Element} from @param {string} name @returns {Element[]} */
    within(from, name) {
      return [...from.children].flatMap((one) => (one.localName === name ? [one]
        : ["sdt", "sdtContent", "customXml", "ins"].includes(one.localName) ? this.within(one, name) : []));
    }
  }

  /** Lines with stars at bold words. @param {WordRun[]} runs @returns {string[]} */
  const starred = (runs) => runs.map((run) => (run.bold ? run.text.replace(/\S(?:.*\S)?/g, MARK + "$&" + MARK) : run.text)).join("")
    .split("\n").map((one) => line(portalFormPaste.starred(one))).filter(Boolean);

  /** Lines of a cell as one line. @param {string[]} lines @returns {string} */
  const cellText = (lines) => portalFormPaste.joined(lines.map((one) => one.replace(/^- /, "")));

  /** @param {Map<string, string>} parts @returns {WordText} */
  const read = (parts) => new Reader(parts).found;

  // ---- The second count: another reader, which knows nothing of the one above

  const PLACES = /^word\/(?:document\d*|footnotes|endnotes|comments|header\d*|footer\d*|charts\/chart\d*|diagrams\/data\d*)\.xml$/;
  const ENTITIES = /** @type {Object<string, string>} */ ({ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" });

  /** All text as it stands in the XML, line by line. @param {Map<string, string>} parts @returns {string[]} */
  function lines(parts) {
    const found = [];
    for (const [name, xml] of parts) {
      if (!PLACES.test(name)) continue;
      let text = "", skipped = 0, open = false;
      for (const [, close, tag, alone, words] of xml.matchAll(/<(\/?)(?:[\w.-]+:)?([\w.-]+)[^<>]*?(\/?)>|([^<]+)/g)) {
        if (words !== undefined) text += open && !skipped ? words : "";
        else if (tag === "Fallback") skipped += alone ? 0 : close ? -1 : 1;
        else if (tag === "t" || tag === "delText" || (tag === "v" && name.includes("charts/"))) open = !close && !alone;
        else if (tag === "tab" || tag === "br" || tag === "cr" || tag === "ptab") text += " ";
        else if (tag === "noBreakHyphen") text += "-";
        if (tag === "p" || tag === "del" || tag === "pt" || tag === "moveFrom" || tag === "txbxContent") text += "\n";
      }
      text = text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, ten, six, word) =>
        (ten || six ? String.fromCodePoint(Math.min(parseInt(ten || six, ten ? 10 : 16), 0x10ffff)) : ENTITIES[word] || all));
      found.push(...text.split("\n").filter((one) => one.trim()));
    }
    return found;
  }

  /** @param {string} text @returns {string[]} */
  const wordsOf = (text) => portalFormText.plain(text.normalize("NFKC")).toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];

  /** Words that `kept` has less often, neighbours together. @param {string[]} from @param {string[]} kept @returns {string[]} */
  function lost(from, kept) {
    /** @type {Map<string, number>} */
    const left = new Map();
    for (const word of kept.flatMap(wordsOf)) left.set(word, (left.get(word) || 0) + 1);
    /** @type {string[][]} */
    const runs = [];
    for (const one of from) {
      let run = runs.push([]) - 1;
      for (const word of wordsOf(one)) {
        const count = left.get(word) || 0;
        if (count) {
          left.set(word, count - 1);
          if (runs[run].length) run = runs.push([]) - 1;
        } else runs[run].push(word);
      }
    }
    // A word that stands there in pieces, or joined with its neighbour, is not lost.
    const [before, after] = [from, kept].map((texts) => texts.map((text) => wordsOf(text).join("")).join("\n"));
    const times = (/** @type {string} */ text, /** @type {string} */ wanted) => text.split(wanted).length;
    return runs.filter((run) => run.length && times(before, run.join("")) > times(after, run.join(""))).map((run) => run.join(" "));
  }

  return { read, lines, lost, wordsOf, cell: cellText };
})();
