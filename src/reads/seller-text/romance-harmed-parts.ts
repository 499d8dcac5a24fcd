import type { HarmedParts } from './harmed-parts.ts'

const french: readonly HarmedParts[] = [
  { id: 'tear', language: 'fr', parts: 'couture coutures', harms: 'ouverte ouvertes' },
  {
    id: 'tear',
    language: 'fr',
    parts:
      "couture* ourlet l'ourlet doublure bride* anse l'anse anses fermoir boucle passant* bretelle* lanière laniere poche* col manche* entrejambe l'entrejambe chaine* agrafe crochet poignee* scratch attache l'attache coutures noeud",
    harms:
      'casse cassee cassees casses lachent qui_lache defait* decousu* dechire* arrache* craque craquee decolle* pend pendent hs abime* manquant* manque fendu* se_detache a_recoudre a_refaire dechirure saute',
  },
  {
    id: 'wear',
    language: 'fr',
    parts:
      "paillette* perle* strass pierre* clou* rivet* talonnette* dorure dore plaquage vernis flocage logo lettre* broderie* pompon* frange* velcro scratch semelle* simili cuir talon* embout* coin* bout bouts doré revetement col poignet* coude* genou* anse* gomme fourrure talonnettes l'imprime imprime ferret*",
    harms:
      "manquant* manque manquent perdu* parti* part partent use usee uses usees craquel* s'effrit* s'effiloch* effiloch* elime* rape* pele pelee se_decoll* decoll* ecaill* s'ecaill* sec seche fatigue* tient_plus tiennent_plus colle_plus a_changer a_refaire a_remplacer abime* decoloree tombe* saute frott* se_detach* effac* effrit*",
  },
  {
    id: 'missing-button',
    language: 'fr',
    parts: 'bouton* pression* bouton-pression',
    harms:
      'manquant* manque manquent perdu* decousu* casse* saute sautes se_detache* detache* hs tombe* en_moins absent*',
  },
  {
    id: 'broken-zipper',
    language: 'fr',
    parts: 'zip fermeture* glissiere tirette* curseur braguette',
    harms:
      "casse cassee cassees coince* bloque* hs abime* ferme_plus ferme_mal s'ouvre tient_plus manquant* manque accroche deraille a_changer a_reparer a_remplacer fonctionne_plus fonctionne_pas ferme_pas remonte_plus perdu*",
  },
  {
    id: 'stain',
    language: 'fr',
    spilled: true,
    parts:
      "col manche* poignet* devant dos poche* ourlet l'ourlet bas aisselle* interieur l'interieur doublure semelle* genou* poitrine epaule* jambe* ceinture dessous bras visiere encolure l'encolure cuisse* cote avant arriere l'avant l'arriere empiecement",
    harms:
      "fond_de_teint maquillage rouge_a_levres encre d'encre stylo bic feutre peinture javel gras terre boue herbe cafe vin sang cire rouille vernis deodorant transpiration moisi moisissure* point trace* eclaboussure* coulure* goutte* salissure* chocolat",
  },
  {
    id: 'stain',
    language: 'fr',
    parts: 'semelle* interieur col poignet* bas lacet* bout bouts bord* doublure',
    harms: 'sale sales noirci* encrasse* tache* grise* sali* fonce* trace* jaunatre*',
  },
  {
    id: 'discoloration',
    language: 'fr',
    parts: 'semelle* col aisselle* boucle* metal argent fermoir anse* blanc gomme poignee* zip chaine',
    harms: 'jaunatre* jauni* terni* oxyde* rouille* verdi* noirci* grise* vire fonce* decolore* devenu*',
  },
  {
    id: 'fading',
    language: 'fr',
    parts: 'genou* couleur* noir coude* epaule* pli* couture* cuisse* bleu',
    harms:
      'blanchi* passe passee passees terni* fane* grise* decolore* delave_par delavee_par delave_aux perdu* eclairci*',
  },
  { id: 'fading', language: 'fr', parts: 'genou* coude* epaule* pli*', harms: 'delave delaves delavee delavees' },
  {
    id: 'stretched',
    language: 'fr',
    parts: "elastique* l'elastique col encolure l'encolure taille poignet* genou* maille* forme bord-cote",
    harms:
      'mort morts fatigue* lache laches cuit cuits foutu* detendu* distendu* avachi* gondole* perdu* mou flasque* poche pochent deforme* detend',
  },
  {
    id: 'snag',
    language: 'fr',
    parts: 'fil fils maille* collant* bas',
    harms: 'tire tires tiree tirees file filee part saute* echappee* qui_sort accroche*',
  },
  {
    id: 'crease',
    language: 'fr',
    parts: 'pli plis pliure* marque marques',
    harms: 'cuir marque marques permanent* pliure* bout bouts marche',
  },
  {
    id: 'repair',
    language: 'fr',
    parts:
      "couture* trou* ourlet l'ourlet talon* semelle* zip fermeture coude* genou* bouton* doublure accroc dechirure anse",
    harms: 'recousu* repris* recolle* refait* change* changee raccommode* repare* rapiece* renforce* piece stoppe*',
  },
]

const spanish: readonly HarmedParts[] = [
  { id: 'tear', language: 'es', parts: 'costura costuras', harms: 'abierta abiertas' },
  {
    id: 'tear',
    language: 'es',
    parts:
      'costura* bajo bajos dobladillo forro asa asas correa* hebilla* cierre broche* tirante* bolsillo* trabilla* manga* entrepierna suela* cadena enganche tacon lazo cordon cordones tira tiras',
    harms:
      'rota roto rotas rotos descosid* desgarrad* rasgad* despegad* arrancad* colgando desprendid* raja rajad* partid* falta se_abre saltad* cortada',
  },
  {
    id: 'wear',
    language: 'es',
    parts:
      'lenteja lentejuela* piedra* brillante* perla* strass tachuela* bano dorado dorados plateado pintura polipiel piel velcro tapa tapas estampado* dibujo letra* logo suela* esmalte borla* fleco* abalorio* barniz serigrafia tacon* codo* puno* esquina* cuello* vinilo esparto goma plantilla*',
    harms:
      'falta faltan perdid* caid* ido ida saltad* pelad* pela pelando pelandose despegad* desgastad* gastad* no_pega floj* desconchad* descascarillad* cuartead* agrietad* seca seco reseca reseco desprendid* craquelad* perdio perdido borrad* mordid* raid* comid*',
  },
  {
    id: 'missing-button',
    language: 'es',
    parts: 'boton botones corchete* automatico* broche*',
    harms: 'falta faltan caid* descosid* perdid* rota roto rotos menos colgando despegad*',
  },
  {
    id: 'broken-zipper',
    language: 'es',
    parts: 'cremallera* cierre tirador* bragueta',
    harms:
      'rota roto atasca atascad* engancha estropead* no_sube no_cierra no_baja no_funciona falta va_mal cierra_mal se_abre se_baja dura se_encalla perdido',
  },
  {
    id: 'stain',
    language: 'es',
    spilled: true,
    parts:
      'cuello puno* manga* delante frente espalda bolsillo* bajo axila* forro interior pecho rodilla* pernera hombro* suela* plantilla* pierna lateral detras escote cintura visera dentro culo',
    harms:
      'maquillaje base_de boli boligrafo tinta rotulador pintura lejia grasa barro hierba cafe vino sangre cera oxido pintalabios desodorante sudor moho marca marquita punto puntito* gota gotas salpicadura* amarillo resto restos chocolate pegamento chicle roce',
  },
  {
    id: 'stain',
    language: 'es',
    parts: 'plantilla* suela* cuello puno* puntera* cordon* bajo* interior axila*',
    harms: 'oscurecid* sucio sucia sucios sucias ennegrecid* negruzc* manchad* amarillent* sudad*',
  },
  {
    id: 'discoloration',
    language: 'es',
    parts: 'suela* cuello axila* hebilla* metal plata cadena cremallera* goma asa asas punto* blanco cierre',
    harms: 'amarillent* amarillead* amarillea oxid* ennegrecid* verdos* oscurecid* amarilleando teñid* tenid*',
  },
  {
    id: 'fading',
    language: 'es',
    parts: 'color colores negro rodilla* hombro* estampado',
    harms: 'apagad* comid* agrisad* perdido perdid* descolorid* destenid* gastado lavado deslavad* desvaid*',
  },
  {
    id: 'stretched',
    language: 'es',
    parts: 'goma* elastico* cuello rodilla* puno* forma cintura cinturilla',
    harms: 'pasad* dad* floj* cedid* perdid* vencid* deformad* estirad* gastad*',
  },
  {
    id: 'snag',
    language: 'es',
    parts: 'hilo* punto puntos media* malla lana',
    harms: 'sacad* tirad* salid* corrid* carrera carreras saltad* enganch*',
  },
  {
    id: 'repair',
    language: 'es',
    parts: 'costura* agujero* suela* tapa* tacon* cremallera* roto manga* codo* boton* forro dobladillo rodilla* asa',
    harms:
      'cosid* zurcid* pegad* cambiad* arreglad* arreglo arreglito remendad* parche parchead* repuest* recosid* reparad*',
  },
]

const italian: readonly HarmedParts[] = [
  { id: 'tear', language: 'it', parts: 'cucitura cuciture', harms: 'aperta aperte' },
  {
    id: 'tear',
    language: 'it',
    parts:
      "cucitura cuciture orlo l'orlo fodera manico manici fibbia chiusura tracolla tasca tasche passante passanti spallina spalline bretella bretelle laccio lacci catena gancio gancetto suola suole tacco cavallo manica cinturino fiocco moschettone asola",
    harms:
      'rott* strappat* scucit* staccat* saltat* lacerat* scollat* sfondat* spezzat* sganciat* squarcio si_stacca si_scuce mancante staccando',
  },
  {
    id: 'wear',
    language: 'it',
    parts:
      'paillettes paillette pietra pietre pietrina pietrine perla perle perlina perline strass borchia borchie doratura bagno ecopelle pelle vernice smalto stampa logo scritta scritte velcro tacchetto tacchetti gommino gommini soprattacco soprattacchi suola suole tacchi tacco punta punte angoli frangia frange cristalli glitter finta similpelle brillantino brillantini polsini colletto gomiti',
    harms:
      'manca mancano mancante mancanti pers* andat* consumat* rovinat* spella spellat* spellando screpolat* crepat* secca secche seccat* sbeccat* scrostat* sgretola sgretolando sbriciola non_tiene non_attacca da_rifare da_cambiare da_sostituire sbiadit* staccat* scollat* saltat* lis* usurat* caduta cadute cadut*',
  },
  {
    id: 'scratch',
    language: 'it',
    parts: 'punta punte tacco tacchi pelle tallone talloni lato fianco base fibbia vernice suola borchie',
    harms: 'graffiat* rigat* strisciat* segnat*',
  },
  {
    id: 'missing-button',
    language: 'it',
    parts: 'bottone bottoni bottoncino bottoncini automatico automatici clip',
    harms: 'manca mancano mancant* pers* staccat* in_meno rott* salta saltat*',
  },
  {
    id: 'broken-zipper',
    language: 'it',
    parts: 'zip cerniera lampo cursore tiretto patta',
    harms:
      'rott* bloccat* incastra inceppa inceppat* non_chiude non_funziona non_scorre si_apre si_blocca da_sostituire da_cambiare da_riparare mancante manca difettos* scorre_male chiude_male dura',
  },
  {
    id: 'stain',
    language: 'it',
    spilled: true,
    parts:
      "colletto collo manica maniche polsino polsini davanti fronte retro dietro schiena tasca orlo l'orlo ascella ascelle interno l'interno fodera petto ginocchio ginocchia spalla spalle suola soletta gamba vita visiera scollo fianco fondo",
    harms:
      'trucco fondotinta rossetto penna biro inchiostro pennarello vernice candeggina olio unto fango erba caffe vino sangue cera ruggine deodorante sudore muffa segno segnetto puntino puntini goccia gocce schizzo schizzi residui residuo tracce traccia cioccolato colla',
  },
  {
    id: 'stain',
    language: 'it',
    parts: 'soletta solette suola suole colletto polsini punta lacci fondo ascelle interno',
    harms: 'scura scure scurit* sporc* annerit* macchiat* ingrigit*',
  },
  {
    id: 'discoloration',
    language: 'it',
    parts: "suola suole colletto collo ascelle fibbia metallo argento catena zip manici manico gomma bianco l'argento",
    harms: 'giallin* giallastr* ingiallit* ossidat* annerit* arrugginit* ruggine scurit* verdastr* brunit*',
  },
  {
    id: 'fading',
    language: 'it',
    parts: 'colore colori nero ginocchia gomiti spalle blu stampa',
    harms: 'slavat* spent* perso persa ha_perso stint* sbiadit* scolorit* schiarit* andato',
  },
  {
    id: 'stretched',
    language: 'it',
    parts: "elastico l'elastico elastici collo colletto polsini polsi forma ginocchia vita scollo",
    harms: 'lent* cedut* andat* molle molli moll* pers* da_rifare allentat* slabbrat* sformat* scopp* mort*',
  },
  {
    id: 'snag',
    language: 'it',
    parts: 'filo fili maglia punto punti calza collant',
    harms: 'tirat* uscit* esce escono smagliat* saltat*',
  },
  {
    id: 'repair',
    language: 'it',
    parts:
      "cucitura orlo l'orlo buco suola suole tacchi gomito gomiti ginocchio bottone zip cerniera strappo fodera manico",
    harms: 'cucit* ricucit* rammendat* incollat* riparat* rattoppat* rifatt* sostituit* cambiat* aggiustat* rammendo',
  },
]

/** The parts of items and their harms in French, Spanish and Italian. */
export const romanceHarmedParts: readonly HarmedParts[] = [...french, ...spanish, ...italian]
