// @ts-check
/**
 * A course in a learning management system, by the run-time environment of SCORM 1.2: what the script of lessons keeps
 * goes to the system and comes from there, with the score and whether the course is done. Where no system answers, the
 * course works as anywhere else.
 */
(() => {
  "use strict";

  /** @typedef {{LMSInitialize: Function, LMSFinish: Function, LMSGetValue: Function, LMSSetValue: Function, LMSCommit: Function}} Api */
  /** Letters that a system keeps of a course: 4096, less what signs it counts twice. */
  const MOST = 3900;

  /** The way to the system: of a window around this one, or of the one that opened it. @param {Window|null} start @returns {Api|undefined} */
  function around(start) {
    let window = start;
    try {
      for (let step = 0; window && step < 10; step += 1) {
        const found = /** @type {any} */ (window).API;
        if (found) return found;
        if (window.parent === window) return undefined;
        window = window.parent;
      }
    } catch {
      // a window of somebody else
    }
    return undefined;
  }

  const api = around(window) || around(window.opener);
  if (!api || String(api.LMSInitialize("")) !== "true") return;
  const began = Date.now();
  let open = true;

  /** Short, for a system keeps little: of each lesson the day, the time, the answers, the note. @param {any} lessons @param {boolean} notes */
  const packed = (lessons, notes) => JSON.stringify(Object.entries(lessons).map(([name, one]) => [name, one.done, one.changed,
    Object.entries(one.answers).map(([id, answer]) => [id, answer.value, answer.right ? 1 : 0]), notes ? one.note : ""]));

  /** @param {string} text @returns {Object<string, any>} */
  function unpacked(text) {
    /** @type {Object<string, any>} */
    const lessons = {};
    try {
      for (const [name, done, changed, answers, note] of JSON.parse(text || "[]")) {
        const kept = Object.fromEntries(answers.map((/** @type {any[]} */ [id, value, right]) => [id, { value, right: right === 1 }]));
        lessons[name] = { answers: kept, note, done, changed };
      }
    } catch {
      // of another program, or cut off: begun anew
    }
    return lessons;
  }

  let kept = JSON.stringify({ lessons: unpacked(String(api.LMSGetValue("cmi.suspend_data"))) });

  /** So long has it been open, as the system wants to hear it. */
  function time() {
    const seconds = Math.round((Date.now() - began) / 1000), two = (/** @type {number} */ part) => String(part).padStart(2, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  /** Tell the system what is answered, and how well. */
  function tell() {
    const lessons = JSON.parse(kept).lessons || {}, whole = packed(lessons, true);
    let all = 0, answered = 0, right = 0;
    for (const place of document.querySelectorAll("[data-lesson]")) {
      const lesson = lessons[/** @type {HTMLElement} */ (place).dataset.lesson || ""];
      for (const question of place.querySelectorAll("[data-question]")) {
        const answer = lesson && lesson.answers[/** @type {HTMLElement} */ (question).dataset.question || ""];
        all += 1;
        if (answer) answered += 1;
        if (answer && answer.right) right += 1;
      }
    }
    const set = (/** @type {string} */ name, /** @type {string} */ value) => api && api.LMSSetValue("cmi." + name, value);
    set("suspend_data", whole.length > MOST ? packed(lessons, false).slice(0, MOST) : whole);
    set("core.score.min", "0");
    set("core.score.max", "100");
    set("core.score.raw", String(all ? Math.round((100 * right) / all) : 0));
    set("core.lesson_status", all && answered === all ? "completed" : "incomplete");
    if (api) api.LMSCommit("");
  }

  /** @type {any} */ (window).portalKeeper = {
    getItem: () => kept,
    /** @param {string} name @param {string} text */
    setItem(name, text) {
      if (name !== "portal-learning" || !open) return;
      kept = text;
      tell();
    },
    /** @param {string} name */
    removeItem(name) {
      if (name === "portal-learning") this.setItem(name, '{"lessons": {}}');
    },
  };

  function end() {
    if (!open || !api) return;
    open = false;
    api.LMSSetValue("cmi.core.session_time", time());
    api.LMSSetValue("cmi.core.exit", "suspend");
    api.LMSCommit("");
    api.LMSFinish("");
  }
  window.addEventListener("pagehide", end);
  window.addEventListener("beforeunload", end);
  if (!String(api.LMSGetValue("cmi.core.lesson_status")).match(/completed|passed|failed/)) api.LMSSetValue("cmi.core.lesson_status", "incomplete");
})();
