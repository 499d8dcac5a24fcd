// What the stub's model "writes": plain sentences out of the facts in the prompt, for each target that it names.

export function writeLikeAModel(prompt: string) {
  const facts = Object.assign({}, ...linesIn('facts', prompt).map((line) => JSON.parse(line))) as Record<string, string>
  const targets = [...prompt.matchAll(/^- ([a-z-]+): (a title|no title)/gm)]
  const named = ['Brand', 'Color', 'Material', 'Category'].flatMap((name) => facts[name] ?? [])
  const description = `${named.join(' ')}. ${Object.entries(facts)
    .map(([name, words]) => `${name} ${words}.`)
    .join(' ')}`
  return {
    copies: targets.map(([, target, titled]) => ({
      target,
      title: titled === 'a title' ? named.join(' ') : null,
      description,
    })),
  }
}

function linesIn(fence: string, prompt: string): string[] {
  const found = [...prompt.matchAll(new RegExp(`<${fence}>\\n([\\s\\S]*?)\\n</${fence}>`, 'g'))].at(-1)?.[1]
  return found === undefined || found === '' ? [] : found.split('\n')
}
