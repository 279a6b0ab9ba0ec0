// @ts-check
// The practice of the week: all stand in the page, the first one is shown without a script.
(() => {
  "use strict";

  const weeks = document.querySelectorAll("[data-portal-week] > div");
  if (weeks.length) {
    const now = new Date();
    const days = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5;
    const turn = Math.floor((days + 3) / 7) % weeks.length; // 1 January 1970 was a Thursday; weeks begin on Monday
    for (const [at, one] of weeks.entries()) one.toggleAttribute("hidden", at !== turn);
  }
})();
