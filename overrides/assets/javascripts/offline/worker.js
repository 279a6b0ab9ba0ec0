// @ts-check
/**
 * The service worker. The build puts it at the root of the site, after its edition (portal/publish/webapp/build.py) and
 * store.js: one file, because a worker is new to the browser when its bytes are.
 *
 * Not Workbox: its precache counts on addresses or revisions without a check of what arrives, copies every cache into
 * the next, and its usual loader fetches code from a CDN; what is needed here is smaller than its core.
 *
 * One page shows one edition. It names styles, scripts, fonts and the index by their content. What has the same name in
 * every edition comes from this one for pages that are kept, or that arrived as this edition's list says: for these the
 * worker vouches. A page that the server has in another edition is handed on as it is, and so is what it asks for by
 * such a name; nothing of it is kept. The next edition is prepared whole beside this one before it may take its place.
 */
(() => {
  "use strict";

  const worker = /** @type {PortalWorker} */ (/** @type {unknown} */ (self));
  const edition = worker.portalEdition, root = new URL("./", self.location.href).href;
  const store = new portalStore.Store(root);
  const FOREIGN = "foreign/", FOREIGN_MOST = 50, DATA = "built:edition-data.js";

  // ---- From one edition to the next

  worker.addEventListener("install", (event) => event.waitUntil(prepare()));

  async function prepare() {
    const old = await store.current();
    /** @type {Set<string>} */
    const had = new Set();
    const starts = new Set(Object.values(edition.start).flat());
    const files = new Map(Object.entries(edition.files).filter(([path]) => !starts.has(path)));
    if (old) {
      const kept = await store.keptPaths(old), { packs } = await store.wish(), whole = [];
      for (const id of packs) {
        const wanted = await store.inPacks(old, [id]).catch(() => undefined);
        if (wanted && [...wanted.keys()].every((path) => kept.has(path))) whole.push(id);
      }
      for (const path of kept.keys()) {
        had.add(portalStore.plain(path));
        const found = await store.alike(edition, path, Boolean(old.files[path]));
        if (found) files.set(...found);
      }
      for (const [path, entry] of await store.inPacks(edition, whole)) files.set(path, entry);
    }
    // One file that never comes (an extension stops it, the host writes into pages) takes nothing but itself away. What
    // has come before must come again, and without a connection most do not.
    const faults = await store.loadAll(files, { bad: (path) => !had.has(portalStore.plain(path)) });
    if (faults * 2 > files.size) throw new Error("no connection");
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
    const { type, address, again, lang } = event.data || {};
    if (type === "activate") event.waitUntil(worker.skipWaiting());
    if (type === "read") event.waitUntil(read(toKeep(address || "", again, lang)).catch(() => undefined));
    if (type === "edition") event.waitUntil(tell(event).catch(() => undefined));
  });

  /** Keep what a page asks for. A browser may have cleared what is kept, and left the worker: then it begins anew. @param {string[]} paths */
  async function read(paths) {
    const { active } = worker.registration;
    if (active && active.state === "activated" && !(await store.current())) {
      store.parsed.clear();
      await store.write("current", edition);
    }
    await keep(paths);
  }

  /**
   * What was read, with the first page on a first visit, and with the other pages to start from when a page comes after it.
   * @param {string} address @param {boolean} again @param {string} lang @returns {string[]}
   */
  function toKeep(address, again, lang) {
    const own = address ? [store.path(address)] : [];
    return again || !address ? [...own, ...(edition.start[lang] || [])] : [...own, portalFolder(lang) + "index.html"];
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
    if (found.kept) return vouch(event, found.kept);
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
    const headers = portalStore.unpacked(response);
    /** What was read, however often it is needed. */
    const again = () => new Response(bytes, { headers });
    try {
      return vouch(event, await store.keep(await store.checked(again(), found.entry), found.entry));
    } catch {
      // Perhaps an old one from a cache on the way, perhaps another edition.
      const own = await store.fetched(path, found.entry).catch(() => undefined);
      if (own) return vouch(event, own);
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
    const own = portalStore.HASHED.test(path) || !(await isForeign(event.clientId)), found = own ? await look(path) : { known: false };
    try {
      const file = found.kept || (found.entry && (await store.load(path, found.entry)));
      if (file) return file;
    } catch (error) {
      if (error instanceof portalStore.NotTheFile) worker.registration.update().catch(() => undefined);
    }
    // Not of this edition, or rewritten on its way: nothing is kept of it, but the page has it as without a worker.
    return fetch(event.request);
  }

  /**
   * Tell a page of this edition the data of it. Not by the script that holds them: on the way back browsers take scripts
   * from their memory, where that of another edition may be.
   * @param {PortalMessage} event
   */
  async function tell({ source, ports }) {
    if (!source || !vouched.has(source.id)) return;
    const response = await store.file(DATA, edition.files[DATA]);
    ports[0].postMessage(await response.text());
  }

  /** Pages that are of this edition. Where the browser ended the worker in between, they say of none. @type {Set<string>} */
  const vouched = new Set();

  /** @param {PortalFetch} event @param {Response} response */
  function vouch(event, response) {
    if (vouched.size > FOREIGN_MOST) vouched.clear();
    if (event.resultingClientId) vouched.add(event.resultingClientId);
    return response;
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
