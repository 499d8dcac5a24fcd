import { Parser } from 'htmlparser2'

/** The words of an HTML text, with line breaks where its blocks are; scripts and styles are left out. Text without markup stays. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html.trim()
  const parts: string[] = []
  let silent = 0
  const parser = new Parser({
    onopentagname: (name) => {
      if (silentTags.has(name)) silent += 1
      if (name === 'li') parts.push('\n- ')
      else if (!inlineTags.has(name)) parts.push('\n')
    },
    ontext: (text) => {
      if (silent === 0) parts.push(text.replaceAll(/\s+/g, ' '))
    },
    onclosetag: (name) => {
      if (silentTags.has(name)) silent -= 1
      if (!inlineTags.has(name)) parts.push('\n')
    },
  })
  parser.end(html)
  return parts
    .join('')
    .replaceAll(/[ \u00a0]*\n[ \u00a0]*/g, '\n')
    .replaceAll(/\n- \n/g, '\n- ')
    .replaceAll(/\n{2,}/g, '\n')
    .trim()
}

const silentTags: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'head'])
const inlineTags: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code del dfn em font i img ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
)
