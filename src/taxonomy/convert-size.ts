import type { SizeTable, Sizing } from './taxonomy.ts'

/** A size in another system, and the table it comes from. Never the size on the tag. */
export type DerivedSize = { system: string; label: string; table: string }

/**
 * What other systems call a size, by the named tables for such an item; none where the size's own system is not known
 * (`number`, letters, a brand's own scale), nobody says whom the item is for, or no row has the size.
 */
export function convertSize(
  tables: readonly SizeTable[],
  size: { system: string; label: string },
  item: { sizing: Sizing | null; department: string | null },
): DerivedSize[] {
  const fitting = tables.filter(
    ({ sizing, departments }) =>
      item.sizing !== null &&
      sizing.includes(item.sizing) &&
      (departments.length === 0 || departments.includes(item.department ?? '')),
  )
  return fitting.flatMap((table) => convertBy(table, size))
}

function convertBy(table: SizeTable, size: { system: string; label: string }): DerivedSize[] {
  // "40R" is 40 with sleeves of the usual length, which is what tables mean.
  const label = size.label.replace(/^(\d+)R$/, '$1')
  const own = (row: Readonly<Record<string, string>>) =>
    table.system === size.system ? Object.keys(row).find((system) => row[system] === label) : size.system
  const rows = table.rows.filter((row) => row[own(row) ?? ''] === label)
  const systems = new Set(rows.flatMap((row) => Object.keys(row).filter((system) => system !== own(row))))
  return [...systems].flatMap((system) => {
    const labels = new Set(rows.map((row) => row[system]))
    const only = [...labels][0]
    // Two rows for one size that differ in another system leave open which it is.
    return labels.size === 1 && only !== undefined ? [{ system, label: only, table: table.id }] : []
  })
}
