/** Milliseconds until the citizen can see a control (EN 301 549, 5.8; a reaction takes longer). */
export const NEW_CONTROL_IGNORES_MS = 400;
