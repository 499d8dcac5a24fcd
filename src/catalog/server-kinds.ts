/** What differs from server to server. All three speak one protocol; nothing else in this room asks which one it is. */
export type ServerKind = 'lite' | 'milvus' | 'zilliz'

export type ServerTraits = {
  /** In the order in which they are made. */
  indexes: readonly IndexPlan[]
  /** Entries of the graph that a dense search looks at, at least; null where the server decides. */
  efMin: number | null
}

export type IndexPlan = {
  field_name: string
  index_type: string
  metric_type?: string
  params: Readonly<Record<string, string | number>>
}

/**
 * Dense: a graph of 16 links a row, built with 200 candidates, the middle of what Milvus' documentation advises.
 *
 * Milvus Lite: its graph costs less than a flat index (20,000 rows of 384 numbers: 57 ms of CPU a search against 135, nearly all
 * of the 57 its own bookkeeping), but loses neighbors under a filter, most with the spread-out vectors of n-grams: recall@10
 * inside a tenant was 0.89 with 64 entries looked at, 0.94 with 128, 0.995 with 512 and 1 with 2,048, which took 5 ms more. It has
 * no use for an index of the buckets unless every column of a filter has one.
 */
export const serverKinds: Readonly<Record<ServerKind, ServerTraits>> = {
  lite: {
    indexes: [
      { field_name: 'dense', index_type: 'HNSW', metric_type: 'COSINE', params: { M: 16, efConstruction: 200 } },
      { field_name: 'sparse', index_type: 'SPARSE_INVERTED_INDEX', metric_type: 'BM25', params: {} },
    ],
    efMin: 2_000,
  },
  milvus: {
    indexes: [
      { field_name: 'dense', index_type: 'HNSW', metric_type: 'COSINE', params: { M: 16, efConstruction: 200 } },
      {
        field_name: 'sparse',
        index_type: 'SPARSE_INVERTED_INDEX',
        metric_type: 'BM25',
        params: { inverted_index_algo: 'DAAT_MAXSCORE' },
      },
      { field_name: 'bucket', index_type: 'INVERTED', params: {} },
    ],
    efMin: 256,
  },
  zilliz: {
    indexes: [
      { field_name: 'dense', index_type: 'AUTOINDEX', metric_type: 'COSINE', params: {} },
      { field_name: 'sparse', index_type: 'AUTOINDEX', metric_type: 'BM25', params: {} },
      { field_name: 'bucket', index_type: 'AUTOINDEX', params: {} },
    ],
    efMin: null,
  },
}

/** Milvus Lite says so in its version; Zilliz Cloud says a plain version and is known by its address. */
export function serverKindOf(address: string, version: string): ServerKind {
  if (/lite/i.test(version)) return 'lite'
  return /(^|\.)(zilliz(cloud)?)\.com(\.cn)?(:|\/|$)/i.test(address) ? 'zilliz' : 'milvus'
}
