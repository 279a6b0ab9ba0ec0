// A citation of an act shows a small card: title, kind, date, number, state, and the way to its page.
// Without this script a citation is a plain link to the page of the act.
(function () {
  "use strict";

  const lists = document.querySelectorAll(".p-laws [data-law]");
  if (!lists.length) {
    return;
  }
  /** @type {Map<string, HTMLElement>} */
  const laws = new Map();
  lists.forEach((item) => laws.set(/** @type {HTMLElement} */ (item).dataset.law || "", /** @type {HTMLElement} */ (item)));
  const section = /** @type {HTMLElement} */ (document.querySelector(".p-laws"));
  const words = { open: section.dataset.open || "", close: section.dataset.close || "", choice: section.dataset.choice || "" };

  const card = document.createElement("div");
  card.className = "p-law-card";
  card.hidden = true;
  card.setAttribute("role", "dialog");
  card.id = "p-law-card";
  /** @type {HTMLElement|null} */
  let owner = null;

  /**
   * @param {string} tag
   * @param {string} className
   * @param {string} text
   * @returns {HTMLElement}
   */
  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /**
   * What the list at the end of the page says of an act, with a link to its page.
   * @param {HTMLElement} law
   * @param {string} address
   * @returns {HTMLElement}
   */
  function entry(law, address) {
    const made = element("div", "", "");
    const link = /** @type {HTMLAnchorElement} */ (law.querySelector("a"));
    const title = element("p", "p-law-card__title", link.textContent || "");
    const inner = link.querySelector("[lang]");
    if (inner) {
      title.lang = inner.getAttribute("lang") || "";
    }
    made.append(title);
    law.querySelectorAll(":scope > .p-note:not(.p-laws__places)").forEach((note) => {
      made.append(element("p", "p-note", note.textContent || ""));
    });
    const open = /** @type {HTMLAnchorElement} */ (element("a", "p-button", words.open));
    open.href = address || link.href;
    const actions = element("p", "p-law-card__actions", "");
    actions.append(open);
    made.append(actions);
    return made;
  }

  function close() {
    card.hidden = true;
    if (owner) {
      owner.setAttribute("aria-expanded", "false");
    }
    owner = null;
  }

  /** @param {HTMLElement} cite */
  function show(cite) {
    close();
    owner = cite;
    // On a stick a page has two texts, one of them hidden.
    (cite.closest(".p-page, .p-pair") || document.body).append(card);
    portalReplace(card);
    const ids = (cite.dataset.acts || "").split(" ");
    if (ids.length > 1) {
      card.append(element("p", "p-note", words.choice));
    }
    for (const id of ids) {
      const law = laws.get(id);
      if (law) {
        card.append(entry(law, ids.length === 1 ? cite.getAttribute("href") || "" : ""));
      }
    }
    const button = /** @type {HTMLButtonElement} */ (element("button", "p-button p-button--quiet", words.close));
    button.type = "button";
    button.addEventListener("click", () => {
      const back = owner;
      close();
      if (back) {
        back.focus();
      }
    });
    const last = card.querySelector(".p-law-card__actions:last-of-type");
    (last || card).append(button);
    card.setAttribute("aria-label", cite.textContent || "");
    cite.setAttribute("aria-expanded", "true");
    card.hidden = false;
    place(cite);
    /** @type {HTMLElement|null} */ (card.querySelector("a, button"))?.focus({ preventScroll: true });
  }

  /**
   * Below the last line of the citation, inside the text's column.
   * @param {HTMLElement} cite
   */
  function place(cite) {
    const parent = /** @type {HTMLElement} */ (card.parentElement);
    parent.style.position = "relative";
    const frame = parent.getBoundingClientRect();
    const rects = cite.getClientRects();
    const line = rects[rects.length - 1];
    const left = Math.max(0, Math.min(line.left - frame.left, frame.width - card.offsetWidth));
    card.style.left = left + "px";
    card.style.top = line.bottom - frame.top + 6 + "px";
  }

  document.querySelectorAll(".p-cite[data-acts]").forEach((item) => {
    const cite = /** @type {HTMLElement} */ (item);
    const first = laws.get((cite.dataset.acts || "").split(" ")[0]);
    if (!first) {
      return;
    }
    cite.setAttribute("aria-haspopup", "dialog");
    cite.setAttribute("aria-expanded", "false");
    if (cite.tagName !== "A") {
      cite.tabIndex = 0;
      cite.setAttribute("role", "button");
    }
    cite.addEventListener("click", (event) => {
      // With a key held the reader wants a new tab, not a card.
      const mouse = /** @type {MouseEvent} */ (event);
      if (mouse.ctrlKey || mouse.metaKey || mouse.shiftKey) {
        return;
      }
      event.preventDefault();
      if (owner === cite) {
        close();
      } else {
        show(cite);
      }
    });
    cite.addEventListener("keydown", (event) => {
      if (cite.tagName !== "A" && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        show(cite);
      }
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && owner) {
      const back = owner;
      close();
      back.focus();
    }
  });
  document.addEventListener("click", (event) => {
    const target = /** @type {Node} */ (event.target);
    if (owner && !card.contains(target) && !owner.contains(target)) {
      close();
    }
  });
})();
