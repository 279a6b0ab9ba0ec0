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
