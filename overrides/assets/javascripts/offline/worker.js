// @ts-check
/**
 * The service worker. The build puts it at the root of the site, after its edition (portal/publish/webapp/build.py) and
 * store.js: one file, because a worker is new to the browser when its bytes are.
 *
 * Not Workbox: its precache counts on addresses or revisions without a check of what arrives, copies every cache into
 * the next, and its usual loader fetches code from a CDN; what is needed here is smaller than its core.
 *
 * One page shows one edition. A page that is kept, or that arrives as this edition's list says, gets its files from
 * this edition alone. A page that the server has in another edition is handed on as it is, and so is all that it asks
 * for later; nothing of it is kept. The next edition is prepared whole beside this one before it may take its place.
 */
(() => {
  "use strict";

  const worker = /** @type {PortalWorker} */ (/** @type {unknown} */ (self));
  const edition = worker.portalEdition, root = new URL("./", self.location.href).href;
  const store = new portalStore.Store(root);
  const FOREIGN = "foreign/", FOREIGN_MOST = 50;

  // ---- From one edition to the next

  worker.addEventListener("install", (event) => event.waitUntil(prepare()));

  async function prepare() {
    const old = await store.current();
    const starts = new Set(Object.values(edition.start).flat());
    const files = new Map(Object.entries(edition.files).filter(([path]) => !starts.has(path)));
    if (old) {
      const kept = await store.keptPaths(old), { packs } = await store.wish(), whole = [];
      for (const id of packs) {
        const wanted = await store.inPacks(old, [id]).catch(() => undefined);
        if (wanted && [...wanted.keys()].every((path) => kept.has(path))) whole.push(id);
      }
      for (const path of kept.keys()) {
        const entry = await store.entry(edition, path);
        if (entry) files.set(path, entry);
      }
      for (const [path, entry] of await store.inPacks(edition, whole)) files.set(path, entry);
    }
    await store.loadAll(files);
  }

  worker.addEventListener("activate", (event) => event.waitUntil(begin()));

  async function begin() {
    const first = !(await store.current());
    await store.write("current", edition);
    await tidy();
    // Pages of an older edition reload themselves (offline.js); the first worker finds pages of its own edition.
    if (first) await worker.clients.claim();
  }

  /** Remove the files that only older editions had, and notes on pages that are closed. */
  async function tidy() {
    const cache = await store.open(), used = new Set(["current", "wish"]);
    for (const [, hash] of [...Object.values(edition.files), ...Object.values(edition.lists).flat()]) used.add(hash);
    for (const [, hash] of (await store.keptPaths(edition)).values()) used.add(hash);
    for (const { id } of await worker.clients.matchAll({ includeUncontrolled: true, type: "window" })) used.add(FOREIGN + id);
    const start = store.addressOf("").length;
    await Promise.all((await cache.keys()).filter(({ url }) => !used.has(url.slice(start))).map((key) => cache.delete(key)));
  }

  worker.addEventListener("message", (event) => {
    const { type, address, lang } = event.data || {};
    if (type === "activate") event.waitUntil(worker.skipWaiting());
    if (type === "read") event.waitUntil(keep(address ? atFirst(address, lang) : edition.start[lang] || []).catch(() => undefined));
  });

  /** What a first visit keeps: what was read and the first page. The other pages to start from come with the next page. @param {string} address @param {string} lang */
  function atFirst(address, lang) {
    return [store.path(address), portalFolder(lang) + "index.html"];
  }

  /** Keep files of this edition; what is not of it or does not arrive is left. @param {string[]} paths */
  async function keep(paths) {
    for (const path of paths) {
      const entry = await store.entry(edition, path);
      if (entry) await store.file(path, entry);
    }
  }

  // ---- Answers

  worker.addEventListener("fetch", (event) => {
    const { request } = event, path = store.path(request.url);
    if (request.method !== "GET" || !path || request.headers.has("range") || request.headers.has(portalStore.DIRECT)) return;
    event.respondWith(request.mode === "navigate" ? page(event, path) : file(event, path));
  });

  /** @typedef {{known: boolean, entry?: [number, string], kept?: Response}} Found */

  /** What the edition says of a path; not `known` where its list is not to be had. @param {string} path @returns {Promise<Found>} */
  async function look(path) {
    try {
      const entry = await store.entry(edition, path);
      return { known: true, entry, kept: entry && (await store.kept(entry)) };
    } catch {
      return { known: false };
    }
  }

  /** @param {PortalFetch} event @param {string} path @returns {Promise<Response>} */
  async function page(event, path) {
    // The list of a folder that was never read comes beside its page, not before it.
    const early = (await store.atHand(edition, path)) ? undefined : asked(event.request);
    if (early) early.catch(() => undefined);
    const found = await look(path);
    if (found.kept) return found.kept;
    let response, bytes;
    try {
      response = await (early || asked(event.request));
      if (found.entry && response.status === 200) bytes = await response.arrayBuffer();
    } catch {
      return instead(event.request.url, path);
    }
    if (!found.entry || !bytes) {
      await foreign(event.resultingClientId);
      return response;
    }
    const type = response.headers.get("Content-Type") || "text/html";
    /** What was read, however often it is needed. */
    const again = () => new Response(bytes, { headers: { "Content-Type": type } });
    try {
      return await store.keep(await store.checked(again(), found.entry), found.entry);
    } catch {
      // Perhaps an old one from a cache on the way, perhaps another edition.
      const own = await store.fetched(path, found.entry).catch(() => undefined);
      if (own) return own;
      worker.registration.update().catch(() => undefined);
      await foreign(event.resultingClientId);
      return again();
    }
  }

  /**
   * The page from the server: never an old one from the browser's own cache, which knows no editions.
   * @param {Request} request @returns {Promise<Response>}
   */
  function asked(request) {
    return fetch(request.url, { cache: "no-cache", redirect: "manual", credentials: "same-origin" });
  }

  /** The page that says that another one is not kept. @param {string} address @param {string} path @returns {Promise<Response>} */
  async function instead(address, path) {
    const target = portalFolder(portalLanguageOf(path)) + "offline.html";
    if (path === target || !(await store.kept(edition.files[target]))) return Response.error();
    return Response.redirect(`${root}${target}?page=${encodeURIComponent(address.slice(root.length).split("#")[0])}`);
  }

  /** @param {PortalFetch} event @param {string} path @returns {Promise<Response>} */
  async function file(event, path) {
    if (await isForeign(event.clientId)) return fetch(event.request);
    const found = await look(path);
    if (found.kept) return found.kept;
    if (found.known && !found.entry) return fetch(event.request);
    try {
      if (!found.entry) throw new portalStore.NotTheFile(path);
      return await store.load(path, found.entry);
    } catch (error) {
      if (error instanceof portalStore.NotTheFile) worker.registration.update().catch(() => undefined);
      return Response.error();
    }
  }

  // ---- Pages that are not of this edition

  /** What is known of pages, for the time that this worker lives. @type {Map<string, boolean>} */
  const pages = new Map();

  /** @param {string} client */
  async function foreign(client) {
    if (!client) return;
    if (pages.size > FOREIGN_MOST) pages.clear();
    pages.set(client, true);
    // The browser ends workers as it likes; the page stays.
    await store.write(FOREIGN + client, 1).catch(() => undefined);
  }

  /** @param {string} client @returns {Promise<boolean>} */
  async function isForeign(client) {
    if (!client) return false;
    let found = pages.get(client);
    if (found === undefined) {
      found = Boolean(await store.note(FOREIGN + client));
      pages.set(client, found);
    }
    return found;
  }
})();
