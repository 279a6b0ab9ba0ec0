// @ts-check
/**
 * The files of the index: loaded by script elements, each held against its stamp, asked for once more when it is not
 * what the manifest says, and all of them anew when the site has a newer edition.
 */
const portalSearchFiles = (() => {
  "use strict";

  const VERSION = 7, STAMP = 8, NARROW = "windows-1251";

  /** What has arrived, by language and name. @type {Map<string, {stamp: string, data: any}>} */
  const arrived = new Map();
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();

  /** @param {string} place @param {string} stamp @param {string} name @param {any} data */
  function put(place, stamp, name, data) {
    arrived.set(place + "/" + name, { stamp, data });
  }

  /**
   * Loads a script; the search page's own head may have asked for it already.
   * @param {string} address @param {string} [charset] @returns {Promise<void>}
   */
  let load = (address, charset) => new Promise((resolve, reject) => {
    const early = early_.asked && early_.asked[address];
    /** @type {HTMLScriptElement} */
    const element = early || document.createElement("script");
    if (early && early.dataset.done) return early.dataset.done === "1" ? resolve() : reject(new Error(address));
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => reject(new Error(address)));
    if (!early) {
      if (charset) element.charset = charset;
      element.src = address;
      document.head.append(element);
    }
  });

  /** The whole address: the page and its search field write it in two ways. @param {string} address @returns {string} */
  const whole = (address) => (typeof document === "undefined" ? address : new URL(address, document.baseURI).href);

  /** Loads any script of the site once. @param {string} address @param {string} [charset] @returns {Promise<void>} */
  function script(address, charset) {
    const wait = asked.get(whole(address)) || load(address, charset);
    asked.set(whole(address), wait);
    return wait;
  }

  /** Asks for it anew the next time. @param {string} address */
  function forget(address) {
    asked.delete(whole(address));
  }

  /** A script of the site, which is asked for anew when it failed. @param {string} address @returns {Promise<void>} */
  function part(address) {
    const wait = script(address);
    wait.catch(() => forget(address));
    return wait;
  }

  /** @param {(address: string, charset?: string) => Promise<void>} loader in the place of script elements */
  function use(loader) {
    load = loader;
  }

  /** The site has a newer edition than this. */
  class Stale extends Error {
    /** @param {string} file */
    constructor(file) {
      super(file);
      this.name = "Stale";
    }
  }

  class Files {
    /**
     * @param {SearchManifest} manifest @param {string} base address of the site's root, with a slash at the end
     * @param {string} [place] the folder of the index, and the name by which its files hand themselves over
     */
    constructor(manifest, base, place) {
      this.place = place || manifest.lang;
      this.manifest = manifest;
      this.base = base;
      this.lang = manifest.lang;
      this.folder = `${base}built:search/${this.place}/`;
      this.partly = false;
      /** The index of names, once it was asked for. @type {Promise<InstanceType<typeof portalSearchIndex.Index>>|undefined} */
      this.names = undefined;
      /** Files that failed in this search. @type {Set<string>} */
      this.failed = new Set();
      this.forget();
    }

    forget() {
      /** @type {Map<string, InstanceType<typeof portalSearchTables.Shard>>} */
      this.shards = new Map();
      /** Stamps of files with suggestions, by the letters that lead to them. @type {Map<string, string>} */
      this.nodes = new Map();
      /** Stamps of the files of texts, by the cards that are there. @type {Map<string, string>} */
      this.texts = new Map();
      /** What facets and order say, once they were asked for. @type {Object<string, InstanceType<typeof portalSearchTables.Column>>|undefined} */
      this.columns = undefined;
      /** @type {any} */
      this.orders = undefined;
      /** Shards of the vocabulary once they are read, by their data. @type {Map<any, SearchVocabulary>|undefined} */
      this.vocabulary = undefined;
    }

    /** What the content of a file must be, which stands in its name too. @param {string} name @returns {string} */
    stamp(name) {
      const { terms, rest, documents, repair, facets, order, lexicon, synonyms } = this.manifest;
      if (name === "facets" || name === "order" || name === "y") return { facets, order, y: synonyms }[name];
      if (name[0] === "w") return lexicon;
      const list = { t: terms, r: rest, d: documents, v: repair }[name[0]], number = Number(name.slice(1)) * STAMP;
      if (list !== undefined) return list.slice(number, number + STAMP);
      return (name[0] === "x" ? this.texts : this.nodes).get(name) || "";
    }

    /** @param {string} key @returns {string} */
    path(key) {
      const [page, anchor] = key.split("#");
      return portalFolder(this.lang) + page + ".html" + (anchor ? "#" + anchor : "");
    }

    /**
     * The content of a file. A file that fails is asked for once more past all caches.
     * @param {string} name @returns {Promise<any>}
     */
    async file(name) {
      let fault;
      for (const again of ["", "?" + Date.now()]) {
        const stamp = this.stamp(name), key = this.place + "/" + name, address = this.address(name) + again;
        const fits = () => {
          const found = arrived.get(key);
          return found && (!stamp || found.stamp === stamp) ? found : undefined;
        };
        const found = fits();
        if (found) return found.data;
        const before = arrived.get(key);
        try {
          await script(address, this.isNarrow(name) ? NARROW : undefined);
        } catch (error) {
          forget(address);
          fault = error;
          continue;
        }
        const now = fits();
        if (now) return now.data;
        forget(address);
        fault = arrived.get(key) !== before ? new Stale(name) : new Error(name);
      }
      throw fault;
    }

    /** Whether a file has one byte a letter, as texts on a stick have. @param {string} name @returns {boolean} */
    isNarrow(name) {
      return name[0] === this.manifest.narrow;
    }

    /** Where a file lies; on a stick several share one. @param {string} name @returns {string} */
    address(name) {
      const packs = this.manifest.packs, many = packs && packs[name[0]];
      if (many === undefined) return `${this.folder}${name}.${this.stamp(name)}.js`;
      const pack = typeof many === "string" ? portalSearchCodes.shardOf(many, name) : Math.floor(Number(name.slice(1)) / many);
      return `${this.folder}${name[0]}-${pack}.js`;
    }

    /**
     * Like `file`, for what the search can do without: whether the edition is an old one is asked first.
     * @param {string} name @returns {Promise<any>}
     */
    async perhaps(name) {
      if (this.failed.has(name)) return null;
      try {
        return await this.file(name);
      } catch (error) {
        if (error instanceof Stale || (await this.renewed())) throw new Stale(name);
        this.partly = true;
        this.failed.add(name);
        return null;
      }
    }

    /** Whether the site has a newer edition than this one; the manifest is then the new one. @returns {Promise<boolean>} */
    async renewed() {
      const old = this.manifest.edition;
      try {
        const manifest = await manifestOf(this.place, this.base, true);
        if (manifest.edition === old) return false;
        this.manifest = manifest;
        this.forget();
        return true;
      } catch {
        return false;
      }
    }
  }

  /** @param {string} place @param {string} base @param {boolean} [anew] @returns {Promise<SearchManifest>} */
  async function manifestOf(place, base, anew) {
    const key = place + "/manifest";
    if (anew || !arrived.has(key)) {
      await load(`${base}built:search/${place}/manifest.js${anew ? "?" + Date.now() : ""}`);
    }
    const found = arrived.get(key);
    if (!found || found.data.v !== VERSION) throw new Error(key);
    return found.data;
  }

  /** @type {{put?: Function, early?: any[][], asked?: Object<string, HTMLScriptElement>}} */
  const early_ = /** @type {any} */ (globalThis).portalSearch || {};
  for (const [lang, stamp, name, data] of early_.early || []) put(lang, stamp, name, data);

  return { Files, Stale, VERSION, STAMP, arrived, put, part, use, manifestOf };
})();
