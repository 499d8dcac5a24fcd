import { broken, type Check, limited, ok, reasonOf } from './check.ts'
import { isInstalled } from './milvus-lite-program.ts'
import { runProgram } from './run-program.ts'

const part = 'milvus'

/** The Milvus at MILVUS_ADDRESS, or whether an embedded one can be started. Without it there are no neighbors, no more. */
export async function checkMilvus(options: {
  address: string | null
  token: string | null
  deadlineMs: number
  pythonFolder: string
}): Promise<Check> {
  if (options.address !== null) return await checkServer({ ...options, address: options.address })
  if (await isInstalled(options.pythonFolder))
    return ok(part, `Milvus Lite in ${options.pythonFolder}, started when needed`)
  const python = await runProgram('python3', ['-c', 'import ensurepip, sys; assert sys.version_info >= (3, 10)'], {
    deadlineMs: 10_000,
  })
  if (python.code === 0) return ok(part, `Milvus Lite is installed into ${options.pythonFolder} at the first start`)
  const fix =
    'install Python 3.10 or newer with its venv module, or set MILVUS_ADDRESS; without it there are no neighbors'
  return limited(part, 'python3 with venv is not there, so Milvus Lite cannot be installed', fix)
}

async function checkServer(options: { address: string; token: string | null; deadlineMs: number }): Promise<Check> {
  // The SDK takes a third of a second to load, and most homes have no server of their own.
  const { createMilvusConnection } = await import('../catalog/milvus-connection.ts')
  const connection = createMilvusConnection(options)
  try {
    await connection.call(
      'list collections',
      (client) => client.listCollections(),
      AbortSignal.timeout(options.deadlineMs),
    )
    return ok(part, `answers at ${options.address}`)
  } catch (error) {
    return broken(
      part,
      `no answer from ${options.address}: ${reasonOf(error)}`,
      'start that Milvus, or correct MILVUS_ADDRESS and MILVUS_TOKEN',
    )
  } finally {
    await connection.close()
  }
}
