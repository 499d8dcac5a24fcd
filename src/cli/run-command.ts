import { Command } from 'commander'
import { ConfigError, environment, readConfig } from '../config.ts'
import { HangtagError } from '../domain/hangtag-error.ts'

const config = () => readConfig(environment())

/** Each is a file beside this one. Only the one that is named is loaded: all of them take twice as long to start. */
const commands: Record<string, () => Promise<Command>> = {
  up: async () => (await import('./up.ts')).upCommand(config),
  digitize: async () => (await import('./digitize.ts')).digitizeCommand(config),
  eval: async () => (await import('./eval.ts')).evalCommand(config),
  calibrate: async () => (await import('./calibrate.ts')).calibrateCommand(config),
  catalog: async () => (await import('./catalog.ts')).catalogCommand(config),
  taxonomy: async () => (await import('./taxonomy.ts')).taxonomyCommand(config),
  prompts: async () => (await import('./prompts.ts')).promptsCommand(config),
  keys: async () => (await import('./keys.ts')).keysCommand(config),
  'dead-letters': async () => (await import('./dead-letters.ts')).deadLettersCommand(config),
  demo: async () => (await import('./demo.ts')).demoCommand(config),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(config),
  serve: async () => (await import('./serve.ts')).serveCommand(config),
}

/** Runs what the arguments of a process name; all commands read the same configuration, when they run. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const program = new Command('hangtag')
    .description("Turns listing photos and a seller's words into structured, checked catalog listings")
    .showHelpAfterError()
  // Help and a name that is none list them all.
  const named = Object.entries(commands).filter(([name]) => name === argv[2])
  for (const [, load] of named.length > 0 ? named : Object.entries(commands)) program.addCommand(await load())
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    process.exitCode = error instanceof Error && error.name === 'AbortError' ? 130 : 1
    if (process.exitCode === 130) console.error('Stopped')
    else if (error instanceof HangtagError || error instanceof ConfigError) console.error(error.message)
    else throw error // A bug keeps its type and its stack.
  }
}
