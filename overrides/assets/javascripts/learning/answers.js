// @ts-check
/** Questions of a lesson: what was answered, and whether it is right. Each kind says itself in `data-kind`. */
const portalAnswers = (() => {
  "use strict";

  /** How many of what was asked are right. @typedef {{right: number, all: number}} Judged */

  /** @param {Element} question @returns {HTMLInputElement[]} */
  const inputs = (question) => /** @type {HTMLInputElement[]} */ ([...question.querySelectorAll("input")]);
  /** @param {Element} question @returns {HTMLSelectElement[]} */
  const selects = (question) => /** @type {HTMLSelectElement[]} */ ([...question.querySelectorAll("select")]);

  /** A number as people type it; NaN for what is none. @param {string} text */
  function number(text) {
    const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(/[−–]/g, "-").replace(",", ".");
    return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : NaN;
  }

  /** The answer as it is kept; empty where there is none, or only a part of one. @param {HTMLElement} question */
  function given(question) {
    const kind = question.dataset.kind;
    if (kind === "number") return inputs(question)[0].value.trim();
    if (kind === "order" || kind === "match") {
      const values = selects(question).map((one) => one.value);
      return values.every(Boolean) ? values.join(" ") : "";
    }
    return inputs(question).filter((one) => one.checked).map((one) => one.value).join(" ");
  }

  /** Show an answer that was kept. @param {HTMLElement} question @param {string} value */
  function put(question, value) {
    const kind = question.dataset.kind, parts = value.split(" ");
    if (kind === "number") inputs(question)[0].value = value;
    else if (kind === "order" || kind === "match") selects(question).forEach((one, place) => {
      one.value = parts[place] || "";
    });
    else for (const one of inputs(question)) one.checked = parts.includes(one.value);
  }

  /** Whether an answer is right, and how much of it; nothing where it is no answer. @param {HTMLElement} question @param {string} value @returns {Judged|undefined} */
  function judge(question, value) {
    const { kind, answer = "", tolerance = "0" } = question.dataset, parts = value.split(" ");
    if (!value) return undefined;
    if (kind === "number") {
      const said = number(value), away = Math.abs(said - Number(answer));
      return Number.isNaN(said) ? undefined : { right: away <= Number(tolerance) + 1e-9 ? 1 : 0, all: 1 };
    }
    if (kind === "order" || kind === "match") {
      const places = selects(question).map((one) => one.dataset.place || "");
      return { right: places.filter((place, index) => place === parts[index]).length, all: places.length };
    }
    const right = answer.split(" ");
    if (kind === "one") return { right: value === answer ? 1 : 0, all: 1 };
    const options = inputs(question).map((one) => one.value);
    return { right: options.filter((one) => right.includes(one) === parts.includes(one)).length, all: options.length };
  }

  return { given, put, judge };
})();
