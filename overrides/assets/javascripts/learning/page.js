// @ts-check
// The page "My learning": what is done by lesson, the printed confirmation, progress as a file.
(() => {
  "use strict";

  const words = portalLearning.words(), filled = portalLearning.filled;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-learning="${name}"]`));
  const out = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-out="${name}"]`));
  const lines = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-learning-line]")]);
  const name = /** @type {HTMLInputElement} */ (part("name")), open = /** @type {HTMLInputElement} */ (part("open"));

  /** Whether the last thing that was to be kept was. */
  let kept = portalLearning.works();

  /** How far a lesson of this edition is. @param {HTMLElement} line */
  function state(line) {
    const lesson = portalLearning.read()[line.dataset.learningLine || ""];
    const ids = (line.dataset.questions || "").split(" ").filter(Boolean);
    const answers = ids.map((id) => lesson && lesson.answers[id]).filter(Boolean);
    const values = { n: ids.length, answered: answers.length, right: answers.filter((one) => one.right).length, date: lesson ? portalLearning.dated(lesson.done) : "" };
    return { values, done: Boolean(ids.length && lesson && lesson.done && answers.length === ids.length) };
  }

  function show() {
    const list = out("lessons");
    let done = 0;
    portalReplace(list);
    for (const line of lines) {
      const one = state(line), place = /** @type {HTMLElement} */ (line.querySelector("[data-state]"));
      place.textContent = filled(words[one.done ? "line.done" : one.values.answered ? "line.begun" : "line.none"], one.values);
      if (!one.done) continue;
      done += 1;
      const item = document.createElement("li"), link = line.querySelector("a");
      item.textContent = filled(words.confirmed, Object.assign({ title: link ? link.textContent || "" : "", minutes: line.dataset.minutes || "" }, one.values));
      list.append(item);
    }
    if (!done) {
      const item = document.createElement("li");
      item.textContent = words.nothing;
      list.append(item);
    }
    part("sum").textContent = lines.length ? filled(words.sum, { done, all: lines.length }) : "";
    out("date").textContent = portalLearning.dated(portalLearning.today());
    part("refused").hidden = kept;
  }

  /** @param {string} text */
  function say(text) {
    part("said").textContent = text;
  }

  /** @param {File} file */
  async function take(file) {
    if (file.size > Number(open.dataset.largest)) {
      say(words["file.large"]);
      return;
    }
    const found = portalLearningFile.read(await portalFiles.textOf(file));
    if (!found.lessons) {
      say(words[found.why || "file.damaged"]);
      return;
    }
    const here = new Set(lines.map((line) => line.dataset.learningLine)), names = Object.keys(found.lessons);
    const unknown = names.filter((one) => !here.has(one)).length;
    kept = portalLearning.write(portalLearning.merged(portalLearning.read(), found.lessons));
    say(kept ? filled(words[unknown ? "file.edition" : "file.taken"], { n: names.length, unknown }) : part("refused").textContent || "");
    show();
  }

  /** @param {boolean} asking */
  function ask(asking) {
    part("sure").hidden = !asking;
    part(asking ? "no" : "clear").focus();
  }

  part("print").addEventListener("click", () => {
    // Only now, and only in the page: a name is never kept.
    out("name").textContent = name.value.trim() || "______________________";
    document.documentElement.classList.add("p-prints-sheet");
    window.print();
  });
  window.addEventListener("afterprint", () => document.documentElement.classList.remove("p-prints-sheet"));
  part("save").addEventListener("click", () => {
    const file = "portal-learning-" + portalLearning.today() + ".json";
    portalGive(portalLearningFile.written(portalLearning.read()), file, "application/json");
    say(filled(words["file.saved"], { name: file }));
  });
  open.addEventListener("change", () => {
    const file = open.files && open.files[0];
    if (file) take(file).catch(() => say(words["file.damaged"]));
    open.value = "";
  });
  part("clear").addEventListener("click", () => ask(true));
  part("no").addEventListener("click", () => ask(false));
  part("yes").addEventListener("click", () => {
    kept = portalLearning.write({});
    ask(false);
    say(kept ? words.cleared : part("refused").textContent || "");
    show();
  });
  part("own").hidden = false;
  portalLearning.watch(show);
})();
