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
    const found = portalFiles.object(text);
    const format = found && found["portal-learning"];
    if (typeof format !== "number") return { why: "file.damaged" };
    if (format !== portalLearning.FORMAT) return { why: "file.foreign" };
    const lessons = portalLearning.sound(found.lessons);
    return Object.keys(lessons).length ? { lessons } : { why: "file.unknown" };
  }

  return { written, read };
})();
