// @ts-check
/**
 * Element.replaceChildren, which Chrome 80 and Safari 13.1 do not have. A function, not a constant: several scripts of
 * one page may hold this part.
 * @param {Element} place @param {...(Node|string)} nodes
 */
function portalReplace(place, ...nodes) {
  place.textContent = "";
  place.append(...nodes);
}
