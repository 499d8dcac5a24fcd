import { diffWordsWithSpace, structuredPatch } from 'diff'
import pc from 'picocolors'

type NamedText = { name: string; text: string }

/**
 * A unified diff of two texts, with three lines around each change. In colors, where the output takes them, the words that
 * differ stand out in the lines that do: prompts have long lines, and a changed one says little as a whole.
 */
export function compareTexts(before: NamedText, after: NamedText, colors = pc.createColors()): string {
  const { hunks } = structuredPatch(before.name, after.name, before.text, after.text, '', '', { context: 3 })
  if (hunks.length === 0) return `${before.name} and ${after.name} are the same text`
  const lines = [colors.bold(`--- ${before.name}`), colors.bold(`+++ ${after.name}`)]
  for (const { oldStart, oldLines, newStart, newLines, lines: inHunk } of hunks) {
    lines.push(colors.cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`))
    for (const block of blocksOf(inHunk)) lines.push(...colorBlock(block, colors))
  }
  return lines.join('\n')
}

/** Lines of a hunk in runs: unchanged ones, or those that went together with those that came in their place. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = []
  let last = ''
  for (const line of lines) {
    const sign = line[0] ?? ' '
    const goesOn = last === sign || (last === '-' && sign === '+') || sign === '\\'
    if (goesOn && blocks.length > 0) blocks.at(-1)?.push(line)
    else blocks.push([line])
    if (sign !== '\\') last = sign
  }
  return blocks
}

function colorBlock(block: readonly string[], colors: ReturnType<typeof pc.createColors>): string[] {
  const signed = (sign: string) => block.filter((line) => line.startsWith(sign)).map((line) => line.slice(1))
  const [gone, came] = [signed('-'), signed('+')]
  if (!colors.isColorSupported) return [...block]
  if (gone.length === 0 || came.length === 0)
    return block.map((line) => (line[0] === '-' ? colors.red(line) : line[0] === '+' ? colors.green(line) : line))
  const words = diffWordsWithSpace(gone.join('\n'), came.join('\n'))
  const side = (other: 'added' | 'removed', mark: (text: string) => string, plain: (text: string) => string) =>
    words
      .filter((word) => !word[other])
      .map(({ value, added, removed }) => eachLine(value, added || removed ? (text) => mark(text) : plain))
      .join('')
      .split('\n')
  const old = side('added', (text) => colors.inverse(colors.red(text)), colors.red)
  const now = side('removed', (text) => colors.inverse(colors.green(text)), colors.green)
  return [...old.map((line) => colors.red('-') + line), ...now.map((line) => colors.green('+') + line)]
}

/** A color that runs over a line break would color the next line's sign too. */
function eachLine(text: string, color: (line: string) => string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : color(line)))
    .join('\n')
}
