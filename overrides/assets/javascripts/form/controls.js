// @ts-check
// Fields of the form with one control each, and the frame around every field.
// A field knows its element, reads and writes its value, shows its error.
/**
 * @typedef {Object} FormField
 * @property {HTMLElement} element
 * @property {() => any} read
 * @property {(value: any) => void} write
 * @property {(text: string, keepsRoom?: boolean) => void} error
 * @property {() => HTMLElement} target what gets the focus
 * @property {(path: (string|number)[]) => FormField|undefined} find
 */
const portalFormControls = (/** @type {FormData_} */ data) => {
  "use strict";

  const { el, id, trouble } = portalFormElements, { fill } = portalFormCheck, { words } = data;

  /** @param {string} of @returns {string[][]} */
  const records = (of) => data.records[of] || [];
  /** @param {string} of @param {string} key @returns {string} */
  const called = (of, key) => (records(of).find((one) => one[0] === key) || [key, key])[1];

  /** Label, help and the place of the error around one control. @param {FormNode} node @param {HTMLElement} control @returns {{element: HTMLElement, error: FormField["error"]}} */
  function frame(node, control) {
    const own = id(), mark = el("span", { class: "f-mark" }, node.required ? words.required : "");
    control.id = own;
    const help = el("p", { class: "f-help", id: own + "-help" }, node.help);
    const wrong = trouble(own + "-error");
    control.setAttribute("aria-describedby", own + "-help");
    if (node.required) control.setAttribute("aria-required", "true");
    const element = el("div", { class: "f-field f-field--" + node.type },
      el("label", { for: own }, node.label, " ", mark), help, wrong.element, control);
    return {
      element,
      error(text, keepsRoom) {
        wrong.tell(text, keepsRoom);
        control.setAttribute("aria-describedby", own + "-help" + (text ? " " + own + "-error" : ""));
        if (text) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      },
    };
  }

  /** Legend, help and the place of the error around several fields. @param {FormNode} node @param {...(Node|string|null|false)} children @returns {{element: HTMLElement, error: FormField["error"]}} */
  function set(node, ...children) {
    const own = id();
    const wrong = trouble(own + "-error");
    const element = el("fieldset", { class: "f-set f-set--" + node.type, "aria-describedby": own + "-help" },
      el("legend", {}, node.label, " ", el("span", { class: "f-mark" }, node.required ? words.required : "")),
      el("p", { class: "f-help", id: own + "-help" }, node.help), wrong.element, ...children);
    return {
      element,
      error(text, keepsRoom) {
        wrong.tell(text, keepsRoom);
        element.setAttribute("aria-describedby", own + "-help" + (text ? " " + own + "-error" : ""));
      },
    };
  }

  /** A text area is as high as its text. @param {HTMLTextAreaElement} area */
  function stretch(area) {
    area.style.height = "auto";
    area.style.height = Math.min(area.scrollHeight + 4, 1200) + "px";
  }

  /** @param {FormNode} node @param {boolean} counted @returns {FormField} */
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
      if (long) stretch(control);
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

  /** @param {FormNode} node @param {[string, string][]} options @returns {FormField} */
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

  /** @param {FormNode} node @returns {FormField} */
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

  /** Few records: one box each, in groups. @param {FormNode} node @returns {FormField} */
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

  return { records, called, set, stretch, line, choice, box, boxes };
};
