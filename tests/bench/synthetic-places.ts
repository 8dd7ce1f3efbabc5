// Invented places for measuring: many in dense cities, few in the countryside, said as real files say them.
import type { CommuneRecord } from '../../seeds/reference.ts'
import { emptyFacts, type LonLat, type PlaceFacts } from '../../server/places/place-facts.rules.ts'
import type { Kind } from '../../server/places/vocabularies.rules.ts'
import type { Random } from './random.ts'

type Commune = { record: CommuneRecord; centre: LonLat; radiusDegrees: number }

/** Makes places one after the other, the same at each run for the same numbers. */
export function placeMaker(records: readonly CommuneRecord[], random: Random): () => PlaceFacts {
  const communes = communesOnTheMap(records, random)
  const pickCommune = byPopulation(communes, random)
  let number = 0
  return () => {
    number += 1
    return placeIn(pickCommune(), number, random)
  }
}

const west = -1.5
const south = 43.5

/**
 * Reference data has no centre for most communes: departments are dealt out over the country, and their communes lie
 * around the middle of each. What counts here is that many places stand close together, and others alone.
 */
function communesOnTheMap(records: readonly CommuneRecord[], random: Random): Commune[] {
  const middles = new Map<string, LonLat>()
  const living = records.filter(
    (record) => record.type === 'commune-actuelle' && record.population && record.departement,
  )
  return living.map((record) => {
    const department = record.departement!
    const middle = middles.get(department) ?? [west + random.unit() * 8, south + random.unit() * 6]
    middles.set(department, middle)
    const centre: LonLat = [middle[0] + random.normal() * 0.35, middle[1] + random.normal() * 0.25]
    // A village stretches over 600 m, a city of half a million over 6 km.
    return { record, centre, radiusDegrees: 0.005 + Math.sqrt(record.population!) / 12_000 }
  })
}

/** A commune, as often as its people need one: cities more than villages, but not in proportion. */
function byPopulation(communes: Commune[], random: Random): () => Commune {
  const ends: number[] = []
  let end = 0
  for (const { record } of communes) {
    end += record.population! ** 0.85
    ends.push(end)
  }
  return () => {
    const wanted = random.unit() * end
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return communes[low]!
  }
}

function placeIn({ record, centre, radiusDegrees }: Commune, number: number, random: Random): PlaceFacts {
  const kind = random.weighted(kindWeights)
  // A few rows of every real file say no position.
  const lonLat: LonLat | null = random.chance(0.97)
    ? [
        rounded(centre[0] + random.normal() * radiusDegrees),
        rounded(centre[1] + random.normal() * radiusDegrees * 0.7),
      ]
    : null
  const slug = `lieu-${number}`
  return {
    ...emptyFacts,
    name: nameOf(kind, record.nom, random),
    kind,
    address: `${1 + Math.floor(random.unit() * 180)} ${random.pick(ways)} ${random.pick(people)}`,
    addressComplement: random.chance(0.1)
      ? random.pick(['Bâtiment B', '1er étage', 'Rez-de-chaussée'])
      : null,
    postalCode: random.pick(record.codesPostaux ?? []) ?? null,
    commune: record.nom,
    communeCode: record.code,
    lonLat,
    ...whatItOffers(random),
    ...howToReachIt(slug, random),
    openingHours: random.chance(0.7) ? openingHoursOf(number, random) : null,
    ...whatItSays(record.nom, random),
    organisation: random.chance(0.6) ? organisationOf(record.nom, random) : null,
    updatedAt: `20${random.pick(['23', '24', '25'])}-0${1 + Math.floor(random.unit() * 9)}-15`,
  }
}

/** Six decimals are ten centimetres. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

function nameOf(kind: Kind, commune: string, random: Random): string {
  const [first, ...others] = nameStarts[kind] ?? ['Espace']
  const start = random.pick([first!, first!, ...others])
  return random.chance(0.45) ? `${start} de ${commune}` : `${start} ${random.pick(people)}`
}

function organisationOf(commune: string, random: Random): string {
  return `${random.pick(['Commune de', 'CCAS de', 'Association des habitants de'])} ${commune}`
}

function whatItOffers(random: Random) {
  return {
    services: random.some(serviceChances),
    procedures: random.chance(0.2) ? random.some(procedureChances) : [],
    audiences: random.chance(0.3) ? random.some({ 'young-people': 0.4, seniors: 0.6, families: 0.4 }) : [],
    care: random.chance(0.12)
      ? random.some({ deafness: 0.2, 'motor-disability': 0.5, illiteracy: 0.5, 'foreign-languages': 0.4 })
      : [],
    languages: random.chance(0.25) ? ['fr', ...random.some(languageChances)] : [],
    equipment: random.chance(0.4)
      ? random.some({ computer: 0.9, printer: 0.6, scanner: 0.4, wifi: 0.8, tablet: 0.2, loan: 0.05 })
      : [],
    accessibility: random.chance(0.2) ? random.some({ 'step-free': 0.9, lift: 0.2, 'guide-dogs': 0.1 }) : [],
    contactModes: random.some({ 'walk-in': 0.6, phone: 0.5, email: 0.3, 'online-booking': 0.15 }),
    supportModes: random.some({ individual: 0.7, workshop: 0.4, alone: 0.3, remote: 0.05 }),
    fee: random.chance(0.7)
      ? [random.weighted({ free: 85, 'free-with-conditions': 9, paid: 6 } as const)]
      : [],
    programmes: random.some({
      'conseillers-numeriques': 0.4,
      'france-services': 0.15,
      'aidants-connect': 0.2,
    }),
  } satisfies Partial<PlaceFacts>
}

function howToReachIt(slug: string, random: Random) {
  const end = String(Math.floor(random.unit() * 10_000)).padStart(4, '0')
  return {
    // 03 53 01 …: numbers kept for fiction (decision 2018-0881 of the French regulator, Arcep).
    phone: random.chance(0.8) ? `+3335301${end}` : null,
    emails: random.chance(0.5) ? [`${slug}@example.org`] : [],
    websites: random.chance(0.5) ? [`https://example.org/${slug}`] : [],
    bookingUrl: random.chance(0.1) ? `https://example.org/${slug}/rendez-vous` : null,
  } satisfies Partial<PlaceFacts>
}

/** Of a country's places, so many have hours in words of their own; in a million the same ones come again and again. */
const mostOwnHours = 30_000

/** Six patterns in ten name holidays. Nearly each text is another, by the minutes of its number. */
function openingHoursOf(number: number, random: Random): string {
  const own = number % mostOwnHours
  const time = (hour: number, step: number) => {
    const minutes = hour * 60 + step * 5
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  const morning = `${time(8, own % 30)}-${time(11, 6 + (Math.floor(own / 30) % 18))}`
  const afternoon = `${time(13, 3 + (Math.floor(own / 540) % 14))}-${time(16, 6 + Math.floor(own / 7_560) * 6)}`
  const days = random.pick(['Mo-Fr', 'Tu-Sa', 'Mo,Tu,Th,Fr', 'Mo-Th', 'We-Sa'])
  return random
    .pick(hoursPatterns)
    .replace('DAYS', days)
    .replace('MORNING', morning)
    .replace('AFTERNOON', afternoon)
}

const hoursPatterns = [
  'DAYS MORNING,AFTERNOON',
  'DAYS MORNING,AFTERNOON; Sa MORNING',
  'DAYS MORNING; We AFTERNOON',
  'DAYS MORNING,AFTERNOON; PH off',
  'Mo-Fr MORNING,AFTERNOON; Sa MORNING; PH off',
  'DAYS MORNING,AFTERNOON; SH off; PH off',
  'DAYS MORNING; SH Mo-Fr AFTERNOON; PH off',
  'DAYS MORNING,AFTERNOON; Jul-Aug Mo-Fr MORNING; PH off',
  'DAYS MORNING,AFTERNOON "sur rendez-vous"',
  'DAYS MORNING,AFTERNOON; Dec 24-Jan 02 off; PH off',
]

function whatItSays(commune: string, random: Random) {
  const sentences = () => Array.from({ length: 3 }, () => random.pick(sayings)).join(' ')
  return {
    summary: random.chance(0.6) ? random.pick(sayings) : null,
    description: random.chance(0.4) ? `À ${commune} : ${sentences()}` : null,
  } satisfies Partial<PlaceFacts>
}

const kindWeights = {
  library: 22,
  'social-centre': 10,
  association: 16,
  'france-services': 14,
  'post-office': 6,
  'town-hall': 12,
  'social-action': 8,
  employment: 4,
  youth: 3,
  makerspace: 3,
  'digital-space': 4,
  reuse: 1,
  other: 12,
} satisfies Partial<Record<Kind, number>> as Record<Kind, number>

const nameStarts: Partial<Record<Kind, string[]>> = {
  library: ['Médiathèque', 'Bibliothèque'],
  'social-centre': ['Centre social', 'Centre socioculturel', 'Maison de quartier'],
  association: ['Association', 'Les amis', 'Collectif'],
  'france-services': ['France Services', 'Espace France Services'],
  'post-office': ['Bureau de poste', 'Agence postale'],
  'town-hall': ['Mairie', 'Mairie annexe'],
  'social-action': ['CCAS', 'Centre médico-social'],
  employment: ['Mission locale', 'Maison de l’emploi'],
  youth: ['Maison des jeunes', 'Point information jeunesse'],
  makerspace: ['Fablab', 'Tiers-lieu'],
  'digital-space': ['Espace public numérique', 'Cyber-base'],
  reuse: ['Ressourcerie', 'Recyclerie'],
  other: ['Point numérique', 'Espace', 'Maison'],
}

const serviceChances = {
  'administrative-procedures': 0.6,
  'everyday-skills': 0.7,
  work: 0.35,
  safety: 0.2,
  'parenting-education': 0.15,
  'leisure-creation': 0.12,
  understanding: 0.25,
  'internet-access': 0.4,
  'affordable-equipment': 0.04,
} as const

const procedureChances = {
  'family-allowance': 0.6,
  taxes: 0.6,
  'health-insurance': 0.5,
  pension: 0.4,
  'job-seeker': 0.4,
  'residence-permit': 0.2,
  'identity-papers': 0.4,
} as const

const languageChances = {
  en: 0.6,
  de: 0.3,
  ar: 0.2,
  tr: 0.1,
  es: 0.2,
  ru: 0.04,
  uk: 0.03,
  fsl: 0.02,
} as const

const ways = ['rue', 'avenue', 'place', 'boulevard', 'chemin', 'impasse', 'route', 'quai']

const people = (
  'Jean Moulin|Simone Veil|Victor Hugo|Marie Curie|Louise Michel|Jules Verne|George Sand|Aimé Césaire|Colette|Émile Zola|' +
  'Joséphine Baker|Louis Pasteur|Olympe de Gouges|Jean Jaurès|Rosa Parks|Albert Camus|Françoise Dolto|Arthur Rimbaud|' +
  'Marguerite Duras|Jacques Prévert|des Tilleuls|des Acacias|du Marronnier|des Peupliers|du Moulin|de la Fontaine|' +
  'du Lavoir|des Écoles|de la Gare|du Stade|du Vieux Pont|des Vergers|de la Forêt|des Coquelicots|du Belvédère|' +
  'de l’Étang|des Hirondelles|des Glycines|du Canal|de la Colline|des Bleuets|du Pressoir|des Remparts|de la Source'
).split('|')

const sayings = [
  'Nous aidons pas à pas à remplir les démarches en ligne.',
  'Des ordinateurs sont en libre accès toute la journée.',
  'Un conseiller numérique reçoit sur rendez-vous le matin.',
  'Ateliers pour débuter avec la souris, le clavier et la messagerie.',
  'On apprend à reconnaître les courriels trompeurs.',
  'Impression et numérisation de documents sur place.',
  'Chaque semaine, un café numérique réunit les habitants du quartier.',
  'Un accompagnement vers l’emploi, du CV à la candidature.',
  'Le matériel reconditionné est vendu à prix solidaire.',
  'Les parents y découvrent les outils de l’école.',
  'Venez avec votre téléphone : nous regardons ensemble.',
  'L’équipe parle plusieurs langues et prend le temps.',
]
