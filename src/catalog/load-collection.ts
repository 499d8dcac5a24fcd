import { setTimeout as delay } from 'node:timers/promises'
import type { CallMilvus } from './call-milvus.ts'

/** Loads a collection and waits until it is. Our own loop: the SDK's waits 400 ms even where that is at once, and never gives up. */
export async function loadCollection(call: CallMilvus, name: string, signal: AbortSignal): Promise<void> {
  await call('load', (client) => client.loadCollectionAsync({ collection_name: name }))
  for (;;) {
    const { progress } = await call('loading progress', (client) =>
      client.getLoadingProgress({ collection_name: name }),
    )
    if (Number(progress) >= 100) return
    await delay(100, undefined, { signal })
  }
}
