import type { AccountSection } from '../accounts/account.pages.ts'
import { ownOrganisations } from '../accounts/roles.rules.ts'
import type { Dependencies } from '../dependencies.ts'
import { placesOfOrganisations } from './own-places.queries.ts'
import { ownPlacesView } from './own-places.view.ts'

/** A network of libraries has some thirty. */
const mostShown = 100

/** The part of the account that leads to what somebody runs. */
export const myPlaces =
  ({ db }: Pick<Dependencies, 'db'>): AccountSection =>
  async ({ roles }, t) => {
    const organisations = ownOrganisations(roles)
    if (organisations.length === 0) return undefined
    const places = await placesOfOrganisations(db, organisations, mostShown)
    const title = t('schedule:account.own.title')
    return { id: 'places', title, content: ownPlacesView(places, t) }
  }
