import type { AnswerShelf } from '../../../src/model/answers/kept-answer.ts'

/** Answers in memory, through JSON as on every real shelf; `down` makes every call fail with it. */
export function memoryShelf(): AnswerShelf & { kept: Map<string, string>; down: Error | null; calls: number } {
  const shelf = {
    kept: new Map<string, string>(),
    down: null as Error | null,
    calls: 0,
    async get(tenant: string, key: string) {
      shelf.calls += 1
      if (shelf.down !== null) throw shelf.down
      return JSON.parse(shelf.kept.get(`${tenant}/${key}`) ?? 'null') as unknown
    },
    async put({ tenant, key }: { tenant: string; key: string }, answer: unknown) {
      shelf.calls += 1
      if (shelf.down !== null) throw shelf.down
      shelf.kept.set(`${tenant}/${key}`, JSON.stringify(answer))
    },
  }
  return shelf
}
