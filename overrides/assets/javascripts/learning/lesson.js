// @ts-check
/**
 * Lessons on a page, one or all of a course: checks answers, shows what was answered before, keeps notes. Works in a page
 * of the portal and in a course that was saved as one file.
 */
(() => {
  "use strict";

  const words = portalLearning.words();
  /** Whether the last thing that was to be kept was: room may end at any time. */
  let kept = portalLearning.works();

  /** @param {string} text @param {string} [tag] */
  function element(text, tag = "p") {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  /** @param {HTMLElement} place of one lesson */
  function start(place) {
    const name = place.dataset.lesson || "";
    const questions = /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-question]")]);
    const part = (/** @type {string} */ one) => /** @type {HTMLElement} */ (place.querySelector(`[data-learning="${one}"]`));
    const note = /** @type {HTMLTextAreaElement} */ (part("note"));
    const answers = document.querySelector(`[data-answers="${name}"]`);
    /** What stands in the page by now, so that another tab does not take it away while it is written. @type {Object<string, string>} */
    const shown = {};

    /** Say whether an answer is right, and why. @param {HTMLElement} question @param {string} value */
    function tell(question, value) {
      const said = /** @type {HTMLElement} */ (question.querySelector(".p-question__said"));
      const judged = portalAnswers.judge(question, value);
      if (!judged) {
        portalReplace(said);
        return;
      }
      const whole = judged.right === judged.all, some = judged.all > 1 && judged.right > 0;
      said.classList.toggle("p-question__said--wrong", !whole);
      const line = whole ? words.right : some ? portalLearning.filled(words.partly, { n: judged.all, right: judged.right }) : words.wrong;
      const right = answers && answers.querySelector(`[data-answer-of="${question.dataset.question}"]`);
      const first = document.createElement("p");
      first.append(element(whole ? line : `${line} ${words.answer}:`, "strong"));
      portalReplace(said, first, ...(right ? [...right.childNodes].map((node) => node.cloneNode(true)) : []));
    }

    function show() {
      const lesson = portalLearning.read()[name];
      let right = 0, answered = 0;
      for (const question of questions) {
        const id = question.dataset.question || "", answer = lesson && lesson.answers[id], value = answer ? answer.value : "";
        if (answer) answered += 1;
        if (answer && answer.right) right += 1;
        if (shown[id] !== value && (value || shown[id])) {
          portalAnswers.put(question, value);
          tell(question, value);
        }
        shown[id] = value;
      }
      const done = lesson && lesson.done && answered === questions.length;
      const score = answered ? portalLearning.filled(words.score, { n: questions.length, right }) : "";
      part("score").textContent = done ? `${portalLearning.filled(words.done, { date: portalLearning.dated(lesson.done) })} ${score}` : score;
      if (document.activeElement !== note) note.value = lesson ? lesson.note : "";
      part("refused").hidden = kept;
    }

    /** @param {(lesson: ReturnType<typeof portalLearning.read>[string]) => void} how */
    function change(how) {
      kept = portalLearning.change(name, how);
      part("refused").hidden = kept;
    }

    /** @param {HTMLElement} question */
    function check(question) {
      const id = question.dataset.question || "", value = portalAnswers.given(question), judged = portalAnswers.judge(question, value);
      if (!judged) {
        const said = /** @type {HTMLElement} */ (question.querySelector(".p-question__said"));
        portalReplace(said, element(value ? words.number : words.unanswered));
        said.classList.add("p-question__said--wrong");
        return;
      }
      change((lesson) => {
        lesson.answers[id] = { value, right: judged.right === judged.all };
        if (questions.every((one) => lesson.answers[one.dataset.question || ""])) lesson.done = lesson.done || portalLearning.today();
      });
      shown[id] = value;
      tell(question, value);
      show();
    }

    for (const question of questions) {
      const button = /** @type {HTMLElement} */ (question.querySelector("[data-check]"));
      button.addEventListener("click", () => check(question));
      // What was said of one answer is not said of another.
      question.addEventListener("input", () => portalReplace(/** @type {HTMLElement} */ (question.querySelector(".p-question__said"))));
    }
    for (const hidden of place.querySelectorAll(".p-question__actions, .p-lesson__note")) /** @type {HTMLElement} */ (hidden).hidden = false;
    note.addEventListener("input", () => {
      change((lesson) => {
        lesson.note = note.value;
      });
    });
    part("again").addEventListener("click", () => {
      change((lesson) => {
        lesson.answers = {};
        lesson.done = "";
      });
      for (const question of questions) {
        portalAnswers.put(question, "");
        portalReplace(/** @type {HTMLElement} */ (question.querySelector(".p-question__said")));
      }
      show();
    });
    portalLearning.watch(show);
  }

  const article = document.getElementById("content");
  // Before anything is shown: a file that is sent on holds no answers of its sender.
  const html = article ? article.outerHTML : "";
  for (const place of document.querySelectorAll("[data-lesson]")) start(/** @type {HTMLElement} */ (place));

  // The whole course as one file, which has this script in it.
  const button = /** @type {HTMLButtonElement|null} */ (document.querySelector("[data-course-file]"));
  if (button && article && typeof portalList !== "undefined") {
    const said = /** @type {HTMLElement} */ (document.querySelector("[data-course-said]")), data = button.dataset;
    const lang = document.documentElement.lang;
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await portalList.loadFiles();
        await portalList.load("built:course-kit.js");
        const kit = /** @type {any} */ (window).portalCourseKit;
        const made = await portalOneFile.make([{ key: data.key || "", lang, html }], lang, kit);
        portalGive(made, data.courseFile || "", "text/html");
        said.textContent = portalOneFile.told(data.saved || "", made, data.courseFile || "");
      } catch {
        said.textContent = data.failed || "";
      }
      button.disabled = false;
    });
  }
})();
