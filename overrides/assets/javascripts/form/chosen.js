// @ts-check
// Files that people choose or drop: a photograph in its field, a Word file for the whole form. What reads them is loaded
// when the first one comes.
/** @param {FormData_} data */
const portalFormChosen = (data) => {
  "use strict";

  const { el, id, trouble } = portalFormElements, { fill } = portalFormCheck, { words } = data;
  const MOST_KEPT = 200 * 1024, PICTURE = /^data:image\/jpeg;base64,[A-Za-z0-9+/]+=*$/;
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  const base = own.slice(0, own.indexOf("assets/javascripts/"));
  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();

  /** @param {string} name @returns {Promise<void>} */
  function script(name) {
    const wait = loading.get(name) || new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = base + name;
      element.onload = () => resolve();
      element.onerror = () => reject(new Error("load.failed"));
      document.head.append(element);
    });
    loading.set(name, wait);
    wait.catch(() => loading.delete(name));
    return wait;
  }

  /** The words for an error of what was loaded. @param {any} error @returns {string} */
  const why = (error) => fill(words[error && error.message] || words["load.failed"], (error && error.values) || {});

  /** A photograph: chosen, made smaller, shown. @param {FormNode} node @param {() => void} changed @returns {FormField} */
  function photo(node, changed) {
    const place = id(), input = el("input", { type: "file", id: place, accept: "image/jpeg,image/png,image/webp", "aria-describedby": place + "-help" });
    const image = el("img", { class: "f-photo", alt: "", hidden: true });
    const told = el("p", { class: "f-help", role: "status" }), wrong = trouble(place + "-error");
    let value = "";
    const show = () => {
      image.hidden = !value;
      if (value) image.src = value;
      else image.removeAttribute("src");
    };
    const error = (/** @type {string} */ text, keepsRoom = false) => {
      wrong.tell(text, keepsRoom);
      input.setAttribute("aria-describedby", place + "-help" + (text ? " " + place + "-error" : ""));
    };
    input.addEventListener("change", async () => {
      const file = input.files && input.files[0];
      if (!file) return;
      error("");
      told.textContent = words["photo.working"];
      try {
        await script("built:form-photo.js");
        value = await /** @type {any} */ (globalThis).portalPhoto.smaller(file, data.photo);
        told.textContent = fill(words["photo.taken"], { size: Math.ceil((value.length * 3) / 4 / 1024) });
      } catch (problem) {
        value = "";
        told.textContent = "";
        error(why(problem));
      }
      input.value = "";
      show();
      changed();
    });
    return {
      element: el("div", { class: "f-field f-field--photo" },
        el("label", { for: place }, node.label, " ", el("span", { class: "f-mark" }, node.required ? words.required : "")),
        el("p", { class: "f-help", id: place + "-help" }, node.help), wrong.element,
        el("p", { class: "f-buttons" }, el("span", { class: "p-button p-button--quiet p-file" }, words["photo.choose"], " ", input)), told, image),
      read: () => value,
      write(given) {
        value = typeof given === "string" && given.length < MOST_KEPT && PICTURE.test(given) ? given : "";
        show();
      },
      error,
      target: () => input,
      find: () => undefined,
    };
  }

  /** A Word file as the fields of the form. @param {File} file @param {string} kind @returns {Promise<any>} */
  async function word(file, kind) {
    await Promise.all([script("built:fflate.js"), script("built:form-word.js")]);
    return /** @type {any} */ (globalThis).portalWord.read(new Uint8Array(await new Response(file).arrayBuffer()), file.name, kind, data);
  }

  return { photo, word, why };
};
