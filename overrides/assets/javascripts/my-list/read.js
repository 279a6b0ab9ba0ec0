// @ts-check
/** Pages of documents as other pages read them: by a request, or from files by a frame that answers (list.js). */
const portalRead = (() => {
  "use strict";

  /** @param {string} name language @param {string} key */
  const addressOf = (name, key) => portalList.root + portalFolder(name) + key + ".html";

  /**
   * The page of a document, from a frame: on file:// no page may read another, but it may answer.
   * @param {string} key @param {string} name language @returns {Promise<string>} empty where there is no such page
   */
  function framed(key, name) {
    return new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.hidden = true;
      let waiting = 0;
      /** @param {string} html */
      const end = (html) => {
        window.clearTimeout(waiting);
        window.removeEventListener("message", hear);
        frame.remove();
        done(html);
      };
      /** @param {MessageEvent} event */
      const hear = (event) => {
        const said = event.source === frame.contentWindow && event.data && event.data.portalText;
        if (said && said.key === key && said.lang === name && typeof said.html === "string") end(said.html);
      };
      window.addEventListener("message", hear);
      frame.addEventListener("load", () => {
        if (frame.contentWindow) frame.contentWindow.postMessage("portal-text", "*");
        // A page that is not there loads too, as the browser's own page of errors, and never answers; a slow machine does so late.
        waiting = window.setTimeout(() => end(""), 6000);
      });
      frame.src = addressOf(name, key);
      document.body.append(frame);
    });
  }

  /** @param {string} key @param {string} name @returns {Promise<string>} */
  async function fetched(key, name) {
    try {
      const answer = await fetch(addressOf(name, key));
      return answer.ok ? await answer.text() : "";
    } catch {
      return "";
    }
  }

  /** The article of a document's page as it is now; nothing where there is none.
   * @param {string} key @param {string} name @returns {Promise<{html: string, article: Element, missing: boolean}|undefined>} */
  async function read(key, name) {
    const html = await (window.location.protocol === "file:" ? framed : fetched)(key, name);
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article#content");
    // A worker may answer with a page of its own when it is offline: only the document itself will do.
    const box = article && article.querySelector("[data-portal-document]");
    if (!article || !box || box.getAttribute("data-portal-document") !== key) return undefined;
    return { html: article.outerHTML, article, missing: article.classList.contains("p-page--missing") };
  }

  return { addressOf, read };
})();
