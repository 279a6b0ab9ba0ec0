// @ts-check
// Files that come into the form, chosen or dropped: drafts, finished documents, Word files.
/**
 * @param {FormData_} data @param {HTMLElement} root
 * @param {{kind: () => string, begin: (kind: string, raw: FormRaw) => void, say: (text: string) => void, focus: () => void,
 *   word: (file: File, kind: string) => Promise<any>, why: (error: any) => string}} form
 */
const portalFormFiles = (data, root, form) => {
  "use strict";

  const MOST_BYTES = 1024 * 1024;
  const { el } = portalFormElements, { fill } = portalFormCheck, { words } = data, { say } = form;
  const told = /** @type {HTMLElement} */ (root.querySelector("[data-form-told]"));

  /** @param {File} one */
  async function load(one) {
    try {
      if (one.size > MOST_BYTES) throw new Error("size");
      const found = JSON.parse((await new Response(one).text()).replace(/^\ufeff/, ""));
      if (found.format !== data.format || found.version !== data.version || !data.kinds[found.kind]) throw new Error("format");
      if (found.lang !== data.lang) return say(words["draft.lang"]);
      const raw = found.draft ? found.form : portalFormCheck.raw(found, data);
      if (!raw || typeof raw !== "object") throw new Error("form");
      form.begin(found.kind, raw);
      say(fill(words["drafts.opened"], { name: String(raw.title || "") || words["drafts.untitled"] }));
      form.focus();
    } catch {
      say(words["draft.failed"]);
    }
  }

  /** @returns {boolean} */
  const hasPhotos = () => "photos" in data.kinds[form.kind()].fields;

  /** What is to be said of a Word file that was read. @param {any} found @returns {string[]} */
  function about(found) {
    const bare = (/** @type {string} */ text) => text.replace(/[ .:]+$/, "").toLowerCase();
    const renamed = found.mapped.filter((/** @type {[string, string]} */ pair) => bare(pair[0]) !== bare(pair[1]));
    return [
      ...renamed.map((/** @type {[string, string]} */ pair) => fill(words["word.mapped"], { text: pair[0], heading: pair[1] })),
      found.unplaced ? fill(words["word.unplaced"], { count: found.unplaced, field: words["word.rest"] }) : "",
      found.beside ? fill(words["word.beside"], { count: found.beside, field: words["word.rest"] }) : "",
      found.pictures && hasPhotos() ? fill(words["word.pictures"], { count: found.pictures }) : "",
      found.otherLanguage ? words["word.language"] : "",
      words["word.next"],
    ].filter(Boolean);
  }

  /** A Word file fills a new document. @param {File} one */
  async function fromWord(one) {
    say(words["word.working"]);
    portalReplace(told);
    try {
      const found = await form.word(one, form.kind());
      form.begin(form.kind(), found.raw);
      say(fill(words["word.read"], { name: one.name, count: found.words }));
      portalReplace(told, ...about(found).map((text) => el("li", {}, text)));
    } catch (error) {
      say(fill(words["word.failed"], { name: one.name, why: form.why(error) }));
    }
    told.scrollIntoView({ block: "nearest" });
  }

  /** @param {File|null|undefined} one */
  async function take(one) {
    if (!one) return;
    if (/\.(?:json|txt)$/i.test(one.name)) {
      portalReplace(told);
      await load(one);
    } else if (/^image\//.test(one.type)) say(words[hasPhotos() ? "photo.where" : "word.other"]);
    else await fromWord(one);
  }

  /** Say below a field that pictures came along. @param {HTMLTextAreaElement} area @param {boolean} missing */
  function pictured(area, missing) {
    const before = area.parentElement && area.parentElement.querySelector(".f-pasted");
    if (before) before.remove();
    if (!missing) return;
    area.after(el("p", { class: "f-help f-pasted", role: "status" }, [words["paste.pictures"], hasPhotos() && words["photo.where"]].filter(Boolean).join(" ")));
  }

  for (const name of ["load", "word"]) {
    const input = /** @type {HTMLInputElement} */ (root.querySelector("[data-form-" + name + "]"));
    input.addEventListener("change", () => {
      const file = input.files && input.files[0];
      void (name === "word" && file ? fromWord(file) : take(file));
      input.value = "";
    });
  }
  // Beside its place too: else the browser would open the file instead of the form.
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      const drag = event instanceof DragEvent ? event.dataTransfer : null;
      if (!drag || ![...drag.types].includes("Files")) return;
      event.preventDefault();
      root.classList.toggle("f-dropping", name === "dragover");
      if (name === "drop") void take(drag.files[0]);
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (event instanceof DragEvent && !event.relatedTarget) root.classList.remove("f-dropping");
  });

  return { pictured };
};
