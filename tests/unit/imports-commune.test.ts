import { describe, expect, it } from 'vitest'
import { foldCommuneName } from '../../server/imports/commune-name.rules.ts'
import { clean, faultsOf, lookup } from './imports-context.ts'

describe('Communes are found', () => {
  it('by their INSEE code, arrondissements with their city', () => {
    expect(lookup.commune('67482')).toMatchObject({ name: 'Strasbourg' })
    expect(lookup.commune('75118')).toMatchObject({
      code: '75118',
      parent: { code: '75056', name: 'Paris' },
    })
  })

  it('by the code of a former commune, as the one it is now part of', () => {
    expect(lookup.commune('69152')).toMatchObject({ code: '69149', name: 'Oullins-Pierre-Bénite' })
  })

  it('by postal code, cities and not their arrondissements', () => {
    expect(lookup.communesByPostalCode('75018').map((commune) => commune.code)).toEqual(['75056'])
    expect(lookup.communesByPostalCode('00000')).toEqual([])
  })

  it.each([
    ['ST-OUEN-SUR-SEINE', '93070'],
    ["L'Haÿ les Roses", '94038'],
    ['PARIS 18', '75118'],
    ['Lyon 6ème arrondissement', '69386'],
    ['Marseille 1er Arrondissement', '13201'],
    ['illkirch graffenstaden', '67218'],
  ])('by their name however it is spelled: %s', (name, code) => {
    expect(lookup.communesByName(foldCommuneName(name)).map((commune) => commune.code)).toContain(code)
  })

  it('and nothing by a name that is a property of every object', () => {
    expect(lookup.communesByName('constructor')).toEqual([])
    expect(lookup.commune('__proto__')).toBeUndefined()
  })
})

describe('The commune of a row', () => {
  it.each([
    // name, postal code, INSEE code → name, postal code, INSEE code
    ['STRASBOURG', '67100', '67482', 'Strasbourg', '67100', '67482'],
    ['achenheim', '67204', '', 'Achenheim', '67204', '67001'],
    ['AMIENS CEDEX 1 BP 32615', '80000', '80021', 'Amiens', '80000', '80021'],
    ['LE MANS CEDEX 2', '72015', '', 'Le Mans', '72015', '72181'],
    ['49350 GENNES-VAL-DE-LOIRE', '49350', '', 'Gennes-Val-de-Loire', '49350', '49261'],
    ['DIGNE-LES-BAINS', '4000', '4070', 'Digne-les-Bains', '04000', '04070'],
    ['SAINT-ETIENNE-VALLEE-FRANCAISE', '48330', '0null', 'Saint-Étienne-Vallée-Française', '48330', '48148'],
    ['Sarlat', '24200', '', 'Sarlat-la-Canéda', '24200', '24520'],
    ['Rambervilelrs', '88700', '', 'Rambervillers', '88700', '88367'],
    ['La Seyne', '83500', '', 'La Seyne-sur-Mer', '83500', '83126'],
    ['Montfavet', '84140', '', 'Avignon', '84140', '84007'],
    ['PARIS', '75018', '75118', 'Paris', '75018', '75118'],
    ['PARIS 18', '75018', '', 'Paris 18e Arrondissement', '75018', '75118'],
    ['Nouméa', '98 800', '98818', 'Nouméa', '98800', '98818'],
    ['', '67204', '67001', 'Achenheim', '67204', '67001'],
    ['', '83500', '', 'La Seyne-sur-Mer', '83500', '83126'],
    ['Achenheim', '', '', 'Achenheim', '67204', '67001'],
    ['Ajaccio', '20000', '2a004', 'Ajaccio', '20000', '2A004'],
  ])('%s %s %s is read as %s %s %s', (commune, code_postal, code_insee, name, postalCode, communeCode) => {
    expect(clean({ commune, code_postal, code_insee }).facts).toMatchObject({
      commune: name,
      postalCode,
      communeCode,
    })
  })

  it('is not reported when all three agree', () => {
    expect(clean().faults).toEqual([])
  })

  it('is the one of name and postal code when its INSEE code is another', () => {
    const arras = clean({ commune: 'Arras', code_postal: '62000', code_insee: '63144' })
    expect(arras.facts.communeCode).toBe('62041')
    expect(faultsOf(arras, 'code_insee')).toEqual(['commune-code-contradicts repaired'])
    expect(arras.given.code_insee).toBe('63144')
    const montDore = clean({ commune: 'Mont-Dore', code_postal: '98800', code_insee: '63236' })
    expect(montDore.facts).toMatchObject({
      commune: 'Le Mont-Dore',
      communeCode: '98817',
      postalCode: '98800',
    })
    expect(faultsOf(montDore, 'code_insee')).toEqual(['commune-code-contradicts repaired'])
  })

  it('is the one of name and INSEE code when its postal code is far away', () => {
    const row = clean({ commune: 'Belleville-en-Beaujolais', code_postal: '06922', code_insee: '69019' })
    expect(row.facts).toMatchObject({ communeCode: '69019', postalCode: '69220' })
    expect(faultsOf(row, 'code_postal')).toEqual(['postal-code-contradicts repaired'])
  })

  it('is the one of today when it was merged', () => {
    const row = clean({ commune: 'Pierre-Bénite', code_postal: '69310', code_insee: '69152' })
    expect(row.facts).toMatchObject({ commune: 'Oullins-Pierre-Bénite', communeCode: '69149' })
    expect(faultsOf(row, 'code_insee')).toEqual(['commune-code-former repaired'])
  })

  it('keeps a name that no list knows, brought down from capitals', () => {
    const row = clean({ commune: 'PLAN DU VAR', code_postal: '06670', code_insee: '' })
    expect(row.facts).toMatchObject({ commune: 'Plan du Var', communeCode: null, postalCode: '06670' })
    expect(faultsOf(row, 'commune')).toEqual(['commune-unknown kept'])
    expect(row.refused).toBe(false)
  })

  it('drops a postal code that is none', () => {
    const row = clean({ commune: 'Strasbourg', code_postal: '00000', code_insee: '67482' })
    expect(row.facts.postalCode).toBeNull()
    expect(faultsOf(row, 'code_postal')).toEqual(['postal-code-invalid dropped'])
  })
})
