// The keys of agents are fetched where they are of use: other readers do not pay for them.
if (document.querySelector('moderation-keys')) void import('./moderation-keys.element.ts')
