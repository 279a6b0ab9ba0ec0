// @ts-check
/**
 * Let the reader save a text as a file. A function, not a constant: several scripts of one page may hold this part.
 * @param {string} text @param {string} name @param {string} type
 */
function portalGive(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/**
 * The address of this page, to be given to others. One on this device's disk leads nobody anywhere: then that of the site,
 * and nothing where it has none.
 * @param {HTMLElement} box has the way to the root of the portal and the address of the site
 * @param {string} [path] another page, below the root; from a disk without a site, this path @returns {string}
 */
function portalGiven({ dataset: { root = "./", address = "" } }, path) {
  const top = new URL(root, window.location.href).href, own = window.location.href.slice(top.length);
  if (window.location.protocol === "file:") return address || path ? address + (path || own) : "";
  return top + (path || own);
}
