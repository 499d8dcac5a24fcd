/** Takes one line (or a few) for the person at the terminal. */
export type Report = (text: string) => void
