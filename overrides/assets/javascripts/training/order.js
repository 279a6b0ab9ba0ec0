// @ts-check
// The training order: what the reader enters is worked out, printed and saved here, and goes nowhere.
(function () {
  "use strict";

  const form = /** @type {HTMLFormElement|null} */ (document.querySelector("[data-portal-training]"));
  const order = /** @type {HTMLElement|null} */ (document.querySelector("[data-portal-order]"));
  if (!form || !order) return;
  const FORMAT = 1, MOST = 60, LARGEST = 300000;
  const FIELDS = ["name", "year", "people", "amount", "budget"], CELLS = ["post", "number", "subject", "hours", "provider", "cost"];
  const unit = order.dataset.money || "{n}", words = form.dataset;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-training="${name}"]`));
  const field = (/** @type {Element} */ place, /** @type {string} */ name) => /** @type {HTMLInputElement} */ (place.querySelector(`[name="${name}"]`));
  const rows = part("rows"), row = /** @type {HTMLTemplateElement} */ (document.querySelector("[data-training-row]"));
  let invented = false;

  /**
   * A number as people type it: «1 500 000», «1500000,50», «1.500.000».
   * @param {string} text @returns {number} NaN for what is no number
   */
  function parse(text) {
    let plain = text.replace(/[\s\u00a0\u202f]/g, "");
    if ((plain.match(/[.,]/g) || []).length > 1) plain = plain.replace(/[.,]/g, "");
    plain = plain.replace(",", ".");
    return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
  }

  /** @param {number} value @returns {string} */
  function plain(value) {
    return value.toFixed(2).replace(/\.00$/, "").replace(".", ",").replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
  }

  /** @param {number} value @returns {string} empty for what is no number */
  const money = (value) => (Number.isNaN(value) ? "" : unit.replace("{n} ", "{n}\u00a0").replace("{n}", plain(value)));

  /** What cannot be counted is not printed: each sum would leave it out without a word. */
  function judge() {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form?.querySelectorAll("[name=amount], [name=budget], [name=number], [name=cost]") || [])) {
      input.setCustomValidity(input.value.trim() && Number.isNaN(parse(input.value)) ? words.digits || "" : "");
    }
  }

  /** @param {string} name @param {string} text */
  function put(name, text) {
    for (const place of document.querySelectorAll(`[data-out="${name}"]`)) place.textContent = text || "—";
  }

  /** The lines as they are filled in. @returns {Object<string, string>[]} */
  const lines = () => [...rows.children].map((item) => Object.fromEntries(CELLS.map((name) => [name, field(item, name).value.trim()])));

  /** @param {Object<string, string>} [values] */
  function add(values) {
    if (rows.children.length >= MOST) return;
    const made = /** @type {DocumentFragment} */ (row.content.cloneNode(true)), item = /** @type {HTMLElement} */ (made.firstElementChild);
    for (const name of CELLS) field(item, name).value = (values && values[name]) || "";
    field(item, "subject").addEventListener("change", (event) => {
      // A course of the portal brings its hours.
      const chosen = /** @type {HTMLInputElement} */ (event.target).value, hours = field(item, "hours");
      const option = [...document.querySelectorAll("#t-subjects option")].find((one) => /** @type {HTMLOptionElement} */ (one).value === chosen);
      if (option && !hours.value) hours.value = /** @type {HTMLElement} */ (option).dataset.hours || "";
      update();
    });
    /** @type {HTMLElement} */ (item.querySelector("[data-remove]")).addEventListener("click", () => {
      item.remove();
      update();
      part("add").focus();
    });
    rows.append(item);
  }

  /** @param {string} text @param {string} [tag] */
  function cell(text, tag = "td") {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  /** The table on paper. @param {Object<string, string>[]} filled */
  function table(filled) {
    const body = /** @type {HTMLElement} */ (document.querySelector("[data-out-rows]"));
    portalReplace(body, ...filled.map((one, place) => {
      const line = document.createElement("tr");
      const cost = parse(one.cost);
      line.append(cell(String(place + 1)), ...CELLS.slice(0, 5).map((name) => cell(one[name] || "—")), cell(money(cost) || one.cost || "—"));
      // What is filled in by hand when it is over: only the report has these.
      for (const made of [cell(""), cell("")]) {
        made.className = "p-order__report";
        line.append(made);
      }
      return line;
    }));
    /** @type {HTMLElement} */ (document.querySelector("[data-out-table]")).hidden = !filled.length;
  }

  function update() {
    if (!form) return;
    judge();
    const data = new FormData(form), filled = lines().filter((one) => Object.values(one).some(Boolean));
    const value = (/** @type {string} */ name) => String(data.get(name) || "").trim();
    const amount = parse(value("amount")), budget = parse(value("budget")), people = parse(value("people"));
    const share = (/** @type {number} */ sum) => Math.ceil(sum) / 100, least = share(amount);
    const costs = filled.map((one) => parse(one.cost)).filter((one) => !Number.isNaN(one));
    const sum = costs.reduce((all, one) => all + one, 0);
    for (const name of ["name", "year", "people"]) put(name, value(name));
    put("amount", money(amount) || (value("amount") && words.digits) || "");
    put("budget", money(budget) || (value("budget") && words.digits) || "");
    put("result", money(least));
    put("result_budget", money(share(budget)));
    put("person", Number.isNaN(amount) || !(people > 0) ? "" : money(Math.floor((100 * least) / people) / 100));
    put("sum", costs.length ? money(sum) : "");
    const told = (/** @type {number} */ wanted) => (Number.isNaN(wanted) || !costs.length ? "" : (sum >= wanted ? words.enough : (words.lacks || "").replace("{sum}", money(wanted - sum))) || "");
    put("against", told(least));
    put("against_budget", told(share(budget)));
    const counted = filled.map((one) => parse(one.number)).filter((one) => !Number.isNaN(one));
    put("learners", counted.length ? String(counted.reduce((all, one) => all + one, 0)) : "");
    table(filled);
    const list = /** @type {HTMLElement} */ (document.querySelector('[data-out="topics"]'));
    const chosen = [...form.querySelectorAll("input[name=topic]:checked")].map((item) => cell(((item.parentElement && item.parentElement.textContent) || "").trim(), "li"));
    portalReplace(list, ...(chosen.length ? chosen : [cell(list.dataset.none || "", "li")]));
    for (const note of document.querySelectorAll("[data-invented]")) /** @type {HTMLElement} */ (note).hidden = !invented;
  }

  /** @param {string} text */
  function say(text) {
    part("said").textContent = text;
  }

  /** Fill in what a file or the example holds: text only, and never more than the form takes. @param {any} found */
  function take(found) {
    if (!form) return;
    const text = (/** @type {any} */ value) => (typeof value === "string" ? value.slice(0, 200) : "");
    for (const name of FIELDS) {
      const value = text(found.fields && found.fields[name]);
      if (value || name !== "year") field(form, name).value = value;
    }
    const topics = Array.isArray(found.topics) ? found.topics : [];
    for (const box of form.querySelectorAll("input[name=topic]")) /** @type {HTMLInputElement} */ (box).checked = topics.includes(/** @type {HTMLInputElement} */ (box).value);
    portalReplace(rows);
    for (const one of (Array.isArray(found.lines) ? found.lines : []).slice(0, MOST)) add(Object.fromEntries(CELLS.map((name) => [name, text(one && one[name])])));
    if (!rows.children.length) add();
    invented = found.invented === true;
    update();
  }

  /** @param {File} file */
  async function read(file) {
    const found = file.size > LARGEST ? undefined : portalFiles.object(await portalFiles.textOf(file));
    const format = found && found["portal-training"];
    if (format !== FORMAT) {
      say((file.size > LARGEST ? words.large : typeof format === "number" ? words.foreign : words.damaged) || "");
      return;
    }
    take(found);
    say(words.opened || "");
  }

  part("add").addEventListener("click", () => {
    add();
    field(/** @type {Element} */ (rows.lastElementChild), "post").focus();
    update();
  });
  part("example").addEventListener("click", () => {
    take(JSON.parse(words.example || "{}"));
    say(words.told || "");
  });
  part("save").addEventListener("click", () => {
    const data = new FormData(form), fields = Object.fromEntries(FIELDS.map((name) => [name, String(data.get(name) || "")]));
    const whole = { "portal-training": FORMAT, invented, fields, topics: data.getAll("topic"), lines: lines() };
    portalGive(JSON.stringify(whole, null, 1) + "\n", "portal-training.json", "application/json");
    say(words.saved || "");
  });
  part("open").addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target), file = input.files && input.files[0];
    if (file) read(file).catch(() => say(words.damaged || ""));
    input.value = "";
  });
  for (const button of form.querySelectorAll("[data-paper]")) {
    button.addEventListener("click", () => {
      order.dataset.paper = /** @type {HTMLElement} */ (button).dataset.paper;
    });
  }
  form.hidden = false;
  order.hidden = false;
  field(form, "year").value = String(new Date().getFullYear() + 1);
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    window.print();
  });
  add();
  update();
})();
