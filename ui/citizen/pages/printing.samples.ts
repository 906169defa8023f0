import { CONTRAST_FRAME, LARGEST_TEXT, type PageSample, SAMPLE_REFERENCE } from '../../samples/sample.ts';

function printing(): readonly PageSample<'printing'>[] {
  const of = (paper: 'receipt' | 'certificate' | 'ticket' | 'document') =>
    ({ show: 'printing', paper, reference: SAMPLE_REFERENCE, leaving: false }) as const;
  return [
    { name: 'receipt', view: of('receipt') },
    { name: 'certificate', view: of('certificate') },
    { name: 'ticket', view: of('ticket') },
    { name: 'document', view: { ...of('document'), late: { afterS: 33, endsAfterMinutes: 2 } } },
    { name: 'leaving', view: { ...of('receipt'), leaving: true } },
    { name: 'contrast', view: of('receipt'), frame: CONTRAST_FRAME },
    { name: 'text-200', view: of('receipt'), frame: LARGEST_TEXT },
  ];
}

export const samples = () => ({ printing: printing() });
