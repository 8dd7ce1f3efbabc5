// The one script that pages name. It runs when the style sheet is there, and only then asks for the islands: beside the
// style sheet, their bytes would take half of a slow line from what makes the page readable.
const { islands } = document.querySelector<HTMLElement>('script[data-islands]')!.dataset
const script = document.createElement('script')
script.type = 'module'
script.src = islands!
document.head.append(script)
