/** How long to wait before the next start of a child that has ended `failures` times in a row: 0.2 s, doubled up to 30 s. */
export function restartDelayMs(failures: number): number {
  return Math.min(30_000, 200 * 2 ** (failures - 1))
}
