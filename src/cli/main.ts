#!/usr/bin/env node
// The `hangtag` command. Each subcommand is a file beside this one; all read the same configuration, when they run.
import { Command } from 'commander'
import { ConfigError, environment, readConfig } from '../config.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { calibrateCommand } from './calibrate.ts'
import { deadLettersCommand } from './dead-letters.ts'
import { demoCommand } from './demo.ts'
import { digitizeCommand } from './digitize.ts'
import { doctorCommand } from './doctor.ts'
import { evalCommand } from './eval.ts'
import { keysCommand } from './keys.ts'
import { promptsCommand } from './prompts.ts'
import { serveCommand } from './serve.ts'
import { taxonomyCommand } from './taxonomy.ts'
import { upCommand } from './up.ts'

const config = () => readConfig(environment())
const program = new Command('hangtag')
  .description("Turns listing photos and a seller's words into structured, checked catalog listings")
  .showHelpAfterError()
  .addCommand(upCommand(config))
  .addCommand(digitizeCommand(config))
  .addCommand(evalCommand())
  .addCommand(calibrateCommand(config))
  .addCommand(taxonomyCommand(config))
  .addCommand(promptsCommand(config))
  .addCommand(keysCommand(config))
  .addCommand(deadLettersCommand(config))
  .addCommand(demoCommand(config))
  .addCommand(doctorCommand(config))
  .addCommand(serveCommand(config))

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = error instanceof Error && error.name === 'AbortError' ? 130 : 1
  if (process.exitCode === 130) console.error('Stopped')
  else if (error instanceof HangtagError || error instanceof ConfigError) console.error(error.message)
  else throw error // A bug keeps its type and its stack.
}
