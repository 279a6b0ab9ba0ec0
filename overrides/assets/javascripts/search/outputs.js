// @ts-check
/** What can be done with a list as it stands: a table for spreadsheets, its address, paper. */
const portalOutputs = (() => {
  "use strict";

  /** A cell that a spreadsheet would run as a formula gets a quote before it. @param {string} text @returns {string} */
  function cell(text) {
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[";,\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  /**
   * Rows as CSV, as Excel opens it in Kyrgyz and Russian, where a comma parts decimals: with semicolons. Marked as UTF-8:
   * spreadsheets take it for the code page of the machine otherwise, as Excel does after a line "sep=;". @param {string[][]} rows
   */
  const csv = (rows) => "\ufeff" + rows.map((row) => row.map(cell).join(";") + "\r\n").join("");

  /**
   * @param {HTMLElement} box @param {{rows: () => Promise<string[][]>, all: () => Promise<void>, name: string, words: Object<string, any>}} list
   *   `rows`: head and documents; `all`: draws what is not yet drawn
   */
  function use(box, list) {
    const place = /** @type {HTMLElement} */ (box.querySelector("[data-portal-out]"));
    const said = /** @type {HTMLElement} */ (place.querySelector("[data-out-said]"));
    /** @type {Object<string, () => Promise<void>>} */
    const actions = {
      async csv() {
        portalGive(csv(await list.rows()), list.name + ".csv", "text/csv");
      },
      async address() {
        await navigator.clipboard.writeText(portalGiven(box));
        said.textContent = list.words.copied;
      },
      async print() {
        await list.all();
        window.print();
      },
    };
    for (const one of /** @type {NodeListOf<HTMLButtonElement>} */ (place.querySelectorAll("[data-out]"))) {
      const name = one.dataset.out || "";
      one.hidden = name === "address" && !portalGiven(box);
      one.addEventListener("click", () => {
        said.textContent = "";
        actions[name]().catch(() => {
          // Where nothing may be put aside for pasting, the line of the browser has it.
          said.textContent = name === "address" ? portalGiven(box) : list.words.failed;
        });
      });
    }
  }

  return { csv, use };
})();
