/** A language's texts; each is other passages in another order, so that no two are alike and none says a passage twice. */
const textsEach = 8

/**
 * What the seller-text read is measured on: texts of sellers of about this many characters, eight in each of five languages, made
 * of passages about clothes, states, post and prices by a seeded draw: the same texts each time.
 */
export function listingTexts(length: number): string[] {
  const random = seeded(20_260_101)
  return written.flatMap((passages) => Array.from({ length: textsEach }, () => textOf(passages, length, random)))
}

function textOf(passages: readonly string[], length: number, random: () => number): string {
  const left = [...passages]
  let text = ''
  while (text.length < length && left.length > 0) {
    const [passage = ''] = left.splice(Math.floor(random() * left.length), 1)
    text += text === '' ? passage : ` ${passage}`
  }
  return text.slice(0, length)
}

/** Numbers from 0 to 1 that are the same each time (the mulberry32 generator). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Written for this benchmark: passages of listings by language. */
const written = [
  [
    'Levi’s 501 jeans, W32 L34, straight leg, mid blue denim, 100% cotton. Bought new last spring and worn about ten times, always washed cold.',
    'Very good used condition, no holes, no stains; slight fading on the left knee (see photo 4). Smoke-free home with a cat.',
    'Also selling a J.Crew wool blazer in navy, size US 8, lined with viscose, pit to pit 19 in, length 27 in. NWOT, never altered.',
    'Women’s ankle boots by Clarks, UK 6 / EU 39, brown suede with a 2 inch block heel. Light scuffs on the toe, soles are fine.',
    'Kids’ bundle of 3 long-sleeve tops, age 7-8 years, striped and plain, from M&S and Next. Play condition, priced to go.',
    'Happy to combine postage. Fits like a small medium, so please check the measurements before you buy, as I do not take returns.',
    'Vintage 90s band t-shirt, tagged XL, fits oversized, 21 inches across. Cracked print on the front, tiny hole near the hem, priced accordingly.',
    'Patagonia fleece, men’s small, deep teal, full zip, recycled polyester. Bought from the outlet in 2019, bobbling under both arms, zip runs well.',
    'Silk midi skirt with a floral print, elastic waist, no label, I think it is handmade. Selling because it no longer fits me, sadly.',
  ],
  [
    'Schöne Winterjacke von Jack Wolfskin in Größe M, dunkelgrün, mit abnehmbarer Kapuze und zwei Innentaschen. Sehr guter Zustand.',
    'Obermaterial 100 % Polyamid, Futter 100 % Polyester, Daunenfüllung. Einmal gereinigt, keine Flecken, keine Löcher, Reißverschluss läuft.',
    'Dazu ein Strickkleid von Esprit, Gr. 40/42, grau meliert, Wollmischung, leichtes Pilling unter den Armen, sonst wie neu.',
    'Tierfreier Nichtraucherhaushalt, Versand als Paket möglich, Abholung gern. Privatverkauf, keine Rücknahme und keine Garantie.',
    'Marke: Waldfee, Kinderhose Gr. 128, dunkelblauer Cord, verstellbarer Bund, Knie etwas abgenutzt, siehe letztes Bild.',
    'Vintage Lederjacke, cognacbraun, Gr. 50, schwerer Reißverschluss, eine Naht an der Tasche ist offen, Patina an den Ellbogen.',
    'Sneaker von Adidas, Modell Gazelle, Größe 42 2/3, Wildleder, blau mit weißen Streifen, zweimal getragen, mit Originalkarton.',
    'Sommerkleid aus Leinen, knielang, Blumenmuster, ohne Etikett, vermutlich S, fällt etwas größer aus. Preis ist verhandelbar.',
    'Paket mit sechs Bodys für Babys, Gr. 62/68, Bio-Baumwolle, gestreift und uni, ein Body hat einen kleinen Fleck am Kragen.',
  ],
  [
    'Robe longue à fleurs de chez Sézane, taille 38, 100 % viscose, portée deux fois pour un mariage, en parfait état, sans défaut.',
    'Manteau Sandro en laine et cachemire, couleur camel, taille S, doublure intacte, un bouton manquant à la manche gauche.',
    'Baskets Veja blanches en cuir, pointure 39, quelques traces sur la semelle, très bon état général, vendues avec leur boîte.',
    'Lot de cinq bodies bébé, 6 mois, coton bio, rayés et unis. Maison non fumeur, envoi rapide et soigné, prix ferme.',
    'Jean slim Levi’s modèle 711, W28 L32, bleu brut, coton et élasthanne, porté une saison, ourlet repris par une couturière.',
    'Pull Petit Bateau fille, 8 ans, maille fine marine, petites bouloches aux poignets, sans trou ni tache, lavé à trente degrés.',
    'Sac à main en cuir grainé bordeaux, bandoulière réglable, fermeture éclair, intérieur propre, une éraflure au dos, voir photo.',
    'Veste en jean oversize, marque inconnue, étiquette coupée, je dirais un M, boutons dorés, col un peu décoloré par le soleil.',
    'Chemise homme blanche Figaret, col 41, jamais portée, encore avec son étiquette, achetée 95 euros, cadeau de mauvaise taille.',
  ],
  [
    'Vestido de Zara talla M, color azul marino, con etiqueta, nunca usado, tejido 95% algodón y 5% elastano, cremallera lateral.',
    'Cazadora vaquera Levi’s talla L, buen estado, pequeña mancha en el puño derecho que se ve en la foto tres.',
    'Zapatos de piel marrón Camper, número 42, puestos pocas veces, suela como nueva. Envío al día siguiente, no hago cambios.',
    'Lote de 4 camisetas de niña, 8 años, algodón, colores variados, algunas con bolitas del uso normal. No huele a tabaco.',
    'Abrigo de lana gris Massimo Dutti, talla 40, forro completo, dos bolsillos, falta un botón en la manga izquierda, se nota poco.',
    'Bolso de mano negro de piel sintética, cierre dorado, asa corta y correa larga, pequeño roce en la esquina, interior limpio.',
    'Falda plisada verde botella, cintura elástica, sin marca, la compré en una tienda de barrio, calculo que es una S o una M.',
    'Sudadera con capucha Nike de chico, 12 años, algodón y poliéster, estampado algo cuarteado, puños en buen estado, muy abrigada.',
    'Chaqueta vintage de los ochenta, hombreras, lana mezcla, color mostaza, recién salida de la tintorería, precio negociable.',
  ],
  [
    'Maglione in cashmere Benetton taglia L, grigio chiaro, girocollo, usato poco, ottime condizioni, nessun difetto da segnalare.',
    'Borsa in pelle nera Furla con tracolla, qualche graffio sul fondo, fodera pulita, misura 30 x 22 cm, con dustbag originale.',
    'Scarpe Geox numero 38, camoscio blu, mai indossate, ancora nella scatola. Spedizione tracciata, accetto solo pagamento online.',
    'Giacca da sci bambino 10 anni, rossa, impermeabile, piccola riparazione sulla manica, cappuccio staccabile, lavata e stirata.',
    'Jeans Diesel da uomo, W33 L34, lavaggio scuro, gamba dritta, usati una stagione, orlo originale, piccola macchia sul retro.',
    'Abito lungo da cerimonia, seta color cipria, taglia 42, indossato una volta per un matrimonio, lavato a secco, come nuovo.',
    'Camicia di lino a righe azzurre, manica lunga, senza etichetta, direi una M abbondante, qualche pelucco, bottoni tutti presenti.',
    'Lotto di tre tutine neonato, 3 mesi, cotone, fantasia orsetti, una con cerniera un po’ dura. Casa senza animali, non fumatori.',
    'Stivaletti Dr. Martens in pelle bordeaux, numero 39, suola consumata sul tallone, lacci nuovi, comodi, venduti senza scatola.',
  ],
]
