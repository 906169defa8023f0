import {
  makeSamplesForDisplays,
  type PageSample,
  type PickLanguage,
  STATUS_ADDRESS,
  type ViewOf,
} from '../../samples/sample.ts';
import { CERTIFICATE, CIVIL_RECORDS, IDENTITY_DOCUMENTS } from '../../samples/texts.ts';

function whatWasRead(speak: PickLanguage): readonly PageSample<'whatWasRead'>[] {
  const rows = [IDENTITY_DOCUMENTS, CIVIL_RECORDS].map(({ title, holder, reads }, index) => ({
    register: `register-${index}`,
    title: speak(title),
    reads: speak(reads),
    reader: speak(holder),
    at: `2026-11-24T14:3${index}`,
  }));
  const phone = {
    register: 'phone-numbers',
    title: 'Telefon nömrələri',
    reads: null,
    reader: 'ASAN',
    at: '2026-11-24T14:29',
  };
  const view: ViewOf<'whatWasRead'> = {
    show: 'whatWasRead',
    service: speak(CERTIFICATE.title),
    use: { stage: 'answered', rows: [phone, ...rows] },
    qr: STATUS_ADDRESS,
  };
  return [
    { name: 'usual', view },
    { name: 'asking', view: { ...view, use: { stage: 'asking' } } },
    { name: 'unanswered', view: { ...view, use: { stage: 'unanswered' } } },
    { name: 'nothing', view: { ...view, use: { stage: 'answered', rows: [] } } },
    ...makeSamplesForDisplays(view),
  ];
}

export const samples = (speak: PickLanguage) => ({ whatWasRead: whatWasRead(speak) });
