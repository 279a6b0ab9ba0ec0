// @ts-check
/**
 * Loads what the reader wants to have whole. It runs in a page, not in the worker, which browsers end after minutes.
 * Each file is kept as it arrives, so that nothing is lost when the page is closed, the line is cut or the reader
 * pauses: what is missing is worked out anew. Needs offline-store.js.
 */
const portalKeep = (() => {
  "use strict";

  /** @typedef {"running"|"waiting"|"paused"|"done"|"full"|"refused"|"damaged"|"elsewhere"} State */
  /** @typedef {{state: State, files: number, count: number, bytes: number, all: number, free: number, bad: number}} Progress */

  const FIRST_WAIT = 1000, LONGEST_WAIT = 30000, MOST_BAD = 5, ROOM = 1.1;

  class Keeper {
    /** @param {string} root @param {(progress: Progress) => void} [report] */
    constructor(root, report) {
      this.store = new portalStore.Store(root);
      this.report = report || (() => undefined);
      this.lock = "portal keep " + root;
      /** @type {AbortController|undefined} */
      this.stop = undefined;
    }

    /** @param {string} pack */
    async add(pack) {
      const { packs } = await this.store.wish();
      await this.pause();
      await this.store.write("wish", { packs: [...new Set([...packs, pack])], running: true });
      // Asked for once the reader has said that it matters; the answer is shown, not needed.
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => false);
      await this.go();
    }

    async resume() {
      await this.store.write("wish", { ...(await this.store.wish()), running: true });
      await this.go();
    }

    async pause() {
      // First: where there is no room even for the wish, it stops all the same.
      if (this.stop) this.stop.abort();
      this.stop = undefined;
      await this.store.write("wish", { ...(await this.store.wish()), running: false });
    }

    /** Where things stand. @returns {Promise<{files: Map<string, [number, string]>, progress: Progress}|undefined>} */
    async look() {
      const { packs } = await this.store.wish(), edition = await this.store.current();
      if (!edition || !packs.length) return undefined;
      const files = await this.store.inPacks(edition, packs), hashes = await this.store.hashes();
      /** @type {Progress} */
      const progress = { state: "paused", files: 0, count: 0, bytes: 0, all: 0, free: 0, bad: 0 };
      for (const [size, hash] of files.values()) {
        progress.count++;
        progress.all += size;
        if (!hashes.has(hash)) continue;
        progress.files++;
        progress.bytes += size;
      }
      if (progress.files === progress.count) progress.state = "done";
      return { files, progress };
    }

    /** Go on until all is there or somebody stops it; in one tab only. */
    async go() {
      if (!navigator.locks) return this.work();
      // eslint-disable-next-line compat/compat -- returned above where there is none
      await navigator.locks.request(this.lock, { ifAvailable: true }, async (lock) => {
        if (lock) return this.work();
        const found = await this.look();
        if (found && found.progress.state !== "done") this.report({ ...found.progress, state: "elsewhere" });
      });
    }

    async work() {
      const stop = (this.stop = new AbortController());
      for (let wait = FIRST_WAIT; !stop.signal.aborted && (await this.store.wish()).running; wait = Math.min(2 * wait, LONGEST_WAIT)) {
        /** @type {Progress|undefined} */
        let progress;
        try {
          const found = await this.look();
          if (!found) return;
          progress = found.progress;
          const before = progress.files, state = await this.round(found.files, progress, stop.signal);
          if (stop.signal.aborted) state !== "done" && this.report({ ...progress, state: "paused" });
          else if (state !== "waiting") return await this.end({ ...progress, state });
          if (progress.files > before) wait = FIRST_WAIT / 2;
        } catch (error) {
          // A list did not come.
          if (error instanceof portalStore.NotTheFile) return await this.end({ ...(progress || NONE), state: "damaged", bad: 1 });
          if (refused(error)) return await this.end({ ...(progress || NONE), state: "refused" });
        }
        if (stop.signal.aborted) return;
        this.report({ ...(progress || NONE), state: "waiting" });
        await connection(wait, stop.signal);
      }
    }

    /** @param {Progress} progress */
    async end(progress) {
      this.stop = undefined;
      await this.store.write("wish", { ...(await this.store.wish()), running: false }).catch(() => undefined);
      this.report(progress);
    }

    /**
     * @param {Map<string, [number, string]>} files @param {Progress} progress counted up @param {AbortSignal} signal
     * @returns {Promise<State>}
     */
    async round(files, progress, signal) {
      if (progress.state === "done") return "done";
      // Browsers state more room than they give, so that it tells sites nothing; less they do not.
      // eslint-disable-next-line compat/compat -- asked for first
      const { quota = 0, usage = 0 } = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : {};
      progress.free = Math.max(0, quota - usage);
      if (quota && (progress.all - progress.bytes) * ROOM > progress.free) return "full";
      progress.state = "running";
      this.report(progress);
      try {
        await this.store.loadAll(files, {
          signal,
          done: (_, [size]) => {
            progress.files++;
            progress.bytes += size;
            if (!signal.aborted) this.report(progress);
          },
          bad: (_, error) => error instanceof portalStore.NotTheFile && ++progress.bad < MOST_BAD,
        });
      } catch (error) {
        if (refused(error)) return "refused";
        if (!(error instanceof portalStore.NotTheFile)) return "waiting";
      }
      if (!progress.bad) return "done";
      // Perhaps the server has a newer edition.
      const registration = await navigator.serviceWorker.getRegistration(this.store.root);
      if (registration) registration.update().catch(() => undefined);
      return "damaged";
    }
  }

  /** @param {unknown} error @returns {boolean} */
  const refused = (error) => error instanceof Error && error.name === "QuotaExceededError";

  /** @type {Progress} */
  const NONE = { state: "waiting", files: 0, count: 0, bytes: 0, all: 0, free: 0, bad: 0 };

  /** Some time, less when the connection is said to be back. @param {number} time @param {AbortSignal} signal @returns {Promise<void>} */
  function connection(time, signal) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        window.removeEventListener("online", end);
        resolve();
      };
      const timer = setTimeout(end, time);
      window.addEventListener("online", end);
      signal.addEventListener("abort", end, { once: true });
    });
  }

  return { Keeper };
})();
