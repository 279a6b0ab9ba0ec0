// What the parts of the search hand to each other.
type SearchLang = string;
interface SearchManifest {
  v: number; lang: SearchLang; edition: string; docs: number; indexed: number; cards: number; texts: number;
  bounds: string; terms: string; documents: string; vocabulary: string; repair: string; lexicon: string; synonyms: string; facets: string; order: string; titles: string; letters: string;
  headings: string[][]; pages: number[]; answers: number[]; kinds: { [kind: string]: string }; badges: { [state: string]: string };
  /** Where the second parts of long lists stand, and their stamps. */
  rests?: string; rest?: string;
  /** Of names: key and title of pages about the portal, and in which of their sections words stand. */
  asked?: [[string, string, ...string[]][], string, [string, string, ...string[]][]];
  /** On a stick: how many files of a kind share one, or the first names of those after the first one. */
  packs?: { [kind: string]: number|string };
  /** The kind of file that has one byte a letter there. */
  narrow?: string;
}
interface SearchHeading { anchor: string; title: string }
interface SearchCard {
  doc: number; path: string; kind: string; state: string; title: string; lang: string; summary: string; passport: string; units: SearchHeading[]; places: string[]; drawing: string;
}
/** `length`: of its whole list; `rest`: the second part of that, once it has come. */
interface SearchTerm { key: string; forms: string[]; shown: string[]; postings: string; length: number; rest?: string }
/** `exact`: number of the form that was typed, or -1. */
interface SearchMatch { term: SearchTerm; factor: number; exact: number }
/** A word of a query; `hyphen`: the next one belongs to it; `share`: what it counts as one of several in the place of a word; `latin`: in Cyrillic letters, though as it was typed it is there too, or neither is. */
interface SearchGroup { text: string; word: string; matches: SearchMatch[]; stop: boolean; phrase: number; rank: number; hyphen?: boolean; share?: number; latin?: boolean }
/** One place a document, in their order; `own` of them have the form that was typed, `asked` says how far title or question have the word. */
interface SearchGathered { count: number; own: number; docs: Uint32Array; scores: Float32Array; units: Uint32Array; typed: Uint8Array; asked: Float32Array }
interface SearchVocabulary { shard: InstanceType<typeof portalSearchTables.Shard>; counts: number[] }
/** What else a word may be a slip of. */
interface SearchNear { group: SearchGroup; matches: SearchMatch[] }
/** `fixed`: the group is now another word, or two; `others`: forms about as likely. */
interface SearchRepair { fixed: boolean; others: string[] }
/**
 * `beginning`: the last word may be unfinished; `quick`: no repair, no texts, no roots; `all`: no limit to the texts read
 * for a phrase; `exact`: no repair; `early`: an answer of which the first document is sure will do.
 */
interface SearchOptions { beginning?: boolean; quick?: boolean; all?: boolean; exact?: boolean; early?: boolean }
interface SearchResult {
  query: string; hits: InstanceType<typeof portalSearchTables.Hit>[]; repaired: string; relaxed: boolean; unknown: string[]; stops: string[]; meant: string[]; instead: [string, string][];
  /** Whether only the first document is sure: its place, but for the sections that are untold. */
  early: boolean;
  partly: boolean; updated: boolean; groups: SearchGroup[]; words: string[];
}
interface SearchSuggestion { kind: string; title: string; path: string }
interface SearchNamed { kind: string; title: string; path: string; state: string; details: string }
interface SearchPiece { text: string; mark: boolean }
