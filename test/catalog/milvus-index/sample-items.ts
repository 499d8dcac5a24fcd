import type { CatalogItem } from '../../../src/domain/catalog-item.ts'

export const jeans: CatalogItem = {
  id: 'jeans-1',
  title: 'Slim jeans in dark blue',
  description: 'Five pockets, worn twice',
  category: 'jeans',
  brand: "Levi's",
  attributes: { color: ['navy'], size: { system: 'waist-inseam', label: 'W32 L34' } },
  imageUrl: 'https://shop.example/jeans-1.jpg',
}

export const dress: CatalogItem = {
  id: 'dress-1',
  title: 'Floral summer dress',
  category: 'dresses',
  attributes: { color: ['pink'] },
}

export const boots: CatalogItem = {
  id: 'boots-1',
  title: 'Chelsea boots in brown leather',
  category: 'boots',
  brand: 'Blundstone',
}
