/**
 * What servers accept as a strict schema (OpenAI's guide to structured outputs, read November 2026). `strict`: its current
 * limits; `portable`: those of older models and Azure, and of the grammars of local servers.
 */
const limits = {
  strict: { properties: 5_000, levels: 10, enumValues: 1_000, characters: 120_000 },
  portable: { properties: 100, levels: 5, enumValues: 500, characters: 15_000 },
} as const

/** An enum of more than 250 values may hold this many characters in all. */
const largeEnum = { values: 250, characters: 15_000 }
const refused = ['allOf', 'not', 'if', 'then', 'else', 'default', 'oneOf', 'patternProperties', 'dependentSchemas']

/** Every way in which a JSON Schema breaks the limits, as sentences; empty where it fits. */
export function findSchemaProblems(schema: Record<string, unknown>, level: keyof typeof limits): string[] {
  const { problems, properties, levels, enumValues, characters } = walk(schema, '#')
  const limit = limits[level]
  if (schema.type !== 'object') problems.push('#: the root is an object')
  if (properties > limit.properties) problems.push(`${properties} properties, at most ${limit.properties}`)
  if (levels > limit.levels) problems.push(`${levels} levels, at most ${limit.levels}`)
  if (enumValues > limit.enumValues) problems.push(`${enumValues} enum values, at most ${limit.enumValues}`)
  if (characters > limit.characters)
    problems.push(`${characters} characters in names and values, at most ${limit.characters}`)
  return problems
}

/** `characters`: of the names of properties and definitions, and of the values of enums. */
type Findings = { problems: string[]; properties: number; levels: number; enumValues: number; characters: number }

function walk(schema: unknown, path: string): Findings {
  if (!isObject(schema))
    return { problems: [`${path}: not a schema`], properties: 0, levels: 0, enumValues: 0, characters: 0 }
  const problems = refused.filter((key) => key in schema).map((key) => `${path}: ${key} is refused`)
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : []
  if (schema.type === 'object') {
    if (schema.additionalProperties !== false) problems.push(`${path}: the object is not closed`)
    const required = Array.isArray(schema.required) ? schema.required : []
    for (const [name] of properties) if (!required.includes(name)) problems.push(`${path}/${name}: not required`)
  }
  const values = Array.isArray(schema.enum) ? schema.enum : []
  const characters = values.reduce((sum: number, value) => sum + String(value).length, 0)
  if (values.length > largeEnum.values && characters > largeEnum.characters)
    problems.push(`${path}: an enum of ${characters} characters, at most ${largeEnum.characters}`)

  const names = [...properties.map(([name]) => name), ...(isObject(schema.$defs) ? Object.keys(schema.$defs) : [])]
  const inner = [
    ...properties.map(([name, property]) => walk(property, `${path}/${name}`)),
    ...(schema.items === undefined ? [] : [walk(schema.items, `${path}/items`)]),
    ...(Array.isArray(schema.anyOf) ? schema.anyOf.map((option, place) => walk(option, `${path}/anyOf/${place}`)) : []),
    ...(isObject(schema.$defs)
      ? Object.entries(schema.$defs).map(([name, part]) => walk(part, `${path}/${name}`))
      : []),
  ]
  return {
    problems: [...problems, ...inner.flatMap((part) => part.problems)],
    properties: properties.length + inner.reduce((sum, part) => sum + part.properties, 0),
    levels: (schema.type === 'object' ? 1 : 0) + Math.max(0, ...inner.map((part) => part.levels)),
    enumValues: values.length + inner.reduce((sum, part) => sum + part.enumValues, 0),
    characters: characters + names.join('').length + inner.reduce((sum, part) => sum + part.characters, 0),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
