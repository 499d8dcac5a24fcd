import { isScalar, parseDocument } from 'yaml'
import type { VariantShare } from './prompt.ts'

/** What is to be changed of a prompt's labels: null takes the label away. */
export type LabelChanges = {
  production?: string
  candidate?: VariantShare | null
  shadow?: VariantShare | null
}

/**
 * The text of `labels.yaml` with the labels of one prompt changed: a line a label, the comments as they were. A prompt that
 * has no labels yet gets them at the end. The text must be a `labels.yaml` without problems.
 */
export function editLabels(source: string, name: string, { production, ...shares }: LabelChanges): string {
  const text = production === undefined ? source : setProduction(source, name, production)
  if (Object.keys(shares).length === 0) return text
  const document = parseDocument(text)
  for (const [key, label] of Object.entries(shares)) {
    if (label === null) document.deleteIn([name, key])
    else if (document.hasIn([name, key, 'variant']))
      // A comment beside it hangs on the map that is there.
      for (const [part, value] of Object.entries(label)) document.setIn([name, key, part], value)
    else document.setIn([name, key], document.createNode(label, { flow: true }))
  }
  return document.toString({ lineWidth: 0 })
}

/** By its place in the text: a rollback changes one word, however the file is laid out. */
function setProduction(source: string, name: string, variant: string): string {
  const value = parseDocument(source).getIn([name, 'production'], true)
  if (!isScalar(value) || value.range === null || value.range === undefined) {
    const end = source === '' || source.endsWith('\n') ? source : `${source}\n`
    return `${end}${name}:\n  production: ${variant}\n`
  }
  return source.slice(0, value.range[0]) + variant + source.slice(value.range[1])
}
