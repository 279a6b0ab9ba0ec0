// @ts-check
// On every page: starts the worker that keeps pages, says when a new edition is ready, goes on with a download.
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript), own = script.src;
  const root = own.slice(0, own.indexOf("assets/javascripts/")), service = navigator.serviceWorker;
  // From a disk there is no worker, and none is needed.
  if (!service || !root.startsWith("http")) return;
  // From a disk browsers refuse a manifest with an error.
  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = script.dataset.manifest || "";
  document.head.append(manifest);
  /** The reader deleted everything: nothing is kept until they want it again (offline-page.js). */
  const off = "portal-offline-off " + new URL(root).pathname;
  try {
    if (localStorage.getItem(off)) return;
  } catch {
    return; // storage is forbidden: nothing could be kept either
  }
  const controlled = Boolean(service.controller);

  /** @param {ServiceWorkerRegistration} registration */
  function offer(registration) {
    const notice = /** @type {HTMLElement|null} */ (document.querySelector("[data-portal-newer]"));
    const { waiting } = registration;
    if (!notice || !waiting || !service.controller) return;
    notice.hidden = false;
    const button = /** @type {HTMLButtonElement} */ (notice.querySelector("button"));
    button.onclick = () => (registration.waiting || waiting).postMessage({ type: "activate" });
  }

  /** @param {ServiceWorkerRegistration} registration */
  function watch(registration) {
    offer(registration);
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      if (installing) installing.addEventListener("statechange", () => offer(registration));
    });
  }

  // All pages change to the new edition together; one that nobody sees does so when it is seen again.
  service.addEventListener("controllerchange", () => {
    if (!controlled) return;
    if (!document.hidden) window.location.reload();
    else document.addEventListener("visibilitychange", () => window.location.reload(), { once: true });
  });

  /** The page was there before its worker, or while one took the other's place: what the reader sees now is kept as well. */
  async function tell() {
    const { active } = await service.ready;
    if (active) active.postMessage({ type: "read", address: window.location.href, again: controlled, lang: document.documentElement.lang });
  }

  async function goOn() {
    const kept = await caches.match(root + ".kept/wish", { cacheName: "portal " + new URL(root).pathname });
    if (!kept || !(await kept.json()).running || document.querySelector("[data-offline-app]")) return;
    for (const name of ["built:offline-store.js", "built:offline-keep.js"]) {
      const part = document.createElement("script");
      part.src = root + name;
      part.async = false;
      document.head.append(part);
      if (name === "built:offline-keep.js") part.onload = () => new portalKeep.Keeper(root).go();
    }
  }

  /** Whether the reader's browser asks to load nothing that nobody asked for. @type {boolean} */
  // eslint-disable-next-line compat/compat -- nothing is asked where there is none
  const saving = Boolean((/** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection || {}).saveData);

  function start() {
    // The page that keeps the portal starts the worker itself, for it was asked to.
    if (saving && !controlled) return;
    service.register(root + "built:worker.js", { scope: root, updateViaCache: "none" }).then(watch).catch(() => undefined);
    if (!saving) tell();
    goOn().catch(() => undefined);
  }

  /** Not before the page itself has all it needs and nothing to do. */
  function startWhenIdle() {
    // eslint-disable-next-line portal/unsupported-methods -- asked for first
    if ("requestIdleCallback" in window) window.requestIdleCallback(start, { timeout: 3000 });
    else setTimeout(start, 500);
  }
  if (document.readyState === "complete") startWhenIdle();
  else window.addEventListener("load", startWhenIdle);
})();
