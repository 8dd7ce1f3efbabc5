// Plain JavaScript, so that any Node can say in one sentence that it is too old.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    `Repères needs Node 24 and this is Node ${process.versions.node}: run "npm install" (it brings Node 24), ` +
      'then start through npm, for example "npm start".\n' +
      'If npm said that an install script was not allowed, run "npm rebuild node".\n',
  )
  process.exit(1)
}
