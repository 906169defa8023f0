import type { Catalogue, Service } from '../../catalogue/schema.ts';

/** The number in the queue that one can take here, or `undefined`: this kiosk has none. */
export const windowTicket = ({ services }: Pick<Catalogue, 'services'>): Service | undefined =>
  services.find(({ paper, at }) => paper === 'ticket' && at === 'kiosk');
