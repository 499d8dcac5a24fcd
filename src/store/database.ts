import { DrizzleQueryError } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { databaseError } from './database-error.ts'
import type * as tables from './tables.ts'

/** Queries on either engine, inside a transaction or not. */
export type Queries = PgDatabase<PgQueryResultHKT, typeof tables>

/** One engine, opened and migrated. */
export type Engine = {
  queries: Queries
  /** Gives dead rows' space back, where the engine does not do so by itself. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** The database as the rooms of the store use it. Failures of the library come out translated. */
export type Database = {
  now(): Date
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Puts the translation of errors and the clock around an engine. */
export function createDatabase(engine: Engine, now: () => Date): Database {
  return {
    now,
    read: async (work) => {
      try {
        return await work(engine.queries)
      } catch (error) {
        throw error instanceof DrizzleQueryError ? databaseError(error) : error
      }
    },
    transaction: async (work) => {
      let own: unknown
      try {
        return await engine.queries.transaction(async (transaction) => {
          try {
            return await work(transaction)
          } catch (error) {
            own = error
            throw error
          }
        })
      } catch (error) {
        // What the caller's own code threw is the caller's; connecting and committing fail outside of it.
        throw error === own && !(error instanceof DrizzleQueryError) ? error : databaseError(error)
      }
    },
    tidy: () => engine.tidy(),
    close: () => engine.close(),
  }
}
