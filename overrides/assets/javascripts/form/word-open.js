// @ts-check
// A Word file → the XML parts that hold its words, or why not. The limits are those of portal/editing/importing/guard.py,
// lower where a telephone must bear them.
const portalWordFile = (() => {
  "use strict";

  const MB = 1024 * 1024, MOST_BYTES = 30 * MB, MOST_ENTRIES = 2000, MOST_UNPACKED = 40 * MB, MOST_PART = 15 * MB;
  const MOST_TIMES = 150, NOT_ASKED_BELOW = MB;
  const WANTED = /^(?:\[Content_Types\]\.xml|word\/(?:(?:document\d*|styles|numbering|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|_rels\/document\d*\.xml\.rels|charts\/chart\d*\.xml|diagrams\/data\d*\.xml))$/;
  const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

  /** Why a file is not read: the key of the words for it. */
  class Refused extends Error {}

  /** @param {Uint8Array} bytes @param {number[]} signs @returns {boolean} */
  const begins = (bytes, signs) => signs.every((sign, index) => bytes[index] === sign);

  /** The key of the words for a file that is no zip. @param {Uint8Array} bytes @param {string} name @returns {string} */
  function other(bytes, name) {
    if (begins(bytes, COMPOUND)) {
      const text = new TextDecoder("utf-16le").decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
      return text.includes("EncryptedPackage") ? "word.locked" : text.includes("Workbook") ? "word.other" : "word.old";
    }
    if (/^\ufeff?\s*\{\\rtf/.test(new TextDecoder().decode(bytes.subarray(0, 64)))) return "word.old";
    return /\.(?:docx|docm|dotx)$/i.test(name) ? "word.damaged" : "word.other";
  }

  /**
   * The parts by their names. Throws {@link Refused}.
   * @param {Uint8Array} bytes @param {string} name @returns {Map<string, string>}
   */
  function open(bytes, name) {
    if (bytes.length > MOST_BYTES) throw new Refused("word.large");
    if (!begins(bytes, [0x50, 0x4b])) throw new Refused(other(bytes, name));
    /** @type {string[]} */
    const names = [];
    let packed = 0, unpacked = 0;
    /** @param {{name: string, size: number, originalSize: number}} one @returns {boolean} */
    const filter = (one) => {
      names.push(one.name);
      packed += one.size;
      if (/vbaProject/i.test(one.name)) throw new Refused("word.macros");
      if (names.length > MOST_ENTRIES || packed > bytes.length) throw new Refused("word.bomb");
      if (!WANTED.test(one.name)) return false;
      unpacked += one.originalSize;
      const swollen = one.originalSize > NOT_ASKED_BELOW && one.originalSize > MOST_TIMES * Math.max(one.size, 1);
      if (one.originalSize > MOST_PART || unpacked > MOST_UNPACKED || swollen) throw new Refused("word.bomb");
      return true;
    };
    /** @type {Object<string, Uint8Array>} */
    let files;
    try {
      files = /** @type {any} */ (globalThis).fflate.unzipSync(bytes, { filter });
    } catch (error) {
      throw error instanceof Refused ? error : new Refused("word.damaged");
    }
    const parts = new Map(Object.entries(files).map(([part, content]) => [part, text(content)]));
    if ((parts.get("[Content_Types].xml") || "").includes("macroEnabled")) throw new Refused("word.macros");
    if (![...parts.keys()].some((part) => /^word\/document/.test(part))) {
      throw new Refused(names.some((one) => one.startsWith("word/")) ? "word.damaged" : names.includes("mimetype") ? "word.old" : "word.other");
    }
    return parts;
  }

  /** @param {Uint8Array} content @returns {string} */
  function text(content) {
    const wide = begins(content, [0xff, 0xfe]) ? "utf-16le" : begins(content, [0xfe, 0xff]) ? "utf-16be" : "utf-8";
    const found = new TextDecoder(wide).decode(content);
    if (found.includes("<!DOCTYPE") || found.includes("\u0000")) throw new Refused("word.damaged");
    return found;
  }

  /** @param {string|undefined} xml @returns {Element|null} */
  function tree(xml) {
    if (!xml) return null;
    const root = new DOMParser().parseFromString(xml, "application/xml").documentElement;
    if (!root || root.getElementsByTagName("parsererror").length || root.nodeName === "parsererror") throw new Refused("word.damaged");
    return root;
  }

  return { open, tree, Refused };
})();
