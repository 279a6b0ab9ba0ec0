// @ts-check
// The list of a guide or the conditions of a practice to tick: ticks stay on this device alone; the list can be printed
// by itself.
(() => {
  "use strict";

  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".p-body .task-list-item input[type=checkbox], .p-conditions input[type=checkbox]"));
  const told = document.querySelector("[data-ticks-words]"), first = boxes[0] && boxes[0].closest("ul");
  if (!told || !first) return;
  /** @type {Object<string, string>} */
  const words = JSON.parse(told.textContent || "{}");
  // Both languages of a document share their ticks: the items are the same ones in the same order.
  const page = location.pathname.split("/").slice(-2).join("/").replace(/\.html$/, "");
  // Several portals may live on one host, each in a folder; a stick is another folder on every computer.
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src, root = own.slice(0, own.indexOf("assets/javascripts/"));
  const name = "portal-ticks:" + (root.startsWith("http") ? new URL(root).pathname : "") + page;
  /** Of editions that did not ask for the folder. */
  const old = "portal-ticks:" + page;
  /** That ticks are kept, which is said as long as it is so. */
  const note = document.createElement("span");
  note.textContent = words.kept;

  /** The numbers of the items that are ticked. @returns {number[]} */
  function kept() {
    let text = null;
    try {
      text = localStorage.getItem(name) || localStorage.getItem(old);
    } catch {
      note.textContent = "";
    }
    try {
      return JSON.parse(text || "[]").map(Number);
    } catch {
      return [];
    }
  }

  function keep() {
    const ticked = [...boxes].map((box, i) => (box.checked ? i : -1)).filter((i) => i >= 0);
    try {
      if (ticked.length) localStorage.setItem(name, JSON.stringify(ticked));
      else localStorage.removeItem(name);
      if (old !== name) localStorage.removeItem(old);
      note.textContent = words.kept;
    } catch {
      note.textContent = "";
      // A browser that keeps nothing: the ticks last as long as the page.
    }
    clear.hidden = !ticked.length;
  }

  /** @param {string} text @param {() => void} act */
  function button(text, act) {
    const found = document.createElement("button");
    found.type = "button";
    found.className = "p-button p-button--quiet";
    found.textContent = text;
    found.addEventListener("click", act);
    return found;
  }

  const clear = button(words.clear, () => {
    for (const box of boxes) box.checked = false;
    keep();
  });
  const print = button(words.print, () => {
    // Only the lists and the title go onto the sheet; styles of content-extras.css and practice.css.
    const lists = [...new Set([...boxes].map((box) => box.closest("ul")))], parts = lists.map((list) => list && list.closest(".p-part"));
    /** @param {boolean} on */
    const mark = (on) => {
      document.documentElement.classList.toggle("p-prints-ticks", on);
      for (const list of lists) if (list) list.classList.toggle("p-tick-list", on);
      for (const part of parts) if (part) part.classList.toggle("p-holds-ticks", on);
    };
    mark(true);
    window.print();
    mark(false);
  });
  const bar = document.createElement("p"), marked = kept();
  note.className = "p-note";
  bar.className = "p-ticks";
  bar.append(print, " ", clear, " ", note);
  boxes.forEach((box, i) => {
    box.disabled = false;
    box.checked = marked.includes(i);
    box.addEventListener("change", keep);
    const item = box.closest("li");
    if (item && !box.closest("label")) box.setAttribute("aria-label", (item.textContent || "").trim());
  });
  clear.hidden = !marked.length;
  first.insertAdjacentElement("beforebegin", bar);
})();
