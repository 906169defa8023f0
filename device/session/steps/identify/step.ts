import type { SnapshotFrom } from 'xstate';
import { isForChild } from '../../../catalogue/ages.ts';
import { fillLanguages, type Language } from '../../../words/language.ts';
import { mayIdentifyByPhone } from '../../visit/devices.ts';
import type { Facts } from '../../visit/facts.ts';
import { type CheckRow, step, type ViewInput } from '../../visit/step.ts';
import { identifyMachine, offersTicket, PHONE } from './identify.machine.ts';
import { type IdentifyView, identifyView, type PhoneIdentityView, phoneIdentityView } from './identify-view.ts';
import { mayTryPhone, offersPhone } from './phone-identity.ts';

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

function rows({ person }: Partial<Facts>, language: Language): readonly CheckRow[] {
  if (!person) return [];
  const { document, assurance } = person;
  const words = ROWS[language];
  const row = (label: string, value: string): CheckRow => ({ label, value, edit: null });
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

function view(snapshot: Snapshot, { devices, language }: ViewInput): IdentifyView | PhoneIdentityView {
  const { children, context, value } = snapshot;
  if (BY_PHONE.includes(value)) return phoneIdentityView(snapshot, language);
  const mayPhone = mayIdentifyByPhone(context.service, devices);
  return {
    ...identifyView(children.identification?.getSnapshot(), devices),
    parent: parentOf(context),
    ticket: offersTicket(context, devices),
    staffCalled: context.staffCalled,
    phone: mayPhone ? (offersPhone(context, devices) ? 'offered' : 'used-up') : null,
    phoneProblem: context.phoneProblem,
  };
}

function parentOf(context: Snapshot['context']): IdentifyView['parent'] {
  const { service, childsCard } = context;
  return isForChild(service) ? { refused: childsCard } : null;
}

export const identifyStepDefinition = step({
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
    'citizen.call-staff',
    'citizen.language',
    'citizen.back',
  ],
  examples: [{ type: 'citizen.answer', value: PHONE }],
  view,
  key: ({ context: { childsCard, staffCalled, phone, phoneProblem, phoneTries } }: Snapshot) => [
    childsCard,
    staffCalled,
    phone && (phone.qr === null ? 'opened' : 'shown'),
    phoneProblem,
    mayTryPhone({ phoneTries }),
  ],
  rows,
});
