/** One request as a line of a batch's file. */
export type PackedRequest = { id: string; model: string; line: string; bytes: number }

/** A line as the endpoint reads it: its name, where it goes, and the request itself. */
export function packRequest(id: string, request: { model: string }): PackedRequest {
  const line = `${JSON.stringify({ custom_id: id, method: 'POST', url: batchedPath, body: request })}\n`
  return { id, model: request.model, line, bytes: Buffer.byteLength(line) }
}

export const batchedPath = '/v1/chat/completions'

/**
 * Requests in files: each of one model, as the endpoint wants it, and within both limits. In the order in which they came. A
 * request that is larger than a whole file has one of its own, and the endpoint says that it is too large.
 */
export function packFiles<T extends PackedRequest>(
  requests: readonly T[],
  { requestsMax, bytesMax }: { requestsMax: number; bytesMax: number },
): T[][] {
  const files: T[][] = []
  for (const group of Map.groupBy(requests, ({ model }) => model).values()) {
    let [file, bytes]: [T[], number] = [[], 0]
    for (const request of group) {
      if (file.length > 0 && (file.length >= requestsMax || bytes + request.bytes > bytesMax)) {
        files.push(file)
        ;[file, bytes] = [[], 0]
      }
      file.push(request)
      bytes += request.bytes
    }
    files.push(file)
  }
  return files
}
