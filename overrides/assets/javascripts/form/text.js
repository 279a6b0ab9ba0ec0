// @ts-check
/** Text of the form: what was typed → plain text, numbers, dates, file names and Markdown. No page needed. */
const portalFormText = (() => {
  "use strict";

  // Letters that show nothing or turn round what is shown come along with copies from Word.
  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\uffff\u{e0000}-\u{e007f}\u{e0100}-\u{e01ef}]/gu;

  // Line ends of other programs; Word's soft break (Shift+Enter) is U+000B, its hyphen that does not break U+001E.
  const BREAKS = /\r\n?|[\u000b\u000c\u000e\u0085\u2028\u2029]/g;

  /** @param {unknown} value @returns {string} */
  function plain(value) {
    const text = String(value === undefined || value === null ? "" : value);
    return text.replace(BREAKS, "\n").replace(/\u001e/g, "-").normalize("NFC").replace(HIDDEN, "");
  }

  /** @param {unknown} value @returns {string} */
  const line = (value) => plain(value).replace(/\s+/g, " ").trim();
  /** @param {unknown} value @returns {string} */
  const block = (value) => plain(value).replace(/\t/g, " ").trim();

  /** @param {string} text @param {Object<string, unknown>} values @returns {string} */
  function fill(text, values) {
    return text.replace(/\{\{|\}\}|\{(\w+)\}/g, (all, name) => (name ? String(values[name] ?? "") : all[0]));
  }

  /** A number as people type it: «1 500 000», «2,5». @param {string} text @returns {number} NaN for what is none */
  function number(text) {
    const bare = text.replace(/\s/g, "").replace(",", ".");
    return /^[-+]?\d+(\.\d+)?$/.test(bare) ? Number(bare) : NaN;
  }

  /** Year, month and day of 2026-11-22, 22.11.2026 and 11.2026. @param {string} text @returns {string[]} */
  function dateParts(text) {
    const dotted = /^(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})$/.exec(text);
    return dotted ? [dotted[3], dotted[2], dotted[1]] : /^\d{4}(-\d{2}){0,2}$/.test(text) ? text.split("-") : [];
  }

  /** Whether it is written like a date, and no calendar has it. @param {string} text @returns {boolean} */
  function noDay(text) {
    const parts = dateParts(text);
    const [year, month, day] = [Number(parts[0]), Number(parts[1] ?? 1), Number(parts[2] ?? 1)];
    const real = new Date(Date.UTC(year, month - 1, day));
    return parts.length > 0 && (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day);
  }

  /** A date as the models want it; also 22.11.2026 and 11.2026. @param {string} text @returns {string} */
  function date(text) {
    const parts = dateParts(text);
    const year = Number(parts[0]);
    if (!(year >= 1850 && year <= 2100) || noDay(text)) return "";
    return parts.filter((part) => part !== undefined).map((part) => part.padStart(2, "0")).join("-");
  }

  /**
   * A name for the file, as portal.language.translit.slugify makes it.
   * @param {string} text @param {FormData_} data @param {number} [most] @returns {string}
   */
  function slug(text, data, most = 80) {
    let out = "";
    for (const letter of portalLanguage.normalise(text.normalize("NFC").toLowerCase().replace(/№/g, " "))) {
      out += data.letters[letter] ?? letter;
    }
    out = out.normalize("NFKD").replace(/[’'\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-");
    return out.replace(/^-+/, "").slice(0, most).replace(/-+$/, "");
  }

  // ---- Markdown

  // Words between two pairs of stars, «**так**», are bold; stars that stand otherwise are seen as they are.
  const BOLD = /(^|[\s(«"“„–—-])\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*(?=$|[\s.,;:!?)»"”“…–—-])/g;

  /** A text in pieces, each with whether it is bold. @param {string} text @returns {[string, boolean][]} */
  const marked = (text) => text.replace(BOLD, "$1\u0001$2\u0001").split("\u0001")
    .map((one, index) => /** @type {[string, boolean]} */ ([one, index % 2 === 1])).filter((one) => one[0]);

  /** One line without any sign that Markdown would read, but for bold words. @param {string} text @returns {string} */
  function escape(text) {
    return text
      .replace(BOLD, "$1\u0001$2\u0001")
      .replace(/[\\\x60*_{}[\]|]/g, "\\$&")
      .replace(/&(?=#?\w+;)/g, "&amp;")
      .replace(/<(?=\S)/g, "&lt;")
      .replace(/^[#>+!-]/, "\\$&")
      .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
      .replace(/^[:=~]/, (sign) => "&#" + sign.charCodeAt(0) + ";")
      .replace(/\u0001/g, "**");
  }

  // A row as it stands in a field, «| a | b |», and the line below the head of a table. A sign | in a cell is «\\|».
  const ROW = /^\|(?:.*[^\\])?\|$/, RULE = /^\|(?: *:?-{3,}:? *\|){2,}$/;

  /** The cells of a row. @param {string} one @returns {string[]} */
  const cells = (one) => one.slice(1, -1).replace(/\\\|/g, "\u0001").split("|").map((cell) => cell.replace(/\u0001/g, "|").trim());

  /** Rows of cells; the first is the head. @param {string[][]} rows @param {(cell: string) => string} written @returns {string} */
  function rowsOf(rows, written) {
    const width = Math.max(2, ...rows.map((row) => row.length)), all = Array.from({ length: width }, (_, index) => index);
    const [head, ...others] = rows.map((row) => "| " + all.map((index) => written(line(row[index]))).join(" | ") + " |");
    return [head, "| " + all.map(() => "---").join(" | ") + " |", ...others].join("\n");
  }

  /** The rows of a table as they stand in a field. @param {string[][]} rows @returns {string} */
  const table = (rows) => rowsOf(rows, (cell) => cell.replace(/\|/g, "\\|"));

  // The point of a list, with any of the signs that programs set before one.
  const ITEM = /^(?:[-–—•·▪●○■◦‣⁃∙➢✓✔\uf0b7\uf0a7\uf0d8*]\s+|(\d{1,3})[.]\s+)(.+)$/, INNER = 2, DEEPEST = 5;

  /** The text of a field piece by piece: a line (that of a list with the spaces before it), or the rows of a table. @param {unknown} text @returns {(string|string[][])[]} */
  function pieces(text) {
    const lines = plain(text).split("\n").map((one) => {
      const bare = one.replace(/\t/g, " ").trim();
      return ITEM.test(bare) ? one.slice(0, one.search(/\S/)).replace(/\t/g, "    ").replace(/\s/g, " ") + bare : bare;
    });
    /** @type {(string|string[][])[]} */
    const found = [];
    for (let index = 0; index < lines.length; index++) {
      if (!ROW.test(lines[index]) || !RULE.test(lines[index + 1] || "")) {
        found.push(lines[index]);
        continue;
      }
      const rows = [cells(lines[index])];
      for (index += 2; ROW.test(lines[index] || "") && !RULE.test(lines[index + 1] || ""); index++) rows.push(cells(lines[index]));
      index--;
      found.push(rows);
    }
    return found;
  }

  /**
   * What a person typed → Markdown: every line a paragraph, "- " and "1. " lists (a point that is set in by two spaces lies
   * in the one above), tables, other signs as they are seen.
   * «1)» stays as it is: texts of law point to it.
   * @param {string} text @param {boolean} [headings] whether "## " stays a heading @returns {string}
   */
  function markdown(text, headings = false) {
    /** @type {string[]} */
    const blocks = [];
    /** @type {{indent: number, mark: string}[]} the points that the next one may lie in */
    let open = [];
    for (const one of pieces(text)) {
      if (!one) continue;
      if (typeof one !== "string") {
        blocks.push(rowsOf(one, escape));
        open = [];
        continue;
      }
      const words = one.trim(), item = ITEM.exec(words), heading = headings && /^##+\s+(.+)$/.exec(words);
      if (heading || !item) {
        blocks.push(heading ? (one.startsWith("###") ? "### " : "## ") + escape(heading[1]) : escape(words));
        open = [];
        continue;
      }
      const indent = one.length - words.length, mark = item[1] ? item[1] + ". " : "- ";
      const outer = open.filter((each) => each.indent + INNER <= indent).slice(0, DEEPEST), beside = open[outer.length];
      const made = " ".repeat(outer.reduce((sum, each) => sum + each.mark.length, 0)) + mark + escape(item[2]);
      // Another kind of list, or one that begins with «2.», would be read as words of the point above.
      const apart = beside ? /\d/.test(beside.mark) !== /\d/.test(mark) : outer.length ? !["- ", "1. "].includes(mark) : true;
      if (apart && !outer.length) blocks.push(made);
      else blocks[blocks.length - 1] += (apart ? "\n\n" : "\n") + made;
      open = [...outer, { indent, mark }];
    }
    return blocks.join("\n\n");
  }

  /** The cells of a row of Markdown, in which every sign may be escaped. @param {string} one @returns {string[]} */
  function escapedCells(one) {
    const found = [""];
    for (const sign of one.slice(1, -1).match(/\\[^]|[^]/gu) || []) {
      if (sign === "|") found.push("");
      else found[found.length - 1] += sign;
    }
    return found.map((cell) => cell.trim());
  }

  /** Back again, for a finished file that is opened once more. @param {string} text @returns {string} */
  function unescape(text) {
    return text.replace(/\n\n/g, "\n").split("\n")
      .map((one) => (one.startsWith("|") && one.endsWith("|")
        ? "| " + escapedCells(one).map((cell) => bare(cell).replace(/\|/g, "\\|")).join(" | ") + " |" : bare(one)))
      .join("\n");
  }

  /** @param {string} text @returns {string} */
  function bare(text) {
    return text
      .replace(/&lt;/g, "<").replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
      .replace(/&amp;/g, "&")
      .replace(/\\([\\\x60*_{}[\]|#>+!.)-])/g, "$1");
  }

  return { plain, line, block, fill, number, date, noDay, slug, escape, marked, table, pieces, markdown, unescape };
})();
