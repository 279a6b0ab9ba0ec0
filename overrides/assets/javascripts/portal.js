// Small helps on every page; each page is complete without them.
(function () {
  "use strict";

  /** Only headings and anchored items of the article mark a place that both languages share. */
  const PLACES = ".p-page h2[id], .p-page h3[id], .p-page h4[id], .p-page li[id], .p-page section[id]";

  /**
   * The anchor of the last heading above the middle of the window, empty at the top of the page.
   * @returns {string}
   */
  function currentPlace() {
    if (window.scrollY < 120) {
      return "";
    }
    let found = "";
    for (const element of document.querySelectorAll(PLACES)) {
      if (element.getBoundingClientRect().top > window.innerHeight / 2) {
        break;
      }
      found = element.id;
    }
    return found;
  }

  // The other language opens at the same heading: anchors are the same in both.
  for (const link of document.querySelectorAll("a[data-portal-switch]")) {
    const target = /** @type {HTMLAnchorElement} */ (link);
    const address = (target.getAttribute("href") || "").split("#")[0];
    const follow = () => {
      const place = currentPlace();
      // The catalogue keeps its filters in the address: they mean the same in both languages.
      const query = document.querySelector("[data-portal-catalogue]") ? window.location.search : "";
      target.setAttribute("href", address + query + (place ? "#" + encodeURIComponent(place) : ""));
    };
    target.addEventListener("pointerdown", follow);
    target.addEventListener("focus", follow);
    target.addEventListener("click", follow);
  }

  for (const element of document.querySelectorAll("[data-portal-print]")) {
    const button = /** @type {HTMLButtonElement} */ (element);
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
