import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { emptyFacts } from '../../server/places/place-facts.rules.ts'
import { kindOf } from '../../server/places/vocabularies.rules.ts'
import { compareTraits, compareTwins, keepsApart } from '../../server/twins/compare-twins.rules.ts'
import { completeness, leadingTwin } from '../../server/twins/leading-twin.rules.ts'
import { type TwinFacts, twinTraits } from '../../server/twins/twin.rules.ts'
import { groupTwins } from '../../server/twins/twin-groups.rules.ts'
import { findTwins, largestBlock, twinKeys } from '../../server/twins/twin-keys.rules.ts'

const nowhere: TwinFacts = {
  id: 0,
  name: '',
  kind: 'other',
  address: null,
  postalCode: null,
  commune: 'Strasbourg',
  communeCode: '67482',
  lonLat: null,
  approximate: false,
  pivot: null,
  phone: null,
  emails: [],
  websites: [],
  itinerant: null,
  source: null,
}

/** A place in Strasbourg unless `known` says otherwise; positions are metres east and north of the cathedral. */
function place(
  name: string,
  address: string | null,
  known: Partial<TwinFacts> & { at?: [number, number] } = {},
): TwinFacts {
  const { at, ...facts } = known
  const lonLat = at ? ([7.7507 + at[0] / 73_600, 48.5818 + at[1] / 111_200] as [number, number]) : null
  return { ...nowhere, name, address, lonLat, ...facts }
}

const phone = '+33353010001'
const siret = '11111111100011'
const otherSiret = '22222222200022'
const inCommune = (commune: string, communeCode: string | null = null, postalCode: string | null = null) => ({
  commune,
  communeCode,
  postalCode,
})

type Labelled = [verdict: 'same' | 'likely' | 'different', because: string, a: TwinFacts, b: TwinFacts]

// Names and addresses as the national file spells them; a person has said what each pair is.
const labelled: Labelled[] = [
  [
    'same',
    'same-siret',
    place('Centre SocioCulturel de la Meinau', '1 RUE DE BOURGOGNE', { pivot: siret, at: [0, 0] }),
    place('Centre SocioCulturel de la Meinau', '1 rue de Bourgogne', { pivot: siret }),
  ],
  [
    'same',
    'same-name',
    place('Association TROC SAVOIRS', '32 RUE DU DOCTEUR SCHAFFNER'),
    place('TROC SAVOIRS', '32 RUE DU DOCTEUR SCHAFFNER'),
  ],
  [
    'same',
    'same-service',
    place('Mairie', '1 place de la Mairie'),
    place('COMMUNE DE STRASBOURG', '1 PL DE LA MAIRIE'),
  ],
  [
    'same',
    'same-name',
    place('Tiers-lieu Sainte-Marthe', '21 Avenue Chiris', { pivot: siret }),
    place('Tiers Lieu Ste Marthe', '21 AV CHIRIS', { pivot: otherSiret }),
  ],
  [
    'same',
    'same-phone',
    place('Calade centre social intercommunal', '1 RUE DE LA POTERIE', { phone }),
    place('CALADE CENTRE SOCIOCULTUREL INTERCOM', '1 RUE DE LA POTERIE BP 81005', { phone }),
  ],
  [
    'same',
    'same-name',
    place('CSC Victor Schoelcher', '56 rue du Rieth'),
    place('Association du Centre Social et Culturel Victor Schoelcher', '56 RUE DU RIETH'),
  ],
  [
    'same',
    'same-name',
    place('Femmes Relais', '17 Bis Rue Laurent Bonnevay'),
    place('Femme Relais', '17bis rue Laurent Bonnevay'),
  ],
  [
    'same',
    'far',
    place('MISSION LOCALE JEUNES HAUTES ALPES', '1 CRS DU VIEUX MOULIN', { at: [0, 0] }),
    place('MISSION LOCALE JEUNES HAUTES ALPES', '1 cours du Vieux Moulin', { at: [1100, 1850] }),
  ],
  [
    'same',
    'far',
    place('DEPARTEMENT DE LA CHARENTE', '31 BD EMILE ROUX', { at: [0, 0] }),
    place('Département de la Charente', '31 Boulevard Emile Roux', { at: [8000, 8000] }),
  ],
  [
    'same',
    'same-service',
    place('FRANCE SERVICES', '23 AVENUE DE LA LIBERATION', { at: [0, 0] }),
    place('France services Arcade Morez', '23 Avenue de la Libération', { at: [15, 0] }),
  ],
  [
    'same',
    'same-service',
    place('Maison de Service Au Public', '6 rue du mistral'),
    place('France services Aureille', '6 Rue Mistral'),
  ],
  [
    'same',
    'same-service',
    place('MFS PUYLAURENS', '1 rue de la mairie', inCommune('Puylaurens', '81219')),
    place('France services Puylaurens', '1 Rue de la Mairie', inCommune('PUYLAURENS', '81219')),
  ],
  [
    'same',
    'same-service',
    place('EPN Alboussière', '20 rue des écoliers'),
    place('Espace Public Numérique Alboussière', '20 rue des écoliers'),
  ],
  [
    'same',
    'same-service',
    place('Médiathèque de Seyssel', '14 Rue du Mont des Princes', inCommune('SEYSSEL', '74269')),
    place('Médiathèque Victor Hugo', '14 rue du Mont des Princes', inCommune('SEYSSEL', '74269')),
  ],
  [
    'same',
    'same-service',
    place('ACHENHEIM', '7 rue des Tilleuls', { ...inCommune('Achenheim', '67001'), kind: 'library' }),
    place('Bibliothèque', '7, rue des Tilleuls', inCommune('ACHENHEIM', '67001')),
  ],
  [
    'same',
    'same-service',
    place('LA POSTE', '2 RUE CHARLES LEANDRE', inCommune('Argentan', '61006')),
    place('La Poste Argentan', '2 Rue Charles Léandre', inCommune('Argentan', '61006')),
  ],
  [
    'same',
    'same-name',
    place('Mairie annexe de Luynes', '6 Place de la Libération'),
    place('Mairie De Quartier : Luynes', '6 place de la libération'),
  ],
  ['same', 'same-name', place('26 FK', '26 RUE FRANKI KRAMER'), place('26FK', '26 Rue Franki Kramer')],
  [
    'same',
    'similar-name',
    place('MDM OULLINS', '17 RUE TUPIN', inCommune('Oullins', '69149')),
    place("Maison de la Métropole d'Oullins", '17 Rue Tupin', inCommune('OULLINS', '69149')),
  ],
  [
    'same',
    'similar-name',
    place('CIAM', '4181 ROUTE DE GALICE'),
    place('Centre International des Arts en Mouvement (CIAM)', '4181 route de Galice'),
  ],
  [
    'same',
    'similar-name',
    place('CROIX ROUGE FRANCAISE', '14 RUE DE ROMAGNY', inCommune('Annemasse', '74012')),
    place(
      "Unité locale Croix-Rouge française d'Annemasse",
      '14 rue de Romagny',
      inCommune('ANNEMASSE', '74012'),
    ),
  ],
  [
    'same',
    'same-street',
    place('CENTRE SOCIAL DE MABLY', 'AV DE NOYON', { ...inCommune('Mably', '42127'), phone }),
    place('Centre social de Mably', 'Avenue de Noyon', { ...inCommune('Mably', '42127'), phone }),
  ],
  [
    'same',
    'same-street',
    place('ESPACE SOCIAL ET CULTUREL DU DIOIS', "PL DE L'EVECHE", { at: [0, 0] }),
    place('ESPACE SOCIAL ET CULTUREL DU DIOIS', "3 Place de l'Evêché", { at: [10, 30] }),
  ],
  [
    'same',
    'same-street-number',
    place('Coco Velten', '16 rue bernard dubois'),
    place('Coco Velten', '16 Rue bernard du bois'),
  ],
  [
    'same',
    'same-street-number',
    place('Maison de la cohésion sociale', '4-5 rue Marius Monnet'),
    place('Maison de la cohésion sociale', '5 Rue Marius Monnet'),
  ],
  [
    'same',
    'same-street-number',
    place('GEM LA COLOMBE DIGNOISE', '12 RUE MALDONAT'),
    place('GEM La Colombe Dignoise', '12 rue maldonnat'),
  ],
  [
    'same',
    'same-street-number',
    place('Espace Emploi', '1 C Route de Montfavet'),
    place('Espace Emploi', '1c Route de Montfavet'),
  ],
  [
    'same',
    'same-street-number',
    place('Mairie de Groisy', '312 Rte du Chef Lieu 74570 Groisy', inCommune('Groisy', '74137')),
    place('Mairie de Groisy', '312 route du chef-lieu', inCommune('Groisy', '74137')),
  ],
  [
    'same',
    'near',
    place('Maison des Solidarités Amadéo', 'Résidence Amadéo', { at: [0, 0], phone }),
    place('Maison des Solidarités Amadéo', null, { at: [20, 10], phone }),
  ],
  [
    'same',
    'other-commune',
    place("Chambre d'agriculture de Haute-Loire", '16 Bd Président Bertrand', {
      ...inCommune('Le Puy-en-Velay', '43157'),
      at: [0, 0],
    }),
    place('CHAMBRE D AGRICULTURE DE LA HAUTE LOIRE', '16 BD PRESIDENT BERTRAND', {
      ...inCommune('VALS-PRES-LE-PUY', '43251'),
      at: [40, 40],
    }),
  ],
  [
    'same',
    'same-name',
    place('Centre social Capelette', '221 AV DE LA CAPELETTE', inCommune('Marseille 10', '13210', '13010')),
    place('CS Capelette', '221 Avenue de la Capelette', inCommune('MARSEILLE', '13055', '13010')),
  ],
  [
    'same',
    'same-siret',
    place('SECOURS POPULAIRE', null, { pivot: siret }),
    place('Secours populaire', '14 rue du Fossé', { pivot: siret }),
  ],

  [
    'likely',
    'missing-service-word',
    place('Maison de Tous', '51 rue du belvédère'),
    place('Centre social Maison de tous', '51 rue du belvédère'),
  ],
  [
    'likely',
    'missing-service-word',
    place("L'Étape", '9 bis rue Jules Guesde', { phone }),
    place('France services Solesmes', '9 bis rue Jules Guesde', { phone }),
  ],
  [
    'likely',
    'missing-service-word',
    place('Argoet Info Services', "1 Rue de l'Europe"),
    place('France services Argoet info services', "1 Rue de l'Europe"),
  ],
  [
    'likely',
    'missing-service-word',
    place('PIMMS DE CERGY', '4 PL DES INSTITUTIONS', inCommune('Cergy', '95127')),
    place('France services Pimms Médiation Cergy', '4 Place des Institutions', inCommune('Cergy', '95127')),
  ],
  [
    'likely',
    'other-service-words',
    place('Point Info 14 Moyaux', '6 Rue Gustave Flaubert', inCommune('Moyaux', '14460')),
    place('France services Moyaux', '6 Rue Gustave Flaubert', inCommune('Moyaux', '14460')),
  ],
  [
    'likely',
    'other-service-words',
    place('Centre Social du Pays d’Olt', '2 RUE DU COURS', { phone }),
    place('France services Pays d’Olt et d’Aubrac', '2 Rue du cours', { phone }),
  ],
  [
    'likely',
    'partly-same-name',
    place('IML de Pantin (Groupe SOS)', '30 rue Hoche', { pivot: siret, phone }),
    place('IML Paris (Groupe SOS)', '30 RUE HOCHE', { pivot: otherSiret, phone }),
  ],
  [
    'likely',
    'partly-same-name',
    place('UTOP LAB FACTORY', '9 traverse des pénitents noirs'),
    place('Utop Lab', '9 Traverse des Pénitents Noirs'),
  ],
  [
    'likely',
    'other-street',
    place('Médiathèque de Valence Sud', '33 rue Albert Thomas', { phone, at: [0, 0] }),
    place('Médiathèque de Valence Sud', '148 Avenue Maurice Faure', { phone, at: [200, 100] }),
  ],
  [
    'likely',
    'other-street',
    place('AA92', '13 allée saint exupery', { at: [0, 0] }),
    place('AA92', '1 square paul claudel', { at: [30, 60] }),
  ],
  [
    'likely',
    'other-number',
    place("Commune d'Orpierre", '5 Place des Aires', { ...inCommune('Orpierre', '05097'), at: [0, 0] }),
    place("Mairie d'Orpierre", '3 Place des Aires', { ...inCommune('Orpierre', '05097'), at: [10, 0] }),
  ],
  [
    'likely',
    'far',
    place('Mairie', '2 Place de la mairie', { at: [0, 0] }),
    place('Mairie de Souleuvre', '2 Place de la mairie', { at: [4000, 0] }),
  ],
  [
    'likely',
    'same-phone',
    place('Union des associations familiales', '45 AV DE LA REPUBLIQUE', { phone }),
    place('Maison des Familles', '45 avenue de la République', { phone }),
  ],
  [
    'likely',
    'same-name',
    place('ASS RECHERCHE EMPLOI GEST ANIM', 'D 813', {
      ...inCommune("Ceint D'Eau", null, '46100'),
      pivot: siret,
      at: [0, 0],
    }),
    place('ASS RECHERCHE EMPLOI GEST ANIM', '36 BD GEORGES JUSKIEWENSKI', {
      ...inCommune('FIGEAC', '46102', '46100'),
      pivot: siret,
      at: [0, 0],
    }),
  ],
  ['likely', 'same-name', place('Recyclo', null), place('Recyclo', '48 Avenue de Frais-Vallon')],

  [
    'different',
    'other-service-words',
    place('Centre SocioCulturel de la Meinau', '1 RUE DE BOURGOGNE', { at: [0, 0] }),
    place('Médiathèque De La MEINAU', '1 RUE DE BOURGOGNE', { kind: 'library', at: [30, 20] }),
  ],
  [
    'different',
    'other-service-words',
    place('Association du Centre Social et Culturel Victor Schoelcher', '56 RUE DU RIETH'),
    place('Médiathèque CRONENBOURG', '56 RUE DU RIETH', { kind: 'library' }),
  ],
  [
    'different',
    'other-service-words',
    place('Mairie de Desingy', '1 Place St Laurent', { phone, pivot: siret }),
    place('Bibliothèque municipale de Desingy', '1 Place Saint Laurent', { phone, pivot: siret }),
  ],
  [
    'different',
    'other-service-words',
    place('CCAS', '14 PLACE ROMÉE DE VILLENEUVE', { pivot: siret }),
    place('Mairie de Quartier - Encagnane-Corsy', '14 place Romée de Villeneuve', { pivot: siret }),
  ],
  [
    'different',
    'other-service-words',
    place('Mairie', '1 Place Armand Fallières', { pivot: siret }),
    place('Mairie Annexe', '1 Place Armand Fallières', { pivot: siret }),
  ],
  [
    'different',
    'other-service-words',
    place('ACHENHEIM', '7 rue des Tilleuls', { kind: 'library' }),
    place("Mairie d'Achenheim", '7 rue des Tilleuls'),
  ],
  [
    'different',
    'other-service-words',
    place('Bus France services de Vouziers', '21 Rue Gambetta', { phone, itinerant: true }),
    place('France services Vouziers', '21 Rue Gambetta', { phone, itinerant: false }),
  ],
  [
    'different',
    'other-service-words',
    place('LA POSTE DE VIGNEUX', '10 Place du 8 Mai 1945', inCommune('Vigneux-sur-Seine', '91657')),
    place(
      'France services Vigneux sur Seine',
      '10 Place du 8 Mai 1945',
      inCommune('VIGNEUX SUR SEINE', '91657'),
    ),
  ],
  [
    'different',
    'other-service-words',
    place('Bibliothèque La Bellangerais', '5 bis rue du Morbihan'),
    place('Maison de quartier La Bellangerais', '5 Rue du Morbihan'),
  ],
  ['different', 'other-name', place('Demo-TIC', '8 Grande Rue'), place('Femmes Relais', '8 Grande Rue')],
  [
    'different',
    'other-name',
    place('POSSE 33', '24 avenue Daniel Rops'),
    place('Dynalab', '24 avenue Daniel Rops'),
  ],
  [
    'different',
    'other-street',
    place('LA POSTE', '31 BD NELSON MADIBA MANDELA', { at: [0, 0] }),
    place('LA POSTE', 'RTE DE BADUEL', { at: [2000, 900] }),
  ],
  [
    'different',
    'other-street',
    place('LA POSTE', '5 PL DE LA RESISTANCE'),
    place('LA POSTE', '4 RUE CELESTIN BOUGLE'),
  ],
  [
    'different',
    'other-street',
    place('Haute-Savoie Habitat', '2 Rue Marius Rulland', { at: [0, 0], pivot: siret }),
    place('Haute-Savoie Habitat', '60 avenue de France', { at: [1300, 0], pivot: siret }),
  ],
  [
    'different',
    'other-number',
    place('France services Cluses et environs', '17 Rue Raymond Poincaré'),
    place('France services Cluses', '25 rue Raymond Poincaré'),
  ],
  [
    'different',
    'another-stop',
    place('Bus France Services', 'Place des Provinces', { itinerant: true, at: [0, 0] }),
    place('Bus France Services', 'Rue Jean-Renoir', { itinerant: true, at: [250, 0] }),
  ],
  [
    'different',
    'other-commune',
    place('France Services', '1 place de la Mairie', inCommune('Boz', '01057')),
    place('France Services', '1 place de la Mairie', inCommune('Ozan', '01284')),
  ],
  [
    'different',
    'other-commune',
    place('Bibliothèque Municipale', '19 RUE DE LA MAIRIE', {
      ...inCommune('Oberschaeffolsheim', '67343'),
      phone,
    }),
    place('Bibliothèque Municipale', '19 RUE DE LA MAIRIE', { ...inCommune('Mundolsheim', '67309'), phone }),
  ],
  [
    'different',
    'other-commune',
    place('Médiathèque', null, inCommune('Vendenheim', '67506')),
    place('Médiathèque', null, inCommune('La Wantzenau', '67519')),
  ],
  [
    'different',
    'other-commune',
    place('Secours populaire', '1 place de la Mairie', inCommune('Saint-Martin', null, '67220')),
    place('Secours populaire', '1 place de la Mairie', inCommune('Saint-Martin', null, '32300')),
  ],
  [
    'different',
    'other-commune',
    place('VILLE DE PARIS', '1 rue de la Mairie', inCommune('Paris 11', '75111')),
    place('VILLE DE PARIS', '1 rue de la Mairie', inCommune('Paris 13', '75113')),
  ],
]

/** Cases by name, so that a failing one says which places it is about. */
const named = (cases: Labelled[]) =>
  cases.map(([verdict, because, a, b]) => ({ verdict, because, a, b, title: `${a.name} / ${b.name}` }))

describe('two records that a person has looked at', () => {
  test.each(named(labelled))('are $verdict, with $because: $title', ({ verdict, because, a, b }) => {
    const compared = compareTwins(a, b)
    expect(compared).toMatchObject({ verdict, reasons: expect.arrayContaining([because]) })
    expect(compareTwins(b, a)).toEqual(compared)
    const [from, to] = { same: [0.8, 1], likely: [0.5, 0.79], different: [0, 0.49] }[verdict]
    expect(compared.score).toBeGreaterThanOrEqual(from!)
    expect(compared.score).toBeLessThanOrEqual(to!)
  })
})

describe('what does not count', () => {
  const near = { at: [0, 0] as [number, number] }

  test('the point of a place that only stands at the centre of its commune', () => {
    const exact = compareTwins(place('Relais Emmaüs', null, near), place('Relais Emmaüs', null, near))
    const guessed = compareTwins(
      place('Relais Emmaüs', null, { ...near, approximate: true }),
      place('Relais Emmaüs', null, near),
    )
    expect([exact.verdict, guessed.verdict]).toEqual(['same', 'likely'])
    expect(guessed.reasons).not.toContain('near')
  })

  test.each(['3646', '+33800000001'])('the number %s, which a whole country shares', (shared) => {
    const { reasons } = compareTwins(place('A', null, { phone: shared }), place('B', null, { phone: shared }))
    expect(reasons).not.toContain('same-phone')
  })

  test('a SIRET of zeros', () => {
    const zeros = { pivot: '00000000000000' }
    expect(compareTwins(place('A', null, zeros), place('B', null, zeros)).reasons).not.toContain('same-siret')
  })
})

describe('the keys of a place', () => {
  const share = (a: TwinFacts, b: TwinFacts): boolean => twinKeys(a).some((key) => twinKeys(b).includes(key))

  test.each(named(labelled.filter(([verdict]) => verdict === 'same')))(
    'have one in common: $title',
    ({ a, b }) => {
      expect(share(a, b)).toBe(true)
    },
  )

  test('are shared by two points on both sides of any border of the grid', () => {
    const steps = Array.from({ length: 40 }, (_, step) => step * 17)
    for (const metres of steps) {
      const [here, there] = [
        place('Ici', null, { at: [metres, metres] }),
        place('Là', null, { at: [metres + 80, metres + 80] }),
      ]
      expect(share(here, there)).toBe(true)
    }
  })

  test('are few, and none is shared by two places that have nothing in common', () => {
    const [a, b] = [
      place('Demo-TIC', '8 Grande Rue', { at: [0, 0] }),
      place('Numerinaute', '12 Rue Joseph Rey', { at: [3000, 0] }),
    ]
    expect(share(a, b)).toBe(false)
    expect(twinKeys(a).length).toBeLessThanOrEqual(20)
  })

  test('that too many places share are skipped, and twins are still found by a rarer one', () => {
    const crowd = Array.from({ length: largestBlock + 1 }, (_, i) =>
      place(`Atelier ${String.fromCharCode(97 + (i % 26))}${i}x`, `${i + 1} rue du Port`, {
        id: i + 1,
        phone,
      }),
    )
    const [first, second] = [
      place('Femmes Relais', '3 quai Kléber', { id: 900, phone }),
      place('Femme Relais', '3 Quai Kléber', { id: 901, phone }),
    ]
    expect(findTwins([...crowd, first!, second!]).groups).toEqual([[900, 901]])
  })
})

describe('a group of twins', () => {
  const never = (): boolean => false

  test('holds the twins of twins', () => {
    expect(
      groupTwins(
        [
          [5, 2],
          [9, 8],
          [2, 7],
        ],
        never,
      ),
    ).toEqual([
      [2, 5, 7],
      [8, 9],
    ])
  })

  test('does not chain two places that are known to be apart, and the better pair comes first', () => {
    const apart = (a: number, b: number): boolean => [a, b].sort().join() === '1,3'
    expect(
      groupTwins(
        [
          [1, 2],
          [2, 3],
        ],
        apart,
      ),
    ).toEqual([[1, 2]])
    expect(
      groupTwins(
        [
          [2, 3],
          [1, 2],
        ],
        apart,
      ),
    ).toEqual([[2, 3]])
  })

  test('looks at every member when two groups would become one', () => {
    const apart = (a: number, b: number): boolean => a + b === 5 && Math.abs(a - b) === 3
    expect(
      groupTwins(
        [
          [1, 2],
          [3, 4],
          [2, 3],
        ],
        apart,
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test('never joins two offices of a landlord through the record that names both addresses', () => {
    const offices = [
      place('Haute-Savoie Habitat', '2 Rue Marius Rulland', { id: 1, at: [0, 0] }),
      place('Haute-Savoie Habitat', '60 avenue de France', { id: 2, at: [1300, 0] }),
      place('Haute-Savoie Habitat', '2 rue Marius Rulland   /    60 avenue de France', {
        id: 3,
        at: [0, 10],
      }),
    ]
    expect(findTwins(offices).groups).toEqual([[1, 3]])
  })

  test('is told apart only by a reason against it, not by a lack of reasons for it', () => {
    const [mute, other] = [place('Relais Emmaüs', null), place('Atelier vélo', '3 rue Kuhn')]
    expect(keepsApart({ verdict: 'different', score: 0.2, reasons: ['same-service'] })).toBe(false)
    expect(keepsApart(compareTwins(mute, other))).toBe(true)
    expect(keepsApart({ verdict: 'likely', score: 0.6, reasons: ['other-street'] })).toBe(false)
  })
})

describe('the record that stands for its twins', () => {
  const member = (id: number, completeness: number, updatedAt: string | null) => ({
    ...nowhere,
    id,
    completeness,
    updatedAt,
  })

  test('is the most complete one', () => {
    expect(leadingTwin([member(1, 40, '2024-03-01'), member(2, 60, '2024-02-01')])).toBe(2)
  })

  test('is the newer one when the older knows only a little more', () => {
    expect(leadingTwin([member(1, 52, '2020-01-01'), member(2, 40, '2024-01-01')])).toBe(2)
    expect(leadingTwin([member(1, 52, null), member(2, 40, '2024-01-01')])).toBe(2)
  })

  test('is the fuller one when the newer knows next to nothing', () => {
    expect(leadingTwin([member(1, 80, '2015-01-01'), member(2, 20, '2024-01-01')])).toBe(1)
  })

  test('is the one with the lower id when nothing else decides', () => {
    expect(leadingTwin([member(7, 40, null), member(3, 40, null)])).toBe(3)
  })

  test('cannot be chosen from nobody', () => {
    expect(() => leadingTwin([])).toThrow(RangeError)
  })
})

describe('completeness', () => {
  const hours = { openingHours: 'Mo-Fr 09:00-12:00' }

  test('is nothing for a bare name, and 100 when all is known', () => {
    expect(completeness({ ...emptyFacts, name: 'Shadok' })).toBe(0)
    const whole = completeness({
      ...emptyFacts,
      ...hours,
      services: ['safety'],
      phone,
      lonLat: [7.75, 48.57],
      address: '1 rue Kuhn',
      contactModes: ['walk-in'],
      languages: ['tr'],
      fee: ['free'],
      accessibility: ['lift'],
      emails: ['accueil@example.org'],
      websites: ['https://example.org'],
      summary: 'Aide',
      supportModes: ['individual'],
      audiences: ['seniors'],
      procedures: ['taxes'],
      equipment: ['computer'],
    })
    expect(whole).toBe(100)
  })

  test('counts hours that a machine can read more than hours that only people can', () => {
    const given = completeness({ ...emptyFacts, openingHoursGiven: 'le matin' })
    expect(completeness({ ...emptyFacts, ...hours })).toBeGreaterThan(given)
    expect(completeness({ ...emptyFacts, ...hours, openingHoursGiven: 'le matin' })).toBe(
      completeness({ ...emptyFacts, ...hours }),
    )
    expect(given).toBeGreaterThan(0)
  })
})

const data = new URL('../../../shared/data/places/', import.meta.url)
const isHere = existsSync(data)

/** Rows of a national file as facts; ids are row numbers. Repairs of cells are the importer's. */
function readPlaces(file: string): TwinFacts[] {
  const rows: Record<string, string>[] = parse(readFileSync(new URL(file, data)), {
    columns: true,
    bom: true,
  })
  return rows.map((row, index) => {
    const [longitude, latitude] = [Number(row.longitude), Number(row.latitude)]
    return {
      id: index + 1,
      name: row.nom!,
      kind: kindOf(row.typologie!.split('|')),
      address: row.adresse || null,
      postalCode: row.code_postal || null,
      commune: row.commune || null,
      communeCode: row.code_insee || null,
      lonLat: longitude && latitude ? [longitude, latitude] : null,
      approximate: false,
      pivot: row.pivot || null,
      phone: row.telephone?.replace(/\s/g, '').replace(/^0(?=\d{9}$)/, '+33') || null,
      emails: row.courriels!.split('|').filter(Boolean),
      websites: row.site_web!.split('|').filter(Boolean),
      itinerant: row.itinerance === 'Itinérant' ? true : row.itinerance === 'Fixe' ? false : null,
      source: row.source || null,
    }
  })
}

describe.skipIf(!isHere)('real files (skipped where ../shared/data is absent)', () => {
  test('Strasbourg has exactly the twins that a person would name', () => {
    const places = readPlaces('strasbourg-dev.csv')
    const { pairs, groups } = findTwins(places)
    const names = groups.map((group) => group.map((id) => places.find((one) => one.id === id)!.name))
    expect(names).toEqual([
      ['Centre SocioCulturel de la Meinau', 'Centre SocioCulturel de la Meinau'],
      ['Association TROC SAVOIRS', 'TROC SAVOIRS'],
    ])
    expect(pairs).toHaveLength(2)
  })

  test('no group of the national file holds two places that contradict each other', () => {
    const places = readPlaces('france-dev.csv')
    const { groups } = findTwins(places)
    const traits = new Map(places.map((one) => [one.id, twinTraits(one)]))
    const pairs = groups.flatMap((group) =>
      group.flatMap((a, i) => group.slice(i + 1).map((b) => [a, b] as const)),
    )
    const contradicting = pairs.filter(([a, b]) => keepsApart(compareTraits(traits.get(a)!, traits.get(b)!)))
    expect(contradicting).toEqual([])
    // The two exports of the hub Hinaura alone bring some 300 places twice.
    expect(groups.length).toBeGreaterThan(900)
    expect(Math.max(...groups.map((group) => group.length))).toBeLessThan(10)
  })

  test('the keys miss no twin of the department that has most of them', () => {
    const places = readPlaces('france-dev.csv').filter(({ postalCode }) => postalCode?.startsWith('74'))
    const traits = places.map(twinTraits)
    const everyPair = traits.flatMap((a, i) => traits.slice(i + 1).map((b) => [a, b] as const))
    const same = everyPair.filter(([a, b]) => compareTraits(a, b).verdict === 'same')
    const found = new Set(findTwins(places).pairs.map(({ a, b }) => `${a} ${b}`))
    expect(same.length).toBeGreaterThan(50)
    expect(same.filter(([a, b]) => !found.has(`${a.facts.id} ${b.facts.id}`))).toEqual([])
  })
})
