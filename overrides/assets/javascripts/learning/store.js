// @ts-check
/**
 * What the reader has learned: answers, notes, lessons done. It is kept on this device alone, under one name, and what
 * comes from there or from a file is held against its form before it is used: both can hold anything.
 */
const portalLearning = (() => {
  "use strict";

  /**
   * An answer as it was given, and whether it was right.
   * @typedef {{value: string, right: boolean}} Answer
   * `done`: the day on which the last question was answered; `changed`: when, in milliseconds.
   * @typedef {{answers: Object<string, Answer>, note: string, done: string, changed: number}} Lesson
   * @typedef {Object<string, Lesson>} Lessons by their names
   */
  const NAME = "portal-learning", FORMAT = 1, MOST = 500, SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  /** Where the browser keeps nothing: for as long as the page is open. @type {Lessons} */
  let memory = {};
  let refused = false;
  /** Where it is kept: by the browser, or by the learning system that has the course (portal/publish/academy/scorm.js). @returns {Storage} */
  const keeper = () => /** @type {any} */ (window).portalKeeper || window.localStorage;

  /** @param {any} value @param {number} most @returns {string} */
  const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");

  /** @param {any} value @returns {[string, any][]} the entries of an object whose names are names of the portal */
  const named = (value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value).filter(([name]) => name.length < 90 && SLUG.test(name)).slice(0, MOST) : []);

  /** @param {any} value @returns {Lesson} */
  function lesson(value) {
    /** @type {Object<string, Answer>} */
    const answers = {};
    for (const [name, one] of named(value && value.answers)) {
      if (one && typeof one === "object") answers[name] = { value: text(one.value, 200), right: one.right === true };
    }
    const done = text(value && value.done, 10), changed = Number(value && value.changed);
    return {
      answers,
      note: text(value && value.note, 4000),
      done: /^\d{4}-\d\d-\d\d$/.test(done) ? done : "",
      changed: Number.isFinite(changed) && changed > 0 ? changed : 0,
    };
  }

  /** @param {any} value @returns {Lessons} */
  function sound(value) {
    /** @type {Lessons} */
    const found = {};
    for (const [name, one] of named(value)) found[name] = lesson(one);
    return found;
  }

  /** @returns {Lessons} */
  function read() {
    try {
      const kept = keeper().getItem(NAME);
      return refused ? memory : sound(JSON.parse(kept || "{}").lessons);
    } catch {
      return memory;
    }
  }

  /** @param {Lessons} lessons @returns {boolean} whether the browser keeps it */
  function write(lessons) {
    memory = lessons;
    try {
      if (Object.keys(lessons).length) keeper().setItem(NAME, JSON.stringify({ format: FORMAT, lessons }));
      else keeper().removeItem(NAME);
      refused = false;
    } catch {
      refused = true;
    }
    return !refused;
  }

  /**
   * Change one lesson: what another page of the portal has written meanwhile stays.
   * @param {string} name @param {(lesson: Lesson) => void} how @returns {boolean} whether the browser keeps it
   */
  function change(name, how) {
    const lessons = read(), one = lesson(lessons[name]);
    how(one);
    one.changed = Date.now();
    lessons[name] = one;
    return write(lessons);
  }

  /** Both together: of a lesson that both have, what was changed later. @param {Lessons} one @param {Lessons} other */
  function merged(one, other) {
    /** @type {Lessons} */
    const found = Object.assign({}, one);
    for (const [name, theirs] of Object.entries(other)) {
      const ours = found[name] || lesson({});
      const [late, early] = theirs.changed > ours.changed ? [theirs, ours] : [ours, theirs];
      found[name] = {
        answers: Object.assign({}, early.answers, late.answers),
        note: late.note || early.note,
        done: late.done || early.done,
        changed: late.changed,
      };
    }
    return found;
  }

  /** Whether anything would be kept. @returns {boolean} */
  function works() {
    try {
      keeper().setItem(NAME + "-try", "1");
      keeper().removeItem(NAME + "-try");
      return true;
    } catch {
      return false;
    }
  }

  /** Call `show` now and whenever another page of the portal has changed something. @param {() => void} show */
  function watch(show) {
    window.addEventListener("storage", (event) => {
      if (event.key === NAME || event.key === null) show();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) show();
    });
    show();
  }

  /** A day as people here write it. @param {string} day */
  const dated = (day) => day.split("-").reverse().join(".");
  /** Today, as it is kept. */
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  /** Words of the page with places filled in. @param {string} words @param {Object<string, string|number>} values */
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));

  /** The words that the page has for its scripts. @returns {Object<string, string>} */
  function words() {
    const place = /** @type {HTMLElement|null} */ (document.querySelector("[data-learning-words]"));
    return JSON.parse((place && place.dataset.learningWords) || "{}");
  }

  return { FORMAT, read, write, change, merged, sound, works, watch, dated, today, filled, words };
})();
