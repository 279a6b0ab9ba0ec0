// Small helps on every page; each page is complete without them.
(function () {
  "use strict";

  // "screen": a sheet of paper is narrow too, but nothing is folded on it.
  const NARROW = window.matchMedia("screen and (max-width: 59.9375em)");

  /**
   * The anchor of the last place above a height of the window.
   * @param {string} places
   * @param {number} height
   * @returns {string}
   */
  function placeAbove(places, height) {
    let found = "";
    for (const element of document.querySelectorAll(places)) {
      // What is hidden stands nowhere.
      if (!element.getClientRects().length) {
        continue;
      }
      if (element.getBoundingClientRect().top > height) {
        break;
      }
      found = element.id;
    }
    return found;
  }

  // The menu of a phone.
  const menu = document.getElementById("menu");
  const opener = document.querySelector("[data-portal-menu]");
  if (menu && opener) {
    /** @param {boolean} open */
    const show = (open) => {
      menu.classList.toggle("p-menu--open", open);
      opener.setAttribute("aria-expanded", String(open));
    };
    opener.addEventListener("click", () => show(opener.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && opener.getAttribute("aria-expanded") === "true") {
        show(false);
        /** @type {HTMLElement} */ (opener).focus();
      }
    });
    // A page that comes back from the history would still show it.
    window.addEventListener("pagehide", () => show(false));
  }

  // Long lists are folded on a phone, never on paper.
  const folds = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details[data-portal-fold]"));
  for (const fold of folds) {
    fold.open = !NARROW.matches;
    fold.dataset.portalFold = "done"; // the style sheet has hidden what is folded now
  }
  // Safari 13.1 has no addEventListener here.
  NARROW.addListener(() => {
    for (const fold of folds) {
      fold.open = !NARROW.matches;
    }
  });
  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [...folds].filter((fold) => !fold.open);
    for (const fold of unfolded) {
      fold.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const fold of unfolded) {
      fold.open = false;
    }
  });

  // Where in the text the reader is, in the list of headings beside it.
  const contents = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".p-contents a"));
  if (contents.length) {
    let waiting = false;
    const mark = () => {
      waiting = false;
      const place = "#" + placeAbove(".p-page h2[id], .p-page section[id]", window.innerHeight / 3);
      for (const link of contents) {
        if (decodeURIComponent(link.hash) === place) {
          link.setAttribute("aria-current", "true");
        } else {
          link.removeAttribute("aria-current");
        }
      }
    };
    const wait = () => {
      if (!waiting && !NARROW.matches) {
        waiting = true;
        window.requestAnimationFrame(mark);
      }
    };
    window.addEventListener("scroll", wait, { passive: true });
    wait();
  }

  // A wide table or piece of code scrolls by itself: the keyboard must be able to reach it.
  for (const wide of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".p-page table, .p-page pre > code"))) {
    if (wide.scrollWidth > wide.clientWidth) {
      wide.tabIndex = 0;
    }
  }

  // A mail about a mistake says where the reader was and which edition it was.
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-portal-report]"))) {
    const address = link.href;
    let heading = "";
    const note = () => {
      const place = placeAbove(".p-page h2[id], .p-page h3[id]", window.innerHeight / 2);
      const element = place && document.getElementById(place);
      // The link stands below the text: what was read before is where the reader came from.
      if (element && link.getBoundingClientRect().top > window.innerHeight) {
        heading = (element.textContent || "").replace(/#$/, "").trim() + " (#" + place + ")";
      }
    };
    window.addEventListener("scroll", note, { passive: true });
    note();
    link.addEventListener("click", () => {
      const edition = /** @type {any} */ (window).portalEdition;
      const lines = [heading && link.dataset.heading + ": " + heading,
        edition && link.dataset.edition + ": " + edition.day + " · " + edition.revision].filter(Boolean);
      link.href = address + lines.map((line) => encodeURIComponent("\r\n" + line)).join("");
    });
  }

  for (const element of document.querySelectorAll("[data-portal-print]")) {
    const button = /** @type {HTMLButtonElement} */ (element);
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
