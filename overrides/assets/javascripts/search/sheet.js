// @ts-check
/**
 * The filters on a phone: a sheet over the page with a button in sight that says how many documents there are. On a wide
 * screen they stand beside the list, and nothing of this is seen.
 */
const portalSheet = (() => {
  "use strict";

  const OPEN = "p-filters--open", LOCKED = "p-locked";

  /**
   * @param {HTMLElement} sheet @param {HTMLElement} opener
   * @returns {() => boolean} closes it and says whether it was open
   */
  function use(sheet, opener) {
    const isOpen = () => sheet.classList.contains(OPEN);
    /** What the keyboard reaches in it. @returns {HTMLElement[]} */
    const stops = () => [.../** @type {NodeListOf<HTMLElement>} */ (sheet.querySelectorAll("button, input"))]
      .filter((one) => one.getClientRects().length > 0);
    /** @param {boolean} open */
    function show(open) {
      sheet.classList.toggle(OPEN, open);
      document.documentElement.classList.toggle(LOCKED, open);
      opener.setAttribute("aria-expanded", String(open));
      for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"]]) {
        if (open) sheet.setAttribute(name, value);
        else sheet.removeAttribute(name);
      }
      if (open) stops()[0].focus();
      else opener.focus();
    }
    const close = () => {
      if (!isOpen()) return false;
      show(false);
      return true;
    };
    opener.addEventListener("click", () => show(!isOpen()));
    /** @type {HTMLElement} */ (sheet.querySelector("[data-portal-close]")).addEventListener("click", close);
    sheet.addEventListener("keydown", (event) => {
      if (!isOpen()) return;
      if (event.key === "Escape") close();
      if (event.key !== "Tab") return;
      // The page behind it is covered: the keyboard goes round.
      const all = stops(), first = all[0], last = all[all.length - 1];
      const from = event.shiftKey ? first : last;
      if (document.activeElement !== from) return;
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    });
    // Turned or enlarged, the screen has room beside the list. Safari 13.1 has no addEventListener here.
    window.matchMedia("(max-width: 59.9375em)").addListener((wide) => { if (!wide.matches) close(); });
    window.addEventListener("pagehide", close);
    return close;
  }

  return { use };
})();
