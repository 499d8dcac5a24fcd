/**
 * How sellers word what they say of the sale, in five languages: no returns and no warranty, sold as it is, the home that it
 * comes from, colors and measures that may differ. Matched on words in small letters, without accents and hyphens.
 */
export const disclaimerForms: readonly RegExp[] = [
  // English
  /\b(?:no|not?|never|cannot|can't|don't|do not|without)\b.{0,30}\b(?:returns?|refunds?|exchanges?|warrant(?:y|ies)|guarantees?)\b/,
  /\b(?:returns?|refunds?|exchanges?) (?:are |is |will )?(?:not|only|never)\b/,
  /\b(?:all )?sales? (?:is |are )?final\b/,
  /\b(?:smoke|pet|smoking|cat|dog)(?:[ /]*(?:and|&|n)?[ /]*(?:smoke|pet))? free\b/,
  /\bnon ?smok(?:ing|er|ers)\b/,
  /\bno (?:smok(?:ing|ers?)|pets)\b/,
  /\b(?:sold|selling|listed|offered) (?:strictly |only )?(?:as|exactly as) (?:is|it is|seen|shown|pictured|found|described)\b/,
  /\bas is\b(?=$|[^a-z]*$| condition| no\b)/,
  /\bcolou?rs?\b.{0,40}\b(?:may|might|can|could)\b.{0,25}\b(?:differ|vary|look|appear|seem)\w*/,
  /\bmeasure(?:ments|d)?\b.{0,20}\bapprox\w*/,
  /\bnot responsible for\b/,
  // German
  /\b(?:keine?r?|ohne|weder)\b.{0,30}\b(?:rucknahme|ruckgabe\w*|umtausch|garantie|gewahrleistung|haftung)\b/,
  /\b(?:rucknahme|ruckgabe|umtausch|garantie|gewahrleistung|\w*haftung)\b.{0,40}\b(?:ausgeschlossen|ausschluss|nicht)\b/,
  /\bunter ausschluss\b/,
  /^(?:(?:und|oder|keine) )*(?:rucknahme|ruckgabe|umtausch|garantie|gewahrleistung)(?: (?:und|oder) \w+)?\W*$/,
  /\bprivat(?:er )?verkauf\b/,
  /\b(?:nichtraucher|raucherfrei|rauchfrei|tierfrei|haustierfrei)\w*/,
  /\b(?:gekauft |verkauft )?wie (?:gesehen|besehen|abgebildet)\b/,
  /\bfarb(?:e|en|ton|tone|abweichung\w*)\b.{0,40}\b(?:abweich\w*|variier\w*|moglich)\b/,
  // French
  /\b(?:ni|pas de|pas d'|aucune?|sans|non)\b.{0,20}\b(?:repris\w*|retours?|rembours\w*|echang\w*)\b/,
  /\bretours? (?:refuse\w*|impossible\w*|non)\b/,
  /\b(?:non fumeurs?|sans (?:animaux|tabac|fumeurs?))\b/,
  /\b(?:vendue?s? )?(?:en l'etat|telle?s? quelle?s?)\b/,
  /\bcouleurs?\b.{0,40}\b(?:peut|peuvent|pourrait)\b.{0,25}\b(?:varier|differer|changer)\b/,
  // Spanish
  /\b(?:no|sin)\b.{0,25}\b(?:devoluci\w+|reembolsos?|cambios|garantia)\b/,
  /\b(?:no fumador\w*|libre de (?:humo|mascotas)|sin (?:humo|mascotas|animales))\b/,
  /\b(?:se vende )?(?:tal cual|tal y como esta|en el estado en que)\b/,
  /\bcolor(?:es)?\b.{0,40}\b(?:puede|pueden|podria\w*)\b.{0,25}\b(?:variar|diferir|cambiar)\b/,
  // Italian
  /\b(?:no|non|nessun[oa]?|senza)\b.{0,25}\b(?:res[oi]|rimbors\w*|cambi|garanzia)\b/,
  /\b(?:non fumator\w+|senza (?:fumo|animali))\b/,
  /\b(?:visto e piaciuto|cosi com'?e|vendut[oaie] come (?:in foto|visto))(?![a-z])/,
  /\bcolor[ei]\b.{0,40}\b(?:puo|possono|potrebbe\w*)\b.{0,25}\b(?:variare|differire|cambiare)\b/,
]
