import Type from 'typebox'
import { fewestLetters, longestText, mostSuggestions, suggestionKinds } from './suggestion.rules.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))

/** Parameters of a question for proposals. */
export const AddressesQuery = Type.Object(
  {
    q: text(
      `What was typed so far, at most ${longestText} characters; below ${fewestLetters} letters or digits nothing is proposed.`,
    ),
    near: text('Longitude and latitude: `near=7.7521,48.5734`. Prefers what is near.'),
    limit: text(`How many proposals at most, 1 to ${mostSuggestions}; 8 unless told.`),
  },
  { additionalProperties: false },
)

const Suggestion = Type.Object(
  {
    kind: Type.String({ enum: [...suggestionKinds] }),
    label: Type.String({ description: 'What stands in the field once it is chosen.' }),
    detail: Type.String({ description: 'Tells it from others of that name; may be empty.' }),
    lonLat: Type.Optional(
      Type.Array(Type.Number(), {
        minItems: 2,
        maxItems: 2,
        description: 'Longitude and latitude; absent when not known.',
      }),
    ),
    territory: Type.Optional(
      Type.String({ description: 'Of a commune or neighbourhood: its id, for `territory=`.' }),
    ),
    place: Type.Optional(Type.Integer({ description: 'Of a place: its id in the collection `places`.' })),
  },
  { additionalProperties: false },
)

/** Communes, neighbourhoods, places and addresses that the typed text may mean, best first. */
export const SuggestionsAnswer = Type.Object(
  {
    suggestions: Type.Array(Suggestion),
    addressService: Type.String({
      enum: ['answered', 'away', 'off'],
      description:
        '`away`: it did not answer, what is known here is proposed alone; `off`: it was not asked.',
    }),
  },
  { additionalProperties: false },
)
