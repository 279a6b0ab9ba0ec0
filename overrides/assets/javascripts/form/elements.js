// @ts-check
// Small pieces of the form for editors without git, which know nothing of its fields.
const portalFormElements = (() => {
  "use strict";

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  /**
   * @param {string} tag @param {Object<string, any>} [props] @param {...(Node|string|null|undefined|false)} children
   * @returns {any}
   */
  function el(tag, props = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (name === "class") made.className = value;
      else if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
    }
    made.append(.../** @type {any[]} */ (children.filter((one) => one !== null && one !== undefined && one !== false)));
    return made;
  }

  /** @param {string} text @param {() => void} act @param {string} [style] @returns {HTMLButtonElement} */
  const button = (text, act, style = "p-button p-button--quiet") => el("button", { type: "button", class: style, on: { click: act } }, text);

  let ids = 0;
  /** @returns {string} */
  /** @returns {string} */
  const id = () => "f" + ++ids;

  return { today, el, button, id };
})();
