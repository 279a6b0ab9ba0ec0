// @ts-check
// Leads from an old address to the new one and keeps the place in the page, which a refresh of the page would lose.
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const target = script?.dataset.portalTo;
  if (target) location.replace(target + location.search + location.hash);
})();
