// @ts-check
/**
 * Stands for worker.js when an edition went out that must not be served from readers' devices ("make retire-worker"):
 * removes what is kept and itself. Pages come from the network then, until a good worker.js is there again.
 *
 * It answers no request. A page that finds nothing kept is left alone: each visit starts the worker anew, and must not
 * reload for ever.
 */
(() => {
  "use strict";

  const worker = /** @type {any} */ (self);

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(retire()));

  async function retire() {
    // The name of the store: overrides/assets/javascripts/offline/store.js.
    const removed = await caches.delete("portal " + new URL("./", self.location.href).pathname);
    const pages = await worker.clients.matchAll({ type: "window" });
    await worker.registration.unregister();
    if (removed) for (const page of pages) page.navigate(page.url).catch(() => undefined);
  }
})();
