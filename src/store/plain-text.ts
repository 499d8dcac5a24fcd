/** Text for a plain text column, which holds every character but U+0000. */
export function plainText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD')
}
