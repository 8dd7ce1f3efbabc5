// Mobile units as files for other programs.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { create } from 'content-disposition'
import { stringify } from 'csv-stringify/sync'
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { Dependencies } from '../dependencies.ts'
import { answer, problems } from '../http/problem.schema.ts'
import { standardColumns } from '../imports/standard-columns.rules.ts'
import { isPlaceId, slugOf } from '../places/place-address.rules.ts'
import type { PlaceFeature, PlaceProperties } from '../places/place-feature.rules.ts'
import { Problem } from '../problems.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { nationalRows } from './national-rows.rules.ts'
import { comingStops, findUnit, isUnitGone } from './units.queries.ts'

const csv = 'text/csv; charset=utf-8'

export const mobileUnitsApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, { db, now }) => {
  app.get(
    '/mobile-units/:id/national.csv',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getNationalRowsOfMobileUnit',
        tags: ['mobile-units'],
        description:
          'A mobile unit in the national standard "Lieux de médiation numérique" v1.0.2: a row for each place where it stops, with the dates to come as opening hours.',
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object({}, { additionalProperties: false }),
        response: { 200: answer(csv, 'Rows of the standard', Type.String()), ...problems(404, 410) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const found = isPlaceId(id) ? await findUnit(db, Number(id)) : undefined
      if (!found)
        throw new Problem(isPlaceId(id) && (await isUnitGone(db, Number(id))) ? 'gone' : 'not-found')
      const unit: PlaceFeature<PlaceProperties> = JSON.parse(found)
      const at = now()
      const today = dayInFrance(at)
      const rows = nationalRows(unit, await comingStops(db, unit.id, at), today)
      // What begins like a formula gets an apostrophe, which our own import takes off again.
      const text = stringify(rows, { header: true, columns: [...standardColumns], escape_formulas: true })
      const name = `${today}_${slugOf(unit.properties.name)}_lieux-de-mediation-numerique.csv`
      // Of another type than the JSON that the schema of the answer would make.
      return (reply as unknown as FastifyReply)
        .type(csv)
        .header('content-disposition', create(name))
        .send(text)
    },
  )
}
