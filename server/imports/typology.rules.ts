// Codes of `typologie`: 92 in the national library, shared with data.inclusion.

export const typologyCodes: readonly string[] =
  `ACI ACIPHC AFPA AI ASE ASSO ASSO_CHOMEUR Autre AVIP BIB CAARUD CADA CAF CAP_EMPLOI CAVA CC CCAS CCONS CD CDAS CFP CHRS CHU CIAS CIDFF
  CITMET CMP CMS CPAM CPH CS CSAPA CSC DEETS DEPT DIPLP E2C EA EATT EI EITI ENM EPCI EPI EPIDE EPN ES ESAT ESS ETTI EVS FABLAB FABRIQUE FAIS
  FT GEIQ HUDA LA_POSTE MDE MDH MDEF MDPH MDS MJC ML MQ MSA MSAP MUNI OACAS ODC OF OIL OPCS PAD PENSION PI PIJ_BIJ PIMMS PJJ PLIE PREF
  PREVENTION REG RELAIS_LECTURE RESSOURCERIE RFS RS_FJT SCP SPIP TIERS_LIEUX UDAF`.split(/\s+/)

const byUpperCase = new Map(typologyCodes.map((code) => [code.toUpperCase(), code]))

/** The code as the library writes it; Pôle emploi became France Travail in 2024. `null` when it is none. */
export function readTypology(value: string): string | null {
  const code = value.toUpperCase().replace(/[\s-]+/g, '_')
  return code === 'PE' ? 'FT' : (byUpperCase.get(code) ?? null)
}
