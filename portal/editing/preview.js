// Loads the page anew when a file was saved, and keeps the place. The server says by a short text whether one was.
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const address = new URL("stamp", script.src);
  let known = "";
  const look = async () => {
    try {
      const answer = await (await fetch(address, { cache: "no-store" })).text();
      if (known && answer !== known) location.reload();
      known = answer;
    } catch {
      // The preview was stopped: the page stays as it is.
    }
    setTimeout(look, 700);
  };
  look();
})();
