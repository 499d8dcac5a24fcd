import type { SentSample } from './send-samples.ts'

/** What did not come out of a sample as it should, in words; null where all is well. A broken photo is to be rejected. */
export function sampleProblem({ sample, record }: SentSample): string | null {
  if (record.state !== 'draft' && record.state !== 'needs-review')
    return `is ${record.state}: ${record.problem?.detail}`
  for (const [index, { kind }] of sample.photos.entries()) {
    const photo = record.photos[index]
    const wanted = kind === 'corrupt' ? 'rejected' : 'normalized'
    if (photo?.state !== wanted)
      return `photo ${index + 1} is ${photo?.state ?? 'missing'} (${photo?.code}), not ${wanted}`
  }
  return null
}
