// @ts-check
// Of which edition the page is, and a word when that is old or half updated. The data come from edition-data.js.
(() => {
  "use strict";

  /** @typedef {{line: string, old: string}} Words */
  /** @typedef {{day: string, unfinished: boolean, ky?: Words, ru?: Words}} Edition */
  const edition = /** @type {{portalEdition?: Edition}} */ (/** @type {unknown} */ (window)).portalEdition;
  const words = edition && edition[document.documentElement.lang === "ru" ? "ru" : "ky"];
  if (!edition || !words) return;
  for (const place of document.querySelectorAll("[data-portal-edition]")) {
    place.textContent = words.line;
  }
  const [year, month, day] = edition.day.split("-").map(Number);
  // Too early a clock says nothing; only a year that has passed does.
  if (!edition.unfinished && !(Date.now() > new Date(year + 1, month - 1, day).getTime())) return;
  for (const place of document.querySelectorAll("[data-portal-edition-notice]")) {
    const notice = document.createElement("p");
    notice.className = "p-notice p-notice--outdated";
    notice.textContent = words.old;
    portalReplace(place, notice);
    /** @type {HTMLElement} */ (place).hidden = false;
  }
})();
