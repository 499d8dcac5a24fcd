/**
 * Folds case, accents and typographic variants, so that "Été", "ETE" and "été", or "Levi's" and "levis", are the same words
 * to the embedding and to BM25. Done here and not by an analyzer, because Milvus Lite has no accent filter and both sides must agree.
 */
export function foldText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => foldedLetters[letter] ?? letter)
    .replace(/['’](?=s\b)/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Letters that carry no separable accent in Unicode but are written both ways. */
const foldedLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
