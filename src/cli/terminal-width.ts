const widthWithoutTerminal = 100

/** Columns of the terminal that standard output goes to; for a file or a pipe a width that reads well. */
export function terminalWidth(): number {
  return process.stdout.columns ?? widthWithoutTerminal
}
