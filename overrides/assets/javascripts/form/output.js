// @ts-check
/**
 * What comes out of the form: the preview, the file, the message that goes with it.
 * @param {FormData_} data @param {(of: string, key: string) => string} called
 */
const portalFormOutput = (data, called) => {
  "use strict";

  const { el, button } = portalFormElements, { fill } = portalFormCheck, { words } = data;

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

  /** A value as people read it. @param {FormNode} node @param {any} value @returns {string} */
  function told(node, value) {
    if (portalFormCheck.blank(value)) return "";
    if (node.type === "rows") return value.map((/** @type {any} */ one) => told({ ...node, type: "group" }, one)).filter(Boolean).join("\n");
    if (node.type === "group") {
      return (node.fields || []).map((one) => (one.type === "boolean" ? (value[one.name] ? one.label : "") : told(one, value[one.name]))).filter(Boolean).join(" · ");
    }
    if (node.type === "photo") return "";
    if (node.type === "refs") return value.map((/** @type {string} */ one) => called(node.of || "", one)).join(", ");
    if (node.type === "ref") return called(node.of || "", value);
    if (node.type === "boolean") return value === "true" || value === true ? words.yes : words.no;
    if (node.type === "choice") return ((node.options || []).find((one) => one[0] === value) || ["", value])[1];
    const options = { oblast: "oblasts", district: "districts", municipality: "municipalities" };
    const of = /** @type {any} */ (options)[node.name];
    return of ? called(of, value) : String(value).trim();
  }

  /** A text with its tables. @param {unknown} text @returns {HTMLElement[]} */
  function shown(text) {
    /** @type {HTMLElement[]} */
    const made = [];
    let lines = "";
    const flush = () => {
      const words = portalFormText.marked(lines.trim()).map(([one, bold]) => (bold ? el("strong", {}, one) : one));
      if (words.length) made.push(el("p", { class: "f-pre" }, ...words));
      lines = "";
    };
    for (const one of portalFormText.pieces(text)) {
      if (typeof one === "string") {
        lines += one + "\n";
        continue;
      }
      flush();
      const [head, ...rows] = one.map((row, index) => el("tr", {}, ...row.map((cell) => el(index ? "td" : "th", {}, cell))));
      made.push(el("div", { class: "f-wide", tabindex: "0" }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows))));
    }
    flush();
    return made;
  }

  /** The content of the preview. @param {string} kind @param {FormRaw} raw @returns {HTMLElement[]} */
  function drawn(kind, raw) {
    const rules = data.kinds[kind];
    const rows = [];
    /** @type {HTMLElement[]} */
    const sections = [];
    for (const part of rules.parts) {
      for (const name of part.fields) {
        if (name === "text") {
          for (const [key, text] of Object.entries(raw.text)) {
            if (portalFormCheck.blank(text)) continue;
            const title = (rules.sections.find((one) => one.id === key) || { title: words["text.free"] }).title;
            sections.push(el("h3", {}, title), ...shown(text));
          }
        } else if (name !== "title" && name !== "summary") {
          const text = told(rules.fields[name], raw[name]);
          if (text) rows.push(el("div", {}, el("dt", {}, rules.fields[name].label), el("dd", { class: "f-pre" }, text)));
        }
      }
    }
    return [el("h2", { tabindex: "-1" }, words["preview.title"]),
      el("p", { class: "p-kind" }, rules.name), el("p", { class: "f-title" }, String(raw.title || "").trim() || words["drafts.untitled"]),
      el("p", { class: "p-lead f-pre" }, String(raw.summary || "").trim()), ...sections, el("dl", {}, ...rows),
      button(words.print, () => window.print())];
  }

  /** @param {FormDocument} made @param {HTMLElement} contact the fields of who sends it @returns {string} */
  function message(made, contact) {
    const parts = [fill(words["mail.text"], { title: made.meta.title, file: name(made) }), ""];
    for (const one of contact.querySelectorAll("input")) {
      const label = contact.querySelector('label[for="' + one.id + '"]');
      if (one.value.trim()) parts.push((label ? label.textContent : "") + ": " + one.value.trim());
    }
    return parts.join("\n").trim() + "\n";
  }

  /** @param {FormDocument} made @returns {string} */
  const name = (made) => (made.slug || "document") + ".portal.json";

  return { file, download, drawn, message, name };
};
