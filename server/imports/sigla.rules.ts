// Which words written in capitals are to stay so: initials of French administrations and associations, and what looks like them.

const known = new Set(
  `AAJ ADAPEI ADEF ADIL ADMR ADSEA ADSEAA AFAD AFEV AFPA ALSH ANCT ANEF ANPAA APAJH APF ARS ASE ASSEDIC BIJ BMI BP BT
  CAARUD CADA CAF CARSAT CASNAV CAUE CCAS CEMEA CFA CFPPA CHRS CHU CIAS CIDFF CIO CLIC CLSH CMS CNAM CNFPT CNFS CPAM CPIE CPH
  CRIJ CS CSAPA CSC DASEN DDETS DDFIP DEETS DGFIP DIRECCTE DREETS DRFIP EHPAD ENM EPCI EPCC EPI EPIDE EPN EREA ESAT ESS ETTI EVS
  FAJ FNATH GEIQ GIP GRETA HLM HUDA IAE IEBA IME INSA INSPE ITEP IUT LAEP LEP MAIF MAM MDA MDE MDEF MDPH MDS MECS
  MFR MGEN MIPE MJC MPT MSA MSAP NTIC OPAC OPH PAD PAEJ PIJ PIMMS PIVOD PLIE PMI PMR PTCE 
  RASED RDC RPA RPE RSA SAMSAH SAAD SARL SAS SAVS SCIC SCOP SIAE SIAO SICTOM SIVOM SIVU SMIC SNCF SOS SPIP SSIAD TSA
  UDAF UDAP UDCCAS UFCV UNAF UPE URHAJ USA ZA ZAC ZAE ZI ZUP`.split(/\s+/),
)

/** Short words and abbreviations that have no vowel, or look like initials, and are not: they take a capital only. */
const shortened = new Set(
  `ASS ASSO COM DEP ST STE STS STES DR PR MR MME MLLE MGR GD GDE GDS HT HTE HTS PT PTE PTS CDT CNE COL GAL GEN LT MAL PDT ING SGT CTR CTRE NTRE BLD BVD SOC
  SCES SCE`.split(/\s+/),
)

/** Words of three letters and less that are French words: in a name, all others are taken for initials. */
const shortWords = new Set(
  `AGE AIR ANA EVA GUY IDA LEA LEO MAX PIA THE UNE ZOE AIX AMI AN ANS APT ARC ART AS BAC BAL BAR BAS BEC BEL BIO BOL BON BUS CAP CAR CE CES CET CIEL CLE COQ COR COU CRI DAX DEFI DIE
  DIX DON DUO EAU EAUX ELAN ELLE ES EST FER FEU FIL FOI GAP GEX GUE HUB HUI ICI ILE IL JE JET JEU JOB JOIE KIT LAB LAC LIT LOI LOT LUC LYS
  MA MAI MER MES MIX MOI MON MOT MUR NET NID NOM NON NOS NUL OR OSE OUI PAN PAS PAU PAR PEP PIC PLI PLUS PRE PUY QUE QUI RAI ROC ROI RUE SA SEL
  SES SI SIX SOI SOL SON SPA SUD TA TEL TES TOI TON TOP TOT TOUR TRI TU UNI VAL VAN VAR VIA VIE VIF VIN VOS VUE ZEN`.split(
    /\s+/,
  ),
)

const vowels = 'AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ'

/** How French, Breton, Alsatian and foreign words may begin with more than one consonant. */
const onsets = new Set(
  `BL BR CH CL CR CZ DH DJ DR FL FR GH GL GN GR KH KL KN KR LH LL MC NG PF PH PL PN PR PS PT QU RH SC SH SK SL SM SN SP SQ ST SV SW TH TR TS
  TZ VL VR WH WR ZH ZW SPH SCH SCR SHR SPL SPR STR SZ CHR CHL PHR PHL THR TCH TSC SCHL SCHM SCHN SCHR SCHW`.split(
    /\s+/,
  ),
)

/**
 * Is this word, given in capitals, a set of initials? `kind` matters for short words: in a name `AFR` is initials, in an address `LEO` is
 * a person.
 */
export function looksLikeInitials(word: string, kind: 'name' | 'address'): boolean {
  if (known.has(word)) return true
  if (shortened.has(word)) return false
  const letters = [...word]
  const firstVowel = letters.findIndex((letter) => vowels.includes(letter))
  if (firstVowel < 0) return letters.length >= 2
  if (letters.length > 5) return false
  if (firstVowel >= 2 && !onsets.has(letters.slice(0, firstVowel).join(''))) return true
  if (
    letters.length === 4 &&
    firstVowel === 0 &&
    !letters.slice(1).some((letter) => vowels.includes(letter))
  ) {
    return !/(?:RTS|RCS|LLS|NGS|NDS|CHT|RST)$/.test(word)
  }
  return kind === 'name' && letters.length <= 3 && !shortWords.has(word)
}
