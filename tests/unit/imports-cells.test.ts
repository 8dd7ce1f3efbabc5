import { describe, expect, it } from 'vitest'
import { clean, faultsOf } from './imports-context.ts'

const reunion = { commune: 'Saint-Denis', code_postal: '97400', code_insee: '97411' }
const noumea = { commune: 'Nouméa', code_postal: '98800', code_insee: '98818' }

describe('A telephone number', () => {
  it.each([
    ['+33388000000', '+33388000000', []],
    ['03 88 00 00 00', '+33388000000', ['phone-format repaired']],
    ['03.88.00.00.00', '+33388000000', ['phone-format repaired']],
    ['0388000000', '+33388000000', ['phone-format repaired']],
    ['388000000', '+33388000000', ['phone-format repaired']],
    ['+33 (0)3 88 00 00 00', '+33388000000', ['phone-format repaired']],
    ['0033388000000', '+33388000000', ['phone-format repaired']],
    ['Tél : 03 88 00 00 00', '+33388000000', ['phone-format repaired']],
    ['0262790049', '+262262790049', ['phone-format repaired']],
    ['+33596581171', '+596596581171', ['phone-format repaired']],
    ['+269269662010', '+262269662010', ['phone-format repaired']],
    ['+49 7851 8880', '+4978518880', ['phone-format repaired']],
    ['03 88 00 00 00 / 06 12 34 56 78', '+33388000000', ['phone-several repaired']],
    ['3646', '3646', ['phone-short-number kept']],
    ['115', '115', ['phone-short-number kept']],
    ['12 34', null, ['phone-invalid dropped']],
    ['03 88 00 00', null, ['phone-invalid dropped']],
    ['demander Mme Schmitt', null, ['phone-invalid dropped']],
    ['', null, []],
  ])('%s is read as %s', (telephone, phone, faults) => {
    const row = clean({ telephone })
    expect(row.facts.phone).toBe(phone)
    expect(faultsOf(row, 'telephone')).toEqual(faults)
  })

  it('is read in the numbering of the place where that has its own', () => {
    expect(clean({ ...noumea, telephone: '45.07.00' }).facts.phone).toBe('+687450700')
    expect(clean({ ...reunion, telephone: '0692 12 34 56' }).facts.phone).toBe('+262692123456')
  })

  it('keeps the other numbers of its cell as given', () => {
    expect(clean({ telephone: '0388000000 ou 0612345678' }).given.telephone).toBe('0388000000 ou 0612345678')
  })
})

describe('A day', () => {
  it.each([
    ['2024-05-17', '2024-05-17', []],
    ['05/08/2016', '2016-08-05', ['date-format repaired']],
    ['5/8/2016', '2016-08-05', ['date-format repaired']],
    ['2024-01-01T00:30:00+02:00', '2024-01-01', ['date-format repaired']],
    ['2023/12/31', '2023-12-31', ['date-format repaired']],
    ['31/02/2023', null, ['date-invalid dropped']],
    ['12/31/2022', null, ['date-invalid dropped']],
    ['1970-01-01', null, ['date-invalid dropped']],
    ['pas une date', null, ['date-invalid dropped']],
    ['', null, ['required dropped']],
  ])('%s is read as %s', (date_maj, day, faults) => {
    const row = clean({ date_maj })
    expect(row.facts.updatedAt).toBe(day)
    expect(faultsOf(row, 'date_maj')).toEqual(faults)
  })
})

describe('The number of an organisation', () => {
  it.each([
    ['43493312300029', '43493312300029', []],
    ['434 933 123 00029', '43493312300029', ['pivot-format repaired']],
    ['00000000000000', null, ['pivot-unknown repaired']],
    ['35600000061667', '35600000061667', []],
    ['5280075900012', '05280075900012', ['leading-zero repaired']],
    ['W131004321', 'W131004321', []],
    ['W9R1000123', 'W9R1000123', []],
    ['43493312300028', null, ['pivot-invalid dropped']],
    ['434933123', null, ['pivot-invalid dropped']],
    ['4,34933E+13', null, ['pivot-invalid dropped']],
    ['', null, ['required dropped']],
  ])('%s is read as %s', (pivot, read, faults) => {
    const row = clean({ pivot })
    expect(row.facts.pivot).toBe(read)
    expect(faultsOf(row, 'pivot')).toEqual(faults)
  })

  it('is a RIDET in New Caledonia only', () => {
    expect(clean({ ...noumea, pivot: '1234567001' }).facts.pivot).toBe('1234567001')
    expect(clean({ pivot: '1234567001' }).facts.pivot).toBeNull()
  })
})

describe('A position', () => {
  it.each([
    ['48.549196', '7.750617', [7.750617, 48.549196], []],
    ['48,549196', '7,750617', [7.750617, 48.549196], ['decimal-comma repaired']],
    ['7.750617', '48.549196', [7.750617, 48.549196], ['position-swapped repaired']],
    ['-20.880783', '55.45791', [55.45791, -20.880783], []],
    ['-22.27049', '166.4431', [166.4431, -22.27049], []],
    ['0', '0', null, ['position-zero dropped']],
    ['48.5', '', null, ['position-incomplete dropped']],
    ['52.52', '13.405', null, ['position-outside-france dropped']],
    ['48549196', '7750617', null, ['position-invalid dropped']],
    ['N 48° 35', '7.75', null, ['position-invalid dropped']],
    ['', '', null, []],
  ])('of %s and %s is read as %j', (latitude, longitude, lonLat, faults) => {
    const row = clean({ latitude, longitude })
    expect(row.facts.lonLat).toEqual(lonLat)
    expect(faultsOf(row, 'latitude')).toEqual(faults)
  })
})

describe('E-mail and web addresses', () => {
  it.each([
    ['contact@asso.fr|a@b.fr', ['contact@asso.fr', 'a@b.fr'], []],
    ['contact@asso.fr; accueil@asso.fr', ['contact@asso.fr', 'accueil@asso.fr'], ['email-format repaired']],
    ['mailto:Contact@ASSO.fr', ['Contact@asso.fr'], ['email-format repaired']],
    ['contact@asso.fr|pas une adresse', ['contact@asso.fr'], ['email-invalid dropped']],
    ['contact@asso', [], ['email-invalid dropped']],
    ['<script>alert(1)</script>@x.fr', [], ['email-invalid dropped']],
  ])('%s', (courriels, emails, faults) => {
    const row = clean({ courriels })
    expect(row.facts.emails).toEqual(emails)
    expect(faultsOf(row, 'courriels')).toEqual(faults)
  })

  it.each([
    ['https://asso.fr/|http://m.asso.fr', ['https://asso.fr/', 'http://m.asso.fr'], []],
    ['www.adsemploi.com', ['https://www.adsemploi.com'], ['link-format repaired']],
    ['HTTP://Asso.fr', ['http://Asso.fr'], ['link-format repaired']],
    ['https:/asso.fr', ['https://asso.fr'], ['link-format repaired']],
    ['https://médiathèque.fr/où', ['https://médiathèque.fr/où'], []],
    ['https://rdv.fr/a?x=[1,2]#le-lieu', ['https://rdv.fr/a?x=[1,2]#le-lieu'], []],
    ['https://www.ville-behren.fr/ps://www.', ['https://www.ville-behren.fr/'], ['link-format repaired']],
    ['javascript:alert(1)', [], ['link-invalid dropped']],
    ['data:text/html,<script>', [], ['link-invalid dropped']],
    ['java\u200bscript:alert(1)', [], ['link-invalid dropped']],
    ['ftp://asso.fr', [], ['link-invalid dropped']],
    ['https://moi:secret@asso.fr', [], ['link-invalid dropped']],
    ['http://localhost/', [], ['link-invalid dropped']],
    ['http://192.168.0.1/', [], ['link-invalid dropped']],
    ['https://', [], ['link-invalid dropped']],
  ])('%s', (site_web, websites, faults) => {
    const row = clean({ site_web })
    expect(row.facts.websites).toEqual(websites)
    expect(faultsOf(row, 'site_web')).toEqual(faults)
  })

  it('takes an e-mail address written as a website for what it is', () => {
    const row = clean({ site_web: 'contact@bernay27.fr' })
    expect(row.facts).toMatchObject({ websites: [], emails: ['contact@bernay27.fr'] })
    expect(faultsOf(row, 'site_web')).toEqual(['link-is-email repaired'])
  })

  it('keeps one booking address, and only acceslibre for the building', () => {
    const row = clean({
      prise_rdv: 'https://rdv.fr/1|https://rdv.fr/2',
      fiche_acces_libre: 'https://example.org/erp/1/',
    })
    expect(row.facts).toMatchObject({ bookingUrl: 'https://rdv.fr/1', accessibilityUrl: null })
    expect(faultsOf(row, 'prise_rdv')).toEqual(['link-several repaired'])
    expect(faultsOf(row, 'fiche_acces_libre')).toEqual(['link-invalid dropped'])
  })
})

describe('Texts', () => {
  it.each([
    ['nom', 'Clic&#39; &amp; Ressources', "Clic' & Ressources", ['markup repaired']],
    ['nom', '<b>Mairie</b><script>alert(1)</script>', 'Mairie', ['markup repaired']],
    ['nom', '&lt;b&gt;Mairie&lt;/b&gt;', 'Mairie', ['markup repaired']],
    ['nom', 'Moins de 3 < 5 ans', 'Moins de 3 < 5 ans', []],
    ['nom', 'Mai\u202erie\u0000', 'Mairie', ['hidden-characters repaired']],
    ['nom', 'Les restos du c\u009cur d\u0092ici', 'Les restos du cœur d’ici', ['wrong-encoding repaired']],
    ['nom', 'Biblioth\ufffdque', 'Biblioth\ufffdque', ['lost-accents kept']],
    ['nom', '  Le   264 ', 'Le 264', []],
  ])('%s: %s', (column, given, name, faults) => {
    const row = clean({ [column]: given })
    expect(row.facts.name).toBe(name)
    expect(faultsOf(row, column)).toEqual(faults)
  })

  it('keep the joiners that Arabic and emoji are written with', () => {
    expect(clean({ nom: 'می\u200cخواهم 👩\u200d💻' }).facts.name).toBe('می\u200cخواهم 👩\u200d💻')
  })

  it('lose half a character, which no database stores', () => {
    expect(clean({ nom: 'Mairie \ud83d' }).facts.name).toBe('Mairie')
  })

  it('are cut at a word, with the whole kept beside', () => {
    const nom = `${'Maison '.repeat(50)}ouverte`
    const row = clean({ nom })
    expect(row.facts.name.length).toBeLessThanOrEqual(250)
    expect(row.facts.name.endsWith('Maison…')).toBe(true)
    expect(row.given.nom).toBe(nom)
    expect(faultsOf(row, 'nom')).toEqual(['too-long repaired'])
  })

  it('keep paragraphs in the description', () => {
    const row = clean({ presentation_detail: '<p>Un.</p><p>Deux.</p>' })
    expect(row.facts.description).toBe('Un.\nDeux.')
  })

  it('say nothing when they hold a sign for nothing', () => {
    const row = clean({ complement_adresse: 'NULL' })
    expect(row.facts.addressComplement).toBeNull()
    expect(faultsOf(row, 'complement_adresse')).toEqual(['placeholder dropped'])
  })

  it('end a long summary at a sentence, and give its whole to an empty description', () => {
    const first = `${'a'.repeat(150)}.`
    const presentation_resume = `${first} ${'b '.repeat(100)}`.trim()
    const row = clean({ presentation_resume })
    expect(row.facts.summary).toBe(first)
    expect(row.facts.description).toBe(presentation_resume)
    expect(faultsOf(row, 'presentation_resume')).toEqual(['summary-too-long repaired'])
    expect(clean({ presentation_resume, presentation_detail: 'Autre.' }).facts.description).toBe('Autre.')
  })

  it('end a long summary without sentences at a word', () => {
    const { summary } = clean({ presentation_resume: 'atelier numérique '.repeat(30) }).facts
    expect(summary?.length).toBeLessThanOrEqual(280)
    expect(summary?.length).toBeGreaterThan(260)
    expect(summary?.endsWith('atelier…') || summary?.endsWith('numérique…')).toBe(true)
  })
})

describe('Opening hours', () => {
  it('are kept when they parse', () => {
    expect(clean({ horaires: 'Mo-Fr 09:00-12:00,14:00-18:00' }).facts).toMatchObject({
      openingHours: 'Mo-Fr 09:00-12:00,14:00-18:00',
      openingHoursGiven: null,
    })
  })

  it('are kept as given when they do not parse', () => {
    const row = clean({ horaires: 'Lundi au vendredi 9h-12h/14h-18h' })
    expect(row.facts).toMatchObject({
      openingHours: null,
      openingHoursGiven: 'Lundi au vendredi 9h-12h/14h-18h',
    })
    expect(faultsOf(row, 'horaires')).toEqual(['hours-not-understood kept'])
  })
})
