import { blankChoices, type Control, partName } from './labeling-controls.ts'

/** So many choices are shown as buttons; more are a list to pick from. */
const buttonsMax = 14

/** The labeling interface as Label Studio's XML: the words and photos of a listing, and a control for each field. */
export function labelingConfig(controls: readonly Control[], withPhotos: boolean): string {
  return [
    '<View>',
    '  <Header value="The words of the seller"/>',
    '  <Text name="text" value="$text"/>',
    ...(withPhotos ? ['  <Image name="photos" valueList="$photos"/>'] : []),
    '  <Header value="Leave a field alone where two careful people could differ: it is not scored then"/>',
    ...controls.flatMap(controlLines),
    '</View>',
    '',
  ].join('\n')
}

function controlLines(control: Control): string[] {
  const { field, label, kind, choices } = control
  const header = `  <Header value="${escaped(label)}" size="5"/>`
  const blank = choicesLines(partName.blank(field), 'single', blankChoices)
  if (kind === 'one') return [header, ...choicesLines(field, 'single', [...choices, ...blankChoices])]
  if (kind === 'many') return [header, ...choicesLines(field, 'multiple', [...choices, ...blankChoices])]
  if (kind === 'count') return [header, `  <Number name="${escaped(field)}" toName="text" min="1" step="1"/>`, ...blank]
  if (kind === 'words') return [header, wordsLine(field, label), ...blank]
  return [
    header,
    ...choicesLines(field, 'single', [...choices, ...blankChoices]),
    wordsLine(partName.sizeLabel(field), 'as on the tag: M, 38, W32 L34'),
  ]
}

function choicesLines(name: string, choice: 'single' | 'multiple', choices: readonly { id: string; label: string }[]) {
  const layout = choices.length > buttonsMax ? 'layout="select"' : 'showInline="true"'
  return [
    `  <Choices name="${escaped(name)}" toName="text" choice="${choice}" ${layout}>`,
    ...choices.map(({ id, label }) => `    <Choice value="${escaped(label)}" alias="${escaped(id)}"/>`),
    '  </Choices>',
  ]
}

function wordsLine(name: string, placeholder: string): string {
  return `  <TextArea name="${escaped(name)}" toName="text" maxSubmissions="1" editable="true" rows="1" placeholder="${escaped(placeholder)}"/>`
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
