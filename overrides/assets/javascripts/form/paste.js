// @ts-check
// Tables pasted from Word, Excel or a web page stay tables: lines with "|" in the field.
const portalFormPaste = (() => {
  "use strict";

  const MOST_LETTERS = 4000000, MOST_CELLS = 20000, MOST_SPAN = 60;
  const { line, table } = portalFormText;
  const UNSEEN = new Set(["HEAD", "STYLE", "SCRIPT", "TEMPLATE", "TITLE"]);
  const IN_LINE = new Set(["A", "ABBR", "B", "BIG", "CITE", "CODE", "DEL", "EM", "FONT", "I", "INS", "MARK", "S", "SMALL",
    "SPAN", "STRIKE", "STRONG", "SUB", "SUP", "U"]);

  /** The rows of a table; what several rows or columns share stands once. @param {HTMLTableElement} from @returns {string[][]} */
  function rows(from) {
    /** @type {number[]} */
    const taken = [];
    let left = MOST_CELLS;
    return Array.from(from.rows, (row) => {
      /** @type {string[]} */
      const found = [];
      const free = () => {
        while (taken[found.length] > 0) {
          taken[found.length]--;
          found.push("");
        }
      };
      for (const cell of row.cells) {
        free();
        const width = Math.min(Math.max(cell.colSpan, 1), MOST_SPAN), height = Math.max(cell.rowSpan, 1);
        if ((left -= width) < 0) break;
        for (let index = 0; index < width; index++) {
          taken[found.length] = height - 1;
          found.push(index ? "" : joined(lines(cell)));
        }
      }
      free();
      return found;
    });
  }

  /** Lines of a cell as one. @param {string[]} all @returns {string} */
  function joined(all) {
    let text = "";
    for (const one of all.map(line).filter(Boolean)) text += (!text ? "" : /[.;:!?,]$/.test(text) ? " " : "; ") + one;
    return text;
  }

  /** What stands in an element, line by line; a table is one piece of several lines. @param {Node} from @returns {string[]} */
  function lines(from) {
    const found = [""];
    /** @param {Node} node */
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (child instanceof Text) found[found.length - 1] += child.data.replace(/\s+/g, " ");
        if (!(child instanceof Element) || UNSEEN.has(child.tagName)) continue;
        if (child instanceof HTMLTableElement) {
          found.push(...shown(child), "");
        } else if (IN_LINE.has(child.tagName)) {
          walk(child);
        } else {
          found.push(child.tagName === "LI" ? "- " : "");
          walk(child);
          found.push("");
        }
      }
    };
    walk(from);
    return found.map((one) => (one.includes("\n") ? one : line(one))).filter((one) => one && one !== "-");
  }

  /** A table with one column or one row of one cell is there for the looks. @param {HTMLTableElement} from @returns {string[]} */
  function shown(from) {
    const all = rows(from).filter((row) => row.some(Boolean));
    const columns = Math.max(0, ...all.map((row) => row.length));
    return columns < 2 ? all.map((row) => row[0]) : [table(all)];
  }

  /** What is to stand in the field; nothing where no table was copied. @param {string} html @returns {string} */
  function read(html) {
    if (html.length > MOST_LETTERS || !/<table/i.test(html)) return "";
    // Word writes a style at every word. None would take effect, yet the policy of the page would report each.
    const bare = html.replace(/<style\b[^]*?<\/style>/gi, "").replace(/\s(?:style|on\w+)=(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, "");
    const found = lines(new DOMParser().parseFromString(bare, "text/html").body);
    return found.some((one) => one.includes("\n")) ? found.join("\n") : "";
  }

  /** Put a text where the cursor is, on lines of its own. @param {HTMLTextAreaElement} area @param {string} text */
  function put(area, text) {
    const before = area.value.slice(0, area.selectionStart), after = area.value.slice(area.selectionEnd);
    const whole = (before && !before.endsWith("\n") ? "\n" : "") + text + (after.startsWith("\n") ? "" : "\n");
    // The old way keeps what Ctrl+Z takes back.
    if (!document.execCommand("insertText", false, whole)) {
      area.setRangeText(whole, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  /** @param {ClipboardEvent} event */
  function paste(event) {
    const area = event.target, html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    if (!(area instanceof HTMLTextAreaElement) || !area.dataset.formTables || !html) return;
    const text = read(html);
    if (!text) return;
    event.preventDefault();
    put(area, text);
  }

  return { read, paste, joined };
})();
