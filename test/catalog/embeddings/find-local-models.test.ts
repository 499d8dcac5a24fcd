import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findLocalModels } from '../../../src/catalog/embeddings/find-local-models.ts'
import { emptyFolder, writeModel } from './model-folder.ts'

const hash = (weights: string) => createHash('sha256').update(weights).digest('hex').slice(0, 12)

describe('looking for models on disk', () => {
  it('finds them by name and by owner and name, and knows each by the hash of its weights', async () => {
    const root = await emptyFolder()
    await writeModel(join(root, 'small'), 'eight bits')
    await writeModel(join(root, 'owner/large'), 'all bits', 'model.onnx')
    expect(await findLocalModels([root])).toEqual([
      { root, name: 'owner/large', version: hash('all bits'), dimensions: 384, dtype: 'fp32' },
      { root, name: 'small', version: hash('eight bits'), dimensions: 384, dtype: 'q8' },
    ])
  })

  it('a folder may be a model itself, and folders are looked at in their order, each once', async () => {
    const root = await emptyFolder()
    await writeModel(join(root, 'b'), 'first')
    await writeModel(join(root, 'a'), 'second')
    const found = await findLocalModels([join(root, 'b'), root, join(root, 'b')])
    expect(found.map(({ name }) => name)).toEqual(['b', 'a', 'b'])
    expect(found[0]).toEqual(found[2])
  })

  it('other weights in a folder of the same name are another model', async () => {
    const root = await emptyFolder()
    await writeModel(join(root, 'small'), 'one')
    const [before] = await findLocalModels([root])
    await writeModel(join(root, 'small'), 'two')
    const [after] = await findLocalModels([root])
    expect(after?.version).not.toBe(before?.version)
  })

  it('what is not there, not whole or no model is none', async () => {
    const root = await emptyFolder()
    await mkdir(join(root, 'empty/inside'), { recursive: true })
    await writeFile(join(root, 'a-file'), 'x')
    await writeModel(join(root, 'broken'), 'weights')
    await writeFile(join(root, 'broken/config.json'), '{"hidden_size":')
    await writeModel(join(root, 'odd'), 'weights')
    await writeFile(join(root, 'odd/config.json'), '[]')
    await writeModel(join(root, 'without-weights'), 'weights', 'other.onnx')
    expect(await findLocalModels([root, join(root, 'nowhere'), join(root, 'a-file')])).toEqual([])
  })
})
