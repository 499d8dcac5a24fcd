/** Sellers' texts of this many characters in five languages: each starts elsewhere in what sellers write, so that no two are alike. */
export function listingTexts(length: number): string[] {
  return written.flatMap((passages) =>
    passages.map((_, start) => {
      const turned = [...passages.slice(start), ...passages.slice(0, start)].join(' ')
      return turned.repeat(Math.ceil(length / turned.length)).slice(0, length)
    }),
  )
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
  ],
  [
    'Schöne Winterjacke von Jack Wolfskin in Größe M, dunkelgrün, mit abnehmbarer Kapuze und zwei Innentaschen. Sehr guter Zustand.',
    'Obermaterial 100 % Polyamid, Futter 100 % Polyester, Daunenfüllung. Einmal gereinigt, keine Flecken, keine Löcher, Reißverschluss läuft.',
    'Dazu ein Strickkleid von Esprit, Gr. 40/42, grau meliert, Wollmischung, leichtes Pilling unter den Armen, sonst wie neu.',
    'Tierfreier Nichtraucherhaushalt, Versand als Paket möglich, Abholung gern. Privatverkauf, keine Rücknahme und keine Garantie.',
    'Marke: Waldfee, Kinderhose Gr. 128, dunkelblauer Cord, verstellbarer Bund, Knie etwas abgenutzt, siehe letztes Bild.',
  ],
  [
    'Robe longue à fleurs de chez Sézane, taille 38, 100 % viscose, portée deux fois pour un mariage, en parfait état, sans défaut.',
    'Manteau Sandro en laine et cachemire, couleur camel, taille S, doublure intacte, un bouton manquant à la manche gauche.',
    'Baskets Veja blanches en cuir, pointure 39, quelques traces sur la semelle, très bon état général, vendues avec leur boîte.',
    'Lot de cinq bodies bébé, 6 mois, coton bio, rayés et unis. Maison non fumeur, envoi rapide et soigné, prix ferme.',
  ],
  [
    'Vestido de Zara talla M, color azul marino, con etiqueta, nunca usado, tejido 95% algodón y 5% elastano, cremallera lateral.',
    'Cazadora vaquera Levi’s talla L, buen estado, pequeña mancha en el puño derecho que se ve en la foto tres.',
    'Zapatos de piel marrón Camper, número 42, puestos pocas veces, suela como nueva. Envío al día siguiente, no hago cambios.',
    'Lote de 4 camisetas de niña, 8 años, algodón, colores variados, algunas con bolitas del uso normal. No huele a tabaco.',
  ],
  [
    'Maglione in cashmere Benetton taglia L, grigio chiaro, girocollo, usato poco, ottime condizioni, nessun difetto da segnalare.',
    'Borsa in pelle nera Furla con tracolla, qualche graffio sul fondo, fodera pulita, misura 30 x 22 cm, con dustbag originale.',
    'Scarpe Geox numero 38, camoscio blu, mai indossate, ancora nella scatola. Spedizione tracciata, accetto solo pagamento online.',
    'Giacca da sci bambino 10 anni, rossa, impermeabile, piccola riparazione sulla manica, cappuccio staccabile, lavata e stirata.',
  ],
]
