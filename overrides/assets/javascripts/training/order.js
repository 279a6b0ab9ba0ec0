// The training order: what the reader enters is worked out and printed here, and goes nowhere.
(function () {
  "use strict";

  const form = /** @type {HTMLFormElement|null} */ (document.querySelector("[data-portal-training]"));
  const order = /** @type {HTMLElement|null} */ (document.querySelector("[data-portal-order]"));
  if (!form || !order) {
    return;
  }
  const language = document.documentElement.lang === "ky" ? "ky" : "ru";

  /**
   * A number as people type it: «1 500 000», «1500000,50», «1.500.000».
   * @param {string} text
   * @returns {number} NaN for what is no number
   */
  function parse(text) {
    let plain = text.replace(/[\s\u00a0\u202f]/g, "");
    if ((plain.match(/[.,]/g) || []).length > 1) {
      plain = plain.replace(/[.,]/g, "");
    }
    plain = plain.replace(",", ".");
    return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
  }

  /**
   * @param {number} value
   * @returns {string}
   */
  function money(value) {
    const text = value.toFixed(2).replace(/\.00$/, "").replace(".", ",");
    return text.replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0") + "\u00a0" + (language === "ky" ? "сом" : "сомов");
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  function put(name, text) {
    const place = /** @type {HTMLElement} */ (order && order.querySelector(`[data-out="${name}"]`));
    place.textContent = text || "—";
  }

  function update() {
    if (!form || !order) {
      return;
    }
    const data = new FormData(form);
    const amount = parse(String(data.get("amount") || ""));
    const people = parse(String(data.get("people") || ""));
    const result = Math.ceil(amount) / 100;
    const base = /** @type {HTMLInputElement} */ (form.querySelector("input[name=base]:checked"));
    put("name", String(data.get("name") || "").trim());
    put("year", String(data.get("year") || ""));
    put("people", String(data.get("people") || ""));
    put("base", (base.parentElement && base.parentElement.textContent ? base.parentElement.textContent : "").trim());
    put("amount", Number.isNaN(amount) ? "" : money(amount));
    put("result", Number.isNaN(amount) ? "" : money(result));
    put("person", Number.isNaN(amount) || !(people > 0) ? "" : money(Math.floor((100 * result) / people) / 100));
    const list = /** @type {HTMLElement} */ (order.querySelector('[data-out="topics"]'));
    const chosen = [...form.querySelectorAll("input[name=topic]:checked")].map((item) => {
      const line = document.createElement("li");
      line.textContent = ((item.parentElement && item.parentElement.textContent) || "").trim();
      return line;
    });
    if (!chosen.length) {
      const line = document.createElement("li");
      line.textContent = list.dataset.none || "";
      chosen.push(line);
    }
    portalReplace(list, ...chosen);
  }

  form.hidden = false;
  order.hidden = false;
  const year = /** @type {HTMLInputElement} */ (form.querySelector("input[name=year]"));
  year.value = String(new Date().getFullYear() + 1);
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    window.print();
  });
  update();
})();
