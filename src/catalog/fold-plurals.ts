/**
 * Folded text with the plural's "s" taken off ("jeans" is "jean", "dresses" is "dress"), for BM25 alone, which knows a word in
 * one form only. Done here because Milvus Lite has no stemmer; the rule fits English, French and Spanish nouns alike, and
 * both sides go through it.
 */
export function foldPlurals(text: string): string {
  return text.replace(/[\p{L}\p{N}]{3,}(?<!s)s(?![\p{L}\p{N}])/gu, (word) => word.replace(/(?<=x|s|sh|ch)es$|s$/, ''))
}
