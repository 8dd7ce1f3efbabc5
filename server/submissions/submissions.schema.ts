// What crosses the wire when a program proposes something.
import Type, { type Static } from 'typebox'
import { submissionLimits } from './submission.rules.ts'
import { submissionKinds } from './submission-state.rules.ts'

const oneOf = (values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)))

export const SubmissionBody = Type.Object(
  {
    kind: oneOf(submissionKinds),
    placeId: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'Of the place; not of a new one.',
      }),
    ),
    place: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description:
          'Properties of a place as the collection `places` gives them, with `lonLat` for its point. Of a change only those that change; of a claim `organisation` alone, where the place names none or another; of a closure none.',
      }),
    ),
    contact: Type.Object(
      {
        name: Type.Optional(
          Type.String({
            maxLength: submissionLimits.contactName,
            description: 'Of the person; wanted of a claim.',
          }),
        ),
        email: Type.String({ description: 'Never published; a letter asks there for confirmation.' }),
      },
      { additionalProperties: false },
    ),
    locale: Type.Optional(
      Type.String({ pattern: '^[a-z]{2}$', description: 'Of the letters: fr, en, de, tr or ar.' }),
    ),
    note: Type.Optional(
      Type.String({
        maxLength: submissionLimits.note,
        description: `Wanted of a closure (why) and of a claim (what the person does there, in ${submissionLimits.claimNote} characters at most).`,
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'What is sent here is published, once an agent agreed, under Licence Ouverte 2.0.',
  },
)
export type SubmissionBody = Static<typeof SubmissionBody>

export const SubmissionHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      description: 'Wanted: 8 to 200 characters that name this sending. Sent again, it is one.',
    }),
  ),
})

export const SubmissionAnswer = Type.Object(
  {
    state: Type.String({ enum: ['unconfirmed', 'waiting', 'asked', 'published', 'refused', 'withdrawn'] }),
    receipt: Type.String({
      description: 'Where the submission is followed, answered and taken back: a secret.',
    }),
  },
  { additionalProperties: false },
)

/** RFC 9457, with each field that cannot be taken. */
export const SubmissionProblem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String(),
  errors: Type.Array(Type.Object({ field: Type.String(), reason: Type.String(), message: Type.String() })),
})
