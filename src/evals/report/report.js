// Shows the cases that fit the filters; without scripts all are shown.
const byId = (id) => document.getElementById(id)
const cases = [...document.querySelectorAll('.case')]
function filter() {
  const words = byId('words').value.trim().toLowerCase()
  const [kind, field, slice] = ['kind', 'field', 'slice'].map((id) => byId(id).value)
  let shown = 0
  for (const each of cases) {
    const fits =
      (kind === '' || each.dataset.kinds.split(' ').includes(kind)) &&
      (field === '' || each.dataset.fields.split(' ').includes(field)) &&
      (slice === '' || each.dataset.slice === slice) &&
      (words === '' || each.textContent.toLowerCase().includes(words))
    each.hidden = !fits
    if (fits) shown += 1
  }
  byId('shown').textContent = `${shown} of ${cases.length} cases`
}
for (const id of ['words', 'kind', 'field', 'slice']) byId(id)?.addEventListener('input', filter)
if (cases.length > 0) filter()
