import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** The named schemas of the official description of the OpenAI API: validators, and the properties that they know. */
export type OpenAiDescription = {
  schema(name: string): ValidateFunction
  properties(name: string): ReadonlySet<string>
}

/** Where the description is looked for, from the project's root or in `HANGTAG_DATA`. */
export const openAiDescriptionFile = join(
  process.env.HANGTAG_DATA ?? join(import.meta.dirname, '../../../shared/data'),
  'openai-openapi/openapi.json',
)

/** The official description as an oracle; null where it is not on this machine. */
export async function loadOpenAiDescription(): Promise<OpenAiDescription | null> {
  if (!existsSync(openAiDescriptionFile)) return null
  const document = withNulls(JSON.parse(await readFile(openAiDescriptionFile, 'utf8'))) as Document
  // It is megabytes, and as official as the schema that would say whether it is a schema.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, validateSchema: false })
  addFormats.default(ajv)
  ajv.addFormat('unixtime', true)
  ajv.addSchema(document, 'openai')
  const compiled = new Map<string, ValidateFunction>()
  return {
    schema(name) {
      const validate = compiled.get(name) ?? ajv.compile({ $ref: `openai#/components/schemas/${name}` })
      compiled.set(name, validate)
      return validate
    },
    properties: (name) => new Set(propertiesOf(document.components.schemas[name], document)),
  }
}

type Document = { components: { schemas: Record<string, unknown> } }

function propertiesOf(schema: unknown, document: Document): string[] {
  const { $ref, properties = {}, allOf = [] } = schema as { $ref?: string; properties?: object; allOf?: unknown[] }
  if ($ref !== undefined) return propertiesOf(document.components.schemas[$ref.split('/').at(-1) ?? ''], document)
  return [...Object.keys(properties), ...allOf.flatMap((part) => propertiesOf(part, document))]
}

/** The description is OpenAPI 3.1 with stray `nullable` keywords of 3.0, which JSON Schema does not know. */
function withNulls(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNulls)
  if (typeof schema !== 'object' || schema === null) return schema
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, inner]) => [key, withNulls(inner)]),
  ) as { nullable?: unknown }
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest
}
