import { DataType, type DescribeCollectionResponse, type FieldType, FunctionType } from '@zilliz/milvus2-sdk-node'

/** What makes a collection of this schema, filled with vectors of one embedding space. */
export function collectionSchema(name: string, embedding: { space: string; dimensions: number }) {
  return {
    collection_name: name,
    // Milvus shows the description to people; Milvus Lite forgets it and keeps the property.
    description: embedding.space,
    properties: { [spaceProperty]: embedding.space },
    fields: fields(embedding.dimensions),
    functions: [
      {
        name: 'bm25',
        type: FunctionType.BM25,
        input_field_names: ['text'],
        output_field_names: ['sparse'],
        params: {},
      },
    ],
  }
}

/** The embedding space that a collection was made for; null where an old version recorded none. */
export function recordedSpace(found: DescribeCollectionResponse): string | null {
  const property = found.properties.find(({ key }) => key === spaceProperty)
  return property === undefined ? found.schema.description || null : String(property.value)
}

export const spaceProperty = 'hangtag.embedding'

function fields(dimensions: number): FieldType[] {
  const text = (name: string, bytesMax: number): FieldType => ({
    name,
    data_type: DataType.VarChar,
    max_length: bytesMax,
  })
  // VARCHAR lengths are bytes: three for each UTF-16 unit that the item's schema allows.
  return [
    { ...text('pk', 512), is_primary_key: true },
    { ...text('tenant', 64), is_partition_key: true },
    // A copy of the primary key: hits lose the key where other output fields are asked for.
    text('key', 512),
    { name: 'bucket', data_type: DataType.Int32 },
    text('contentHash', 64),
    text('title', 3_000),
    { ...text('text', 24_000), enable_analyzer: true },
    text('description', 30_000),
    text('category', 600),
    text('brand', 600),
    text('imageUrl', 6_000),
    { name: 'attributes', data_type: DataType.JSON },
    { name: 'trusted', data_type: DataType.Bool },
    // A tombstone: removed while this collection was being filled from another, which may still hold the row.
    { name: 'deleted', data_type: DataType.Bool },
    { name: 'dense', data_type: DataType.FloatVector, dim: dimensions },
    { name: 'sparse', data_type: DataType.SparseFloatVector },
  ]
}
