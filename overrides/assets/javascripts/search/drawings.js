// @ts-check
/**
 * The small drawing of a card, made of the blank one of the page (drawings.py has both). A function, not a constant: it is
 * asked for a card at a time.
 * @param {string} code tiles;squares;money;time @returns {Element|undefined}
 */
function portalDrawing(code) {
  const blank = document.querySelector("template[data-portal-drawing]");
  const svg = code && blank instanceof HTMLTemplateElement && blank.content.querySelector("svg");
  if (!svg) return undefined;
  const made = /** @type {Element} */ (document.importNode(svg, true)), rects = [...made.querySelectorAll("rect")];
  const [tiles, squares, money, time] = code.split(";").map((part) => part.split(",").filter(Boolean));
  const first = rects.findIndex((one) => one.getAttribute("class") !== "p-d-tile");
  const [line, on] = rects.slice(-2), bar = rects[rects.length - 3];
  for (const tile of tiles) rects[Number(tile)]?.setAttribute("class", "p-d-here");
  for (const square of rects.slice(first, first + Number(squares[0] || 0))) square.setAttribute("class", "p-d-person");
  if (money[0] === "m") bar.setAttribute("class", "p-d-money");
  else {
    let start = Number(bar.getAttribute("x"));
    money.map(Number).forEach((width, number) => {
      const payer = /** @type {Element} */ (bar.cloneNode());
      payer.setAttribute("class", "p-d-payer-" + (number % 4));
      payer.setAttribute("x", String(start));
      payer.setAttribute("width", String(width));
      made.insertBefore(payer, line);
      start += width;
    });
  }
  if (time.length) [on.x, on.width].forEach((side, number) => { side.baseVal.value = Number(time[number]); });
  else on.remove();
  return made;
}
