/** Milliseconds until the citizen can see a control (EN 301 549, 5.8; a reaction takes longer). */
export const STILL_MS = 400;
