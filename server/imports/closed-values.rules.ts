// What the values of closed lists mean, today's and those that files still carry from before: v0 of the standard, and data.inclusion.
// Source of the mappings: the national library `@gouvfr-anct/lieux-de-mediation-numerique`, except a membership fee, which we read as a
// condition of free access.

import { fold } from '../../i18n/fold.ts'
import {
  audiences,
  type Code,
  care,
  contactModes,
  fee,
  programmes,
  services,
  supportModes,
} from '../places/vocabularies.rules.ts'

/** What a value adds to a place. Nothing at all: it is known, and says nothing that we hold. */
export type Meaning = {
  services?: Code<'services'>
  audiences?: Code<'audiences'>
  care?: Code<'care'>
  fee?: Code<'fee'>
  programmes?: Code<'programmes'>
  contactModes?: Code<'contactModes'>
  supportModes?: Code<'supportModes'>
  /** BCP 47 code of a spoken language. */
  language?: string
  label?: string
}

/** The values of a column that the standard lists, and the older ones, by their folded form. */
export type ValueTable = { official: ReadonlySet<string>; meanings: ReadonlyMap<string, Meaning> }

type Spelled = readonly (readonly [value: string, meaning: Meaning])[]

function table(official: Spelled, older: Spelled): ValueTable {
  const meanings = [...official, ...older].map(([value, meaning]) => [fold(value), meaning] as const)
  return { official: new Set(official.map(([value]) => value)), meanings: new Map(meanings) }
}

/** Values of the standard for one of our vocabularies. */
function officialValues<C extends string>(values: Record<C, string>, meaning: (code: C) => Meaning): Spelled {
  return (Object.entries(values) as [C, string][]).map(([code, value]) => [value, meaning(code)])
}

const nothing: Meaning = {}

const serviceOf = (code: Code<'services'>): Meaning => ({ services: code })

/** The fifteen services of v0 are word for word the topics of data.inclusion (`numerique--acceder-a-du-materiel`). */
const olderServices: Spelled = [
  ['Devenir autonome dans les démarches administratives', serviceOf('administrative-procedures')],
  ['Réaliser des démarches administratives avec un accompagnement', serviceOf('administrative-procedures')],
  ['Accompagner les démarches de santé', serviceOf('administrative-procedures')],
  ['Prendre en main un smartphone ou une tablette', serviceOf('everyday-skills')],
  ['Prendre en main un ordinateur', serviceOf('everyday-skills')],
  ['Utiliser le numérique au quotidien', serviceOf('everyday-skills')],
  ['Approfondir ma culture numérique', serviceOf('understanding')],
  ['Promouvoir la citoyenneté numérique', serviceOf('understanding')],
  ['Favoriser mon insertion professionnelle', serviceOf('work')],
  ['Créer et développer mon entreprise', serviceOf('work')],
  ['Accéder à une connexion internet', serviceOf('internet-access')],
  ['Accéder à du matériel', serviceOf('internet-access')],
  ["S'équiper en matériel informatique", serviceOf('affordable-equipment')],
  ['Créer avec le numérique', serviceOf('leisure-creation')],
  ["Soutenir la parentalité et l'éducation avec le numérique", serviceOf('parenting-education')],
]

export const serviceValues = table(officialValues(services, serviceOf), [
  ...olderServices,
  ...olderServices.map(([value, meaning]) => [`numerique--${fold(value)}`, meaning] as const),
  ['numerique', nothing],
])

const officialAudiences = officialValues(audiences, (code) => ({ audiences: code }))
const officialCare: Spelled = [
  ...officialValues(care, (code) => ({ care: code })),
  ['Langues étrangères (anglais)', { care: 'foreign-languages', language: 'en' }],
]
const olderPublics: Spelled = [
  ['Jeunes (16-26 ans)', { audiences: 'young-people' }],
  ['jeunes-16-26', { audiences: 'young-people' }],
  ['Familles/enfants', { audiences: 'families' }],
  ['Seniors (+ 65 ans)', { audiences: 'seniors' }],
  ['Uniquement femmes', { audiences: 'women' }],
  ['Public langues étrangères', { care: 'foreign-languages' }],
  ['Langues étrangères', { care: 'foreign-languages' }],
  ["Personnes en situation d'illettrisme", { care: 'illiteracy' }],
  ['personnes-en-situation-illettrisme', { care: 'illiteracy' }],
  // Neither has a value today: a disorder of the mind is not a mental disability, and everybody is an adult.
  ['Handicaps psychiques', nothing],
  ['Adultes', nothing],
  ['Tout public', nothing],
]

/** v0 kept audiences and care in one column; the two tables know each other's values. */
export const audienceValues = table(officialAudiences, [...officialCare, ...olderPublics])
export const careValues = table(officialCare, [...officialAudiences, ...olderPublics])

export const feeValues = table(
  officialValues(fee, (code) => ({ fee: code })),
  [
    ['Gratuit sous conditions', { fee: 'free-with-conditions' }],
    ['Adhésion', { fee: 'free-with-conditions' }],
    ['Accepte le Pass numérique', { fee: 'free-with-conditions' }],
    ['pass-numerique', { fee: 'free-with-conditions' }],
  ],
)

export const contactModeValues = table(
  officialValues(contactModes, (code) => ({ contactModes: code })),
  [
    ['envoyer-un-mail', { contactModes: 'email' }],
    ['Prendre rendez-vous en ligne', { contactModes: 'online-booking' }],
    ['prendre-rdv', { contactModes: 'online-booking' }],
  ],
)

export const supportModeValues = table(
  officialValues(supportModes, (code) => ({ supportModes: code })),
  [
    ['Seul', { supportModes: 'alone' }],
    ['autonomie', { supportModes: 'alone' }],
    ["Avec de l'aide", { supportModes: 'individual' }],
    ['accompagnement', { supportModes: 'individual' }],
    ['A ma place', { supportModes: 'individual' }],
    ['delegation', { supportModes: 'individual' }],
    ['Dans un atelier', { supportModes: 'workshop' }],
    ['atelier', { supportModes: 'workshop' }],
  ],
)

/** The ten labels that the standard lists; the first is printed without a space in the schema's own pattern. */
export const officialLabels = [
  'Étapes numériques (La Poste)',
  'Formé à « Mon Espace Santé »',
  'Formé à « DUPLEX » (illettrisme)',
  'Arnia/MedNum BFC (Bourgogne-Franche-Comté)',
  'Collectif ressources et acteurs réemploi (Normandie)',
  'Fabriques de Territoire',
  'Les Éclaireurs du numérique (Drôme)',
  'Mes Papiers (Métropole de Lyon)',
  'ORDI 3.0',
  'SUD LABS (PACA)',
] as const

const labelValuesSpelled: Spelled = officialLabels.map((label) => [label, { label }])

export const programmeValues = table(
  officialValues(programmes, (code) => ({ programmes: code })),
  [
    ...labelValuesSpelled,
    ['Conseiller numérique', { programmes: 'conseillers-numeriques' }],
    ['CNFS', { programmes: 'conseillers-numeriques' }],
    ['Conseillers numériques France Services', { programmes: 'conseillers-numeriques' }],
    ['France service', { programmes: 'france-services' }],
    ['Pix', { programmes: 'pix' }],
    ['Relais numérique', { programmes: 'relais-numerique' }],
    ['Point numérique CAF', { programmes: 'caf-point' }],
    ['Point relais CAF', { programmes: 'caf-point' }],
    ['Bibliothèque numérique de référence', { programmes: 'bnr' }],
    ['Bibliothèques numériques de référence', { programmes: 'bnr' }],
    ['Grandes écoles du numérique', { programmes: 'grande-ecole-du-numerique' }],
    ['Croix Rouge', { programmes: 'croix-rouge' }],
    ['Relais pôle emploi', { label: 'Relais pôle emploi' }],
    ['French Tech', { label: 'French Tech' }],
    ['Campus connecté', { label: 'Campus connecté' }],
    // The digital voucher that this network accepted ended in 2022.
    ['APTIC', nothing],
  ],
)

export const labelValues = table(
  [...labelValuesSpelled, ['Étapes numériques(La Poste)', { label: 'Étapes numériques (La Poste)' }]],
  [],
)

/** Today's value, a former one, one known to say nothing, or an unknown one. */
export type ReadValue = { kind: 'official' | 'former'; meaning: Meaning } | { kind: 'obsolete' | 'unknown' }

/**
 * Finds what a value means, without regard to accents and case. v0 wrote a sentence behind a colon (`Payant : L'accès…`), others an
 * explanation in brackets.
 */
export function readValue(value: string, values: ValueTable): ReadValue {
  const candidates = [value, value.split(/\s+:\s/)[0] ?? value, value.replace(/\s*\([^()]*\)\s*$/, '')]
  for (const candidate of candidates) {
    const meaning = values.meanings.get(fold(candidate))
    if (!meaning) continue
    if (Object.keys(meaning).length === 0) return { kind: 'obsolete' }
    return { kind: values.official.has(value) ? 'official' : 'former', meaning }
  }
  return { kind: 'unknown' }
}
