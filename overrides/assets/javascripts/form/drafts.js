// @ts-check
/** Drafts of the form as this browser keeps them, each under a name of its own. What throws here is the browser. */
const portalFormDrafts = (() => {
  "use strict";

  /** @typedef {{id: string, kind: string, lang: string, saved: number, title: string, form: FormRaw, made?: boolean}} Draft */
  const KEY = "portal-form:";

  /** What an entry holds; nothing where that is no draft, which hides no other one. @param {string|null} text @returns {Draft|undefined} */
  function sound(text) {
    try {
      const one = JSON.parse(text || "");
      return one && one.id && one.form && typeof one.form === "object" ? one : undefined;
    } catch {
      return undefined;
    }
  }

  /** The last one first. @returns {Draft[]} */
  function all() {
    const found = Object.keys(localStorage).filter((key) => key.startsWith(KEY)).map((key) => sound(localStorage.getItem(key)));
    return /** @type {Draft[]} */ (found.filter(Boolean)).sort((a, b) => b.saved - a.saved);
  }

  /** @param {Draft} one */
  const keep = (one) => localStorage.setItem(KEY + one.id, JSON.stringify(one));

  /** @param {string} id */
  const remove = (id) => localStorage.removeItem(KEY + id);

  /** Whether anything would be kept. @returns {boolean} */
  function works() {
    try {
      localStorage.setItem(KEY, "");
      localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  /** Call `then` when another window writes on in a draft. @param {(id: string) => void} then */
  function watch(then) {
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key && key.startsWith(KEY) && newValue) then(key.slice(KEY.length));
    });
  }

  return { all, keep, remove, works, watch };
})();
