import { defineConfig } from 'vitest/config'

// Four sizes. `unit` runs in parallel; the others share this machine's real services and run one file at a time.
const project = (name: string, include: string[], timeoutMs: number, alone: boolean, globalSetup: string[] = []) => ({
  test: {
    name,
    include,
    exclude: name === 'unit' ? ['test/**/*.{integration,process,browser}.test.ts'] : [],
    testTimeout: timeoutMs,
    hookTimeout: Math.max(timeoutMs, 30_000),
    fileParallelism: !alone,
    globalSetup,
    env: { LANGSMITH_TRACING: 'false', LANGCHAIN_TRACING_V2: 'false' },
  },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/**/*.test.ts'], 10_000, false),
      project('integration', ['test/**/*.integration.test.ts'], 60_000, true, ['test/services/start-test-services.ts']),
      project('process', ['test/**/*.process.test.ts'], 300_000, true),
      project('browser', ['test/**/*.browser.test.ts'], 60_000, true),
    ],
  },
})
