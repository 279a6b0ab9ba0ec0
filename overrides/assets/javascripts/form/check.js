// @ts-check
// The rules of the form for editors without git: what stands in the fields → document and problems. No page needed.
// Rules, limits and messages come from portal/forms/page_data.py, so from the same models as the check.
/**
 * One field. @typedef {{name: string, label: string, help: string, type: "text"|"long"|"number"|"integer"|"year"|"date"|
 *   "address"|"choice"|"boolean"|"ref"|"refs"|"words"|"group"|"rows"|"photo", required?: boolean, min?: number, max?: number,
 *   pattern?: string, options?: [string, string][], of?: string, fields?: FormNode[], order?: string[][], named?: string}} FormNode
 */
/**
 * A section of the text; `also` are the headings in small letters that are its own, `means` a pattern of others.
 * @typedef {{id: string, title: string, help: string, also?: string[], means?: string}} FormSection
 */
/**
 * @typedef {{name: string, parts: {id: string, title: string, fields: string[]}[], fields: Object<string, FormNode>,
 *   sections: FormSection[], oneOf: string[], free: boolean, order?: string[][]}} FormKind
 */
/**
 * @typedef {{format: string, version: number, lang: string, kinds: Object<string, FormKind>,
 *   messages: Object<string, string>, words: Object<string, any>, records: Object<string, string[][]>,
 *   countries: [string, string][], letters: Object<string, string>, patterns: {address: string, tag: string, unfilled: string, gap: string},
 *   apart: [string, string], photo: {width: number, height: number, bytes: number, pixels: number}}} FormData_
 */
/** What stands in the fields, by name, as it was typed. @typedef {Object<string, any>} FormRaw */
/** @typedef {{code: string, path: (string|number)[], text: string}} FormProblem */
/**
 * @typedef {{format: string, version: number, kind: string, lang: string, slug?: string, meta: Object<string, any>,
 *   body: string, notes?: string[], pictures?: Object<string, string>}} FormDocument
 */
const portalFormCheck = (() => {
  "use strict";

  /** @typedef {(string|number)[]} Path */

  // As long as portal/editing/importing/marked.py reads a note, with its label.
  const NOTE = 1800;

  const { line, block, fill, number, date, noDay, slug, markdown, unescape } = portalFormText;

  // ---- Rules

  /** What collects the problems of one document. */
  class Checker {
    /** @param {FormData_} data */
    constructor(data) {
      this.data = data;
      /** @type {FormProblem[]} */
      this.problems = [];
      this.tag = new RegExp(data.patterns.tag, "u");
      this.address = new RegExp("^(?:" + data.patterns.address + ")", "u");
      this.whole = new RegExp(data.patterns.unfilled, "iu");
      this.part = new RegExp(data.patterns.gap, "u");
    }

    /** @param {string} code @param {Path} path @param {Object<string, unknown>} values */
    report(code, path, values) {
      this.problems.push({ code, path, text: fill(this.data.messages[code], values) });
    }

    /**
     * Whether a field holds its own name, marks without a word, or a gap that somebody was to fill.
     * @param {string} text @param {string} label @param {RegExp|null} part @param {Path} path @param {string} field @returns {boolean}
     */
    left(text, label, part, path, field) {
      const own = text.toLowerCase() === label.toLowerCase();
      if (!own && !this.whole.test(text) && !(part && part.test(text))) return false;
      this.report("field-unfilled", path, { field, value: text.slice(0, 60) });
      return true;
    }

    /** @param {string} text @param {Path} path @param {string} field @returns {boolean} */
    tags(text, path, field) {
      const found = this.tag.exec(text);
      if (!found) return false;
      const rest = text.slice(found.index + found[0].length), end = rest[0] === ">" ? ">" : rest.includes(">") ? "…>" : "";
      const tag = found[0].slice(0, 20) + (found[0].length > 20 ? "…" : end), message = fill(this.data.messages["html-forbidden"], { tag });
      this.problems.push({ code: "html-forbidden", path, text: fill(this.data.words.html, { field, message }) });
      return true;
    }

    /**
     * The value of one field as the document holds it; undefined for an empty one.
     * @param {FormNode} node @param {any} raw @param {Path} path @param {string} field @returns {any}
     */
    value(node, raw, path, field) {
      const found = this.read(node, raw, path, field);
      if (found === undefined && node.required) this.report("field-missing", path, { field });
      return found;
    }

    /** @param {FormNode} node @param {any} raw @param {Path} path @param {string} field @returns {any} */
    read(node, raw, path, field) {
      switch (node.type) {
        case "rows": return this.rows(node, raw || [], path, field);
        case "group": return this.group(node, raw || {}, path, field);
        case "refs": return this.many(node, raw || [], path, field);
        case "words": return this.words(node, raw, path, field);
        case "photo": return String(raw || "") || undefined;
        case "boolean": return raw === true || raw === "true" ? true : raw === false || raw === "false" ? false : undefined;
        default: {
          const text = node.type === "long" ? block(raw) : line(raw);
          return text ? this.one(node, text, path, field) : undefined;
        }
      }
    }

    /** @param {FormNode} node @param {string} text @param {Path} path @param {string} field @returns {any} */
    one(node, text, path, field) {
      const shown = text.length > 60 ? text.slice(0, 57) + "…" : text;
      if (node.type === "number" || node.type === "integer" || node.type === "year") {
        const found = number(text);
        if (Number.isNaN(found) || (node.type !== "number" && !Number.isInteger(found))) {
          this.report("field-number", path, { field, value: shown });
        } else if (found < (node.min ?? -Infinity) || found > (node.max ?? Infinity)) {
          this.report(node.type === "year" ? "field-date" : "field-value", path, { field, value: shown });
        }
        return Number.isNaN(found) ? text : found;
      }
      if (node.type === "date") {
        const found = date(text);
        if (noDay(text)) this.report("yaml-date", path, { text: shown });
        else if (!found) this.report("field-date", path, { field, value: shown });
        return found || text;
      }
      if (node.type === "address") {
        const spaced = /^https?:\/\/[^\s/]+\//.test(text) && this.address.test(text.replace(/\s/g, "%20"));
        if (!this.address.test(text)) this.report(spaced ? "field-address-space" : "field-address", path, { field, value: shown });
        else this.length(node, text, path, field);
        return text;
      }
      if (node.type === "text" || node.type === "long") {
        if (this.left(text, node.label, this.part, path, field)) return text;
        if (!this.tags(text, path, field)) this.length(node, text, path, field);
      }
      if (node.pattern && !new RegExp(node.pattern, "u").test(text)) {
        this.report("field-pattern", path, { field, value: shown });
      }
      return text;
    }

    /** @param {FormNode} node @param {{length: number}|string} value @param {Path} path @param {string} field */
    length(node, value, path, field) {
      const size = typeof value === "string" ? [...value].length : value.length;
      const kind = typeof value === "string" ? "text" : "list";
      if (size < (node.min ?? 0)) this.report(kind + "-short", path, { field, limit: node.min, length: size });
      if (size > (node.max ?? Infinity)) this.report(kind + "-long", path, { field, limit: node.max, length: size });
    }

    /** @param {FormNode} node @param {any[]} raw @param {Path} path @param {string} field @returns {any} */
    many(node, raw, path, field) {
      if (raw.length) this.length(node, raw, path, field);
      return raw.length ? [...raw] : undefined;
    }

    /** @param {FormNode} node @param {any} raw @param {Path} path @param {string} field @returns {any} */
    words(node, raw, path, field) {
      const found = line(raw).split(/[,;]/).map((one) => one.trim()).filter(Boolean);
      const wrong = found.find((one) => node.pattern && !new RegExp(node.pattern, "u").test(one));
      if (wrong !== undefined) this.report("field-pattern", path, { field, value: wrong });
      return found.length ? found : undefined;
    }

    /** @param {FormNode} node @param {any} raw @param {Path} path @param {string} field @returns {any} */
    group(node, raw, path, field) {
      /** @type {Object<string, any>} */
      const found = {};
      const inner = node.fields || [];
      if (!inner.some((one) => !blank(raw[one.name]))) return undefined;
      for (const one of inner) {
        const value = this.value(one, raw[one.name], [...path, one.name], field + ": " + one.label);
        if (value !== undefined && value !== false) found[one.name] = value;
      }
      this.order(node, found, path, field);
      return found;
    }

    /** @param {{order?: string[][]}} node @param {Object<string, any>} found @param {Path} path @param {string} field */
    order(node, found, path, field) {
      for (const [first, second] of node.order || []) {
        const [a, b] = [found[first], found[second]];
        if (a === undefined || b === undefined || typeof a !== typeof b) continue;
        // A date may lie inside of a month or year: «2024-06-12 – 2024-06» is in order.
        const late = typeof a === "string" ? a > b && !a.startsWith(b + "-") : a > b;
        if (late) this.report("field-order", [...path, second], { field, first: a, second: b });
      }
    }

    /** @param {FormNode} node @param {any[]} raw @param {Path} path @param {string} field @returns {any} */
    rows(node, raw, path, field) {
      const found = [];
      for (const [index, row] of raw.entries()) {
        const value = this.group(node, row, [...path, index], field + " " + (index + 1));
        if (value !== undefined) found.push(value);
      }
      if (found.length) this.length(node, found, path, field);
      return found.length ? found : undefined;
    }
  }

  /** @param {any} value @returns {boolean} */
  function blank(value) {
    if (value && typeof value === "object") return Object.values(value).every(blank);
    return value === undefined || value === null || value === false || String(value).trim() === "";
  }

  /**
   * The smallest place that is known; larger ones only where they do not follow from it.
   * @param {Object<string, string>[]} places @param {FormData_} data @returns {Object<string, string>[]}
   */
  function smallest(places, data) {
    return places.map((place) => {
      const town = data.records.municipalities.find((one) => one[0] === place.municipality);
      const kept = { ...place };
      if (town && town[3]) delete kept.district;
      if (town ? town[2] : kept.district) delete kept.oblast;
      return kept;
    });
  }

  /**
   * Check what stands in the form and make the document of it.
   * @param {string} kind @param {FormRaw} raw @param {FormData_} data @param {string} today
   * @returns {{document: FormDocument, problems: FormProblem[]}}
   */
  function check(kind, raw, data, today) {
    const rules = data.kinds[kind];
    const checker = new Checker(data);
    /** @type {Object<string, any>} */
    const meta = {};
    const text = raw.text || {};
    /** @type {string[]} */
    const body = [];
    for (const part of rules.parts) {
      for (const name of part.fields) {
        if (name === "text") {
          const free = rules.free ? markdown(text.free || "", true) : "";
          if (free && !checker.tags(text.free, ["text", "free"], data.words["text.free"])) body.push(free);
          for (const section of rules.sections) {
            const found = markdown(text[section.id] || "");
            const path = ["text", section.id];
            const left = found && checker.left(block(text[section.id]), section.title, null, path, section.title);
            if (found && !left && !checker.tags(text[section.id], path, section.title)) body.push("## " + section.title + "\n\n" + found);
          }
          needed(checker, rules, text);
          continue;
        }
        const node = rules.fields[name];
        const value = checker.value(node, raw[name], [name], node.label);
        if (value !== undefined) meta[name] = value;
      }
    }
    checker.order(rules, meta, [], rules.fields[((rules.order || [])[0] || [])[0]]?.label || "");
    if (Array.isArray(meta.places)) meta.places = smallest(meta.places, data);
    for (const [key, node] of Object.entries(rules.fields)) {
      if (node.named && Array.isArray(meta[key])) name(meta[key], node.named, data);
    }
    numbered(checker, meta, rules);
    const pictures = taken(meta, rules);
    const notes = Object.entries(raw.other || {}).filter((one) => line(one[1]))
      .map(([key, value]) => (rules.fields[key]?.label || key) + ": " + line(value));
    notes.push(...portions(block(raw.rest)).map((one) => data.words["word.rest"] + ": " + one));
    const proposed = slug(String(meta.title || ""), data);
    return {
      document: {
        format: data.format,
        version: data.version,
        kind,
        lang: data.lang,
        ...(proposed ? { slug: proposed } : {}),
        meta: { ...head(meta), added: today, ...rest(meta) },
        body: body.length ? body.join("\n\n") + "\n" : "",
        ...(notes.length ? { notes } : {}),
        ...(Object.keys(pictures).length ? { pictures } : {}),
      },
      problems: checker.problems,
    };
  }

  /**
   * Of some sections one must have a text, such as what was done or what was decided.
   * @param {Checker} checker @param {FormKind} rules @param {Object<string, string>} text
   */
  function needed(checker, rules, text) {
    if (!rules.oneOf.length || rules.oneOf.some((id) => markdown(text[id] || ""))) return;
    const [heading, ...others] = rules.oneOf.map((id) => (rules.sections.find((one) => one.id === id) || { title: id }).title);
    checker.report("heading-missing", ["text", rules.oneOf[0]], { heading, other: others.join(" · ") });
  }

  /** @param {Object<string, any>} meta @returns {Object<string, any>} */
  const head = (meta) => Object.fromEntries(Object.entries(meta).filter(([key]) => key === "title" || key === "summary"));
  /** @param {Object<string, any>} meta @returns {Object<string, any>} */
  const rest = (meta) => Object.fromEntries(Object.entries(meta).filter(([key]) => key !== "title" && key !== "summary"));

  /**
   * Ids of figures and the like, by which a translation finds them: made of their words.
   * @param {Object<string, any>[]} items @param {string} words @param {FormData_} data
   */
  function name(items, words, data) {
    const taken = new Set();
    for (const [index, item] of items.entries()) {
      const wanted = slug(String(item[words] || ""), data, 40) || "figure";
      let id = wanted;
      for (let number = 2; taken.has(id); number++) id = wanted + "-" + number;
      taken.add(id);
      items[index] = { id, ...item };
    }
  }

  /**
   * Photographs leave the card, where their ids stay. @param {Object<string, any>} meta @param {FormKind} rules
   * @returns {Object<string, string>} id → JPEG in Base64
   */
  function taken(meta, rules) {
    /** @type {Object<string, string>} */
    const found = {};
    for (const [key, node] of Object.entries(rules.fields)) {
      for (const inner of (Array.isArray(meta[key]) && node.fields) || []) {
        for (const item of inner.type === "photo" ? meta[key] : []) {
          if (item[inner.name]) found[item.id] = item[inner.name].slice(item[inner.name].indexOf(",") + 1);
          delete item[inner.name];
        }
      }
    }
    return found;
  }

  /** A long text in pieces that a note can hold, parted between lines or words. @param {string} text @returns {string[]} */
  function portions(text) {
    const found = [""];
    for (const part of text.match(/\n|[^\n\s]{1,1000}|[^\S\n]+/g) || []) {
      if (found[found.length - 1].length + part.length > NOTE) found.push("");
      found[found.length - 1] += part;
    }
    return found.map((one) => one.trim()).filter(Boolean);
  }

  /** Recommendations have a number each. @param {Checker} checker @param {Object<string, any>} meta @param {FormKind} rules */
  function numbered(checker, meta, rules) {
    const seen = new Set();
    for (const [index, one] of (Array.isArray(meta.recommendations) ? meta.recommendations : []).entries()) {
      const number = rules.fields.recommendations.fields?.find((node) => node.name === "number");
      if (seen.has(one.number)) {
        checker.report("field-repeated", ["recommendations", index, "number"], { field: number?.label, value: one.number });
      }
      seen.add(one.number);
    }
  }

  /**
   * A finished document back into the fields.
   * @param {any} document @param {FormData_} data @returns {FormRaw}
   */
  function raw(document, data) {
    const rules = data.kinds[document.kind];
    /** @type {FormRaw} */
    const found = { ...document.meta, text: {} };
    const parts = String(document.body || "").split(/^## /m);
    const titles = new Map(rules.sections.map((section) => [section.title, section.id]));
    const free = [parts[0]];
    for (const part of parts.slice(1)) {
      const end = part.indexOf("\n");
      const id = titles.get(part.slice(0, end).trim());
      if (id) found.text[id] = unescape(part.slice(end).trim());
      else free.push("## " + part);
    }
    const lead = unescape(free.join("").trim());
    if (lead) found.text.free = lead;
    const rest = (document.notes || []).map((/** @type {any} */ note) => String(note)).filter((/** @type {string} */ note) => note.startsWith(data.words["word.rest"] + ": "));
    found.rest = rest.map((/** @type {string} */ note) => note.slice(data.words["word.rest"].length + 2)).join("\n");
    for (const [key, node] of Object.entries(rules.fields)) {
      const photo = (node.fields || []).find((one) => one.type === "photo");
      if (photo && Array.isArray(found[key])) {
        found[key] = found[key].map((one) => ({ ...one, [photo.name]: document.pictures?.[one.id] ? "data:image/jpeg;base64," + document.pictures[one.id] : "" }));
      }
    }
    found.laws = (found.laws || []).map((/** @type {any} */ law) => ({ ...law, articles: (law.articles || []).join(", ") }));
    found.places = (found.places || []).map((/** @type {any} */ place) => whole(place, data));
    return found;
  }

  /** A place with everything that it lies in. @param {Object<string, string>} place @param {FormData_} data */
  function whole(place, data) {
    const town = data.records.municipalities.find((one) => one[0] === place.municipality);
    const district = place.district || (town && town[3]) || "";
    const home = data.records.districts.find((one) => one[0] === district);
    return { ...place, district, oblast: place.oblast || (town && town[2]) || (home && home[2]) || "" };
  }

  return { check, markdown, unescape, slug, raw, whole, fill, blank };
})();
/** @type {any} */ (globalThis).portalFormCheck = portalFormCheck;
