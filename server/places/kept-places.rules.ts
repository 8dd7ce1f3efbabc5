// How many places somebody keeps for one sheet: browser and server count alike.

/** As many fit on paper that one person reads. */
export const mostKept = 20
