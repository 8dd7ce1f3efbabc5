// The closed lists: our codes, and the value of the national standard (v1.0.2) where it has one.
// Source of the national values: schema "Lieux de médiation numérique" v1.0.2.

/** What a place helps with, as the national standard writes it. */
export const services = {
  'administrative-procedures': 'Aide aux démarches administratives',
  'everyday-skills': 'Maîtrise des outils numériques du quotidien',
  work: 'Insertion professionnelle via le numérique',
  safety: 'Utilisation sécurisée du numérique',
  'parenting-education': 'Parentalité et éducation avec le numérique',
  'leisure-creation': 'Loisirs et créations numériques',
  understanding: 'Compréhension du monde numérique',
  'internet-access': 'Accès internet et matériel informatique',
  'affordable-equipment': 'Acquisition de matériel informatique à prix solidaire',
} as const

/** Ours only: the procedures behind `administrative-procedures`. */
export const procedures = {
  'family-allowance': null,
  taxes: null,
  'health-insurance': null,
  pension: null,
  'job-seeker': null,
  'residence-permit': null,
  'identity-papers': null,
  housing: null,
  disability: null,
  school: null,
  'transport-card': null,
  'energy-aid': null,
  'civil-registry': null,
  justice: null,
} as const

/** Our kinds of place, each with the codes of `typologie` that mean it; what no list names is `other`. */
export const kinds = {
  library: ['BIB', 'RELAIS_LECTURE'],
  'social-centre': ['CS', 'CSC', 'EVS', 'MQ'],
  association: ['ASSO', 'ESS', 'UDAF'],
  'france-services': ['RFS'],
  'post-office': ['LA_POSTE'],
  'town-hall': ['MUNI', 'CC', 'EPCI'],
  'social-action': ['CCAS', 'CIAS', 'CMS', 'CDAS'],
  employment: ['FT', 'ML', 'PLIE', 'CAP_EMPLOI', 'MDE'],
  youth: ['PIJ_BIJ', 'MJC'],
  makerspace: ['FABLAB', 'TIERS_LIEUX'],
  'digital-space': ['EPN', 'ODC'],
  reuse: ['RESSOURCERIE'],
  school: [],
  housing: ['CHRS', 'CHU', 'CADA', 'RS_FJT', 'PENSION'],
  health: ['CPAM', 'CAF', 'MSA'],
  department: ['DEPT'],
  mobile: ['ENM'],
  other: ['Autre'],
} as const satisfies Record<string, readonly string[]>

/** Ours only; an amount may stand beside a code (`equipmentAmounts`). */
export const equipment = {
  computer: null,
  tablet: null,
  printer: null,
  scanner: null,
  wifi: null,
  'phone-charging': null,
  'webcam-headset': null,
  'video-booth': null,
  'interactive-screen': null,
  loan: null,
  'screen-reader': null,
  'braille-display': null,
  'large-keyboard': null,
  'screen-magnifier': null,
  'hearing-loop': null,
  'sign-language-relay': null,
  'adjustable-desk': null,
} as const

/** Who is specifically addressed. */
export const audiences = {
  'young-people': 'Jeunes',
  students: 'Étudiants',
  families: 'Familles et/ou enfants',
  seniors: 'Seniors',
  women: 'Femmes',
} as const

/** Specific welcome. `foreign-languages` has two national values; export derives them from the spoken languages. */
export const care = {
  deafness: 'Surdité',
  'motor-disability': 'Handicaps moteurs',
  'mental-disability': 'Handicaps mentaux',
  illiteracy: 'Illettrisme',
  'foreign-languages': 'Langues étrangères (autres)',
  'visual-impairment': 'Déficience visuelle',
} as const

/** Ours only: the building. */
export const accessibility = {
  'step-free': null,
  'accessible-toilets': null,
  'reserved-parking': null,
  lift: null,
  'guide-dogs': null,
  'tactile-guidance': null,
} as const

/** How one comes. A place that needs an appointment has no `walk-in`. */
export const contactModes = {
  'walk-in': 'Se présenter',
  phone: 'Téléphoner',
  email: 'Contacter par mail',
  'online-booking': 'Prendre un RDV en ligne',
  referral: 'Envoyer un mail avec une fiche de prescription',
  'not-public': "Ce lieu n'accueille pas de public",
} as const

/** How one is helped. */
export const supportModes = {
  alone: 'En autonomie',
  individual: 'Accompagnement individuel',
  workshop: 'Dans un atelier collectif',
  remote: 'À distance',
} as const

/** What it costs. */
export const fee = {
  free: 'Gratuit',
  'free-with-conditions': 'Gratuit sous condition',
  paid: 'Payant',
} as const

/** National programmes a place takes part in. `caf-point` and the rest keep the national spelling beside. */
export const programmes = {
  'aidants-connect': 'Aidants Connect',
  'conseillers-numeriques': 'Conseillers numériques',
  'france-services': 'France Services',
  pix: 'Certification PIX',
  'emmaus-connect': 'Emmaüs Connect',
  'relais-numerique': 'Relais numérique (Emmaüs Connect)',
  'caf-point': "Point d'accès numérique CAF",
  'promeneurs-du-net': 'Promeneurs du net',
  bnr: 'Bibliothèques numérique de référence',
  'grande-ecole-du-numerique': 'Grande école du numérique',
  'croix-rouge': 'La Croix Rouge',
} as const

export type Kind = keyof typeof kinds

/** Every vocabulary whose value on a place is a list of codes, by its name on the wire. */
export const listVocabularies = {
  services,
  procedures,
  audiences,
  care,
  equipment,
  accessibility,
  contactModes,
  supportModes,
  fee,
  programmes,
} as const

export type ListVocabulary = keyof typeof listVocabularies
export type Code<V extends ListVocabulary> = keyof (typeof listVocabularies)[V] & string

/** The codes of a list vocabulary, in the order in which they are shown. */
export function codesOf<V extends ListVocabulary>(vocabulary: V): Code<V>[] {
  return Object.keys(listVocabularies[vocabulary]) as Code<V>[]
}

export const listVocabularyNames = Object.keys(listVocabularies) as ListVocabulary[]
export const kindCodes = Object.keys(kinds) as Kind[]

/** Kind of place for the national codes of `typologie`: the first that one of our kinds names, else `other`. */
export function kindOf(typologies: readonly string[]): Kind {
  for (const typology of typologies) {
    const kind = kindCodes.find((code) => (kinds[code] as readonly string[]).includes(typology))
    if (kind && kind !== 'other') return kind
  }
  return 'other'
}
