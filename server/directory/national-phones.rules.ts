// National numbers that help, in the order in which paper prints them; each as the service itself publishes it.
import type { TextKey } from '../../i18n/keys.ts'

/** `source`: where the number is published. All can be called free of charge or at the price of a local call. */
export type NationalPhone = { number: string; what: TextKey; source: string }

export const nationalPhones: readonly NationalPhone[] = [
  { number: '112', what: 'directory:phones.emergency', source: 'service-public.fr' },
  { number: '114', what: 'directory:phones.emergencyText', source: 'urgence114.fr' },
  { number: '15', what: 'directory:phones.medical', source: 'service-public.fr' },
  { number: '17', what: 'directory:phones.police', source: 'service-public.fr' },
  { number: '18', what: 'directory:phones.fire', source: 'service-public.fr' },
  { number: '115', what: 'directory:phones.homeless', source: 'service-public.fr' },
  { number: '119', what: 'directory:phones.children', source: 'allo119.gouv.fr' },
  { number: '39 19', what: 'directory:phones.violence', source: 'arretonslesviolences.gouv.fr' },
  { number: '31 14', what: 'directory:phones.suicide', source: '3114.fr' },
  { number: '30 18', what: 'directory:phones.onlineViolence', source: 'e-enfance.org' },
  { number: '0 805 805 817', what: 'directory:phones.scams', source: 'interieur.gouv.fr' },
  { number: '39 39', what: 'directory:phones.public', source: 'service-public.fr' },
  { number: '32 30', what: 'directory:phones.familyAllowance', source: 'caf.fr' },
  { number: '36 46', what: 'directory:phones.healthInsurance', source: 'ameli.fr' },
  { number: '39 49', what: 'directory:phones.job', source: 'francetravail.fr' },
  { number: '0 809 401 401', what: 'directory:phones.taxes', source: 'impots.gouv.fr' },
  { number: '39 60', what: 'directory:phones.pension', source: 'lassuranceretraite.fr' },
]
