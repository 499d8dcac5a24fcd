import { defineConfig } from 'vitest/config'

// Four sizes. `unit` uses every core; the others run one file at a time, on real services of their run's own. Where tests run in
// this process, files share its modules: loading the taxonomy anew for each took half of the time.
const project = (name: string, include: string[], timeoutMs: number, alone: boolean, globalSetup: string[] = []) => ({
  test: {
    name,
    include,
    exclude: name === 'unit' ? ['test/**/*.{integration,process,browser}.test.ts'] : [],
    testTimeout: timeoutMs,
    hookTimeout: Math.max(timeoutMs, 30_000),
    ...(alone ? { fileParallelism: false } : { maxWorkers: '100%' }),
    isolate: name === 'process',
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
