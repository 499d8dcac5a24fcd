import type { Language } from '../../taxonomy/taxonomy.ts'

/**
 * Parts of an item and what happens to them: "heel tip … missing", "zip … doesn't close", and spills by where they are: "makeup
 * on the collar". Words are folded; "_" joins the words of a phrase, "*" stands for any ending. `spilled`: only with a preposition between the two.
 */
export type HarmedParts = { id: string; language: Language; parts: string; harms: string; spilled?: true }

const seats =
  'collar* cuff* sleeve* front back hem* neck* armpit* underarm* pit pits chest knee* elbow* pocket* shoulder* seat leg legs waist* lining strap* side toe toes heel* sole* insole* footbed* sweatband brim inside interior bottom thigh* shirt* dress* sweater* tee lapel* hip belly tummy stomach bib bodice skirt* trim peak visor handle* flap label tag panel* rim upper* tongue corner* base crotch bust shoulderstrap* button* placket* it them'
const gone =
  "missing gone lost broken broke snapped fell_off fallen_off fallen_out fell_out came_off come_off comes_off coming_off broke_off broken_off torn_off ripped_off pulled_off popped_off dropped_off detached detaching unattached needs_replacing need_replacing needs_replaced needs_fixing needs_sewing need_sewing needs_reattaching needs_re_attaching needs_restitching doesn't_match doesn't_close doesn't_work doesn't_fasten doesn't_stay doesn't_hold doesn't_snap doesn't_stick won't_close won't_work won't_fasten won't_stay won't_stick won't_hold no_longer given_up gave_up temperamental dodgy busted"

const english: readonly HarmedParts[] = [
  {
    id: 'tear',
    language: 'en',
    parts:
      'strap* handle* seam seams hem hems lining loop loops clasp* buckle* crotch hook eyelet* bow stitching stitch* lace trim edging braid ribbon piping binding applique* cuff* fringe trimming prong* chain hinge* gusset ruffle* zipper_tape heel',
    harms: `${gone} gaping blown blowout popped burst hanging_out hangs_out come_apart came_apart coming_apart come_undone came_undone coming_undone coming_away come_away came_away comes_away coming_loose come_loose came_loose coming_out come_out came_out pulled_away pulling_away pulled_out gone_under parted unpicked unstitched separated separating has_gone`,
  },
  {
    id: 'tear',
    language: 'en',
    parts: 'seam seams sole soles crotch',
    harms: 'split splits splitting opening opened has_gone gone',
  },
  {
    id: 'wear',
    language: 'en',
    parts:
      'heel_tip heel_tips heel_cap heel_caps heel_tap heel_taps sequin* bead beads beading stone stones rhinestone* crystal crystals stud studs gem gems pearl pearls glitter fringe tassel* pom charm charms letter letters lettering logo print decal* patch patches foil varnish enamel coating gold silver plating gilding appliqu* diamante* diamond flock* velcro applique* lace* paint waterproofing dwr finish embroidery sparkl* sole soles',
    harms: `${gone} weak tired worn lifting rubbing_off rubbed_off wearing_off worn_off chipped chipping flaking peeling cracking tarnished`,
  },
  {
    id: 'missing-button',
    language: 'en',
    parts: 'button* snap snaps popper* rivet* toggle* press_stud',
    harms: gone,
  },
  {
    id: 'broken-zipper',
    language: 'en',
    parts: 'zip zips zipper* fly zip_pull zip_tab zip_teeth zip_tag zipper_pull zipper_tab pull_tab',
    harms: `${gone} slides_down slips_down falls_down comes_down won't_do_up won't_zip won't_go won't_budge won't_move won't_run doesn't_zip doesn't_go doesn't_do doesn't_run hard_to comes_undone comes_apart opens_by_itself opens_up wonky tricky`,
  },
  {
    id: 'wear',
    language: 'en',
    parts:
      'heel* cuff* collar* hem* elbow* knee* seat edge* corner* handle* strap* sole* toe* tread* leather pleather thigh* insole* lining rubber trim piping spine structure finish tips',
    harms:
      'worn_at worn_on wear_at wear_on wearing dry drying dried cracking crackled cracked peeling rubbing crumbling delaminat* perish* bald flaking curling lifting',
  },
  {
    id: 'stain',
    language: 'en',
    spilled: true,
    parts: seats,
    harms:
      'makeup make_up foundation concealer mascara lipstick bronzer tan blush powder ink pen pens biro sharpie marker crayon felt_tip paint dirt mud grass bleach oil grease coffee tea wine sauce ketchup mustard chocolate food milk formula spit_up vomit blood rust mildew mold mould wax gum glue polish sunscreen sunblock toothpaste dye spill* splash* splatter* drip drips dribble deodorant deo sweat residue tar grime soot jam curry soy juice soup speck specks dot sick puke pee wee snot slime yoghurt yogurt marinara gravy egg turmeric beetroot butter salsa sap resin creosote something mark marks discolor* smear',
  },
  {
    id: 'stain',
    language: 'en',
    parts: 'sole soles collar cuffs hem hems neckline brim armpit* underarm* pits edges laces',
    harms: 'sweaty dirty grubby filthy grimy blackened marked',
  },
  {
    id: 'stain',
    language: 'en',
    parts: 'footbed* insole* sweatband',
    harms: 'dark darkened sweaty dirty grubby filthy grimy black blackened marked discolor* discolour*',
  },
  { id: 'discoloration', language: 'en', parts: 'armpit* underarm* pits', harms: 'yellow yellowish gray grey' },
  {
    id: 'discoloration',
    language: 'en',
    parts: 'sole soles',
    harms: 'gone_dark gone_yellow gone_brown gone_gray gone_grey darkened',
  },
  {
    id: 'discoloration',
    language: 'en',
    parts:
      'collar* sole* armpit* underarm* pits cuffs neckline trim rubber edge* edges straps handle* toe* midsole* metal hardware buckle* zip* chain clasp whites lining cups',
    harms:
      'yellowed yellowing yellowish greyed grayish greyish darken* tarnish* rust rusted rusting rusty oxidi* dingy dulled blackened discolor* discolour*',
  },
  {
    id: 'fading',
    language: 'en',
    parts: 'knee* shoulder* color colors colour colours seam* fold* print logo dye',
    harms: 'faded fading fades washed_out bleached sunbleached dulled lightened',
  },
  {
    id: 'stretched',
    language: 'en',
    parts: 'neck neckline collar elastic waistband waist cuff* hem knees shoulder* strap* band brim sock top top_band',
    harms:
      "wavy warped weak slack tired given_up gave_up dead gone loose perished shot rippl* out_of_shape doesn't_snap_back misshapen stretched limp lost_its bacon",
  },
  {
    id: 'snag',
    language: 'en',
    parts: 'thread* yarn* loop* stitch stitches stocking* tights',
    harms: 'pulled plucked dropped caught laddered snagged',
  },
  {
    id: 'crease',
    language: 'en',
    parts: 'toe toes brim leather fold_line peak visor',
    harms: "wrinkled wrinkling wrinkles bent crushed creased creasing creases won't_come doesn't_come flattened dented",
  },
  {
    id: 'hole',
    language: 'en',
    parts: `${seats} strap*`,
    harms: 'burn burns chewed chew bitten puncture* nibbled singed melted poking_through',
  },
  {
    id: 'repair',
    language: 'en',
    parts:
      'hem seam sole soles heel heels strap strap* zip zipper lining toe elbow knee* button* handle* hole clasp buckle',
    harms:
      'sewn glued fixed mended darned repaired restitched re_stitched reglued re_glued superglued super_glued resewn replaced patched tacked redone',
  },
]

const kaputt =
  'kaputt defekt* fehlt fehlen fehlend* abgerissen abgegangen abgebrochen abgefallen verloren ausgerissen gerissen gebrochen beschadigt* gelost ausgefallen'

const german: readonly HarmedParts[] = [
  {
    id: 'tear',
    language: 'de',
    parts:
      'naht nahte saum futter innenfutter trager henkel* schlaufe* gurtelschlaufe* schnalle* verschluss riemen* kette kettchen schleife griff* absatz bugel kordel bandchen haken ose osen schnurung steg',
    harms: `${kaputt} ab offen aufgegangen aufgeplatzt aufgetrennt eingerissen kaputte* geplatzt aufgerissen`,
  },
  {
    id: 'wear',
    language: 'de',
    parts:
      'paillette* stein steine steinchen perle perlen strass* niete* absatzgummi gummi lack vergoldung beschichtung klett klettverschluss sohle sohlen aufdruck druck glitzer kappe absatzflecke* bommel fransen innensohle* flock kunstleder aufnaher',
    harms: `${kaputt} ab blattert blattern brockelt brockeln abgeblattert abgeplatzt platzt trocken sprode poros schwach durch durchgelaufen halt_nicht haftet_nicht klebt_nicht lost_sich losen_sich abgerieben abgenutzt abgelaufen runter geht_ab gehen_ab gealtert rissig`,
  },
  {
    id: 'missing-button',
    language: 'de',
    parts: 'knopf knopfe druckknopf druckknopfe knopfchen',
    harms: `${kaputt} ab`,
  },
  {
    id: 'broken-zipper',
    language: 'de',
    parts: 'reissverschluss* reisverschluss* rv zipper* schieber zahnchen zip',
    harms: `${kaputt} klemmt klemmend* hakt hakelig geht_auf geht_nicht lauft_nicht schliesst_nicht schliesst_schlecht schliessen spinnt schwergangig hakelt springt offnet_sich`,
  },
  {
    id: 'wear',
    language: 'de',
    parts:
      'ecke ecken kante kanten knie ellenbogen ellbogen bund kragen saum armel manschette* bundchen riemen griff* henkel spitze* ferse* absatz* sohle* leder nahte boden',
    harms:
      'dunn abgewetzt* abgestossen* bestossen* berieben abgegriffen abgenutzt* abgelaufen* abgetragen durchgescheuert* gescheuert* ausgefranst* franst fransig* verschlissen speckig brochig bruchig* abgeschabt* aufgescheuert* aufgeraut*',
  },
  {
    id: 'stain',
    language: 'de',
    spilled: true,
    parts:
      'kragen armel* saum bund vorne vorn hinten brust rucken ausschnitt knie achsel* hosenbein* bein tasche innen aussen sohle* manschette* schulter* seite innenseite futter drauf fuss* schirm trager bauch hose shirt kleid stoff oberteil halsausschnitt bundchen innensohle*',
    harms:
      'make_up makeup schminke sabber* spucke brei* lippenstift foundation kuli kugelschreiber edding filzstift tinte nagellack rost brei karotte* mohre* kaffee wein rotwein ol fett schmutz dreck gras matsch schlamm blut bleiche chlor wachs kleber schimmel deo zahnpasta schoko* sonnencreme flussigkeit verschmutz* punkt punktchen spritzer verfarb*',
  },
  {
    id: 'stain',
    language: 'de',
    parts: 'sohle* kragen innensohle* fussbett bundchen saum schnursenkel innen schweissband achsel* armel* rand',
    harms: 'dunkel dunkle dunkler schmutzig* dreckig* speckig* verschmutz* fussabdruck* abdruck* angegraut*',
  },
  {
    id: 'discoloration',
    language: 'de',
    parts:
      'kragen achsel* sohle* gummi rand rander henkel* griff* saum metall schnalle* reissverschluss* kette verschluss osen',
    harms: 'gelblich* vergilbt* nachgedunkelt* vergraut* oxidiert* rostig* rost angelaufen* verfarbt*',
  },
  {
    id: 'fading',
    language: 'de',
    parts: 'farbe schwarz knie nahte aufdruck druck',
    harms: 'nachgelassen verblasst* ausgewaschen* ausgeblichen* ausgebleicht* verblichen* verloren nicht_mehr',
  },
  {
    id: 'stretched',
    language: 'de',
    parts:
      'gummi gummizug gummibund bund kragen bundchen knie halsausschnitt ausschnitt saum form armel strickbund trager ferse',
    harms:
      'lasch schlapp ausgeleiert* ausgebeult* geleiert leiert wellt wellig gedehnt ausgedehnt* verloren labb* nachgegeben',
  },
  {
    id: 'snag',
    language: 'de',
    parts: 'faden masche maschen',
    harms: 'gezogen* gefallen lose hangt hangen gelaufen raus rausgezogen',
  },
  {
    id: 'crease',
    language: 'de',
    parts: 'leder krempe zehen* schaft spitze obermaterial',
    harms: 'falten knick knicke falte knickfalte* gehfalten geknickt* geknautscht*',
  },
  {
    id: 'repair',
    language: 'de',
    parts: 'naht saum loch riss sohle* absatz* reissverschluss* zipper knopf* henkel futter trager ellenbogen knie',
    harms:
      'genaht* nachgenaht* geflickt* gestopft* geklebt* angeklebt* erneuert* ersetzt* ausgetauscht* repariert* ausgebessert* zugenaht* angenaht*',
  },
]

export const harmedParts: readonly HarmedParts[] = [...english, ...german]
