/**
 * Words that say nothing of an item by themselves, in five languages, folded: grammar, and the frame of any listing ("this piece
 * has a … in size"). What is not here and not in the input was made up. Not here on purpose: praise ("beautiful"), age
 * ("vintage", "new"), and every word that is a value of some field.
 */
export const functionWords: ReadonlySet<string> = new Set(
  [
    // English
    `a an the this that these those it its is are was were be been being am and or but nor so as at by for from in into of off on
     onto out over per to up with within without no not has have had having do does did will would can could may might should
     you your yours we our us i my me he she they them their there here which who whose what when where while also both each
     every all any some more most such than then too very just only one ones other another same own if because about between
     through during before after under above below near around across along against
     item items piece pieces article product listing title description details features feature featuring featured made make
     makes comes come offered offers offering available seller don't isn't aren't doesn't wasn't stated states according given noted notes note shown see seen
     includes include included including sale sell selling sold buy buyer buyers size sized color colour colored coloured
     material fabric composition condition brand branded category department department's type kind style measurements
     measurement quantity please look looks`,
    // German
    `der die das den dem des ein eine einer eines einem einen und oder aber ist sind war waren sein wird werden hat haben mit ohne
     in im an am auf aus bei beim fur von vom zu zum zur nach uber unter vor hinter neben zwischen durch um als wie es er sie
     ihr ihre ich mein meine wir unser dieser diese dieses diesem diesen kein keine keinen nicht auch nur noch so sehr sowie
     pro je artikel stuck teil angebot verkauf verkaufe verkauft verkaufer beschreibung titel details grosse gr farbe farbig
     material stoff zustand marke kategorie masse menge angaben laut bitte siehe tragen getragen`,
    // French
    `le la les un une des du de d et ou mais est sont etait etre a ont avec sans dans en au aux sur sous par pour vers chez ce
     cet cette ces il elle ils elles je mon ma mes nous notre vous votre ne pas ni plus tres aussi que qui dont comme entre
     article piece produit annonce titre description details vends vend vendu vendue taille couleur matiere tissu etat marque
     categorie mesures quantite selon indique voir porte portee`,
    // Spanish
    `el la los las lo un una unos unas de del al y e o u pero es son era ser esta estan con sin en a por para sobre bajo entre
     como que se su sus mi yo no ni muy mas tambien este esta esto estos estas ese esa articulo pieza prenda producto anuncio
     titulo descripcion detalles vendo vende vendido talla color material tejido estado marca categoria medidas cantidad segun
     indica ver`,
    // Italian
    `il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella con
     su sul sulla per tra fra e ed o ma non ne sono era essere ha hanno che chi cui come si suo sua mio io questo questa
     questi queste molto piu anche articolo capo pezzo prodotto annuncio titolo descrizione dettagli vendo vende venduto taglia
     colore materiale tessuto condizioni condizione stato marca categoria misure quantita secondo indicato vedi`,
  ].flatMap((words) => words.split(/\s+/)),
)

/** Words that turn the next ones into their opposite. */
export const negators: ReadonlySet<string> = new Set(
  `no not never none nothing without nor neither isn't aren't doesn't don't wasn't kein keine keinen keiner keinerlei nicht nie ohne weder pas sans
   aucun aucune jamais ni sin ningun ninguna ninguno nunca non senza nessun nessuno nessuna mai`.split(/\s+/),
)
