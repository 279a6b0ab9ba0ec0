// @ts-check
/**
 * What the web app keeps on the device, for the worker (which has this script before its own) and for pages alike.
 *
 * One store (of the browser's Cache API) holds every file under its SHA-256. So what did not change between two
 * editions is kept once and never loaded again, a download goes on where it was cut off, and a file that came damaged,
 * cut short, or from somebody else (a login page of the network, an error) does not get in. Which file belongs to which
 * address is said by the edition: its worker holds the hashes of the shell and of the lists, a list those of a folder
 * (portal/publish/webapp/lists.py). No record says who read what: what is kept is all that is known.
 */
const portalStore = (() => {
  "use strict";

  /** Length and hash. @typedef {[number, string]} Entry */
  /** @typedef {{edition: string, files: Object<string, Entry>, start: Object<string, string[]>, lists: Object<string, Entry[]>}} Edition */
  /** @typedef {{id: string, files: number, bytes: number, lists: string[]}} Pack */
  /** What the reader wants to have whole. @typedef {{packs: string[], running: boolean}} Wish */
  /** @typedef {Object<string, [number, string, number[]]>} List */

  const FOLDER = "assets/offline/", PACKS = FOLDER + "packs.json", AT_ONCE = 4;
  /** On what a page loads for the store: the worker would only do the same once more. */
  const DIRECT = "Portal-Keep";

  /**
   * The headers of a file whose content was read. What its host says of it stays, such as who may show it in a frame; but
   * it is packed no more, and a cache would hold what answers vary by against the next question.
   * @param {Response} response @returns {Headers}
   */
  function unpacked(response) {
    const headers = new Headers(response.headers);
    for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
    if (!headers.has("Content-Type")) headers.set("Content-Type", "application/octet-stream");
    return headers;
  }

  /** Not the file that the edition names: damaged, cut short, of another edition, or not ours at all. */
  class NotTheFile extends Error {
    /** @param {string} why */
    constructor(why) {
      super(why);
      this.name = "NotTheFile";
    }
  }

  /** @param {ArrayBuffer} bytes @returns {Promise<string>} */
  async function hashOf(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return btoa(String.fromCharCode(...digest)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  }

  /** Which of a folder's lists holds a name; as in lists.py. @param {string} name @param {number} count @returns {number} */
  function bucket(name, count) {
    let number = 0;
    for (const sign of new TextEncoder().encode(name)) number = (number * 31 + sign) % 4294967296;
    return number % count;
  }

  /** The name of a file whose name follows from its content. */
  const HASHED = /\.[0-9a-f]{8}\.(\w+)$/;
  /** What such a file is called in every edition. @param {string} path @returns {string} */
  const plain = (path) => path.replace(HASHED, ".$1");

  /** @param {object} object @param {string} key @returns {boolean} */
  const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

  class Store {
    /** @param {string} root address of the site's root, with a slash at the end */
    constructor(root) {
      this.root = root;
      // Several portals may live on one host, each in a folder.
      this.name = "portal " + new URL(root).pathname;
      /** @type {Map<string, Promise<List>>} */
      this.parsed = new Map();
      /** @type {Map<string, Promise<Response>>} */
      this.loading = new Map();
    }

    /** @param {string} key @returns {string} an address that no server has */
    addressOf(key) {
      return this.root + ".kept/" + key;
    }

    /** @returns {Promise<Cache>} */
    open() {
      return caches.open(this.name);
    }

    // ---- Notes

    /** @param {string} key @returns {Promise<any>} */
    async note(key) {
      const found = await caches.match(this.addressOf(key), { cacheName: this.name });
      return found ? found.json() : undefined;
    }

    /** @param {string} key @param {unknown} value */
    async write(key, value) {
      await (await this.open()).put(this.addressOf(key), new Response(JSON.stringify(value)));
    }

    /** The edition that pages are served from; none before the worker is ready. @returns {Promise<Edition|undefined>} */
    current() {
      return this.note("current");
    }

    /** @returns {Promise<Wish>} */
    async wish() {
      return (await this.note("wish")) || { packs: [], running: false };
    }

    // ---- Files

    /** The path in the site behind an address; empty for one that is not of the site. @param {string} address @returns {string} */
    path(address) {
      const { origin, pathname } = new URL(address), own = new URL(this.root);
      if (origin !== own.origin || !pathname.startsWith(own.pathname)) return "";
      let path = pathname.slice(own.pathname.length);
      try {
        path = decodeURIComponent(path);
      } catch {
        return "";
      }
      if (!path || path.endsWith("/")) return path + "index.html";
      // Some hosts leave the suffix away.
      return /\.[^/]*$/.test(path) ? path : path + ".html";
    }

    /** @param {Entry} entry @returns {Promise<Response|undefined>} */
    kept(entry) {
      return caches.match(this.addressOf(entry[1]), { cacheName: this.name });
    }

    /**
     * The file if it is what the entry says. Throws NotTheFile where it is not.
     * @param {Response} response @param {Entry} entry @returns {Promise<Response>}
     */
    async checked(response, entry) {
      if (response.status !== 200 || response.type === "opaque") throw new NotTheFile(String(response.status));
      const bytes = await response.arrayBuffer();
      if (bytes.byteLength !== entry[0] || (await hashOf(bytes)) !== entry[1]) throw new NotTheFile("hash");
      const headers = unpacked(response);
      headers.set("Content-Length", String(entry[0]));
      return new Response(bytes, { headers });
    }

    /**
     * Keep a checked file. Without room it is handed on all the same, unless that is not enough.
     * @param {Response} file @param {Entry} entry @param {boolean} [strict] @returns {Promise<Response>}
     */
    async keep(file, entry, strict) {
      try {
        await (await this.open()).put(this.addressOf(entry[1]), file.clone());
      } catch (error) {
        if (strict) throw error;
      }
      return file;
    }

    /**
     * Load a file and keep it. Throws NotTheFile, TypeError where there is no connection, and what the browser says
     * when there is no room and the file must be kept (`strict`).
     * @param {string} path @param {Entry} entry @param {{signal?: AbortSignal, strict?: boolean}} [options]
     * @returns {Promise<Response>}
     */
    load(path, entry, options) {
      const running = this.loading.get(entry[1]);
      if (running) return running.then((response) => response.clone());
      const wait = this.fetched(path, entry, options).finally(() => this.loading.delete(entry[1]));
      this.loading.set(entry[1], wait);
      return wait.then((response) => response.clone());
    }

    /**
     * @param {string} path @param {Entry} entry @param {{signal?: AbortSignal, strict?: boolean}} [options]
     * @returns {Promise<Response>}
     */
    async fetched(path, entry, { signal, strict } = {}) {
      const address = this.root + path.split("/").map(encodeURIComponent).join("/");
      /** @type {unknown} */
      let fault;
      // The browser's own cache may hold another edition's file: asked for once more past it.
      for (const cache of /** @type {RequestCache[]} */ (["no-cache", "reload"])) {
        const response = await fetch(address, { cache, credentials: "same-origin", signal, headers: { [DIRECT]: "1" } });
        try {
          return await this.keep(await this.checked(response, entry), entry, strict);
        } catch (error) {
          fault = error;
          if (!(error instanceof NotTheFile)) break;
        }
      }
      throw fault;
    }

    /** @param {string} path @param {Entry} entry @returns {Promise<Response>} */
    async file(path, entry) {
      return (await this.kept(entry)) || this.load(path, entry);
    }

    // ---- Lists

    /** @param {Edition} edition @param {string} folder @param {number} number @returns {Promise<List>} */
    list(edition, folder, number) {
      const entry = edition.lists[folder][number];
      const found = this.parsed.get(entry[1]);
      if (found) return found;
      const wait = this.file(`${FOLDER}${folder}-${number}.json`, entry).then((response) => response.json());
      this.parsed.set(entry[1], wait);
      wait.catch(() => this.parsed.delete(entry[1]));
      return wait;
    }

    /** The list that a path stands in, if the edition has one. @param {Edition} edition @param {string} path */
    place(edition, path) {
      const end = path.lastIndexOf("/"), name = path.slice(end + 1);
      const folder = end < 0 ? "root" : path.slice(0, end).replace(/\//g, ".");
      if (!has(edition.lists, folder)) return undefined;
      return { folder, name, number: bucket(name, edition.lists[folder].length) };
    }

    /** Whether `entry` needs no connection. @param {Edition} edition @param {string} path @returns {Promise<boolean>} */
    async atHand(edition, path) {
      const place = this.place(edition, path);
      if (has(edition.files, path) || !place) return true;
      const entry = edition.lists[place.folder][place.number];
      return this.parsed.has(entry[1]) || Boolean(await this.kept(entry));
    }

    /**
     * What the edition says of a path; undefined for what it does not have. Throws where the list is not to be had.
     * @param {Edition} edition @param {string} path @returns {Promise<Entry|undefined>}
     */
    async entry(edition, path) {
      if (has(edition.files, path)) return edition.files[path];
      const place = this.place(edition, path);
      if (!place) return undefined;
      const list = await this.list(edition, place.folder, place.number);
      return has(list, place.name) ? [list[place.name][0], list[place.name][1]] : undefined;
    }

    /**
     * The file that has the same name but for its hash. `shell`: the edition before loaded it for every reader.
     * @param {Edition} edition @param {string} path @param {boolean} shell @returns {Promise<[string, Entry]|undefined>}
     */
    async alike(edition, path, shell) {
      const hashed = HASHED.test(path), same = has(edition.files, path) ? path : "";
      const own = same || (hashed && Object.keys(edition.files).find((one) => plain(one) === plain(path)));
      if (own || shell) return own ? [own, edition.files[own]] : undefined;
      const entry = await this.entry(edition, path), place = this.place(edition, path);
      if (entry || !place || !hashed) return entry && [path, entry];
      for (let number = 0; number < edition.lists[place.folder].length; number++) {
        for (const [name, [size, hash]] of Object.entries(await this.list(edition, place.folder, number))) {
          if (plain(name) === plain(place.name)) return [inFolder(place.folder, name), [size, hash]];
        }
      }
      return undefined;
    }

    /** @param {string} list its name with the number @returns {[string, number]} */
    static parted(list) {
      const end = list.lastIndexOf("-");
      return [list.slice(0, end), Number(list.slice(end + 1))];
    }

    /** @param {Edition} edition @returns {Promise<Pack[]>} */
    async packs(edition) {
      return (await this.file(PACKS, edition.files[PACKS])).json();
    }

    /** The files of some packs. @param {Edition} edition @param {string[]} ids @returns {Promise<Map<string, Entry>>} */
    async inPacks(edition, ids) {
      const packs = await this.packs(edition), chosen = packs.map((pack) => ids.includes(pack.id));
      const names = new Set(packs.flatMap((pack, i) => (chosen[i] ? pack.lists : [])));
      /** @type {Map<string, Entry>} */
      const found = new Map();
      await Promise.all([...names].map(async (name) => {
        const [folder, number] = Store.parted(name), list = await this.list(edition, folder, number);
        for (const [file, [size, hash, numbers]] of Object.entries(list)) {
          if (numbers.some((one) => chosen[one])) found.set(inFolder(folder, file), [size, hash]);
        }
      }));
      return found;
    }

    /** The hashes of all files that are kept. @returns {Promise<Set<string>>} */
    async hashes() {
      const keys = await (await this.open()).keys(), start = this.addressOf("").length;
      return new Set(keys.map((request) => request.url.slice(start)));
    }

    /** Every path of the edition whose file is kept. @param {Edition} edition @returns {Promise<Map<string, Entry>>} */
    async keptPaths(edition) {
      const hashes = await this.hashes();
      const found = new Map(Object.entries(edition.files).filter(([, entry]) => hashes.has(entry[1])));
      for (const [folder, entries] of Object.entries(edition.lists)) {
        for (let number = 0; number < entries.length; number++) {
          // A file is never kept without the list that vouches for it.
          if (!hashes.has(entries[number][1])) continue;
          for (const [file, [size, hash]] of Object.entries(await this.list(edition, folder, number))) {
            if (hashes.has(hash)) found.set(inFolder(folder, file), [size, hash]);
          }
        }
      }
      return found;
    }

    /**
     * Load what is missing of these files, a few at a time. The first fault ends it, but where `bad` says to go on.
     * @param {Iterable<[string, Entry]>} files
     * @param {{done?: (path: string, entry: Entry) => void, bad?: (path: string, error: unknown) => boolean, signal?: AbortSignal}} [options]
     * @returns {Promise<number>} how many it went on after
     */
    async loadAll(files, { done, bad, signal } = {}) {
      const hashes = await this.hashes(), rest = [...files].filter(([, entry]) => !hashes.has(entry[1])).reverse();
      /** @type {unknown} */
      let fault, faults = 0;
      const work = async () => {
        for (let next = rest.pop(); next && !fault; next = rest.pop()) {
          try {
            await this.load(next[0], next[1], { signal, strict: true });
            if (done) done(...next);
          } catch (error) {
            if (bad && bad(next[0], error)) faults++;
            else fault = fault || error;
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      if (fault) throw fault;
      return faults;
    }

    /** Everything of this portal on this device, the worker too. */
    async clear() {
      this.parsed.clear();
      try {
        await caches.delete(this.name);
      } finally {
        const found = navigator.serviceWorker && (await navigator.serviceWorker.getRegistration(this.root));
        if (found) await found.unregister();
      }
    }

    /**
     * The same, and a mark that nothing is kept from now on. It comes first, so that no other page of the portal begins
     * anew; what was to be deleted is deleted without it too.
     * @param {string} off the name of the mark @returns {Promise<boolean>} whether it stands
     */
    async end(off) {
      const mark = () => {
        try {
          localStorage.setItem(off, "1");
          return true;
        } catch {
          return false;
        }
      };
      const marked = mark();
      await this.clear();
      return marked || mark();
    }
  }

  /** @param {string} folder @param {string} file @returns {string} */
  function inFolder(folder, file) {
    return folder === "root" ? file : `${folder.replace(/\./g, "/")}/${file}`;
  }

  return { Store, NotTheFile, DIRECT, HASHED, plain, unpacked };
})();
