// The lines of the access table for what anybody proposes: the same for all, whoever is signed in.
import type { AgentsObjects } from './access-of-agents.ts'

type Line = {
  of: string
  at: (objects: { own: AgentsObjects; other: AgentsObjects }) => string
  form?: () => Record<string, string>
  answers: Record<'visitor' | 'somebody' | 'contributor' | 'moderator' | 'administrator', number>
}

const all = (status: number): Line['answers'] => ({
  visitor: status,
  somebody: status,
  contributor: status,
  moderator: status,
  administrator: status,
})

/** Of a place that is on the map: one’s own and others’ alike, since an agent decides. */
const aboutPlaces = (kind: 'change' | 'closure' | 'claim'): Record<string, Line[]> => {
  const lines = (status: number, form?: () => Record<string, string>): Line[] =>
    (['own', 'other'] as const).map((whose) => ({
      of: whose === 'own' ? 'one’s own territory' : 'another territory',
      at: (objects) => `/fr/places/${objects[whose].places[0]}/${kind}`,
      ...(form && { form }),
      answers: all(status),
    }))
  return {
    [`GET /:locale/places/:id/${kind}`]: lines(200),
    // A change that does not say what was looked at is nobody's to send.
    [`POST /:locale/places/:id/${kind}`]: lines(kind === 'change' ? 409 : 422, () => ({ contactEmail: '' })),
  }
}

export const submittersTable: Record<string, Line[]> = {
  'GET /:locale/add': [{ of: 'a new draft', at: () => '/fr/add', answers: all(200) }],
  'POST /:locale/add/:receipt': [
    {
      of: 'a draft of one’s own',
      at: () => `/fr/add/${'B'.repeat(22)}`,
      form: () => ({ step: 'save', name: 'Atelier' }),
      answers: all(303),
    },
  ],
  'POST /:locale/add/:receipt/more': [
    { of: 'a draft that nobody has', at: () => `/fr/add/${'A'.repeat(22)}/more`, answers: all(404) },
  ],
  'POST /:locale/add/:receipt/send': [
    { of: 'a draft that nobody has', at: () => `/fr/add/${'A'.repeat(22)}/send`, answers: all(404) },
  ],
  ...aboutPlaces('change'),
  ...aboutPlaces('closure'),
  ...aboutPlaces('claim'),
}

/** For whoever has the secret in the address: who is signed in is not asked. */
export const bySecret = [
  'GET /:locale/add/:receipt',
  'GET /:locale/add/:receipt/alike',
  'GET /:locale/add/:receipt/check',
  'GET /:locale/add/:receipt/more',
  'GET /:locale/add/:receipt/twins',
  'POST /:locale/add/:receipt/twins',
  'GET /:locale/submissions/:receipt',
  'GET /:locale/submissions/:receipt/edit',
  'POST /:locale/submissions/:receipt/answer',
  'POST /:locale/submissions/:receipt/withdraw',
  'POST /:locale/submissions/:receipt/confirmation',
  'GET /:locale/submissions/confirm/:token',
  'POST /:locale/submissions/confirm/:token',
]
