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
  const id = () => "f" + ++ids;

  /**
   * The line of an error. One that is mended can keep its room, unseen, until the next check: then nothing below it moves.
   * @param {string} own the id of the line @returns {{element: HTMLElement, tell: (text: string, keepsRoom?: boolean) => void}}
   */
  function trouble(own) {
    const element = el("p", { class: "f-error", id: own, hidden: true });
    return {
      element,
      tell(text, keepsRoom = false) {
        const mended = !text && keepsRoom && !element.hidden;
        element.classList.toggle("f-error--mended", mended);
        if (mended) return;
        element.textContent = text;
        element.hidden = !text;
      },
    };
  }

  /**
   * Something that is done soon, but not between the press and the release of a pointer: where the page moves in between,
   * the click is lost. A list of the browser may swallow the release; then a key or a choice tells that it is over.
   * @param {() => void} act @returns {() => void}
   */
  function unpressed(act) {
    let pressed = false, due = false;
    const go = () => {
      if (!due || pressed) return;
      due = false;
      act();
    };
    const release = () => {
      pressed = false;
      window.setTimeout(go);
    };
    document.addEventListener("pointerdown", (event) => { pressed = event.button === 0; }, true);
    for (const name of ["pointerup", "pointercancel", "keydown"]) document.addEventListener(name, release, true);
    // A field of text changes when it is left, which is during a press.
    document.addEventListener("change", (event) => event.target instanceof HTMLSelectElement && release(), true);
    return () => {
      due = true;
      window.setTimeout(go);
    };
  }

  /** The address of the form in another language, as the page's own switch has it. @param {string} lang @returns {string} */
  function inLanguage(lang) {
    const link = document.querySelector(`a[data-portal-switch][hreflang="${lang}"]`);
    return link instanceof HTMLAnchorElement ? link.href.replace(/[?#].*/, "") : "";
  }

  return { today, el, button, id, trouble, unpressed, inLanguage };
})();
