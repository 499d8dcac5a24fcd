import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { catalogItemSchema } from '../../../src/domain/catalog-item.ts'
import { itemsOf, problemsOf, readFile, readStream } from './read-file.ts'

describe('JSON Lines', () => {
  test('an item is taken as it is where the taxonomy holds its words already, and what was read of it is read the same again', async () => {
    const line = {
      id: 'sku/1',
      title: 'Red dress',
      description: 'A dress\nof two lines',
      category: 'dresses',
      brand: "Levi's",
      attributes: { color: ['red'], material: [{ id: 'cotton', percent: 60 }], price: 3, nested: { deep: [1, null] } },
      imageUrl: 'https://pictures.example/1.jpg',
      trusted: false,
    }
    const { format, rows } = await readFile(`${JSON.stringify(line)}\n`)
    expect([format, itemsOf(rows)]).toEqual(['json-lines', [line]])
  })

  test('other catalogs’ words become the taxonomy’s, other keys attributes; what is not known stays as it was written', async () => {
    const lines = [
      {
        id: 7,
        title: 'Tee',
        category: 'gid://shopify/TaxonomyCategory/aa-1-13-8',
        brand: 'LEVIS',
        colour: 'Red/White',
      },
      {
        id: 'b',
        title: 'Thing',
        category: 'Curiosities',
        brand: 'Acme of Nowhere',
        color: 'Sunset',
        price: '3',
        mood: 'good',
      },
    ]
    const { rows } = await readFile(lines.map((line) => JSON.stringify(line)).join('\n'))
    const items = [
      { id: '7', title: 'Tee', category: 't-shirts', brand: "Levi's", attributes: { color: ['red', 'white'] } },
      {
        id: 'b',
        title: 'Thing',
        category: 'Curiosities',
        brand: 'Acme of Nowhere',
        attributes: { color: 'Sunset', mood: 'good' },
      },
    ]
    expect(itemsOf(rows)).toEqual(items)
    const again = await readFile(items.map((item) => JSON.stringify(item)).join('\n'))
    expect(itemsOf(again.rows)).toEqual(items)
  })

  test('a bad line is told with its number and stops nothing; empty lines are none', async () => {
    const text =
      '{"id":"a","title":"A"}\r\n\n[1]\n{bad\n{"id":"b"}\n{"title":"t"}\n{"id":"","title":"t"}\n{"id":"c","title":"C"}'
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from('\n{"id":"d","title":"caf\xe9"}\n', 'latin1')])
    const { rows } = await readFile(bytes)
    expect(itemsOf(rows).map(({ id }) => id)).toEqual(['a', 'c'])
    expect(problemsOf(rows)).toEqual([
      '3: not an object: write {"id": …, "title": …}',
      expect.stringMatching(/^4: not JSON \(/),
      '5: there is no title: add it, or say which column holds it (--column title=name)',
      '6: there is no id: add it, or say which column holds it (--column id=SKU)',
      '7: the id is blank or no text: fill it in',
      '9: not UTF-8: save the file as UTF-8',
    ])
  })
})

describe('tables', () => {
  test('columns are known by common names, others are attributes, and a till’s columns are left out', async () => {
    const text =
      '\uFEFFSKU;Product Name;Farbe;Size;Price;attribute: fit;Marke;Mood;Category\r\n' +
      '0017;"Red ""big""\r\ndress";Rot;M;3,50;slim;x;calm;Dresses\r\n' +
      '\r\n' +
      '2;5" heel;;;;;;;\r\n'
    const { format, rows } = await readFile(text)
    expect(format).toBe('csv')
    expect(itemsOf(rows)).toEqual([
      {
        id: '0017',
        title: 'Red "big"\r\ndress',
        category: 'dresses',
        attributes: { color: ['red'], size: 'M', fit: 'slim', Marke: 'x', Mood: 'calm' },
      },
      { id: '2', title: '5" heel' },
    ])
  })

  test('blank lines before the header, and Excel’s line that names the separator, are no header', async () => {
    const { rows } = await readFile('\n\nsep=;\r\nid;title, and more\r\n1;Coat\r\n', {
      columns: { title: 'title, and more' },
    })
    expect(itemsOf(rows)).toEqual([{ id: '1', title: 'Coat' }])
    expect(rows.map(({ row }) => row)).toEqual([5])
  })

  test('the caller may say which column holds a field', async () => {
    const { rows } = await readFile('Nr,Bezeichnung\n1,Kleid\n', { columns: { id: 'Nr', title: 'Bezeichnung' } })
    expect(itemsOf(rows)).toEqual([{ id: '1', title: 'Kleid' }])
  })

  test('a row that cannot be read costs itself alone, also where its quote is closed by a later row’s', async () => {
    const text = [
      'id,title,color',
      '1,"never closed,red',
      '2,"Blue dress",blue',
      '3,Coat,green,extra,fields',
      '4,"also not closed,red',
      '5,"Shirt"," white"',
      '6,short',
      `7,caf\xe9,`,
      '8,Hat,',
      '9,"at the end',
      '10,Scarf,red',
    ].join('\n')
    const { rows } = await readFile(Buffer.from(text, 'latin1'))
    expect(itemsOf(rows).map(({ id }) => id)).toEqual(['2', '5', '6', '8', '10'])
    expect(problemsOf(rows).map((problem) => problem.slice(0, 22))).toEqual([
      '2: a quote is opened a',
      '4: 5 fields where the ',
      '5: a quote is opened a',
      '8: not UTF-8: save the',
      '10: a quote is opened ',
    ])
  })

  test('Google’s feed is known by its header, in UTF-16 and with spaces for underscores too', async () => {
    const rows = [
      'id\ttitle\tdescription\tlink\timage link\tbrand\tgoogle product category\tproduct type\tcolor\tsize\tmaterial\tgender\tage group\titem group id\tcondition\tavailability\tprice',
      '1-S\tKleid\t<p>Schön &amp; gut</p>\thttps://shop.example/1\thttps://shop.example/1.jpg\tNIKE\t2271\tHome > Kleider\tRot\tS\tcotton/polyester\tfemale\tkids\t1\tnew\tin_stock\t9 EUR',
      '2\tJacke\t\t\tno address\t\t5598\tWomen > Blazers\tRed/Blue/Green\t\t\tmale\t\t\tused\t\t',
      '3\tBody\t\t\t\t\t\t\t\t\t\tunisex\tnewborn\t\t\t\t',
    ]
    const { format, rows: read } = await readFile(Buffer.from(`\uFEFF${rows.join('\n')}`, 'utf16le'))
    expect(format).toBe('google')
    expect(itemsOf(read)).toEqual([
      {
        id: '1-S',
        title: 'Kleid',
        description: 'Schön & gut',
        category: 'dresses',
        brand: 'Nike',
        attributes: {
          color: ['red'],
          size: 'S',
          material: [
            { id: 'cotton', percent: null },
            { id: 'polyester', percent: null },
          ],
          condition: 'new-without-tags',
          item_group_id: '1',
          'age-group': 'kids',
          department: 'girls',
        },
        imageUrl: 'https://shop.example/1.jpg',
      },
      {
        id: '2',
        title: 'Jacke',
        category: 'blazers',
        attributes: { color: ['red', 'blue', 'green'], condition: expect.any(String), department: 'men' },
      },
      { id: '3', title: 'Body', attributes: { 'age-group': 'newborn', department: 'baby' } },
    ])
  })

  test('Shopify’s product CSV: the rows of a handle are one item, its options and metafields attributes, its text without markup', async () => {
    const header =
      'Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Variant SKU,Variant Price,Image Src,Google Shopping / Gender,Google Shopping / Age Group,Fabric (product.metafields.shopify.fabric)'
    const text = [
      header,
      'red-tee,Red Tee,"<p>Soft<br>tee</p><ul><li>a</li><li>b</li></ul><style>x{}</style>",NIKE,Apparel & Accessories > Clothing > Clothing Tops > T-Shirts,Tops,"summer, sale",TRUE,Size,S,,Color,Red,1,9,https://shop.example/1.jpg,female,adult,Cotton; Elastane',
      'red-tee,,,,,,,,,M,,,Red,2,9,,,,',
      'red-tee,,,,,,,,,,,,,,,https://shop.example/2.jpg,,,',
      ',No handle,,,,,,,,,,,,,,,,,',
      'blue-jeans,Blue Jeans,,Acme,,Jeans,,TRUE,Title,Default Title,,,,3,9,,,,',
    ].join('\n')
    const { format, rows } = await readFile(text)
    expect(format).toBe('shopify')
    expect(itemsOf(rows)).toEqual([
      {
        id: 'red-tee',
        title: 'Red Tee',
        description: 'Soft\ntee\n- a\n- b',
        category: 't-shirts',
        brand: 'Nike',
        attributes: {
          material: [
            { id: 'cotton', percent: null },
            { id: 'elastane', percent: null },
          ],
          size: ['S', 'M'],
          color: ['red'],
          department: 'women',
          'age-group': 'adult',
          tags: 'summer, sale',
        },
        imageUrl: 'https://shop.example/1.jpg',
      },
      { id: 'blue-jeans', title: 'Blue Jeans', category: 'jeans', brand: 'Acme' },
    ])
    expect(problemsOf(rows)).toEqual(['5: a product without a handle: give it one'])
  })

  test('Shopify’s newer header is known too', async () => {
    const text =
      'Title,URL handle,Description,Vendor,Product category,Type,Option1 name,Option1 value,Product image URL\n' +
      'Tee,tee,<b>Soft</b> tee,Nike,gid://shopify/TaxonomyCategory/aa-1-13-8,,Color,Black,https://shop.example/1.jpg\n'
    const { format, rows } = await readFile(text)
    expect(format).toBe('shopify')
    expect(itemsOf(rows)).toEqual([
      {
        id: 'tee',
        title: 'Tee',
        description: 'Soft tee',
        category: 't-shirts',
        brand: 'Nike',
        attributes: { color: ['black'] },
        imageUrl: 'https://shop.example/1.jpg',
      },
    ])
  })
})

test('Parquet is read by its columns, group by group; rows without a value in a column lack it', async () => {
  const count = 2_500
  const numbers = Array.from({ length: count }, (_, at) => at)
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: 'product_id', data: numbers.map((at) => BigInt(at)), type: 'INT64' },
      { name: 'title', data: numbers.map((at) => (at === 7 ? null : `Item ${at}`)), type: 'STRING' },
      { name: 'category', data: numbers.map((at) => (at % 2 === 0 ? 'Dresses' : null)), type: 'STRING' },
      { name: 'color', data: numbers.map(() => 'Red'), type: 'STRING' },
    ],
    rowGroupSize: 1_000,
  })
  const { format, rows } = await readFile(bytes)
  expect(format).toBe('parquet')
  expect(itemsOf(rows)).toHaveLength(count - 1)
  expect(itemsOf(rows)[1]).toEqual({ id: '1', title: 'Item 1', attributes: { color: ['red'] } })
  expect(itemsOf(rows).at(-2)).toEqual({
    id: '2498',
    title: 'Item 2498',
    category: 'dresses',
    attributes: { color: ['red'] },
  })
  expect(problemsOf(rows)).toEqual([expect.stringMatching(/^8: there is no title/)])
})

test('a file packed by gzip is unpacked as it is read', async () => {
  const { rows } = await readFile(gzipSync('{"id":"a","title":"A"}\n'.repeat(3)), { name: 'items.jsonl.gz' })
  expect(itemsOf(rows)).toHaveLength(3)
})

test.each([
  ['', 'is empty'],
  [' \n\n', 'is empty'],
  ['[{"id":1}]', "jq -c '.[]'"],
  ['<?xml version="1.0"?><rss>', 'as tab-separated text'],
  ['PK\u0003\u0004workbook', 'save it as CSV'],
  ['sku,price\n1,2\n', 'hold the title: say which does with --column title=NAME. Its columns are: sku, price'],
  ['id,title,id\n', 'names the column id twice'],
  ['"id,title\n1,2\n', 'The first line is no header'],
  ['PAR1 and then nothing that is meant', 'is not a whole Parquet file'],
  [gzipSync('{"id":"a","title":"A"}\n'.repeat(9)).subarray(0, 30), 'not a whole gzip file'],
])('a file that cannot be used (%j) says what to do', async (content, told) => {
  await expect(readFile(content)).rejects.toMatchObject({
    code: 'catalog-file-unusable',
    message: expect.stringContaining(told),
  })
})

test('a file that is not there, a folder, and a form that the file is not of are told', async () => {
  await expect(readFile('id,title\n', { name: 'x' })).resolves.toMatchObject({ rows: [] })
  await expect(readFile('{"id":"a"}', { format: 'csv' })).rejects.toThrow('This is JSON Lines, and --format says csv')
  await expect(readFile('id,title\n', { columns: { id: 'Nr' } })).rejects.toThrow('--column names Nr, which the header')
  await expect(readStream([Buffer.from('PAR1')])).rejects.toThrow('is read from a file')
  await expect(readStream([])).rejects.toThrow('Standard input is empty')
})

test('what is made of a row that has an id and a title is an item', async () => {
  const row = { id: 'a', title: 't', description: 'd'.repeat(20_000), image: 'no address', category: 'c'.repeat(300) }
  const [item] = itemsOf((await readFile(JSON.stringify(row))).rows)
  expect(catalogItemSchema.parse(item)).toMatchObject({ id: 'a', description: 'd'.repeat(10_000) })
})
