import type { SnapshotFrom } from 'xstate';
import { isForChild } from '../../../catalogue/ages.ts';
import { fillLanguages, type Language } from '../../../words/language.ts';
import type { Facts } from '../../visit/facts.ts';
import { type CheckRow, step } from '../../visit/step.ts';
import { queueTicketService } from '../../visit/window-ticket.ts';
import { identifyMachine } from './identify.machine.ts';
import { type IdentifyView, identifyView } from './identify-view.ts';

const AZ = {
  name: 'Soyad və ad',
  /** Name in the letters A to Z of a zone. */
  nameInZone: 'Soyad və ad (sadə hərflərlə)',
  fin: 'FİN',
  documentNumber: 'Sənədin nömrəsi',
  chip: 'Sənədin çipi',
  verified: 'Yoxlanıldı',
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
  },
  en: {
    name: 'Name',
    nameInZone: 'Name (in plain letters)',
    fin: 'FIN',
    documentNumber: 'Document number',
    chip: 'Chip of the document',
    verified: 'Verified',
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
  ];
}

function parentOf(context: SnapshotFrom<typeof identifyMachine>['context']): IdentifyView['parent'] {
  const { service, childsCard } = context;
  if (!isForChild(service)) return null;
  return { refused: childsCard ? { ticket: queueTicketService(context.catalogue) !== undefined } : null };
}

export const identifyStepDefinition = step({
  needs: ['service'],
  reads: ['known'],
  adds: ['person'],
  reopens: false,
  progress: 'card',
  machine: identifyMachine,
  takes: [
    'document.inserted',
    'document.read',
    'chip.progress',
    'devices.changed',
    'citizen.next',
    'citizen.call-staff',
    'citizen.back',
  ],
  view: ({ children, context }: SnapshotFrom<typeof identifyMachine>, { devices }) => ({
    ...identifyView(children.identification?.getSnapshot(), devices),
    parent: parentOf(context),
    staffCalled: context.staffCalled,
  }),
  key: ({ context: { childsCard, staffCalled } }: SnapshotFrom<typeof identifyMachine>) => [childsCard, staffCalled],
  rows,
});
