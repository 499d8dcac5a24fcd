/** Markup that is safe to put into a page as it is. */
export type Html = { readonly markup: string }

/**
 * Markup with values in it: strings and numbers as text, whatever they hold; other markup, and lists of it, as it is; null and
 * false as nothing. Attributes stand in double quotes.
 */
export function html(parts: TemplateStringsArray, ...values: readonly unknown[]): Html {
  return {
    markup: parts.reduce((text, part, place) => text + part + (place < values.length ? shown(values[place]) : ''), ''),
  }
}

/** Markup from a file of ours. */
export function raw(markup: string): Html {
  return { markup }
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map(shown).join('')
  if (typeof value === 'object' && 'markup' in value) return String(value.markup)
  return escapeText(String(value))
}

function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
