// @ts-check
/** Small files that the reader chooses: their text, and what it holds. Nothing leaves the device. */
const portalFiles = (() => {
  "use strict";

  /** @param {File} file @returns {Promise<string>} */
  function textOf(file) {
    return new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done(String(reader.result));
      reader.onerror = () => failed(reader.error);
      reader.readAsText(file);
    });
  }

  /** What a file of ours holds; nothing for any other. @param {string} text @returns {any} */
  function object(text) {
    try {
      const found = JSON.parse(text.replace(/^\uFEFF/, ""));
      return found && typeof found === "object" && !Array.isArray(found) ? found : undefined;
    } catch {
      return undefined;
    }
  }

  return { textOf, object };
})();
