// @ts-check
// What is pasted or dropped from Word, Excel or a web page: tables stay tables (lines with "|" in the field), lists lists, bold
// words «**stay**», a link has its address behind it.
const portalFormPaste = (() => {
  "use strict";

  const MOST_LETTERS = 4000000, MOST_CELLS = 20000, MOST_SPAN = 60;
  const { line, table } = portalFormText;
  const UNSEEN = new Set(["HEAD", "STYLE", "SCRIPT", "TEMPLATE", "TITLE"]);
  const IN_LINE = new Set(["A", "ABBR", "B", "BIG", "CITE", "CODE", "DEL", "EM", "FONT", "I", "INS", "MARK", "S", "SMALL",
    "SPAN", "STRIKE", "STRONG", "SUB", "SUP", "U"]);
  // At both ends of bold words, until it is known which of them may have stars; nobody types it.
  const MARK = "\u0002";
  // Before a point of a list, once for every list that it lies in.
  const INNER = "\u0003";

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

  /**
   * What stands in an element, line by line; a table is one piece of several lines.
   * @param {Node} from @param {boolean} [marks] whether bold words get their stars @returns {string[]}
   */
  function lines(from, marks) {
    const found = [""];
    /** Begin a line, if the last one is not just the mark of a point. @param {string} [mark] */
    const begin = (mark = "") => void (/^\u0003*(?:- |\d+\. )$/.test(found[found.length - 1]) && !mark || found.push(mark));
    /** @param {Node} node @param {boolean} bold @param {boolean} marked @param {number} depth */
    const walk = (node, bold, marked, depth) => {
      for (const child of node.childNodes) {
        if (child instanceof Text) {
          const text = child.data.replace(/\s+/g, " ");
          found[found.length - 1] += marked && bold ? text.replace(/^(\s*)(.*\S)/, "$1" + MARK + "$2" + MARK) : text;
        }
        if (!(child instanceof Element) || UNSEEN.has(child.tagName)) continue;
        if (child instanceof HTMLTableElement) {
          found.push(...shown(child), "");
        } else if (child.hasAttribute("data-mark")) {
          found[found.length - 1] = pointOf(child);
        } else if (IN_LINE.has(child.tagName)) {
          const row = found.length - 1, place = found[row].length;
          walk(child, isBold(child, bold), marked, depth);
          if (child.tagName === "A") {
            found[found.length - 1] += behind(found.slice(row).join(" ").slice(place), child.getAttribute("href") || "");
          }
        } else {
          begin(child.tagName === "LI" ? INNER.repeat(Math.max(0, depth - 1)) + numberOf(child) : "");
          walk(child, isBold(child, bold), marked && !/^H[1-6]$/.test(child.tagName), depth + (/^[OU]L$/.test(child.tagName) ? 1 : 0));
          found.push("");
        }
      }
    };
    walk(from, false, Boolean(marks), 0);
    return found.map((one) => {
      const depth = one.search(/[^\u0003]|$/);
      return one.includes("\n") ? one : "  ".repeat(depth) + line(starred(one.slice(depth)));
    }).filter((one) => !/^ *(?:-|\d+\.)?$/.test(one));
  }

  /** What stands before a point of a list: "- ", or its number. @param {Element} one @returns {string} */
  function numberOf(one) {
    const list = one.parentElement;
    if (!(list instanceof HTMLOListElement)) return "- ";
    return list.start + [...list.children].filter((other) => other.tagName === "LI").indexOf(one) + ". ";
  }

  /** The same for a paragraph that Word has as a point; the mark itself is a sign of a font. @param {Element} one @returns {string} */
  function pointOf(one) {
    const text = line(one.textContent), level = one.closest("[data-level]");
    return INNER.repeat(level ? Number(level.getAttribute("data-level")) - 1 : 0) + (/[.)]$|^\d/.test(text) ? text : "-") + " ";
  }

  /**
   * The address of a link, to stand behind its words if they do not name it.
   * @param {string} words @param {string} address @returns {string}
   */
  function behind(words, address) {
    const whole = address.trim().replace(/\s+/g, "%20"), bare = whole.replace(/^https?:\/\/|\/$/gi, "");
    return /^https?:\/\//i.test(whole) && line(words) && !words.includes(bare) ? " (" + whole + ")" : "";
  }

  /** A line with stars at bold words; a part of a word, and words with stars in them, get none. @param {string} text @returns {string} */
  const starred = (text) => text.replace(/\u0002(\s*)\u0002/g, "$1")
    .replace(/(^|[\s(«"„“–—-])\u0002([^*\u0002]+)\u0002(?=$|[\s.,;:!?)»"”“…–—-])/g, "$1**$2**").replace(/\u0002/g, "");

  /** Whether an element is bold: by what its style said, its name, or the element around it. @param {Element} one @param {boolean} outer */
  const isBold = (one, outer) => (one.hasAttribute("data-bold") ? one.getAttribute("data-bold") === "1"
    : outer || one.tagName === "B" || one.tagName === "STRONG");

  /** A table with one column or one row of one cell is there for the looks. @param {HTMLTableElement} from @returns {string[]} */
  function shown(from) {
    const all = rows(from).filter((row) => row.some(Boolean));
    const columns = Math.max(0, ...all.map((row) => row.length));
    return columns < 2 ? all.map((row) => row[0]) : [table(all)];
  }

  /** What is to stand in the field; nothing where the bare text says as much. @param {string} html @returns {string} */
  function read(html) {
    if (html.length > MOST_LETTERS || !/<table|<b\b|<strong\b|font-weight|<a\s|<li\b|mso-list/i.test(html)) return "";
    // Word writes a style at every word. None would take effect, yet the policy of the page would report each.
    const bare = html.replace(/<style\b[^]*?<\/style>/gi, "").replace(/\s(?:style|on\w+)=(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, kept);
    const found = lines(new DOMParser().parseFromString(bare, "text/html").body, true);
    const listed = /<li\b|mso-list/i.test(html);
    return found.some((one) => one.includes("\n") || /\*\*[^*]+\*\*| \(https?:/i.test(one) || (listed && /^ *(?:-|\d+\.) /.test(one)))
      ? found.join("\n") : "";
  }

  /** Of a style, whether it is bold, and what Word says of lists. @param {string} style @returns {string} */
  function kept(style) {
    const said = /(?:^|[\s;"'=])font-weight:\s*(bold|normal|\d+)/i.exec(style), list = /mso-list:\s*(?:(ignore)|l\d+\s+level(\d))/i.exec(style);
    return (!said ? "" : ' data-bold="' + (said[1] === "bold" || Number(said[1]) >= 600 ? "1" : "0") + '"')
      + (!list ? "" : list[1] ? " data-mark" : ' data-level="' + list[2] + '"');
  }

  /** Put a text where the cursor is; a table on lines of its own. @param {HTMLTextAreaElement} area @param {string} text */
  function put(area, text) {
    const before = area.value.slice(0, area.selectionStart), after = area.value.slice(area.selectionEnd);
    const apart = /^\|.*\|$/m.test(text);
    const whole = (apart && before && !before.endsWith("\n") ? "\n" : "") + text + (!apart || after.startsWith("\n") ? "" : "\n");
    // The old way keeps what Ctrl+Z takes back.
    if (!document.execCommand("insertText", false, whole)) {
      area.setRangeText(whole, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  /**
   * What comes into a field; the browser does it by itself where bare text is enough.
   * @param {Event} event @param {DataTransfer|null} from @param {(area: HTMLTextAreaElement, missing: boolean) => void} pictured
   *   told whether pictures came along, which no field takes
   */
  function take(event, from, pictured) {
    const area = event.target, html = from ? from.getData("text/html") : "";
    if (!(area instanceof HTMLTextAreaElement) || !from) return;
    pictured(area, html ? /<img\b|<v:imagedata/i.test(html)
      : event.type === "paste" && !from.getData("text/plain") && [...from.files].some((one) => one.type.startsWith("image/")));
    const text = area.dataset.formTables && html ? read(html) : "";
    if (!text) return;
    event.preventDefault();
    // What is dropped comes where the cursor stood.
    area.focus();
    put(area, text);
  }

  return { read, take, joined, starred, behind, MARK };
})();
