// Pictograms of the eight needs: one family, strokes of 2 on 24 with round ends. They stand beside words, never alone.
import { html, type TemplateResult } from 'lit'
import type { Code } from '../places/vocabularies.rules.ts'
import type { NeedId } from './needs.rules.ts'

/** The pictogram of a need in the colour of its text; readers of screens are told the word beside it. */
export function needPictogram(id: NeedId, size = 24): TemplateResult {
  return pictogram(needStrokes[id], size)
}

/** The pictogram of a service: that of its need, or one of its own where a need holds several. */
export function servicePictogram(code: Code<'services'>, size = 24): TemplateResult {
  const drawn = ofService[code]
  return pictogram(drawn in needStrokes ? needStrokes[drawn as NeedId] : drawn, size)
}

function pictogram(path: string, size: number): TemplateResult {
  return html`<svg class="pictogram" viewBox="0 0 24 24" width=${size} height=${size} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path}/></svg>`
}

/** Their lines, for whoever draws them otherwise than as HTML (paper). */
export const needStrokes: Record<NeedId, string> = {
  // A sheet with a folded corner, written on.
  paperwork: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5M9 12.5h6M9 16.5h4',
  // A phone and a letter.
  messages:
    'M13.5 7.5v-3a2 2 0 0 0-2-2h-6a2 2 0 0 0-2 2v15a2 2 0 0 0 2 2h4M7.5 5.5h2M10 12h11.5v8H10zM10.5 12.5l5.2 4.2 5.3-4.2',
  // A briefcase.
  work: 'M5 8h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM8.5 8V6a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v2M3 13.5h18M12 12.5v2',
  // A school bag.
  school:
    'M5 20.5V11a7 7 0 0 1 14 0v9.5zM9.5 5V4a1.5 1.5 0 0 1 1.5-1.5h2A1.5 1.5 0 0 1 14.5 4v1M9 10h6M8.5 20.5V16a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1v4.5M12 15v2',
  // A mouse.
  basics: 'M12 3a6 6 0 0 1 6 6v6a6 6 0 0 1-12 0V9a6 6 0 0 1 6-6zM12 7v3.5',
  // A lock.
  safety:
    'M7 10.5h10a2 2 0 0 1 2 2V19a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6.5a2 2 0 0 1 2-2zM8 10.5V7a4 4 0 0 1 8 0v3.5M12 14.5v2.5',
  // A screen with waves.
  access:
    'M5 3.5h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM8 20.5h8M12 16.5v4M8.2 9.2a5.5 5.5 0 0 1 7.6 0M12 12.8h.01',
  // A laptop with the sign of the euro.
  equipment: 'M6 4.5h12a2 2 0 0 1 2 2v9H4v-9a2 2 0 0 1 2-2zM2 19.5h20M14 7.9a2.8 2.8 0 1 0 0 4.2M8 10h4',
}

const ofService: Record<Code<'services'>, NeedId | (string & {})> = {
  'administrative-procedures': 'paperwork',
  'everyday-skills': 'basics',
  work: 'work',
  safety: 'safety',
  'parenting-education': 'school',
  // A pencil.
  'leisure-creation':
    'M4 20l1-4.5L15.5 5a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19zM13.5 7l3.5 3.5M13 20h7',
  // A bulb.
  understanding:
    'M9.5 18.5h5M10.5 21.5h3M12 2.5a6.5 6.5 0 0 0-4 11.6c1 .8 1.5 1.6 1.5 2.9h5c0-1.3.5-2.1 1.5-2.9a6.5 6.5 0 0 0-4-11.6z',
  'internet-access': 'access',
  'affordable-equipment': 'equipment',
}
