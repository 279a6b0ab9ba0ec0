// @ts-check
// The form for editors without git: builds the fields from the data of the page (data/form.*.js), keeps drafts on this
// device, checks by form-check.js, and ends in one file to send. Nothing leaves the device by itself.
(() => {
  "use strict";

  const place = /** @type {HTMLElement|null} */ (document.querySelector("[data-portal-form]"));
  const given = /** @type {FormData_|undefined} */ (/** @type {any} */ (window).portalFormData);
  if (!place || !given) return;
  const root = place, data = given, words = data.words, fill = portalFormCheck.fill;
  const KEY = "portal-form:";
  const MOST_ROWS = 60, MOST_BYTES = 1024 * 1024;
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  /**
   * @param {string} tag @param {Object<string, any>} [props] @param {...(Node|string|null|undefined|false)} children
   * @returns {any}
   */
  function el(tag, props = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (name === "class") made.className = value;
      else if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
    }
    made.append(.../** @type {any[]} */ (children.filter((one) => one !== null && one !== undefined && one !== false)));
    return made;
  }

  /** @param {string} text @param {() => void} act @param {string} [style] @returns {HTMLButtonElement} */
  const button = (text, act, style = "p-button p-button--quiet") => el("button", { type: "button", class: style, on: { click: act } }, text);

  let ids = 0;
  /** @returns {string} */
  const id = () => "f" + ++ids;
  /** @param {string} text @returns {string} */
  const folded = (text) => portalLanguage.fold(portalLanguage.normalise(text));
  /** @param {string} of @returns {string[][]} */
  const records = (of) => data.records[of] || [];
  /** @param {string} of @param {string} key @returns {string} */
  const called = (of, key) => (records(of).find((one) => one[0] === key) || [key, key])[1];

  // ---- Fields: each knows its element, reads and writes its value, shows its error

  /**
   * @typedef {Object} Field
   * @property {HTMLElement} element
   * @property {() => any} read
   * @property {(value: any) => void} write
   * @property {(text: string) => void} error
   * @property {() => HTMLElement} target what gets the focus
   * @property {(path: (string|number)[]) => Field|undefined} find
   */

  /** Label, help and the place of the error around one control. @param {FormNode} node @param {HTMLElement} control @returns {{element: HTMLElement, error: (text: string) => void}} */
  function frame(node, control) {
    const own = id(), mark = el("span", { class: "f-mark" }, node.required ? words.required : "");
    control.id = own;
    const help = el("p", { class: "f-help", id: own + "-help" }, node.help);
    const error = el("p", { class: "f-error", id: own + "-error", hidden: true });
    control.setAttribute("aria-describedby", own + "-help");
    if (node.required) control.setAttribute("aria-required", "true");
    const element = el("div", { class: "f-field f-field--" + node.type },
      el("label", { for: own }, node.label, " ", mark), help, error, control);
    return {
      element,
      error(text) {
        error.textContent = text;
        error.hidden = !text;
        control.setAttribute("aria-describedby", own + "-help" + (text ? " " + own + "-error" : ""));
        if (text) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      },
    };
  }

  /** Legend, help and the place of the error around several fields. @param {FormNode} node @param {...(Node|string|null|false)} children @returns {{element: HTMLElement, error: (text: string) => void}} */
  function set(node, ...children) {
    const own = id();
    const error = el("p", { class: "f-error", id: own + "-error", hidden: true });
    const element = el("fieldset", { class: "f-set f-set--" + node.type, "aria-describedby": own + "-help" },
      el("legend", {}, node.label, " ", el("span", { class: "f-mark" }, node.required ? words.required : "")),
      el("p", { class: "f-help", id: own + "-help" }, node.help), error, ...children);
    return {
      element,
      error(text) {
        error.textContent = text;
        error.hidden = !text;
        element.setAttribute("aria-describedby", own + "-help" + (text ? " " + own + "-error" : ""));
      },
    };
  }

  /** A text area is as high as its text. @param {HTMLTextAreaElement} area */
  function grow(area) {
    area.style.height = "auto";
    area.style.height = Math.min(area.scrollHeight + 4, 1200) + "px";
  }

  /** @param {FormNode} node @param {boolean} counted @returns {Field} */
  function line(node, counted) {
    const long = node.type === "long";
    const keyboards = { number: "decimal", integer: "numeric", year: "numeric", address: "url" };
    const control = long
      ? el("textarea", { rows: node.name === "summary" ? 3 : 4 })
      : el("input", { type: "text", autocomplete: "off", inputmode: /** @type {any} */ (keyboards)[node.type] });
    const made = frame(node, control);
    const count = counted && node.max ? el("p", { class: "f-count" }) : null;
    const update = () => {
      if (count) count.textContent = fill(words.count, { n: [...control.value.trim()].length, max: node.max });
      if (long) grow(control);
    };
    if (count) made.element.append(count);
    control.addEventListener("input", update);
    update();
    return {
      ...made,
      read: () => control.value,
      write(value) {
        control.value = Array.isArray(value) ? value.join(", ") : String(value ?? "");
        update();
      },
      target: () => control,
      find: () => undefined,
    };
  }

  /** @param {[string, string][]} options @param {string} empty @returns {HTMLSelectElement} */
  function select(options, empty) {
    return el("select", {}, el("option", { value: "" }, empty),
      ...options.map(([value, name]) => el("option", { value }, name)));
  }

  /** @param {FormNode} node @param {[string, string][]} options @returns {Field} */
  function choice(node, options) {
    const control = select(options, node.required ? words.choose : words.unknown);
    const made = frame(node, control);
    return {
      ...made,
      read: () => control.value,
      write: (value) => void (control.value = options.some((one) => one[0] === String(value)) ? String(value) : ""),
      target: () => control,
      find: () => undefined,
    };
  }

  /** @param {FormNode} node @returns {Field} */
  function box(node) {
    const own = id(), control = el("input", { type: "checkbox", id: own, "aria-describedby": own + "-help" });
    return {
      element: el("div", { class: "f-field f-field--box" },
        el("label", { for: own }, control, " ", node.label), el("p", { class: "f-help", id: own + "-help" }, node.help)),
      read: () => control.checked,
      write: (value) => void (control.checked = value === true || value === "true"),
      error() {},
      target: () => control,
      find: () => undefined,
    };
  }

  /** Few records: one box each, in groups. @param {FormNode} node @returns {Field} */
  function boxes(node) {
    /** @type {Map<string, HTMLElement>} */
    const groups = new Map();
    /** @type {HTMLInputElement[]} */
    const all = [];
    for (const [key, name, group] of records(node.of || "")) {
      const control = el("input", { type: "checkbox", value: key });
      all.push(control);
      const list = groups.get(group) || el("div", { class: "f-chips", role: "group", "aria-label": group });
      groups.set(group, list);
      list.append(el("label", { class: "f-chip" }, control, " ", el("span", {}, name)));
    }
    const made = set(node, ...[...groups].map(([name, list]) => el("div", {}, el("p", { class: "f-group", "aria-hidden": "true" }, name), list)));
    return {
      ...made,
      read: () => all.filter((one) => one.checked).map((one) => one.value),
      write(value) {
        for (const one of all) one.checked = Array.isArray(value) && value.includes(one.value);
      },
      target: () => all[0],
      find: () => undefined,
    };
  }

  /**
   * Search in many records; what is chosen is told to `chosen`.
   * @param {string} of @param {string} label @param {(key: string) => void} chosen
   * @returns {{element: HTMLElement, input: HTMLInputElement}}
   */
  function finder(of, label, chosen) {
    const own = id();
    const input = el("input", { type: "search", id: own, autocomplete: "off", "aria-controls": own + "-found" });
    const found = el("ul", { class: "p-plain f-found", id: own + "-found", hidden: true });
    const said = el("p", { class: "f-help", role: "status" });
    const keys = records(of).map((one) => folded(one.slice(1).join(" ")));
    const look = () => {
      const wanted = folded(input.value).split(/\s+/).filter(Boolean);
      const hits = wanted.length ? records(of).filter((_, index) => wanted.every((word) => keys[index].includes(word))) : [];
      found.replaceChildren(...hits.slice(0, 8).map(([key, name]) => el("li", {}, button(name, () => {
        input.value = "";
        look();
        chosen(key);
      }, "f-hit"))));
      found.hidden = !hits.length;
      said.textContent = !wanted.length ? "" : hits.length ? fill(words["search.found"], { n: hits.length }) : words["search.none"];
    };
    input.addEventListener("input", look);
    input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        const first = found.querySelector("button");
        if (first) first.focus();
      } else if (event.key === "Escape") {
        input.value = "";
        look();
      }
    });
    const element = el("div", { class: "f-finder" }, el("label", { for: own }, fill(words.search, { name: label })), input, said, found);
    return { element, input };
  }

  /** One or several of many records. @param {FormNode} node @param {boolean} several @returns {Field} */
  function picker(node, several) {
    /** @type {string[]} */
    let kept = [];
    const list = el("ul", { class: "p-plain f-kept" });
    const show = () => list.replaceChildren(...kept.map((key) => el("li", {}, called(node.of || "", key), " ",
      button(fill(words.remove, { name: called(node.of || "", key) }), () => {
        kept = kept.filter((one) => one !== key);
        show();
        changed();
        search.input.focus();
      }, "f-remove"))));
    const search = finder(node.of || "", node.label, (key) => {
      kept = several ? [...new Set([...kept, key])] : [key];
      show();
      changed();
      search.input.focus();
    });
    const made = set(node, list, search.element);
    return {
      ...made,
      read: () => (several ? kept : kept[0] || ""),
      write(value) {
        const known = new Set(records(node.of || "").map((one) => one[0]));
        kept = (Array.isArray(value) ? value : [value]).map(String).filter((key) => known.has(key));
        show();
      },
      target: () => search.input,
      find: () => undefined,
    };
  }

  /** @param {FormNode[]} nodes @param {boolean} top @returns {{fields: Map<string, Field>, elements: HTMLElement[], read: () => any, write: (value: any) => void}} */
  function many(nodes, top) {
    const fields = new Map(nodes.map((node) => [node.name, field(node, top)]));
    return {
      fields,
      elements: [...fields.values()].map((one) => one.element),
      read: () => Object.fromEntries([...fields].map(([name, one]) => [name, one.read()])),
      write(value) {
        for (const [name, one] of fields) one.write((value || {})[name]);
      },
    };
  }

  /** @param {FormNode} node @returns {Field} */
  function group(node) {
    const inner = many(node.fields || [], false);
    const made = set(node, el("div", { class: "f-line" }, ...inner.elements));
    return {
      ...made,
      read: inner.read,
      write: inner.write,
      target: () => /** @type {Field} */ ([...inner.fields.values()][0]).target(),
      find: (path) => reach(inner.fields.get(String(path[0])), path.slice(1)),
    };
  }

  /** Oblast → district → municipality, each narrowing the next. @param {FormNode} node */
  function whereabouts(node) {
    const names = ["oblast", "district", "municipality"];
    const byName = new Map((node.fields || []).map((one) => [one.name, one]));
    const fields = new Map(names.map((name) => [name, choice(/** @type {FormNode} */ (byName.get(name)),
      records(name === "municipality" ? "municipalities" : name + "s").map((one) => [one[0], one[1]]))]));
    const country = choice(/** @type {FormNode} */ (byName.get("country")), data.countries);
    fields.set("country", country);
    const controls = names.map((name) => /** @type {HTMLSelectElement} */ (fields.get(name)?.target()));
    const narrow = () => {
      const [oblast, district] = [controls[0].value, controls[1].value];
      /** @param {HTMLSelectElement} control @param {(one: string[]) => boolean} fits @param {string[][]} all */
      const keep = (control, fits, all) => {
        const value = control.value, first = control.options[0];
        control.replaceChildren(first, ...all.filter(fits).map((one) => el("option", { value: one[0] }, one[1])));
        control.value = value;
        if (control.selectedIndex < 0) control.value = "";
      };
      keep(controls[1], (one) => !oblast || one[2] === oblast, records("districts"));
      const inside = controls[1].value || (oblast && district === controls[1].value ? district : "");
      keep(controls[2], (one) => (!oblast || one[2] === oblast) && (!inside || !one[3] || one[3] === inside), records("municipalities"));
    };
    controls[0].addEventListener("change", narrow);
    controls[1].addEventListener("change", narrow);
    controls[2].addEventListener("change", () => {
      const whole = portalFormCheck.whole({ municipality: controls[2].value }, data);
      if (whole.oblast) controls[0].value = whole.oblast;
      narrow();
      if (whole.district) controls[1].value = whole.district;
      narrow();
    });
    return {
      fields,
      elements: [...fields.values()].map((one) => one.element),
      read: () => Object.fromEntries([...fields].map(([name, one]) => [name, one.read()])),
      write(/** @type {any} */ value) {
        const whole = portalFormCheck.whole(value || {}, data);
        for (const name of ["oblast", "district", "municipality"]) {
          fields.get(name)?.write(/** @type {any} */ (whole)[name]);
          narrow();
        }
        country.write((value || {}).country);
      },
    };
  }

  /** @param {FormNode} node @returns {Field} */
  function rows(node) {
    const nodes = node.fields || [], lead = nodes[0];
    const picked = lead.type === "ref" && lead.required;
    /** @typedef {{element: HTMLElement, fields: Map<string, Field>, read: () => any, write: (value: any) => void}} Row */
    /** @type {Row[]} */
    let all = [];
    const list = el("div", { class: "f-rows" });
    const number = () => {
      for (const [index, row] of all.entries()) {
        const legend = /** @type {HTMLElement} */ (row.element.querySelector("legend"));
        if (!picked) legend.textContent = node.label + " " + (index + 1);
        const name = legend.textContent;
        /** @type {HTMLElement} */ (row.element.querySelector(".f-remove")).textContent = fill(words.remove, { name });
      }
      if (adder) adder.textContent = fill(all.length ? words.add : words["add.first"], { name: node.label });
    };
    /** @param {any} value @returns {Row} */
    const make = (value) => {
      const key = picked ? String((value || {})[lead.name] || "") : "";
      const inner = node.name === "places" ? whereabouts(node) : many(picked ? nodes.slice(1) : nodes, false);
      const element = el("fieldset", { class: "f-row" },
        el("legend", {}, picked ? called(lead.of || "", key) : ""),
        el("div", { class: "f-line" }, ...inner.elements),
        button("", () => {
          all = all.filter((one) => one !== row);
          element.remove();
          number();
          changed();
          made.target().focus();
        }, "f-remove"));
      const row = { element, fields: inner.fields, write: inner.write, read: () => (picked ? { [lead.name]: key, ...inner.read() } : inner.read()) };
      inner.write(value);
      return row;
    };
    /** @param {any} value @returns {Row} */
    const add = (value) => {
      const row = make(value);
      all.push(row);
      list.append(row.element);
      number();
      return row;
    };
    const fresh = () => (node.name === "sources" ? { language: data.lang, accessed: today().slice(0, 7) } : {});
    const adder = picked ? null : button("", () => {
      if (all.length >= MOST_ROWS) return;
      const row = add(fresh());
      changed();
      row.fields.values().next().value?.target().focus();
    });
    const search = picked ? finder(lead.of || "", node.label, (key) => {
      if (all.length >= MOST_ROWS || all.some((row) => row.read()[lead.name] === key)) return;
      const row = add({ [lead.name]: key });
      changed();
      row.fields.values().next().value?.target().focus();
    }) : null;
    const own = set(node, list, adder || (search && search.element));
    const made = {
      ...own,
      read: () => all.map((row) => row.read()),
      write(/** @type {any} */ value) {
        all = [];
        list.replaceChildren();
        const known = new Set(records(lead.of || "").map((one) => one[0]));
        for (const one of (Array.isArray(value) ? value : []).slice(0, MOST_ROWS)) {
          if (one && typeof one === "object" && (!picked || known.has(String(one[lead.name])))) add(one);
        }
        if (!all.length && (node.required || node.name === "places")) add(fresh());
        number();
      },
      target: () => (all.length ? /** @type {Field} */ (all[0].fields.values().next().value).target() : adder || /** @type {any} */ (search).input),
      find(/** @type {(string|number)[]} */ path) {
        const row = all[Number(path[0])];
        return row && reach(row.fields.get(String(path[1])), path.slice(2));
      },
    };
    return made;
  }

  /** @param {FormNode} node @param {boolean} top @returns {Field} */
  function field(node, top) {
    switch (node.type) {
      case "rows": return rows(node);
      case "group": return group(node);
      case "refs": return records(node.of || "").length <= 40 ? boxes(node) : picker(node, true);
      case "ref": return picker(node, false);
      case "choice": return choice(node, node.options || []);
      case "boolean": return top ? choice(node, [["true", words.yes], ["false", words.no]]) : box(node);
      default: return line(node, top);
    }
  }

  /** @param {Field|undefined} from @param {(string|number)[]} path @returns {Field|undefined} */
  const reach = (from, path) => (from && path.length ? from.find(path) || from : from);

  // ---- The form of one kind

  /** @type {Map<string, Field>} */
  let fields = new Map();
  let kind = "practice", draft = "", tried = false, filling = false;
  /** @type {Set<Field>} */
  let touched = new Set();
  const body = /** @type {HTMLElement} */ (root.querySelector("[data-form-fields]"));
  const summary = /** @type {HTMLElement} */ (root.querySelector("[data-form-problems]"));
  const ready = /** @type {HTMLElement} */ (root.querySelector("[data-form-ready]"));
  const preview = /** @type {HTMLElement} */ (root.querySelector("[data-form-preview]"));
  const status = /** @type {HTMLElement} */ (root.querySelector("[data-form-status]"));
  const saved = /** @type {HTMLElement} */ (root.querySelector("[data-form-saved]"));
  const list = /** @type {HTMLElement} */ (root.querySelector("[data-form-drafts]"));
  const kinds = /** @type {HTMLSelectElement} */ (root.querySelector("[data-form-kind]"));
  const contact = /** @type {HTMLElement} */ (root.querySelector("[data-form-contact]"));

  /** @param {string} wanted @param {FormRaw} raw */
  function build(wanted, raw) {
    filling = true;
    kind = wanted;
    kinds.value = kind;
    tried = false;
    touched = new Set();
    fields = new Map();
    const rules = data.kinds[kind];
    body.replaceChildren(...rules.parts.map((part) => {
      const section = el("section", { class: "f-part", "aria-labelledby": "part-" + part.id },
        el("h2", { id: "part-" + part.id }, part.title));
      for (const name of part.fields) {
        if (name === "text") section.append(el("p", { class: "f-help" }, words["text.help"]));
        for (const [key, made] of name === "text" ? texts(rules) : [/** @type {[string, Field]} */ ([name, field(rules.fields[name], true)])]) {
          fields.set(key, made);
          section.append(made.element);
        }
        if (words["other." + name]) {
          const other = line({ name, label: words["other." + name], help: words["other.help"], type: "text" }, false);
          fields.set("other." + name, other);
          section.append(other.element);
        }
      }
      return section;
    }));
    for (const [key, one] of fields) {
      const [first, ...rest] = key.split(".");
      one.write(rest.length ? (raw[first] || {})[rest.join(".")] : raw[key]);
    }
    problems([]);
    ready.hidden = preview.hidden = true;
    root.classList.remove("f-previewed");
    filling = false;
  }

  /** @param {FormKind} rules @returns {[string, Field][]} */
  function texts(rules) {
    /** @type {[string, Field][]} */
    const made = rules.sections.map((section) => ["text." + section.id, line({ name: section.id, label: section.title,
      help: section.help, type: "long" }, false)]);
    if (!rules.free) return made;
    const free = line({ name: "free", label: words["text.free"], help: words["text.free.help"], type: "long" }, false);
    return [["text.free", free], ...made];
  }

  /** @returns {FormRaw} */
  function read() {
    /** @type {FormRaw} */
    const raw = { text: {}, other: {} };
    for (const [key, one] of fields) {
      const [first, ...rest] = key.split(".");
      if (rest.length) raw[first][rest.join(".")] = one.read();
      else raw[key] = one.read();
    }
    return raw;
  }

  /** @param {(string|number)[]} path @returns {Field|undefined} */
  function at(path) {
    const first = path[0] === "text" || path[0] === "other" ? path.slice(0, 2).join(".") : String(path[0]);
    return reach(fields.get(first), path.slice(first.includes(".") ? 2 : 1));
  }

  /** @returns {Set<Field>} */
  function every() {
    return new Set([...fields.values()]);
  }

  /** @type {Set<Field>} */
  let shown = new Set();

  /** Show problems beside their fields. @param {FormProblem[]} found */
  function problems(found) {
    for (const one of [...shown, ...every()]) one.error("");
    shown = new Set();
    for (const problem of found) {
      const one = at(problem.path);
      if (one && !shown.has(one)) {
        one.error(problem.text);
        shown.add(one);
      }
    }
    if (!found.length) {
      summary.hidden = true;
      summary.replaceChildren();
    }
  }

  /** @returns {{document: FormDocument, problems: FormProblem[]}} */
  const check = () => portalFormCheck.check(kind, read(), data, today());

  /** While people write: only what they have left, and no blame for what is still empty. */
  function hint() {
    const found = check().problems;
    if (tried) {
      problems(found);
      if (found.length) summarise(found);
      return;
    }
    problems(found.filter((one) => {
      const field = at(one.path);
      return field && touched.has(field) && one.code !== "field-missing" && one.code !== "heading-missing";
    }));
  }

  /** @param {FormProblem[]} found @returns {HTMLElement} the heading, for the focus */
  function summarise(found) {
    // The focus may stand in here: nothing is drawn anew that stays the same.
    const key = JSON.stringify(found);
    const before = /** @type {HTMLElement|null} */ (summary.querySelector("h2"));
    if (before && summary.dataset.key === key) return before;
    summary.dataset.key = key;
    const heading = el("h2", { tabindex: "-1" }, plural(words.problems, found.length));
    summary.replaceChildren(heading, el("ul", {}, ...found.map((problem) => {
      const one = at(problem.path);
      const link = el("a", { href: one ? "#" + one.target().id : "#" }, problem.text);
      link.addEventListener("click", (/** @type {Event} */ event) => {
        event.preventDefault();
        if (one) one.target().focus();
      });
      return el("li", {}, link);
    })));
    summary.hidden = false;
    return heading;
  }

  /** @param {Object<string, string>} forms @param {number} count @returns {string} */
  function plural(forms, count) {
    const rule = new Intl.PluralRules(data.lang).select(count);
    return fill(forms[rule] || forms.other, { n: count });
  }

  // ---- Drafts

  let storage = true, clock = 0;

  /** @returns {{id: string, kind: string, lang: string, saved: number, title: string, form: FormRaw}[]} */
  function drafts() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(KEY)).map((key) => JSON.parse(localStorage.getItem(key) || ""))
        .filter((one) => one && one.id && data.kinds[one.kind]).sort((a, b) => b.saved - a.saved);
    } catch {
      storage = false;
      return [];
    }
  }

  function refused() {
    storage = false;
    saved.textContent = words["drafts.refused"];
    saved.classList.add("f-warning");
  }

  function save() {
    window.clearTimeout(clock);
    clock = 0;
    const form = read();
    // The first row of sources comes with a date and a language: that alone is no draft.
    if (!draft && portalFormCheck.blank({ ...form, sources: [] }) && !(form.sources || []).some((/** @type {any} */ one) => one.title || one.url)) return;
    const before = draft;
    draft = draft || Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
    try {
      const kept = { id: draft, kind, lang: data.lang, saved: Date.now(), title: String(form.title || "").slice(0, 100), form };
      localStorage.setItem(KEY + draft, JSON.stringify(kept));
      saved.classList.remove("f-warning");
      saved.textContent = fill(words["drafts.saved"], { time: new Date().toTimeString().slice(0, 5) });
    } catch {
      refused();
    }
    if (!before) draw();
  }

  function changed() {
    if (filling) return;
    ready.hidden = true;
    window.clearTimeout(clock);
    clock = window.setTimeout(save, 600);
  }

  /** The list of drafts. */
  function draw() {
    const all = drafts();
    list.replaceChildren(...all.map((one) => {
      const name = one.title || words["drafts.untitled"];
      const when = new Date(one.saved).toLocaleString(data.lang === "ky" ? "ru" : data.lang, { dateStyle: "short", timeStyle: "short" });
      const remover = button(fill(words["drafts.delete"], { name }), () => {
        if (remover.dataset.sure) {
          try { localStorage.removeItem(KEY + one.id); } catch { refused(); }
          if (one.id === draft) draft = "";
          draw();
          say(words["drafts.deleted"]);
          kinds.focus();
        } else {
          remover.dataset.sure = "1";
          remover.textContent = fill(words["drafts.sure"], { name });
        }
      }, "f-remove");
      remover.addEventListener("blur", () => {
        delete remover.dataset.sure;
        remover.textContent = fill(words["drafts.delete"], { name });
      });
      const title = fill(words["drafts.open"], { name });
      const opener = one.lang === data.lang
        ? button(title, () => open(one), "f-open")
        : el("a", { class: "f-open", href: (root.dataset.other || "") + "?draft=" + one.id }, title + " (" + words["drafts.other"] + ")");
      return el("li", {}, opener, " ", el("span", { class: "p-note" }, when), " ", remover);
    }));
    const none = /** @type {HTMLElement} */ (root.querySelector("[data-form-nodrafts]"));
    none.hidden = all.length > 0;
    if (!storage) refused();
  }

  /** @param {{id: string, kind: string, title: string, form: FormRaw}} one */
  function open(one) {
    save();
    draft = one.id;
    build(one.kind, one.form);
    draw();
    say(fill(words["drafts.opened"], { name: one.title || words["drafts.untitled"] }));
    focus();
  }

  function focus() {
    const first = body.querySelector("input, textarea, select");
    if (first instanceof HTMLElement) first.focus();
  }

  /** @param {string} text */
  function say(text) {
    status.textContent = text;
  }

  // ---- Files

  /** @param {string} name @param {any} value @returns {File} */
  const file = (name, value) => new File([JSON.stringify(value, null, 2) + "\n"], name, { type: "application/json" });

  /** @param {File} one */
  function download(one) {
    const address = URL.createObjectURL(one), link = el("a", { href: address, download: one.name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  function keepDraft() {
    const form = read();
    const name = (portalFormCheck.slug(String(form.title || ""), data) || "document") + ".draft.json";
    download(file(name, { format: data.format, version: data.version, draft: true, kind, lang: data.lang, form }));
    say(fill(words["draft.kept"], { name }));
  }

  /** @param {File|undefined} one */
  async function load(one) {
    if (!one) return;
    try {
      if (one.size > MOST_BYTES) throw new Error("size");
      const found = JSON.parse((await one.text()).replace(/^\ufeff/, ""));
      if (found.format !== data.format || found.version !== data.version || !data.kinds[found.kind]) throw new Error("format");
      if (found.lang !== data.lang) {
        say(words["draft.lang"]);
        return;
      }
      const form = found.draft ? found.form : portalFormCheck.raw(found, data);
      if (!form || typeof form !== "object") throw new Error("form");
      save();
      draft = "";
      build(found.kind, form);
      save();
      draw();
      say(fill(words["drafts.opened"], { name: String(form.title || "") || words["drafts.untitled"] }));
      focus();
    } catch {
      say(words["draft.failed"]);
    }
  }

  // ---- What comes out

  /** A value as people read it. @param {FormNode} node @param {any} value @returns {string} */
  function told(node, value) {
    if (portalFormCheck.blank(value)) return "";
    if (node.type === "rows") return value.map((/** @type {any} */ one) => told({ ...node, type: "group" }, one)).filter(Boolean).join("\n");
    if (node.type === "group") {
      return (node.fields || []).map((one) => (one.type === "boolean" ? (value[one.name] ? one.label : "") : told(one, value[one.name]))).filter(Boolean).join(" · ");
    }
    if (node.type === "refs") return value.map((/** @type {string} */ one) => called(node.of || "", one)).join(", ");
    if (node.type === "ref") return called(node.of || "", value);
    if (node.type === "boolean") return value === "true" || value === true ? words.yes : words.no;
    if (node.type === "choice") return ((node.options || []).find((one) => one[0] === value) || ["", value])[1];
    const options = { oblast: "oblasts", district: "districts", municipality: "municipalities" };
    const of = /** @type {any} */ (options)[node.name];
    return of ? called(of, value) : String(value).trim();
  }

  function show() {
    const raw = read(), rules = data.kinds[kind];
    const rows = [];
    /** @type {HTMLElement[]} */
    const sections = [];
    for (const part of rules.parts) {
      for (const name of part.fields) {
        if (name === "text") {
          for (const [key, text] of Object.entries(raw.text)) {
            if (portalFormCheck.blank(text)) continue;
            const title = (rules.sections.find((one) => one.id === key) || { title: words["text.free"] }).title;
            sections.push(el("h3", {}, title), el("p", { class: "f-pre" }, String(text).trim()));
          }
        } else if (name !== "title" && name !== "summary") {
          const text = told(rules.fields[name], raw[name]);
          if (text) rows.push(el("div", {}, el("dt", {}, rules.fields[name].label), el("dd", { class: "f-pre" }, text)));
        }
      }
    }
    preview.replaceChildren(el("h2", { tabindex: "-1" }, words["preview.title"]),
      el("p", { class: "p-kind" }, rules.name), el("p", { class: "f-title" }, String(raw.title || "").trim() || words["drafts.untitled"]),
      el("p", { class: "p-lead f-pre" }, String(raw.summary || "").trim()), ...sections, el("dl", {}, ...rows),
      button(words.print, () => window.print()));
    preview.hidden = false;
    root.classList.add("f-previewed");
  }

  /** @param {FormDocument} made @returns {string} */
  function message(made) {
    const parts = [fill(words["mail.text"], { title: made.meta.title, file: name(made) }), ""];
    for (const one of contact.querySelectorAll("input")) {
      const label = contact.querySelector('label[for="' + one.id + '"]');
      if (one.value.trim()) parts.push((label ? label.textContent : "") + ": " + one.value.trim());
    }
    return parts.join("\n").trim() + "\n";
  }

  /** @param {FormDocument} made @returns {string} */
  const name = (made) => (made.slug || "document") + ".portal.json";

  function finish() {
    tried = true;
    save();
    const made = check();
    problems(made.problems);
    if (made.problems.length) {
      ready.hidden = true;
      const heading = summarise(made.problems);
      heading.focus();
      return;
    }
    const result = file(name(made.document), made.document), text = message(made.document);
    download(result);
    // Phones share no JSON: the same bytes as a text.
    const shared = new File([result], result.name.replace(/json$/, "txt"), { type: "text/plain" });
    const can = typeof navigator.canShare === "function" && navigator.canShare({ files: [shared] });
    const subject = fill(words["mail.subject"], { title: made.document.meta.title });
    const mail = "mailto:" + (root.dataset.contact || "") + "?subject=" + encodeURIComponent(subject) + "&body=" + encodeURIComponent(text.replace(/\n/g, "\r\n"));
    const own = id();
    ready.replaceChildren(el("h2", { tabindex: "-1" }, words.ready),
      el("p", {}, fill(words["ready.text"], { name: result.name })),
      el("p", { class: "f-buttons" },
        can && button(words["ready.share"], () => void navigator.share({ files: [shared], title: subject, text }).catch(() => {}), "p-button"),
        el("a", { class: "p-button", href: mail }, words["ready.mail"]),
        button(words["ready.again"], () => download(result))),
      el("p", { class: "f-help" }, words["ready.mail.hint"]),
      el("div", { class: "f-field" }, el("label", { for: own }, words["ready.message"]), el("textarea", { id: own, rows: 6, readonly: true }, text)));
    ready.hidden = false;
    /** @type {HTMLElement} */ (ready.querySelector("h2")).focus();
  }

  // ---- Start

  /** @param {string} wanted @returns {HTMLElement} */
  const get = (wanted) => /** @type {HTMLElement} */ (root.querySelector("[data-form-" + wanted + "]"));
  kinds.addEventListener("change", () => {
    build(kinds.value, read());
    changed();
  });
  body.addEventListener("input", changed);
  body.addEventListener("change", changed);
  body.addEventListener("focusout", (event) => {
    for (const one of leaves(fields.values())) {
      if (event.target instanceof Element && one.element.contains(event.target)) touched.add(one);
    }
    window.setTimeout(hint);
  });

  /** @param {Iterable<Field>} all @returns {Field[]} */
  const leaves = (all) => [...all].flatMap((one) => inner(one));
  /** @param {Field} one @returns {Field[]} */
  function inner(one) {
    const found = [one];
    const raw = one.read();
    if (Array.isArray(raw)) {
      raw.forEach((row, index) => {
        if (row && typeof row === "object") for (const key of Object.keys(row)) found.push(...[one.find([index, key])].filter(Boolean).map((field) => /** @type {Field} */ (field)));
      });
    } else if (raw && typeof raw === "object") {
      for (const key of Object.keys(raw)) found.push(...[one.find([key])].filter(Boolean).map((field) => /** @type {Field} */ (field)));
    }
    return found;
  }

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    finish();
  });
  get("new").addEventListener("click", () => {
    save();
    draft = "";
    build("practice", {});
    draw();
    focus();
  });
  get("keep").addEventListener("click", keepDraft);
  get("show").addEventListener("click", () => {
    show();
    /** @type {HTMLElement} */ (preview.querySelector("h2")).focus();
  });
  const input = /** @type {HTMLInputElement} */ (get("load"));
  input.addEventListener("change", () => {
    void load(input.files ? input.files[0] : undefined);
    input.value = "";
  });
  window.addEventListener("pagehide", () => clock && save());
  document.addEventListener("visibilitychange", () => document.hidden && clock && save());
  window.addEventListener("beforeprint", () => {
    for (const area of root.querySelectorAll("textarea")) grow(area);
  });

  root.hidden = false;
  const wanted = new URLSearchParams(window.location.search).get("draft");
  const before = drafts().find((one) => one.id === wanted);
  build("practice", {});
  try {
    localStorage.setItem(KEY, "");
    localStorage.removeItem(KEY);
  } catch {
    storage = false;
  }
  draw();
  if (before && before.lang === data.lang) open(before);
})();
