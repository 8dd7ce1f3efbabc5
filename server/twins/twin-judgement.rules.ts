// How a pair of places is judged, from the evidence: first where they are, then what their service words forbid.
import type { AddressRelation } from './twin-address.rules.ts'
import type { ServiceRelation } from './twin-name.rules.ts'

export type CommuneRelation = 'same' | 'other' | 'unknown'

/**
 * `same`: one name. `part`: one inside the other. `generic`: no word of its own on one side or both, and the same
 * service (`Mairie`, `Mairie de Certines`). `label`: the same service among others, or labels of one counter (`PIMMS`,
 * `Mairie et France services`, `France services`). `unlike`: two names.
 */
export type NameRelation = 'same' | 'part' | 'generic' | 'label' | 'unlike'

/** Everything that was found out about a pair, before judging it. */
export type Evidence = {
  commune: CommuneRelation
  address: AddressRelation
  /** Metres between two exact positions, `null` when one is unknown or approximate. */
  distance: number | null
  services: ServiceRelation
  likeness: number | null
  name: NameRelation
  /** A SIRET, telephone or e-mail address in common. */
  contact: boolean
  /** Two SIRET, both known. */
  otherSiret: boolean
  /** Does a record of one of them say that it travels? */
  itinerant: boolean
  /** Does a name say so? */
  bus: boolean
  /** Is one side nothing but a label that an institution carries? */
  label: boolean
  /** Are the whole names word for word the same? */
  sameWords: boolean
}

export type Judgement = 'same' | 'likely' | 'different'

/** Distances in metres that count as one door, one block, one small town. */
export const doorMetres = 100
const blockMetres = 300
export const townMetres = 1_000
/** Beyond this the same street name may be that of another village of a merged commune. */
const villageMetres = 3_000

export const within = (distance: number | null, metres: number): boolean =>
  distance !== null && distance <= metres
export const notBeyond = (distance: number | null, metres: number): boolean =>
  distance === null || distance <= metres

/** The same street and number: positions are often wrong, so a far point does not part two like names. */
function judgeSameNumber(e: Evidence): Judgement {
  if (e.name === 'same') return 'same'
  if (e.name === 'part') return e.contact && !e.otherSiret ? 'same' : 'likely'
  if (e.name === 'generic') {
    if (e.bus && !e.sameWords) return 'likely'
    return e.contact || notBeyond(e.distance, villageMetres) ? 'same' : 'likely'
  }
  return e.contact || e.name === 'label' || e.services === 'same' ? 'likely' : 'different'
}

/** The same street, a number missing. */
function judgeSameStreet(e: Evidence): Judgement {
  if (e.name === 'unlike') return e.contact ? 'likely' : 'different'
  if (!e.contact && !notBeyond(e.distance, townMetres)) return e.name === 'same' ? 'likely' : 'different'
  if (e.name === 'same' || e.contact) return 'same'
  return e.name === 'generic' && within(e.distance, doorMetres) ? 'same' : 'likely'
}

/** Nothing says how far: only a name of its own with a number in common is beyond doubt. */
function judgeWithoutPoint(e: Evidence): Judgement {
  if (e.name === 'same' && e.commune === 'same') return e.contact ? 'same' : 'likely'
  return e.name !== 'unlike' && e.contact ? 'likely' : 'different'
}

/** Both points within one door. */
function judgeAtOneDoor(e: Evidence): Judgement {
  if (e.name === 'same') return 'same'
  if (e.name === 'unlike' || e.name === 'label') return e.contact ? 'likely' : 'different'
  return e.contact ? 'same' : 'likely'
}

/** Both points in one town, not at one door; a bus then stands at another stop. */
function judgeInOneTown(e: Evidence): Judgement {
  if (e.itinerant || e.bus || e.name === 'unlike') return 'different'
  if (e.name === 'same') return e.contact && within(e.distance, blockMetres) ? 'same' : 'likely'
  return e.contact ? 'likely' : 'different'
}

/** One address is missing or cannot be read: the positions decide. */
function judgeByPosition(e: Evidence): Judgement {
  if (e.distance === null) return judgeWithoutPoint(e)
  if (e.distance <= doorMetres) return judgeAtOneDoor(e)
  return e.distance <= townMetres ? judgeInOneTown(e) : 'different'
}

/** Two addresses that contradict each other: never one card, sometimes a question. */
function judgeOtherAddress(e: Evidence): Judgement {
  if (e.itinerant || e.bus) return 'different'
  const closeBy = within(e.distance, e.contact ? blockMetres : doorMetres)
  if (e.name === 'generic') return closeBy ? 'likely' : 'different'
  if (e.name !== 'same') return 'different'
  const asked = within(e.distance, blockMetres) || (e.contact && notBeyond(e.distance, townMetres))
  return asked ? 'likely' : 'different'
}

/** Two communes: only an old or wrong code can be behind one name of its own at one street number and point. */
function judgeOtherCommune(e: Evidence): Judgement {
  if (e.name !== 'same' || e.itinerant || e.bus) return 'different'
  if (e.address === 'same-number' && within(e.distance, doorMetres)) return 'same'
  const oneDoor = e.address === 'same-number' && (e.contact || within(e.distance, blockMetres))
  return oneDoor || (within(e.distance, doorMetres) && e.address !== 'other-street') ? 'likely' : 'different'
}

function judgePlace(e: Evidence): Judgement {
  if (e.commune === 'other') return judgeOtherCommune(e)
  if (e.commune === 'unknown' && !notBeyond(e.distance, villageMetres)) return 'different'
  if (e.address === 'same-number') return judgeSameNumber(e)
  if (e.address === 'same-street') return judgeSameStreet(e)
  if (e.address === 'other-number' || e.address === 'other-street') return judgeOtherAddress(e)
  return judgeByPosition(e)
}

/** Nothing says that it is one commune: only a name of its own at one street number and point is beyond doubt. */
const isUnsureCommune = (e: Evidence): boolean =>
  e.commune === 'unknown' &&
  !(e.address === 'same-number' && e.name === 'same' && within(e.distance, doorMetres))

/** Service words forbid what the place would allow: the library in the social centre is another place. */
export function judge(e: Evidence): Judgement {
  const judgement = judgePlace(e)
  if (e.services === 'other') {
    const labelOfOneHouse = e.label && !e.bus && judgement !== 'different'
    return labelOfOneHouse ? 'likely' : 'different'
  }
  const doubtful = e.services === 'one-lacks' || isUnsureCommune(e)
  return doubtful && judgement === 'same' ? 'likely' : judgement
}
