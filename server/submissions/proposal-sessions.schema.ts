// Sessions and closures as they are proposed: over the API, and by the forms that write the same.
import Type, { type Static } from 'typebox'
import { codesOf } from '../places/vocabularies.rules.ts'
import { bookings, closureReasons, levels, sessionKinds } from '../sessions/session.rules.ts'

const oneOf = <T extends string>(values: readonly T[]) =>
  Type.Union(values.map((value) => Type.Literal(value)))
const orNull = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]))
const list = <T extends Type.TSchema>(schema: T, maxItems: number) =>
  Type.Optional(Type.Array(schema, { maxItems }))
const language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })
const localTime = Type.String({ maxLength: 25, description: 'Wall clock of the place, `2026-12-05T14:00`.' })
const texts = (maxLength: number) =>
  Type.Optional(
    Type.Record(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), Type.String({ maxLength })),
  )

export const RecurrenceInput = Type.Union([
  Type.Object(
    { kind: Type.Literal('hours'), openingHours: Type.String({ maxLength: 1000 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('dates'),
      start: localTime,
      durationMinutes: Type.Integer(),
      rule: orNull(Type.String({ description: 'RFC 5545, without `RRULE:`.' })),
      exceptions: list(Type.String({ maxLength: 25 }), 1000),
      extraDates: list(localTime, 1000),
      publicHolidays: Type.Optional(oneOf(['kept', 'skipped'])),
      schoolHolidays: Type.Optional(oneOf(['kept', 'skipped', 'only'])),
    },
    { additionalProperties: false },
  ),
])

export const SessionInput = Type.Object(
  {
    id: orNull(Type.Integer({ minimum: 1 })),
    kind: oneOf(sessionKinds),
    recurrence: RecurrenceInput,
    byAppointment: Type.Optional(Type.Boolean()),
    changes: list(
      Type.Object(
        {
          originalStart: localTime,
          kind: oneOf(['cancelled', 'moved', 'noted']),
          start: orNull(localTime),
          end: orNull(localTime),
          note: orNull(Type.String({ maxLength: 500 })),
        },
        { additionalProperties: false },
      ),
      1000,
    ),
    titles: texts(250),
    descriptions: texts(2000),
    languages: list(language, 60),
    level: orNull(oneOf(levels)),
    audiences: list(oneOf(codesOf('audiences')), 20),
    services: list(oneOf(codesOf('services')), 20),
    booking: orNull(oneOf(bookings)),
    bookingUrl: orNull(Type.String({ maxLength: 2000 })),
    fee: orNull(oneOf(['free', 'free-with-conditions', 'paid'])),
    price: orNull(Type.String({ maxLength: 200 })),
    stop: orNull(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 250 }),
          address: orNull(Type.String({ maxLength: 250 })),
          postalCode: orNull(Type.String({ pattern: '^[0-9]{5}$' })),
          commune: orNull(Type.String({ maxLength: 100 })),
          communeCode: orNull(Type.String({ pattern: '^([013-9][0-9]|2[AB1-9])[0-9]{3}$' })),
          lonLat: Type.Tuple([
            Type.Number({ minimum: -180, maximum: 180 }),
            Type.Number({ minimum: -90, maximum: 90 }),
          ]),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type SessionInput = Static<typeof SessionInput>

const date = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })

export const ClosureInput = Type.Object(
  {
    kind: oneOf(['closed', 'notice']),
    from: date,
    until: date,
    reason: orNull(oneOf(closureReasons)),
    text: orNull(Type.String({ maxLength: 500 })),
    language: Type.Optional(language),
  },
  { additionalProperties: false },
)
export type ClosureInput = Static<typeof ClosureInput>
