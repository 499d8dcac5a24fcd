/**
 * Why the real endpoint would refuse a schema under `strict: true`, as sentences: the rules of OpenAI's guide to structured
 * outputs (read November 2026), which its OpenAPI description does not hold. Written apart from the product's own lint, so
 * that a mistake there is found here.
 */
export function strictSchemaProblems(root: unknown): string[] {
  const problems: string[] = []
  const total = { properties: 0, enumValues: 0, characters: 0 }
  if (!isObject(root)) return ['the schema is not an object']
  if (root.type !== 'object') problems.push('the root is not of type object')
  look(root, '', 0)
  if (total.properties > 5_000) problems.push(`${total.properties} properties, at most 5000`)
  if (total.enumValues > 1_000) problems.push(`${total.enumValues} enum values, at most 1000`)
  if (total.characters > 120_000) problems.push(`${total.characters} characters of names and values, at most 120000`)
  return problems

  function look(schema: unknown, path: string, depth: number): void {
    if (!isObject(schema)) return void problems.push(`${path || '(root)'} is not a schema`)
    for (const key of Object.keys(schema))
      if (!permitted.has(key)) problems.push(`${path || '(root)'}: '${key}' is not permitted`)
    if (typeof schema.$ref === 'string' && !schema.$ref.startsWith('#')) problems.push(`${path}: a reference outside`)
    if (!('type' in schema || 'anyOf' in schema || '$ref' in schema || 'enum' in schema || 'const' in schema))
      problems.push(`${path || '(root)'}: schema must have a 'type' key`)
    if (Array.isArray(schema.enum)) lookAtEnum(schema.enum, path)
    if (typeof schema.const === 'string') total.characters += schema.const.length
    if (isOf(schema, 'object')) lookAtObject(schema, path, depth + 1)
    if (isOf(schema, 'array')) {
      if (schema.items === undefined) problems.push(`${path}: an array says what its items are`)
      else look(schema.items, `${path}/items`, depth)
    }
    if (Array.isArray(schema.anyOf)) {
      if (path === '') problems.push('the root is an anyOf')
      schema.anyOf.forEach((option, place) => {
        look(option, `${path}/anyOf/${place}`, depth)
      })
    }
    for (const [name, part] of Object.entries(isObject(schema.$defs) ? schema.$defs : {})) {
      total.characters += name.length
      look(part, `${path}/$defs/${name}`, depth)
    }
  }

  function lookAtObject(schema: Record<string, unknown>, path: string, depth: number): void {
    const properties = Object.entries(isObject(schema.properties) ? schema.properties : {})
    const required = Array.isArray(schema.required) ? schema.required : []
    if (schema.additionalProperties !== false)
      problems.push(`${path || '(root)'}: 'additionalProperties' is required to be supplied and to be false`)
    if (depth > 10) problems.push(`${path}: more than 10 levels`)
    total.properties += properties.length
    for (const name of required)
      if (!properties.some(([known]) => known === name)) problems.push(`${path}: '${name}' is required and not there`)
    for (const [name, property] of properties) {
      if (!required.includes(name)) problems.push(`${path || '(root)'}: 'required' lacks '${name}'`)
      total.characters += name.length
      look(property, `${path}/${name}`, depth)
    }
  }

  function lookAtEnum(values: readonly unknown[], path: string): void {
    const characters = values.reduce<number>((sum, value) => sum + String(value).length, 0)
    if (values.length === 0) problems.push(`${path}: an empty enum`)
    total.enumValues += values.length
    total.characters += characters
    if (values.length > 250 && characters > 15_000)
      problems.push(`${path}: an enum of ${characters} characters, at most 15000`)
  }
}

const permitted = new Set([
  ...['$schema', '$ref', '$defs', 'title', 'description', 'type', 'enum', 'const', 'anyOf'],
  ...['properties', 'required', 'additionalProperties', 'items', 'minItems', 'maxItems'],
  ...['pattern', 'format', 'multipleOf', 'minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'],
])

function isOf({ type }: Record<string, unknown>, name: string): boolean {
  return type === name || (Array.isArray(type) && type.includes(name))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
