// The fixed words of invented directories, in the five languages: near enough to the real ones in length and letters.
import type { Locale } from '../../i18n/languages.ts'
import type { DirectoryLabel } from '../../server/directory/directory-document.rules.ts'

/** Languages in this order: French, English, German, Turkish, Arabic. */
export const invented = ['fr', 'en', 'de', 'tr', 'ar'] as const satisfies readonly Locale[]
export type Five = readonly [fr: string, en: string, de: string, tr: string, ar: string]

export const labels: Record<DirectoryLabel, Five> = {
  product: [
    'Repères — l’aide numérique près de chez vous',
    'Repères — digital help near you',
    'Repères — digitale Hilfe in Ihrer Nähe',
    'Repères — yakınınızda dijital yardım',
    'Repères — المساعدة الرقمية بالقرب منك',
  ],
  directory: [
    'Annuaire de l’aide numérique',
    'Directory of digital help',
    'Verzeichnis der digitalen Hilfe',
    'Dijital yardım rehberi',
    'دليل المساعدة الرقمية',
  ],
  edition: ['Édition', 'Edition', 'Ausgabe', 'Baskı', 'الطبعة'],
  howTo: ['Comment l’utiliser', 'How to use it', 'So benutzen Sie es', 'Nasıl kullanılır', 'كيفية الاستخدام'],
  isItRight: [
    'Ce papier est-il à jour ?',
    'Is this paper still right?',
    'Stimmt dieses Blatt noch?',
    'Bu kâğıt güncel mi?',
    'هل هذه الورقة حديثة؟',
  ],
  isItRightHow: [
    'Scannez, ou tapez l’adresse : la page dit ce qui a changé depuis cette édition.',
    'Scan, or type the address: the page says what changed since this edition.',
    'Scannen Sie oder tippen Sie die Adresse: Die Seite sagt, was sich seit dieser Ausgabe geändert hat.',
    'Tarayın veya adresi yazın: sayfa, bu baskıdan beri neyin değiştiğini söyler.',
    'امسح الرمز أو اكتب العنوان: تخبرك الصفحة بما تغيّر منذ هذه الطبعة.',
  ],
  helpPhone: [
    'Une question sur cet annuaire ?',
    'A question on this directory?',
    'Eine Frage zu diesem Verzeichnis?',
    'Bu rehber hakkında bir sorunuz mu var?',
    'هل لديك سؤال عن هذا الدليل؟',
  ],
  mapTitle: ['La carte', 'The map', 'Die Karte', 'Harita', 'الخريطة'],
  here: ['Vous êtes ici', 'You are here', 'Sie sind hier', 'Buradasınız', 'أنت هنا'],
  north: ['N', 'N', 'N', 'K', 'ش'],
  approximate: [
    'Sans point exact : seulement dans la liste',
    'Without an exact point: in the list only',
    'Ohne genauen Punkt: nur in der Liste',
    'Kesin noktası yok: yalnızca listede',
    'دون موقع دقيق: في القائمة فقط',
  ],
  places: ['Les lieux', 'The places', 'Die Orte', 'Yerler', 'الأماكن'],
  stops: [
    'Le bus et les autres qui passent',
    'The bus and others that pass by',
    'Der Bus und andere, die vorbeikommen',
    'Otobüs ve uğrayan diğerleri',
    'الحافلة وغيرها مما يمرّ',
  ],
  cancelled: ['annulé', 'cancelled', 'abgesagt', 'iptal', 'ملغى'],
  hours: ['Horaires', 'Hours', 'Öffnungszeiten', 'Saatler', 'أوقات العمل'],
  exceptions: ['Exceptions', 'Exceptions', 'Ausnahmen', 'İstisnalar', 'استثناءات'],
  workshops: ['Ateliers', 'Workshops', 'Kurse', 'Atölyeler', 'ورشات'],
  spoken: ['On vous aide en', 'Help is given in', 'Hilfe auf', 'Yardım dilleri', 'لغات المساعدة'],
  services: ['On vous aide pour', 'Helps with', 'Hilft bei', 'Yardım konuları', 'يساعد في'],
  equipment: ['Sur place', 'On site', 'Vor Ort', 'Yerinde', 'في المكان'],
  access: ['Accès', 'Access', 'Zugang', 'Erişim', 'الوصول'],
  price: ['Prix', 'Price', 'Preis', 'Ücret', 'السعر'],
  phone: ['Téléphone', 'Phone', 'Telefon', 'Telefon', 'الهاتف'],
  indexNeeds: ['Par besoin', 'By need', 'Nach Bedarf', 'İhtiyaca göre', 'حسب الحاجة'],
  indexLanguages: ['Par langue', 'By language', 'Nach Sprache', 'Dile göre', 'حسب اللغة'],
  indexNames: ['Par nom', 'By name', 'Nach Namen', 'Ada göre', 'حسب الاسم'],
  phones: [
    'Numéros nationaux qui aident',
    'National numbers that help',
    'Nummern, die landesweit helfen',
    'Yardımcı ulusal numaralar',
    'أرقام وطنية تساعد',
  ],
  phonesFor: ['Pour quoi', 'What for', 'Wofür', 'Ne için', 'للمساعدة في'],
  way: [
    'Tram, bus, arrêt :',
    'Tram, bus, stop:',
    'Tram, Bus, Haltestelle:',
    'Tramvay, otobüs, durak:',
    'الترام، الحافلة، المحطة:',
  ],
  forYou: ['Mot pour vous', 'A word for you', 'Ein Wort für Sie', 'Sizin için bir not', 'كلمة لكم'],
  notes: ['Mes notes', 'My notes', 'Meine Notizen', 'Notlarım', 'ملاحظاتي'],
  sources: [
    'Sources et licences',
    'Sources and licences',
    'Quellen und Lizenzen',
    'Kaynaklar ve lisanslar',
    'المصادر والتراخيص',
  ],
  page: ['page', 'page', 'Seite', 'sayfa', 'صفحة'],
  goesOn: ['suite', 'continued', 'Fortsetzung', 'devamı', 'تتمة'],
  continued: [
    'Carte des lieux, numérotés comme les fiches',
    'Map of the places, numbered as the cards are',
    'Karte der Orte, nummeriert wie die Karteien',
    'Yerlerin haritası, kartlarla aynı numaralarla',
    'خريطة الأماكن مرقّمة كالبطاقات',
  ],
  qrOfPlace: [
    'Code vers la page du lieu',
    'Code to the page of the place',
    'Code zur Seite des Ortes',
    'Yerin sayfasına kod',
    'رمز صفحة المكان',
  ],
}

export const needs: { code: string; words: Five }[] = [
  {
    code: 'paperwork',
    words: [
      'Démarches en ligne',
      'Paperwork online',
      'Behördengänge im Internet',
      'İnternette resmî işler',
      'المعاملات على الإنترنت',
    ],
  },
  {
    code: 'messages',
    words: [
      'Courriel et téléphone',
      'E-mail and phone',
      'E-Mail und Telefon',
      'E-posta ve telefon',
      'البريد الإلكتروني والهاتف',
    ],
  },
  { code: 'work', words: ['Travail', 'Work', 'Arbeit', 'İş', 'العمل'] },
  {
    code: 'school',
    words: [
      'École et enfants',
      'School and children',
      'Schule und Kinder',
      'Okul ve çocuklar',
      'المدرسة والأطفال',
    ],
  },
  {
    code: 'basics',
    words: [
      'Apprendre les bases',
      'Learn the basics',
      'Grundlagen lernen',
      'Temel bilgileri öğrenmek',
      'تعلّم الأساسيات',
    ],
  },
  {
    code: 'access',
    words: [
      'Ordinateur et Internet',
      'Computer and Internet',
      'Computer und Internet',
      'Bilgisayar ve internet',
      'الحاسوب والإنترنت',
    ],
  },
]

export const kinds: Five[] = [
  ['Médiathèque', 'Library', 'Mediathek', 'Kütüphane', 'مكتبة'],
  [
    'Centre social et culturel',
    'Social centre',
    'Sozial- und Kulturzentrum',
    'Sosyal ve kültürel merkez',
    'مركز اجتماعي وثقافي',
  ],
  [
    'Guichet France services',
    'France services counter',
    'Schalter France services',
    'France services gişesi',
    'مكتب خدمات عامة',
  ],
  ['Association', 'Association', 'Verein', 'Dernek', 'جمعية'],
  ['Mairie de quartier', 'Town hall', 'Bürgerbüro', 'Mahalle belediyesi', 'بلدية الحي'],
]

export const weekdays: Five[] = [
  ['lundi', 'Monday', 'Montag', 'pazartesi', 'الاثنين'],
  ['mardi', 'Tuesday', 'Dienstag', 'salı', 'الثلاثاء'],
  ['mercredi', 'Wednesday', 'Mittwoch', 'çarşamba', 'الأربعاء'],
  ['jeudi, vendredi', 'Thursday, Friday', 'Donnerstag, Freitag', 'perşembe, cuma', 'الخميس والجمعة'],
  ['samedi', 'Saturday', 'Samstag', 'cumartesi', 'السبت'],
]

export const facts: Five[] = [
  ['Gratuit', 'Free', 'Kostenlos', 'Ücretsiz', 'مجاني'],
  ['De plain-pied', 'Step-free', 'Stufenlos', 'Basamaksız', 'دون درجات'],
  ['Sans rendez-vous', 'No appointment', 'Ohne Termin', 'Randevusuz', 'دون موعد'],
  ['Pour les personnes âgées', 'For older people', 'Für ältere Menschen', 'Yaşlılar için', 'لكبار السن'],
]

export const equipment: Five[] = [
  [
    'Ordinateurs, wifi, imprimante',
    'Computers, wifi, printer',
    'Computer, WLAN, Drucker',
    'Bilgisayar, wifi, yazıcı',
    'حواسيب، واي فاي، طابعة',
  ],
  [
    'Ordinateurs, scanner',
    'Computers, scanner',
    'Computer, Scanner',
    'Bilgisayar, tarayıcı',
    'حواسيب، ماسح ضوئي',
  ],
]

export const said = {
  written: 'Sonnez deux fois au portail.',
  remark: [
    'Remarque : « Sonnez deux fois au portail. »',
    'Remark: “Sonnez deux fois au portail.”',
    'Bemerkung: „Sonnez deux fois au portail.“',
    'Not: “Sonnez deux fois au portail.”',
    'ملاحظة: «Sonnez deux fois au portail.»',
  ] as Five,
  absent: [
    '2 lieux de la sélection ne sont plus dans Repères.',
    '2 places of the selection are no longer in Repères.',
    '2 Orte der Auswahl stehen nicht mehr in Repères.',
    'Seçimdeki 2 yer artık Repères’te yok.',
    'مكانان من الاختيار لم يعودا في Repères.',
  ] as Five,
  times: (from: number, to: number): Five => [
    `${from} h – ${to} h 30`,
    `${from}:00 – ${to}:30`,
    `${from} – ${to}:30 Uhr`,
    `${from}.00 – ${to}.30`,
    `من ${from}:00 إلى ${to}:30`,
  ],
  closedAtChristmas: [
    'vendredi 25 et samedi 26 décembre : fermé (Noël, Saint-Étienne)',
    'Friday 25 and Saturday 26 December: closed (Christmas, St Stephen’s Day)',
    'Freitag, 25., und Samstag, 26. Dezember: geschlossen (Weihnachten, Stephanstag)',
    '25 Aralık Cuma ve 26 Aralık Cumartesi: kapalı (Noel, Aziz Stefan Günü)',
    'الجمعة 25 والسبت 26 ديسمبر: مغلق (عيد الميلاد، القديس إسطفان)',
  ],
  unknownHours: [
    'Horaires inconnus : appelez d’abord',
    'Hours unknown: call first',
    'Öffnungszeiten unbekannt: rufen Sie zuerst an',
    'Saatler bilinmiyor: önce arayın',
    'أوقات العمل غير معروفة: اتصل أولًا',
  ],
  thursdayAtTwo: [
    'jeudi 14 h – 16 h',
    'Thursday 14:00 – 16:00',
    'Donnerstag 14 – 16 Uhr',
    'perşembe 14.00 – 16.00',
    'الخميس من 14:00 إلى 16:00',
  ],
  thirdOfDecember: [
    'jeudi 3 décembre, 14 h – 16 h',
    'Thursday 3 December, 14:00 – 16:00',
    'Donnerstag, 3. Dezember, 14 – 16 Uhr',
    '3 Aralık Perşembe, 14.00 – 16.00',
    'الخميس 3 ديسمبر، من 14:00 إلى 16:00',
  ],
  beginners: [
    'pour débuter, en arabe',
    'for beginners, in Arabic',
    'für Anfänger, auf Arabisch',
    'yeni başlayanlar için, Arapça',
    'للمبتدئين، بالعربية',
  ],
  holidays: ['vacances scolaires', 'school holidays', 'Schulferien', 'okul tatili', 'عطلة مدرسية'],
  confirmed: [
    'Confirmé le 12 novembre 2026',
    'Confirmed on 12 November 2026',
    'Bestätigt am 12. November 2026',
    '12 Kasım 2026’da doğrulandı',
    'تم التأكيد في 12 نوفمبر 2026',
  ],
  old: [
    'Information de 2022 : appelez d’abord',
    'Information of 2022: call first',
    'Angaben von 2022: rufen Sie zuerst an',
    '2022 bilgisi: önce arayın',
    'معلومات من 2022: اتصل أولًا',
  ],
  mayHelp: [
    'Ne dit pas si l’on vous aide en turc : demandez-leur',
    'Does not say whether it helps in Turkish: ask them',
    'Sagt nicht, ob auf Türkisch geholfen wird: fragen Sie nach',
    'Türkçe yardım edip etmediğini söylemiyor: sorun',
    'لا يذكر إن كان يساعد بالتركية: اسألهم',
  ],
  walk: [
    '8 min à pied (600 m)',
    '8 min on foot (600 m)',
    '8 Min. zu Fuß (600 m)',
    '8 dk yürüyerek (600 m)',
    '8 دقائق مشيًا (600 م)',
  ],
  summary: (count: number): Five => [
    `${count} lieux et un bus pour vous aider avec Internet`,
    `${count} places and a bus to help you with the Internet`,
    `${count} Orte und ein Bus, die Ihnen mit dem Internet helfen`,
    `İnternet konusunda size yardım edecek ${count} yer ve bir otobüs`,
    `${count} مكانًا وحافلة لمساعدتك في استخدام الإنترنت`,
  ],
  date: ['26 novembre 2026', '26 November 2026', '26. November 2026', '26 Kasım 2026', '26 نوفمبر 2026'],
  steps: [
    [
      'Trouvez sur la carte le numéro le plus proche de chez vous.',
      'Find the number nearest to you on the map.',
      'Suchen Sie auf der Karte die Nummer in Ihrer Nähe.',
      'Haritada size en yakın numarayı bulun.',
      'ابحث على الخريطة عن أقرب رقم إليك.',
    ],
    [
      'Lisez la fiche du même numéro : horaires, langues, prix.',
      'Read the card with the same number: hours, languages, price.',
      'Lesen Sie die Angaben mit derselben Nummer: Zeiten, Sprachen, Preis.',
      'Aynı numaralı kartı okuyun: saatler, diller, ücret.',
      'اقرأ البطاقة ذات الرقم نفسه: الأوقات واللغات والسعر.',
    ],
    [
      'Téléphonez, ou venez. « Sans rendez-vous » : on vous reçoit directement.',
      'Call, or come. “No appointment”: you are received at once.',
      'Rufen Sie an oder kommen Sie. „Ohne Termin“: Man empfängt Sie sofort.',
      'Arayın veya gelin. “Randevusuz”: hemen kabul edilirsiniz.',
      'اتصل أو تعال. «دون موعد»: تُستقبل مباشرة.',
    ],
  ],
  checked: [
    'Vérifié entre le 2 et le 20 novembre 2026. Les lieux sans nouvelles n’y figurent pas.',
    'Checked between 2 and 20 November 2026. Places without news are left out.',
    'Geprüft zwischen 2. und 20. November 2026. Orte ohne Nachricht fehlen.',
    '2–20 Kasım 2026 arasında kontrol edildi. Haber alınamayan yerler yoktur.',
    'تم التحقق بين 2 و20 نوفمبر 2026. الأماكن التي لا أخبار عنها غير مذكورة.',
  ],
  demonstration: [
    'Lieux inventés, pour essayer : n’y allez pas.',
    'Invented places, to try: do not go there.',
    'Erfundene Orte, zum Ausprobieren: Gehen Sie nicht hin.',
    'Deneme için uydurulmuş yerler: gitmeyin.',
    'أماكن مخترعة للتجربة: لا تذهب إليها.',
  ],
  stopTimes: ['14 h – 16 h 30', '14:00 – 16:30', '14 – 16:30 Uhr', '14.00 – 16.30', 'من 14:00 إلى 16:30'],
  stopDates: [
    [
      'mardi 1er décembre',
      'Tuesday 1 December',
      'Dienstag, 1. Dezember',
      '1 Aralık Salı',
      'الثلاثاء 1 ديسمبر',
    ],
    ['mardi 8 décembre', 'Tuesday 8 December', 'Dienstag, 8. Dezember', '8 Aralık Salı', 'الثلاثاء 8 ديسمبر'],
    [
      'mardi 15 décembre',
      'Tuesday 15 December',
      'Dienstag, 15. Dezember',
      '15 Aralık Salı',
      'الثلاثاء 15 ديسمبر',
    ],
    [
      'mardi 22 décembre',
      'Tuesday 22 December',
      'Dienstag, 22. Dezember',
      '22 Aralık Salı',
      'الثلاثاء 22 ديسمبر',
    ],
  ],
  phones: [
    {
      number: '01 70 77 23 72',
      what: [
        'Solidarité numérique : une personne vous aide',
        'Digital solidarity: a person helps you',
        'Digitale Solidarität: Ein Mensch hilft Ihnen',
        'Dijital dayanışma: bir kişi size yardım eder',
        'التضامن الرقمي: شخص يساعدك',
      ],
    },
    {
      number: '39 39',
      what: [
        'Allô Service Public',
        'Public service line',
        'Auskunft der Verwaltung',
        'Kamu hizmeti hattı',
        'استعلامات الخدمات العامة',
      ],
    },
    {
      number: '17 cyber',
      what: [
        'Arnaque sur Internet',
        'Fraud on the Internet',
        'Betrug im Internet',
        'İnternet dolandırıcılığı',
        'احتيال على الإنترنت',
      ],
    },
  ],
  scale: ['500 m', '500 m', '500 m', '500 m', '500 م'],
} as const
