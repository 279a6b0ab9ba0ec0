// @ts-check
// The form for editors without git: builds the fields from the data of the page (data/form.*.js), keeps drafts on this
// device, checks by form-check.js, and ends in one file to send. Nothing leaves the device by itself.
(() => {
  "use strict";

  const place = /** @type {HTMLElement|null} */ (document.querySelector("[data-portal-form]"));
  const given = /** @type {FormData_|undefined} */ (/** @type {any} */ (window).portalFormData);
  if (!place || !given) return;
  const root = place, data = given, words = data.words, { fill } = portalFormCheck;
  const { el, button, id, today, unpressed, inLanguage } = portalFormElements;
  const { field, texts, rest, line, stretch, reach, leaves, called, word, why } = portalFormFields(data, () => changed());
  const { file, download, drawn, message, name } = portalFormOutput(data, called);

  // ---- The form of one kind

  /** @type {Map<string, FormField>} */
  let fields = new Map();
  let kind = "practice", draft = "", tried = false, filling = false;
  // Whether its file was made and nothing changed since: such a draft does not come back by itself.
  let made = false;
  /** @type {Set<FormField>} */
  let touched = new Set();
  const page = /** @type {HTMLElement} */ (root.closest(".p-page--form"));
  const body = /** @type {HTMLElement} */ (root.querySelector("[data-form-fields]"));
  const summary = /** @type {HTMLElement} */ (root.querySelector("[data-form-problems]"));
  const ready = /** @type {HTMLElement} */ (root.querySelector("[data-form-ready]"));
  const preview = /** @type {HTMLElement} */ (root.querySelector("[data-form-preview]"));
  const status = /** @type {HTMLElement} */ (root.querySelector("[data-form-status]"));
  const saved = /** @type {HTMLElement} */ (root.querySelector("[data-form-saved]"));
  const list = /** @type {HTMLElement} */ (root.querySelector("[data-form-drafts]"));
  const kinds = /** @type {HTMLSelectElement} */ (root.querySelector("[data-form-kind]"));
  const told = /** @type {HTMLElement} */ (root.querySelector("[data-form-told]"));
  const contact = /** @type {HTMLElement} */ (root.querySelector("[data-form-contact]"));

  /** @param {string} wanted @param {FormRaw} raw */
  function build(wanted, raw) {
    filling = true;
    kind = wanted;
    kinds.value = kind;
    tried = made = false;
    touched = new Set();
    fields = new Map();
    const rules = data.kinds[kind];
    portalReplace(body, ...rules.parts.map((part) => {
      const section = el("section", { class: "f-part", "aria-labelledby": "part-" + part.id },
        el("h2", { id: "part-" + part.id }, part.title));
      for (const name of part.fields) {
        if (name === "text") {
          const made = rest();
          fields.set("rest", made);
          section.append(el("p", { class: "f-help" }, words["text.help"]), made.element);
        }
        for (const [key, made] of name === "text" ? texts(rules) : [/** @type {[string, FormField]} */ ([name, field(rules.fields[name], true)])]) {
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
    page.classList.remove("p-page--previewed");
    filling = false;
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

  /** @param {(string|number)[]} path @returns {FormField|undefined} */
  function at(path) {
    const first = path[0] === "text" || path[0] === "other" ? path.slice(0, 2).join(".") : String(path[0]);
    return reach(fields.get(first), path.slice(first.includes(".") ? 2 : 1));
  }

  /** @returns {Set<FormField>} */
  function every() {
    return new Set([...fields.values()]);
  }

  /** @type {Set<FormField>} */
  let shown = new Set();

  /** Show problems beside their fields. @param {FormProblem[]} found @param {boolean} [keepsRoom] of what is mended */
  function problems(found, keepsRoom) {
    for (const one of [...shown, ...every()]) one.error("", keepsRoom);
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
      portalReplace(summary);
    }
  }

  /** @returns {{document: FormDocument, problems: FormProblem[]}} */
  const check = () => portalFormCheck.check(kind, read(), data, today());

  /** While people write: only what they have left, and no blame for what is still empty. */
  const hint = unpressed(() => {
    const found = check().problems;
    if (tried) {
      problems(found, true);
      if (found.length) summarise(found);
      return;
    }
    problems(found.filter((one) => {
      const field = at(one.path);
      return field && touched.has(field) && one.code !== "field-missing" && one.code !== "heading-missing";
    }), true);
  });

  /** @param {FormProblem[]} found @returns {HTMLElement} the heading, for the focus */
  function summarise(found) {
    // The focus may stand in here: nothing is drawn anew that stays the same.
    const key = JSON.stringify(found);
    const before = /** @type {HTMLElement|null} */ (summary.querySelector("h2"));
    if (before && summary.dataset.key === key) return before;
    summary.dataset.key = key;
    const heading = el("h2", { tabindex: "-1" }, plural(words.problems, found.length));
    portalReplace(summary, heading, el("ul", {}, ...found.map((problem) => {
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

  function drafts() {
    try {
      return portalFormDrafts.all().filter((one) => data.kinds[one.kind]);
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
      portalFormDrafts.keep({ id: draft, kind, lang: data.lang, saved: Date.now(), title: String(form.title || "").slice(0, 100), form, made });
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
    made = false;
    window.clearTimeout(clock);
    clock = window.setTimeout(save, 600);
  }

  /** @param {number} time @returns {string} */
  const moment = (time) => new Date(time).toLocaleString(words.locale, { dateStyle: "short", timeStyle: "short" });

  /** The list of drafts. */
  function draw() {
    const all = drafts();
    portalReplace(list, ...all.map((one) => {
      const name = one.title || words["drafts.untitled"];
      const when = moment(one.saved);
      const remover = button(fill(words["drafts.delete"], { name }), () => {
        if (remover.dataset.sure) {
          try { portalFormDrafts.remove(one.id); } catch { refused(); }
          // What stands in the form would be kept once more under another name.
          if (one.id === draft) empty();
          draw();
          say(words["drafts.deleted"]);
          if (storage && !draft) saved.textContent = "";
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
        : el("a", { class: "f-open", href: inLanguage(one.lang) + "?draft=" + one.id }, title + " (" + words["drafts.other"] + ")");
      return el("li", {}, opener, " ", el("span", { class: "p-note" }, when), " ", remover);
    }));
    const none = /** @type {HTMLElement} */ (root.querySelector("[data-form-nodrafts]"));
    none.hidden = all.length > 0;
    if (!storage) refused();
  }

  /** @param {{id: string, kind: string, title: string, form: FormRaw, made?: boolean, saved: number}} one @param {boolean} [back] whether by itself */
  function open(one, back = false) {
    save();
    // The list was drawn before what was just kept.
    one = drafts().find((other) => other.id === one.id) || one;
    portalReplace(told, ...(back ? [el("li", {}, button(words["drafts.new"], anew))] : []));
    draft = one.id;
    build(one.kind, one.form);
    made = one.made === true;
    draw();
    say(fill(words[back ? "drafts.resumed" : "drafts.opened"], { name: one.title || words["drafts.untitled"], time: moment(one.saved) }));
    if (!back) focus();
  }

  function empty() {
    window.clearTimeout(clock);
    clock = 0;
    draft = "";
    portalReplace(told);
    build("practice", {});
  }

  function anew() {
    save();
    say("");
    empty();
    draw();
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

  function keepDraft() {
    const form = read();
    const name = (portalFormCheck.slug(String(form.title || ""), data) || "document") + ".draft.json";
    download(file(name, { format: data.format, version: data.version, draft: true, kind, lang: data.lang, form }));
    say(fill(words["draft.kept"], { name }));
  }

  /** A new document from a file; what stood in the form stays a draft. @param {string} wanted @param {FormRaw} raw */
  function begin(wanted, raw) {
    save();
    draft = "";
    build(wanted, raw);
    save();
    draw();
  }

  // ---- What comes out

  function show() {
    portalReplace(preview, ...drawn(kind, read()));
    preview.hidden = false;
    root.classList.add("f-previewed");
    page.classList.add("p-page--previewed");
  }

  function finish() {
    tried = true;
    save();
    const found = check();
    problems(found.problems);
    if (found.problems.length) {
      ready.hidden = true;
      const heading = summarise(found.problems);
      heading.focus();
      return;
    }
    made = true;
    save();
    const result = file(name(found.document), found.document), text = message(found.document, contact);
    download(result);
    // Phones share no JSON: the same bytes as a text.
    const shared = new File([result], result.name.replace(/json$/, "txt"), { type: "text/plain" });
    const can = typeof navigator.canShare === "function" && navigator.canShare({ files: [shared] });
    const subject = fill(words["mail.subject"], { title: found.document.meta.title });
    const mail = "mailto:" + (root.dataset.contact || "") + "?subject=" + encodeURIComponent(subject) + "&body=" + encodeURIComponent(text.replace(/\n/g, "\r\n"));
    const own = id();
    portalReplace(ready, el("h2", { tabindex: "-1" }, words.ready),
      el("p", {}, fill(words["ready.text"], { name: result.name })),
      el("p", { class: "f-buttons" },
        // eslint-disable-next-line portal/unsupported-methods -- only where canShare says yes
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
    hint();
  });

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    finish();
  });
  get("new").addEventListener("click", anew);
  get("keep").addEventListener("click", keepDraft);
  get("show").addEventListener("click", () => {
    show();
    /** @type {HTMLElement} */ (preview.querySelector("h2")).focus();
  });
  const { pictured } = portalFormFiles(data, root, { kind: () => kind, begin, say, focus, word, why });
  body.addEventListener("paste", (event) => portalFormPaste.take(event, event.clipboardData, pictured));
  body.addEventListener("drop", (event) => portalFormPaste.take(event, event.dataTransfer, pictured));
  window.addEventListener("pagehide", () => clock && save());
  document.addEventListener("visibilitychange", () => document.hidden && clock && save());
  window.addEventListener("beforeprint", () => {
    for (const area of root.querySelectorAll("textarea")) stretch(area);
  });

  root.hidden = false;
  const wanted = new URLSearchParams(window.location.search).get("draft");
  const all = drafts(), before = all.find((one) => one.id === wanted);
  // Who comes back, or loads the page again, goes on where he was.
  const last = before ? undefined : all.find((one) => one.lang === data.lang && !one.made);
  build("practice", {});
  storage = portalFormDrafts.works();
  // Another window writes on in this draft: what comes here is one of its own from now on.
  portalFormDrafts.watch((id) => {
    if (id === draft) draft = "";
  });
  draw();
  if (last) open(last, true);
  if (before && before.lang === data.lang) open(before);
})();
