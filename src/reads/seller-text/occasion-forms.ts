import type { ConditionForm } from './condition-forms.ts'

/** An occasion in a clause of its own says how often it was worn: "einmal im Urlaub", "una serata", "un mariage". */
const occasions: readonly RegExp[] = [
  /(?<=^|[.,] )(?:nur |bloss |erst |genau )?(?:ein ?mal|zwei ?mal|1x|2x|1 mal|2 mal) (?:im|in|am|an|auf|zu|zum|zur|bei|beim|fur|draussen|dabei|ausgefuhrt)(?: \w+){0,3}(?= [.,&]|$)|(?:^|[.,] )(?:nur |bloss )?(?:eine?n?|1|zwei|2) (?:hochzeit|abend|party|feier|nacht|urlaub|abende|ball|taufe|konzert)(?= [.,&]|$)/g,
  /(?<=^|[.,] )(?:seulement |juste |pour )?(?:une|un|1|deux|2) (?:seule?s? |petite?s? )?(?:fois|soirees?|soirs?|mariages?|ceremonies?|fetes?|sorties?|baptemes?|gala|bal|journee|vacances|occasion)(?= [.,&]|$)/g,
  /(?<=^|[.,] )(?:solo |para |de )?(?:una|un|1|dos|2) (?:sola |solo )?(?:puestas?|noches?|bodas?|fiestas?|tardes?|eventos?|ocasion(?:es)?|comunion|bautizo|viajes?|cenas?|vacaciones|vez|veces|usos?)(?= [.,&]|$)/g,
  /(?<=^|[.,] )(?:solo |per )?(?:una|un|1|due|2) (?:sola |solo )?(?:serat[ae]|ser[ae]|volt[ae]|cerimoni[ae]|matrimoni[oi]?|fest[ae]|occasion[ei]|uscit[ae]|cen[ae]|vacanz[ae]|utilizz[oi])(?= [.,&]|$)/g,
  /(?<=^|[.,] )(?:just |only |for )?(?:one|a single|1|two|2) (?:[\w']+ )?(?:holidays?|vacations?|cruise|honeymoon|prom|ball|ceremony|photo ?shoots?|wears|wear|outings?|date|interview|christening|graduation)(?= [.,&]|$)/g,
  /\b(?:lavad|usad|puest|llevad|lavat|usat|mess|indossat|portat)[oaie]s? (?:solo )?(?:1|2|una|due|dos) (?:sola )?(?:vez|veces|volta|volte)\b|\b(?:lave|porte|mis)e?s? (?:seulement |juste )?(?:1|2) fois\b|\b(?:washed|worn) (?:only |just )?(?:1|2) times?\b|\b(?:1|2|ein|zwei) ?mal gewaschen\b/g,
]
/** Old, but it holds: "vieux mais solide". */
const oldButGood =
  /\b(?:old|older|vintage|aged|alt|alter|altes|alte|vieux|vieille|viej[oa]s?|antigu[oa]s?|vecchi[oaie]?|used|not new) (?:,? ?)(?:but|aber|mais|pero|ma|yet) (?:(?:still|noch|encore|aun|ancora|very|sehr|tres|muy|molto|totally|really|toujours|immer|todavia) )*(?:good|solid|sound|sturdy|strong|fine|lovely|gold|working|works|clean|robust\w*|stabil\w*|gut|schon|top|haltbar|solides?|costaud|robuste|bon|bonne|propre|buen[oa]|fuerte|resistente|solid[oaie]|robust[oaie]|buon[oa]|bell[oa]|bonit[oa]|wearable|tragbar|portable)\b/g

const anything = /^/

/** How little it was worn, said by the occasion alone, and age that did no harm. */
export const occasionForms: readonly ConditionForm[] = [
  ...occasions.map((form): ConditionForm => ({ grade: 'excellent', band: 2, form, needs: anything })),
  { grade: 'good', band: 1, form: oldButGood, needs: anything },
]
