// @ts-check
/**
 * Says what an address asks for that the filters do not have: it is left out, and a list of everything would seem to be
 * what was asked for.
 * @param {HTMLFormElement} form @param {HTMLElement} place stands before the list @param {string} text with {values}
 * @param {URLSearchParams} [query] none: take back what was said
 */
function portalStrays(form, place, text, query) {
  const there = place.previousElementSibling;
  /** @type {string[]} */
  const told = [];
  if (there && there.hasAttribute("data-portal-strays")) there.remove();
  for (const [name, value] of query || []) {
    const facet = [...form.querySelectorAll("fieldset")].find((one) => one.dataset.facet === name);
    if (!facet || !value || [...facet.querySelectorAll("input")].some((one) => one.value === value)) continue;
    told.push(`${(facet.querySelector("legend") || facet).textContent}: ${value.slice(0, 40)}`);
  }
  if (!told.length) return;
  const made = document.createElement("p");
  made.className = "p-notice";
  made.setAttribute("role", "status");
  made.setAttribute("data-portal-strays", "");
  made.textContent = text.replace("{values}", () => told.slice(0, 5).join("; "));
  place.before(made);
}
