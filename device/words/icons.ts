/** The icons of lucide that a service may have; `ui/design/icon.ts` has a drawing for each. */
export const SERVICE_ICONS = [
  'accessibility',
  'banknote',
  'book-user',
  'calendar-check',
  'car',
  'credit-card',
  'file-check',
  'file-text',
  'fingerprint-pattern',
  'globe',
  'hand-coins',
  'id-card',
  'landmark',
  'languages',
  'phone',
  'receipt-text',
  'search-check',
  'shield-check',
  'stamp',
  'ticket',
  'user',
  'users',
  'wallet',
  'wrench',
] as const;

export type ServiceIcon = (typeof SERVICE_ICONS)[number];
