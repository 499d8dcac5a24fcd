// A provider for promptfoo (https://promptfoo.dev/docs/providers/custom-api): a case of a suite through the production code.
// `hangtag eval promptfoo SUITE` writes a configuration that uses it. Plain JavaScript, because promptfoo loads it as it is; what it
// loads is the project's own TypeScript, which Node reads from 22.18 on.

/** @typedef {{ id?: string, label?: string, config?: Record<string, unknown> }} ProviderOptions */

export default class HangtagProvider {
  #cases = null

  /** @param {ProviderOptions} options */
  constructor(options = {}) {
    this.config = options.config ?? {}
    this.label = options.label
  }

  id() {
    return `hangtag:${this.label ?? this.config.suite ?? 'suite'}`
  }

  /**
   * Digitizes the case that the prompt names; whatever goes wrong is its error, and the other cases go on. Nothing
   * has to be closed after it: threads end when they are idle, and hold no process.
   */
  async callApi(prompt, context, options) {
    try {
      this.#cases ??= import('./open-promptfoo-cases.ts').then(({ openPromptfooCases }) =>
        openPromptfooCases(this.config),
      )
      const cases = await this.#cases
      const key = String(context?.vars?.case ?? prompt).trim()
      const signal = options?.abortSignal ?? new AbortController().signal
      return await cases.answer(key, context?.repeatIndex ?? 0, signal)
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) }
    }
  }
}
