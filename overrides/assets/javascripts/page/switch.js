// @ts-check
// The other language opens at the same place. Anchors are the same in all languages; where a page is a list without them,
// the place is what is linked to (#~practices/taza-suu.html), found again when the page opens.
(() => {
  "use strict";

  /** Anchored items of the page, but those of one language alone, as letters are; and links. */
  const PLACES = ["h2", "h3", "h4", "li", "section", "fieldset", "dl > div"].map((name) => `.p-page ${name}[id]:not([data-own]), `).join("");
  const LINKS = ".p-page a[href]";
  const lang = document.documentElement.lang;

  /**
   * What a link leads to, without the folder of the language. Links of running text come and go with its words.
   * @param {HTMLAnchorElement} link @returns {string} empty for what is no place
   */
  const key = (link) => (link.closest("svg, nav, li[id], .p-body, .p-sources") ? "" : (link.href.replace(`/${lang}/`, "/").match(/[^/]+\/[^/]*$/) || [""])[0]);

  /** The fragment for what stands last above the middle of the window. @returns {string} */
  function place() {
    let found = "", lowest = -Infinity;
    for (const element of document.querySelectorAll(PLACES + LINKS)) {
      const { top } = element.getBoundingClientRect(), name = element.id || "~" + key(/** @type {HTMLAnchorElement} */ (element));
      // What is hidden stands nowhere.
      if (top > lowest && top <= window.innerHeight / 2 && name !== "~" && element.getClientRects().length) {
        found = name;
        lowest = top;
      }
    }
    return found && "#" + encodeURIComponent(found);
  }

  for (const link of document.querySelectorAll("a[data-portal-switch]")) {
    const address = (link.getAttribute("href") || "").split("#")[0];
    const follow = () => {
      // What is shown of a page of both languages says its address.
      const shown = document.querySelector(".p-pair:target") ? window.location.hash : "";
      // The catalogue keeps its filters in the address: they mean the same in both languages.
      const query = document.querySelector("[data-portal-catalogue], [data-portal-compare]") ? window.location.search : "";
      link.setAttribute("href", address + query + (shown || (window.scrollY < 120 ? "" : place())));
    };
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, follow);
  }

  const [address, wanted] = window.location.href.split("#~");
  if (!wanted) return;
  const show = () => {
    const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(LINKS)]);
    const link = links.find((one) => encodeURIComponent(key(one)) === wanted && one.getClientRects().length);
    if (!link) return;
    link.scrollIntoView({ block: "center" });
    document.removeEventListener("portal-drawn", show);
  };
  // A list that is filtered is drawn later.
  document.addEventListener("portal-drawn", show);
  show();
  try {
    window.history.replaceState(null, "", address);
  } catch {
    // Some browsers forbid this on file://.
  }
})();
