#!/usr/bin/env node
// The `hangtag` command. What it runs is loaded by its first lines, so that it comes from what is kept compiled.
import { keepCompiled } from '../services/keep-compiled.ts'

keepCompiled()
const { runCommand } = await import('./run-command.ts')
await runCommand(process.argv)
