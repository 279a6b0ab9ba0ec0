// @ts-check
// Choosing practices to compare: a box on each card of a list, and a line that leads to the comparison.
(() => {
  "use strict";

  const found = document.querySelector("[data-portal-choice]");
  if (!(found instanceof HTMLElement)) return;
  const line = found, { portalChoice: address = "", label = "", most = "", one = "" } = line.dataset;
  const MOST = 4, CARDS = ".p-results .p-card--practice, .p-hit--practice, .p-list__item[data-key^='practices/']";
  const open = /** @type {HTMLAnchorElement} */ (line.querySelector("[data-compare-open]"));
  const said = /** @type {HTMLElement} */ (line.querySelector("[data-compare-said]"));
  /** Keys of documents in the order in which they were chosen. @type {string[]} */
  let chosen = [];

  function show() {
    line.hidden = !chosen.length;
    open.hidden = chosen.length < 2;
    open.href = address + "?ids=" + chosen.map((key) => key.split("/")[1]).join(",");
    said.textContent = chosen.length < 2 ? one : chosen.length > MOST - 1 ? most : "";
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".p-choice input"))) {
      box.checked = chosen.includes(box.value);
      box.disabled = !box.checked && chosen.length >= MOST;
    }
  }

  /** @param {Element} card */
  function draw(card) {
    const link = card.querySelector("a"), key = link ? portalList.keysIn(link.href)[0] : "";
    if (!link || !key || card.querySelector(".p-choice")) return;
    const made = document.createElement("label"), box = document.createElement("input");
    made.className = "p-choice";
    box.type = "checkbox";
    box.value = key;
    box.setAttribute("aria-label", label + ": " + (link.textContent || "").trim());
    box.addEventListener("change", () => {
      chosen = box.checked ? [...chosen, key] : chosen.filter((other) => other !== key);
      show();
    });
    made.append(box, " " + label);
    card.append(made);
  }

  function all() {
    for (const card of document.querySelectorAll(CARDS)) draw(card);
    show();
  }

  /** @type {HTMLElement} */ (line.querySelector("[data-compare-clear]")).addEventListener("click", () => {
    chosen = [];
    show();
    /** @type {HTMLElement|null} */ (document.querySelector(".p-choice input"))?.focus();
  });
  function start() {
    document.addEventListener("portal-drawn", all);
    all();
  }

  // The keys are known by my-list.js, which on a slow line comes after the first results: before the page is ready.
  if (typeof portalList === "undefined") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
