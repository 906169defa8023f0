import type { SnapshotFrom } from 'xstate';
import { isForChild } from '../../../catalogue/ages.ts';
import { fillLanguages, type Language } from '../../../words/language.ts';
import { mayIdentifyByPhone } from '../../visit/devices.ts';
import type { VisitFacts } from '../../visit/facts.ts';
import { type AnswerReviewRow, defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import { identifyMachine, offersQueueTicket, PHONE_CHOICE } from './identify.machine.ts';
import { type IdentifyView, identifyView, type PhoneIdentityView, phoneIdentityView } from './identify-view.ts';
import { mayTryPhoneIdentity, offersPhoneIdentity } from './phone-identity.ts';

const AZ = {
  name: 'Soyad və ad',
  /** Name in the letters A to Z of a zone. */
  nameInZone: 'Soyad və ad (sadə hərflərlə)',
  fin: 'FİN',
  documentNumber: 'Sənədin nömrəsi',
  chip: 'Sənədin çipi',
  verified: 'Yoxlanıldı',
  identified: 'Kimliyin təsdiqi',
  byPhone: 'Telefonla',
};

const ROWS = fillLanguages<typeof AZ>({
  az: AZ,
  ru: {
    name: 'Фамилия и имя',
    nameInZone: 'Фамилия и имя (упрощённо)',
    fin: 'ФИН',
    documentNumber: 'Номер документа',
    chip: 'Чип документа',
    verified: 'Проверен',
    identified: 'Подтверждение личности',
    byPhone: 'По телефону',
  },
  en: {
    name: 'Name',
    nameInZone: 'Name (in plain letters)',
    fin: 'FIN',
    documentNumber: 'Document number',
    chip: 'Chip of the document',
    verified: 'Verified',
    identified: 'Identified',
    byPhone: 'By phone',
  },
});

function rows({ person }: Partial<VisitFacts>, language: Language): readonly AnswerReviewRow[] {
  if (!person) return [];
  const { document, assurance } = person;
  const words = ROWS[language];
  const row = (label: string, value: string): AnswerReviewRow => ({ label, value, edit: null });
  return [
    document.writtenName === undefined
      ? row(words.nameInZone, `${document.surname} ${document.givenNames}`)
      : row(words.name, document.writtenName),
    ...(document.fin ? [row(words.fin, document.fin)] : []),
    row(words.documentNumber, document.documentNumber),
    ...(assurance === 'chip' ? [row(words.chip, words.verified)] : []),
    ...(assurance === 'phone' ? [row(words.identified, words.byPhone)] : []),
  ];
}

type Snapshot = SnapshotFrom<typeof identifyMachine>;

const BY_PHONE: readonly unknown[] = ['starting', 'scanning', 'confirming'] satisfies readonly Snapshot['value'][];

function view(snapshot: Snapshot, seen: StepViewInput): IdentifyView | PhoneIdentityView {
  const { children, context, value } = snapshot;
  const { devices } = seen;
  if (BY_PHONE.includes(value)) return phoneIdentityView(snapshot, seen);
  const mayPhone = mayIdentifyByPhone(context.service, devices);
  return {
    ...identifyView(children.identification?.getSnapshot(), devices),
    parent: parentOf(context),
    ticket: offersQueueTicket(context, devices),
    phone: mayPhone ? (offersPhoneIdentity(context, devices) ? 'offered' : 'used-up') : null,
    phoneProblem: context.phoneProblem,
  };
}

function parentOf(context: Snapshot['context']): IdentifyView['parent'] {
  const { service, childsCard } = context;
  return isForChild(service) ? { refused: childsCard } : null;
}

export const identifyStepDefinition = defineVisitStep({
  needs: ['service'],
  reads: ['known', 'phoneTries'],
  adds: ['person'],
  changes: ['phoneTries'],
  reopens: false,
  progress: 'card',
  machine: identifyMachine,
  takes: [
    'document.inserted',
    'document.read',
    'chip.progress',
    'devices.changed',
    'citizen.next',
    'citizen.answer',
    'citizen.language',
    'citizen.back',
  ],
  examples: [{ type: 'citizen.answer', value: PHONE_CHOICE }],
  view,
  key: ({ context: { childsCard, phone, phoneProblem, phoneTries } }: Snapshot) => [
    childsCard,
    phone && (phone.qr === null ? 'opened' : 'shown'),
    phoneProblem,
    mayTryPhoneIdentity({ phoneTries }),
  ],
  rows,
});
