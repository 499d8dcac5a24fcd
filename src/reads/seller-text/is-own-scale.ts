/** Whether what stands behind a size says that it is on the brand's own scale. */
export function isOwnScale(label: string, after: string, forChild: boolean): boolean {
  return ownScale.test(after) || (Number(label) <= 6 && converted.test(after) && !forChild)
}

/** "Tagged 2 in her old numbering", "size 1 (brand's own)". */
const ownScale =
  /^[\s,]{0,2}\(?[^.;!?\n]{0,20}(?<!\p{L})(?:own (?:size|sizing|scale|numbering|letters|system)|numbering|brand siz\w+|(?:in )?(?:their|its|her|his) (?:old |own )?(?:sizing|scale|system|numbers|sizes)|eigene[rns]? größen?\w*|marken(?:eigene|größe)\w*|taille (?:de la )?marque|taille maison|propre à la marque|propias? de la marca|tallaje propio|talla de la marca|(?:taglia|misura) (?:del brand|della marca|propria))/iu
/** "Size 2 (UK 10)", "4 (= M)": a low number that is told in another system is the brand's own. */
const converted =
  /^[\s,–-]{0,3}\(?\s?(?:(?:that['’]?s|which is|so|this is|it['’]?s|i\.?e\.?|approx\.?|about|\p{Lu}[\p{L}'’]+(?:\sspeak)?\sfor|equivalent|equals?|equiv\.?|aka|or|~|=|≈|corresponds|entspricht|das ist|also|soit|équivaut|correspond|c['’]est|environ|equivale|es decir|o sea|corrisponde|cioè|pari)[\s:=.]*(?:to|a|à|an|un|une|una|etwa|ca\.?|approx\.?)?\s?)*(?:size\s|taille\s|talla\s|taglia\s|gr\.?\s)?(?:(?:UK|US|EU|FR|IT|DE|AU)\s?(?:size\s)?\d|\(?(?:XX?)?[SML](?![\p{L}'’])|small|medium|large|3[2-9]|4\d|[1-6]X\b|[1-3]\dW\b)/iu
