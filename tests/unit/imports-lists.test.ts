import { describe, expect, it } from 'vitest'
import { services } from '../../server/places/vocabularies.rules.ts'
import { clean, faultsOf } from './imports-context.ts'

describe('Services', () => {
  it('of the standard are read without a fault, whatever their order', () => {
    const row = clean({ services: Object.values(services).toReversed().join('|') })
    expect(row.facts.services).toEqual(Object.keys(services))
    expect(row.faults).toEqual([])
  })

  it.each([
    ['devenir-autonome-dans-les-demarches-administratives', 'administrative-procedures'],
    ['realiser-des-demarches-administratives-avec-un-accompagnement', 'administrative-procedures'],
    ['accompagner-les-demarches-de-sante', 'administrative-procedures'],
    ['prendre-en-main-un-smartphone-ou-une-tablette', 'everyday-skills'],
    ['prendre-en-main-un-ordinateur', 'everyday-skills'],
    ['utiliser-le-numerique-au-quotidien', 'everyday-skills'],
    ['approfondir-ma-culture-numerique', 'understanding'],
    ['promouvoir-la-citoyennete-numerique', 'understanding'],
    ['favoriser-mon-insertion-professionnelle', 'work'],
    ['creer-et-developper-mon-entreprise', 'work'],
    ['acceder-a-une-connexion-internet', 'internet-access'],
    ['acceder-a-du-materiel', 'internet-access'],
    ['s-equiper-en-materiel-informatique', 'affordable-equipment'],
    ['creer-avec-le-numerique', 'leisure-creation'],
    ['soutenir-la-parentalite-et-l-education-avec-le-numerique', 'parenting-education'],
  ])('of data.inclusion: numerique--%s is %s', (topic, code) => {
    const row = clean({ services: `numerique--${topic}` })
    expect(row.facts.services).toEqual([code])
    expect(faultsOf(row, 'services')).toEqual(['old-value repaired'])
  })

  it('of data.inclusion in general say nothing, which is counted', () => {
    const row = clean({ services: 'numerique' })
    expect(row.facts.services).toEqual([])
    expect(faultsOf(row, 'services')).toEqual(['obsolete-value dropped'])
  })

  it('that nobody knows are dropped and kept as given', () => {
    const row = clean({ services: 'Acc\ufffds internet|Loisirs et créations numériques' })
    expect(row.facts.services).toEqual(['leisure-creation'])
    expect(faultsOf(row, 'services')).toEqual(['unknown-value dropped'])
    expect(row.given.services).toContain('Acc\ufffds internet')
  })

  it('are not looked for among the properties of every object', () => {
    expect(faultsOf(clean({ services: 'constructor|__proto__' }), 'services')).toEqual([
      'unknown-value dropped',
    ])
  })
})

describe('Audiences, care and languages', () => {
  it('of v0 are told apart', () => {
    const row = clean({
      publics_specifiquement_adresses: [
        'Adultes',
        'Familles/enfants',
        'Jeunes (16-26 ans)',
        'Seniors (+ 65 ans)',
        'Surdité',
        "Handicaps mentaux : déficiences limitant les activités d'une personne",
        "Personnes en situation d'illettrisme",
        'Public langues étrangères',
        'Déficience visuelle',
        'Uniquement femmes',
      ].join('|'),
    })
    expect(row.facts).toMatchObject({
      audiences: ['young-people', 'families', 'seniors', 'women'],
      care: ['deafness', 'mental-disability', 'illiteracy', 'foreign-languages', 'visual-impairment'],
      languages: [],
    })
    expect(faultsOf(row, 'publics_specifiquement_adresses')).toEqual([
      'old-value repaired',
      'obsolete-value dropped',
    ])
  })

  it('take English for a spoken language', () => {
    const row = clean({ prise_en_charge_specifique: 'Langues étrangères (anglais)|Illettrisme' })
    expect(row.facts).toMatchObject({ care: ['illiteracy', 'foreign-languages'], languages: ['en'] })
    expect(row.faults).toEqual([])
  })
})

describe('What it costs', () => {
  it.each([
    ['Gratuit', ['free'], []],
    ['gratuit', ['free'], ['old-value repaired']],
    ['gratuit;pass-numerique', ['free', 'free-with-conditions'], ['old-value repaired']],
    ['Gratuit;Payant', ['free', 'paid'], ['list-separator repaired']],
    ['Gratuit, Payant', ['free', 'paid'], ['list-separator repaired']],
    ["Payant : L'accès au lieu et/ou à ses services est payant", ['paid'], ['old-value repaired']],
    [
      "Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer;Accepte le Pass numérique : Il est possible d'utiliser un Pass numérique pour accéder au lieu",
      ['free-with-conditions'],
      ['old-value repaired'],
    ],
    [
      'Gratuit sous condition : La gratuité est conditionnée à des critères (situation familiale, convention avec un organisme social...)',
      ['free-with-conditions'],
      ['old-value repaired'],
    ],
    ['Trois euros', [], ['unknown-value dropped']],
  ])('%s', (frais_a_charge, fee, faults) => {
    const row = clean({ frais_a_charge })
    expect(row.facts.fee).toEqual(fee)
    expect(faultsOf(row, 'frais_a_charge')).toEqual(faults)
  })
})

describe('Programmes and labels', () => {
  it('are told apart in the one column of v0', () => {
    const row = clean({
      labels_nationaux: 'CNFS;APTIC;Point numérique CAF;Fabriques de Territoire;French Tech',
    })
    expect(row.facts).toMatchObject({
      programmes: ['conseillers-numeriques', 'caf-point'],
      labels: ['Fabriques de Territoire', 'French Tech'],
    })
  })

  it.each(['Étapes numériques (La Poste)', 'Étapes numériques(La Poste)'])(
    'take %s for official',
    (label) => {
      const row = clean({ formations_labels: label })
      expect(row.facts.labels).toEqual(['Étapes numériques (La Poste)'])
      expect(row.faults).toEqual([])
    },
  )

  it('keep a label that no list has, and commas and semicolons in free labels', () => {
    const row = clean({ formations_labels: 'Label et la bête', autres_formations_labels: 'QPV|A, b; c' })
    expect(row.facts.labels).toEqual(['Label et la bête', 'QPV', 'A, b; c'])
    expect(faultsOf(row, 'formations_labels')).toEqual(['unknown-value kept'])
  })
})

describe('How one comes and is helped', () => {
  it.each([
    ['modalites_acces', "Ce lieu n'accueille pas de public", { contactModes: ['not-public'] }, []],
    [
      'modalites_acces',
      'Ce lieu n’accueille pas de public',
      { contactModes: ['not-public'] },
      ['old-value repaired'],
    ],
    ['modalites_acces', 'Téléphoner|Se présenter', { contactModes: ['walk-in', 'phone'] }, []],
    ['modalites_accompagnement', 'À distance|En autonomie', { supportModes: ['alone', 'remote'] }, []],
    [
      'modalites_accompagnement',
      'A ma place : une personne habilitée fait les démarches à ma place',
      { supportModes: ['individual'] },
      ['old-value repaired'],
    ],
    [
      'modalites_accompagnement',
      "Dans un atelier : j'apprends collectivement à utiliser le numérique",
      { supportModes: ['workshop'] },
      ['old-value repaired'],
    ],
    [
      'modalites_accompagnement',
      'À distance (par téléphone)',
      { supportModes: ['remote'] },
      ['old-value repaired'],
    ],
  ])('%s: %s', (column, given, facts, faults) => {
    const row = clean({ [column]: given })
    expect(row.facts).toMatchObject(facts)
    expect(faultsOf(row, column)).toEqual(faults)
  })
})

describe('The kind of a place', () => {
  it('keeps the codes of the standard, and the cell as given beside', () => {
    const row = clean({ typologie: 'ACI|BIB' })
    expect(row.facts).toMatchObject({ typologies: ['ACI', 'BIB'], kind: 'library' })
    expect(row.given.typologie).toBe('ACI|BIB')
    expect(row.faults).toEqual([])
  })

  it('reads Pôle emploi as France Travail, and drops what is no code', () => {
    const row = clean({ typologie: 'PE|Bar' })
    expect(row.facts).toMatchObject({ typologies: ['FT'], kind: 'employment' })
    expect(faultsOf(row, 'typologie')).toEqual(['old-value repaired', 'unknown-value dropped'])
  })

  it.each([
    ['Itinérant', true],
    ['itinerant', true],
    ['Fixe', false],
    ['Itinérant|Fixe', true],
    ['', null],
    ['parfois', null],
  ])('travels when it says so: %s → %s', (itinerance, itinerant) => {
    expect(clean({ itinerance }).facts.itinerant).toBe(itinerant)
  })
})
