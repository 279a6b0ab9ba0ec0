// @ts-check
// The page that lists what the browser keeps of the portal: says what is there now, and removes all of it.
(() => {
  "use strict";

  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = own.slice(0, own.indexOf("assets/javascripts/")), served = root.startsWith("http");
  // The names of what belongs to a place have the place behind them: several portals may live on one host.
  const place = new URL(root).pathname, off = "portal-offline-off " + place;
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-kept]")]);
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-kept-${name}]`));
  /** @type {Object<string, string>} */
  const words = JSON.parse(part("words").textContent || "{}");

  /** The entries of a row that are there now. @param {HTMLElement} row @returns {Promise<string[]>} */
  async function entries(row) {
    const name = row.dataset.name || "";
    if (row.dataset.store === "CacheStorage") {
      // From a disk no page is kept, and some browsers refuse to say so.
      return served && window.caches ? (await caches.keys()).filter((one) => one === name + place) : [];
    }
    return Object.keys(localStorage).filter((one) => (name.endsWith(" ") ? one === name + place : one.startsWith(name)));
  }

  async function show() {
    for (const row of rows) {
      const found = await entries(row).catch(() => []);
      /** @type {HTMLElement} */ (row.querySelector("[data-kept-now]")).textContent = words[found.length ? "now.yes" : "now.no"];
    }
  }

  /** @param {boolean} asking */
  function ask(asking) {
    part("sure").hidden = !asking;
    part("remove").hidden = asking;
    part(asking ? "no" : "remove").focus();
  }

  async function remove() {
    let said = words.removed;
    // One store that refuses leaves nothing in the other.
    try {
      for (const row of rows.filter((one) => one.dataset.store === "localStorage")) {
        for (const name of await entries(row)) localStorage.removeItem(name);
      }
    } catch {
      said = words.failed;
    }
    window.dispatchEvent(new StorageEvent("storage")); // as browsers tell other windows that all is gone
    try {
      const ends = served && navigator.serviceWorker && window.caches;
      if (ends && !(await new portalStore.Store(root).end(off)) && said === words.removed) said = part("said").dataset.unmarked || "";
    } catch {
      said = words.failed;
    }
    await show();
    ask(false);
    part("said").textContent = said;
  }

  part("remove").hidden = false;
  part("remove").addEventListener("click", () => ask(true));
  part("no").addEventListener("click", () => ask(false));
  part("yes").addEventListener("click", remove);
  // What another page of the portal has just written may reach this one a moment after it opened.
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", (event) => event.persisted && show());
  show();
})();
