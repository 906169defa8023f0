import { assign, forwardTo, fromPromise, setup } from 'xstate';
import { isForChild } from '../../../catalogue/ages.ts';
import { fullYears } from '../../../catalogue/dates.ts';
import type { Language } from '../../../words/language.ts';
import { type Devices, readerTrouble } from '../../visit/devices.ts';
import { newestDevicesOf, notProvided, type StepEvent } from '../../visit/events.ts';
import type { IdentifiedPerson, VisitFacts } from '../../visit/facts.ts';
import {
  ASKS_FOR_CARD,
  ENDS_BY_ITSELF,
  type StepEnd,
  type StepInput,
  type StepTag,
  WAITS_FOR_OFFICE,
} from '../../visit/step.ts';
import { queueTicketService } from '../../visit/window-ticket.ts';
import { documentProblem, type IdentificationInput, identificationMachine } from './identification.machine.ts';
import * as phones from './phone-identity.ts';

type Input = StepInput<'service', 'known' | 'phoneTries', 'person'>;

type End = StepEnd<Pick<VisitFacts, 'person'> & Partial<Pick<VisitFacts, 'phoneTries'>>>;
type Asked = Pick<Input, 'service' | 'today' | 'catalogue'>;

export interface IdentifyContext extends Asked {
  readonly devices: Devices;
  readonly language: Language;
  readonly end: End;
  readonly childsCard: boolean;
  readonly phoneTries: number;
  /** `null`: no identification by phone is running. */
  readonly phone: phones.RunningPhoneIdentity | null;
  readonly phoneProblem: phones.PhoneProblem | null;
}

const askedOf = ({ service, today }: Omit<Asked, 'catalogue'>): IdentificationInput => ({
  takes: service.takes,
  minimumAge: service.minimumAge,
  takesExpired: service.takesExpiredCard,
  today,
});

/** The known person if enough for the service. Never if a register shows data: another person may have touched *another service*. */
function enough({ known, service, today }: Input): IdentifiedPerson | null {
  if (!known || service.identification === 'code') return null;
  return documentProblem(known.document, askedOf({ service, today })) === null ? known : null;
}

/** A parent shows the child's card: the most frequent mistake here. */
const isChildsCard = ({ service, today }: Asked, event: StepEvent): boolean =>
  event.type === 'document.read' &&
  event.result.ok &&
  isForChild(service) &&
  fullYears(event.result.value.document.birthDate, today) < (service.minimumAge ?? 0);

/** Whether a queue number replaces the service: the parent's card may be at home, or no card can be read. */
export const offersQueueTicket = ({ childsCard, catalogue }: IdentifyContext, devices: Devices): boolean =>
  (childsCard || readerTrouble(devices) !== null) && queueTicketService(catalogue) !== undefined;

/** Answer on the page that asks for a card: identify by phone. */
export const PHONE_CHOICE = 'phone';

const awaitPhone = {
  src: 'awaitPhone',
  input: ({ context }: { readonly context: IdentifyContext }) => phones.phoneIdentityPollInput(context),
  onDone: {
    target: 'told',
    actions: {
      type: 'noteNews',
      params: ({ event }: { readonly event: { readonly output: phones.PhoneIdentityPollOutput } }) => event.output,
    },
  },
} as const;

/** A card that was found after all, or *back*, ends the identification by the phone. */
const byCardOrBack = {
  'document.inserted': { target: 'asking', actions: 'dropPhone' },
  'citizen.back': { target: 'asking', actions: 'dropPhone' },
} as const;

export const identifyMachine = setup({
  types: {
    input: {} as Input,
    context: {} as IdentifyContext,
    events: {} as StepEvent,
    output: {} as End,
    children: {} as { readonly identification: 'identification' },
    tags: {} as StepTag,
  },
  actors: {
    identification: identificationMachine,
    startPhone: fromPromise<phones.PhoneIdentityStartOutput, phones.PhoneIdentityStartInput>(notProvided('startPhone')),
    awaitPhone: fromPromise<phones.PhoneIdentityPollOutput, phones.PhoneIdentityPollInput>(notProvided('awaitPhone')),
  },
  guards: {
    takesTicket: ({ context }) => offersQueueTicket(context, context.devices),
    takesPhone: ({ context, event }) =>
      event.type === 'citizen.answer' &&
      event.value === PHONE_CHOICE &&
      phones.offersPhoneIdentity(context, context.devices),
    isIdentified: ({ context }) => context.end.end === 'done',
    phoneEnded: ({ context }) => context.phone === null,
    phoneOpened: ({ context }) => context.phone?.qr === null,
  },
  actions: {
    noteCard: assign({ childsCard: ({ context, event }) => isChildsCard(context, event) }),
    forgetCard: assign({ childsCard: false, phoneProblem: null }),
    noteDevices: assign({ devices: newestDevicesOf }),
    noteLanguage: assign({
      language: ({ context, event }) => (event.type === 'citizen.language' ? event.language : context.language),
    }),
    beginPhone: assign(({ context: { phoneTries } }) => ({
      phoneTries: phoneTries + 1,
      phoneProblem: null,
      childsCard: false,
    })),
    dropPhone: assign({ phone: null }),
    noteStarted: assign(({ context }, output: phones.PhoneIdentityStartOutput) =>
      phones.takePhoneIdentityStart(context, output),
    ),
    noteNews: assign(({ context }, output: phones.PhoneIdentityPollOutput) =>
      phones.takePhoneIdentityPoll(context, output, askedOf(context)),
    ),
    goBack: assign({
      end: ({ context: { phoneTries } }): End => ({ end: 'back', facts: phoneTries === 0 ? {} : { phoneTries } }),
    }),
    noteReader: assign({
      childsCard: ({ context, event }) =>
        context.childsCard && !(event.type === 'devices.changed' && readerTrouble(event.devices) !== null),
    }),
  },
}).createMachine({
  id: 'identify',
  context: ({ input }) => {
    const person = enough(input);
    const end: End = person ? { end: 'done', facts: { person } } : { end: 'back', facts: {} };
    const { service, today, catalogue, devices, language, phoneTries = 0 } = input;
    return {
      service,
      today,
      catalogue,
      devices,
      language,
      end,
      childsCard: false,
      phoneTries,
      phone: null,
      phoneProblem: null,
    };
  },
  on: { 'citizen.language': { actions: 'noteLanguage' }, 'devices.changed': { actions: 'noteDevices' } },
  initial: 'opening',
  states: {
    opening: { always: [{ guard: ({ context }) => context.end.end === 'done', target: 'over' }, { target: 'asking' }] },
    asking: {
      tags: ASKS_FOR_CARD,
      invoke: {
        id: 'identification',
        src: 'identification',
        input: ({ context }) => askedOf(context),
        onDone: {
          target: 'over',
          actions: assign({ end: ({ event }): End => ({ end: 'done', facts: { person: event.output } }) }),
        },
      },
      on: {
        'document.inserted': { actions: ['forgetCard', forwardTo('identification')] },
        'document.read': { actions: ['noteCard', forwardTo('identification')] },
        'chip.progress': { actions: ['forgetCard', forwardTo('identification')] },
        'devices.changed': { actions: ['noteDevices', 'noteReader', forwardTo('identification')] },
        'citizen.answer': { guard: 'takesPhone', target: 'starting', actions: 'beginPhone' },
        'citizen.next': {
          guard: 'takesTicket',
          target: 'over',
          actions: assign({
            end: ({ context }): End => {
              const service = queueTicketService(context.catalogue);
              return service ? { end: 'takeUp', facts: { service }, to: 'begin' } : context.end;
            },
          }),
        },
        'citizen.back': { target: 'over', actions: 'goBack' },
      },
    },
    starting: {
      description: 'The office begins an identification by the phone.',
      tags: [ASKS_FOR_CARD, WAITS_FOR_OFFICE],
      invoke: {
        src: 'startPhone',
        input: ({ context }) => phones.phoneIdentityStartInput(context),
        onDone: { target: 'told', actions: { type: 'noteStarted', params: ({ event }) => event.output } },
      },
      on: { 'document.inserted': 'asking', 'citizen.back': 'asking' },
    },
    scanning: {
      description: 'The page shows the QR code until a phone opens it.',
      tags: [ASKS_FOR_CARD, WAITS_FOR_OFFICE],
      invoke: awaitPhone,
      on: byCardOrBack,
    },
    confirming: {
      description: 'One phone has opened the code, and the citizen confirms there.',
      tags: [ASKS_FOR_CARD, WAITS_FOR_OFFICE, ENDS_BY_ITSELF],
      invoke: awaitPhone,
      on: byCardOrBack,
    },
    told: {
      always: [
        { guard: 'isIdentified', target: 'over' },
        { guard: 'phoneEnded', target: 'asking' },
        { guard: 'phoneOpened', target: 'confirming' },
        { target: 'scanning' },
      ],
    },
    over: { type: 'final' },
  },
  output: ({ context }) => context.end,
});
