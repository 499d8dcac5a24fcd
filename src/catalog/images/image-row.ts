import { createHash } from 'node:crypto'
import { type CreateCollectionReq, DataType, type FieldType } from '@zilliz/milvus2-sdk-node'
import { bucketCount, catalogKey } from '../catalog-row.ts'
import { spaceProperty } from '../collection-schema.ts'

/** Photos of one listing; items that are imported have one. */
const photosMax = 16

export type ImageRow = {
  pk: string
  tenant: string
  key: string
  item: string
  bucket: number
  source: string
  phash: string
  dense: number[]
}

/** A photo as a whole row. `bucket` is its item's, so that a walk by buckets meets both at once. */
export function imageRow(
  tenant: string,
  id: string,
  photo: { index: number; source: string; phash: string | null; dense: number[] },
): ImageRow {
  const item = catalogKey(tenant, id)
  const { index, source, phash, dense } = photo
  const bucket = createHash('sha256').update(item).digest().readUInt32BE() % bucketCount
  const key = `${item}#${index}`
  return { pk: key, tenant, key, item, bucket, source, phash: phash ?? '', dense }
}

/** Every key that a photo of the item may have. */
export function imageKeys(tenant: string, id: string): string[] {
  const item = catalogKey(tenant, id)
  return Array.from({ length: photosMax }, (_, index) => `${item}#${index}`)
}

export function imageSchema(name: string, space: string, dimensions: number): CreateCollectionReq {
  const text = (field: string, bytesMax: number): FieldType => ({
    name: field,
    data_type: DataType.VarChar,
    max_length: bytesMax,
  })
  return {
    collection_name: name,
    description: space,
    properties: { [spaceProperty]: space },
    fields: [
      { ...text('pk', 512), is_primary_key: true },
      { ...text('tenant', 64), is_partition_key: true },
      // A copy of the primary key: hits lose the key where other output fields are asked for.
      text('key', 512),
      text('item', 512),
      { name: 'bucket', data_type: DataType.Int32 },
      text('source', 64),
      text('phash', 16),
      { name: 'dense', data_type: DataType.FloatVector, dim: dimensions },
    ],
  }
}
