// @ts-check
// Which calls are open today: worked out by the reader's clock, so that an old copy on a stick says nothing wrong.
(() => {
  "use strict";

  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const now = new Date(), today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-portal-open]"));
  const list = section && section.querySelector("ul");

  for (const call of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-portal-call]"))) {
    const { opens, deadline } = call.dataset;
    if (!deadline || deadline < today || (opens && opens > today)) continue;
    call.hidden = false;
    const link = call.querySelector("h3 a");
    if (!section || !list || !link) continue;
    const item = document.createElement("li");
    item.append(link.cloneNode(true));
    list.append(item);
    section.hidden = false;
  }
})();
