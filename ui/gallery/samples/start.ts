import type { ServiceCard } from '../../../device/screen/screen.ts';
import type { TroubleCode } from '../../../device/words/trouble.ts';
import { IDLE, inEveryLook, type Sample, SIMULATED, type Speak } from '../../samples/sample.ts';
import { CARD, CERTIFICATE, LONG, TICKET } from '../../samples/texts.ts';

export function starting(): readonly Sample<'starting'>[] {
  return [{ name: 'usual', view: { show: 'starting' } }];
}

export function outOfService(): readonly Sample<'outOfService'>[] {
  const because = (...codes: readonly TroubleCode[]) => ({ show: 'outOfService', because: codes }) as const;
  return [
    { name: 'reader-and-printer', view: because('RDR-104', 'PRN-103') },
    { name: 'everything', view: because('RDR-104', 'TRM-102', 'PRN-101') },
    { name: 'no-room-on-the-disk', view: because('DSK-101') },
    { name: 'without-a-reason', view: because() },
  ];
}

export function attract(): readonly Sample<'attract'>[] {
  const view = { show: 'attract', notices: [] } as const;
  return [
    { name: 'usual', view },
    { name: 'printer-has-no-paper', view: { show: 'attract', notices: ['PRN-111'] } },
    { name: 'three-notices', view: { show: 'attract', notices: ['RDR-104', 'TRM-204', 'PRN-112'] } },
    { name: 'simulated', view, frame: SIMULATED },
    ...inEveryLook(view),
  ];
}

export function choosing(speak: Speak): readonly Sample<'choosing'>[] {
  const [card, certificate, ticket] = cards(speak);
  const services = [card, certificate, ticket];
  const closed = (service: ServiceCard, unavailable: TroubleCode) => ({ ...service, unavailable });
  const view = { show: 'choosing', services, notices: [], canContinue: true } as const;
  return [
    { name: 'usual', view },
    {
      name: 'terminal-away',
      view: { ...view, services: [closed(card, 'TRM-101'), certificate, ticket], notices: ['TRM-101'] },
    },
    {
      name: 'terminal-in-doubt',
      view: { ...view, services: [closed(card, 'TRM-204'), certificate, ticket], notices: ['TRM-204'] },
    },
    {
      name: 'paper-out',
      view: {
        ...view,
        services: [card, closed(certificate, 'PRN-111'), closed(ticket, 'PRN-111')],
        notices: ['PRN-111'],
      },
    },
    {
      name: 'reader-and-terminal-away',
      view: {
        ...view,
        services: [closed(card, 'RDR-104'), closed(certificate, 'RDR-104'), ticket],
        notices: ['RDR-104', 'TRM-102'],
        canContinue: false,
      },
    },
    { name: 'simulated', view, frame: SIMULATED },
    { name: 'idle', view, frame: IDLE },
    ...inEveryLook(view),
    {
      name: 'long-words',
      view: {
        ...view,
        services: [
          { ...card, title: speak(LONG.title), summary: speak(LONG.summary), from: 123_456 },
          certificate,
          ticket,
        ],
      },
      frame: { centre: { name: speak(LONG.centre), short: speak(LONG.centre) } },
    },
  ];
}

function cards(speak: Speak): readonly [ServiceCard, ServiceCard, ServiceCard] {
  return [
    {
      id: 'identity-card-replacement',
      icon: 'id-card',
      title: speak(CARD.title),
      summary: speak(CARD.summary),
      from: 500,
      at: 'kiosk',
      needsCard: true,
      minutes: 3,
      unavailable: null,
    },
    {
      id: 'family-members-certificate',
      icon: 'file-check',
      title: speak(CERTIFICATE.title),
      summary: speak(CERTIFICATE.summary),
      from: 0,
      at: 'kiosk',
      needsCard: true,
      minutes: 2,
      unavailable: null,
    },
    {
      id: 'queue-ticket',
      icon: 'ticket',
      title: speak(TICKET.title),
      summary: speak(TICKET.summary),
      from: 0,
      at: 'kiosk',
      needsCard: false,
      minutes: 1,
      unavailable: null,
    },
  ];
}
