// @ts-check
/**
 * Fields of the form that hold others or choose among many records, and the choice of a field for a node.
 * @param {FormData_} data @param {() => void} changed what to do when a field has another value
 */
const portalFormFields = (data, changed) => {
  "use strict";

  const MOST_ROWS = 60;
  const { el, button, id, today } = portalFormElements, { fill } = portalFormCheck, { words } = data;
  const { records, called, set, stretch, line, choice, box, boxes } = portalFormControls(data);
  const { photo, word, why } = portalFormChosen(data);

  /** @param {string} text @returns {string} */
  const folded = (text) => portalLanguage.fold(portalLanguage.normalise(text));

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
      portalReplace(found, ...hits.slice(0, 8).map(([key, name]) => el("li", {}, button(name, () => {
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

  /** One or several of many records. @param {FormNode} node @param {boolean} several @returns {FormField} */
  function picker(node, several) {
    /** @type {string[]} */
    let kept = [];
    const list = el("ul", { class: "p-plain f-kept" });
    const show = () => portalReplace(list, ...kept.map((key) => el("li", {}, called(node.of || "", key), " ",
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

  /** @param {FormNode[]} nodes @param {boolean} top @returns {{fields: Map<string, FormField>, elements: HTMLElement[], read: () => any, write: (value: any) => void}} */
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

  /** @param {FormNode} node @returns {FormField} */
  function group(node) {
    const inner = many(node.fields || [], false);
    const made = set(node, el("div", { class: "f-line" }, ...inner.elements));
    return {
      ...made,
      read: inner.read,
      write: inner.write,
      target: () => /** @type {FormField} */ ([...inner.fields.values()][0]).target(),
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
        portalReplace(control, first, ...all.filter(fits).map((one) => el("option", { value: one[0] }, one[1])));
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

  /** @param {FormNode} node @returns {FormField} */
  function rows(node) {
    const nodes = node.fields || [], lead = nodes[0];
    const picked = lead.type === "ref" && lead.required;
    /** @typedef {{element: HTMLElement, fields: Map<string, FormField>, read: () => any, write: (value: any) => void}} Row */
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
        portalReplace(list);
        const known = new Set(records(lead.of || "").map((one) => one[0]));
        for (const one of (Array.isArray(value) ? value : []).slice(0, MOST_ROWS)) {
          if (one && typeof one === "object" && (!picked || known.has(String(one[lead.name])))) add(one);
        }
        if (!all.length && (node.required || node.name === "places")) add(fresh());
        number();
      },
      target: () => (all.length ? /** @type {FormField} */ (all[0].fields.values().next().value).target() : adder || /** @type {any} */ (search).input),
      find(/** @type {(string|number)[]} */ path) {
        const row = all[Number(path[0])];
        return row && reach(row.fields.get(String(path[1])), path.slice(2));
      },
    };
    return made;
  }

  /** @param {FormNode} node @param {boolean} top @returns {FormField} */
  function field(node, top) {
    switch (node.type) {
      case "rows": return rows(node);
      case "group": return group(node);
      case "refs": return records(node.of || "").length <= 40 ? boxes(node) : picker(node, true);
      case "ref": return picker(node, false);
      case "choice": return choice(node, node.options || []);
      case "photo": return photo(node, changed);
      case "boolean": return top ? choice(node, [["true", words.yes], ["false", words.no]]) : box(node);
      default: return line(node, top);
    }
  }

  /** @param {FormField|undefined} from @param {(string|number)[]} path @returns {FormField|undefined} */
  const reach = (from, path) => (from && path.length ? from.find(path) || from : from);

  /** @param {FormKind} rules @returns {[string, FormField][]} */
  function texts(rules) {
    /** @type {[string, FormField][]} */
    const made = rules.sections.map((section) => ["text." + section.id, area(section.id, section.title, section.help)]);
    return rules.free ? [["text.free", area("free", words["text.free"], words["text.free.help"])], ...made] : made;
  }

  /** A field of text that takes tables. @param {string} name @param {string} label @param {string} help @returns {FormField} */
  function area(name, label, help) {
    const made = line({ name, label, help, type: "long" }, false);
    made.target().dataset.formTables = "1";
    return made;
  }

  /** What a Word file has and no field: there is no such field while there is nothing. @returns {FormField} */
  function rest() {
    const made = area("rest", words["word.rest"], words["word.rest.help"]);
    return {
      ...made,
      write(value) {
        made.write(value);
        made.element.hidden = !made.read();
      },
    };
  }

  /** @param {Iterable<FormField>} all @returns {FormField[]} */
  const leaves = (all) => [...all].flatMap((one) => inner(one));
  /** @param {FormField} one @returns {FormField[]} */
  function inner(one) {
    const found = [one];
    const raw = one.read();
    if (Array.isArray(raw)) {
      raw.forEach((row, index) => {
        if (row && typeof row === "object") for (const key of Object.keys(row)) found.push(...[one.find([index, key])].filter(Boolean).map((field) => /** @type {FormField} */ (field)));
      });
    } else if (raw && typeof raw === "object") {
      for (const key of Object.keys(raw)) found.push(...[one.find([key])].filter(Boolean).map((field) => /** @type {FormField} */ (field)));
    }
    return found;
  }

  return { field, texts, rest, line, stretch, reach, leaves, called, word, why };
};
