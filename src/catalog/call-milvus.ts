import type { MilvusClient, ResStatus } from '@zilliz/milvus2-sdk-node'

/** One checked request to the server within a deadline that somebody else keeps; `operation` names it in errors. */
export type CallMilvus = <T extends ResStatus | { status: ResStatus }>(
  operation: string,
  send: (client: MilvusClient) => Promise<T>,
) => Promise<T>
