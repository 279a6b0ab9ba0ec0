// @ts-check
// The page where a reader keeps the portal: what is kept, what could be, the download, and its end.
(() => {
  "use strict";

  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = own.slice(0, own.indexOf("assets/javascripts/")), lang = document.documentElement.lang;
  const off = "portal-offline-off " + new URL(root).pathname;
  /** Documents, not the lists and maps around them. */
  const DOCUMENTS = new RegExp("^([a-z]+/)?(?:" + portalList.folders + ")/(?!index\\.|page-)[^/]*\\.html$");
  const MOST_LISTED = 300, RECOUNT = 700;

  /** @template {HTMLElement} T @param {string} name @param {ParentNode} [within] @returns {T} */
  const part = (name, within) => /** @type {T} */ ((within || document).querySelector(`[data-offline-${name}]`));
  /** @type {Object<string, string>} */
  const words = JSON.parse(part("words").textContent || "{}");
  /** What can fail at the end, by name, and what the page says where it could not get ready. */
  const told = part("failed").dataset, unready = part("failed").textContent || "";
  /** @param {string} name @param {Object<string, string|number>} values @returns {string} */
  const say = (name, values) => words[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  /** Megabytes as they are written in both languages. @param {number} bytes @returns {string} */
  const size = (bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0).replace(".", ",") + "\u00a0МБ";

  missing();
  if (!root.startsWith("http")) {
    show("how", false); // nothing is kept from a disk, nor loaded
    return show("file");
  }
  let stopped = false;
  try {
    stopped = Boolean(localStorage.getItem(off));
  } catch {
    return show("unsupported");
  }
  if (!navigator.serviceWorker || !window.caches || !window.crypto.subtle) return show("unsupported");
  part("on").addEventListener("click", () => {
    localStorage.removeItem(off);
    window.location.reload();
  });
  if (stopped) return show("off");
  const store = new portalStore.Store(root), keeper = new portalKeep.Keeper(root, progress);
  show("preparing");
  prepare().then(() => tried(begin), (error) => {
    show("preparing", false);
    // A worker that did not come says nothing of the browser.
    show(error instanceof TypeError ? "failed" : "unsupported");
  });

  /** Wait for the worker; throws where the browser wants none. */
  async function prepare() {
    const registration = await navigator.serviceWorker.register(root + "built:worker.js", { scope: root, updateViaCache: "none" });
    if (!registration) throw new Error("no worker");
    const { installing } = registration;
    // One that fails to get its files leaves the word on the connection where it is.
    if (installing) installing.addEventListener("statechange", () => {
      if (installing.state === "redundant" && !registration.active) {
        show("preparing", false);
        show("failed");
      }
    });
    await navigator.serviceWorker.ready;
  }

  /** @param {string} name @param {boolean} [shown] */
  function show(name, shown = true) {
    part(name).hidden = !shown;
  }

  /** The address that led here instead of its page. */
  function missing() {
    const asked = new URLSearchParams(window.location.search).get("page");
    if (asked === null) return;
    // Only a place of this site, whatever stands in the address.
    const target = new URL(root + asked.replace(/^[./\\]+/, ""));
    if (!target.href.startsWith(root)) return;
    part("address").textContent = asked.split("?")[0];
    /** @type {HTMLAnchorElement} */ (part("retry")).href = target.href;
    show("missing");
    window.addEventListener("online", () => show("online"));
  }

  async function begin() {
    for (let tries = 0; tries < 50 && !(await store.current()); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    show("preparing", false);
    show("app");
    controls();
    await refresh();
    // Without a connection nobody knows what its lists hold.
    const found = await keeper.look().catch(() => undefined), { running } = await store.wish();
    if (found && (running || found.progress.state !== "done")) progress(found.progress);
    if (running) await keeper.go().then(refresh);
  }

  function controls() {
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-offline-pack]"))) {
      row.querySelector("button")?.addEventListener("click", () => tried(() => keeper.add(row.dataset.offlinePack || "").then(refresh)));
    }
    part("pause").addEventListener("click", () => tried(() => keeper.pause().then(look)));
    part("resume").addEventListener("click", () => tried(() => keeper.resume().then(refresh)));
    part("clear").addEventListener("click", () => sure(true));
    part("no").addEventListener("click", () => sure(false));
    part("yes").addEventListener("click", () => tried(clear, told.undeleted));
    window.addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      const button = part("install");
      button.hidden = false;
      button.onclick = () => {
        button.hidden = true;
        /** @type {{prompt?: () => void}} */ (event).prompt?.();
      };
    });
    part("kept").addEventListener("toggle", () => tried(list));
  }

  /** Do what was asked for, and say where it failed. @param {() => Promise<unknown>} work @param {string} [said] instead of what the error says */
  async function tried(work, said) {
    show("failed", false);
    try {
      await work();
    } catch (error) {
      fail(said || (error instanceof Error && error.name === "QuotaExceededError" ? words["progress.refused"] : unready));
    }
  }

  /** @param {string|undefined} text */
  function fail(text) {
    part("failed").textContent = text || "";
    show("preparing", false);
    show("failed");
    part("failed").scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} asking */
  function sure(asking) {
    show("sure", asking);
    show("clear", !asking);
    part(asking ? "no" : "clear").focus();
  }

  async function clear() {
    await keeper.pause().catch(() => undefined);
    if (await store.end(off)) return window.location.reload();
    show("app", false);
    fail(told.unmarked);
  }

  async function look() {
    const found = await keeper.look();
    if (found) progress(found.progress);
  }

  let counting = false;
  /** What is kept, counted again while it grows, but not all the time. */
  function recount() {
    if (counting) return;
    counting = true;
    setTimeout(() => refresh().catch(() => undefined).then(() => { counting = false; }), RECOUNT);
  }

  /** @param {import("./offline").PortalProgress} now */
  function progress(now) {
    if (now.state === "running") recount();
    const box = part("progress"), bar = /** @type {HTMLProgressElement} */ (box.querySelector("progress"));
    box.hidden = false;
    bar.max = now.all || 1;
    bar.value = now.bytes;
    part("numbers").textContent = now.count ? say("progress.text", { done: size(now.bytes), all: size(now.all), files: now.files, count: now.count }) : "";
    const word = say("progress." + now.state, { need: size(now.all - now.bytes), free: size(now.free), count: now.bad });
    // Said once, not with every file.
    if (part("word").textContent !== word) part("word").textContent = word;
    show("pause", now.state === "running" || now.state === "waiting");
    show("resume", ["paused", "full", "refused", "damaged"].includes(now.state));
  }

  /** Numbers and sizes as they are now. */
  async function refresh() {
    const edition = await store.current();
    if (!edition) return;
    const kept = await store.keptPaths(edition), { packs: wanted } = await store.wish();
    let bytes = 0, pages = 0;
    for (const [path, [length]] of kept) {
      bytes += length;
      if (path.endsWith(".html")) pages++;
    }
    part("count").textContent = String(pages);
    part("bytes").textContent = size(bytes);
    // eslint-disable-next-line compat/compat -- asked for first
    const safe = navigator.storage && navigator.storage.persisted ? await navigator.storage.persisted() : false;
    part("protected").textContent = words[safe ? "state.protected.yes" : "state.protected.no"];
    const all = await store.packs(edition).catch(() => undefined), packs = new Map((all || []).map((pack) => [pack.id, pack]));
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-offline-pack]"))) {
      const id = row.dataset.offlinePack || "", pack = packs.get(id), button = row.querySelector("button");
      if (!all) part("size", row).textContent = words["keep.unknown"];
      if (!pack || !button) continue;
      let state = "";
      if (wanted.includes(id)) {
        const files = await store.inPacks(edition, [id]).catch(() => undefined);
        state = words[!files ? "keep.unknown" : [...files.keys()].every((path) => kept.has(path)) ? "keep.done" : "keep.updated"];
      }
      part("size", row).textContent = [say("keep.size", { size: size(pack.bytes), files: pack.files }), state].filter(Boolean).join(" · ");
      button.hidden = state === words["keep.done"];
    }
    await list(kept);
  }

  /** The documents that are kept, by their titles. @param {Map<string, [number, string]>} [kept] */
  async function list(kept) {
    const box = /** @type {HTMLDetailsElement} */ (part("kept")), place = part("list");
    if (new URLSearchParams(window.location.search).has("page")) box.open = true;
    const edition = box.open && (await store.current());
    if (!edition) return;
    const all = [...(kept || (await store.keptPaths(edition)))].filter(([path]) => DOCUMENTS.test(path));
    const lines = await Promise.all(all.slice(0, MOST_LISTED).map(async ([path, entry]) => {
      const link = document.createElement("a"), line = document.createElement("li");
      link.href = root + path;
      link.lang = portalLanguageOf(path);
      link.textContent = await title(entry) || path;
      line.append(link);
      return line;
    }));
    /** The reader's language first. @param {HTMLElement} line */
    const order = (line) => (line.querySelector(`[lang=${lang}]`) ? "0" : "1") + line.textContent;
    lines.sort((a, b) => order(a).localeCompare(order(b), lang));
    if (!lines.length || all.length > MOST_LISTED) {
      const line = document.createElement("li");
      line.textContent = lines.length ? say("list.more", { count: all.length - MOST_LISTED }) : words["list.none"];
      lines.push(line);
    }
    portalReplace(place, ...lines);
  }

  /** The title in the head of a kept page. @param {[number, string]} entry @returns {Promise<string>} */
  async function title(entry) {
    const file = await store.kept(entry);
    if (!file) return "";
    const text = await new Response((await file.blob()).slice(0, 8192)).text();
    const found = new DOMParser().parseFromString((text.match(/<title>[^<]*<\/title>/) || [""])[0], "text/html").title;
    return found.replace(/ — [^—]*$/, "");
  }
})();
