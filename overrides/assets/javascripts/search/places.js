// @ts-check
/**
 * The places of a document that words or filters asked for, where the line of its card says others. A function, not a
 * constant: it is asked for a card at a time.
 * @param {SearchCard} card @param {Set<string>} words that were found @param {string[]} chosen names of oblasts
 * @param {string} lang @returns {HTMLElement|undefined}
 */
function portalPlaces(card, words, chosen, lang) {
  const asked = card.places.map((text) => ({ text, pieces: portalSearch.mark(text, words, lang) }))
    .filter(({ text, pieces }) => !card.passport.includes(text) && (chosen.some((name) => text.endsWith(name)) || pieces.some((piece) => piece.mark)));
  if (!asked.length) return undefined;
  const line = document.createElement("p");
  line.className = "p-card__place";
  asked.slice(0, 3).forEach(({ pieces }, number) => {
    if (number) line.append("; ");
    for (const { mark, text } of pieces) {
      const made = document.createElement(mark ? "mark" : "span");
      if (mark) made.className = "p-mark";
      made.textContent = text;
      line.append(made);
    }
  });
  if (asked.length > 3) line.append(" …");
  return line;
}
