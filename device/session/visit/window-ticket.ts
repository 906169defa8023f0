import type { Catalogue, Service } from '../../catalogue/schema.ts';

/** The service that gives queue numbers; `undefined`: this kiosk has none. */
export const windowTicket = ({ services }: Pick<Catalogue, 'services'>): Service | undefined =>
  services.find(({ paper, at }) => paper === 'ticket' && at === 'kiosk');
