import { describe, expect, it } from 'vitest'
import { type ChoosablePhoto, choosePhotos } from '../../src/photos/choose-photos.ts'

const views = {
  front: 'ffff0000ffff0000',
  frontAgain: 'ffff0000ffff0001',
  back: 'ffff0000ffffff00',
  hole: '00ff00ff00ff00ff',
  label: '0123456789abcdef',
}
const photo = (index: number, phash: string | null, ...notes: string[]): ChoosablePhoto => ({ index, phash, notes })
const indexes = (photos: ChoosablePhoto[], countMax = 6) => choosePhotos(photos, countMax).map(({ index }) => index)

describe('the photos that a model is shown', () => {
  it('begin with the first of the whole item, then its label, then what shows most that is new', () => {
    const photos = [photo(0, views.front), photo(1, views.back), photo(2, views.hole), photo(3, views.label, 'label')]
    expect(choosePhotos(photos, 6)).toEqual([
      { index: 0, use: 'whole' },
      { index: 3, use: 'label' },
      { index: 2, use: 'detail' },
      { index: 1, use: 'detail' },
    ])
  })

  it('leave out second takes, and keep the sharper one', () => {
    expect(indexes([photo(0, views.front), photo(1, views.frontAgain), photo(2, views.hole)])).toEqual([0, 2])
    expect(indexes([photo(0, views.front, 'blurred'), photo(1, views.frontAgain), photo(2, views.hole)])).toEqual([
      1, 2,
    ])
  })

  it('are no more than asked for, and the label is among them however late it comes', () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      photo(at, (0x1111111111111111n * BigInt(at)).toString(16).padStart(16, '0')),
    )
    const shown = indexes([...many, photo(12, views.label, 'label')], 3)
    expect(shown).toHaveLength(3)
    expect(shown.slice(0, 2)).toEqual([0, 12])
    expect(indexes(many, 0)).toEqual([])
  })

  it('begin with a good photo where the first is blurred or dark', () => {
    expect(indexes([photo(0, views.front, 'dark'), photo(1, views.hole)])[0]).toBe(1)
  })

  it('are all of them where nothing is known of how they look', () => {
    expect(indexes([photo(0, null), photo(2, null), photo(5, null)]).sort()).toEqual([0, 2, 5])
  })

  it('are the label alone where there is nothing else', () => {
    expect(choosePhotos([photo(4, views.label, 'label')], 6)).toEqual([{ index: 4, use: 'label' }])
  })
})
