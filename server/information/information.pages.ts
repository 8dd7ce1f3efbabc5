// Pages that are texts: help, accessibility statement, legal notice, personal data.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { accessibilityView } from './accessibility.view.ts'
import { helpView } from './help.view.ts'
import { legalView } from './legal.view.ts'
import { privacyView } from './privacy.view.ts'

const views = { help: helpView, accessibility: accessibilityView, legal: legalView, privacy: privacyView }
const names = Object.keys(views) as (keyof typeof views)[]

export const informationPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { config } = dependencies
  for (const name of names) {
    app.get(
      `/:locale/${name}`,
      {
        config: { access: 'public' },
        schema: { params: Type.Object({ locale: Type.String() }), response: { 200: page } },
      },
      async (request, reply) => {
        const locale = localeInAddress(request.params.locale)
        const t = translator(locale)
        const frame = await frameOf(request, locale, dependencies)
        return sendPage(reply, frame, {
          title: t(`information:${name}.title`),
          description: t(`information:${name}.description`),
          canonical: `${baseUrl(request, config)}/${locale}/${name}`,
          main: views[name]({ ...config, demonstration: frame.demonstration }, t),
          className: 'information-page',
        })
      },
    )
  }
}
