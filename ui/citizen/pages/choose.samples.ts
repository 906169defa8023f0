import type { GroupButton, SearchResult, ServiceCard, ServiceResult } from '../../../device/screen/screen.ts';
import type { TroubleCode } from '../../../device/words/trouble.ts';
import {
  CONTRAST_FRAME,
  HEADPHONES_FRAME,
  IDLE_WARNING_FRAME,
  LARGE_TEXT_FRAME,
  LARGEST_TEXT,
  LOWER_SCREEN_FRAME,
  type PageSample,
  type PickLanguage,
  SIMULATED_FRAME,
} from '../../samples/sample.ts';
import { CARD, CERTIFICATE, FURTHER_TEXTS, GROUPS, LONG_TEXTS, TICKET_SERVICE_TEXTS } from '../../samples/texts.ts';

export const samples = (speak: PickLanguage) => ({
  choosing: choosing(speak),
  browsing: browsing(speak),
  searching: searching(speak),
});

function choosing(speak: PickLanguage): readonly PageSample<'choosing'>[] {
  const [card, certificate, ticket] = cards(speak);
  const services = [card, certificate, ticket];
  const closed = (service: ServiceCard, unavailable: TroubleCode) => ({ ...service, unavailable });
  const groups = groupButtons(speak);
  const view = { show: 'choosing', groups, services, notices: [], canContinue: true } as const;
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
    ...withoutOffice(view, [card, certificate, ticket]),
    { name: 'few-groups', view: { ...view, groups: [0, 1, 2, 8].map((at) => groups[at]!) } },
    { name: 'simulated', view, frame: SIMULATED_FRAME },
    { name: 'headphones', view, frame: HEADPHONES_FRAME },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-130', view, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view, frame: LARGEST_TEXT },
    { name: 'lower', view, frame: LOWER_SCREEN_FRAME },
    {
      name: 'long-words',
      view: {
        ...view,
        services: [
          { ...card, title: speak(LONG_TEXTS.title), summary: speak(LONG_TEXTS.summary), from: 123_456 },
          certificate,
          ticket,
        ],
      },
      frame: { centre: { name: speak(LONG_TEXTS.centre), short: speak(LONG_TEXTS.centre) } },
    },
  ];
}

function withoutOffice(
  view: PageSample<'choosing'>['view'],
  [card, certificate, ticket]: readonly [ServiceCard, ServiceCard, ServiceCard],
): readonly PageSample<'choosing'>[] {
  const closed = (service: ServiceCard): ServiceCard => ({ ...service, unavailable: 'BKO-101' });
  return [
    {
      name: 'office-away',
      view: { ...view, services: [closed(card), closed(certificate), closed(ticket)], notices: ['BKO-101'] },
    },
    {
      name: 'away-from-office',
      view: { ...view, services: [closed(card), closed(certificate), ticket], notices: ['BKO-141'] },
    },
  ];
}

function cards(speak: PickLanguage): readonly [ServiceCard, ServiceCard, ServiceCard] {
  return [
    {
      id: 'identity-card-replacement',
      icon: 'id-card',
      title: speak(CARD.title),
      summary: speak(CARD.summary),
      from: 500,
      owed: false,
      at: 'kiosk',
      needsCard: true,
      orPassport: false,
      minutes: 3,
      unavailable: null,
      copyOnly: false,
    },
    {
      id: 'family-members-certificate',
      icon: 'file-check',
      title: speak(CERTIFICATE.title),
      summary: speak(CERTIFICATE.summary),
      from: 0,
      owed: false,
      at: 'kiosk',
      needsCard: true,
      orPassport: false,
      minutes: 2,
      unavailable: null,
      copyOnly: false,
    },
    {
      id: 'queue-ticket',
      icon: 'ticket',
      title: speak(TICKET_SERVICE_TEXTS.title),
      summary: speak(TICKET_SERVICE_TEXTS.summary),
      from: 0,
      owed: false,
      at: 'kiosk',
      needsCard: false,
      orPassport: false,
      minutes: 1,
      unavailable: null,
      copyOnly: false,
    },
  ];
}

const groupButtons = (speak: PickLanguage): readonly GroupButton[] =>
  GROUPS.map(({ id, icon, title, hint, ...rest }) => ({
    id,
    icon,
    title: speak(title),
    hint: speak(hint),
    door: 'door' in rest,
  }));

function browsing(speak: PickLanguage): readonly PageSample<'browsing'>[] {
  const [card, certificate, ticket] = cards(speak);
  const [, identity, family] = groupButtons(speak);
  const child: ServiceCard = {
    ...card,
    id: 'passport-child',
    icon: 'book-user',
    title: speak(FURTHER_TEXTS.childPassport),
  };
  const four = [card, child, certificate, ticket];
  const view = { show: 'browsing', group: identity!, services: [card, certificate, ticket] } as const;
  return [
    { name: 'usual', view },
    { name: 'one', view: { ...view, group: family!, services: [certificate] } },
    {
      name: 'window-and-unknown-price',
      view: { ...view, services: [{ ...child, at: 'window', from: null, needsCard: null }, card] },
    },
    { name: 'seven', view: { ...view, services: [...four, ...four.slice(0, 3)] } },
    { name: 'copy-only', view: { ...view, services: [{ ...certificate, copyOnly: true }, card, ticket] } },
    { name: 'paper-out', view: { ...view, services: [card, { ...certificate, unavailable: 'PRN-111' }, ticket] } },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-130', view, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view, frame: LARGEST_TEXT },
    { name: 'lower', view, frame: LOWER_SCREEN_FRAME },
    {
      name: 'long-words',
      view: {
        ...view,
        services: [{ ...card, title: speak(LONG_TEXTS.title), summary: speak(LONG_TEXTS.summary) }, certificate],
      },
    },
  ];
}

function searching(speak: PickLanguage): readonly PageSample<'searching'>[] {
  const results = found(speak);
  const view = { show: 'searching', query: 'usaq pas', found: true, results } as const;
  const [card, certificate, ticket] = cards(speak).map(
    ({ summary: _, needsCard: __, ...service }): ServiceResult => ({
      ...service,
      leads: 'service',
      marked: [],
      by: null,
      appointment: false,
      copyOnly: false,
      who: speak(CARD.who),
    }),
  );
  const queue = { ...ticket!, who: speak(TICKET_SERVICE_TEXTS.who) };
  const nothing = { show: 'searching', query: 'zurna', found: false, results: [queue] } as const;
  const empty = { show: 'searching', query: '', found: true, results: [card!, certificate!, queue] } as const;
  const many = [...results, ...results, ...results].slice(0, 8).map((each) => ({ ...each, marked: [] }));
  const [car] = groupButtons(speak).filter(({ id }) => id === 'car');
  const byName = { text: 'lost passport', marked: [[0, 13]] } as const;
  const doors: readonly SearchResult[] = [
    { leads: 'mine', by: { text: 'my appointment', marked: [[3, 14]] } },
    { leads: 'group', ...car!, marked: [[0, 3]], by: null },
    { ...card!, by: byName },
    { ...certificate!, by: byName, appointment: true, unavailable: 'PRN-111' },
  ];
  return [
    { name: 'empty', view: empty },
    { name: 'found', view },
    { name: 'eight', view: { ...view, query: 'a', results: many } },
    { name: 'by-name', view: { ...view, query: 'lost passport', results: doors } },
    { name: 'nothing', view: nothing },
    {
      name: 'paper-out',
      view: { ...view, results: [{ ...results[0]!, unavailable: 'PRN-111' }, ...results.slice(1)] },
    },
    { name: 'longest', view: { ...nothing, query: 'şəxsiyyət vəsiqəsinin dəyişdirilməsi üçü' } },
    { name: 'idle', view, frame: IDLE_WARNING_FRAME },
    { name: 'contrast', view, frame: CONTRAST_FRAME },
    { name: 'text-130', view, frame: LARGE_TEXT_FRAME },
    { name: 'text-200', view, frame: LARGEST_TEXT },
    { name: 'text-200-nothing', view: nothing, frame: LARGEST_TEXT },
    { name: 'lower', view, frame: LOWER_SCREEN_FRAME },
    { name: 'lower-nothing', view: nothing, frame: LOWER_SCREEN_FRAME },
    {
      name: 'long-words',
      view: {
        ...view,
        results: [{ ...results[0]!, title: speak(LONG_TEXTS.title), marked: [[0, 9]] }, ...results.slice(1)],
      },
    },
  ];
}

function found(speak: PickLanguage): readonly [ServiceResult, ServiceResult, ServiceResult] {
  const usual = {
    ...({ leads: 'service', by: null, appointment: false, copyOnly: false } as const),
    ...({ icon: 'book-user', from: 1_500, owed: false, at: 'kiosk', minutes: 4, unavailable: null } as const),
  };
  const title = speak(FURTHER_TEXTS.childPassport);
  return [
    {
      ...usual,
      id: 'passport-child',
      title,
      marked: [[0, title.length - 4]],
      who: speak(FURTHER_TEXTS.withParent),
    },
    {
      ...usual,
      id: 'identity-card-child',
      icon: 'id-card',
      title: speak(FURTHER_TEXTS.childCard),
      marked: [],
      from: 500,
      who: speak(FURTHER_TEXTS.parent),
    },
    {
      ...usual,
      id: 'birth-certificate-copy',
      icon: 'file-check',
      title: speak(FURTHER_TEXTS.birth),
      marked: [],
      from: null,
      at: 'window',
      who: speak(FURTHER_TEXTS.parent),
    },
  ];
}
