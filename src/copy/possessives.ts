/** How a department stands in a title. */
export const possessives: Readonly<Record<string, string>> = {
  women: "Women's",
  men: "Men's",
  unisex: 'Unisex',
  girls: "Girls'",
  boys: "Boys'",
  kids: "Kids'",
  baby: 'Baby',
}
