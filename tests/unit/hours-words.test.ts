import { describe, expect, it } from 'vitest'
import { translator } from '../../i18n/translate.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import { hoursInWords } from '../../server/sessions/hours.view.ts'

// No-break spaces are plain here, so that the table can be read.
const plainSpaces = (lines: string[]) => lines.map((line) => line.replace(/\s/g, ' '))

type Case = { text: string; regular?: false; fr: string[]; en: string[] }

const cases: Case[] = [
  // as the national file writes them
  {
    text: 'Mo-Fr 09:00-12:00,14:00-17:00',
    fr: ['Lundi – vendredi : 9 h – 12 h, 14 h – 17 h'],
    en: ['Monday–Friday: 9:00–12:00, 14:00–17:00'],
  },
  { text: 'We 09:00-12:00', fr: ['Mercredi : 9 h – 12 h'], en: ['Wednesday: 9:00–12:00'] },
  {
    text: 'Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00,14:00-17:00; We 09:00-12:00,14:00-17:00; Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00',
    fr: ['Lundi – vendredi : 9 h – 12 h, 14 h – 17 h', 'Samedi : 9 h – 12 h'],
    en: ['Monday–Friday: 9:00–12:00, 14:00–17:00', 'Saturday: 9:00–12:00'],
  },
  {
    text: 'Mo-Th 08:30-12:30,13:30-17:30; Fr 08:30-12:30,13:30-16:30',
    fr: [
      'Lundi – jeudi : 8 h 30 – 12 h 30, 13 h 30 – 17 h 30',
      'Vendredi : 8 h 30 – 12 h 30, 13 h 30 – 16 h 30',
    ],
    en: ['Monday–Thursday: 8:30–12:30, 13:30–17:30', 'Friday: 8:30–12:30, 13:30–16:30'],
  },
  {
    text: 'Mo-Fr 09:00-12:00,14:00-17:00; We off',
    fr: ['Lundi, mardi, jeudi et vendredi : 9 h – 12 h, 14 h – 17 h'],
    en: ['Monday, Tuesday, Thursday and Friday: 9:00–12:00, 14:00–17:00'],
  },
  {
    text: 'Mo-Fr 09:00-12:00,14:00-17:00; Tu,Th 09:00-12:00',
    fr: ['Lundi, mercredi et vendredi : 9 h – 12 h, 14 h – 17 h', 'Mardi et jeudi : 9 h – 12 h'],
    en: ['Monday, Wednesday and Friday: 9:00–12:00, 14:00–17:00', 'Tuesday and Thursday: 9:00–12:00'],
  },
  {
    text: 'Tu-Fr 09:00-12:00,14:00-17:00; Mo 14:00-17:00',
    fr: ['Lundi : 14 h – 17 h', 'Mardi – vendredi : 9 h – 12 h, 14 h – 17 h'],
    en: ['Monday: 14:00–17:00', 'Tuesday–Friday: 9:00–12:00, 14:00–17:00'],
  },
  {
    text: 'We-Fr 13:30-18:00; Sa 10:00-13:00,13:00-18:00',
    fr: ['Mercredi – vendredi : 13 h 30 – 18 h', 'Samedi : 10 h – 18 h'],
    en: ['Wednesday–Friday: 13:30–18:00', 'Saturday: 10:00–18:00'],
  },
  {
    text: 'Tu-Th 09:00-12:00,13:30-17:30; Mo,Fr 09:00-12:00',
    fr: ['Lundi et vendredi : 9 h – 12 h', 'Mardi – jeudi : 9 h – 12 h, 13 h 30 – 17 h 30'],
    en: ['Monday and Friday: 9:00–12:00', 'Tuesday–Thursday: 9:00–12:00, 13:30–17:30'],
  },
  {
    text: 'Mo-Fr 09:00-12:00,13:30-17:30; Tu 09:00-12:00,14:30-17:30',
    fr: [
      'Lundi, mercredi – vendredi : 9 h – 12 h, 13 h 30 – 17 h 30',
      'Mardi : 9 h – 12 h, 14 h 30 – 17 h 30',
    ],
    en: ['Monday, Wednesday–Friday: 9:00–12:00, 13:30–17:30', 'Tuesday: 9:00–12:00, 14:30–17:30'],
  },
  {
    text: 'Mo 13:00-18:00; Tu 09:30-13:00,14:00-19:00; We 09:30-12:30,13:30-18:00; Th 09:00-12:00; Fr 09:30-12:30,\n\n13:30-18:00; Sa 10:00-13:00',
    fr: [
      'Lundi : 13 h – 18 h',
      'Mardi : 9 h 30 – 13 h, 14 h – 19 h',
      'Mercredi et vendredi : 9 h 30 – 12 h 30, 13 h 30 – 18 h',
      'Jeudi : 9 h – 12 h',
      'Samedi : 10 h – 13 h',
    ],
    en: [
      'Monday: 13:00–18:00',
      'Tuesday: 9:30–13:00, 14:00–19:00',
      'Wednesday and Friday: 9:30–12:30, 13:30–18:00',
      'Thursday: 9:00–12:00',
      'Saturday: 10:00–13:00',
    ],
  },
  {
    text: '09:00-12:00,14:00-17:30',
    fr: ['Tous les jours : 9 h – 12 h, 14 h – 17 h 30'],
    en: ['Every day: 9:00–12:00, 14:00–17:30'],
  },
  {
    text: '08:30-11:30; Th 08:30-11:30,14:00-16:30',
    fr: [
      'Lundi – mercredi, vendredi – dimanche : 8 h 30 – 11 h 30',
      'Jeudi : 8 h 30 – 11 h 30, 14 h – 16 h 30',
    ],
    en: ['Monday–Wednesday, Friday–Sunday: 8:30–11:30', 'Thursday: 8:30–11:30, 14:00–16:30'],
  },
  { text: '08:00-13:00,13:00-18:00', fr: ['Tous les jours : 8 h – 18 h'], en: ['Every day: 8:00–18:00'] },
  // whatever the spelling
  {
    text: 'mo-fr 9:00-12:00; ph OFF',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Fermé les jours fériés.'],
    en: ['Monday–Friday: 9:00–12:00', 'Closed on public holidays.'],
  },
  { text: 'Mo–Fr 09:00–12:00', fr: ['Lundi – vendredi : 9 h – 12 h'], en: ['Monday–Friday: 9:00–12:00'] },
  { text: 'Mo-Fr 9-12', fr: ['Lundi – vendredi : 9 h – 12 h'], en: ['Monday–Friday: 9:00–12:00'] },
  { text: 'Mo-Fr 08:00-12:00;', fr: ['Lundi – vendredi : 8 h – 12 h'], en: ['Monday–Friday: 8:00–12:00'] },
  {
    text: 'Mo-Fr 09:00-12:00, Sa 10:00-11:00',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Samedi : 10 h – 11 h'],
    en: ['Monday–Friday: 9:00–12:00', 'Saturday: 10:00–11:00'],
  },
  {
    text: 'Mo-Fr 09:00-12:00,10:00-13:00',
    fr: ['Lundi – vendredi : 9 h – 13 h'],
    en: ['Monday–Friday: 9:00–13:00'],
  },
  {
    text: 'Mo,We,Fr-Su 10:00-12:00',
    fr: ['Lundi, mercredi, vendredi – dimanche : 10 h – 12 h'],
    en: ['Monday, Wednesday, Friday–Sunday: 10:00–12:00'],
  },
  { text: 'Jan-Dec Mo 09:00-12:00', fr: ['Lundi : 9 h – 12 h'], en: ['Monday: 9:00–12:00'] },
  // day and night
  { text: '24/7', fr: ['Ouvert jour et nuit, tous les jours.'], en: ['Open day and night, every day.'] },
  {
    text: 'Mo-Su 00:00-24:00',
    fr: ['Ouvert jour et nuit, tous les jours.'],
    en: ['Open day and night, every day.'],
  },
  { text: 'off', fr: ['Fermé.'], en: ['Closed.'] },
  { text: 'Mo-Fr 22:00-02:00', fr: ['Lundi – vendredi : 22 h – 2 h'], en: ['Monday–Friday: 22:00–2:00'] },
  { text: 'Su 22:00-26:00', fr: ['Dimanche : 22 h – 2 h'], en: ['Sunday: 22:00–2:00'] },
  { text: 'Fr 18:00-24:00', fr: ['Vendredi : 18 h – minuit'], en: ['Friday: 18:00–midnight'] },
  {
    text: 'Mo 20:00-24:00; Tu 00:00-10:00',
    fr: ['Lundi : 20 h – minuit', 'Mardi : minuit – 10 h'],
    en: ['Monday: 20:00–midnight', 'Tuesday: midnight–10:00'],
  },
  // by appointment and other words
  { text: '"sur rdv"', fr: ['Sur rendez-vous.'], en: ['By appointment.'] },
  {
    text: 'Mo-Fr 09:00-12:00 "sur rdv"',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Sur rendez-vous.'],
    en: ['Monday–Friday: 9:00–12:00', 'By appointment.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; Sa "sur rendez-vous"',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Samedi : sur rendez-vous'],
    en: ['Monday–Friday: 9:00–12:00', 'Saturday: by appointment'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; We 14:00-17:00 "sur rdv"',
    fr: ['Lundi, mardi, jeudi et vendredi : 9 h – 12 h', 'Mercredi : 14 h – 17 h sur rendez-vous'],
    en: ['Monday, Tuesday, Thursday and Friday: 9:00–12:00', 'Wednesday: 14:00–17:00 by appointment'],
  },
  {
    text: 'Mo-Fr 09:00-12:00 || "sur rdv"',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'En dehors de ces heures, sur rendez-vous.'],
    en: ['Monday–Friday: 9:00–12:00', 'At other times, by appointment.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; "sur rdv au 03 53 01 00 00"',
    fr: [
      'Lundi – vendredi : 9 h – 12 h',
      'En dehors de ces heures, sur rendez-vous.',
      'Précision : « sur rdv au 03 53 01 00 00 »',
    ],
    en: ['Monday–Friday: 9:00–12:00', 'At other times, by appointment.', 'Note: “sur rdv au 03 53 01 00 00”'],
  },
  {
    text: 'Mo-Fr 09:00-12:00 "avec ou sans rendez-vous"',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Précision : « avec ou sans rendez-vous »'],
    en: ['Monday–Friday: 9:00–12:00', 'Note: “avec ou sans rendez-vous”'],
  },
  {
    text: 'Mo-Fr 09:00-12:00 "sur inscription au secrétariat"',
    fr: [
      'Lundi – vendredi : 9 h – 12 h',
      'Sur rendez-vous.',
      'Précision : « sur inscription au secrétariat »',
    ],
    en: ['Monday–Friday: 9:00–12:00', 'By appointment.', 'Note: “sur inscription au secrétariat”'],
  },
  {
    text: 'Mo 09:00-12:00 "atelier"; Tu 10:00-12:00',
    fr: ['Lundi : 9 h – 12 h (atelier)', 'Mardi : 10 h – 12 h'],
    en: ['Monday: 9:00–12:00 (atelier)', 'Tuesday: 10:00–12:00'],
  },
  {
    text: 'Mo-Fr "l’après-midi"',
    fr: ['Lundi – vendredi : l’après-midi'],
    en: ['Monday–Friday: l’après-midi'],
  },
  {
    text: 'Mo-Fr 09:00-12:00 unknown',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Horaires à confirmer : renseignez-vous avant de venir.'],
    en: ['Monday–Friday: 9:00–12:00', 'Hours to be confirmed: ask before you come.'],
  },
  // holidays
  {
    text: 'Mo-Fr 09:00-12:00; PH off',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Fermé les jours fériés.'],
    en: ['Monday–Friday: 9:00–12:00', 'Closed on public holidays.'],
  },
  {
    text: 'Su,PH 10:00-12:00',
    fr: ['Dimanche : 10 h – 12 h', 'Ouvert les jours fériés : vérifiez les heures avant de venir.'],
    en: ['Sunday: 10:00–12:00', 'Open on public holidays: check the hours before you come.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; SH off',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Fermé pendant les vacances scolaires.'],
    en: ['Monday–Friday: 9:00–12:00', 'Closed during school holidays.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; PH,SH off',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Fermé les jours fériés.', 'Fermé pendant les vacances scolaires.'],
    en: ['Monday–Friday: 9:00–12:00', 'Closed on public holidays.', 'Closed during school holidays.'],
  },
  {
    text: 'SH Mo-Fr 09:00-12:00',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Pendant les vacances scolaires seulement.'],
    en: ['Monday–Friday: 9:00–12:00', 'Only during school holidays.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; SH Mo-Fr 10:00-12:00',
    regular: false,
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Autres horaires pendant les vacances scolaires.'],
    en: ['Monday–Friday: 9:00–12:00', 'Other hours during school holidays.'],
  },
  // weeks that differ
  {
    text: 'Tu[1] 09:00-12:00',
    regular: false,
    fr: ['Mardi : 9 h – 12 h', 'Certaines semaines seulement : vérifiez avant de venir.'],
    en: ['Tuesday: 9:00–12:00', 'Only some weeks: check before you come.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; Sa[1,3] 09:00-12:00',
    regular: false,
    fr: [
      'Lundi – vendredi : 9 h – 12 h',
      'Les horaires changent selon la semaine : vérifiez avant de venir.',
    ],
    en: ['Monday–Friday: 9:00–12:00', 'Hours change from week to week: check before you come.'],
  },
  {
    text: 'week 1-53/2 We 14:00-17:00; PH off',
    regular: false,
    fr: [
      'Mercredi : 14 h – 17 h',
      'Certaines semaines seulement : vérifiez avant de venir.',
      'Fermé les jours fériés.',
    ],
    en: ['Wednesday: 14:00–17:00', 'Only some weeks: check before you come.', 'Closed on public holidays.'],
  },
  {
    text: 'Apr-Sep Mo-Fr 09:00-12:00',
    regular: false,
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Une partie de l’année seulement : vérifiez avant de venir.'],
    en: ['Monday–Friday: 9:00–12:00', 'Only part of the year: check before you come.'],
  },
  {
    text: 'Apr-Sep Mo-Fr 09:00-12:00; Oct-Mar Mo-Fr 10:00-12:00',
    regular: false,
    fr: [
      'Lundi – vendredi : 10 h – 12 h',
      'Les horaires changent selon la saison : vérifiez avant de venir.',
    ],
    en: ['Monday–Friday: 10:00–12:00', 'Hours change with the season: check before you come.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; Aug off',
    regular: false,
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Fermé à certaines dates de l’année.'],
    en: ['Monday–Friday: 9:00–12:00', 'Closed on some dates of the year.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; Dec 24 09:00-11:00',
    regular: false,
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Autres horaires à certaines dates de l’année.'],
    en: ['Monday–Friday: 9:00–12:00', 'Other hours on some dates of the year.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; 2026 Dec 08 off; 2027 Jan 05 09:00-11:00',
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Autres horaires à certaines dates de l’année.'],
    en: ['Monday–Friday: 9:00–12:00', 'Other hours on some dates of the year.'],
  },
  {
    text: 'Mo-Fr 09:00-12:00; Aug off; 2026 Dec 08 off',
    regular: false,
    fr: ['Lundi – vendredi : 9 h – 12 h', 'Fermé à certaines dates de l’année.'],
    en: ['Monday–Friday: 9:00–12:00', 'Closed on some dates of the year.'],
  },
  {
    text: 'Tu 14:00-18:00; PH off; 2024 Dec 24 off',
    fr: ['Mardi : 14 h – 18 h', 'Fermé à certaines dates de l’année.', 'Fermé les jours fériés.'],
    en: ['Tuesday: 14:00–18:00', 'Closed on some dates of the year.', 'Closed on public holidays.'],
  },
  {
    text: 'Mo 09:00-12:00; 2026 Tu 14:00-17:00',
    regular: false,
    fr: [
      'Lundi : 9 h – 12 h',
      'Mardi : 14 h – 17 h',
      'À certaines dates seulement : vérifiez avant de venir.',
    ],
    en: ['Monday: 9:00–12:00', 'Tuesday: 14:00–17:00', 'Only on certain dates: check before you come.'],
  },
  {
    text: '2026 Mar 01-2026 Mar 31 Mo 09:00-12:00',
    regular: false,
    fr: ['Lundi : 9 h – 12 h', 'À certaines dates seulement : vérifiez avant de venir.'],
    en: ['Monday: 9:00–12:00', 'Only on certain dates: check before you come.'],
  },
  {
    text: '2019 Mar 04 10:00-12:00',
    regular: false,
    fr: ['À certaines dates seulement : vérifiez avant de venir.'],
    en: ['Only on certain dates: check before you come.'],
  },
]

describe('hours in words', () => {
  it.each(cases)('says $text as a person would', ({ text, regular = true, fr, en }) => {
    const week = weekOf(text)!
    expect(plainSpaces(hoursInWords(week, translator('fr')))).toEqual(fr)
    expect(plainSpaces(hoursInWords(week, translator('en')))).toEqual(en)
    expect(week.regular).toBe(regular)
  })

  it('keeps a number and its unit on one line', () => {
    const week = weekOf('We 09:00-12:30')!
    expect(hoursInWords(week, translator('fr'))).toEqual([
      'Mercredi\u202f: 9\u00a0h\u00a0– 12\u00a0h\u00a030',
    ])
  })
})
