// Words of a name that say which service a place is: a town hall, the library in it and its social action
// centre share one address, one SIRET and often one telephone, and are still three places for a resident.
import type { Kind } from '../places/vocabularies.rules.ts'

/**
 * One class of service. `kind` is the kind of place that means the same. A `host` class names an institution;
 * the others (`host: false`) are labels that an institution carries as well: France Services in a post office.
 */
type ServiceWord = { code: string; kind: Kind | null; host: boolean; pattern: RegExp }

const words = (source: string): RegExp => new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`, 'g')

/** Read in this order on a folded name whose abbreviations are expanded; what one has read, the next no longer sees. */
const serviceWords = [
  {
    code: 'mobile',
    kind: 'mobile',
    host: true,
    pattern: words(
      '(?:biblio|numeri|info|ordi|media|cyber|digi)?bus|camion|camionnette|fourgon|itinerante?s?|mobiles?|caravane',
    ),
  },
  {
    code: 'town-hall-branch',
    kind: 'town-hall',
    host: true,
    pattern: words('mairies? (?:annexe|deleguee|de quartier|de secteur|de proximite)'),
  },
  {
    code: 'social-action',
    kind: 'social-action',
    host: true,
    pattern: words('centre (?:inter)?communale? d?\\s?(?:action|d action) sociale?|ccas|cias'),
  },
  {
    code: 'medical-social',
    kind: 'social-action',
    host: true,
    pattern: words('centres? medico sociale?s?|cms|centre medico psycho[a-z ]*|cmpp?'),
  },
  {
    code: 'solidarity-house',
    kind: 'social-action',
    host: false,
    pattern: words(
      '(?:maisons?|espaces?|poles?|centres?)(?: departementale?s?| territoriale?s?| landaise)?(?: de la| de| des)? (?:solidarites?(?: departementale?s?)?|action medico sociale)|mds|umdps?|utas|mdsi',
    ),
  },
  {
    code: 'social-centre',
    kind: 'social-centre',
    host: true,
    pattern: words(
      '(?:centres?|espaces?) sociale?s?(?:(?: et)? culturels?)?|espaces? de vie sociale|evs|maisons? de quartier',
    ),
  },
  {
    code: 'library',
    kind: 'library',
    host: true,
    pattern: words('mediatheques?|bibliotheques?|relais lecture|point lecture'),
  },
  { code: 'toy-library', kind: null, host: true, pattern: words('ludotheques?') },
  {
    code: 'town-hall',
    kind: 'town-hall',
    host: true,
    pattern: words('mairies?|hotels? de ville|^(?:commune|ville)(?= d[eu]s? | d )'),
  },
  {
    code: 'tourist-office',
    kind: null,
    host: true,
    pattern: words('offices? (?:de|du|municipal du)? ?tourisme'),
  },
  {
    code: 'post-office',
    kind: 'post-office',
    host: true,
    pattern: words(
      '(?:bureau de |agence |relais )?la ?poste|bureau de poste|agence postale(?: communale)?|maison de la poste',
    ),
  },
  {
    code: 'france-services',
    kind: 'france-services',
    host: false,
    pattern: words(
      '(?:(?:maisons?|espaces?|points?|relais) )?(?:de )?frances? services?|efs|mfs|msap|maisons? (?:de|des) services?(?: au| aux)? publics?|mdsap',
    ),
  },
  { code: 'mission-locale', kind: 'employment', host: true, pattern: words('missions? locales?') },
  { code: 'employment-office', kind: 'employment', host: true, pattern: words('pole emploi|france travail') },
  { code: 'cap-emploi', kind: 'employment', host: true, pattern: words('cap emploi') },
  {
    code: 'employment-house',
    kind: 'employment',
    host: false,
    pattern: words(
      'maisons? (?:de l |de )emploi(?: et de la formation)?|espace emploi|plie|point emploi|bureau emploi',
    ),
  },
  {
    code: 'youth-culture',
    kind: 'youth',
    host: true,
    pattern: words('maison des jeunes(?: et de la culture)?|mjc'),
  },
  {
    code: 'youth-information',
    kind: 'youth',
    host: true,
    pattern: words(
      '(?:points?|bureau|espace|centre|regional|structure)? ?(?:d )?info(?:rmations?)? jeunesse|point acces jeunes|pij|bij|crij|sij|paej',
    ),
  },
  {
    code: 'school',
    kind: 'school',
    host: true,
    pattern: words(
      'ecole (?:elementaire|primaire|maternelle|publique|communale)|groupe scolaire|colleges?|lycees?|greta|maison familiale rurale|mfr|cfa',
    ),
  },
  {
    code: 'family-allowance',
    kind: 'health',
    host: true,
    pattern: words('caisse d allocations familiales|caf'),
  },
  {
    code: 'health-insurance',
    kind: 'health',
    host: true,
    pattern: words('caisse primaire d assurance maladie|cpam'),
  },
  { code: 'farm-insurance', kind: 'health', host: true, pattern: words('mutualite sociale agricole|msa') },
  {
    code: 'disability-house',
    kind: null,
    host: true,
    pattern: words(
      'maison departementale des personnes handicapees|mdph|maison departementale de l autonomie',
    ),
  },
  {
    code: 'autonomy-advice',
    kind: null,
    host: true,
    pattern: words('clic|samsah|savs|ssiad|ehpad|residence autonomie|esat|ime|itep|sessad'),
  },
  {
    code: 'care-access',
    kind: null,
    host: true,
    pattern: words('permanence d acces aux soins(?: de sante)?|csapa|caarud|anpaa'),
  },
  {
    code: 'justice',
    kind: null,
    host: true,
    pattern: words(
      'maison de (?:la )?justice(?: et du droit)?|point d acces au droit|point justice|tribunal|spip|mjd|pad',
    ),
  },
  { code: 'prefecture', kind: null, host: true, pattern: words('(?:sous )?prefecture') },
  {
    code: 'inter-communal',
    kind: 'town-hall',
    host: true,
    pattern: words(
      '(?:communautes? (?:de )?com(?:munes)?|communaute d agglomeration|communaute urbaine|cdc)(?= |$)',
    ),
  },
  {
    code: 'department',
    kind: 'department',
    host: true,
    pattern: words(
      'conseil (?:departemental|general)|^departement(?= d[eu]s? | d )|maisons? d(?:u|e) departement',
    ),
  },
  {
    code: 'housing-chrs',
    kind: 'housing',
    host: true,
    pattern: words('chrs|centre d hebergement et de reinsertion sociale'),
  },
  {
    code: 'housing-chu',
    kind: 'housing',
    host: true,
    pattern: words('chu|huda|centre d hebergement d urgence|hebergement d urgence'),
  },
  {
    code: 'housing-cada',
    kind: 'housing',
    host: true,
    pattern: words('cada|centre d accueil de demandeurs d asile'),
  },
  {
    code: 'housing-young',
    kind: 'housing',
    host: true,
    pattern: words(
      'fjt|foyer (?:de |des )?jeunes travailleurs|residence habitat jeunes|residence sociale|pension de famille|maison relais',
    ),
  },
  { code: 'day-centre', kind: null, host: true, pattern: words('accueil de jour|samu social|siao|115') },
  {
    code: 'multi-service-point',
    kind: null,
    host: false,
    pattern: words('pimms(?: mediation)?|points? informations? mediation multi services?'),
  },
  { code: 'reuse', kind: 'reuse', host: true, pattern: words('ressourcerie|recyclerie') },
  {
    code: 'info-point',
    kind: null,
    host: false,
    pattern: words('points? infos? ?14|pi ?14'),
  },
  {
    code: 'makerspace',
    kind: 'makerspace',
    host: false,
    pattern: words('fab ?lab|tiers ?lieux?|co ?working|hacker ?space'),
  },
  {
    code: 'digital-space',
    kind: 'digital-space',
    host: false,
    pattern: words(
      'espace publi(?:c|que) (?:numerique|multimedia|internet)|epn|cyber ?(?:base|espace|centre|space|cafe)s?|espace multimedia|centre multimedia|point cyber|salle informatique',
    ),
  },
] as const satisfies readonly ServiceWord[]

export type ServiceCode = (typeof serviceWords)[number]['code']

const byCode = new Map<string, ServiceWord>(serviceWords.map((word) => [word.code, word]))

/** The kind of place that a service word means, when it means one. */
export const kindOfService = (code: ServiceCode): Kind | null => byCode.get(code)?.kind ?? null

/** Does the word name an institution (town hall, library), not a label that others carry too (France Services)? */
export const isHost = (code: ServiceCode): boolean => byCode.get(code)?.host ?? false

/** Kinds that name a service as clearly as a word does; `association` and `other` say nothing of it. */
const tellingKinds = new Set<Kind>(serviceWords.flatMap((word) => (word.kind ? [word.kind as Kind] : [])))

/** Does this kind of place say which service it is, when the name has no word for it? */
export const isTellingKind = (kind: Kind): boolean => tellingKinds.has(kind)

/**
 * Splits a folded name (see `fold`) into the services that it names and the words that are left.
 * `mediatheque de la meinau` → `{ services: ['library'], rest: 'de la meinau' }`.
 */
export function readServices(folded: string): { services: ServiceCode[]; rest: string } {
  const services: ServiceCode[] = []
  let rest = folded
  for (const { code, pattern } of serviceWords) {
    const without = rest.replace(pattern, ' ')
    if (without === rest) continue
    services.push(code)
    rest = without.replace(/\s+/g, ' ').trim()
  }
  return { services, rest }
}
