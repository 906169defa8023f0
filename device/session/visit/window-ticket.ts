import type { Catalogue, Service } from '../../catalogue/schema.ts';
import { type Devices, isDocumentLeftToWindow } from './devices.ts';

type Services = Pick<Catalogue, 'services'>;

/** The service that gives queue numbers; `undefined`: this kiosk has none. */
export const queueTicketService = ({ services }: Services): Service | undefined =>
  services.find(({ paper, at }) => paper === 'ticket' && at === 'kiosk');

/** The service that gives a queue number if the kiosk cannot print the certificate now; or `null`. */
export const queueTicketInsteadOf = (service: Service, devices: Devices, catalogue: Services): Service | null =>
  isDocumentLeftToWindow(service, devices) ? (queueTicketService(catalogue) ?? null) : null;
