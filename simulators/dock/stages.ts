/** The way of a visit, in order: names of the machines' states. */
export const STAGES = [
  'attract',
  'choose',
  'requirements',
  'identify',
  'form',
  'checking',
  'lodging',
  'paying',
  'issuing',
  'printing',
  'surveying',
] as const;

/** What may come before it, or between. */
export const SIDE_STAGES = [
  'booting',
  'recovering',
  'outOfService',
  'broken',
  'issuingAgain',
  'refused',
  'givingBack',
  'find',
  'duplicating',
  'choosingPayment',
  'payingCash',
  'crediting',
  'credited',
  'trouble',
] as const;
