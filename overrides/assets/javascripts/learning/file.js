// @ts-check
/** Progress as a file: out of this device and into another one. A file comes from anywhere and is read with care. */
const portalLearningFile = (() => {
  "use strict";

  /** @param {any} lessons @returns {string} */
  const written = (lessons) => JSON.stringify({ "portal-learning": portalLearning.FORMAT, lessons }, null, 1) + "\n";

  /**
   * What a file holds, or which words say why it cannot be used.
   * @param {string} text @returns {{lessons?: ReturnType<typeof portalLearning.sound>, why?: string}}
   */
  function read(text) {
    let found;
    try {
      found = JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch {
      return { why: "file.damaged" };
    }
    const format = found && typeof found === "object" ? found["portal-learning"] : undefined;
    if (typeof format !== "number") return { why: "file.damaged" };
    if (format !== portalLearning.FORMAT) return { why: "file.foreign" };
    const lessons = portalLearning.sound(found.lessons);
    return Object.keys(lessons).length ? { lessons } : { why: "file.unknown" };
  }

  /** @param {File} file @returns {Promise<string>} */
  function textOf(file) {
    return new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done(String(reader.result));
      reader.onerror = () => failed(reader.error);
      reader.readAsText(file);
    });
  }

  /** Let the reader keep a file. @param {string} text @param {string} name */
  function give(text, name) {
    const link = document.createElement("a"), url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  return { written, read, textOf, give };
})();
