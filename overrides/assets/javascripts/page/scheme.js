// @ts-check
// The choice between the light and the dark scheme, kept in this browser. The first script of each page (base.html) sets
// what was kept before anything is painted; without a choice the style sheet follows the device.
(() => {
  "use strict";

  const NAME = "portal-scheme", page = document.documentElement;
  const box = document.querySelector("[data-portal-scheme]");
  if (!box) return;
  const choices = /** @type {NodeListOf<HTMLButtonElement>} */ (box.querySelectorAll("button"));

  /** @param {string} scheme empty: as the device has it */
  function show(scheme) {
    if (scheme) page.setAttribute("data-scheme", scheme);
    else page.removeAttribute("data-scheme");
    for (const choice of choices) choice.setAttribute("aria-pressed", String(choice.value === (scheme || "auto")));
  }

  /** @param {string} value of a button */
  function choose(value) {
    const scheme = value === "auto" ? "" : value;
    show(scheme);
    try {
      if (scheme) localStorage.setItem(NAME, scheme);
      else localStorage.removeItem(NAME);
    } catch {
      // Nothing may be kept here: the choice holds for this page.
    }
  }

  for (const choice of choices) choice.addEventListener("click", () => choose(choice.value));
  // Chosen in another window, or removed on the page of privacy.
  window.addEventListener("storage", (event) => {
    if (event.key === NAME || event.key === null) show(event.newValue || "");
  });
  const kept = page.getAttribute("data-scheme") || "";
  show(["light", "dark"].includes(kept) ? kept : "");
})();
