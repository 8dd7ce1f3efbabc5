/** The ground when there is no other: paper, without anything on it, in the colour of the pages. */
export const plainStyle = {
  version: 8,
  metadata: { 'reperes:ground': 'none' },
  sources: {},
  layers: [{ id: 'paper', type: 'background', paint: { 'background-color': '#fbf8f3' } }],
}
