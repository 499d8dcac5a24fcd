import { defineConfig } from 'drizzle-kit'

// `drizzle-kit generate` writes the next migration from the tables; `openStore` applies them.
export default defineConfig({ dialect: 'postgresql', schema: './src/store/tables.ts', out: './src/store/migrations' })
