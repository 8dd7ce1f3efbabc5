import { describe, expect, it } from 'vitest'
import { displayCase } from '../../server/imports/capitals.rules.ts'

describe('An address in capitals is shown as French writes it', () => {
  it.each([
    ['3 RUE KUHN', '3 rue Kuhn'],
    ['56 RUE DU RIETH', '56 rue du Rieth'],
    ['5 BIS PLACE DE LA SARDANE', '5 bis place de la Sardane'],
    ['5 B RUE DU QUATRE SEPTEMBRE', '5 B rue du Quatre Septembre'],
    ['12B RUE HAUTE', '12B rue Haute'],
    ['45 AV JEAN MOULIN', '45 avenue Jean Moulin'],
    ['AV DE NOYON', 'Avenue de Noyon'],
    ["18 BD DE L'AYROLLE", "18 boulevard de l'Ayrolle"],
    ['9 ALL DE LA CITOYENNETE', '9 allée de la Citoyennete'],
    ['1 RTE DE LA PETITE JEANNE', '1 route de la Petite Jeanne'],
    ['1 CHE DU STADE', '1 chemin du Stade'],
    ['33 R JEAN BAPTISTE OUDRY', '33 rue Jean Baptiste Oudry'],
    ['11 QUA DU PONT DU TARN', '11 quartier du Pont du Tarn'],
    ['2 VOIE D ACCES AU PORT', "2 voie d'Acces au Port"],
    ['23 PL DE L HOTEL DE VILLE', "23 place de l'Hotel de Ville"],
    ["6 RUE DES CHEMINS DE FER DE L'EST", "6 rue des Chemins de Fer de l'Est"],
    ['3 BD HENRI IV', '3 boulevard Henri IV'],
    ['6 RUE DU 16 JUIN 1940', '6 rue du 16 juin 1940'],
    ['96 LA CANEBIERE', '96 la Canebiere'],
    ['10 RUE DE LA PLACE', '10 rue de la Place'],
    ['42 RUE JFA CHENOUARD', '42 rue JFA Chenouard'],
    ['4 AV CDT DE L HERMINIER', "4 avenue Cdt de l'Herminier"],
    ['1 AV DAVID-DARY', '1 avenue David-Dary'],
    ['10 BOULEVARD DU MARÉCHAL JUIN', '10 boulevard du Maréchal Juin'],
    ['PLACE DE LA POSTE', 'Place de la Poste'],
    ["GRAND'RUE", "Grand'Rue"],
    ['PL LEON BLUM BAT A', 'Place Leon Blum Bat A'],
    ['ZAC DE LA CROIX PRUNELLE', 'ZAC de la Croix Prunelle'],
    // Texts of both cases: only the runs of capitals change.
    ['213 bis CRS DE LA MARNE', '213 bis cours de la Marne'],
    ['5Bis RUE GAMBETTA', '5Bis rue Gambetta'],
    ['12 RUE Paul Valery', '12 rue Paul Valery'],
    ["14bis Rue d'INKERMANN BP 39124", "14bis Rue d'Inkermann BP 39124"],
    ['Place ROUX DE BRIGNOLES BP 7', 'Place Roux de Brignoles BP 7'],
    ['45 Boulevard Pape Jean XXIII', '45 Boulevard Pape Jean XXIII'],
    ['28 Cité HLM', '28 Cité HLM'],
    ['37 cours Gabriel Fauré', '37 cours Gabriel Fauré'],
  ])('%s → %s', (given, shown) => {
    expect(displayCase(given, 'address')).toBe(shown)
  })
})

describe('A name in capitals is shown as French writes it', () => {
  it.each([
    ['ASS BAS RHIN CHOMEURS-DEMANDEURS EMPLOI', 'Ass Bas Rhin Chomeurs-Demandeurs Emploi'],
    ['HARMONIE MUTUELLE', 'Harmonie Mutuelle'],
    ["COMMUNE DE SAINT-CIERS-D'ABZAC", "Commune de Saint-Ciers-d'Abzac"],
    ['COMMUNE D ORLY', "Commune d'Orly"],
    ['DEPARTEMENT DE L EURE', "Departement de l'Eure"],
    ['CC DU PAYS DE MIREPOIX', 'CC du Pays de Mirepoix'],
    ['ALT CCAS AUBIGNY', 'ALT CCAS Aubigny'],
    ['MJC BREQUIGNY', 'MJC Brequigny'],
    ['EPN MAËS', 'EPN Maës'],
    ['AFPA CHAMPS SUR MARNE/MEAUX', 'AFPA Champs sur Marne/Meaux'],
    ['ASSOCIATION LE CARBET', 'Association Le Carbet'],
    ['LA LICORNE', 'La Licorne'],
    ['PULP SUD', 'Pulp Sud'],
    ["L'OASIS", "L'Oasis"],
    ['FAMILLES RURALES FEDERATION HTE MARNE', 'Familles Rurales Federation Hte Marne'],
    ['MEDIATHEQUE ELSA TRIOLET - ST YORRE', 'Mediatheque Elsa Triolet - St Yorre'],
    // Initials stay.
    ['ALEF', 'ALEF'],
    ['E2RS', 'E2RS'],
    ['LAB01', 'LAB01'],
    ['C.E.J', 'C.E.J'],
    ['AISP 72', 'AISP 72'],
    ['GIP MAISON DEP PERSONNES HANDICAPEES', 'GIP Maison Dep Personnes Handicapees'],
    // Texts of both cases.
    ['Médiathèque OLYMPE DE GOUGES', 'Médiathèque Olympe de Gouges'],
    ['Mairie de LA ROQUETTE SUR SIAGNE', 'Mairie de La Roquette sur Siagne'],
    ['Bibliothèque de LORIOL-DU-COMTAT', 'Bibliothèque de Loriol-du-Comtat'],
    ['MISSION LOCALE NORD Antenne Sainte-Marie', 'Mission Locale Nord Antenne Sainte-Marie'],
    ['ADEF-RS Les Frères Lumières', 'ADEF-RS Les Frères Lumières'],
    ['Médiathèque ELSAU', 'Médiathèque Elsau'],
    ['Association VIVA Sioule Centre Social', 'Association VIVA Sioule Centre Social'],
    ['Association Emmaüs', 'Association Emmaüs'],
    ['الفضاء الرقمي', 'الفضاء الرقمي'],
    ['', ''],
  ])('%s → %s', (given, shown) => {
    expect(displayCase(given, 'name')).toBe(shown)
  })

  it('is never lengthened or robbed of a letter, abbreviations aside', () => {
    const given = 'MAISON D’ACCUEIL DES ÉTRANGERS, N°2 (1ER ÉTAGE) – « LE KALÉIDOSCOPE »'
    expect(displayCase(given, 'name').toUpperCase()).toBe(given)
  })
})
