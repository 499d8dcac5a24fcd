/**
 * A stranger's data as one line of JSON that cannot leave its fence: line breaks and quotes are escaped by JSON, and `<` is
 * escaped here, so that no closing tag can be written inside.
 */
export function fenceData(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
