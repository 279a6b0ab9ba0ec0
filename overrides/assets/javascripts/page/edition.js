// @ts-check
// Of which edition the page is, and a word when that is old or half updated. The data come from edition-data.js, which
// has the same name in every edition: they are believed only from a disk. On the web the worker is asked, which tells them
// to pages that are of its edition. Some pages name the data of their own.
(() => {
  "use strict";

  /** @typedef {{line: string, old: string}} Words */
  /** @typedef {{day: string, unfinished: boolean}} Edition */
  const { portalEdition: edition, portalEditionOwn: own } =
    /** @type {{portalEdition?: Edition & Object<string, any>, portalEditionOwn?: Object<string, string>}} */ (/** @type {unknown} */ (window));
  const lang = document.documentElement.lang;
  /** @type {Words|undefined} */
  const words = edition && edition[lang];
  const line = edition && words && (edition.unfinished || window.location.protocol === "file:") ? words.line : own && own[lang];
  if (line) show(line);
  else ask();

  /** @param {string} text */
  function show(text) {
    for (const place of document.querySelectorAll("[data-portal-edition]")) place.textContent = text;
  }

  function ask() {
    const controller = navigator.serviceWorker && navigator.serviceWorker.controller;
    if (!controller) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => show(JSON.parse(data.slice(data.indexOf("{"), data.lastIndexOf("}") + 1))[lang].line);
    controller.postMessage({ type: "edition" }, [port2]);
  }

  if (!edition || !words) return;
  const [year, month, day] = edition.day.split("-").map(Number);
  // Too early a clock says nothing; only a year that has passed does.
  if (!edition.unfinished && !(Date.now() > new Date(year + 1, month - 1, day).getTime())) return;
  for (const place of document.querySelectorAll("[data-portal-edition-notice]")) {
    const notice = document.createElement("p");
    notice.className = "p-notice p-notice--outdated";
    notice.textContent = words.old;
    portalReplace(place, notice);
    /** @type {HTMLElement} */ (place).hidden = false;
  }
})();
